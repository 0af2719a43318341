//! Before it is done: the answers of the two to a proposal, a coordinator's look at it, and that
//! it has been done.

use axum::response::Response;
use timebank::exchange::{self, Spoke};

use super::act::Act;
use super::question::Question;
use crate::error::Result;
use crate::words::say;

/// "Yes, I would like to"
pub async fn agree(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    act.settle("agreed", move |tx| exchange::agree(tx, &by, id, &moment))
        .await
}

/// Says that one would rather not.
pub async fn refuse(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let reason = act.reason();
    act.answer(Question::Refusal, "refused", move |tx| {
        exchange::refuse(tx, &by, id, &reason, &moment)
    })
    .await
}

/// Calls it off.
pub async fn cancel(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let reason = act.reason_wanted(say("exchange-say-why-so-that-the"));
    act.answer(Question::Cancellation, "cancelled", move |tx| {
        exchange::cancel(tx, &by, id, &reason, &moment)
    })
    .await
}

/// A coordinator has looked at what the two arranged.
pub async fn allow(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let version = act.version();
    act.settle("allowed", move |tx| {
        exchange::allow(tx, &by, id, version, &moment)
    })
    .await
}

/// Agrees on the word of whoever is asked.
pub async fn agree_for(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment_as_told());
    act.answer(Question::AgreementFor, "agreed", move |tx| {
        exchange::agree_for(tx, &by, id, &moment)
    })
    .await
}

/// One of the two says that it was done.
pub async fn done(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let (day, minutes) = act.done();
    act.answer(Question::Done, "done", move |tx| {
        exchange::done(tx, &by, id, day, minutes, &moment)
    })
    .await
}

/// A coordinator writes down that it was done.
pub async fn done_for(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment_as_told());
    let done = act.done();
    let word = Spoke::parse(act.form.value("word"));
    if word.is_none() {
        act.form.refuse("word", say("exchange-select-who-told-you"));
    }
    let word = word.unwrap_or(Spoke::Giver);
    act.answer(Question::DoneFor, "done", move |tx| {
        exchange::done_for(tx, &by, id, word, done, &moment)
    })
    .await
}

/// "That is right": the length that the other one named.
pub async fn accept(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    act.settle("accepted", move |tx| exchange::accept(tx, &by, id, &moment))
        .await
}
