//! The sections of the page, read from the bank: each with its count, its oldest entries and the
//! one who has waited longest.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::desk::{self, Care};
use timebank::exchange::{self, Exchange, ExchangeState, Queue, Side as OfHelp};
use timebank::member::{self, Search, State};
use timebank::{MemberId, Moment};
use uuid::Uuid;

use super::people::resting;
use super::{Entry, Section, Side};
use crate::components::{Link, Tag, Tone};
use crate::pages::tending::Topic;
use crate::words;

/// Days after which somebody rings the one who has not answered.
const DAYS_TO_ANSWER: u64 = 7;

/// How many entries each section shows.
pub(super) struct Limits<'a> {
    all: &'a str,
    resting: bool,
}

const FEW: u32 = 3;
pub(super) const ALL: u32 = 200;

impl<'a> Limits<'a> {
    /// Few of each, but all of the section that was asked for; what rests, where it is wanted.
    pub(super) const fn of(all: &'a str, resting: bool) -> Self {
        Self { all, resting }
    }

    pub(super) fn entries(&self, section: &str) -> u32 {
        if self.all == section { ALL } else { FEW }
    }

    pub(super) const fn shows_resting(&self) -> bool {
        self.resting
    }
}

/// Everything that waits.
pub(super) struct Desk {
    pub(super) lead: String,
    pub(super) sections: Vec<Section>,
    pub(super) approvals: u64,
    /// How many things rest until a day to come.
    pub(super) resting: usize,
}

/// Who has waited since when, and for what: "for an approval".
pub(super) struct Wait {
    since: DateTime<Utc>,
    who: String,
    many: bool,
    what: String,
}

impl Wait {
    pub(super) fn one(since: DateTime<Utc>, who: &str, what: impl Into<String>) -> Self {
        Self {
            since,
            who: who.to_owned(),
            many: false,
            what: what.into(),
        }
    }

    fn both(since: DateTime<Utc>, exchange: &Exchange, what: &str) -> Self {
        Self {
            since,
            who: format!("{} and {}", exchange.giver.name, exchange.receiver.name),
            many: true,
            what: what.to_owned(),
        }
    }
}

/// What all sections are read from.
pub(super) struct Reader<'a> {
    pub(super) conn: &'a Connection,
    pub(super) bank: &'a Bank,
    pub(super) moment: &'a Moment,
    pub(super) limits: &'a Limits<'a>,
    pub(super) care: &'a HashMap<(String, Uuid), Care>,
}

pub(super) type Found = timebank::Result<Option<(Section, Wait)>>;

impl Desk {
    pub(super) fn read(
        conn: &Connection,
        bank: &Bank,
        moment: &Moment,
        limits: &Limits<'_>,
    ) -> timebank::Result<Self> {
        let care = &desk::care(conn)?;
        let reader = Reader {
            conn,
            bank,
            moment,
            limits,
            care,
        };
        let queues = exchange::queues(conn, reader.days_ago(DAYS_TO_ANSWER), ALL)?;
        let found = [
            reader.disputes(&queues.disputed),
            reader.approvals(&queues.confirmed),
            reader.unanswered(&queues.recorded)?,
            reader.applications()?,
            reader.applicants()?,
            reader.requests()?,
        ];
        let (mut sections, waits): (Vec<_>, Vec<_>) = found.into_iter().flatten().unzip();
        // Nobody waits for these: they are looked after when there is time.
        let missed = reader.missed()?;
        let people = [
            reader.calls()?,
            reader.grants()?,
            reader.reports()?,
            reader.activities()?,
            reader.introductions()?,
            reader.to_ring()?,
            reader.checks()?,
            reader.needs()?,
            reader.unstarted(missed.never_started),
            reader.quiet(missed.quiet),
        ];
        sections.extend(people.into_iter().flatten());
        let longest = waits.iter().min_by_key(|wait| wait.since);
        Ok(Self {
            lead: longest.map_or_else(String::new, |wait| reader.lead(wait)),
            sections,
            approvals: u64::from(queues.confirmed.count),
            resting: resting(care, moment.today),
        })
    }
}

impl Reader<'_> {
    /// Somebody says that something is wrong.
    fn disputes(&self, queue: &Queue) -> Option<(Section, Wait)> {
        let (count, found) = self.exchanges(queue, Topic::Disputes);
        let first = found.first()?;
        let wait = Wait::both(first.state_at, first, "for somebody to decide");
        let entries = found
            .iter()
            .map(|exchange| self.dispute(exchange))
            .collect();
        let title = "Something is wrong";
        let more = more(count, &found, "disputes", |n| format!("See all {n}"));
        Some((section("disputes", title, count, entries, more), wait))
    }

    fn dispute(&self, exchange: &Exchange) -> Entry {
        let ExchangeState::Disputed {
            by,
            claimed,
            reason,
        } = &exchange.state
        else {
            return Entry::default();
        };
        let name = match by {
            Some(by) if *by == exchange.giver.id => &*exchange.giver.name,
            Some(by) if *by == exchange.receiver.id => &*exchange.receiver.name,
            _ => "Somebody",
        };
        let title = match claimed {
            Some(claimed) => format!(
                "{name} says it was {}, not {}",
                words::length(claimed.get()),
                words::length(exchange.minutes.get())
            ),
            None => format!("{name} says that something is wrong"),
        };
        let (giver, receiver) = (&exchange.giver.name, &exchange.receiver.name);
        let day = words::day_near(exchange.done_on, self.moment.today);
        Entry {
            title,
            path: path(exchange),
            about: format!(
                "{}, {giver} for {receiver}, {day}. “{}”",
                exchange.what(),
                shortened(reason)
            ),
            side: Side::Tag(Tag::new("Waiting", Tone::Waiting)),
            ..self.tended(Topic::Disputes, exchange.id.uuid())
        }
    }

    /// What waits for approval.
    fn approvals(&self, queue: &Queue) -> Option<(Section, Wait)> {
        let count = u64::from(queue.count);
        let first = queue.longest.first()?;
        let wait = Wait::both(first.state_at, first, "for an approval");
        let few = usize::try_from(FEW).unwrap_or(usize::MAX);
        let entries = queue.longest.iter().take(few);
        let entries = entries
            .map(|exchange| Entry {
                title: helped(exchange),
                path: path(exchange),
                about: format!("{}. Both confirmed.", self.what_and_when(exchange)),
                side: Side::Length(exchange.minutes.get()),
                ..Entry::default()
            })
            .collect();
        let all = format!("See {}", approvals_in_words(count));
        let more = Some(Link::new(all, "/approvals"));
        let title = "Approvals waiting";
        Some((section("approvals", title, count, entries, more), wait))
    }

    /// Recorded, and the other one has not answered for a week.
    fn unanswered(&self, queue: &Queue) -> Found {
        let (count, found) = self.exchanges(queue, Topic::Answers);
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let (asked, other) = awaited(first);
        let what = format!("for an answer from {}", asked.name);
        let wait = Wait::one(first.state_at, &other.name, what);
        let asked: Vec<MemberId> = found.iter().map(|one| awaited(one).0.id).collect();
        let asked = member::many(self.conn, &asked)?;
        let entry = |exchange: &Exchange| {
            let phone = asked.get(&awaited(exchange).0.id);
            self.silence(exchange, phone.map_or("", |profile| &profile.phone))
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, "answers", |n| format!("See all {n}"));
        let title = "Nobody has answered";
        Ok(Some((
            section("answers", title, count, entries, more),
            wait,
        )))
    }

    fn silence(&self, exchange: &Exchange, phone: &str) -> Entry {
        let (asked, _) = awaited(exchange);
        let how = if phone.is_empty() {
            format!("Ask {} and confirm it for them.", asked.greeting)
        } else {
            "Ring and confirm it on their word:".to_owned()
        };
        Entry {
            title: format!("{} has not said whether it is right", asked.name),
            path: path(exchange),
            about: format!(
                "{} for {}: {}. {how}",
                helped(exchange),
                words::length(exchange.minutes.get()),
                self.what_and_when(exchange)
            ),
            phone: phone.to_owned(),
            side: Side::Overdue(self.days(exchange.state_at)),
            ..self.tended(Topic::Answers, exchange.id.uuid())
        }
    }

    /// People who want to join.
    fn applicants(&self) -> Found {
        let search = Search {
            state: Some(State::Applicant),
            ..Search::default()
        };
        let mut found = member::search(self.conn, &search, 0, ALL)?;
        let count = counted(&found, || member::count(self.conn, &search))?;
        found.sort_by_key(|profile| profile.created_at);
        let (count, found) = self.awake(Topic::Joining, count, found, |one| one.id.uuid());
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let wait = Wait::one(first.created_at, &first.name, "to join");
        let entries = found
            .iter()
            .map(|profile| Entry {
                title: profile.name.clone(),
                path: format!("/members/{}", profile.id),
                about: profile.area_name.clone(),
                side: Side::Plain(format!("Asked {}", self.ago(profile.created_at))),
                ..self.tended(Topic::Joining, profile.id.uuid())
            })
            .collect();
        let all = format!("See all {count} who want to join");
        let more = (count > u64::from(FEW)).then(|| Link::new(all, "/members?state=applicant"));
        let title = "People want to join";
        Ok(Some((
            section("joining", title, count, entries, more),
            wait,
        )))
    }

    /// Those of a queue that do not rest, and how many they are in all.
    fn exchanges(&self, queue: &Queue, topic: Topic) -> (u64, Vec<Exchange>) {
        let found = queue.longest.clone();
        self.awake(topic, queue.count.into(), found, |one| one.id.uuid())
    }

    fn what_and_when(&self, exchange: &Exchange) -> String {
        let day = words::day_near(exchange.done_on, self.moment.today);
        format!("{}, {day}", exchange.what())
    }

    pub(super) fn days_ago(&self, days: u64) -> DateTime<Utc> {
        self.moment.now - Days::new(days)
    }

    fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        self.bank.day_of(instant)
    }

    pub(super) fn days(&self, since: DateTime<Utc>) -> String {
        let days = (self.moment.today - self.day_of(since)).num_days();
        words::count(days, "day")
    }

    pub(super) fn zone(&self) -> chrono_tz::Tz {
        self.bank.zone
    }

    pub(super) fn ago(&self, since: DateTime<Utc>) -> String {
        words::ago(self.day_of(since), self.moment.today)
    }

    /// "Grace Adeyemi has waited longest: 11 days for an answer to “Change two light bulbs”."
    fn lead(&self, wait: &Wait) -> String {
        let have = if wait.many { "have" } else { "has" };
        let days = (self.moment.today - self.day_of(wait.since)).num_days();
        let time = match days {
            0 => "since today".to_owned(),
            days => words::count(days, "day"),
        };
        format!("{} {have} waited longest: {time} {}.", wait.who, wait.what)
    }
}

/// How many there are in all: asked for only where the list that was read is full.
pub(super) fn counted<T>(
    found: &[T],
    count: impl FnOnce() -> timebank::Result<u32>,
) -> timebank::Result<u64> {
    match u32::try_from(found.len()) {
        Ok(some) if some < ALL => Ok(some.into()),
        _ => Ok(count()?.into()),
    }
}

pub(super) fn section(
    id: &'static str,
    title: &'static str,
    count: u64,
    entries: Vec<Entry>,
    more: Option<Link>,
) -> Section {
    Section {
        id,
        count,
        title,
        entries,
        more,
    }
}

/// The link to the whole of a section, where some of it is not shown.
pub(super) fn more<T>(
    count: u64,
    shown: &[T],
    id: &str,
    words: impl Fn(u64) -> String,
) -> Option<Link> {
    let some_left = u64::try_from(shown.len()).is_ok_and(|shown| shown < count);
    some_left.then(|| Link::new(words(count), format!("/to-do?all={id}#{id}")))
}

fn approvals_in_words(count: u64) -> String {
    match count {
        1 => "the approval".to_owned(),
        count => format!("all {}", words::count(count, "approval")),
    }
}

fn helped(exchange: &Exchange) -> String {
    format!("{} helped {}", exchange.giver.name, exchange.receiver.name)
}

fn path(exchange: &Exchange) -> String {
    format!("/exchanges/{}", exchange.id)
}

/// Who is asked, and who waits for the answer.
fn awaited(exchange: &Exchange) -> (&exchange::Party, &exchange::Party) {
    match exchange.state {
        ExchangeState::Proposed { awaits } | ExchangeState::Recorded { awaits }
            if awaits.side() == OfHelp::Giver =>
        {
            (&exchange.giver, &exchange.receiver)
        }
        _ => (&exchange.receiver, &exchange.giver),
    }
}

/// The beginning of something long.
fn shortened(text: &str) -> String {
    const MOST: usize = 120;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_leads_to_all_of_it_only_where_something_is_left_out() {
        let link = |count, shown: &[u8]| more(count, shown, "answers", |n| format!("See all {n}"));
        assert_eq!(link(2, &[0, 0]), None);
        assert_eq!(
            link(9, &[0, 0, 0]),
            Some(Link::new("See all 9", "/to-do?all=answers#answers"))
        );
        assert_eq!(Limits::of("answers", false).entries("answers"), ALL);
        assert_eq!(Limits::of("answers", false).entries("requests"), FEW);
    }

    #[test]
    fn a_long_reason_is_only_begun() {
        assert_eq!(shortened("It was an hour."), "It was an hour.");
        let long = shortened(&"word ".repeat(60));
        assert!(long.chars().count() <= 121 && long.ends_with("word…"));
    }
}
