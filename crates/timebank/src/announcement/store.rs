//! The SQL of announcements.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::NewAnnouncement;
use crate::ids::{AnnouncementId, MemberId};
use crate::rows;

/// What stands, or stood, on the Home page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Which.
    pub id: AnnouncementId,
    /// In a few words.
    pub title: String,
    /// What there is to say.
    pub text: String,
    /// The last day on which it is shown.
    pub until: NaiveDate,
    /// Who put it up, by name.
    pub made_by: String,
    /// When.
    pub made_at: DateTime<Utc>,
    /// Whether it was taken down before its day.
    pub taken_down: bool,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewAnnouncement,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO announcement (id, title, text, until, made_by, made_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![new.id, new.title, new.text, new.until, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn end(
    tx: &Transaction<'_>,
    id: AnnouncementId,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE announcement SET ended_by = ?2, ended_at = ?3 WHERE id = ?1",
        params![id, by, now.timestamp()],
    )?;
    Ok(())
}

const COLUMNS: &str = "a.id, a.title, a.text, a.until, m.name AS made_by, a.made_at,
    a.ended_at IS NOT NULL AS taken_down
    FROM announcement a JOIN member m ON m.id = a.made_by";

pub(super) fn get(conn: &Connection, id: AnnouncementId) -> rusqlite::Result<Option<Announcement>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn current(conn: &Connection, today: NaiveDate) -> rusqlite::Result<Vec<Announcement>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE a.until >= ?1 AND a.ended_at IS NULL
          ORDER BY a.made_at DESC, a.id"
    ))?
    .query_map([today], read)?
    .collect()
}

pub(super) fn list(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Announcement>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} ORDER BY a.made_at DESC, a.id LIMIT ?1"
    ))?
    .query_map([limit], read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Announcement> {
    Ok(Announcement {
        id: row.get("id")?,
        title: row.get("title")?,
        text: row.get("text")?,
        until: row.get("until")?,
        made_by: row.get("made_by")?,
        made_at: rows::instant(row, "made_at")?,
        taken_down: row.get("taken_down")?,
    })
}
