//! Rows as they stand in the file. A value of the wrong type reads as nothing: it then fails the
//! digest, which is what a proof is for.

use rusqlite::types::ValueRef;
use rusqlite::{Row, Rows};

use crate::Digest;

/// A transfer row, read where it stands.
pub(super) struct RawTransfer<'r> {
    pub(super) seq: i64,
    pub(super) id: &'r [u8],
    pub(super) kind: &'r [u8],
    pub(super) done_on: &'r [u8],
    pub(super) posted_at: i64,
    pub(super) entries: i64,
    pub(super) reverses: Option<i64>,
    pub(super) source: &'r [u8],
    pub(super) digest: Digest,
}

impl<'r> RawTransfer<'r> {
    pub(super) const SELECT: &'static str =
        "SELECT seq, id, kind, done_on, posted_at, entries, reverses, source, digest
           FROM ledger_transfer ORDER BY seq";

    pub(super) fn read(row: &'r Row<'_>) -> rusqlite::Result<RawTransfer<'r>> {
        Ok(RawTransfer {
            seq: number(row, 0)?,
            id: bytes(row, 1)?,
            kind: bytes(row, 2)?,
            done_on: bytes(row, 3)?,
            posted_at: number(row, 4)?,
            entries: number(row, 5)?,
            reverses: match row.get_ref(6)? {
                ValueRef::Null => None,
                _ => Some(number(row, 6)?),
            },
            source: bytes(row, 7)?,
            digest: bytes(row, 8)?.try_into().map_or(Digest::ZERO, Digest::new),
        })
    }
}

/// An entry row.
pub(super) struct RawEntry {
    pub(super) transfer: i64,
    pub(super) account: i64,
    pub(super) number: i64,
    pub(super) minutes: i64,
    pub(super) balance: i64,
}

/// The entries of the book in the order of their transfers, one ahead.
pub(super) struct EntryRows<'a> {
    rows: Rows<'a>,
    next: Option<RawEntry>,
}

impl<'a> EntryRows<'a> {
    pub(super) const SELECT: &'static str = "SELECT transfer, account, number, minutes, balance
           FROM ledger_entry ORDER BY transfer, account";

    pub(super) fn new(rows: Rows<'a>) -> rusqlite::Result<EntryRows<'a>> {
        let mut rows = EntryRows { rows, next: None };
        rows.advance()?;
        Ok(rows)
    }

    /// The next entry, if its transfer is `seq` or earlier.
    pub(super) fn next_up_to(&mut self, seq: i64) -> rusqlite::Result<Option<RawEntry>> {
        let entry = self.next.take_if(|entry| entry.transfer <= seq);
        if entry.is_some() {
            self.advance()?;
        }
        Ok(entry)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            None => None,
            Some(row) => Some(RawEntry {
                transfer: number(row, 0)?,
                account: number(row, 1)?,
                number: number(row, 2)?,
                minutes: number(row, 3)?,
                balance: number(row, 4)?,
            }),
        };
        Ok(())
    }
}

pub(super) fn number(row: &Row<'_>, column: usize) -> rusqlite::Result<i64> {
    Ok(row.get_ref(column)?.as_i64().unwrap_or(0))
}

pub(super) fn optional_number(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<i64>> {
    Ok(row.get_ref(column)?.as_i64().ok())
}

pub(super) fn bytes<'a>(row: &'a Row<'_>, column: usize) -> rusqlite::Result<&'a [u8]> {
    Ok(row.get_ref(column)?.as_bytes().unwrap_or_default())
}
