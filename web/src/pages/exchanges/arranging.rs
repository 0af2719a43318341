//! Before it is done: the answers of the two to a proposal, a coordinator's look at it, and that
//! it has been done.

use axum::extract::State;
use axum::response::Response;
use ledger::Minutes;
use rusqlite::Transaction;
use timebank::exchange::{self, Spoke};
use timebank::{Channel, ExchangeId};

use super::desk::version;
use super::page::{self, settle};
use super::question::{self, Question, WAS, WHEN};
use super::spoken;
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;

/// "Yes, I would like to"
pub async fn agree(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    settle(&app, page, id, "agreed", move |tx| {
        exchange::agree(tx, &by, id, &moment)
    })
    .await
}

/// "Rather not"
pub async fn ask_to_refuse(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    page.member()?;
    ask(&app, page, id, Question::Refusal).await
}

/// Says that one would rather not.
pub async fn refuse(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let reason = form.lines("reason");
    let command = move |tx: &Transaction<'_>| exchange::refuse(tx, &by, id, &reason, &moment);
    question::answer(&app, page, id, Question::Refusal, "refused", form, command).await
}

/// "Call it off"
pub async fn ask_to_cancel(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::Cancellation).await
}

/// Calls it off.
pub async fn cancel(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let reason = form.lines("reason");
    form.ask("reason", "Say why, so that the other person knows");
    let command = move |tx: &Transaction<'_>| exchange::cancel(tx, &by, id, &reason, &moment);
    let question = Question::Cancellation;
    question::answer(&app, page, id, question, "cancelled", form, command).await
}

/// A coordinator has looked at what the two arranged.
pub async fn allow(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment, version) = (page.coordinator()?, page.moment(), version(&form));
    settle(&app, page, id, "allowed", move |tx| {
        exchange::allow(tx, &by, id, version, &moment)
    })
    .await
}

/// "How did Bob tell you?"
pub async fn ask_whose_agreement(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::AgreementFor).await
}

/// Agrees on the word of whoever is asked.
pub async fn agree_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment().through(channel(&mut form));
    let command = move |tx: &Transaction<'_>| exchange::agree_for(tx, &by, id, &moment);
    let question = Question::AgreementFor;
    question::answer(&app, page, id, question, "agreed", form, command).await
}

/// "It has been done"
pub async fn ask_when_done(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::Done).await
}

/// One of the two says that it was done.
pub async fn done(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let (day, minutes) = when(&mut form, &page);
    let command = move |tx: &Transaction<'_>| exchange::done(tx, &by, id, day, minutes, &moment);
    question::answer(&app, page, id, Question::Done, "done", form, command).await
}

/// "It has been done", for a coordinator.
pub async fn ask_who_says_done(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::DoneFor).await
}

/// A coordinator writes down that it was done.
pub async fn done_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let by = page.coordinator()?;
    let done = when(&mut form, &page);
    let word = Spoke::parse(form.value("word"));
    if word.is_none() {
        form.refuse("word", "Select who told you");
    }
    let word = word.unwrap_or(Spoke::Giver);
    let moment = page.moment().through(channel(&mut form));
    let command = move |tx: &Transaction<'_>| exchange::done_for(tx, &by, id, word, done, &moment);
    question::answer(&app, page, id, Question::DoneFor, "done", form, command).await
}

/// "That is right": the length that the other one named.
pub async fn accept(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    settle(&app, page, id, "accepted", move |tx| {
        exchange::accept(tx, &by, id, &moment)
    })
    .await
}

/// The channel chosen; a message at its field where none was.
fn channel(form: &mut Form) -> Channel {
    let channel = spoken(form.value("channel"));
    if channel.is_none() {
        form.refuse("channel", "Select how they told you");
    }
    channel.unwrap_or(Channel::Web)
}

/// Day and length; where one cannot be read the form says so, and nothing is done with them.
fn when(form: &mut Form, page: &Page) -> (chrono::NaiveDate, Minutes) {
    let (day, length) = (WHEN.read(form, page.today()), WAS.read(form));
    let day = form.take(day).unwrap_or(page.today());
    let minutes = form
        .take(length)
        .and_then(|length| Minutes::new(length.into()));
    (day, minutes.unwrap_or(Minutes::ZERO))
}

async fn ask(app: &App, page: Page, id: ExchangeId, question: Question) -> Result<Response> {
    let seen = page::read(app, &page, id).await?;
    question::ask(page, &seen, question)
}
