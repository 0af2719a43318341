//! What my hours did, year by year; and a confirmation of the hours given, to print and hand over.
//!
//! Hours are counted from exchanges that stand in the book, by the day the help was given. No
//! page puts a price on an hour.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::MemberId;
use timebank::deeds::{self, Deeds, Milestone};
use timebank::member::{self, Profile};

use crate::app::App;
use crate::components::{Choice, Fact};
use crate::error::Result;
use crate::extract::Query;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// Which year; this one where none is said, or one that has nothing to show.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    year: String,
}

/// One kind of help, ready to be shown.
struct Kind {
    name: String,
    times: u32,
    minutes: i64,
}

#[derive(Template)]
#[template(path = "me/hours.html")]
struct Hours {
    shell: Shell,
    form: Form,
    years: Vec<Choice>,
    year: i32,
    lead: String,
    facts: Vec<Fact>,
    kinds: Vec<Kind>,
    milestones: Vec<(String, String)>,
    empty: bool,
}

#[derive(Template)]
#[template(path = "me/confirmation.html")]
struct Confirmation {
    shell: Shell,
    name: String,
    number: String,
    since: String,
    days: String,
    given: i64,
    times: u32,
    people: String,
    kinds: Vec<Kind>,
    made: String,
    transfer: String,
}

/// All that both pages show, from one snapshot.
struct Seen {
    profile: Profile,
    first: Option<NaiveDate>,
    year: i32,
    to: NaiveDate,
    deeds: Deeds,
    milestones: Vec<(NaiveDate, Milestone)>,
    head: u64,
}

impl Seen {
    fn read(
        conn: &Connection,
        id: MemberId,
        wanted: &Wanted,
        today: NaiveDate,
    ) -> timebank::Result<Self> {
        let first = deeds::first_day(conn, id)?;
        let oldest = first.map_or(today.year(), |day| day.year());
        let year = wanted.year.parse().ok();
        let year = year
            .filter(|year| (oldest..=today.year()).contains(year))
            .unwrap_or(today.year());
        let (from, to) = days(year, today);
        Ok(Self {
            profile: member::get(conn, id)?,
            first,
            year,
            to,
            deeds: deeds::between(conn, id, from, to)?,
            milestones: deeds::milestones(conn, id)?,
            head: ledger::head(conn)?.seq,
        })
    }
}

/// From the first to the last day of a year; of this one, to today.
fn days(year: i32, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today);
    (from, last.min(today))
}

async fn read(app: &App, page: &Page, wanted: Wanted) -> Result<Seen> {
    let (id, today) = (page.person()?.id(), page.today());
    app.read(move |conn| Seen::read(conn, id, &wanted, today))
        .await
}

/// What my hours did.
pub async fn hours(
    State(app): State<App>,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let seen = read(&app, &page, wanted).await?;
    page.show(|shell| Hours::new(shell, &seen))
}

/// A confirmation to print.
pub async fn confirmation(
    State(app): State<App>,
    page: Page,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let seen = read(&app, &page, wanted).await?;
    let prefix = page.bank().prefix.clone();
    page.show(|shell| Confirmation::new(shell, seen, &prefix))
}

impl Hours {
    fn new(shell: Shell, seen: &Seen) -> Self {
        let oldest = seen.first.map_or(seen.year, |day| day.year());
        let years = (oldest..=shell.today.year())
            .rev()
            .map(|year| Choice::new(year.to_string(), year.to_string()));
        let deeds = &seen.deeds;
        Self {
            form: Form::new().with("year", seen.year.to_string()),
            years: years.collect(),
            year: seen.year,
            lead: lead(deeds, seen.year),
            facts: vec![
                Fact::length(say!("me-you-gave"), deeds.given),
                Fact::new(say!("me-you-helped"), people(deeds.helped)),
                Fact::length(say!("me-you-received"), deeds.received),
                Fact::new(say!("me-you-were-helped-by"), people(deeds.helped_by)),
            ],
            empty: deeds.given == 0 && deeds.received == 0,
            kinds: kinds(deeds),
            milestones: seen
                .milestones
                .iter()
                .map(|(day, milestone)| (told(*milestone), words::day(*day)))
                .collect(),
            shell,
        }
    }
}

impl Confirmation {
    fn new(shell: Shell, seen: Seen, prefix: &str) -> Self {
        let (from, _) = days(seen.year, shell.today);
        Self {
            number: seen.profile.number.printed(prefix),
            since: seen.profile.joined_on.map(words::day).unwrap_or_default(),
            days: words::days(from, seen.to),
            given: seen.deeds.given,
            times: seen.deeds.kinds.iter().map(|kind| kind.times).sum(),
            people: people(seen.deeds.helped),
            kinds: kinds(&seen.deeds),
            made: words::day(shell.today),
            transfer: words::number(i64::try_from(seen.head).unwrap_or(i64::MAX)),
            name: seen.profile.name,
            shell,
        }
    }
}

fn lead(deeds: &Deeds, year: i32) -> String {
    match (deeds.given, deeds.received) {
        (0, 0) => say!("me-nothing-of-year", year = year.to_string()),
        (0, _) => say!(
            "me-in-year-you-received",
            year = year.to_string(),
            people = people(deeds.helped_by)
        ),
        (given, _) => say!(
            "me-in-year-you-gave",
            year = year.to_string(),
            length = words::length(given),
            people = people(deeds.helped)
        ),
    }
}

fn people(count: u32) -> String {
    say!("me-neighbours", number = count)
}

fn kinds(deeds: &Deeds) -> Vec<Kind> {
    let kind = |kind: &deeds::KindOfHelp| Kind {
        name: if kind.name.is_empty() {
            say!("me-other-help")
        } else {
            kind.name.clone()
        },
        times: kind.times,
        minutes: kind.minutes,
    };
    deeds.kinds.iter().map(kind).collect()
}

fn told(milestone: Milestone) -> String {
    match milestone {
        Milestone::FirstGiven => say!("me-first-hour"),
        Milestone::HoursGiven(hours) => say!("me-hours-given", number = hours),
        Milestone::PeopleHelped(people) => say!("me-neighbours-helped", number = people),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples as people_samples;
    use crate::spanish::in_spanish;
    use timebank::deeds::KindOfHelp;

    fn seen() -> Seen {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        Seen {
            profile: people_samples::dilys(),
            first: Some(day("2025-03-04")),
            year: 2026,
            to: day("2026-11-22"),
            deeds: Deeds {
                given: 630,
                received: 120,
                helped: 3,
                helped_by: 1,
                kinds: vec![KindOfHelp {
                    name: "Gardening".into(),
                    times: 7,
                    minutes: 630,
                }],
            },
            milestones: vec![(day("2026-11-19"), Milestone::HoursGiven(10))],
            head: 1_204,
        }
    }

    #[test]
    fn the_page_says_what_the_hours_did_and_never_what_they_are_worth() {
        let html = Hours::new(Shell::sample(), &seen()).render().unwrap();
        for part in [
            "In 2026 you gave 10 hours 30 minutes to 3 neighbours. Thank you.",
            "1 neighbour",
            "Gardening",
            "7 times",
            "10 hours given",
            "19 November 2026",
            "href=\"/me/hours/confirmation?year=2026\"",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
        assert!(!html.contains('£') && !html.contains('€'));
    }

    #[test]
    fn a_year_without_hours_says_so_and_offers_no_confirmation() {
        let mut empty = seen();
        empty.deeds = Deeds::default();
        let html = Hours::new(Shell::sample(), &empty).render().unwrap();
        assert!(html.contains("Nothing of 2026 stands in the book yet."));
        assert!(!html.contains("/me/hours/confirmation"));
    }

    #[test]
    fn the_confirmation_names_the_member_the_days_and_that_nothing_was_paid() {
        let html = Confirmation::new(Shell::sample(), seen(), "W")
            .render()
            .unwrap();
        for part in [
            "Dilys Prosser",
            "W-0023-",
            "1 January to 22 November 2026",
            "10 hours 30 minutes",
            "7 times",
            "cannot be exchanged for money",
            "1,204",
        ] {
            assert!(html.contains(part), "{part} is missing: {html}");
        }
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let html = in_spanish(&[], || {
            let hours = Hours::new(Shell::sample(), &seen()).render().unwrap();
            let sheet = Confirmation::new(Shell::sample(), seen(), "W");
            hours + &sheet.render().unwrap()
        });
        assert!(html.contains("En 2026 diste 10 horas 30 minutos a 3 personas. Gracias."));
        assert!(html.contains("10 horas 30 minutos, 7 veces"));
        assert!(html.contains("(del 1 de enero al 22 de noviembre de 2026)"));
    }
}
