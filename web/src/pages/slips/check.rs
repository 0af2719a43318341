//! Before slips are entered: what each means, what looks like a duplicate, and the sum.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::exchange::Spoke;
use timebank::slip;
use timebank::{EnvelopeId, Error};

use super::envelope::{self, Sheet, Totals};
use super::reading::{Likeness, Row};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "slips/check.html")]
struct Check {
    shell: Shell,
    form: Form,
    id: EnvelopeId,
    name: String,
    both: bool,
    ready: Vec<Ready>,
    minutes: i64,
    alike: Vec<(Ready, Likeness)>,
    /// Lines that are not understood yet and stay in the grid.
    unclear: usize,
    totals: Totals,
}

/// One slip that can be entered.
#[derive(Clone, Debug)]
struct Ready {
    number: u32,
    seal: String,
    who: String,
    kind: String,
    day: String,
    minutes: i64,
}

/// What will be entered; nothing is yet.
pub async fn check(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
) -> Result<Response> {
    let sheet = envelope::read(&app, &page, id).await?;
    if sheet.envelope.finished_at.is_some() {
        return Ok(Redirect::to(&format!("/slips/{id}")).into_response());
    }
    let today = page.today();
    page.show(|shell| Check::new(shell, Form::new(), &sheet, today))
}

/// Enters what was looked at and still means the same.
pub async fn enter(
    State(app): State<App>,
    page: Page,
    Path(id): Path<EnvelopeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, person, moment) = (page.coordinator()?, page.person()?.clone(), page.moment());
    let (bank, today) = (page.bank().clone(), page.today());
    let sent: Vec<String> = form.all("line").map(str::to_owned).collect();
    let seals = sent.clone();
    let outcome = app
        .write(move |tx| {
            let sheet = Sheet::read(tx, &bank, today, &person, id)?;
            let seen = |row: &&Row| seals.contains(&row.seal());
            let unentered = |row: &&Row| row.entered.is_none();
            let chosen = sheet.rows.iter().filter(unentered).filter(seen);
            let chosen: Vec<_> = chosen
                .filter_map(|row| Some((row.number, row.meaning.as_ref()?.is)))
                .collect();
            if chosen.is_empty() {
                let again = sheet.rows.iter().any(|row| row.entered.is_some());
                let done = again && !seals.is_empty();
                return if done { Ok(None) } else { Err(nothing()) };
            }
            slip::enter(tx, &by, id, &chosen, &moment).map(Some)
        })
        .await;
    let path = format!("/slips/{id}");
    match outcome {
        // Sent twice: it was entered by the first.
        Ok(None) => Ok(Redirect::to(&path).into_response()),
        Ok(Some(outcome)) if outcome.left.is_empty() => {
            let (entered, minutes) = (outcome.entered, outcome.minutes);
            let path = format!("{path}?entered={entered}&minutes={minutes}");
            Ok(Redirect::to(&path).into_response())
        }
        Ok(Some(outcome)) => {
            for (number, reason) in outcome.left {
                form.refuse(
                    "line",
                    say!("slips-line-reason", number = number, reason = reason),
                );
            }
            again(&app, page, id, form).await
        }
        Err(error) => {
            form.refuse_all(error.into_fields()?);
            again(&app, page, id, form).await
        }
    }
}

async fn again(app: &App, page: Page, id: EnvelopeId, form: Form) -> Result<Response> {
    let (sheet, today) = (envelope::read(app, &page, id).await?, page.today());
    page.refuse(|shell| Check::new(shell, form, &sheet, today))
}

fn nothing() -> Error {
    Error::field("line", say!("slips-choose-at-least-one-slip"))
}

impl Check {
    fn new(shell: Shell, form: Form, sheet: &Sheet, today: chrono::NaiveDate) -> Self {
        let open = sheet.rows.iter().filter(|row| row.entered.is_none());
        let (mut ready, mut alike) = (Vec::new(), Vec::new());
        for row in open {
            let Some(line) = Ready::of(row, today) else {
                continue;
            };
            match &row.likeness {
                Some(likeness) => alike.push((line, likeness.clone())),
                None => ready.push(line),
            }
        }
        Self {
            shell,
            form,
            id: sheet.envelope.id,
            name: sheet.envelope.name.clone(),
            both: sheet.envelope.spoke == Spoke::Both,
            minutes: ready.iter().map(|line| line.minutes).sum(),
            ready,
            alike,
            unclear: sheet.unclear().count(),
            totals: sheet.totals(),
        }
    }

    fn title(&self) -> String {
        match (self.ready.len(), self.alike.len()) {
            (0, 0) => say!("slips-there-is-nothing-to-enter"),
            (0, _) => say!("slips-look-at-these-slips"),
            (ready, _) => say!("slips-enter-slips-question", number = ready),
        }
    }
}

impl Ready {
    fn of(row: &Row, today: chrono::NaiveDate) -> Option<Self> {
        let meant = row.meaning.as_ref()?;
        Some(Self {
            number: row.number,
            seal: row.seal(),
            who: row.who(),
            kind: meant.kind.clone(),
            day: words::day_near(meant.is.done_on, today),
            minutes: meant.is.minutes.get(),
        })
    }
}
