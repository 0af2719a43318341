//! What a coordinator who took no part decides about an exchange.

use axum::response::Response;
use timebank::exchange;

use super::act::Act;
use super::question::Question;
use crate::error::Result;
use crate::words::say;

/// Approves it; the hours are posted in the same commit.
pub async fn approve(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let version = act.version();
    act.settle("approved", move |tx| {
        exchange::approve(tx, &by, id, version, &moment)
    })
    .await
}

/// Says no, and why.
pub async fn decline(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let version = act.version();
    let reason = act.reason_wanted(say("exchange-say-why-it-is-declined"));
    act.answer(Question::Decline, "declined", move |tx| {
        exchange::decline(tx, &by, id, version, &reason, &moment)
    })
    .await
}

/// Confirms on the word of the one who was asked.
pub async fn confirm_for(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment_as_told());
    act.answer(Question::ConfirmationFor, "confirmed", move |tx| {
        exchange::confirm_for(tx, &by, id, &moment)
    })
    .await
}

/// Decides a dispute.
pub async fn decide(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let minutes = act.length();
    let reason = act.reason_wanted(say("exchange-say-why-you-decide-so"));
    act.answer(Question::Decision, "decided", move |tx| {
        exchange::decide(tx, &by, id, minutes, &reason, &moment)
    })
    .await
}

/// Takes a posted exchange back; the book gets a second line.
pub async fn reverse(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.coordinator()?, act.id, act.moment());
    let reason = act.reason_wanted(say("exchange-say-why-it-is-taken"));
    act.answer(Question::Reversal, "reversed", move |tx| {
        exchange::reverse(tx, &by, id, &reason, &moment)
    })
    .await
}
