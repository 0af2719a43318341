//! The SQL of blocks.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::ids::MemberId;
use crate::rows;

/// Somebody on the other side of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub at: DateTime<Utc>,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    other: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let added = tx
        .prepare_cached(
            "INSERT INTO member_block (blocker, blocked, at) VALUES (?1, ?2, ?3)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![by, other, now.timestamp()])?;
    Ok(added == 1)
}

pub(super) fn delete(
    tx: &Transaction<'_>,
    by: MemberId,
    other: MemberId,
) -> rusqlite::Result<bool> {
    let gone = tx
        .prepare_cached("DELETE FROM member_block WHERE blocker = ?1 AND blocked = ?2")?
        .execute(params![by, other])?;
    Ok(gone == 1)
}

pub(super) fn of(conn: &Connection, by: MemberId) -> rusqlite::Result<Vec<Blocked>> {
    read(
        conn,
        "SELECT m.id, m.name, b.at FROM member_block b JOIN member m ON m.id = b.blocked
          WHERE b.blocker = ?1 ORDER BY m.name COLLATE NOCASE, m.number",
        by,
    )
}

pub(super) fn apart(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Blocked>> {
    read(
        conn,
        "SELECT m.id, m.name, min(b.at) AS at
           FROM (SELECT blocked AS other, at FROM member_block WHERE blocker = ?1
                 UNION ALL SELECT blocker, at FROM member_block WHERE blocked = ?1) b
           JOIN member m ON m.id = b.other
          GROUP BY m.id ORDER BY m.name COLLATE NOCASE, m.number",
        member,
    )
}

fn read(conn: &Connection, sql: &str, member: MemberId) -> rusqlite::Result<Vec<Blocked>> {
    conn.prepare_cached(sql)?
        .query_map([member], |row| {
            Ok(Blocked {
                member: row.get("id")?,
                name: row.get("name")?,
                at: rows::instant(row, "at")?,
            })
        })?
        .collect()
}

pub(super) fn has_blocked(
    conn: &Connection,
    by: MemberId,
    other: MemberId,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM member_block WHERE blocker = ?1 AND blocked = ?2)",
    )?
    .query_row(params![by, other], |row| row.get(0))
}

pub(super) fn between(conn: &Connection, one: MemberId, other: MemberId) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM member_block WHERE blocker = ?1 AND blocked = ?2)
             OR EXISTS (SELECT 1 FROM member_block WHERE blocker = ?2 AND blocked = ?1)",
    )?
    .query_row(params![one, other], |row| row.get(0))
}

pub(super) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE OR IGNORE member_block SET blocker = ?1 WHERE blocker = ?2 AND blocked <> ?1",
        "UPDATE OR IGNORE member_block SET blocked = ?1 WHERE blocked = ?2 AND blocker <> ?1",
    ] {
        tx.execute(sql, params![stays, goes])?;
    }
    tx.execute(
        "DELETE FROM member_block WHERE blocker = ?1 OR blocked = ?1",
        [goes],
    )?;
    Ok(())
}
