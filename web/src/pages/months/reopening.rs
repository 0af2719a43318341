//! Opening a month again: a page of its own, which says what that does and asks why.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::{Month, ReopenReason};
use timebank::months;

use super::{month_of, name, reason};
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "months/reopening.html")]
struct Ask {
    shell: Shell,
    form: Form,
    code: String,
    name: String,
    reasons: Vec<Choice>,
}

impl Ask {
    fn new(shell: Shell, form: Form, month: Month) -> Self {
        Self {
            shell,
            form,
            code: month.to_string(),
            name: name(month),
            reasons: ReopenReason::ALL
                .map(|one| Choice::new(one.as_str(), reason(one)))
                .to_vec(),
        }
    }

    fn back(&self) -> String {
        format!("/books/months/{}", self.code)
    }
}

/// Why?
pub async fn ask(State(app): State<App>, page: Page, Path(text): Path<String>) -> Result<Response> {
    let month = month_of(&text)?;
    let last = app.read(|conn| Ok(ledger::closed_months(conn)?)).await?;
    if last.last().map(|last| last.month) != Some(month) {
        return Err(WebError::conflict(say!("months-only-the-month-that-was")));
    }
    page.show(|shell| Ask::new(shell, Form::new(), month))
}

/// Opens it.
pub async fn reopen(
    State(app): State<App>,
    page: Page,
    Path(text): Path<String>,
    mut form: Form,
) -> Result<Response> {
    let month = month_of(&text)?;
    let (by, moment) = (page.coordinator()?, page.moment());
    let chosen = ReopenReason::parse(form.value("reason"));
    if chosen.is_none() {
        form.refuse("reason", say!("months-choose-why-it-is-opened"));
    }
    let note = form.ask("note", say!("months-say-why-it-is-opened"));
    if let (Some(chosen), Some(note)) = (chosen, note) {
        let opened = app
            .write(move |tx| months::reopen(tx, &by, month, chosen, &note, &moment))
            .await;
        match opened {
            Ok(()) => {
                return Ok(Redirect::to(&format!("/books/months/{month}")).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    page.refuse(|shell| Ask::new(shell, form, month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn the_page_says_what_opening_does_and_asks_why() {
        let month = Month::new(2026, 10).unwrap();
        let html = Ask::new(Shell::sample(), Form::new(), month)
            .render()
            .unwrap();
        assert!(html.contains("Open October 2026 again"));
        assert!(html.contains("An auditor asked for it"));
        assert!(html.contains("name=\"note\""));
    }

    #[test]
    fn no_reason_is_asked_for_again() {
        let mut form = Form::new();
        form.refuse("note", "Say why it is opened again");
        let month = Month::new(2026, 10).unwrap();
        let html = Ask::new(Shell::sample(), form, month).render().unwrap();
        assert!(html.contains("<a href=\"#note\">Say why it is opened again</a>"));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let month = Month::new(2026, 10).unwrap();
        in_spanish(&[], || {
            Ask::new(Shell::sample(), Form::new(), month)
                .render()
                .unwrap()
        });
    }
}
