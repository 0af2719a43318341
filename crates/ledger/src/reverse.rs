//! Reversing, whole or in part: the answer to a mistake. The original stays; what is taken back
//! of it is posted beside it.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::posted::transfer as find_transfer;
use crate::{
    AccountId, Entry, Minutes, PostError, PostedTransfer, Receipt, Rejection, Transfer, TransferId,
    TransferKind, post, share,
};

/// Posts the mirror of a transfer: every entry the other way, once at most.
///
/// The reversal takes the original's day unless `done_on` says otherwise, so that it subtracts
/// in the period in which the original counted; and it takes the original's source. Idempotent
/// as [`post`] is. A reversal is held to the limits like any transfer: an override is a change
/// of limit, in the open. Where part has been taken back already, [`left_of`] says what is left
/// for [`reverse_part`].
pub fn reverse(
    tx: &Transaction<'_>,
    original: TransferId,
    id: TransferId,
    done_on: Option<NaiveDate>,
    at: DateTime<Utc>,
) -> Result<Receipt, PostError> {
    post(tx, &reversal_of(tx, original, id, done_on)?, at)
}

/// Posts a reversal in part. `entries` are its own: each stands against an entry of the original
/// of the same account and goes the other way, and all reversals of the original together take
/// back no more of it than it moved. Day, source and idempotence as in [`reverse`].
///
/// Rejections: as of [`post`], with [`Rejection::MoreThanIsLeft`] among them.
pub fn reverse_part(
    tx: &Transaction<'_>,
    original: TransferId,
    id: TransferId,
    entries: Vec<Entry>,
    done_on: Option<NaiveDate>,
    at: DateTime<Utc>,
) -> Result<Receipt, PostError> {
    let posted = find_original(tx, original)?;
    post(tx, &reversal(&posted, id, entries, done_on)?, at)
}

/// The whole reversal of a transfer, not posted yet: for [`crate::post_batch`] and
/// [`crate::attempt`].
pub fn reversal_of(
    conn: &Connection,
    original: TransferId,
    id: TransferId,
    done_on: Option<NaiveDate>,
) -> Result<Transfer, PostError> {
    let posted = find_original(conn, original)?;
    let entries = posted
        .entries
        .iter()
        .map(|entry| {
            let account = entry.account;
            let minutes = entry.minutes.checked_neg();
            let minutes = minutes.ok_or(Rejection::TooLarge { account })?;
            Ok(Entry { account, minutes })
        })
        .collect::<Result<_, Rejection>>()?;
    Ok(reversal(&posted, id, entries, done_on)?)
}

/// What has not been taken back of a transfer, entry by entry, signed as the transfer has it and
/// by account id; entries of which nothing is left are left out. Nothing for an unknown transfer.
pub fn left_of(conn: &Connection, id: TransferId) -> rusqlite::Result<Option<Vec<Entry>>> {
    let seq: Option<i64> = conn
        .prepare_cached("SELECT seq FROM ledger_transfer WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(seq) = seq else { return Ok(None) };
    let mut left = left_of_seq(conn, seq)?;
    left.retain(|entry| !entry.minutes.is_zero());
    Ok(Some(left))
}

/// The entries that take back `minutes` of what is left of a transfer, for [`reverse_part`]:
/// each side shared out by largest remainder in proportion to what is left of its entries.
///
/// Rejections: [`Rejection::MinutesNought`] (also of a minus), [`Rejection::UnknownTransfer`],
/// [`Rejection::AlreadyReversed`], [`Rejection::MoreThanIsLeft`].
pub fn part_of(
    conn: &Connection,
    id: TransferId,
    minutes: Minutes,
) -> Result<Vec<Entry>, PostError> {
    let left = left_of(conn, id)?.ok_or(Rejection::UnknownTransfer { id })?;
    let side = |sign: i64| -> Vec<(AccountId, u64)> {
        let own = left.iter().filter(|e| e.minutes.get().signum() == sign);
        own.map(|entry| (entry.account, entry.minutes.get().unsigned_abs()))
            .collect()
    };
    let Some((account, _)) = side(1).first().copied() else {
        return Err(Rejection::AlreadyReversed { id }.into());
    };
    if minutes <= Minutes::ZERO {
        return Err(Rejection::MinutesNought { account }.into());
    }
    let whole: i64 = left.iter().map(|entry| entry.minutes.get().max(0)).sum();
    if minutes.get() > whole {
        let left = Minutes::total(whole);
        return Err(Rejection::MoreThanIsLeft {
            account,
            left,
            minutes,
        }
        .into());
    }
    let mut part = Vec::with_capacity(left.len());
    for sign in [1, -1] {
        let taken = Minutes::total(-sign * minutes.get());
        let shares = share(taken, &side(sign)).ok_or(Rejection::TooLarge { account })?;
        let moved = shares.into_iter().filter(|(_, minutes)| !minutes.is_zero());
        part.extend(moved.map(|(account, minutes)| Entry { account, minutes }));
    }
    Ok(part)
}

/// The sequence number of the original of a reversal, when all of its entries can be taken back;
/// nothing for a transfer that reverses none.
pub(crate) fn reversible(
    tx: &Transaction<'_>,
    transfer: &Transfer,
) -> Result<Option<i64>, PostError> {
    let Some(id) = transfer.reverses() else {
        return Ok(None);
    };
    let found: Option<(i64, TransferKind)> = tx
        .prepare_cached("SELECT seq, kind FROM ledger_transfer WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let seq = match found {
        None => return Err(Rejection::UnknownTransfer { id }.into()),
        Some((_, TransferKind::Reversal)) => return Err(Rejection::IsAReversal { id }.into()),
        Some((seq, _)) => seq,
    };
    let left = left_of_seq(tx, seq)?;
    if left.iter().all(|entry| entry.minutes.is_zero()) {
        return Err(Rejection::AlreadyReversed { id }.into());
    }
    for entry in transfer.entries() {
        let (account, minutes) = (entry.account, entry.minutes);
        let original = left.iter().find(|left| left.account == account);
        let left = original.map_or(Minutes::ZERO, |left| left.minutes);
        let against = left.get().signum() == -minutes.get().signum();
        if !against || minutes.get().abs() > left.get().abs() {
            return Err(Rejection::MoreThanIsLeft {
                account,
                left,
                minutes,
            }
            .into());
        }
    }
    Ok(Some(seq))
}

fn find_original(conn: &Connection, id: TransferId) -> Result<PostedTransfer, PostError> {
    Ok(find_transfer(conn, id)?.ok_or(Rejection::UnknownTransfer { id })?)
}

fn reversal(
    original: &PostedTransfer,
    id: TransferId,
    entries: Vec<Entry>,
    done_on: Option<NaiveDate>,
) -> Result<Transfer, Rejection> {
    let done_on = done_on.unwrap_or(original.done_on);
    let reversal = Transfer::reversal(id, original.id, done_on, entries)?;
    Ok(reversal.with_source(original.source.as_deref().unwrap_or_default()))
}

/// Every entry of a transfer less what reversals have taken back of it.
fn left_of_seq(conn: &Connection, seq: i64) -> rusqlite::Result<Vec<Entry>> {
    conn.prepare_cached(
        "SELECT a.id, o.minutes + coalesce((
                  SELECT sum(e.minutes)
                    FROM ledger_transfer p
              CROSS JOIN ledger_entry e ON e.transfer = p.seq AND e.account = o.account
                   WHERE p.reverses = o.transfer), 0)
           FROM ledger_entry o JOIN ledger_account a ON a.key = o.account
          WHERE o.transfer = ?1
          ORDER BY a.id",
    )?
    .query_map([seq], |row| {
        Ok(Entry {
            account: row.get(0)?,
            minutes: row.get(1)?,
        })
    })?
    .collect()
}
