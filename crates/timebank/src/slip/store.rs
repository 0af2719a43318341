//! The SQL of envelopes of paper slips.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params, params};
use serde_json::json;

use super::model::{Envelope, Likeness, Line, NewEnvelope, Overview, Typed};
use crate::exchange::Spoke;
use crate::ids::{EnvelopeId, ExchangeId, MemberId};
use crate::rows;

const COLUMNS: &str = "b.*, m.name AS begun_by_name
    FROM slip_envelope b JOIN member m ON m.id = b.begun_by";

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    new: &NewEnvelope,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO slip_envelope (id, name, spoke, expected_slips, expected_minutes, begun_by,
                                 begun_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            new.id,
            new.name,
            new.spoke.as_str(),
            new.expected_slips,
            new.expected_minutes,
            by,
            now.timestamp()
        ],
    )?;
    Ok(())
}

/// A line that has become an exchange is left alone.
pub(super) fn keep(
    tx: &Transaction<'_>,
    envelope: EnvelopeId,
    line: u32,
    typed: &Typed,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO slip_line (envelope, line, day, giver, receiver, length, kind, slip,
                                changed_at)
         VALUES (:envelope, :line, :day, :giver, :receiver, :length, :kind, :slip, :now)
         ON CONFLICT (envelope, line) DO UPDATE
            SET day = excluded.day, giver = excluded.giver, receiver = excluded.receiver,
                length = excluded.length, kind = excluded.kind, slip = excluded.slip,
                changed_at = excluded.changed_at
          WHERE exchange IS NULL",
    )?
    .execute(named_params! {
        ":envelope": envelope, ":line": line, ":day": typed.day, ":giver": typed.giver,
        ":receiver": typed.receiver, ":length": typed.length, ":kind": typed.kind,
        ":slip": typed.slip, ":now": now.timestamp(),
    })?;
    Ok(())
}

pub(super) fn forget(
    tx: &Transaction<'_>,
    envelope: EnvelopeId,
    line: u32,
) -> rusqlite::Result<()> {
    tx.execute(
        "DELETE FROM slip_line WHERE envelope = ?1 AND line = ?2 AND exchange IS NULL",
        params![envelope, line],
    )?;
    Ok(())
}

pub(super) fn forget_rest(tx: &Transaction<'_>, envelope: EnvelopeId) -> rusqlite::Result<usize> {
    tx.execute(
        "DELETE FROM slip_line WHERE envelope = ?1 AND exchange IS NULL",
        [envelope],
    )
}

pub(super) fn entered(
    tx: &Transaction<'_>,
    envelope: EnvelopeId,
    line: u32,
    exchange: ExchangeId,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE slip_line SET exchange = ?3 WHERE envelope = ?1 AND line = ?2",
        params![envelope, line, exchange],
    )?;
    Ok(())
}

pub(super) fn finish(
    tx: &Transaction<'_>,
    envelope: EnvelopeId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE slip_envelope SET finished_at = ?2 WHERE id = ?1 AND finished_at IS NULL",
        params![envelope, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn last_line(conn: &Connection, envelope: EnvelopeId) -> rusqlite::Result<u32> {
    conn.query_row(
        "SELECT coalesce(max(line), 0) FROM slip_line WHERE envelope = ?1",
        [envelope],
        |row| row.get(0),
    )
}

pub(super) fn unentered(conn: &Connection, envelope: EnvelopeId) -> rusqlite::Result<u32> {
    conn.query_row(
        "SELECT count(*) FROM slip_line WHERE envelope = ?1 AND exchange IS NULL",
        [envelope],
        |row| row.get(0),
    )
}

pub(super) fn get(conn: &Connection, id: EnvelopeId) -> rusqlite::Result<Option<Envelope>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE b.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn overviews(
    conn: &Connection,
    finished: bool,
    limit: u32,
) -> rusqlite::Result<Vec<Overview>> {
    conn.prepare_cached(&format!(
        "SELECT (SELECT count(*) FROM slip_line l WHERE l.envelope = b.id) AS lines,
                (SELECT count(exchange) FROM slip_line l WHERE l.envelope = b.id) AS entered,
                {COLUMNS}
          WHERE (b.finished_at IS NOT NULL) = ?1 ORDER BY b.begun_at DESC, b.id LIMIT ?2"
    ))?
    .query_map(params![finished, limit], |row| {
        Ok(Overview {
            envelope: read(row)?,
            lines: row.get("lines")?,
            entered: row.get("entered")?,
        })
    })?
    .collect()
}

pub(super) fn lines(conn: &Connection, envelope: EnvelopeId) -> rusqlite::Result<Vec<Line>> {
    conn.prepare_cached("SELECT * FROM slip_line WHERE envelope = ?1 ORDER BY line")?
        .query_map([envelope], |row| {
            Ok(Line {
                number: row.get("line")?,
                typed: Typed {
                    day: row.get("day")?,
                    giver: row.get("giver")?,
                    receiver: row.get("receiver")?,
                    length: row.get("length")?,
                    kind: row.get("kind")?,
                    slip: row.get("slip")?,
                },
                exchange: row.get("exchange")?,
            })
        })?
        .collect()
}

pub(super) fn resembling(
    conn: &Connection,
    helps: &[Likeness],
) -> rusqlite::Result<Vec<Option<ExchangeId>>> {
    let asked = helps.iter().map(|help| {
        let [one, other] = [help.one, help.other].map(|id| id.uuid().simple().to_string());
        json!([one, other, help.done_on.to_string(), help.minutes.get()])
    });
    let asked = asked.collect::<serde_json::Value>().to_string();
    conn.prepare_cached(
        "WITH asked (place, one, other, done_on, minutes) AS MATERIALIZED (
           SELECT key, unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3
             FROM json_each(?1))
         SELECT (SELECT e.id FROM exchange e
                  WHERE e.done_on = asked.done_on AND e.minutes = asked.minutes
                    AND ((e.giver = asked.one AND e.receiver = asked.other)
                         OR (e.giver = asked.other AND e.receiver = asked.one))
                    AND e.state NOT IN ('declined', 'withdrawn', 'cancelled', 'lapsed',
                                        'corrected', 'reversed')
                  ORDER BY e.recorded_at, e.id LIMIT 1)
           FROM asked ORDER BY place",
    )?
    .query_map([asked], |row| row.get(0))?
    .collect()
}

pub(super) fn with_number(conn: &Connection, slip: &str) -> rusqlite::Result<Option<ExchangeId>> {
    conn.prepare_cached(
        "SELECT l.exchange FROM slip_line l JOIN exchange e ON e.id = l.exchange
          WHERE l.slip = ?1 AND l.slip <> '' AND l.exchange IS NOT NULL
            AND e.state NOT IN ('declined', 'withdrawn', 'cancelled', 'lapsed', 'corrected',
                              'reversed')
          LIMIT 1",
    )?
    .query_row([slip], |row| row.get(0))
    .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Envelope> {
    Ok(Envelope {
        id: row.get("id")?,
        name: row.get("name")?,
        spoke: rows::code(row, "spoke", Spoke::parse)?,
        expected_slips: row.get("expected_slips")?,
        expected_minutes: row.get("expected_minutes")?,
        begun_by: row.get("begun_by")?,
        begun_by_name: row.get("begun_by_name")?,
        begun_at: rows::instant(row, "begun_at")?,
        finished_at: rows::instant_if_any(row, "finished_at")?,
    })
}
