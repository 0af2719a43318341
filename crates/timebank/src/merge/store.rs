//! The SQL of merged entries.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::ids::MemberId;
use crate::member::{MemberKind, Name};
use crate::rows;

pub(super) fn insert(
    tx: &Transaction<'_>,
    goes: MemberId,
    stays: MemberId,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO member_merge (goes, stays, merged_by, merged_at) VALUES (?1, ?2, ?3, ?4)",
        params![goes, stays, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn stays_for(conn: &Connection, goes: MemberId) -> rusqlite::Result<Option<MemberId>> {
    conn.prepare_cached("SELECT stays FROM member_merge WHERE goes = ?1")?
        .query_row([goes], |row| row.get(0))
        .optional()
}

pub(super) fn merged_into(conn: &Connection, stays: MemberId) -> rusqlite::Result<Vec<Name>> {
    conn.prepare_cached(
        "SELECT m.name, m.number, m.kind FROM member_merge g JOIN member m ON m.id = g.goes
          WHERE g.stays = ?1 ORDER BY m.number",
    )?
    .query_map([stays], |row| {
        Ok(Name {
            name: row.get("name")?,
            number: row.get("number")?,
            kind: rows::code(row, "kind", MemberKind::parse)?,
        })
    })?
    .collect()
}
