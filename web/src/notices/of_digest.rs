//! What is new and what waits, as a list of lines.

use chrono::DateTime;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::bank;
use timebank::digest::{self, Contents};
use timebank::listing::Listing;
use timebank::outbox::Notice;

use super::Told;
use crate::words::{self, say};

/// What the notice of a digest holds beside its subject.
#[derive(Debug, Deserialize)]
struct Details {
    since: i64,
}

pub(super) fn told(conn: &Connection, notice: &Notice) -> timebank::Result<Option<Told>> {
    let since = serde_json::from_str::<Details>(&notice.details).ok();
    let Some(since) = since.and_then(|found| DateTime::from_timestamp(found.since, 0)) else {
        return Ok(None);
    };
    let contents = digest::contents(conn, notice.member, since)?;
    let name = bank::get(conn)?.name;
    Ok(Some(Told {
        subject: say!("notice-what-is-new-in", bank = name),
        text: lines(&contents),
        label: say!("notice-see-on-website"),
        path: "/home".to_owned(),
    }))
}

fn lines(contents: &Contents) -> String {
    let mut lines = Vec::new();
    if contents.waiting > 0 {
        lines.push(say!("notice-exchanges-wait", number = contents.waiting));
    }
    if contents.unread > 0 {
        lines.push(say!("notice-neighbours-wrote", number = contents.unread));
    }
    for (heading, listings) in [
        (say!("notice-new-requests"), &contents.requests),
        (say!("notice-new-offers"), &contents.offers),
    ] {
        if !listings.is_empty() {
            lines.push(heading);
            lines.extend(listings.iter().map(line));
        }
    }
    if lines.is_empty() {
        return say!("notice-nothing-more");
    }
    lines.join("\n")
}

fn line(listing: &Listing) -> String {
    let title = listing.title.as_str();
    let who = match &*listing.area_name {
        "" => listing.member_name.clone(),
        area => format!("{}, {area}", listing.member_name),
    };
    match listing.minutes {
        Some(minutes) => {
            let length = words::length(minutes.get());
            say!(
                "notice-listing-about",
                title = title,
                who = who,
                length = length
            )
        }
        None => say!("notice-listing", title = title, who = who),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::listings::samples;

    #[test]
    fn what_waits_comes_first_and_each_listing_has_a_line() {
        let contents = Contents {
            requests: vec![samples::request()],
            offers: Vec::new(),
            waiting: 1,
            unread: 2,
        };
        let text = lines(&contents);
        assert!(text.starts_with("1 exchange waits for your answer.\n2 neighbours wrote to you."));
        assert!(text.contains("New requests:\n• Walk Biscuit, a small calm dog (Dilys Prosser"));
        assert!(!text.contains("New offers"));
    }
}
