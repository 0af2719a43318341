//! All months that were ever closed, newest first, and the one that can be closed next.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use chrono_tz::Tz;
use ledger::Month;
use timebank::months::{self, History};

use super::{name, signed_words, tag};
use crate::app::App;
use crate::components::Tag;
use crate::error::Result;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "months/list.html")]
pub(super) struct List {
    pub(super) shell: Shell,
    /// The month to close next: its address and name; for coordinators.
    pub(super) due: Option<(String, String)>,
    pub(super) months: Vec<Line>,
    pub(super) may_act: bool,
}

/// A month in a list.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Line {
    pub(in crate::pages) code: String,
    pub(in crate::pages) name: String,
    pub(in crate::pages) tag: Tag,
    /// When it was closed and who signed, or that it was opened again.
    pub(in crate::pages) about: String,
    /// The number of the head, with its thousands marked.
    pub(in crate::pages) head: Option<String>,
}

impl Line {
    pub(in crate::pages) fn new(history: &History, zone: Tz) -> Self {
        let opened = history.reopenings().last();
        let about = match (history.standing(), opened) {
            (Some(closing), _) => signed_words(closing),
            (None, Some(opened)) => say!(
                "months-opened-again",
                when = words::instant(opened.at, zone)
            ),
            (None, None) => String::new(),
        };
        Self {
            code: history.month.to_string(),
            name: name(history.month),
            tag: tag(history),
            about,
            head: history
                .standing()
                .map(|closing| words::number(i64::try_from(closing.head.seq).unwrap_or(i64::MAX))),
        }
    }
}

/// The months.
pub async fn show(State(app): State<App>, page: Page) -> Result<Response> {
    let (zone, moment) = (page.bank().zone, page.moment());
    let may_act = page.person()?.treasurer().is_ok();
    let (histories, due) = app
        .read(move |conn| Ok((months::all(conn)?, months::due(conn, &moment)?)))
        .await?;
    let named = |month: Month| (month.to_string(), name(month));
    page.show(|shell| List {
        shell,
        due: due.filter(|_| may_act).map(named),
        months: histories
            .iter()
            .map(|history| Line::new(history, zone))
            .collect(),
        may_act,
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    fn page(may_act: bool, histories: &[History]) -> String {
        let due = Month::new(2026, 10).map(|month| (month.to_string(), name(month)));
        let months = histories
            .iter()
            .map(|history| Line::new(history, Tz::Europe__London));
        List {
            shell: Shell::sample(),
            due: due.filter(|_| may_act),
            months: months.collect(),
            may_act,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_coordinator_is_led_to_the_month_to_close_and_a_member_to_the_certificates() {
        let histories = [samples::signed(), samples::reopened()];
        let html = page(true, &histories);
        assert!(html.contains("href=\"/books/months/2026-10\""));
        assert!(html.contains("Close October 2026"));
        let html = page(false, &histories);
        assert!(!html.contains("Close October 2026"));
        assert!(html.contains("href=\"/books/months/2026-09/certificate\""));
        assert!(html.contains("Signed by Ruth Calder and Nia Bevan"));
        assert!(html.contains("Opened again"));
    }

    #[test]
    fn a_bank_that_has_closed_no_month_says_what_that_is_for() {
        let html = page(false, &[]);
        assert!(html.contains("No month has been closed yet"));
    }
}
