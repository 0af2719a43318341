//! Posted transfers: one by its id, or all of them in order.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{CachedStatement, Connection, OptionalExtension, Row};

use crate::instant::Instant;
use crate::{AccountId, Digest, Minutes, TransferId, TransferKind};

/// A transfer as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedTransfer {
    /// Its place in the book: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// The caller's id.
    pub id: TransferId,
    /// What it is for.
    pub kind: TransferKind,
    /// The day the help was given.
    pub done_on: NaiveDate,
    /// When it was posted.
    pub posted_at: DateTime<Utc>,
    /// The transfer it reverses.
    pub reverses: Option<TransferId>,
    /// An opaque reference to what it stands for.
    pub source: Option<Vec<u8>>,
    /// The digest of this transfer and all before it.
    pub digest: Digest,
    /// In ascending order of account id.
    pub entries: Vec<PostedEntry>,
}

/// An entry as it stands in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostedEntry {
    /// The account that moved.
    pub account: AccountId,
    /// Signed; a plus raises the balance.
    pub minutes: Minutes,
    /// The balance of the account after it.
    pub balance: Minutes,
}

/// The posted transfer of this id, if there is one.
pub fn transfer(conn: &Connection, id: TransferId) -> rusqlite::Result<Option<PostedTransfer>> {
    let found = conn
        .prepare_cached(
            "SELECT t.seq, t.id, t.kind, t.done_on, t.posted_at, o.id, t.source, t.digest
               FROM ledger_transfer t LEFT JOIN ledger_transfer o ON o.seq = t.reverses
              WHERE t.id = ?1",
        )?
        .query_row([id], read_header)
        .optional()?;
    let Some(mut posted) = found else {
        return Ok(None);
    };
    fill(&mut entries_of(conn)?, &mut posted)?;
    Ok(Some(posted))
}

/// Hands every transfer to `each`, in the order of the book and in constant memory. The first
/// error ends it.
pub fn for_each_transfer<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(PostedTransfer) -> Result<(), E>,
) -> Result<(), E> {
    let mut headers = conn.prepare_cached(
        "SELECT t.seq, t.id, t.kind, t.done_on, t.posted_at, o.id, t.source, t.digest
           FROM ledger_transfer t LEFT JOIN ledger_transfer o ON o.seq = t.reverses
          ORDER BY t.seq",
    )?;
    let mut entries = entries_of(conn)?;
    let mut rows = headers.query([])?;
    while let Some(row) = rows.next()? {
        let mut posted = read_header(row)?;
        fill(&mut entries, &mut posted)?;
        each(posted)?;
    }
    Ok(())
}

/// A column that holds an ISO day.
pub(crate) struct Day(pub(crate) NaiveDate);

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Day> {
        let text = value.as_str()?;
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Day)
            .map_err(FromSqlError::other)
    }
}

fn read_header(row: &Row<'_>) -> rusqlite::Result<PostedTransfer> {
    Ok(PostedTransfer {
        seq: row.get(0)?,
        id: row.get(1)?,
        kind: row.get(2)?,
        done_on: row.get::<_, Day>(3)?.0,
        posted_at: row.get::<_, Instant>(4)?.0,
        reverses: row.get(5)?,
        source: row.get(6)?,
        digest: row.get(7)?,
        entries: Vec::new(),
    })
}

fn entries_of(conn: &Connection) -> rusqlite::Result<CachedStatement<'_>> {
    conn.prepare_cached(
        "SELECT a.id, e.minutes, e.balance
           FROM ledger_entry e JOIN ledger_account a ON a.key = e.account
          WHERE e.transfer = ?1",
    )
}

fn fill(entries: &mut CachedStatement<'_>, posted: &mut PostedTransfer) -> rusqlite::Result<()> {
    let rows = entries.query_map([posted.seq], |row| {
        Ok(PostedEntry {
            account: row.get(0)?,
            minutes: row.get(1)?,
            balance: row.get(2)?,
        })
    })?;
    posted.entries = rows.collect::<rusqlite::Result<_>>()?;
    posted.entries.sort_unstable_by_key(|entry| entry.account);
    Ok(())
}
