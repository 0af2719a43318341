//! The SQL of regular arrangements.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use rusqlite::{Connection, Row, ToSql, Transaction, named_params, params};

use super::model::{Date, DateState, NewSeries, Party, Rhythm, Series, SeriesState};
use crate::exchange::Side;
use crate::ids::{ExchangeId, MemberId, SeriesId};
use crate::rows;

const COLUMNS: &str = "s.*, coalesce(c.name, '') AS category_name,
    g.name AS giver_name, CASE g.known_as WHEN '' THEN g.name ELSE g.known_as END AS giver_known,
    r.name AS receiver_name,
    CASE r.known_as WHEN '' THEN r.name ELSE r.known_as END AS receiver_known
    FROM series s JOIN member g ON g.id = s.giver JOIN member r ON r.id = s.receiver
    LEFT JOIN category c ON c.id = s.category";

pub(super) fn insert(
    tx: &Transaction<'_>,
    new: &NewSeries,
    days: &[NaiveDate],
    by: MemberId,
    (now, answer_by): (DateTime<Utc>, DateTime<Utc>),
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO series (id, giver, receiver, category, description, minutes, rhythm, logs,
                             proposed_by, proposed_at, answer_by, state, state_by, state_at)
         VALUES (:id, :giver, :receiver, :category, :description, :minutes, :rhythm, :logs,
                 :by, :now, :answer_by, 'proposed', :by, :now)",
        named_params! {
            ":id": new.id, ":giver": new.giver, ":receiver": new.receiver,
            ":category": new.category, ":description": new.description,
            ":minutes": new.minutes.get(), ":rhythm": new.rhythm.as_str(),
            ":logs": code(new.logs), ":by": by, ":now": now.timestamp(),
            ":answer_by": answer_by.timestamp(),
        },
    )?;
    let mut dates = tx.prepare_cached(
        "INSERT INTO series_date (series, number, planned_on) VALUES (?1, ?2, ?3)",
    )?;
    for (number, day) in (1_u32..).zip(days) {
        dates.execute(params![new.id, number, day])?;
    }
    Ok(())
}

const fn code(side: Side) -> &'static str {
    match side {
        Side::Giver => "giver",
        Side::Receiver => "receiver",
    }
}

fn side(code: &str) -> Option<Side> {
    match code {
        "giver" => Some(Side::Giver),
        "receiver" => Some(Side::Receiver),
        _ => None,
    }
}

pub(super) fn update_state(
    tx: &Transaction<'_>,
    id: SeriesId,
    state: SeriesState,
    by: Option<MemberId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE series SET state = ?2, state_by = ?3, state_at = ?4 WHERE id = ?1",
        params![id, state.as_str(), by, now.timestamp()],
    )?;
    Ok(())
}

/// What becomes of a day. `ends_at` belongs to one that is asked about.
pub(super) fn update_date(
    tx: &Transaction<'_>,
    id: SeriesId,
    number: u32,
    state: DateState,
    ends_at: Option<DateTime<Utc>>,
) -> rusqlite::Result<()> {
    let exchange = match state {
        DateState::Recorded { exchange } => Some(exchange),
        _ => None,
    };
    tx.prepare_cached(
        "UPDATE series_date SET state = ?3, exchange = ?4, ends_at = ?5
          WHERE series = ?1 AND number = ?2",
    )?
    .execute(params![
        id,
        number,
        state.as_str(),
        exchange,
        ends_at.map(|at| at.timestamp())
    ])?;
    Ok(())
}

/// The days before this one are left out.
pub(super) fn skip_before(
    tx: &Transaction<'_>,
    id: SeriesId,
    day: NaiveDate,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE series_date SET state = 'skipped'
          WHERE series = ?1 AND state = 'ahead' AND planned_on < ?2",
        params![id, day],
    )?;
    Ok(())
}

pub(super) fn get(conn: &Connection, id: SeriesId) -> rusqlite::Result<Option<Series>> {
    Ok(many(conn, "s.id = ?1", params![id])?.into_iter().next())
}

/// Those of a member that are proposed or running, in the order in which they began.
pub(super) fn going(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Series>> {
    many(
        conn,
        "s.id IN (SELECT id FROM series WHERE giver = ?1 AND state IN ('proposed', 'running')
                  UNION SELECT id FROM series
                         WHERE receiver = ?1 AND state IN ('proposed', 'running'))
          ORDER BY s.proposed_at, s.id",
        params![member],
    )
}

/// Those of a member that are proposed or running, and those that have ended with a day of which
/// the member is still asked whether it happened; in the order in which they began.
pub(super) fn current(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Series>> {
    many(
        conn,
        "s.id IN (SELECT id FROM series WHERE giver = ?1 AND state IN ('proposed', 'running')
                  UNION SELECT id FROM series
                         WHERE receiver = ?1 AND state IN ('proposed', 'running')
                  UNION SELECT d.series FROM series_date d JOIN series o ON o.id = d.series
                         WHERE d.state = 'asked' AND (o.giver = ?1 OR o.receiver = ?1))
          ORDER BY s.proposed_at, s.id",
        params![member],
    )
}

/// All of a member, also what has ended.
pub(super) fn of_member(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Series>> {
    many(
        conn,
        "s.giver = ?1 OR s.receiver = ?1 ORDER BY s.proposed_at, s.id",
        params![member],
    )
}

/// Proposals whose time is over.
pub(super) fn unanswered(
    conn: &Connection,
    now: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<Series>> {
    many(
        conn,
        "s.state = 'proposed' AND s.answer_by <= ?1 ORDER BY s.answer_by, s.id LIMIT ?2",
        params![now.timestamp(), limit],
    )
}

/// Days of running series that have been and of which nobody was asked yet.
pub(super) fn to_ask(
    conn: &Connection,
    today: NaiveDate,
    limit: u32,
) -> rusqlite::Result<Vec<(SeriesId, u32)>> {
    conn.prepare_cached(
        "SELECT d.series, d.number FROM series_date d JOIN series s ON s.id = d.series
          WHERE d.state = 'ahead' AND d.planned_on < ?1 AND s.state = 'running'
          ORDER BY d.planned_on, d.series LIMIT ?2",
    )?
    .query_map(params![today, limit], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// Days that were asked about and whose time is over.
pub(super) fn unsaid(
    conn: &Connection,
    now: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<(SeriesId, u32)>> {
    conn.prepare_cached(
        "SELECT series, number FROM series_date WHERE state = 'asked' AND ends_at <= ?1
          ORDER BY ends_at, series LIMIT ?2",
    )?
    .query_map(params![now.timestamp(), limit], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?
    .collect()
}

/// Running series of which no day is left.
pub(super) fn finished(conn: &Connection, limit: u32) -> rusqlite::Result<Vec<SeriesId>> {
    conn.prepare_cached(
        "SELECT id FROM series s WHERE state = 'running'
            AND NOT EXISTS (SELECT 1 FROM series_date d
                             WHERE d.series = s.id AND d.state IN ('ahead', 'asked')) LIMIT ?1",
    )?
    .query_map([limit], |row| row.get(0))?
    .collect()
}

fn many(conn: &Connection, which: &str, values: &[&dyn ToSql]) -> rusqlite::Result<Vec<Series>> {
    let mut found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} WHERE {which}"))?
        .query_map(values, read)?
        .collect::<rusqlite::Result<Vec<Series>>>()?;
    if found.is_empty() {
        return Ok(found);
    }
    let mut dates = dates(conn, &found)?;
    for series in &mut found {
        series.dates = dates.remove(&series.id).unwrap_or_default();
    }
    Ok(found)
}

/// The days of each of these, in their order.
fn dates(conn: &Connection, of: &[Series]) -> rusqlite::Result<HashMap<SeriesId, Vec<Date>>> {
    let mut statement = conn.prepare_cached(
        "SELECT series, number, planned_on, state, exchange FROM series_date
          WHERE series IN (SELECT unhex(value) FROM json_each(?1)) ORDER BY number",
    )?;
    let mut found: HashMap<SeriesId, Vec<Date>> = HashMap::new();
    let mut rows = statement.query([rows::ids(of.iter().map(|one| one.id.uuid()))])?;
    while let Some(row) = rows.next()? {
        let exchange: Option<ExchangeId> = row.get("exchange")?;
        found.entry(row.get("series")?).or_default().push(Date {
            number: row.get("number")?,
            planned_on: row.get("planned_on")?,
            state: rows::code(row, "state", |code| DateState::read(code, exchange))?,
        });
    }
    Ok(found)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Series> {
    Ok(Series {
        id: row.get("id")?,
        giver: Party {
            id: row.get("giver")?,
            name: row.get("giver_name")?,
            greeting: row.get("giver_known")?,
        },
        receiver: Party {
            id: row.get("receiver")?,
            name: row.get("receiver_name")?,
            greeting: row.get("receiver_known")?,
        },
        category: row.get("category")?,
        category_name: row.get("category_name")?,
        description: row.get("description")?,
        minutes: Minutes::new(row.get("minutes")?).unwrap_or(Minutes::ZERO),
        rhythm: rows::code(row, "rhythm", Rhythm::parse)?,
        logs: rows::code(row, "logs", side)?,
        proposed_by: row.get("proposed_by")?,
        answer_by: rows::instant(row, "answer_by")?,
        state: rows::code(row, "state", SeriesState::parse)?,
        state_by: row.get("state_by")?,
        dates: Vec::new(),
    })
}
