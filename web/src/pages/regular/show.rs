//! One regular arrangement: what is agreed, its days, and what became of each.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use timebank::series::{self, Date, DateState, Series, SeriesState};
use timebank::{MemberId, Person, SeriesId};

use super::{address, rhythm, what, who};
use crate::app::App;
use crate::components::{Fact, Tag, Tone};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "regular/show.html")]
struct Show {
    shell: Shell,
    here: String,
    title: String,
    lead: String,
    tag: Tag,
    done: String,
    /// Their answer is waited for.
    is_asked: bool,
    other: String,
    may_end: bool,
    facts: Vec<Fact>,
    days: Vec<Day>,
}

/// One of the days.
struct Day {
    number: u32,
    named: String,
    tag: Tag,
    /// The exchange it became; may be empty.
    path: String,
    /// It can be said whether it happened.
    may_say: bool,
    /// It can be left out beforehand.
    may_skip: bool,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<SeriesId>,
    query: Form,
) -> Result<Response> {
    let person = page.person()?.clone();
    let reader = person.clone();
    let series = app
        .read(move |conn| series::view(conn, &reader, id))
        .await?;
    let done = match query.value("done") {
        "proposed" => say("regular-it-is-proposed-you-are"),
        "agreed" => say("regular-it-is-arranged-after-each"),
        "refused" => say("regular-that-is-fine-the-other"),
        "ended" => say("regular-it-has-ended-no-day"),
        "left-out" => say("regular-this-day-is-left-out"),
        _ => String::new(),
    };
    page.show(|shell| Show::new(shell, &series, &person, done))
}

impl Show {
    fn new(shell: Shell, series: &Series, person: &Person, done: String) -> Self {
        let me = person.id();
        let active = person.member().is_ok() && series.side_of(me).is_some();
        let open = matches!(series.state, SeriesState::Proposed | SeriesState::Running);
        let (tag, lead) = standing(series, me, &shell);
        Self {
            here: address(series.id),
            title: format!("{}: {}", who(series, me), what(series)),
            lead,
            tag,
            done,
            is_asked: series.awaits(me) && active,
            other: series.other(me).greeting.clone(),
            may_end: active && open && !series.awaits(me),
            facts: facts(series),
            days: series
                .dates
                .iter()
                .map(|date| Day::new(series, *date, active, &shell))
                .collect(),
            shell,
        }
    }
}

impl Day {
    fn new(series: &Series, date: Date, active: bool, shell: &Shell) -> Self {
        let runs = series.state == SeriesState::Running;
        let has_come = date.planned_on <= shell.today;
        let asked = date.state == DateState::Asked;
        let open = runs && date.state == DateState::Ahead;
        let tag = match date.state {
            DateState::Ahead if !runs && series.state != SeriesState::Proposed => {
                Tag::new(say("regular-left-out"), Tone::Plain)
            }
            DateState::Ahead if has_come && runs => {
                Tag::new(say("regular-did-it-happen"), Tone::Waiting)
            }
            DateState::Ahead => Tag::new(say("regular-ahead"), Tone::Plain),
            DateState::Asked => Tag::new(say("regular-did-it-happen"), Tone::Waiting),
            DateState::Recorded { .. } => Tag::new(say("regular-written-down"), Tone::Approved),
            DateState::NotDone => Tag::new(say("regular-did-not-happen"), Tone::Plain),
            DateState::Skipped => Tag::new(say("regular-left-out"), Tone::Plain),
            DateState::Lapsed => Tag::new(say("regular-not-written-down"), Tone::Plain),
        };
        Self {
            number: date.number,
            named: words::weekday_short(date.planned_on),
            tag,
            path: match date.state {
                DateState::Recorded { exchange } => format!("/exchanges/{exchange}"),
                _ => String::new(),
            },
            may_say: active && (asked || open && has_come),
            may_skip: active && open && !has_come,
        }
    }
}

/// Where it stands, as a word and in a sentence.
fn standing(series: &Series, me: MemberId, shell: &Shell) -> (Tag, String) {
    let other = &series.other(me).name;
    let plain = |word| Tag::new(word, Tone::Plain);
    match series.state {
        SeriesState::Proposed if series.awaits(me) => (
            Tag::new(say("exchange-asked"), Tone::Waiting),
            say!("regular-asks-whether-you-would-like", name = other),
        ),
        SeriesState::Proposed => {
            let until = series.answer_by.with_timezone(&shell.zone).date_naive();
            let until = words::day_near(until, shell.today);
            let lead = say!("regular-is-asked-an-answer-is", name = other, until = until);
            (Tag::new(say("exchange-asked"), Tone::Waiting), lead)
        }
        SeriesState::Running => {
            let next = series.next(shell.today).map_or_else(
                || say("regular-no-day-is-left"),
                |date| {
                    say!(
                        "regular-next-on",
                        day = words::weekday_short(date.planned_on)
                    )
                },
            );
            (Tag::new(say("exchange-arranged"), Tone::Approved), next)
        }
        SeriesState::Declined => (
            plain(say("exchange-declined")),
            say("regular-it-was-not-agreed-that"),
        ),
        SeriesState::Ended => (
            plain(say("regular-ended")),
            say("regular-one-of-the-two-ended"),
        ),
        SeriesState::Lapsed => (
            plain(say("exchange-lapsed")),
            say("regular-nobody-answered-in-time"),
        ),
        SeriesState::Over => (
            plain(say("regular-over")),
            say("regular-the-last-day-has-been"),
        ),
    }
}

fn facts(series: &Series) -> Vec<Fact> {
    let writes = &series.party(series.logs).name;
    let mut facts = vec![
        Fact::new(say("regular-how-often"), rhythm(series)),
        Fact::length(say("regular-length-each-time"), series.minutes.get()),
    ];
    if !series.category_name.is_empty() {
        facts.push(Fact::new(
            say("arrange-kind-of-help"),
            series.category_name.clone(),
        ));
    }
    if let Some(last) = series.dates.last() {
        facts.push(Fact::new(say("regular-until"), words::day(last.planned_on)));
    }
    facts.push(Fact::new(say("regular-who-writes-it-down"), writes.clone()));
    facts
}

#[cfg(test)]
mod tests {
    use super::super::samples::{ANN, BOB, series};
    use super::*;

    fn page(series: &Series, me: MemberId) -> (String, Vec<Day>) {
        let mut shell = Shell::sample();
        shell.today = chrono::NaiveDate::from_ymd_opt(2026, 11, 18).unwrap();
        let (tag, lead) = standing(series, me, &shell);
        let days = |shell: &Shell| -> Vec<Day> {
            let each = series.dates.iter();
            each.map(|date| Day::new(series, *date, true, shell))
                .collect()
        };
        let shown = days(&shell);
        let show = Show {
            here: address(series.id),
            title: format!("{}: {}", who(series, me), what(series)),
            lead,
            tag,
            done: String::new(),
            is_asked: series.awaits(me),
            other: series.other(me).greeting.clone(),
            may_end: !series.awaits(me),
            facts: facts(series),
            days: days(&shell),
            shell,
        };
        (show.render().unwrap(), shown)
    }

    #[test]
    fn each_day_says_what_became_of_it_and_what_can_be_done() {
        let (html, days) = page(&series(), ANN);
        assert!(html.contains("You help Bob Farrow: The weekly shop, 1 hour"));
        assert!(html.contains("Every Tuesday"));
        assert!(html.contains("Next on Tuesday 24 November."));
        assert!(days[0].path.starts_with("/exchanges/") && !days[0].may_say);
        assert!(days[1].may_say && !days[1].may_skip);
        assert!(days[2].may_skip && !days[2].may_say);
    }

    #[test]
    fn whoever_is_asked_has_two_answers() {
        let mut proposed = series();
        proposed.state = SeriesState::Proposed;
        let (html, _) = page(&proposed, BOB);
        assert!(html.contains("/agreement\" method=\"post\""));
        assert!(html.contains("/refusal\" method=\"post\""));
        let (own, _) = page(&proposed, ANN);
        assert!(!own.contains("/agreement") && own.contains("/ending\" method=\"post\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let typed = ["The weekly shop", "Shopping and errands"];
        let mut one = series();
        for state in [
            SeriesState::Proposed,
            SeriesState::Running,
            SeriesState::Declined,
            SeriesState::Ended,
            SeriesState::Lapsed,
            SeriesState::Over,
        ] {
            one.state = state;
            for me in [ANN, BOB] {
                let html = crate::spanish::in_spanish(&typed, || page(&one, me).0);
                assert!(html.contains("Cada martes"));
            }
        }
    }
}
