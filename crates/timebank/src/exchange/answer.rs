//! What the two answer to what was recorded: it was so, something is wrong, the other length is
//! right; and taking it back.

use ledger::Minutes;
use rusqlite::Transaction;

use super::keep::{Change, finish};
use super::model::{self, Exchange, ExchangeState, StepKind};
use super::{of_party, reason_given, reason_if_any, rounded, store, to_decide};
use crate::actor::{Coordinator, Member};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::ExchangeId;

/// The other party says that it was so.
pub fn confirm(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, side) = of_party(tx, by.id(), id)?;
    let state = exchange.state.clone().confirm(side)?;
    let change = Change::new(StepKind::Confirmed, by.into());
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator confirms on the word of the party whose answer is awaited.
pub fn confirm_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let ExchangeState::Recorded { awaits } = exchange.state else {
        return Err(exchange.state.not_waiting());
    };
    let spoke = exchange.member_on(awaits.side());
    let state = exchange.state.clone().confirm(awaits.side())?;
    let change = Change::new(StepKind::Confirmed, by.into()).on_the_word_of(spoke);
    finish(tx, &exchange, &state, change, moment)
}

/// The other party says that something is wrong, and how long it was where that is the point.
pub fn dispute(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    claimed: Option<Minutes>,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, side) = of_party(tx, by.id(), id)?;
    let reason = reason_given(reason, "Say what is wrong")?;
    let state = exchange
        .state
        .clone()
        .dispute(side, by.id(), claimed, reason.clone())?;
    let change = Change::new(StepKind::Disputed, by.into())
        .naming(claimed)
        .because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// The other one of the two says that the length claimed is right. The exchange is then
/// confirmed with that length.
pub fn accept(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = of_party(tx, by.id(), id)?;
    let (state, claimed) = exchange.state.clone().accept(by.id())?;
    let exchange = with_minutes(tx, exchange, claimed)?;
    let change = Change::new(StepKind::Accepted, by.into()).naming(claimed);
    finish(tx, &exchange, &state, change, moment)
}

/// Whoever recorded an exchange takes it back before it is approved.
pub fn withdraw(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = of_party(tx, by.id(), id)?;
    if exchange.recorded_by != Some(by.id()) {
        return Err(Error::forbidden(
            "Only the person who wrote it down can withdraw it.",
        ));
    }
    let reason = reason_if_any(reason)?;
    let state = exchange.state.clone().withdraw(reason.clone())?;
    let change = Change::new(StepKind::Withdrawn, by.into()).because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// The exchange with another length, rounded as the bank rounds, and that length in the file.
pub(super) fn with_minutes(
    tx: &Transaction<'_>,
    exchange: Exchange,
    raw: Minutes,
) -> Result<Exchange> {
    model::check_minutes(raw)?;
    let minutes = rounded(tx, raw)?;
    store::update_minutes(tx, exchange.id, minutes, raw)?;
    Ok(Exchange {
        minutes,
        raw_minutes: raw,
        ..exchange
    })
}
