//! The rows of a hold: reading the one that placed it, writing the next one.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{HoldEnd, HoldReceipt, hold_head, newest_held};
use crate::digest::{SealedStep, digest_of_step};
use crate::instant::Instant;
use crate::{AccountId, HoldId, Minutes, Rejection, head};

/// The row that placed a hold, with how it ended.
pub(super) struct Placed {
    pub(super) id: HoldId,
    pub(super) seq: i64,
    pub(super) key: i64,
    pub(super) account: AccountId,
    pub(super) recipient: Option<AccountId>,
    pub(super) minutes: Minutes,
    pub(super) lapses_at: Instant,
    pub(super) end: Option<HoldEnd>,
}

/// A row to be written.
pub(super) struct Step<'a> {
    /// `place`, or how the hold ends.
    pub(super) word: &'static str,
    pub(super) hold: HoldId,
    pub(super) account: (i64, AccountId),
    pub(super) recipient: Option<(i64, AccountId)>,
    /// A plus when placed, the same as a minus when ended.
    pub(super) minutes: Minutes,
    pub(super) at: i64,
    pub(super) lapses_at: Option<i64>,
    /// The row that placed the hold, where this one ends it.
    pub(super) resolves: Option<i64>,
    /// It is posted by the transfer that comes next.
    pub(super) posts: bool,
    pub(super) source: Option<&'a [u8]>,
}

pub(super) fn find_placed(conn: &Connection, id: HoldId) -> rusqlite::Result<Option<Placed>> {
    conn.prepare_cached(
        "SELECT p.seq, p.account, f.id, t.id, p.minutes, p.lapses_at, e.step
           FROM ledger_hold p
           JOIN ledger_account f ON f.key = p.account
           LEFT JOIN ledger_account t ON t.key = p.recipient
           LEFT JOIN ledger_hold e ON e.resolves = p.seq
          WHERE p.id = ?1",
    )?
    .query_row([id], |row| {
        Ok(Placed {
            id,
            seq: row.get(0)?,
            key: row.get(1)?,
            account: row.get(2)?,
            recipient: row.get(3)?,
            minutes: row.get(4)?,
            lapses_at: row.get(5)?,
            end: row.get(6)?,
        })
    })
    .optional()
}

/// The receipt of the step that placed (`end` is false) or ended a hold.
pub(super) fn receipt_of_step(
    conn: &Connection,
    hold: HoldId,
    placed: i64,
    end: bool,
) -> rusqlite::Result<HoldReceipt> {
    let by = if end { "resolves" } else { "seq" };
    conn.prepare_cached(&format!(
        "SELECT seq, at, held, digest FROM ledger_hold WHERE {by} = ?1"
    ))?
    .query_row([placed], |row| {
        Ok(HoldReceipt {
            seq: row.get(0)?,
            hold,
            at: row.get::<_, Instant>(1)?.0,
            held: row.get(2)?,
            digest: row.get(3)?,
            already: true,
        })
    })
}

/// What will be held after a hold of so many more minutes, if that fits.
pub(super) fn held_after(
    held: Minutes,
    minutes: Minutes,
    account: AccountId,
) -> Result<Minutes, Rejection> {
    held.checked_add(minutes)
        .filter(|held| held.is_in_range())
        .ok_or(Rejection::TooLarge { account })
}

/// Appends a step. Its rules have been asked; the triggers ask again.
pub(super) fn append(tx: &Transaction<'_>, step: &Step<'_>) -> rusqlite::Result<HoldReceipt> {
    let (newest, previous) = (head(tx)?, hold_head(tx)?);
    let seq = previous.seq + 1;
    let after_transfer = i64::try_from(newest.seq).unwrap_or(i64::MAX);
    let transfer = step.posts.then_some(after_transfer.saturating_add(1));
    let (key, account) = step.account;
    let held = Minutes::total(newest_held(tx, key)?.get() + step.minutes.get());
    let recipient = step
        .recipient
        .map_or([0; 16], |(_, id)| *id.uuid().as_bytes());
    let digest = digest_of_step(
        &previous.digest,
        &SealedStep {
            head: &newest.digest,
            seq: i64::try_from(seq).unwrap_or(i64::MAX),
            step: step.word.as_bytes(),
            hold: step.hold.uuid().as_bytes(),
            account: account.uuid().as_bytes(),
            recipient: &recipient,
            minutes: step.minutes.get(),
            held: held.get(),
            at: step.at,
            lapses_at: step.lapses_at.unwrap_or(0),
            transfer: transfer.unwrap_or(0),
            source: step.source.unwrap_or_default(),
        },
    );
    tx.prepare_cached(
        "INSERT INTO ledger_hold (seq, step, id, resolves, account, recipient, minutes, held, at,
                                  lapses_at, after_transfer, limit_number, transfer, source,
                                  digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                 (SELECT coalesce(max(number), 0) FROM ledger_limit WHERE account = ?5),
                 ?12, ?13, ?14)
         RETURNING at",
    )?
    .query_row(
        (
            seq,
            step.word,
            step.resolves.is_none().then_some(step.hold),
            step.resolves,
            key,
            step.recipient.map(|(key, _)| key),
            step.minutes,
            held,
            step.at,
            step.lapses_at,
            after_transfer,
            transfer,
            step.source,
            digest,
        ),
        |row| {
            Ok(HoldReceipt {
                seq,
                hold: step.hold,
                at: row.get::<_, Instant>(0)?.0,
                held,
                digest,
                already: false,
            })
        },
    )
}
