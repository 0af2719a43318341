//! The SQL of hours given without an exchange: who gave them to whom, and in what words.

use std::collections::HashMap;

use ledger::{Minutes, TransferId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use uuid::Uuid;

use super::Given;
use super::model::{Decided, Hours, Proposed};
use crate::clock::Moment;
use crate::ids::MemberId;
use crate::rows;

/// What is written of hours that were given.
pub(super) struct NewGiven<'a> {
    pub(super) transfer: TransferId,
    pub(super) kind: &'static str,
    pub(super) giver: Option<MemberId>,
    pub(super) taker: Option<MemberId>,
    pub(super) by: Option<MemberId>,
    pub(super) words: &'a str,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    new: &NewGiven<'_>,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO hours_given (transfer, kind, giver, taker, by, words, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.transfer.uuid(),
            new.kind,
            new.giver,
            new.taker,
            new.by,
            new.words,
            moment.now.timestamp()
        ],
    )?;
    Ok(())
}

const COLUMNS: &str = "h.transfer, coalesce(g.name, '') AS giver, coalesce(t.name, '') AS taker,
    h.words
    FROM hours_given h LEFT JOIN member g ON g.id = h.giver LEFT JOIN member t ON t.id = h.taker";

pub(super) fn of_member(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<HashMap<TransferId, Given>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE h.giver = ?1 OR h.taker = ?1"
    ))?
    .query_map([member], read)?
    .collect()
}

pub(super) fn of_pot(conn: &Connection) -> rusqlite::Result<HashMap<TransferId, Given>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE h.kind IN ('donation', 'grant', 'settlement')"
    ))?
    .query_map([], read)?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(TransferId, Given)> {
    let given = Given {
        giver: row.get("giver")?,
        taker: row.get("taker")?,
        words: row.get("words")?,
    };
    Ok((TransferId::new(row.get::<_, Uuid>("transfer")?), given))
}

/// Writes down a grant that waits.
pub(super) fn propose(
    tx: &Transaction<'_>,
    hours: &Hours,
    taker: MemberId,
    words: &str,
    by: MemberId,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO pot_grant (id, taker, minutes, words, by, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            hours.id.uuid(),
            taker,
            hours.minutes.get(),
            words,
            by,
            moment.now.timestamp()
        ],
    )?;
    Ok(())
}

/// What became of a proposed grant: `waits`, `given` or `refused`; `None` where there is none.
pub(super) fn outcome(conn: &Connection, id: TransferId) -> rusqlite::Result<Option<String>> {
    conn.prepare_cached("SELECT coalesce(outcome, 'waits') FROM pot_grant WHERE id = ?1")?
        .query_row([id.uuid()], |row| row.get(0))
        .optional()
}

pub(super) fn decide(
    tx: &Transaction<'_>,
    id: TransferId,
    outcome: &str,
    reason: &str,
    by: MemberId,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE pot_grant SET outcome = ?2, reason = ?3, decided_by = ?4, decided_at = ?5
          WHERE id = ?1 AND outcome IS NULL",
        params![id.uuid(), outcome, reason, by, moment.now.timestamp()],
    )?;
    Ok(())
}

const PROPOSED: &str = "g.*, t.name AS taker_name, b.name AS by_name,
    coalesce(d.name, '') AS decided_by_name
    FROM pot_grant g JOIN member t ON t.id = g.taker JOIN member b ON b.id = g.by
    LEFT JOIN member d ON d.id = g.decided_by";

fn proposed(row: &Row<'_>) -> rusqlite::Result<Proposed> {
    let minutes: i64 = row.get("minutes")?;
    let outcome: Option<String> = row.get("outcome")?;
    let decided = outcome.map(|outcome| -> rusqlite::Result<Decided> {
        Ok(Decided {
            given: outcome == "given",
            reason: row.get("reason")?,
            by_name: row.get("decided_by_name")?,
            at: rows::instant(row, "decided_at")?,
        })
    });
    Ok(Proposed {
        id: TransferId::new(row.get::<_, Uuid>("id")?),
        taker: row.get("taker")?,
        taker_name: row.get("taker_name")?,
        minutes: Minutes::new(minutes).unwrap_or(Minutes::ZERO),
        words: row.get("words")?,
        by: row.get("by")?,
        by_name: row.get("by_name")?,
        at: rows::instant(row, "at")?,
        decided: decided.transpose()?,
    })
}

pub(super) fn waiting(conn: &Connection) -> rusqlite::Result<Vec<Proposed>> {
    conn.prepare_cached(&format!(
        "SELECT {PROPOSED} WHERE g.outcome IS NULL ORDER BY g.at, g.id"
    ))?
    .query_map([], proposed)?
    .collect()
}

/// All that wait, and so many of those that were decided, newest first.
pub(super) fn with_decided(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<Proposed>> {
    conn.prepare_cached(&format!(
        "SELECT {PROPOSED}
          WHERE g.outcome IS NULL
             OR g.id IN (SELECT id FROM pot_grant WHERE outcome IS NOT NULL
                          ORDER BY decided_at DESC, id LIMIT ?1)
          ORDER BY g.decided_at DESC, g.at, g.id"
    ))?
    .query_map([limit], proposed)?
    .collect()
}

pub(super) fn grant(conn: &Connection, id: TransferId) -> rusqlite::Result<Option<Proposed>> {
    conn.prepare_cached(&format!("SELECT {PROPOSED} WHERE g.id = ?1"))?
        .query_row([id.uuid()], proposed)
        .optional()
}

/// How many could decide about a grant that `by` proposes for `taker`.
pub(super) fn others_who_decide(
    conn: &Connection,
    by: MemberId,
    taker: MemberId,
) -> rusqlite::Result<u32> {
    conn.prepare_cached(
        "SELECT count(*) FROM member
          WHERE (role IN ('coordinator', 'administrator') OR office = 'treasurer')
            AND state = 'active' AND id NOT IN (?1, ?2)",
    )?
    .query_row([by, taker], |row| row.get(0))
}
