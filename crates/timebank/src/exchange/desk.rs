//! Several approvals in one go.

use rusqlite::Transaction;

use super::{approve, store};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::ExchangeId;

/// What came of approving several exchanges.
#[derive(Debug, Default)]
pub struct ApprovalOutcome {
    /// Those now posted.
    pub approved: Vec<ExchangeId>,
    /// Their minutes together.
    pub minutes: i64,
    /// Those left as they were, each with the reason, in a sentence.
    pub left: Vec<(ExchangeId, String)>,
}

/// Approves each of `chosen` that still has the version that was looked at. What changed
/// meanwhile, or is refused by a rule or by the book, is left as it is and named.
pub fn approve_many(
    tx: &Transaction<'_>,
    by: &Coordinator,
    chosen: &[(ExchangeId, i64)],
    moment: &Moment,
) -> Result<ApprovalOutcome> {
    let mut outcome = ApprovalOutcome::default();
    for (id, version) in chosen {
        store::begin_one(tx)?;
        match approve(tx, by, *id, Some(*version), moment) {
            Ok(exchange) => {
                store::keep_one(tx)?;
                outcome.approved.push(*id);
                outcome.minutes += exchange.minutes.get();
            }
            Err(Error::Database(error)) => return Err(Error::Database(error)),
            Err(refusal) => {
                store::undo_one(tx)?;
                outcome.left.push((*id, refusal.to_string()));
            }
        }
    }
    Ok(outcome)
}
