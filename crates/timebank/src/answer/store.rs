//! The SQL of kept answers.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Asked;

/// The content and the answer of the request of this id.
pub(super) fn get(
    conn: &Connection,
    asked: &Asked,
) -> rusqlite::Result<Option<([u8; 32], String)>> {
    conn.prepare_cached("SELECT content, answer FROM kept_answer WHERE member = ?1 AND key = ?2")?
        .query_row(params![asked.member, asked.key], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    asked: &Asked,
    answer: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO kept_answer (member, key, content, kept_at, answer)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        asked.member,
        asked.key,
        asked.content,
        now.timestamp(),
        answer
    ])?;
    Ok(())
}

/// Forgets a few of the oldest: a few for each that comes is all there ever are.
pub(super) fn forget_before(tx: &Transaction<'_>, end: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "DELETE FROM kept_answer WHERE (member, key) IN
           (SELECT member, key FROM kept_answer WHERE kept_at < ?1 ORDER BY kept_at LIMIT 8)",
    )?
    .execute([end.timestamp()])?;
    Ok(())
}
