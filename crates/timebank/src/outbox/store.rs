//! The SQL of the outbox.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use super::kind::NoticeKind;
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::rows;

/// Something a member is to be told.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its place in the outbox.
    pub id: i64,
    /// When the change happened.
    pub at: DateTime<Utc>,
    /// What it tells.
    pub kind: NoticeKind,
    /// Who is to be told.
    pub member: MemberId,
    /// What it is about.
    pub subject: Option<Uuid>,
    /// Figures that belong to it, as JSON.
    pub details: String,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    moment: &Moment,
    member: MemberId,
    kind: NoticeKind,
    subject: Uuid,
    details: &str,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO outbox (at, kind, member, subject, details, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?1)",
    )?
    .execute(params![
        moment.now.timestamp(),
        kind.as_str(),
        member,
        subject,
        details
    ])?;
    Ok(())
}

pub(super) fn waiting(conn: &Connection) -> rusqlite::Result<Vec<Notice>> {
    conn.prepare_cached(
        "SELECT id, at, kind, member, subject, details FROM outbox WHERE state = 'waiting'
         ORDER BY id",
    )?
    .query_map([], notice)?
    .collect()
}

pub(super) fn of_member(
    conn: &Connection,
    member: MemberId,
    limit: u32,
) -> rusqlite::Result<Vec<Notice>> {
    conn.prepare_cached(
        "SELECT id, at, kind, member, subject, details FROM outbox WHERE member = ?1
         ORDER BY id DESC LIMIT ?2",
    )?
    .query_map(params![member, limit], notice)?
    .collect()
}

fn notice(row: &Row<'_>) -> rusqlite::Result<Notice> {
    Ok(Notice {
        id: row.get("id")?,
        at: rows::instant(row, "at")?,
        kind: rows::code(row, "kind", NoticeKind::parse)?,
        member: row.get("member")?,
        subject: row.get("subject")?,
        details: row.get("details")?,
    })
}
