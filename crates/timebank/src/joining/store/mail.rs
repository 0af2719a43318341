//! The SQL of mail to applicants.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction, params};

use crate::delivery::Trouble;
use crate::ids::ApplicationId;
use crate::joining::mail::{ApplicantErrand, ApplicantNotice};
use crate::rows;

pub(in crate::joining) fn insert(
    tx: &Transaction<'_>,
    application: ApplicationId,
    kind: ApplicantNotice,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO application_mail (application, kind, state, due_at, at, changed_at)
         VALUES (?1, ?2, 'waiting', ?3, ?3, ?3) ON CONFLICT DO NOTHING",
        params![application, kind.as_str(), now.timestamp()],
    )?;
    Ok(())
}

/// Those that are due, were decided since `since`, and whose letter nobody has posted.
const DUE: &str = "FROM application_mail k JOIN application a ON a.id = k.application
    WHERE k.state = 'waiting' AND k.due_at <= ?1 AND k.at >= ?2
      AND a.posted_at IS NULL AND a.erased_at IS NULL AND a.email <> ''";

pub(in crate::joining) fn is_due(
    conn: &Connection,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(&format!("SELECT EXISTS (SELECT 1 {DUE})"))?
        .query_row(params![now.timestamp(), since.timestamp()], |row| {
            row.get(0)
        })
}

pub(in crate::joining) fn due(
    conn: &Connection,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<ApplicantErrand>> {
    conn.prepare_cached(&format!(
        "SELECT k.id, k.kind, k.at, k.attempts, a.id AS application, a.name, a.email, a.letter
         {DUE} ORDER BY k.due_at, k.id LIMIT ?3"
    ))?
    .query_map(params![now.timestamp(), since.timestamp(), limit], |row| {
        Ok(ApplicantErrand {
            id: row.get("id")?,
            kind: rows::code(row, "kind", ApplicantNotice::parse)?,
            at: rows::instant(row, "at")?,
            application: row.get("application")?,
            name: row.get("name")?,
            email: row.get("email")?,
            letter: row.get("letter")?,
            attempts: row.get::<_, u32>("attempts")? + 1,
        })
    })?
    .collect()
}

pub(in crate::joining) fn trying(
    tx: &Transaction<'_>,
    errand: &ApplicantErrand,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE application_mail SET state = 'trying', attempts = ?2, changed_at = ?3
          WHERE id = ?1",
        params![errand.id, errand.attempts, now.timestamp()],
    )?;
    Ok(())
}

/// How it went: sent, waiting until an instant, or failed.
pub(in crate::joining) fn went(
    tx: &Transaction<'_>,
    id: i64,
    went: Result<(), (Trouble, Option<DateTime<Utc>>)>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let (state, reason, until) = match went {
        Ok(()) => ("sent", "", now),
        Err((trouble, Some(until))) => ("waiting", trouble.as_str(), until),
        Err((trouble, None)) => ("failed", trouble.as_str(), now),
    };
    tx.execute(
        "UPDATE application_mail SET state = ?2, reason = ?3, due_at = ?4, changed_at = ?5
          WHERE id = ?1",
        params![id, state, reason, until.timestamp(), now.timestamp()],
    )?;
    Ok(())
}

pub(in crate::joining) fn recover(
    tx: &Transaction<'_>,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        "UPDATE application_mail SET state = 'failed', reason = ?1, changed_at = ?2
          WHERE state = 'trying'",
        params![Trouble::Unsure.as_str(), now.timestamp()],
    )
}
