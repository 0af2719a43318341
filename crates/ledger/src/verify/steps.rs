//! The steps of holds as they stand in the file, one ahead of the transfers they stand before.

use rusqlite::{CachedStatement, Connection, OptionalExtension, Row, Rows};

use super::raw::{bytes, number, optional_number};
use crate::Digest;

/// A step of a hold.
pub(super) struct RawStep {
    pub(super) seq: i64,
    pub(super) step: Vec<u8>,
    /// Of the hold, on its first row.
    pub(super) id: Vec<u8>,
    pub(super) resolves: Option<i64>,
    pub(super) account: i64,
    pub(super) recipient: Option<i64>,
    pub(super) minutes: i64,
    pub(super) held: i64,
    pub(super) at: i64,
    pub(super) lapses_at: Option<i64>,
    pub(super) after_transfer: i64,
    pub(super) limit_number: i64,
    pub(super) transfer: Option<i64>,
    pub(super) source: Vec<u8>,
    pub(super) digest: Digest,
}

impl RawStep {
    pub(super) fn is(&self, word: &[u8]) -> bool {
        self.step == word
    }
}

/// The steps of the book in order, one ahead, and a look back at the rows they name.
pub(super) struct HoldRows<'a> {
    rows: Rows<'a>,
    next: Option<RawStep>,
    placed: CachedStatement<'a>,
    ends: CachedStatement<'a>,
    limit: CachedStatement<'a>,
    first_limit: CachedStatement<'a>,
}

impl<'a> HoldRows<'a> {
    pub(super) const SELECT: &'static str =
        "SELECT seq, step, id, resolves, account, recipient, minutes, held, at, lapses_at,
                after_transfer, limit_number, transfer, source, digest
           FROM ledger_hold ORDER BY seq";

    pub(super) fn new(conn: &'a Connection, rows: Rows<'a>) -> rusqlite::Result<HoldRows<'a>> {
        let mut rows = HoldRows {
            rows,
            next: None,
            placed: conn.prepare_cached(
                "SELECT id, account, minutes, lapses_at, recipient FROM ledger_hold
                  WHERE seq = ?1 AND step = 'place'",
            )?,
            ends: conn.prepare_cached("SELECT count(*) FROM ledger_hold WHERE resolves = ?1")?,
            limit: conn.prepare_cached(
                "SELECT l.lower, l.after_transfer, n.after_transfer
                   FROM ledger_limit l
                   LEFT JOIN ledger_limit n ON n.account = l.account AND n.number = l.number + 1
                  WHERE l.account = ?1 AND l.number = ?2",
            )?,
            first_limit: conn.prepare_cached(
                "SELECT after_transfer FROM ledger_limit WHERE account = ?1 AND number = 1",
            )?,
        };
        rows.advance()?;
        Ok(rows)
    }

    /// The next step, if it stands before transfer `seq`.
    pub(super) fn next_before(&mut self, seq: i64) -> rusqlite::Result<Option<RawStep>> {
        let step = self.next.take_if(|step| step.after_transfer < seq);
        if step.is_some() {
            self.advance()?;
        }
        Ok(step)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.next = self.rows.next()?.map(read_step).transpose()?;
        Ok(())
    }

    /// The row that placed the hold which a step ends.
    pub(super) fn placed(&mut self, seq: i64) -> rusqlite::Result<Option<Placed>> {
        self.placed
            .query_row([seq], |row| {
                Ok(Placed {
                    id: bytes(row, 0)?.to_vec(),
                    account: number(row, 1)?,
                    minutes: number(row, 2)?,
                    lapses_at: number(row, 3)?,
                    recipient: optional_number(row, 4)?,
                })
            })
            .optional()
    }

    pub(super) fn ends(&mut self, placed: i64) -> rusqlite::Result<i64> {
        self.ends.query_row([placed], |row| row.get(0))
    }

    /// The lower limit that a step says was in force, if it can have been.
    pub(super) fn lower(&mut self, step: &RawStep) -> rusqlite::Result<Result<Option<i64>, ()>> {
        if step.limit_number == 0 {
            let first: Option<i64> = self
                .first_limit
                .query_row([step.account], |row| number(row, 0))
                .optional()?;
            let none_yet = first.is_none_or(|since| step.after_transfer <= since);
            return Ok(none_yet.then_some(None).ok_or(()));
        }
        let found = self
            .limit
            .query_row((step.account, step.limit_number), |row| {
                Ok((
                    optional_number(row, 0)?,
                    number(row, 1)?,
                    optional_number(row, 2)?,
                ))
            })
            .optional()?;
        Ok(match found {
            Some((lower, since, until))
                if since <= step.after_transfer
                    && until.is_none_or(|until| step.after_transfer <= until) =>
            {
                Ok(lower)
            }
            _ => Err(()),
        })
    }
}

/// The row that placed a hold.
pub(super) struct Placed {
    pub(super) id: Vec<u8>,
    pub(super) account: i64,
    pub(super) minutes: i64,
    pub(super) lapses_at: i64,
    pub(super) recipient: Option<i64>,
}

fn read_step(row: &Row<'_>) -> rusqlite::Result<RawStep> {
    Ok(RawStep {
        seq: number(row, 0)?,
        step: bytes(row, 1)?.to_vec(),
        id: bytes(row, 2)?.to_vec(),
        resolves: optional_number(row, 3)?,
        account: number(row, 4)?,
        recipient: optional_number(row, 5)?,
        minutes: number(row, 6)?,
        held: number(row, 7)?,
        at: number(row, 8)?,
        lapses_at: optional_number(row, 9)?,
        after_transfer: number(row, 10)?,
        limit_number: number(row, 11)?,
        transfer: optional_number(row, 12)?,
        source: bytes(row, 13)?.to_vec(),
        digest: bytes(row, 14)?.try_into().map_or(Digest::ZERO, Digest::new),
    })
}
