//! The SQL of digests.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Often;
use crate::ids::MemberId;
use crate::rows;

/// A member whose time has come.
pub(super) struct Due {
    pub(super) member: MemberId,
    pub(super) often: Often,
    pub(super) told_at: DateTime<Utc>,
}

pub(super) fn of(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<Often>> {
    conn.prepare_cached("SELECT often FROM digest WHERE member = ?1")?
        .query_row([member], |row| rows::code(row, "often", Often::parse))
        .optional()
}

pub(super) fn choose(
    tx: &Transaction<'_>,
    member: MemberId,
    often: Often,
    token: &str,
    now: DateTime<Utc>,
    next: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO digest (member, often, token, told_at, next_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (member) DO UPDATE SET often = excluded.often, next_at = excluded.next_at",
    )?
    .execute(params![
        member,
        often.as_str(),
        token,
        now.timestamp(),
        next.timestamp()
    ])?;
    Ok(())
}

pub(super) fn stop(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM digest WHERE member = ?1")?
        .execute([member])?;
    Ok(())
}

pub(super) fn token(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT token FROM digest WHERE member = ?1")?
        .query_row([member], |row| row.get(0))
        .optional()
}

pub(super) fn with_token(conn: &Connection, token: &str) -> rusqlite::Result<Option<MemberId>> {
    conn.prepare_cached("SELECT member FROM digest WHERE token = ?1")?
        .query_row([token], |row| row.get(0))
        .optional()
}

/// Members who rest are told later, when they take part again.
pub(super) fn due(conn: &Connection, now: DateTime<Utc>, limit: u32) -> rusqlite::Result<Vec<Due>> {
    conn.prepare_cached(
        "SELECT d.member, d.often, d.told_at FROM digest d JOIN member m ON m.id = d.member
          WHERE d.next_at <= ?1 AND m.state = 'active'
          ORDER BY d.next_at, d.member LIMIT ?2",
    )?
    .query_map(params![now.timestamp(), limit], |row| {
        Ok(Due {
            member: row.get("member")?,
            often: rows::code(row, "often", Often::parse)?,
            told_at: rows::instant(row, "told_at")?,
        })
    })?
    .collect()
}

pub(super) fn told(
    tx: &Transaction<'_>,
    member: MemberId,
    now: DateTime<Utc>,
    next: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE digest SET told_at = ?2, next_at = ?3 WHERE member = ?1")?
        .execute(params![member, now.timestamp(), next.timestamp()])?;
    Ok(())
}
