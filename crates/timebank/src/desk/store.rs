//! The SQL of the desk: notes, who looks after what, and who has not been seen.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use super::model::{Care, NewNote, Note, NoteKind, Unseen};
use crate::ids::{ExchangeId, MemberId};
use crate::rows;

/// False when it was written before.
pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewNote,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let written = tx.execute(
        "INSERT INTO desk_note (id, about, subject, kind, text, written_by, written_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
        params![
            new.id,
            new.about.as_str(),
            new.about.uuid(),
            new.kind.as_str(),
            new.text,
            by,
            now.timestamp()
        ],
    )?;
    Ok(written == 1)
}

pub(super) fn notes(
    conn: &Connection,
    subject: Uuid,
    private: bool,
) -> rusqlite::Result<Vec<Note>> {
    conn.prepare_cached(
        "SELECT n.*, m.name AS written_by_name
           FROM desk_note n JOIN member m ON m.id = n.written_by
          WHERE n.subject = ?1 AND (n.kind = 'private') = ?2
          ORDER BY n.written_at DESC, n.id DESC LIMIT 200",
    )?
    .query_map(params![subject, private], read)?
    .collect()
}

pub(super) fn queried(conn: &Connection) -> rusqlite::Result<HashMap<ExchangeId, Note>> {
    conn.prepare_cached(
        "SELECT n.*, m.name AS written_by_name
           FROM desk_note n JOIN member m ON m.id = n.written_by
           JOIN exchange e ON e.id = n.subject
          WHERE n.kind = 'question' AND e.state IN ('recorded', 'confirmed', 'disputed')
          ORDER BY n.written_at, n.id",
    )?
    .query_map([], |row| Ok((row.get("subject")?, read(row)?)))?
    .collect()
}

pub(super) fn count_private(conn: &Connection, about: MemberId) -> rusqlite::Result<u32> {
    conn.query_row(
        "SELECT count(*) FROM desk_note WHERE subject = ?1 AND kind = 'private'",
        [about],
        |row| row.get(0),
    )
}

pub(super) fn assign(
    tx: &Transaction<'_>,
    topic: &str,
    subject: Uuid,
    carer: Option<MemberId>,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO desk_care (topic, subject, carer, changed_by, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (topic, subject) DO UPDATE
            SET carer = excluded.carer, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at",
        params![topic, subject, carer, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn put_off(
    tx: &Transaction<'_>,
    topic: &str,
    subject: Uuid,
    until: Option<NaiveDate>,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO desk_care (topic, subject, rests_until, changed_by, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (topic, subject) DO UPDATE
            SET rests_until = excluded.rests_until, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at",
        params![topic, subject, until, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn care(conn: &Connection) -> rusqlite::Result<HashMap<(String, Uuid), Care>> {
    conn.prepare_cached(
        "SELECT c.topic, c.subject, c.carer, c.rests_until, coalesce(m.name, '') AS carer_name
           FROM desk_care c LEFT JOIN member m ON m.id = c.carer
          WHERE c.carer IS NOT NULL OR c.rests_until IS NOT NULL",
    )?
    .query_map([], |row| {
        let care = Care {
            carer: row.get("carer")?,
            carer_name: row.get("carer_name")?,
            rests_until: row.get("rests_until")?,
        };
        Ok(((row.get("topic")?, row.get("subject")?), care))
    })?
    .collect()
}

pub(super) fn never_started(
    conn: &Connection,
    joined_by: NaiveDate,
) -> rusqlite::Result<Vec<Unseen>> {
    conn.prepare_cached(
        "SELECT m.id, m.name, m.phone, m.joined_on AS since FROM member m
          WHERE m.state = 'active' AND m.office IS NOT 'reader' AND m.joined_on <= ?1
            AND NOT EXISTS (SELECT 1 FROM exchange e WHERE e.giver = m.id AND e.state = 'posted')
            AND NOT EXISTS (SELECT 1 FROM exchange e
                             WHERE e.receiver = m.id AND e.state = 'posted')
          ORDER BY m.joined_on, m.number",
    )?
    .query_map([joined_by], unseen)?
    .collect()
}

pub(super) fn quiet(conn: &Connection, last_by: NaiveDate) -> rusqlite::Result<Vec<Unseen>> {
    conn.prepare_cached(
        "WITH seen AS (
           SELECT giver AS member, done_on FROM exchange WHERE state = 'posted'
            UNION ALL SELECT receiver, done_on FROM exchange WHERE state = 'posted'),
         last AS (SELECT member, max(done_on) AS since FROM seen GROUP BY member)
         SELECT m.id, m.name, m.phone, l.since FROM last l JOIN member m ON m.id = l.member
          WHERE m.state = 'active' AND m.office IS NOT 'reader' AND l.since <= ?1
          ORDER BY l.since, m.number",
    )?
    .query_map([last_by], unseen)?
    .collect()
}

fn unseen(row: &Row<'_>) -> rusqlite::Result<Unseen> {
    Ok(Unseen {
        member: row.get("id")?,
        name: row.get("name")?,
        phone: row.get("phone")?,
        since: row.get("since")?,
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: row.get("id")?,
        kind: rows::code(row, "kind", NoteKind::parse)?,
        text: row.get("text")?,
        written_by: row.get("written_by")?,
        written_by_name: row.get("written_by_name")?,
        written_at: rows::instant(row, "written_at")?,
    })
}

pub(super) fn forget_notes(tx: &Transaction<'_>, subject: Uuid) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM desk_note WHERE subject = ?1", [subject])?;
    Ok(())
}
