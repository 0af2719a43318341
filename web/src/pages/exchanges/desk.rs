//! What a coordinator who took no part decides about an exchange.

use axum::extract::State;
use axum::response::Response;
use ledger::Minutes;
use rusqlite::Transaction;
use timebank::exchange;
use timebank::{Channel, ExchangeId};

use super::page::{self, settle};
use super::question::{self, Question, SPOKEN, WAS};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;

/// Approves it; the hours are posted in the same commit.
pub async fn approve(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let (by, moment, version) = (page.coordinator()?, page.moment(), version(&form));
    settle(&app, page, id, "approved", move |tx| {
        exchange::approve(tx, &by, id, version, &moment)
    })
    .await
}

/// "Decline this exchange"
pub async fn ask_to_decline(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::Decline).await
}

/// Says no, and why.
pub async fn decline(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, version) = (page.coordinator()?, page.moment(), version(&form));
    let reason = form.lines("reason");
    form.ask("reason", "Say why it is declined");
    let command =
        move |tx: &Transaction<'_>| exchange::decline(tx, &by, id, version, &reason, &moment);
    question::answer(&app, page, id, Question::Decline, "declined", form, command).await
}

/// "How did Bob tell you?"
pub async fn ask_whose_word(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::ConfirmationFor).await
}

/// Confirms on the word of the one who was asked.
pub async fn confirm_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let channel = spoken(form.value("channel"));
    if channel.is_none() {
        form.refuse("channel", "Select how they told you");
    }
    let moment = moment.through(channel.unwrap_or(Channel::Web));
    let command = move |tx: &Transaction<'_>| exchange::confirm_for(tx, &by, id, &moment);
    let question = Question::ConfirmationFor;
    question::answer(&app, page, id, question, "confirmed", form, command).await
}

/// "Decide how long it was"
pub async fn ask_to_decide(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::Decision).await
}

/// Decides a dispute.
pub async fn decide(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let length = WAS.read(&form);
    let minutes = form
        .take(length)
        .and_then(|length| Minutes::new(length.into()));
    let minutes = minutes.unwrap_or(Minutes::ZERO);
    let reason = form.lines("reason");
    form.ask("reason", "Say why you decide so");
    let command =
        move |tx: &Transaction<'_>| exchange::decide(tx, &by, id, minutes, &reason, &moment);
    question::answer(&app, page, id, Question::Decision, "decided", form, command).await
}

/// "Take this exchange back"
pub async fn ask_to_reverse(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
) -> Result<Response> {
    ask(&app, page, id, Question::Reversal).await
}

/// Takes a posted exchange back; the book gets a second line.
pub async fn reverse(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let reason = form.lines("reason");
    form.ask("reason", "Say why it is taken back");
    let command = move |tx: &Transaction<'_>| exchange::reverse(tx, &by, id, &reason, &moment);
    question::answer(
        &app,
        page,
        id,
        Question::Reversal,
        "reversed",
        form,
        command,
    )
    .await
}

/// A channel that a word can come through, by its code.
pub(crate) fn spoken(code: &str) -> Option<Channel> {
    Channel::parse(code).filter(|channel| SPOKEN.iter().any(|(known, _)| known == channel))
}

async fn ask(app: &App, page: Page, id: ExchangeId, question: Question) -> Result<Response> {
    let seen = page::read(app, &page, id).await?;
    question::ask(page, &seen, question)
}

/// The version that was looked at. One that cannot be read is none that ever was.
pub(super) fn version(form: &Form) -> Option<i64> {
    if form.has("version") {
        Some(form.value("version").parse().unwrap_or(0))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_comes_by_telephone_on_paper_or_in_person() {
        assert_eq!(spoken("phone"), Some(Channel::Phone));
        assert_eq!(spoken("in_person"), Some(Channel::InPerson));
        for code in ["web", "import", "", "telepathy"] {
            assert_eq!(spoken(code), None, "{code}");
        }
    }

    #[test]
    fn a_version_that_cannot_be_read_agrees_with_none() {
        assert_eq!(version(&Form::new()), None);
        assert_eq!(version(&Form::new().with("version", "4")), Some(4));
        assert_eq!(version(&Form::new().with("version", "four")), Some(0));
    }
}
