//! The SQL of the audit.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use crate::actor::Signature;
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::rows;

/// One row of the audit.
#[derive(Clone, Debug)]
pub struct AuditRow {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; nobody for the program.
    pub actor: Option<MemberId>,
    /// In which role.
    pub acted_as: String,
    /// How it came.
    pub channel: String,
    /// What was done.
    pub action: String,
    /// To what: the id of a member, an exchange, a listing.
    pub subject: Option<Uuid>,
    /// JSON: ids, numbers, states.
    pub details: String,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: Signature,
    moment: &Moment,
    action: &str,
    subject: Option<Uuid>,
    details: &str,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO audit (at, actor, acted_as, channel, action, subject, details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        moment.now.timestamp(),
        by.actor,
        by.acted_as,
        moment.channel.as_str(),
        action,
        subject,
        details
    ])?;
    Ok(())
}

pub(super) fn of_subject(conn: &Connection, subject: Uuid) -> rusqlite::Result<Vec<AuditRow>> {
    conn.prepare_cached("SELECT * FROM audit WHERE subject = ?1 ORDER BY id")?
        .query_map([subject], read)?
        .collect()
}

pub(super) fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(AuditRow) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached("SELECT * FROM audit ORDER BY id")?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditRow> {
    Ok(AuditRow {
        at: rows::instant(row, "at")?,
        actor: row.get("actor")?,
        acted_as: row.get("acted_as")?,
        channel: row.get("channel")?,
        action: row.get("action")?,
        subject: row.get("subject")?,
        details: row.get("details")?,
    })
}
