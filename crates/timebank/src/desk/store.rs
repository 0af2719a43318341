//! The SQL of the desk: notes, who looks after what, and who has not been seen.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::model::{Care, Frame, NewNote, Note, NoteKind, Unseen};
use crate::bank::read_bank;
use crate::ids::{ExchangeId, MemberId};
use crate::rows;

/// One row and two numbers that every page of somebody who looks after the bank shows: asked
/// together, and counted only for those who see them.
pub(super) fn frame(
    conn: &Connection,
    approves: bool,
    grants: bool,
) -> rusqlite::Result<Option<Frame>> {
    conn.prepare_cached(
        "SELECT b.*,
                CASE WHEN ?1 THEN (SELECT count(*) FROM exchange WHERE state = 'confirmed')
                     ELSE 0 END AS approvals,
                CASE WHEN ?2 THEN (SELECT count(*) FROM pot_grant WHERE outcome IS NULL)
                     ELSE 0 END AS grants
           FROM bank b",
    )?
    .query_row(params![approves, grants], |row| {
        Ok(Frame {
            bank: read_bank(row)?,
            approvals: row.get("approvals")?,
            grants: row.get("grants")?,
        })
    })
    .optional()
}

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

/// Active members without a posted exchange who joined on `joined_by` or earlier, and those whose
/// last one was done on `last_by` or earlier; with whether they have one.
pub(super) fn missed(
    conn: &Connection,
    joined_by: NaiveDate,
    last_by: NaiveDate,
) -> rusqlite::Result<Vec<(bool, Unseen)>> {
    conn.prepare_cached(
        "WITH last AS MATERIALIZED (
           SELECT id, name, phone, number, joined_on,
                  nullif(max(coalesce((SELECT max(done_on) FROM exchange
                                        WHERE giver = m.id AND state = 'posted'), ''),
                             coalesce((SELECT max(done_on) FROM exchange
                                        WHERE receiver = m.id AND state = 'posted'), '')), '')
                  AS done_on
             FROM member m WHERE state = 'active' AND office IS NOT 'reader')
         SELECT id, name, phone, done_on IS NOT NULL AS begun,
                coalesce(done_on, joined_on) AS since
           FROM last WHERE done_on <= ?2 OR (done_on IS NULL AND joined_on <= ?1)
          ORDER BY since, number",
    )?
    .query_map([joined_by, last_by], |row| {
        Ok((row.get("begun")?, unseen(row)?))
    })?
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
