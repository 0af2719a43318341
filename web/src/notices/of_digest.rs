//! What is new and what waits, as a list of lines.

use chrono::DateTime;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::bank;
use timebank::digest::{self, Contents};
use timebank::listing::Listing;
use timebank::outbox::Notice;

use super::Told;
use crate::words;

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
        subject: format!("What is new in {name}"),
        text: lines(&contents),
        label: "See it on the website",
        path: "/home".to_owned(),
    }))
}

fn lines(contents: &Contents) -> String {
    let mut lines = Vec::new();
    match contents.waiting {
        0 => {}
        1 => lines.push("1 exchange waits for your answer.".to_owned()),
        many => lines.push(format!("{many} exchanges wait for your answer.")),
    }
    match contents.unread {
        0 => {}
        1 => lines.push("Somebody wrote to you.".to_owned()),
        many => lines.push(format!("{many} neighbours wrote to you.")),
    }
    for (heading, listings) in [
        ("New requests:", &contents.requests),
        ("New offers:", &contents.offers),
    ] {
        if !listings.is_empty() {
            lines.push(heading.to_owned());
            lines.extend(listings.iter().map(line));
        }
    }
    if lines.is_empty() {
        return "Nothing more than you have seen already.".to_owned();
    }
    lines.join("\n")
}

fn line(listing: &Listing) -> String {
    let area = match &*listing.area_name {
        "" => String::new(),
        area => format!(", {area}"),
    };
    let about = match listing.minutes {
        Some(minutes) => format!(", about {}", words::length(minutes.get())),
        None => String::new(),
    };
    format!("• {} ({}{area}){about}", listing.title, listing.member_name)
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
