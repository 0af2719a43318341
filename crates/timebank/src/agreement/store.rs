//! The SQL of the agreement.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{Accepted, Agreement};
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::rows;

const COLUMNS: &str = "a.version, a.text, a.asks_again, coalesce(w.name, '') AS by, a.written_at,
    (SELECT count(*) FROM agreement_accepted t JOIN member m ON m.id = t.member
      WHERE t.version = a.version AND m.state = 'active') AS accepted
    FROM agreement a LEFT JOIN member w ON w.id = a.written_by";

fn read(row: &Row<'_>) -> rusqlite::Result<Agreement> {
    Ok(Agreement {
        version: row.get("version")?,
        text: row.get("text")?,
        asks_again: row.get("asks_again")?,
        by: row.get("by")?,
        at: rows::instant_if_any(row, "written_at")?,
        accepted: row.get("accepted")?,
    })
}

pub(super) fn newest(conn: &Connection) -> rusqlite::Result<Option<Agreement>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY a.version DESC LIMIT 1"))?
        .query_row([], read)
        .optional()
}

pub(super) fn get(conn: &Connection, version: u32) -> rusqlite::Result<Option<Agreement>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE a.version = ?1"))?
        .query_row([version], read)
        .optional()
}

pub(super) fn versions(conn: &Connection) -> rusqlite::Result<Vec<Agreement>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} ORDER BY a.version DESC"))?
        .query_map([], read)?
        .collect()
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    version: u32,
    text: &str,
    asks_again: bool,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO agreement (version, text, asks_again, written_by, written_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
        params![version, text, asks_again, by, now.timestamp()],
    )?;
    Ok(())
}

/// False when it was accepted before.
pub(super) fn accept(
    tx: &Transaction<'_>,
    member: MemberId,
    version: u32,
    on: NaiveDate,
    writer: Option<MemberId>,
    moment: &Moment,
) -> rusqlite::Result<bool> {
    let written = tx.execute(
        "INSERT INTO agreement_accepted (member, version, accepted_on, channel, written_by)
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        params![member, version, on, moment.channel.as_str(), writer],
    )?;
    Ok(written == 1)
}

pub(super) fn accepted(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Accepted>> {
    conn.prepare_cached(
        "SELECT t.version, t.accepted_on, coalesce(w.name, '') AS written_by
           FROM agreement_accepted t LEFT JOIN member w ON w.id = t.written_by
          WHERE t.member = ?1 ORDER BY t.version DESC",
    )?
    .query_map([member], |row| {
        Ok(Accepted {
            version: row.get("version")?,
            on: row.get("accepted_on")?,
            written_by: row.get("written_by")?,
        })
    })?
    .collect()
}

pub(super) fn asked(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<u32>> {
    conn.prepare_cached(
        "SELECT max(version) FROM agreement
          WHERE (SELECT max(version) FROM agreement WHERE asks_again)
              > coalesce((SELECT max(version) FROM agreement_accepted WHERE member = ?1), 0)",
    )?
    .query_row([member], |row| row.get(0))
}

pub(super) fn bring_together(
    tx: &Transaction<'_>,
    goes: MemberId,
    stays: MemberId,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO agreement_accepted (member, version, accepted_on, channel, written_by)
         SELECT ?2, version, accepted_on, channel, written_by FROM agreement_accepted
          WHERE member = ?1 ON CONFLICT DO NOTHING",
        params![goes, stays],
    )?;
    Ok(())
}
