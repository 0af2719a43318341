//! Taking a spreadsheet back: what would happen, why, and doing it.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SpreadsheetId;
use timebank::spreadsheet::{self, Spreadsheet, Undone};

use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// So many lines that stay are named.
const NAMED: usize = 50;

#[derive(Template)]
#[template(path = "imports/undoing.html")]
struct Undoing {
    shell: Shell,
    form: Form,
    id: SpreadsheetId,
    name: String,
    outcome: Undone,
    more: usize,
}

/// What would happen, and the question why.
pub async fn ask(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
) -> Result<Response> {
    let (spreadsheet, outcome) = rehearsed(&app, &page, id).await?;
    page.show(|shell| Undoing::new(shell, Form::new(), &spreadsheet, outcome))
}

/// Takes it back.
pub async fn undo(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<SpreadsheetId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, reason) = (page.coordinator()?, page.moment(), form.lines("reason"));
    let undone = app.write(move |tx| spreadsheet::undo(tx, &by, id, &reason, &moment));
    match undone.await {
        Ok(_) => Ok(Redirect::to(&format!("/imports/{id}?done=undone")).into_response()),
        Err(error) => {
            form.refuse_all(error.into_fields()?);
            let (spreadsheet, outcome) = rehearsed(&app, &page, id).await?;
            page.refuse(|shell| Undoing::new(shell, form, &spreadsheet, outcome))
        }
    }
}

async fn rehearsed(app: &App, page: &Page, id: SpreadsheetId) -> Result<(Spreadsheet, Undone)> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| {
        let outcome = spreadsheet::rehearse_undo(tx, &by, id, &moment)?;
        Ok((spreadsheet::get(tx, id)?, outcome))
    })
    .await
}

impl Undoing {
    fn new(shell: Shell, form: Form, spreadsheet: &Spreadsheet, mut outcome: Undone) -> Self {
        let more = outcome.left.len().saturating_sub(NAMED);
        outcome.left.truncate(NAMED);
        Self {
            shell,
            form,
            id: spreadsheet.id,
            name: spreadsheet.name.clone(),
            outcome,
            more,
        }
    }

    /// What would happen, in a sentence.
    fn sentence(&self) -> String {
        let Undone {
            exchanges,
            minutes,
            people,
            ..
        } = &self.outcome;
        let mut parts = Vec::new();
        if *exchanges > 0 {
            parts.push(say!(
                "imports-exchanges-are-reversed-in-the",
                number = *exchanges,
                length = words::length(minutes)
            ));
        }
        if *people > 0 {
            parts.push(say!("imports-people-who-came-with-it", number = *people));
        }
        if parts.is_empty() {
            return say("imports-nothing-of-it-can-be");
        }
        format!("{}.", words::sentence(&parts.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        let page = |outcome, more| {
            let page = Undoing {
                shell: Shell::sample(),
                form: Form::new(),
                id: SpreadsheetId::new(uuid::Uuid::from_u128(1)),
                name: "miembros.csv".to_owned(),
                outcome,
                more,
            };
            page.render().unwrap()
        };
        let outcome = Undone {
            exchanges: 2,
            minutes: 90,
            people: 1,
            left: vec![(4, "Ya no está".to_owned())],
        };
        in_spanish(&[], || page(outcome, 3));
        let nothing = Undone {
            exchanges: 0,
            minutes: 0,
            people: 0,
            left: Vec::new(),
        };
        in_spanish(&[], || page(nothing, 0));
    }
}
