//! The section of requests that nobody has answered, each with who could do it.

use timebank::asking;
use timebank::listing::{self, Listing, ListingKind};
use timebank::member;

use super::sections::{ALL, Found, Reader, Wait, more, section};
use super::{Entry, Section, Side};
use crate::components::Link;
use crate::pages::askings;
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
        let newest = asking::of_request(self.conn, request.id)?
            .into_iter()
            .next();
        let waits = newest.filter(asking::Asking::is_open);
        let (said, act) = match &waits {
            Some(asking) => (
                self.stands(asking),
                Link::new("See what they say", askings::address(asking.id)),
            ),
            None => (
                self.helpers(request)?,
                Link::new("Find somebody", format!("/listings/{}#helpers", request.id)),
            ),
        };
        let mut about = format!("{who}. {said}");
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
            act: Some(act),
            side: Side::Overdue(self.days(request.created_at)),
            ..self.tended(Topic::Requests, request.id.uuid())
        })
    }

    /// Introductions of a week ago: somebody asks how they went.
    pub(super) fn introductions(&self) -> timebank::Result<Option<Section>> {
        let found = asking::to_follow_up(self.conn, self.moment.now)?;
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &asking::Asking| Entry {
            title: one.title.clone(),
            path: askings::address(one.id),
            about: format!(
                "For {}, introduced by {}. {} Ask how it went.",
                one.member_name,
                one.asked_by_name,
                self.stands(one)
            ),
            side: Side::Plain(self.days(one.asked_at)),
            ..Entry::default()
        };
        let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let entries = found.iter().map(entry).collect();
        let title = "Introductions to follow up";
        Ok(Some(section("introductions", title, count, entries, None)))
    }

    fn stands(&self, asking: &asking::Asking) -> String {
        askings::stands(asking, self.moment.today, self.zone())
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
