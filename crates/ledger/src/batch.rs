//! Several transfers as one: all of them are posted or none.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use thiserror::Error;

use crate::{PostError, Receipt, Transfer, post};

/// Why a batch was not posted: the first of its transfers that the book refused.
#[derive(Debug, Error)]
#[error("transfer {} of the batch: {error}", .place + 1)]
pub struct BatchError {
    /// Its place in the batch, from 0.
    pub place: usize,
    /// Why.
    #[source]
    pub error: PostError,
}

/// Posts transfers in their order, all or none: each sees what those before it have moved.
///
/// Idempotent as [`post`] is, transfer by transfer, so a batch sent again answers its first
/// receipts. After a refusal nothing of the batch stands, and the transaction can go on.
pub fn post_batch(
    tx: &Transaction<'_>,
    transfers: &[Transfer],
    at: DateTime<Utc>,
) -> Result<Vec<Receipt>, BatchError> {
    let mut place = 0;
    all_or_nothing(tx, || {
        let mut receipts = Vec::with_capacity(transfers.len());
        for transfer in transfers {
            place = receipts.len();
            receipts.push(post(tx, transfer, at)?);
        }
        Ok(receipts)
    })
    .map_err(|error| BatchError { place, error })
}

/// Runs `work` in a savepoint, and takes back what it wrote where it fails.
pub(crate) fn all_or_nothing<T>(
    tx: &Transaction<'_>,
    work: impl FnOnce() -> Result<T, PostError>,
) -> Result<T, PostError> {
    tx.prepare_cached("SAVEPOINT ledger_work")?.execute([])?;
    let outcome = work();
    if outcome.is_err() && !tx.is_autocommit() {
        tx.prepare_cached("ROLLBACK TO ledger_work")?.execute([])?;
    }
    // Where the machine failed SQLite may have ended the whole transaction: nothing is left to
    // release, and the failure is what counts.
    if !tx.is_autocommit() {
        tx.prepare_cached("RELEASE ledger_work")?.execute([])?;
    }
    outcome
}
