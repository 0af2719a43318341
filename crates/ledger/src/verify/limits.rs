//! The limits of the book as they came into force, one row ahead of the transfers.

use rusqlite::{Row, Rows};

use super::raw::{number, optional_number};

/// A limit row.
pub(super) struct RawLimit {
    pub(super) account: i64,
    pub(super) number: i64,
    pub(super) after_transfer: i64,
    pub(super) lower: Option<i64>,
    pub(super) upper: Option<i64>,
    pub(super) set_at: i64,
    /// When the transfer was posted that it says it follows, if there is one.
    pub(super) follows: Option<i64>,
}

/// The limits of the book in the order in which they came into force, one ahead.
pub(super) struct LimitRows<'a> {
    rows: Rows<'a>,
    next: Option<RawLimit>,
}

impl<'a> LimitRows<'a> {
    pub(super) const SELECT: &'static str =
        "SELECT account, number, after_transfer, lower, upper, set_at,
                (SELECT posted_at FROM ledger_transfer WHERE seq = after_transfer)
           FROM ledger_limit ORDER BY after_transfer, account, number";

    pub(super) fn new(rows: Rows<'a>) -> rusqlite::Result<LimitRows<'a>> {
        let mut rows = LimitRows { rows, next: None };
        rows.advance()?;
        Ok(rows)
    }

    /// The next limit, if it was in force for transfer `seq`.
    pub(super) fn next_before(&mut self, seq: i64) -> rusqlite::Result<Option<RawLimit>> {
        let limit = self.next.take_if(|limit| limit.after_transfer < seq);
        if limit.is_some() {
            self.advance()?;
        }
        Ok(limit)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.next = self.rows.next()?.map(read_limit).transpose()?;
        Ok(())
    }
}

fn read_limit(row: &Row<'_>) -> rusqlite::Result<RawLimit> {
    Ok(RawLimit {
        account: number(row, 0)?,
        number: number(row, 1)?,
        after_transfer: number(row, 2)?,
        lower: optional_number(row, 3)?,
        upper: optional_number(row, 4)?,
        set_at: number(row, 5)?,
        follows: optional_number(row, 6)?,
    })
}
