//! The SQL of the policy: one row per change, the newest in force.

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::Change;
use super::model::{Policy, Topic};
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::rows;

pub(super) fn newest(conn: &Connection) -> rusqlite::Result<Option<(i64, Policy)>> {
    conn.prepare_cached("SELECT number, settings FROM policy ORDER BY number DESC LIMIT 1")?
        .query_row([], |row| {
            Ok((row.get(0)?, read(&row.get::<_, String>(1)?)?))
        })
        .optional()
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: Option<MemberId>,
    topic: Topic,
    reason: &str,
    policy: &Policy,
    moment: &Moment,
) -> rusqlite::Result<()> {
    let settings = serde_json::to_string(policy).map_err(unreadable)?;
    tx.execute(
        "INSERT INTO policy (number, at, actor, topic, reason, settings)
         VALUES ((SELECT coalesce(max(number), 0) + 1 FROM policy), ?1, ?2, ?3, ?4, ?5)",
        params![moment.now.timestamp(), by, topic.as_str(), reason, settings],
    )?;
    Ok(())
}

pub(super) fn changes(conn: &Connection, topic: Topic) -> rusqlite::Result<Vec<Change>> {
    conn.prepare_cached(
        "SELECT p.number, p.at, p.reason, p.settings, coalesce(m.name, '') AS name
           FROM policy p LEFT JOIN member m ON m.id = p.actor
          WHERE p.topic = ?1 ORDER BY p.number DESC",
    )?
    .query_map([topic.as_str()], |row| {
        Ok(Change {
            number: row.get("number")?,
            at: rows::instant(row, "at")?,
            by: row.get("name")?,
            reason: row.get("reason")?,
            settings: read(&row.get::<_, String>("settings")?)?,
        })
    })?
    .collect()
}

fn read(settings: &str) -> rusqlite::Result<Policy> {
    serde_json::from_str(settings).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
