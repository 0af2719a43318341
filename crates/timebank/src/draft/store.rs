//! The SQL of drafts.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Unfinished;
use crate::ids::{DraftId, MemberId};

/// False when the draft is somebody else's, or of another kind.
pub(super) fn keep(
    tx: &Transaction<'_>,
    member: MemberId,
    id: DraftId,
    kind: &str,
    answers: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let kept = tx.execute(
        "INSERT INTO draft (id, member, kind, answers, changed_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET answers = excluded.answers,
                                        changed_at = excluded.changed_at
          WHERE member = excluded.member AND kind = excluded.kind",
        params![id, member, kind, answers, now.timestamp()],
    )?;
    Ok(kept == 1)
}

pub(super) fn answers(
    conn: &Connection,
    member: MemberId,
    id: DraftId,
    kind: &str,
) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT answers FROM draft WHERE id = ?1 AND member = ?2 AND kind = ?3")?
        .query_row(params![id, member, kind], |row| row.get(0))
        .optional()
}

pub(super) fn forget(tx: &Transaction<'_>, member: MemberId, id: DraftId) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM draft WHERE id = ?1 AND member = ?2",
        params![id, member],
    )?;
    Ok(())
}

pub(super) fn forget_older(tx: &Transaction<'_>, limit: DateTime<Utc>) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM draft WHERE changed_at < ?1",
        [limit.timestamp()],
    )?;
    Ok(())
}

/// Of each kind the one that was changed last.
pub(super) fn newest(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Unfinished>> {
    conn.prepare_cached(
        "SELECT id, kind, answers, max(changed_at) FROM draft WHERE member = ?1 GROUP BY kind",
    )?
    .query_map([member], |row| {
        Ok(Unfinished {
            id: row.get("id")?,
            kind: row.get("kind")?,
            answers: row.get("answers")?,
        })
    })?
    .collect()
}
