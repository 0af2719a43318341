//! Placing a hold: minutes are counted when they are promised.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use super::step::{Step, append, find_placed, held_after, receipt_of_step};
use super::{Hold, HoldReceipt, hold as find_hold, newest_held};
use crate::account::{SOURCE_BYTES_MAX, account as find_account, find_open};
use crate::balance::newest_balance;
use crate::instant::book_second;
use crate::{Minutes, PostError, Rejection};

/// Places a hold at `at`, or at the newest instant in the book where that is later.
///
/// Idempotent: the same id with the same content answers the first receipt with `already` set,
/// whatever became of the hold. Rejections, in order: [`Rejection::MinutesNought`],
/// [`Rejection::AccountTwice`], [`Rejection::HoldNotPositive`], [`Rejection::SourceTooLong`],
/// [`Rejection::HoldExistsWithOtherContent`], [`Rejection::HoldLapsesTooSoon`],
/// [`Rejection::UnknownAccount`], [`Rejection::AccountClosed`], [`Rejection::BelowLimit`],
/// [`Rejection::HeldBack`], [`Rejection::TooLarge`]. Nothing is written when rejected.
pub fn place(
    tx: &Transaction<'_>,
    hold: &Hold,
    at: DateTime<Utc>,
) -> Result<HoldReceipt, PostError> {
    check_by_itself(hold)?;
    if let Some(placed) = find_hold(tx, hold.id)? {
        if !same(&placed.hold, hold) {
            return Err(Rejection::HoldExistsWithOtherContent { hold: hold.id }.into());
        }
        let seq = find_placed(tx, hold.id)?.map_or(0, |placed| placed.seq);
        return Ok(receipt_of_step(tx, hold.id, seq, false)?);
    }
    let (at, lapses_at) = (book_second(tx, at)?, hold.lapses_at.timestamp());
    if lapses_at <= at {
        return Err(Rejection::HoldLapsesTooSoon {
            hold: hold.id,
            lapses_at: hold.lapses_at,
        }
        .into());
    }
    let (key, recipient) = parties(tx, hold)?;
    check_limit(tx, hold, key)?;
    let step = Step {
        word: "place",
        hold: hold.id,
        account: (key, hold.from),
        recipient: recipient.zip(hold.to),
        minutes: hold.minutes,
        at,
        lapses_at: Some(lapses_at),
        resolves: None,
        posts: false,
        source: source(hold),
    };
    Ok(append(tx, &step)?)
}

fn check_by_itself(hold: &Hold) -> Result<(), Rejection> {
    let (account, minutes) = (hold.from, hold.minutes);
    if minutes.is_zero() {
        return Err(Rejection::MinutesNought { account });
    }
    if hold.to == Some(account) {
        return Err(Rejection::AccountTwice { account });
    }
    if minutes < Minutes::ZERO {
        return Err(Rejection::HoldNotPositive { account, minutes });
    }
    let length = hold.source.as_ref().map_or(0, Vec::len);
    if length > SOURCE_BYTES_MAX {
        return Err(Rejection::SourceTooLong { length });
    }
    Ok(())
}

/// No bytes are no reference.
fn source(hold: &Hold) -> Option<&[u8]> {
    hold.source.as_deref().filter(|source| !source.is_empty())
}

fn same(placed: &Hold, asked: &Hold) -> bool {
    placed.from == asked.from
        && placed.to == asked.to
        && placed.minutes == asked.minutes
        && placed.lapses_at.timestamp() == asked.lapses_at.timestamp()
        && source(placed) == source(asked)
}

/// The short keys of both sides: both known before both open.
fn parties(tx: &Transaction<'_>, hold: &Hold) -> Result<(i64, Option<i64>), PostError> {
    for account in [Some(hold.from), hold.to].into_iter().flatten() {
        if find_account(tx, account)?.is_none() {
            return Err(Rejection::UnknownAccount { account }.into());
        }
    }
    let key = find_open(tx, hold.from)?;
    let recipient = hold.to.map(|to| find_open(tx, to)).transpose()?;
    Ok((key, recipient))
}

fn check_limit(tx: &Transaction<'_>, hold: &Hold, key: i64) -> Result<(), PostError> {
    let account = hold.from;
    let balance = newest_balance(tx, key)?;
    let promised = newest_held(tx, key)?;
    let minutes = hold
        .minutes
        .checked_neg()
        .ok_or(Rejection::TooLarge { account })?;
    let limits = find_account(tx, account)?.map(|account| account.limits);
    if let Some(limit) = limits.and_then(|limits| limits.lower) {
        let after = balance
            .checked_add(minutes)
            .ok_or(Rejection::TooLarge { account })?;
        if after < limit {
            return Err(Rejection::BelowLimit {
                account,
                balance,
                minutes,
                limit,
            }
            .into());
        }
        if after.get() - promised.get() < limit.get() {
            return Err(Rejection::HeldBack {
                account,
                balance,
                held: promised,
                minutes,
                limit,
            }
            .into());
        }
    }
    if !hold.minutes.is_in_range() {
        return Err(Rejection::TooLarge { account }.into());
    }
    held_after(promised, hold.minutes, account)?;
    Ok(())
}
