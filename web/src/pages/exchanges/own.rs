//! What the two who took part do with their exchange: confirm, say what is wrong, withdraw.

use axum::response::Response;
use timebank::exchange;

use super::act::Act;
use super::question::Question;
use crate::error::Result;

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
    let reason = act.reason_wanted("Say what is wrong");
    let claimed = act.length_if_any();
    act.answer(Question::Dispute, "disputed", move |tx| {
        exchange::dispute(tx, &by, id, claimed, &reason, &moment)
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
