//! The SQL of hours given without an exchange: who gave them to whom, and in what words.

use std::collections::HashMap;

use ledger::TransferId;
use rusqlite::{Connection, Row, Transaction, params};
use uuid::Uuid;

use super::Given;
use crate::clock::Moment;
use crate::ids::MemberId;

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
