//! The section of requests that nobody has answered, each with who could do it.

use std::collections::HashMap;

use rusqlite::Connection;
use timebank::asking::{self, Asking};
use timebank::listing::{self, Helpers, Listing};
use timebank::member::{self, Profile};
use timebank::{ListingId, MemberId};

use super::sections::{ALL, Found, Reader, Wait, counted, more, section};
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
        let found = listing::unanswered(self.conn, since, ALL)?;
        let count = counted(&found, || listing::count_unanswered(self.conn, since))?;
        let (count, found) = self.awake(Topic::Requests, count, found, |one| one.id.uuid());
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let what = format!("for an answer to “{}”", first.title);
        let wait = Wait::one(first.created_at, &first.member_name, what);
        let beside = Beside::read(self.conn, &found)?;
        let entries = found
            .iter()
            .map(|request| self.request(request, &beside))
            .collect();
        let more = more(count, &found, "requests", |n| {
            format!("See all {n} unanswered requests")
        });
        let title = "Requests nobody has answered";
        Ok(Some((
            section("requests", title, count, entries, more),
            wait,
        )))
    }

    fn request(&self, request: &Listing, beside: &Beside) -> Entry {
        let who = match (&*request.member_name, &*request.area_name) {
            (name, "") => name.to_owned(),
            (name, area) => format!("{name}, {area}"),
        };
        let asker = beside.askers.get(&request.member);
        let newest = beside.askings.get(&request.id);
        let (said, act) = match newest.filter(|asking| asking.is_open()) {
            Some(asking) => (
                self.stands(asking),
                Link::new("See what they say", askings::address(asking.id)),
            ),
            None => (
                beside.helpers_of(request),
                Link::new("Find somebody", format!("/listings/{}#helpers", request.id)),
            ),
        };
        let mut about = format!("{who}. {said}");
        let no_screen = |asker: &&Profile| asker.email.is_none() && !asker.phone.is_empty();
        let to_ring = asker.filter(no_screen);
        if to_ring.is_some() {
            about.push_str(" No email address: ring");
        }
        Entry {
            title: request.title.clone(),
            path: format!("/listings/{}", request.id),
            about: about.trim_end().to_owned(),
            phone: to_ring.map_or_else(String::new, |asker| asker.phone.clone()),
            act: Some(act),
            side: Side::Overdue(self.days(request.created_at)),
            ..self.tended(Topic::Requests, request.id.uuid())
        }
    }

    /// Introductions of a week ago: somebody asks how they went.
    pub(super) fn introductions(&self) -> timebank::Result<Option<Section>> {
        let found = asking::to_follow_up(self.conn, self.moment.now)?;
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &Asking| Entry {
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

    fn stands(&self, asking: &Asking) -> String {
        askings::stands(asking, self.moment.today, self.zone())
    }
}

/// What is read beside requests, for all of them at once.
#[derive(Default)]
struct Beside {
    askers: HashMap<MemberId, Profile>,
    /// The newest asking about each.
    askings: HashMap<ListingId, Asking>,
    helpers: HashMap<ListingId, Helpers>,
}

impl Beside {
    fn read(conn: &Connection, requests: &[Listing]) -> timebank::Result<Self> {
        let ids: Vec<ListingId> = requests.iter().map(|request| request.id).collect();
        let askers: Vec<MemberId> = requests.iter().map(|request| request.member).collect();
        Ok(Self {
            askers: member::many(conn, &askers)?,
            askings: asking::newest_of(conn, &ids)?,
            helpers: listing::helpers(conn, &ids)?,
        })
    }

    /// "2 offers nearby: small repairs."
    fn helpers_of(&self, request: &Listing) -> String {
        let kind = &request.category_name;
        match self.helpers.get(&request.id) {
            None => String::new(),
            Some(Helpers { anywhere: 0, .. }) => {
                format!("Nobody offers this kind of help yet: {kind}.")
            }
            Some(Helpers { anywhere, near: 0 }) => {
                format!("{}: {kind}.", words::count(*anywhere, "offer"))
            }
            Some(Helpers { near, .. }) => {
                format!("{} nearby: {kind}.", words::count(*near, "offer"))
            }
        }
    }
}
