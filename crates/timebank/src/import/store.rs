//! The SQL of imports: which rows of another system were brought in, and as what.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use crate::ids::MemberId;

/// The rows of a source that were brought in: identity, and the id of what it became.
pub(super) fn rows(conn: &Connection, source: &str) -> rusqlite::Result<HashMap<[u8; 32], Uuid>> {
    conn.prepare_cached("SELECT identity, id FROM import_row WHERE source = ?1")?
        .query_map([source], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    source: &str,
    identity: &[u8; 32],
    made: &str,
    id: Uuid,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO import_row (source, identity, made, id, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![source, identity, made, id, now.timestamp()])?;
    Ok(())
}

/// The members who came from a source.
pub(super) fn members(conn: &Connection, source: &str) -> rusqlite::Result<Vec<MemberId>> {
    conn.prepare_cached("SELECT id FROM import_row WHERE source = ?1 AND made = 'member'")?
        .query_map([source], |row| row.get(0))?
        .collect()
}

/// The transfers that rows of a source were posted as, opening transfers apart.
pub(super) fn transfers(conn: &Connection, source: &str) -> rusqlite::Result<Vec<Uuid>> {
    conn.prepare_cached(
        "SELECT id FROM import_row WHERE source = ?1 AND made IN ('exchange', 'transfer')",
    )?
    .query_map([source], |row| row.get(0))?
    .collect()
}

/// The newest row of the audit: it rises with every command.
pub(super) fn newest_audit(conn: &Connection) -> rusqlite::Result<i64> {
    conn.query_row("SELECT coalesce(max(id), 0) FROM audit", [], |row| {
        row.get(0)
    })
}
