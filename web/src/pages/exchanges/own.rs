//! What the two who took part do with their exchange: confirm, say what is wrong, withdraw, log
//! the same again.

use axum::extract::State;
use axum::response::Response;
use rusqlite::Transaction;
use timebank::ExchangeId;
use timebank::exchange;

use super::page::{self, settle};
use super::question::{self, Question, WAS};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;

/// The other party says that it was so.
pub async fn confirm(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    settle(&app, page, id, "confirmed", move |tx| {
        exchange::confirm(tx, &by, id, &moment)
    })
    .await
}

/// "What is wrong?"
pub async fn ask_what_is_wrong(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    question::ask(page, &seen, Question::Dispute)
}

/// The other party says that something is wrong.
pub async fn dispute(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let reason = form.lines("reason");
    form.ask("reason", "Say what is wrong");
    let typed = !form.text("hours").is_empty() || !form.text("minutes").is_empty();
    let claimed = if typed {
        let length = WAS.read(&form);
        form.take(length)
    } else {
        None
    };
    let claimed = claimed.and_then(|minutes| ledger::Minutes::new(minutes.into()));
    let command =
        move |tx: &Transaction<'_>| exchange::dispute(tx, &by, id, claimed, &reason, &moment);
    question::answer(&app, page, id, Question::Dispute, "disputed", form, command).await
}

/// "Withdraw this exchange"
pub async fn ask_to_withdraw(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let seen = page::read(&app, &page, id).await?;
    question::ask(page, &seen, Question::Withdrawal)
}

/// Whoever logged it takes it back before it is approved.
pub async fn withdraw(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let reason = form.lines("reason");
    let command = move |tx: &Transaction<'_>| exchange::withdraw(tx, &by, id, &reason, &moment);
    question::answer(
        &app,
        page,
        id,
        Question::Withdrawal,
        "withdrawn",
        form,
        command,
    )
    .await
}
