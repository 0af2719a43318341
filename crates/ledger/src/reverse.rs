//! Reversing: the answer to a mistake. The original stays; its mirror is posted beside it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Transaction;

use crate::posted::transfer as find_transfer;
use crate::{Entry, PostError, PostedTransfer, Receipt, Rejection, Transfer, TransferId, post};

/// Posts the mirror of a transfer: every entry the other way, once at most.
///
/// The reversal takes the original's day unless `done_on` says otherwise, so that it subtracts
/// in the period in which the original counted; and it takes the original's source. Idempotent
/// as [`post`] is. A reversal is held to the limits like any transfer: an override is a change
/// of limit, in the open.
pub fn reverse(
    tx: &Transaction<'_>,
    original: TransferId,
    id: TransferId,
    done_on: Option<NaiveDate>,
    at: DateTime<Utc>,
) -> Result<Receipt, PostError> {
    let Some(posted) = find_transfer(tx, original)? else {
        return Err(Rejection::UnknownTransfer { id: original }.into());
    };
    post(tx, &mirror(&posted, id, done_on)?, at)
}

fn mirror(
    posted: &PostedTransfer,
    id: TransferId,
    done_on: Option<NaiveDate>,
) -> Result<Transfer, Rejection> {
    let entries = posted
        .entries
        .iter()
        .map(|entry| {
            let account = entry.account;
            let minutes = entry
                .minutes
                .checked_neg()
                .ok_or(Rejection::TooLarge { account })?;
            Ok(Entry { account, minutes })
        })
        .collect::<Result<_, Rejection>>()?;
    let done_on = done_on.unwrap_or(posted.done_on);
    let reversal = Transfer::reversal(id, posted.id, done_on, entries)?;
    Ok(reversal.with_source(posted.source.as_deref().unwrap_or_default()))
}
