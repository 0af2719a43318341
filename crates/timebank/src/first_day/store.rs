//! The SQL of the first day.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::ids::MemberId;

/// Keeps that something was said; the first time counts.
pub(super) fn say(
    tx: &Transaction<'_>,
    task: &str,
    by: Option<MemberId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO first_day (task, said_by, said_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (task) DO NOTHING",
        params![task, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn said(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached("SELECT task FROM first_day")?
        .query_map([], |row| row.get(0))?
        .collect()
}
