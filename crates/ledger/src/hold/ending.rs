//! The three ends of a hold: posted, released, lapsed.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::step::{Placed, Step, append, find_placed, receipt_of_step};
use super::{HoldEnd, HoldReceipt};
use crate::draft::draft;
use crate::instant::book_second;
use crate::place;
use crate::post::{first_answer, write};
use crate::reverse::reversible;
use crate::{HoldId, Minutes, PostError, Receipt, Rejection, Transfer, hold as find_hold};

/// Posts a transfer that takes all of a hold or less; the rest is free again.
///
/// The account that promised pays no more than it promised, and where the hold names who
/// receives, nobody else does. The promise is not measured by the limit again; every other entry
/// is, and upper limits are. Idempotent as [`crate::post`] is. Rejections: as of
/// [`crate::post`], and before the accounts are asked [`Rejection::UnknownHold`],
/// [`Rejection::HoldEnded`], [`Rejection::HoldPastItsTime`], [`Rejection::HoldForOthers`] and
/// [`Rejection::MoreThanHeld`]. Nothing is written when rejected, and the hold stays open.
pub fn post_hold(
    tx: &Transaction<'_>,
    hold: HoldId,
    transfer: &Transfer,
    at: DateTime<Utc>,
) -> Result<Receipt, PostError> {
    if let Some(receipt) = first_answer(tx, transfer)? {
        let ended = find_hold(tx, hold)?.and_then(|placed| placed.ended);
        let by_this = ended.is_some_and(|ended| ended.transfer == Some(transfer.id()));
        let other = Rejection::ExistsWithOtherContent { id: transfer.id() };
        return if by_this {
            Ok(receipt)
        } else {
            Err(other.into())
        };
    }
    let original = reversible(tx, transfer)?;
    let placed = find_placed(tx, hold)?.ok_or(Rejection::UnknownHold { hold })?;
    let at_second = book_second(tx, at)?;
    check_open(&placed, at_second)?;
    check_fits(&placed, transfer)?;
    let lines = draft(tx, transfer.entries(), Some(placed.account))?;
    end(tx, &placed, HoldEnd::Posted, at_second, None)?;
    let place = place::next(tx)?;
    Ok(write(tx, transfer, original, &lines, at, &place)?)
}

/// Gives a hold free before its time. `source` is an opaque reference of at most 32 bytes to who
/// decided it and why. A hold released before answers the first receipt with `already` set.
///
/// Rejections, in order: [`Rejection::SourceTooLong`], [`Rejection::UnknownHold`],
/// [`Rejection::HoldEnded`], [`Rejection::HoldPastItsTime`].
pub fn release(
    tx: &Transaction<'_>,
    hold: HoldId,
    at: DateTime<Utc>,
    source: Option<&[u8]>,
) -> Result<HoldReceipt, PostError> {
    let length = source.map_or(0, <[u8]>::len);
    if length > crate::account::SOURCE_BYTES_MAX {
        return Err(Rejection::SourceTooLong { length }.into());
    }
    let placed = find_placed(tx, hold)?.ok_or(Rejection::UnknownHold { hold })?;
    if placed.end == Some(HoldEnd::Released) {
        return Ok(receipt_of_step(tx, hold, placed.seq, true)?);
    }
    let at = book_second(tx, at)?;
    check_open(&placed, at)?;
    let source = source.filter(|source| !source.is_empty());
    Ok(end(tx, &placed, HoldEnd::Released, at, source)?)
}

/// Lets a hold lapse whose time limit has come. A hold lapsed before answers the first receipt
/// with `already` set.
///
/// Rejections, in order: [`Rejection::UnknownHold`], [`Rejection::HoldEnded`],
/// [`Rejection::HoldNotDue`].
pub fn lapse(
    tx: &Transaction<'_>,
    hold: HoldId,
    at: DateTime<Utc>,
) -> Result<HoldReceipt, PostError> {
    let placed = find_placed(tx, hold)?.ok_or(Rejection::UnknownHold { hold })?;
    match placed.end {
        Some(HoldEnd::Lapsed) => return Ok(receipt_of_step(tx, hold, placed.seq, true)?),
        Some(end) => return Err(Rejection::HoldEnded { hold, end }.into()),
        None => {}
    }
    let (at, lapses_at) = (book_second(tx, at)?, placed.lapses_at.0);
    if at < lapses_at.timestamp() {
        return Err(Rejection::HoldNotDue { hold, lapses_at }.into());
    }
    Ok(end(tx, &placed, HoldEnd::Lapsed, at, None)?)
}

/// Lets every hold lapse whose time limit has come, the earliest first, and answers which. Costs
/// one look where there is none: call it at the start of any piece of work that must count to
/// the second.
pub fn lapse_due(tx: &Transaction<'_>, now: DateTime<Utc>) -> Result<Vec<HoldId>, PostError> {
    let at = book_second(tx, now)?;
    let due = tx
        .prepare_cached(
            "SELECT p.id FROM ledger_hold_open o JOIN ledger_hold p ON p.seq = o.hold
              WHERE o.lapses_at <= ?1 ORDER BY o.lapses_at, o.hold",
        )?
        .query_map([at], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<HoldId>>>()?;
    for hold in &due {
        lapse(tx, *hold, now)?;
    }
    Ok(due)
}

fn check_open(placed: &Placed, at: i64) -> Result<(), Rejection> {
    let (hold, lapses_at) = (placed.id, placed.lapses_at.0);
    if let Some(end) = placed.end {
        return Err(Rejection::HoldEnded { hold, end });
    }
    if at >= lapses_at.timestamp() {
        return Err(Rejection::HoldPastItsTime { hold, lapses_at });
    }
    Ok(())
}

/// The account that promised pays, nobody but whom it was promised to receives, and no more
/// than was promised.
fn check_fits(placed: &Placed, transfer: &Transfer) -> Result<(), Rejection> {
    let entries = transfer.entries();
    let (hold, account) = (placed.id, placed.account);
    let own = entries.iter().find(|entry| entry.account == account);
    let own = own.filter(|entry| entry.minutes < Minutes::ZERO);
    let Some(own) = own else {
        return Err(Rejection::HoldForOthers { hold, account });
    };
    let mut receivers = entries.iter().filter(|entry| entry.minutes > Minutes::ZERO);
    if let Some(recipient) = placed.recipient
        && let Some(other) = receivers.find(|entry| entry.account != recipient)
    {
        let account = other.account;
        return Err(Rejection::HoldForOthers { hold, account });
    }
    if own.minutes.get() < -placed.minutes.get() {
        return Err(Rejection::MoreThanHeld {
            account,
            held: placed.minutes,
            minutes: own.minutes,
        });
    }
    Ok(())
}

fn end(
    tx: &Transaction<'_>,
    placed: &Placed,
    how: HoldEnd,
    at: i64,
    source: Option<&[u8]>,
) -> rusqlite::Result<HoldReceipt> {
    let step = Step {
        word: how.as_str(),
        hold: placed.id,
        account: (placed.key, placed.account),
        recipient: None,
        minutes: Minutes::total(-placed.minutes.get()),
        at,
        lapses_at: None,
        resolves: Some(placed.seq),
        posts: how == HoldEnd::Posted,
        source,
    };
    append(tx, &step)
}
