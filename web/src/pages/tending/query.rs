//! A question to the two of an exchange, before it is approved.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::exchange::Exchange;
use timebank::{ExchangeId, NoteId, clock, desk, exchange};

use crate::app::App;
use crate::error::{Problem, Result};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "tending/query.html")]
struct Query {
    shell: Shell,
    form: Form,
    id: ExchangeId,
    reference: String,
    sentence: String,
    others: String,
}

/// What would you like to know?
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let exchange = app.read(move |conn| exchange::get(conn, id)).await?;
    let form = Form::new().with("id", clock::new_id().to_string());
    let prefix = page.bank().prefix.clone();
    page.show(|shell| Query::new(shell, form, &exchange, &prefix))
}

/// Asks.
pub async fn query(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, text) = (page.coordinator()?, page.moment(), form.lines("text"));
    let note = form.value("id").parse();
    let note = note.unwrap_or_else(|_| NoteId::new(clock::new_id()));
    let answer = app
        .write(move |tx| desk::query(tx, &by, note, id, &text, &moment))
        .await;
    match answer {
        Ok(()) => Ok(Redirect::to("/approvals?asked=1").into_response()),
        Err(error) if error.problem() == Problem::Fields => {
            form.refuse_all(error.into_fields()?);
            let exchange = app.read(move |conn| exchange::get(conn, id)).await?;
            let prefix = page.bank().prefix.clone();
            page.refuse(|shell| Query::new(shell, form, &exchange, &prefix))
        }
        Err(error) => Err(error),
    }
}

impl Query {
    fn new(shell: Shell, form: Form, exchange: &Exchange, prefix: &str) -> Self {
        let day = words::day_near(exchange.done_on, shell.today);
        Self {
            shell,
            form,
            id: exchange.id,
            reference: exchange.reference.printed(prefix),
            sentence: format!(
                "{} helped {} for {}: {}, {day}.",
                exchange.giver.name,
                exchange.receiver.name,
                words::length(exchange.minutes.get()),
                exchange.what(),
            ),
            others: format!(
                "{} and {}",
                exchange.giver.greeting, exchange.receiver.greeting
            ),
        }
    }
}
