//! Moving all that is left on an account, and closing it with its settlement.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Transaction;

use crate::account::{close_account, find_open};
use crate::balance::newest_balance;
use crate::batch::all_or_nothing;
use crate::hold::newest_held;
use crate::post::{post, receipt_of};
use crate::posted::transfer as find_transfer;
use crate::refusal::refused_before;
use crate::{
    AccountId, Minutes, PostError, PostedTransfer, Receipt, Rejection, Transfer, TransferId,
    TransferKind,
};

/// A transfer whose minutes the book works out: all that is left on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// The caller's id.
    pub id: TransferId,
    /// What it is for.
    pub kind: TransferKind,
    /// The account that is brought to nought.
    pub account: AccountId,
    /// The account that takes or makes up what is left.
    pub with: AccountId,
    /// Its day.
    pub done_on: NaiveDate,
    /// An opaque reference of at most 32 bytes to what it stands for.
    pub source: Option<Vec<u8>>,
}

/// Moves all that is left: of a balance above nought what is not held, and for one below nought
/// what is missing.
///
/// Idempotent: the same id between the same accounts, of the same kind, day and source, answers
/// the first receipt with `already` set, whatever the account has moved since. Rejections: as of
/// [`post`], and [`Rejection::NothingLeft`].
pub fn sweep(tx: &Transaction<'_>, sweep: &Sweep, at: DateTime<Utc>) -> Result<Receipt, PostError> {
    // The rules of a transfer by itself come first, whatever it will move.
    let one = sweep.of(Minutes::total(1))?;
    if let Some(posted) = find_transfer(tx, sweep.id)? {
        return if sweep.is(&posted) {
            Ok(receipt_of(&posted))
        } else {
            Err(Rejection::ExistsWithOtherContent { id: sweep.id }.into())
        };
    }
    if refused_before(tx, sweep.id)? {
        return Err(Rejection::ExistsWithOtherContent { id: sweep.id }.into());
    }
    let key = match find_open(tx, sweep.account) {
        Ok(key) => key,
        // Refused by the first rule it breaks, which may be one of the other account.
        Err(PostError::Rejected(_)) => return post(tx, &one, at),
        Err(error) => return Err(error),
    };
    let (balance, promised) = (newest_balance(tx, key)?.get(), newest_held(tx, key)?.get());
    let left = if balance > 0 {
        (balance - promised).max(0)
    } else {
        balance
    };
    if left == 0 {
        let account = sweep.account;
        return Err(Rejection::NothingLeft { account }.into());
    }
    post(tx, &sweep.of(Minutes::total(left))?, at)
}

/// Closes an account for good: what is left is moved by `settlement`, of whatever kind it says,
/// then the account closes; both or neither. At a balance of nought there is nothing to move,
/// and no receipt. Sent again after it was done with a transfer, it answers the first receipt.
///
/// Rejections: as of [`sweep`] and [`crate::close_account`].
pub fn close_with_settlement(
    tx: &Transaction<'_>,
    settlement: &Sweep,
    at: DateTime<Utc>,
) -> Result<Option<Receipt>, PostError> {
    let account = settlement.account;
    if let Some(posted) = find_transfer(tx, settlement.id)?
        && settlement.is(&posted)
        && crate::account(tx, account)?.is_some_and(|account| account.closed_at.is_some())
    {
        return Ok(Some(receipt_of(&posted)));
    }
    all_or_nothing(tx, || {
        let key = find_open(tx, account)?;
        let promised = newest_held(tx, key)?;
        if !promised.is_zero() {
            return Err(Rejection::MinutesHeld {
                account,
                held: promised,
            }
            .into());
        }
        let receipt = match sweep(tx, settlement, at) {
            Ok(receipt) => Some(receipt),
            Err(PostError::Rejected(Rejection::NothingLeft { .. })) => None,
            Err(error) => return Err(error),
        };
        close_account(tx, account, at)?;
        Ok(receipt)
    })
}

impl Sweep {
    /// The transfer that moves so much of it.
    fn of(&self, minutes: Minutes) -> Result<Transfer, Rejection> {
        let Sweep {
            id, kind, done_on, ..
        } = *self;
        let transfer = Transfer::between(id, kind, self.account, self.with, minutes, done_on)?;
        let source = self.source.as_deref().unwrap_or_default();
        Ok(transfer.with_source(source))
    }

    /// Whether a posted transfer is this one, however much it moved.
    fn is(&self, posted: &PostedTransfer) -> bool {
        let mut accounts = [self.account, self.with];
        accounts.sort_unstable();
        let source = self.source.as_deref().filter(|source| !source.is_empty());
        posted.kind == self.kind
            && posted.done_on == self.done_on
            && posted.source.as_deref() == source
            && posted.entries.iter().map(|e| e.account).eq(accounts)
    }
}
