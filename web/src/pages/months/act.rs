//! Closing a month and signing it. Both answer with the page of the month.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Month;
use reports::activity::{self, Period};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::books::{self, Proof};
use timebank::{Moment, months};

use super::month_of;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

/// What a month is closed with: the proof of the whole book, and the report.
pub(crate) struct Ground {
    pub(crate) proof: Proof,
    pub(crate) report: String,
    /// Whether the report agrees with the book.
    agrees: bool,
}

impl Ground {
    /// Reads it all, in one snapshot.
    pub(crate) fn of(
        conn: &Connection,
        bank: &Bank,
        month: Month,
        moment: &Moment,
    ) -> timebank::Result<Self> {
        let proof = books::prove(conn, &mut |_, _| ())?;
        let missing = || timebank::Error::NotFound("This month");
        let period = Period::new(month.first_day(), month.last_day()).ok_or_else(missing)?;
        let report = activity::activity(conn, bank, period, moment.now)?;
        let mut json = Vec::new();
        activity::write_json(&report, &mut json).map_err(|_| missing())?;
        Ok(Self {
            proof,
            agrees: report.reconciliation.matches_book(),
            report: String::from_utf8(json).map_err(|_| missing())?,
        })
    }

    /// Why a month cannot be closed on it.
    pub(crate) fn obstacle(&self) -> Option<String> {
        if !self.proof.is_clean() {
            Some(say!("months-the-check-of-the-books"))
        } else if self.agrees {
            None
        } else {
            Some(say!("months-the-report-of-the-month"))
        }
    }
}

/// Proves the book, and closes the month with its report.
pub async fn close(
    State(app): State<App>,
    page: Page,
    Path(text): Path<String>,
) -> Result<Response> {
    let month = month_of(&text)?;
    let (by, moment, bank) = (page.treasurer()?, page.moment(), page.bank().clone());
    let ground = app
        .read(move |conn| {
            // Sent twice: it is done already.
            if ledger::is_closed(conn, month)? {
                return Ok(None);
            }
            Ground::of(conn, &bank, month, &moment).map(Some)
        })
        .await?;
    if let Some(ground) = ground {
        let obstacle = ground.obstacle();
        let (proof, report) = (ground.proof, ground.report);
        let person = by.person().clone();
        let is_clear = obstacle.is_none();
        app.write(move |tx| {
            books::remember(tx, Some(&person), &proof, &moment)?;
            if is_clear {
                months::close(tx, &by, month, &report, &moment)?;
            }
            Ok(())
        })
        .await?;
        if let Some(obstacle) = obstacle {
            return Err(WebError::conflict(obstacle));
        }
    }
    Ok(back(month))
}

/// Signs the month that was looked at.
pub async fn sign(
    State(app): State<App>,
    page: Page,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response> {
    let month = month_of(&text)?;
    let (by, moment) = (page.treasurer()?, page.moment());
    let step = form.value("step").parse().unwrap_or(0);
    app.write(move |tx| months::sign(tx, &by, month, step, &moment))
        .await?;
    Ok(back(month))
}

fn back(month: Month) -> Response {
    Redirect::to(&format!("/books/months/{month}")).into_response()
}
