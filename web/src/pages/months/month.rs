//! One month, for coordinators: before it is closed with what it would be closed with, and
//! afterwards with what became of it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use ledger::Month;
use rusqlite::Connection;
use timebank::exchange::{self, Filter, Wait};
use timebank::months::{self, Closing, Figures, History, SignOff, Step as Became};
use timebank::{MemberId, Moment};

use super::{month_of, name, reason, signed_words};
use crate::app::App;
use crate::components::{Fact, Step};
use crate::error::Result;
use crate::extract::Path;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "months/month.html")]
struct MonthPage {
    shell: Shell,
    code: String,
    name: String,
    report: String,
    state: Standing,
    history: Vec<Step>,
}

/// What can be done with the month.
enum Standing {
    /// It can be closed.
    Due {
        facts: Vec<Fact>,
        /// What still waits, and would come in late.
        waiting: u32,
    },
    /// It is closed.
    Closed(Box<ClosedMonth>),
    /// Nothing now; the sentence says why.
    Not(String),
}

struct ClosedMonth {
    facts: Vec<Fact>,
    digest: String,
    step: u64,
    may_sign: bool,
    may_reopen: bool,
    /// What has come in since, in a sentence.
    late: Option<String>,
}

/// Who looks at the page: treasurers sign, and coordinators open a month again too.
#[derive(Clone, Copy)]
struct Reader {
    id: MemberId,
    coordinates: bool,
}

/// What the file says of a month.
struct Found {
    due: Option<Month>,
    last: Option<Month>,
    history: Option<History>,
    figures: Figures,
    late: Figures,
    waiting: u32,
}

fn find(conn: &Connection, month: Month, moment: &Moment) -> timebank::Result<Found> {
    let histories = months::all(conn)?;
    let history = histories.into_iter().find(|one| one.month == month);
    let (from, to) = (month.first_day(), month.last_day());
    let standing = history.as_ref().and_then(History::standing);
    let late = match standing {
        Some(closing) => months::late(conn, month, closing)?,
        None => Figures::default(),
    };
    let of_month = Filter {
        from: Some(from),
        to: Some(to),
        ..Filter::default()
    };
    let undecided = [Wait::Recorded, Wait::Confirmed, Wait::Disputed];
    Ok(Found {
        due: months::due(conn, moment)?,
        last: ledger::closed_months(conn)?.last().map(|last| last.month),
        figures: ledger::help_totals(conn, from, to)?.into(),
        late,
        waiting: exchange::count_waiting(conn, &of_month, &undecided)?,
        history,
    })
}

/// The month.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(text): Path<String>,
) -> Result<Response> {
    let month = month_of(&text)?;
    let (zone, moment) = (page.bank().zone, page.moment());
    let found = app.read(move |conn| find(conn, month, &moment)).await?;
    let reader = Reader {
        id: page.person()?.id(),
        coordinates: page.coordinator().is_ok(),
    };
    page.show(|shell| MonthPage::new(shell, month, &found, reader, zone))
}

impl MonthPage {
    fn new(shell: Shell, month: Month, found: &Found, reader: Reader, zone: Tz) -> Self {
        let standing = found.history.as_ref().and_then(History::standing);
        let state = match standing {
            Some(closing) => Standing::Closed(Box::new(ClosedMonth::new(
                closing,
                found.last == Some(month),
                found.late,
                reader,
                zone,
            ))),
            None if found.due == Some(month) => Standing::Due {
                facts: figures(found.figures),
                waiting: found.waiting,
            },
            None => Standing::Not(obstacle(month, found.due)),
        };
        Self {
            shell,
            code: month.to_string(),
            name: name(month),
            report: report_path(month),
            state,
            history: found
                .history
                .iter()
                .flat_map(|history| history.steps.iter().rev())
                .map(|step| told(step, zone))
                .collect(),
        }
    }
}

/// The activity report of the month.
pub(super) fn report_path(month: Month) -> String {
    format!(
        "/reports/activity?from={}&to={}&for=committee",
        month.first_day(),
        month.last_day()
    )
}

fn obstacle(month: Month, due: Option<Month>) -> String {
    match due {
        Some(due) if due < month => say!("months-one-after-the-other", month = name(due)),
        Some(due) => say!("months-lies-before", month = name(month), due = name(due)),
        None => say!("months-this-month-has-not-ended"),
    }
}

fn figures(figures: Figures) -> Vec<Fact> {
    vec![
        Fact::new(say!("months-exchanges"), words::number(figures.exchanges)),
        Fact::new(say!("months-hours-of-help"), words::length(figures.minutes)),
    ]
}

impl ClosedMonth {
    fn new(closing: &Closing, is_last: bool, late: Figures, reader: Reader, zone: Tz) -> Self {
        let waits = matches!(
            closing.sign_off(),
            SignOff::Waits(_) | SignOff::ByTheOnlyOne
        );
        let mut facts = vec![Fact::new(
            say!("months-closed"),
            by(closing.by.as_deref(), closing.at, zone),
        )];
        facts.extend(figures(closing.figures));
        facts.push(Fact::new(say!("months-signatures"), signed_words(closing)));
        facts.push(Fact::new(
            say!("months-last-transfer-of-the-month"),
            words::number(i64::try_from(closing.head.seq).unwrap_or(i64::MAX)),
        ));
        Self {
            facts,
            digest: closing.head.digest.grouped(),
            step: closing.step,
            may_sign: waits && !closing.is_signed_by(reader.id),
            may_reopen: is_last && reader.coordinates,
            late: late_words(late),
        }
    }
}

/// What has come in since a month was closed; nothing where nothing has.
pub(super) fn late_words(late: Figures) -> Option<String> {
    if late == Figures::default() {
        return None;
    }
    Some(say!(
        "months-since-then",
        number = late.exchanges.unsigned_abs(),
        length = words::change(late.minutes)
    ))
}

/// `3 November 2026 at 9:12am, by Ruth Calder`.
fn by(who: Option<&str>, at: DateTime<Utc>, zone: Tz) -> String {
    let when = words::instant(at, zone);
    match who {
        Some(name) => say!("months-when-by", when = when, name = name),
        None => say!("months-when-by-the-program", when = when),
    }
}

fn told(step: &Became, zone: Tz) -> Step {
    match step {
        Became::Closed(closing) => Step {
            title: say!("months-closed"),
            about: format!(
                "{}. {}.",
                by(closing.by.as_deref(), closing.at, zone),
                signed_words(closing)
            ),
            ..Step::default()
        },
        Became::Reopened(opened) => Step {
            title: say!("months-opened-again-step"),
            about: format!(
                "{}. {}.",
                by(opened.by.as_deref(), opened.at, zone),
                reason(opened.reason)
            ),
            said: opened.note.clone(),
            ..Step::default()
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::spanish::in_spanish;

    fn found(history: Option<History>, due: Option<Month>) -> Found {
        Found {
            due,
            last: history.as_ref().map(|history| history.month),
            history,
            figures: samples::FIGURES,
            late: Figures::default(),
            waiting: 2,
        }
    }

    fn page(month: Month, found: &Found) -> String {
        MonthPage::new(
            Shell::sample(),
            month,
            found,
            Reader {
                id: samples::nia(),
                coordinates: true,
            },
            Tz::Europe__London,
        )
        .render()
        .unwrap()
    }

    fn october() -> Month {
        Month::new(2026, 10).unwrap()
    }

    #[test]
    fn a_month_that_can_be_closed_shows_its_figures_and_what_still_waits() {
        let html = page(october(), &found(None, Some(october())));
        for part in [
            "Close October 2026",
            "214",
            "2 exchanges of October 2026 still wait",
            "action=\"/books/months/2026-10/closing\"",
            "from=2026-10-01&#38;to=2026-10-31",
        ] {
            assert!(html.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn a_closed_month_is_signed_by_somebody_else_and_the_last_can_be_opened_again() {
        let signed = samples::signed();
        let month = signed.month;
        let html = page(month, &found(Some(samples::waiting()), None));
        assert!(html.contains("action=\"/books/months/2026-09/signature\""));
        assert!(html.contains("name=\"step\" value=\"1\""));
        assert!(html.contains("/books/months/2026-09/reopening"));
        let html = page(month, &found(Some(signed), None));
        assert!(!html.contains("/signature"));
        assert!(html.contains("Signed by Ruth Calder and Nia Bevan"));
    }

    #[test]
    fn late_hours_are_said() {
        let mut found = found(Some(samples::signed()), None);
        found.late = Figures {
            exchanges: 2,
            minutes: 95,
        };
        let html = page(Month::new(2026, 9).unwrap(), &found);
        assert!(html.contains("2 exchanges came in late"), "{html}");
    }

    #[test]
    fn a_month_opened_again_says_why() {
        let html = page(
            october(),
            &found(Some(samples::reopened()), Some(october())),
        );
        assert!(html.contains("A slip had the wrong name"));
        assert!(html.contains("Close October 2026"));
    }

    #[test]
    fn a_month_that_cannot_be_closed_says_why_and_has_no_button() {
        let html = page(october(), &found(None, Month::new(2026, 9)));
        assert!(html.contains("September 2026 comes first"));
        assert!(!html.contains("/closing"));
        let html = page(october(), &found(None, None));
        assert!(html.contains("has not ended yet"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let closed = || found(Some(samples::closed_anew()), None);
        in_spanish(&["A slip had the wrong name"], || {
            page(october(), &found(None, Some(october())))
                + &page(october(), &found(None, None))
                + &page(samples::signed().month, &closed())
        });
    }
}
