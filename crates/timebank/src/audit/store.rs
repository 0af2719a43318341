//! The SQL of the audit.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use super::Search;
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

/// The rows that a [`Search`] finds.
const FOUND: &str = "FROM audit
  WHERE (?1 IS NULL OR actor IN (SELECT unhex(value) FROM json_each(?1)))
    AND (?2 = '' OR substr(action, 1, length(?2) + 1) = ?2 || '.')
    AND (?3 IS NULL OR subject = ?3)
    AND (?4 IS NULL OR at >= ?4)
    AND (?5 IS NULL OR at < ?5)";

type Wanted<'a> = (
    Option<String>,
    &'a str,
    Option<Uuid>,
    Option<i64>,
    Option<i64>,
);

fn wanted(search: &Search) -> Wanted<'_> {
    let by = search.by.as_ref();
    let by = by.map(|members| rows::ids(members.iter().map(|id| id.uuid())));
    let second = |at: Option<DateTime<Utc>>| at.map(|at| at.timestamp());
    let (since, before) = (second(search.since), second(search.before));
    (by, &search.noun, search.subject, since, before)
}

pub(super) fn any_of(conn: &Connection, noun: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM audit
                         WHERE substr(action, 1, length(?1) + 1) = ?1 || '.')",
    )?
    .query_row([noun], |row| row.get(0))
}

pub(super) fn count(conn: &Connection, search: &Search) -> rusqlite::Result<u64> {
    // All of it is known without a look at each row.
    if *search == Search::default() {
        return conn
            .prepare_cached("SELECT count(*) FROM audit")?
            .query_row([], |row| row.get(0));
    }
    conn.prepare_cached(&format!("SELECT count(*) {FOUND}"))?
        .query_row(wanted(search), |row| row.get(0))
}

pub(super) fn newest(
    conn: &Connection,
    search: &Search,
    skip: u64,
    most: u64,
) -> rusqlite::Result<Vec<AuditRow>> {
    let (by, noun, subject, since, before) = wanted(search);
    conn.prepare_cached(&format!(
        "SELECT * {FOUND} ORDER BY id DESC LIMIT ?6 OFFSET ?7"
    ))?
    .query_map(params![by, noun, subject, since, before, most, skip], read)?
    .collect()
}

pub(super) fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    search: &Search,
    mut each: impl FnMut(AuditRow) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(&format!("SELECT * {FOUND} ORDER BY id"))?;
    let mut found = statement.query(wanted(search))?;
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
