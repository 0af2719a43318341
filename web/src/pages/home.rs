//! A member's Home: what they have, what waits for them, who near them would be glad of an hour,
//! and what the whole place shares.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{Datelike, Months, NaiveDate};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::exchange::{self, Exchange, PartTaken, Shared};
use timebank::listing::{self, Listing, ListingKind, Search};
use timebank::{ExchangeId, ListingId, Person, member};

use super::exchanges::telling::{self, Telling};
use super::log_hours::{self, Unfinished};
use crate::app::App;
use crate::error::Result;
use crate::extract::Query;
use crate::page::{Page, Shell};
use crate::words;

/// How many requests are shown.
const NEAR: usize = 3;

/// What was done just now, by a code in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// An exchange that waits for the member's answer.
struct Waiting {
    id: ExchangeId,
    title: String,
    about: String,
    said_again: String,
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
    lately: String,
    thrown_away: bool,
    waiting: Vec<Waiting>,
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
        move |conn: &Connection| Seen::read(conn, &person, today)
    };
    let seen = app.read(read).await?;
    page.show(|shell| Home {
        thrown_away: done.done == "thrown-away",
        ..Home::new(shell, &person, seen)
    })
}

/// All that the page shows, from one snapshot.
struct Seen {
    balance: i64,
    part: PartTaken,
    awaiting: Vec<Exchange>,
    unfinished: Vec<Unfinished>,
    near: Vec<Listing>,
    requests: u32,
    shared: Shared,
}

impl Seen {
    fn read(conn: &Connection, person: &Person, today: NaiveDate) -> timebank::Result<Self> {
        let me = person.id();
        Ok(Self {
            balance: ledger::balance(conn, person.account())?.get(),
            part: exchange::part_taken(conn, me, since(today), today)?,
            awaiting: exchange::awaiting(conn, me)?,
            unfinished: log_hours::unfinished(conn, person)?,
            near: near(conn, person)?,
            requests: listing::count(conn, &Search::all(ListingKind::Request))?,
            shared: exchange::shared(conn, first_of_month(today), today)?,
        })
    }
}

/// Open requests of others, those from the member's own area first.
fn near(conn: &Connection, person: &Person) -> timebank::Result<Vec<Listing>> {
    let of_others = Search {
        except: Some(person.id()),
        ..Search::all(ListingKind::Request)
    };
    let area = member::get(conn, person.id())?.area;
    let most = u32::try_from(NEAR).unwrap_or(u32::MAX);
    let mut found = match area {
        Some(_) => listing::search(
            conn,
            &Search {
                area,
                ..of_others.clone()
            },
            0,
            most,
        )?,
        None => Vec::new(),
    };
    for listing in listing::search(conn, &of_others, 0, 2 * most)? {
        if found.len() < NEAR && found.iter().all(|known| known.id != listing.id) {
            found.push(listing);
        }
    }
    Ok(found)
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
        Self {
            greeting: person.greeting().to_owned(),
            balance: seen.balance,
            lately: lately(seen.part, since(shell.today)),
            thrown_away: false,
            waiting: seen
                .awaiting
                .iter()
                .map(|exchange| {
                    Waiting::new(exchange, &Telling::new(exchange, me, zone), shell.today)
                })
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
                0 | 1 => "See all requests".to_owned(),
                many => format!("See all {many} requests"),
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

impl Waiting {
    fn new(exchange: &Exchange, telling: &Telling<'_>, today: NaiveDate) -> Self {
        let other = &telling.other().name;
        let length = words::length(exchange.minutes.get());
        Self {
            id: exchange.id,
            title: telling.claim(other),
            about: format!(
                "{}, on {}.",
                telling::what(exchange),
                words::day_near(exchange.done_on, today)
            ),
            said_again: format!("{length} with {other}"),
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
            asked: format!("Asked {asked}"),
            unanswered: listing.exchanges == 0,
            minutes: listing.minutes.map(ledger::Minutes::get),
        }
    }
}

/// "Since September you have given 6 hours 30 minutes and received 3 hours 45 minutes."
fn lately(part: PartTaken, since: NaiveDate) -> String {
    let month = since.format("%B");
    match (part.given, part.received) {
        (0, 0) => format!("Since {month} you have not given or received any hours."),
        (given, 0) => format!("Since {month} you have given {}.", words::length(given)),
        (0, received) => format!(
            "Since {month} you have received {}.",
            words::length(received)
        ),
        (given, received) => format!(
            "Since {month} you have given {} and received {}.",
            words::length(given),
            words::length(received)
        ),
    }
}

/// "So far in November, 46 neighbours have shared 98 hours."
fn shared(shared: Shared, today: NaiveDate) -> String {
    let month = today.format("%B");
    if shared.members == 0 {
        return format!("No hours are in the book for {month} yet. Yours could be the first.");
    }
    format!(
        "So far in {month}, {} have shared {}.",
        words::count(shared.members, "neighbour"),
        words::length(shared.minutes)
    )
}

#[cfg(test)]
mod tests {
    use super::super::exchanges::samples;
    use super::*;
    use timebank::exchange::{Awaits, ExchangeState, Side};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn empty() -> Home {
        Home {
            shell: Shell::sample(),
            greeting: "Ann".into(),
            balance: 0,
            lately: lately(PartTaken::default(), since(today())),
            thrown_away: false,
            waiting: Vec::new(),
            unfinished: Vec::new(),
            near: Vec::new(),
            see_all: "See all requests".into(),
            place: "Wrensham".into(),
            shared: shared(Shared::default(), today()),
        }
    }

    #[test]
    fn the_balance_is_a_sentence_with_a_disc_for_each_hour() {
        let html = |balance| Home { balance, ..empty() }.render().unwrap();
        let to_spend = html(210);
        assert!(to_spend.contains("Hello Ann. You have <b>3 hours 30 minutes</b> to spend."));
        assert_eq!(to_spend.matches("disc-rim\" cx=\"12\"").count(), 4);
        let to_give_back = html(-45);
        assert!(to_give_back.contains("<b>45 minutes</b> to give back."));
        assert_eq!(to_give_back.matches("disc-owed").count(), 1);
        assert!(html(0).contains("Your hours are even."));
    }

    #[test]
    fn on_the_first_day_every_part_says_what_it_will_hold() {
        let html = empty().render().unwrap();
        assert!(html.contains("Nothing waits for you."));
        assert!(html.contains("Nobody has asked for anything yet"));
        assert!(html.contains("Yours could be the first."));
        assert!(html.contains("Since September you have not given or received any hours."));
    }

    #[test]
    fn what_waits_can_be_checked_and_what_was_begun_can_be_finished() {
        let exchange = samples::exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        });
        let shell = Shell::sample();
        let telling = Telling::new(&exchange, samples::ANN, shell.zone);
        let home = Home {
            waiting: vec![Waiting::new(&exchange, &telling, today())],
            unfinished: vec![Unfinished {
                title: "You began to log hours",
                about: "You helped Bob Farrow.".into(),
                continue_at: "/log-hours/7/check".into(),
                throw_away_at: "/log-hours/7/removal".into(),
            }],
            thrown_away: true,
            ..empty()
        };
        let html = home.render().unwrap();
        assert!(html.contains("Bob Farrow says you helped them for 1 hour 30 minutes"));
        assert!(html.contains("Gardening: cut back the raspberries, on 19 November."));
        assert!(html.contains("Check and confirm"));
        assert!(html.contains("href=\"/log-hours/7/check\""));
        assert!(html.contains("action=\"/log-hours/7/removal\" method=\"post\""));
        assert!(html.contains("Nothing was sent."));
        assert!(!html.contains("Nothing waits for you."));
    }

    #[test]
    fn a_request_says_who_asks_how_long_and_since_when() {
        let request = Request {
            id: ListingId::new(Uuid::from_u128(3)),
            icon: "dog".into(),
            title: "Walk Biscuit, a small calm dog".into(),
            who: "Dilys Prosser, Mill End".into(),
            timing: "Tuesdays and Thursdays".into(),
            asked: "Asked 2 days ago".into(),
            unanswered: true,
            minutes: Some(30),
        };
        let home = Home {
            near: vec![request],
            see_all: "See all 14 requests".into(),
            ..empty()
        };
        let html = home.render().unwrap();
        assert!(html.contains("About 30 minutes"));
        assert!(html.contains("Asked 2 days ago"));
        assert!(html.contains(">See all 14 requests</a>"));
    }

    #[test]
    fn three_months_begin_two_months_before_this_one() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(since(today()), day(2026, 9, 1));
        assert_eq!(since(day(2027, 1, 31)), day(2026, 11, 1));
    }

    #[test]
    fn sentences_leave_out_what_is_nought() {
        let part = |given, received| PartTaken {
            given,
            received,
            partners: 1,
        };
        assert_eq!(
            lately(part(390, 225), since(today())),
            "Since September you have given 6 hours 30 minutes and received 3 hours 45 minutes."
        );
        assert_eq!(
            lately(part(60, 0), since(today())),
            "Since September you have given 1 hour."
        );
        let shared = shared(
            Shared {
                members: 46,
                minutes: 5_880,
            },
            today(),
        );
        assert_eq!(
            shared,
            "So far in November, 46 neighbours have shared 98 hours."
        );
    }
}
