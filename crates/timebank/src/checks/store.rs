//! The SQL of checks that were seen.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, params};

use super::{Check, NewCheck, RunsOut, Whose};
use crate::ids::{ApplicationId, CheckId, MemberId};

const fn columns(whose: Whose) -> (Option<ApplicationId>, Option<MemberId>) {
    match whose {
        Whose::Applicant(id) => (Some(id), None),
        Whose::Member(id) => (None, Some(id)),
    }
}

pub(super) fn exists(conn: &Connection, id: CheckId) -> rusqlite::Result<bool> {
    conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM seen_check WHERE id = ?1)",
        [id],
        |row| row.get(0),
    )
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    whose: Whose,
    new: &NewCheck,
    by: MemberId,
) -> rusqlite::Result<()> {
    let (application, member) = columns(whose);
    tx.execute(
        "INSERT INTO seen_check (id, application, member, kind, level, seen_on, seen_by, renew_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            new.id,
            application,
            member,
            new.kind,
            new.level,
            new.seen_on,
            by,
            new.renew_on
        ],
    )?;
    Ok(())
}

pub(super) fn end_same_kind(
    tx: &Transaction<'_>,
    whose: Whose,
    kind: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let (application, member) = columns(whose);
    tx.execute(
        "UPDATE seen_check SET ended_at = ?4
          WHERE (member = ?1 OR (application = ?2 AND member IS NULL))
            AND kind = ?3 COLLATE NOCASE AND ended_at IS NULL",
        params![member, application, kind, now.timestamp()],
    )?;
    Ok(())
}

/// False when it had ended, or is another member's.
pub(super) fn end(
    tx: &Transaction<'_>,
    member: MemberId,
    id: CheckId,
    now: DateTime<Utc>,
) -> rusqlite::Result<bool> {
    let ended = tx.execute(
        "UPDATE seen_check SET ended_at = ?3
          WHERE id = ?1 AND member = ?2 AND ended_at IS NULL",
        params![id, member, now.timestamp()],
    )?;
    Ok(ended == 1)
}

pub(super) fn of(conn: &Connection, whose: Whose) -> rusqlite::Result<Vec<Check>> {
    let (application, member) = columns(whose);
    conn.prepare_cached(
        "SELECT c.id, c.kind, c.level, c.seen_on, m.name AS seen_by, c.renew_on,
                c.ended_at IS NOT NULL AS ended
           FROM seen_check c JOIN member m ON m.id = c.seen_by
          WHERE c.member = ?1 OR c.application = ?2
          ORDER BY ended, c.seen_on DESC, c.id",
    )?
    .query_map(params![member, application], |row| {
        Ok(Check {
            id: row.get("id")?,
            kind: row.get("kind")?,
            level: row.get("level")?,
            seen_on: row.get("seen_on")?,
            seen_by: row.get("seen_by")?,
            renew_on: row.get("renew_on")?,
            ended: row.get("ended")?,
        })
    })?
    .collect()
}

pub(super) fn running_out(conn: &Connection, by_day: NaiveDate) -> rusqlite::Result<Vec<RunsOut>> {
    conn.prepare_cached(
        "SELECT c.member, m.name, m.phone, c.kind, c.renew_on
           FROM seen_check c JOIN member m ON m.id = c.member
          WHERE c.ended_at IS NULL AND c.renew_on <= ?1 AND m.state = 'active'
          ORDER BY c.renew_on, m.number",
    )?
    .query_map([by_day], |row| {
        Ok(RunsOut {
            member: row.get("member")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            kind: row.get("kind")?,
            renew_on: row.get("renew_on")?,
        })
    })?
    .collect()
}

pub(super) fn go_along(
    tx: &Transaction<'_>,
    application: ApplicationId,
    member: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE seen_check SET member = ?2 WHERE application = ?1",
        params![application, member],
    )?;
    Ok(())
}

pub(super) fn forget(tx: &Transaction<'_>, application: ApplicationId) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM seen_check WHERE application = ?1 AND member IS NULL",
        [application],
    )?;
    Ok(())
}

pub(super) fn bring_together(
    tx: &Transaction<'_>,
    goes: MemberId,
    stays: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE seen_check SET member = ?2 WHERE member = ?1",
        params![goes, stays],
    )?;
    Ok(())
}
