//! The SQL of the life of an exchange: what is due, what is held, what is still ahead, and what
//! the bank's policy looks at.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, HoldId, Minutes};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

use super::{COLUMNS, minutes, read};
use crate::clock::Moment;
use crate::exchange::model::{Exchange, RecordedAs, Stage, Wait};
use crate::ids::{ExchangeId, MemberId};

const WAITS: &str = "e.state IN ('proposed', 'agreed', 'arranged', 'recorded', 'confirmed',
                                 'disputed')";

/// What has no time limit yet, then what is due, oldest first; then what is asked to be put right.
pub(in crate::exchange) fn due(
    conn: &Connection,
    now: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {WAITS} AND (e.due_at IS NULL OR e.due_at <= ?1)
          ORDER BY e.due_at, e.id LIMIT ?2"
    ))?
    .query_map(params![now.timestamp(), limit], read)?
    .chain(
        conn.prepare_cached(&format!(
            "SELECT {COLUMNS} WHERE e.asked_at IS NOT NULL
                AND (e.asked_due_at IS NULL OR e.asked_due_at <= ?1)
              ORDER BY e.asked_due_at, e.id LIMIT ?2"
        ))?
        .query_map(params![now.timestamp(), limit], read)?,
    )
    .take(limit as usize)
    .collect()
}

pub(in crate::exchange) fn update_stage(
    tx: &Transaction<'_>,
    id: ExchangeId,
    wait: Wait,
    stage: Stage,
    due_at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let sql = match wait {
        Wait::Asked => "UPDATE exchange SET asked_stage = ?2, asked_due_at = ?3 WHERE id = ?1",
        _ => "UPDATE exchange SET stage = ?2, due_at = ?3 WHERE id = ?1",
    };
    tx.prepare_cached(sql)?
        .execute(params![id, stage.as_str(), due_at.timestamp()])?;
    Ok(())
}

/// Since when somebody asks to put a posted exchange right and when something happens by itself;
/// or that it was answered.
pub(in crate::exchange) fn update_asked(
    tx: &Transaction<'_>,
    id: ExchangeId,
    asked: Option<[DateTime<Utc>; 2]>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE exchange SET asked_at = ?2, asked_stage = 'fresh', asked_due_at = ?3,
                             version = version + 1
          WHERE id = ?1",
    )?
    .execute(params![
        id,
        asked.map(|[at, _]| at.timestamp()),
        asked.map(|[_, due]| due.timestamp())
    ])?;
    Ok(())
}

/// The posted exchanges that somebody asks to put right, longest asked first.
pub(in crate::exchange) fn asked(conn: &Connection) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE e.asked_at IS NOT NULL ORDER BY e.asked_at, e.id LIMIT 200"
    ))?
    .query_map([], read)?
    .collect()
}

/// That it was done: from now on whoever says so is the one who recorded it.
pub(in crate::exchange) fn update_done(
    tx: &Transaction<'_>,
    id: ExchangeId,
    done_on: NaiveDate,
    by: Option<MemberId>,
    told: RecordedAs,
    moment: &Moment,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE exchange SET done_on = ?2, recorded_by = ?3, recorded_as = ?4, recorded_at = ?5,
                             channel = ?6
          WHERE id = ?1",
    )?
    .execute(params![
        id,
        done_on,
        by,
        told.as_str(),
        moment.now.timestamp(),
        moment.channel.as_str()
    ])?;
    Ok(())
}

/// Every exchange with a hold: the hold, the account of the receiver, and the minutes.
pub(in crate::exchange) fn held(
    conn: &Connection,
) -> rusqlite::Result<Vec<(ExchangeId, HoldId, AccountId, Minutes)>> {
    conn.prepare_cached(
        "SELECT e.id, e.hold, r.account, e.minutes
           FROM exchange e JOIN member r ON r.id = e.receiver WHERE e.hold IS NOT NULL",
    )?
    .query_map([], |row| {
        Ok((
            row.get("id")?,
            HoldId::new(row.get::<_, Uuid>("hold")?),
            AccountId::new(row.get::<_, Uuid>("account")?),
            minutes(row, "minutes")?,
        ))
    })?
    .collect()
}

/// What a member has begun with somebody and is not confirmed yet, longest in its state first.
pub(in crate::exchange) fn unfinished(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS}
          WHERE e.id IN (SELECT id FROM exchange WHERE giver = ?1
                         UNION ALL SELECT id FROM exchange WHERE receiver = ?1)
            AND +e.state IN ('proposed', 'agreed', 'arranged', 'recorded')
          ORDER BY e.state_at, e.id"
    ))?
    .query_map([member], read)?
    .collect()
}

/// How many exchanges in the book the one of the two has who has fewer, counted up to `most`.
pub(in crate::exchange) fn fewer_posted(
    conn: &Connection,
    exchange: &Exchange,
    most: u32,
) -> rusqlite::Result<u32> {
    if most == 0 {
        return Ok(0);
    }
    conn.prepare_cached(
        "SELECT min((SELECT count(*) FROM (SELECT 1 FROM exchange
                      WHERE (giver = ?1 OR receiver = ?1) AND state = 'posted' LIMIT ?3)),
                    (SELECT count(*) FROM (SELECT 1 FROM exchange
                      WHERE (giver = ?2 OR receiver = ?2) AND state = 'posted' LIMIT ?3)))",
    )?
    .query_row(
        params![exchange.giver.id, exchange.receiver.id, most],
        |row| row.get(0),
    )
}

pub(in crate::exchange) fn has_organisation(
    conn: &Connection,
    exchange: &Exchange,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM member
                         WHERE id IN (?1, ?2) AND kind = 'organisation')",
    )?
    .query_row(params![exchange.giver.id, exchange.receiver.id], |row| {
        row.get(0)
    })
}

/// How many wait with a time limit; and how many of them for the other one, not handed on.
pub(in crate::exchange) fn with_limits(conn: &Connection) -> rusqlite::Result<[i64; 2]> {
    conn.query_row(
        "SELECT count(*), count(*) FILTER (WHERE state = 'recorded' AND stage <> 'handed')
           FROM exchange
          WHERE due_at IS NOT NULL
            AND state IN ('proposed', 'agreed', 'arranged', 'recorded', 'confirmed', 'disputed')",
        [],
        |row| Ok([row.get(0)?, row.get(1)?]),
    )
}

pub(in crate::exchange) fn lengths_told(
    conn: &Connection,
    from: NaiveDate,
) -> rusqlite::Result<Vec<Minutes>> {
    conn.prepare_cached(
        "SELECT raw_minutes FROM exchange
          WHERE done_on >= ?1 AND state IN ('recorded', 'confirmed', 'disputed', 'posted')",
    )?
    .query_map([from], |row| minutes(row, "raw_minutes"))?
    .collect()
}
