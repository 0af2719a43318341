//! Instants in the file: whole seconds since 1970 in UTC, read back as `DateTime<Utc>`.
//!
//! Also the search that turns an instant into a place in the book: times never run backwards
//! along the sequence, so no index by time is needed.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};

/// A column of whole seconds.
pub(crate) struct Instant(pub(crate) DateTime<Utc>);

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Instant> {
        let seconds = value.as_i64()?;
        DateTime::from_timestamp(seconds, 0)
            .map(Instant)
            .ok_or(FromSqlError::OutOfRange(seconds))
    }
}

/// The whole second the book writes at `at`: never earlier than its newest transfer, step of a
/// hold or closing of a month, whatever the clock says.
pub(crate) fn book_second(conn: &Connection, at: DateTime<Utc>) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "SELECT max(?1,
           coalesce((SELECT posted_at FROM ledger_transfer ORDER BY seq DESC LIMIT 1), ?1),
           coalesce((SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1), ?1),
           coalesce((SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1), ?1))",
    )?
    .query_row([at.timestamp()], |row| row.get(0))
}

/// A bound with a fraction of a second takes in the whole second it lies in.
pub(crate) fn whole_second_after(end: DateTime<Utc>) -> i64 {
    end.timestamp() + i64::from(end.timestamp_subsec_nanos() > 0)
}

/// The sequence number of the last transfer posted before `end`; 0 where there is none.
///
/// The index knows every 32nd transfer by its time; the place lies less than 32 after the one it
/// finds.
pub(crate) fn last_before(conn: &Connection, end: DateTime<Utc>) -> rusqlite::Result<i64> {
    conn.prepare_cached(&format!("SELECT {}", last_before_sql("?1")))?
        .query_row([whole_second_after(end)], |row| row.get(0))
}

/// The same as an expression, for a parameter that holds a [`whole_second_after`].
pub(crate) fn last_before_sql(parameter: &str) -> String {
    format!(
        "(WITH mark (seq) AS (SELECT coalesce((
           SELECT seq FROM ledger_transfer INDEXED BY ledger_transfer_times
            WHERE seq % 32 = 0 AND posted_at < {parameter}
            ORDER BY posted_at DESC, seq DESC LIMIT 1), 0))
         SELECT coalesce((
           SELECT seq FROM ledger_transfer NOT INDEXED
            WHERE seq BETWEEN mark.seq + 1 AND mark.seq + 31 AND posted_at < {parameter}
            ORDER BY seq DESC LIMIT 1), mark.seq) FROM mark)"
    )
}
