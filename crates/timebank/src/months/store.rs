//! The SQL of closed months: who closed them, with which figures, and who signed.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use ledger::Head;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::model::{Figures, Signature};
use crate::actor::Role;
use crate::ids::MemberId;
use crate::rows;

/// What the community keeps about a step of a month.
#[derive(Clone, Debug, Default)]
pub(super) struct StepRow {
    pub(super) by: Option<String>,
    pub(super) note: String,
    pub(super) figures: Figures,
    pub(super) coordinators: u32,
}

/// A step to be kept.
pub(super) struct NewStep<'a> {
    pub(super) step: u64,
    pub(super) by: Option<MemberId>,
    pub(super) note: &'a str,
    pub(super) figures: Option<Figures>,
    pub(super) coordinators: Option<u32>,
    pub(super) report: Option<&'a str>,
}

pub(super) fn insert(tx: &Transaction<'_>, new: &NewStep<'_>) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO month_step (step, actor, note, exchanges, minutes, coordinators, report)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            number(new.step),
            new.by,
            new.note,
            new.figures.map(|figures| figures.exchanges),
            new.figures.map(|figures| figures.minutes),
            new.coordinators,
            new.report,
        ],
    )?;
    Ok(())
}

pub(super) fn sign(
    tx: &Transaction<'_>,
    step: u64,
    (signer, role): (MemberId, Role),
    head: Head,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO month_signature (step, signer, role, at, head_seq, head_digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            number(step),
            signer,
            role.as_str(),
            at.timestamp(),
            number(head.seq),
            head.digest.bytes(),
        ],
    )?;
    Ok(())
}

/// What is kept about the steps, by their numbers.
pub(super) fn steps(conn: &Connection) -> rusqlite::Result<HashMap<u64, StepRow>> {
    conn.prepare_cached(
        "SELECT s.step, m.name, s.note, s.exchanges, s.minutes, s.coordinators
           FROM month_step s LEFT JOIN member m ON m.id = s.actor",
    )?
    .query_map([], |row| {
        let row_of = StepRow {
            by: row.get("name")?,
            note: row.get("note")?,
            figures: Figures {
                exchanges: row.get::<_, Option<i64>>("exchanges")?.unwrap_or(0),
                minutes: row.get::<_, Option<i64>>("minutes")?.unwrap_or(0),
            },
            coordinators: row.get::<_, Option<u32>>("coordinators")?.unwrap_or(0),
        };
        Ok((step_number(row.get("step")?), row_of))
    })?
    .collect()
}

/// The signatures, by the numbers of the steps, each in the order in which they were given.
pub(super) fn signatures(conn: &Connection) -> rusqlite::Result<HashMap<u64, Vec<Signature>>> {
    let mut by_step: HashMap<u64, Vec<Signature>> = HashMap::new();
    let mut select = conn.prepare_cached(
        "SELECT s.step, s.signer, m.name, s.role, s.at
           FROM month_signature s JOIN member m ON m.id = s.signer
          ORDER BY s.step, s.number",
    )?;
    let mut found = select.query([])?;
    while let Some(row) = found.next()? {
        let signature = Signature {
            signer: row.get("signer")?,
            name: row.get("name")?,
            role: rows::code(row, "role", Role::parse)?,
            at: rows::instant(row, "at")?,
        };
        let step = step_number(row.get("step")?);
        by_step.entry(step).or_default().push(signature);
    }
    Ok(by_step)
}

/// The report a month was closed with.
pub(super) fn report(conn: &Connection, step: u64) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT report FROM month_step WHERE step = ?1")?
        .query_row([number(step)], |row| row.get(0))
        .optional()
        .map(Option::flatten)
}

/// How many people could sign today.
pub(super) fn coordinators(conn: &Connection) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT count(*) FROM member
          WHERE (role IN ('coordinator', 'administrator') OR office = 'treasurer')
            AND state = 'active'",
    )?
    .query_row([], |row| row.get(0))
}

fn number(step: u64) -> i64 {
    i64::try_from(step).unwrap_or(i64::MAX)
}

fn step_number(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
