//! A member's Home: what they have, what waits for them, who near them would be glad of an hour,
//! and what the whole place shares.

mod waiting;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::announcement::{self, Announcement};
use timebank::asking::{self, Asking};
use timebank::conversation::{self, Overview};
use timebank::delivery::Topic;
use timebank::exchange::{self, Exchange, PartTaken, Shared};
use timebank::listing::{self, Listing, ListingKind, Search};
use timebank::outbox::{self, Notice, NoticeKind};
use timebank::series::{self, Date, Series};
use timebank::{ListingId, Person, agreement, policy};

use super::conversations;
use super::log_hours::{self, Unfinished};
use crate::app::App;
use crate::error::Result;
use crate::extract::Query;
use crate::notices::{self, Told};
use crate::page::{Page, Shell};
use crate::words::{self, say};
use waiting::{Ahead, Day, Waiting};

/// How many requests are shown.
const NEAR: u32 = 3;

/// How many conversations with new messages are shown, and how much of the newest.
const UNREAD: u32 = 5;
const PART: usize = 80;

/// How many pieces of news are shown, of the last so many days, out of so many notices.
const NEWS: usize = 3;
const NEWS_DAYS: i64 = 7;
const NEWEST: u32 = 8;
/// How much of a piece of news is shown, in characters.
const LONGEST: usize = 240;

/// What was done just now, by a code in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// Somebody wrote to the member.
struct Written {
    title: String,
    about: String,
    read_at: String,
}

/// A neighbour's request.
struct Request {
    id: ListingId,
    icon: String,
    title: String,
    who: String,
    timing: String,
    asked: String,
    unanswered: bool,
    minutes: Option<i64>,
}

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    shell: Shell,
    greeting: String,
    balance: i64,
    /// Minutes kept ready for exchanges that wait.
    held: i64,
    /// The balance less what is held.
    available: i64,
    ahead: Vec<Ahead>,
    lately: String,
    /// A friendly word, where the balance stands beyond one of the bank’s notes.
    note: Option<Told>,
    /// What the coordinators tell everybody.
    announcements: Vec<Announcement>,
    /// What became of things lately.
    news: Vec<Told>,
    thrown_away: bool,
    agreed: bool,
    /// The version of the agreement that the member is asked to accept.
    agreement: Option<u32>,
    /// Nothing can be begun, so no button leads to a refusal.
    paused: bool,
    written: Vec<Written>,
    waiting: Vec<Waiting>,
    days: Vec<Day>,
    unfinished: Vec<Unfinished>,
    near: Vec<Request>,
    see_all: String,
    place: String,
    shared: String,
}

/// The page.
pub async fn home(
    State(app): State<App>,
    page: Page,
    Query(done): Query<Done>,
) -> Result<Response> {
    let (person, today) = (page.person()?.clone(), page.today());
    let read = {
        let person = person.clone();
        let (zone, now) = (page.bank().zone, page.moment().now);
        move |conn: &Connection| {
            let mut seen = Seen::read(conn, &person, today)?;
            seen.news = news(conn, &person, now, zone)?;
            Ok(seen)
        }
    };
    let seen = app.read(read).await?;
    page.show(|shell| Home {
        thrown_away: done.done == "thrown-away",
        agreed: done.done == "agreed",
        ..Home::new(shell, &person, seen)
    })
}

/// All that the page shows, from one snapshot.
struct Seen {
    agreement: Option<u32>,
    announcements: Vec<Announcement>,
    note: Option<Told>,
    news: Vec<Told>,
    balance: i64,
    held: i64,
    ahead: Vec<Exchange>,
    part: PartTaken,
    unread: Vec<Overview>,
    awaiting: Vec<Exchange>,
    asked: Vec<Asking>,
    /// Days of regular arrangements that have come.
    days: Vec<(Series, Date)>,
    regular: Vec<Series>,
    unfinished: Vec<Unfinished>,
    near: Vec<Listing>,
    requests: u32,
    shared: Shared,
}

impl Seen {
    fn read(conn: &Connection, person: &Person, today: NaiveDate) -> timebank::Result<Self> {
        let me = person.id();
        let (balance, held) = ledger::standing(conn, person.account())?;
        let exchange::Unfinished { awaiting, ahead } = exchange::unfinished(conn, me)?;
        let series = series::current(conn, me)?;
        let days = series::to_log(&series, me, today).into_iter();
        Ok(Self {
            agreement: agreement::asked(conn, me)?,
            announcements: announcement::current(conn, today)?,
            note: note(conn, person, balance.get())?,
            news: Vec::new(),
            balance: balance.get(),
            held: held.get(),
            ahead,
            part: exchange::part_taken(conn, me, since(today), today)?,
            unread: conversation::unread(conn, me, UNREAD)?,
            awaiting,
            asked: asking::awaiting(conn, me)?,
            days: days.map(|(one, date)| (one.clone(), date)).collect(),
            regular: series.into_iter().filter(Series::is_going).collect(),
            unfinished: log_hours::unfinished(conn, person)?,
            near: near(conn, person)?,
            requests: listing::count(conn, &Search::all(ListingKind::Request))?,
            shared: exchange::shared(conn, first_of_month(today), today)?,
        })
    }
}

/// A friendly word while the balance stands beyond one of the bank’s notes.
fn note(conn: &Connection, me: &Person, balance: i64) -> timebank::Result<Option<Told>> {
    let beyond = policy::bounds_of(&policy::current(conn)?, me.kind()).beyond(balance);
    Ok(beyond.map(|beyond| notices::friendly(Some(beyond), balance)))
}

/// The newest notices of the last days; what waits for an answer stands above them anyway.
fn news(
    conn: &Connection,
    person: &Person,
    now: DateTime<Utc>,
    zone: Tz,
) -> timebank::Result<Vec<Told>> {
    let is_news = |notice: &Notice| {
        let answered_above = Topic::of(notice.kind) == Topic::Answer
            && notice.kind != NoticeKind::Queried
            || matches!(
                notice.kind,
                NoticeKind::LimitNote | NoticeKind::Message | NoticeKind::Digest
            );
        !answered_above && now - notice.at <= TimeDelta::days(NEWS_DAYS)
    };
    let mut newest = outbox::of_member(conn, person.id(), NEWEST)?;
    newest.retain(is_news);
    newest.truncate(NEWS);
    let told = notices::words_of_many(conn, &newest, zone)?.into_iter();
    let shortened = |told: Told| Told {
        text: conversations::shortened(&told.text, LONGEST),
        ..told
    };
    Ok(told.flatten().map(shortened).collect())
}

/// Open requests of others, those from the member's own area first.
fn near(conn: &Connection, me: &Person) -> timebank::Result<Vec<Listing>> {
    let of_others = Search {
        except: Some(me.id()),
        viewer: Some(me.id()),
        ..Search::all(ListingKind::Request)
    };
    listing::near(conn, &of_others, me.area(), NEAR)
}

/// The first day of the month two months ago: with this one, three months.
fn since(today: NaiveDate) -> NaiveDate {
    let first = first_of_month(today);
    first.checked_sub_months(Months::new(2)).unwrap_or(first)
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

impl Home {
    fn new(shell: Shell, person: &Person, seen: Seen) -> Self {
        let me = person.id();
        let zone = shell.zone;
        let waiting = Waiting::all(&seen, me, zone, shell.today);
        let ahead = Ahead::all(&seen, me, zone, shell.today);
        Self {
            greeting: person.greeting().to_owned(),
            balance: seen.balance,
            held: seen.held,
            available: seen.balance - seen.held,
            ahead,
            announcements: seen.announcements,
            note: seen.note,
            news: seen.news,
            lately: lately(seen.part, since(shell.today)),
            thrown_away: false,
            agreed: false,
            agreement: seen.agreement,
            paused: person.member().is_err(),
            waiting,
            written: seen.unread.iter().map(Written::new).collect(),
            days: seen
                .days
                .iter()
                .map(|(one, date)| Day::new(one, *date, me))
                .collect(),
            unfinished: seen.unfinished,
            near: seen
                .near
                .iter()
                .map(|listing| {
                    let asked = listing.created_at.with_timezone(&zone).date_naive();
                    Request::new(listing, &words::ago(asked, shell.today))
                })
                .collect(),
            see_all: match seen.requests {
                0 | 1 => say("home-see-all-requests"),
                many => say!("home-see-all-so-many-requests", number = many),
            },
            place: if shell.place.is_empty() {
                shell.bank.clone()
            } else {
                shell.place.clone()
            },
            shared: shared(seen.shared, shell.today),
            shell,
        }
    }
}

impl Home {
    /// "2 hours are kept ready for help that is arranged or waits. After that …"
    fn kept(&self) -> String {
        let left = match self.available {
            0 => say("home-none-left"),
            minutes => words::standing(minutes),
        };
        say!(
            "home-kept",
            kept = i64::from(self.held == 60),
            length = words::length(self.held),
            left = left,
        )
    }
}

impl Written {
    fn new(overview: &Overview) -> Self {
        let (conversation, newest) = (&overview.conversation, &overview.newest);
        let text = conversations::shortened(&newest.text, PART);
        Self {
            title: say!("home-wrote-to-you", name = &newest.writer_name),
            about: match overview.unread {
                0 | 1 => say!(
                    "home-written-about",
                    title = &conversation.title,
                    text = text
                ),
                many => say!(
                    "home-written-about-and-more",
                    title = &conversation.title,
                    number = many,
                    text = text,
                ),
            },
            read_at: format!("{}/reading", conversations::address(conversation.id)),
        }
    }
}

impl Request {
    fn new(listing: &Listing, asked: &str) -> Self {
        Self {
            id: listing.id,
            icon: listing.icon.clone(),
            title: listing.title.clone(),
            who: if listing.area_name.is_empty() {
                listing.member_name.clone()
            } else {
                format!("{}, {}", listing.member_name, listing.area_name)
            },
            timing: listing.timing.clone(),
            asked: say!("home-asked", asked = asked),
            unanswered: listing.exchanges == 0,
            minutes: listing.minutes.map(ledger::Minutes::get),
        }
    }
}

/// "Since September you have given 6 hours 30 minutes and received 3 hours 45 minutes."
fn lately(part: PartTaken, since: NaiveDate) -> String {
    let key = match (part.given, part.received) {
        (0, 0) => "home-since-you-have-not-given",
        (_, 0) => "home-since-you-have-given",
        (0, _) => "home-since-you-have-received",
        _ => "home-since-you-have-given-and",
    };
    words::say_with(
        key,
        [
            ("month", month(since).into()),
            ("given", words::length(part.given).into()),
            ("received", words::length(part.received).into()),
        ],
    )
}

/// "So far in November, 46 neighbours have shared 98 hours."
fn shared(shared: Shared, today: NaiveDate) -> String {
    if shared.members == 0 {
        return say!("home-no-hours-are-in-the", month = month(today));
    }
    say!(
        "home-so-far-in-have-shared",
        month = month(today),
        number = shared.members,
        length = words::length(shared.minutes),
    )
}

/// The name of a month, without its year.
fn month(day: NaiveDate) -> String {
    say!("month", number = day.month())
}

#[cfg(test)]
mod tests;
