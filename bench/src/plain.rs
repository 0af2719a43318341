//! The same questions in plain SQL, without the book: what SQLite alone takes for them.

use std::hint::black_box;

use ledger::AccountId;
use rusqlite::{Connection, Row};

/// A balance kept in a column, by the key of the lean baseline.
pub fn lean_balance(conn: &Connection, key: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT balance FROM lean_account WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
}

/// The balance of an account of the book: the two statements, and no types around them.
pub fn balance(conn: &Connection, account: AccountId) -> rusqlite::Result<i64> {
    let key = key(conn, account)?;
    conn.prepare_cached(
        "SELECT balance FROM ledger_entry WHERE account = ?1 ORDER BY transfer DESC LIMIT 1",
    )?
    .query_row([key], |row| row.get(0))
}

/// The balance as of an instant, where the place of the instant in the book is known already.
pub fn balance_after(conn: &Connection, account: AccountId, seq: u64) -> rusqlite::Result<i64> {
    let key = key(conn, account)?;
    conn.prepare_cached(
        "SELECT coalesce((SELECT balance FROM ledger_entry
                           WHERE account = ?1 AND transfer <= ?2
                           ORDER BY transfer DESC LIMIT 1), 0)",
    )?
    .query_row((key, seq), |row| row.get(0))
}

/// The lines of an account after a transfer, each with its transfer, read column by column and
/// thrown away; how many.
pub fn lines(conn: &Connection, account: AccountId, after: u64) -> rusqlite::Result<usize> {
    let key = key(conn, account)?;
    let mut select = conn.prepare_cached(
        "SELECT t.seq, t.id, t.kind, t.done_on, t.posted_at, t.reverses, t.source,
                e.minutes, e.balance
           FROM ledger_entry e JOIN ledger_transfer t ON t.seq = e.transfer
          WHERE e.account = ?1 AND e.transfer > ?2 ORDER BY e.transfer",
    )?;
    read_all(&mut select.query((key, after))?)
}

/// Every transfer and every entry once, read column by column and thrown away; how many.
pub fn whole_book(conn: &Connection) -> rusqlite::Result<usize> {
    let mut rows = 0;
    for table in ["ledger_transfer", "ledger_entry"] {
        let mut select = conn.prepare_cached(&format!("SELECT * FROM {table} NOT INDEXED"))?;
        rows += read_all(&mut select.query([])?)?;
    }
    Ok(rows)
}

fn key(conn: &Connection, account: AccountId) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT key FROM ledger_account WHERE id = ?1")?
        .query_row([account], |row| row.get(0))
}

/// Looks at every column of every row, as whoever uses it must.
pub fn read_all(rows: &mut rusqlite::Rows<'_>) -> rusqlite::Result<usize> {
    let mut count = 0;
    while let Some(row) = rows.next()? {
        touch(row)?;
        count += 1;
    }
    Ok(count)
}

fn touch(row: &Row<'_>) -> rusqlite::Result<()> {
    for column in 0..row.as_ref().column_count() {
        black_box(row.get_ref(column)?);
    }
    Ok(())
}
