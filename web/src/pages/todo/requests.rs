//! The section of requests that nobody has answered, each with who could do it.

use timebank::listing::{self, Listing, ListingKind};
use timebank::member;

use super::sections::{ALL, Found, Reader, Wait, more, section};
use super::{Entry, Side};
use crate::pages::tending::Topic;
use crate::words;

/// Days after which a request is looked after.
const DAYS_UNANSWERED: u64 = 3;

impl Reader<'_> {
    /// Requests of which nothing came.
    pub(super) fn requests(&self) -> Found {
        let since = self.days_ago(DAYS_UNANSWERED);
        let count = u64::from(listing::count_unanswered(self.conn, since)?);
        let found = listing::unanswered(self.conn, since, ALL)?;
        let (count, found) = self.awake(Topic::Requests, count, found, |one| one.id.uuid());
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let what = format!("for an answer to “{}”", first.title);
        let wait = Wait::one(first.created_at, &first.member_name, what);
        let entries = found
            .iter()
            .map(|request| self.request(request))
            .collect::<timebank::Result<_>>()?;
        let more = more(count, &found, "requests", |n| {
            format!("See all {n} unanswered requests")
        });
        let title = "Requests nobody has answered";
        Ok(Some((
            section("requests", title, count, entries, more),
            wait,
        )))
    }

    fn request(&self, request: &Listing) -> timebank::Result<Entry> {
        let who = match (&*request.member_name, &*request.area_name) {
            (name, "") => name.to_owned(),
            (name, area) => format!("{name}, {area}"),
        };
        let asker = member::get(self.conn, request.member)?;
        let mut about = format!("{who}. {}", self.helpers(request)?);
        let no_screen = asker.email.is_none() && !asker.phone.is_empty();
        if no_screen {
            about.push_str(" No email address: ring");
        }
        Ok(Entry {
            title: request.title.clone(),
            path: format!("/listings/{}", request.id),
            about: about.trim_end().to_owned(),
            phone: if no_screen {
                asker.phone
            } else {
                String::new()
            },
            side: Side::Overdue(self.days(request.created_at)),
            ..self.tended(Topic::Requests, request.id.uuid())
        })
    }

    /// "2 members nearby offer small repairs."
    fn helpers(&self, request: &Listing) -> timebank::Result<String> {
        if request.category.is_none() {
            return Ok(String::new());
        }
        let offers = listing::Search {
            category: request.category,
            area: request.area,
            except: Some(request.member),
            ..listing::Search::all(ListingKind::Offer)
        };
        let near = listing::count(self.conn, &offers)?;
        let (count, place) = if near > 0 && request.area.is_some() {
            (near, " nearby")
        } else {
            let anywhere = listing::Search {
                area: None,
                ..offers
            };
            (listing::count(self.conn, &anywhere)?, "")
        };
        let kind = &request.category_name;
        Ok(match count {
            0 => format!("Nobody offers this kind of help yet: {kind}."),
            count => format!("{}{place}: {kind}.", words::count(count, "offer")),
        })
    }
}
