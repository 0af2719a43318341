//! The same commands through the crate, each in a transaction of its own.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use ledger::{
    Attempt, BatchError, Entry, Hold, HoldReceipt, Limits, PostError, Receipt, Rejection, Sweep,
    Transfer, TransferKind,
};
use rusqlite::{Connection, Transaction};

use super::answer::Answer;
use super::command::{Asked, Command, Promise, Rest, Step, hold_id, transfer_id};
use super::model::{account_id, minutes};
use super::play::month;

const MIGRATIONS: [&str; 3] = [
    include_str!("../../../../migrations/V1__ledger.sql"),
    include_str!("../../../../migrations/V3__holds_and_periods.sql"),
    include_str!("../../../../migrations/V6__lighter_guards.sql"),
];

/// An empty book in memory.
pub(crate) fn empty() -> rusqlite::Result<Connection> {
    let conn = Connection::open_in_memory()?;
    conn.set_prepared_statement_cache_capacity(256);
    for migration in MIGRATIONS {
        conn.execute_batch(migration)?;
    }
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "recursive_triggers", true)?;
    Ok(conn)
}

pub(crate) fn instant(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).unwrap_or_default()
}

pub(crate) fn day(n: u16) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    first + Days::new(u64::from(n))
}

/// Runs a step; an error is a failure of the file.
pub(crate) fn happen(book: &mut Connection, step: &Step) -> rusqlite::Result<Answer> {
    let tx = book.transaction()?;
    let answer = match play(&tx, &step.command, instant(step.second)) {
        Ok(answer) => answer,
        Err(PostError::Rejected(rejection)) => Answer::Refused(rejection),
        Err(PostError::Database(error)) => return Err(error),
    };
    if step.rolled_back {
        tx.rollback()?;
    } else {
        tx.commit()?;
    }
    Ok(answer)
}

fn play(tx: &Transaction<'_>, command: &Command, at: DateTime<Utc>) -> Result<Answer, PostError> {
    Ok(match command {
        Command::Open(n, kind, bounds) => {
            ledger::open_account(tx, account_id(*n), *kind, limits(*bounds), at)?;
            Answer::Done
        }
        Command::Limit(n, bounds) => {
            ledger::set_limits(tx, account_id(*n), limits(*bounds), at, None)?;
            Answer::Done
        }
        Command::Close(n) => {
            ledger::close_account(tx, account_id(*n), at)?;
            Answer::Done
        }
        Command::CloseWith(rest) => {
            let receipt = ledger::close_with_settlement(tx, &sweep(rest), at)?;
            receipt.map_or(Answer::Done, |receipt| posted(&receipt))
        }
        Command::Post(asked) => posted(&ledger::post(tx, &transfer(asked)?, at)?),
        Command::Attempt(asked) => match ledger::attempt(tx, &transfer(asked)?, at)? {
            Attempt::Posted(receipt) => posted(&receipt),
            Attempt::Refused(rejection) => Answer::Refused(rejection),
        },
        Command::Batch(batch) => return play_batch(tx, batch, at),
        Command::Reverse { original, id } => {
            let (original, id) = (transfer_id(*original), transfer_id(*id));
            posted(&ledger::reverse(tx, original, id, None, at)?)
        }
        Command::Part {
            original,
            id,
            entries: of,
        } => {
            let (original, id) = (transfer_id(*original), transfer_id(*id));
            posted(&ledger::reverse_part(
                tx,
                original,
                id,
                entries(of),
                None,
                at,
            )?)
        }
        Command::PartOf {
            original,
            id,
            minutes: of,
        } => {
            let (original, id) = (transfer_id(*original), transfer_id(*id));
            let part = ledger::part_of(tx, original, minutes(*of))?;
            posted(&ledger::reverse_part(tx, original, id, part, None, at)?)
        }
        Command::Sweep(rest) => posted(&ledger::sweep(tx, &sweep(rest), at)?),
        Command::Place(promise) => held(&ledger::place(tx, &hold(promise), at)?),
        Command::PostHold(hold, asked) => {
            let transfer = transfer(asked)?;
            posted(&ledger::post_hold(tx, hold_id(*hold), &transfer, at)?)
        }
        Command::Release(hold) => held(&ledger::release(tx, hold_id(*hold), at, None)?),
        Command::Lapse(hold) => held(&ledger::lapse(tx, hold_id(*hold), at)?),
        Command::LapseDue => Answer::Lapsed(ledger::lapse_due(tx, at)?),
        Command::CloseMonth(n, hours) => return close_month(tx, *n, *hours, at),
        Command::Reopen(n, reason) => {
            ledger::reopen_month(tx, month(*n), *reason, at, None)?;
            Answer::Done
        }
    })
}

fn close_month(
    tx: &Transaction<'_>,
    n: u8,
    hours: i64,
    at: DateTime<Utc>,
) -> Result<Answer, PostError> {
    let ends_at = month(n).end_in_utc() + TimeDelta::hours(hours);
    let closed = ledger::close_month(tx, month(n), ends_at, at, None)?;
    let closed_at = closed.closed_at.timestamp();
    Ok(Answer::MonthClosed(closed.head.seq, closed_at))
}

fn play_batch(
    tx: &Transaction<'_>,
    batch: &[Asked],
    at: DateTime<Utc>,
) -> Result<Answer, PostError> {
    let transfers = batch.iter().map(transfer).collect::<Result<Vec<_>, _>>()?;
    match ledger::post_batch(tx, &transfers, at) {
        Ok(receipts) => Ok(Answer::Batch(receipts.iter().map(figures).collect())),
        Err(BatchError {
            place,
            error: PostError::Rejected(rejection),
        }) => Ok(Answer::BatchRefused(place, rejection)),
        Err(BatchError { error, .. }) => Err(error),
    }
}

fn figures(receipt: &Receipt) -> (u64, i64, bool) {
    (receipt.seq, receipt.posted_at.timestamp(), receipt.already)
}

fn posted(receipt: &Receipt) -> Answer {
    let (seq, at, already) = figures(receipt);
    Answer::Posted(seq, at, already)
}

fn held(receipt: &HoldReceipt) -> Answer {
    let (at, held) = (receipt.at.timestamp(), receipt.held.get());
    Answer::Held(receipt.seq, at, held, receipt.already)
}

pub(crate) fn limits((lower, upper): (Option<i64>, Option<i64>)) -> Limits {
    Limits {
        lower: lower.map(minutes),
        upper: upper.map(minutes),
    }
}

fn entries(of: &[(u8, i64)]) -> Vec<Entry> {
    of.iter()
        .map(|(n, moved)| Entry {
            account: account_id(*n),
            minutes: minutes(*moved),
        })
        .collect()
}

fn transfer(asked: &Asked) -> Result<Transfer, Rejection> {
    let id = transfer_id(asked.id);
    let transfer = Transfer::new(id, asked.kind, day(asked.day), entries(&asked.entries))?;
    Ok(transfer.with_source(&asked.source))
}

fn sweep(rest: &Rest) -> Sweep {
    Sweep {
        id: transfer_id(rest.id),
        kind: TransferKind::Settlement,
        account: account_id(rest.account),
        with: account_id(rest.with),
        done_on: day(rest.day),
        source: None,
    }
}

pub(crate) fn hold(promise: &Promise) -> Hold {
    let source = Some(promise.source.clone()).filter(|source| !source.is_empty());
    Hold {
        id: hold_id(promise.id),
        from: account_id(promise.from),
        to: promise.to.map(account_id),
        minutes: minutes(promise.minutes),
        lapses_at: instant(promise.lapses_at),
        source,
    }
}
