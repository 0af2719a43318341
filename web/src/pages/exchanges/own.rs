//! What the two who took part do with their exchange: confirm, say what is wrong, withdraw, say
//! thank you.

use axum::response::Response;
use timebank::{exchange, thanks};

use super::act::Act;
use super::question::Question;
use crate::error::Result;
use crate::words::say;

/// The other party says that it was so.
pub async fn confirm(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    act.settle("confirmed", move |tx| {
        exchange::confirm(tx, &by, id, &moment)
    })
    .await
}

/// The other party says that something is wrong.
pub async fn dispute(mut act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let reason = act.reason_wanted(say("exchange-say-what-is-wrong"));
    let claimed = act.length_if_any();
    act.answer(Question::Dispute, "disputed", move |tx| {
        exchange::dispute(tx, &by, id, claimed, &reason, &moment)
    })
    .await
}

/// Whoever received the help says thank you.
pub async fn thank(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let (text, shown) = (
        act.form.lines("thanks"),
        act.form.value("audience") == "all",
    );
    act.answer(Question::Thanks, "thanked", move |tx| {
        thanks::say(tx, &by, id, &text, shown, &moment)
    })
    .await
}

/// Either of the two keeps the thanks between them.
pub async fn keep_thanks_private(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    act.settle("thanks-private", move |tx| {
        thanks::keep_private(tx, &by, id, &moment)
    })
    .await
}

/// Whoever logged it takes it back before it is approved.
pub async fn withdraw(act: Act) -> Result<Response> {
    let (by, id, moment) = (act.page.member()?, act.id, act.moment());
    let reason = act.reason();
    act.answer(Question::Withdrawal, "withdrawn", move |tx| {
        exchange::withdraw(tx, &by, id, &reason, &moment)
    })
    .await
}
