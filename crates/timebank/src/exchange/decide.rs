//! What a coordinator who took no part decides: how long it was, that it goes into the book, that
//! it does not.

use ledger::Minutes;
use rusqlite::Transaction;

use super::answer::with_minutes;
use super::keep::{self, Change, finish};
use super::model::{Exchange, StepKind};
use super::{reason_given, same_version, to_decide};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::ExchangeId;

/// A coordinator decides a dispute: so many minutes, with a reason that both can read. The
/// exchange then waits for approval.
pub fn decide(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    minutes: Minutes,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let reason = reason_given(reason, "Say why you decide so")?;
    let state = exchange.state.clone().decide()?;
    let exchange = with_minutes(tx, exchange, minutes)?;
    let change = Change::new(StepKind::Decided, by.into())
        .naming(minutes)
        .because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator who is neither party approves; the hours are posted in the same commit.
///
/// `version` is the one that was looked at; another version is a conflict.
pub fn approve(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let state = exchange.state.clone().approve(id.transfer())?;
    same_version(&exchange, version)?;
    keep::post(tx, &exchange, moment)?;
    finish(
        tx,
        &exchange,
        &state,
        Change::new(StepKind::Approved, by.into()),
        moment,
    )
}

/// A coordinator who is neither party says no, and why.
pub fn decline(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let reason = reason_given(reason, "Say why it is declined")?;
    let state = exchange.state.clone().decline(reason.clone())?;
    same_version(&exchange, version)?;
    let change = Change::new(StepKind::Declined, by.into()).because(reason);
    finish(tx, &exchange, &state, change, moment)
}
