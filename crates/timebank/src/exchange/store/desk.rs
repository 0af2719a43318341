//! The SQL of the coordinators' desk: how much waits, and what is worth a second look.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, named_params, params};

use super::{COLUMNS, FOUND, narrowed, read};
use crate::clock::Channel;
use crate::exchange::desk::{SecondLook, Waiting};
use crate::exchange::model::{Exchange, Wait};
use crate::exchange::queries::Filter;
use crate::ids::{ExchangeId, MemberId};
use crate::rows;

pub(in crate::exchange) fn waiting(
    conn: &Connection,
    filter: &Filter,
    since: Option<DateTime<Utc>>,
) -> rusqlite::Result<Waiting> {
    let narrowed = narrowed(filter);
    conn.prepare_cached(&format!(
        "SELECT count(*) AS exchanges, coalesce(sum(e.minutes), 0) AS minutes,
                min(e.state_at) AS longest
           FROM exchange e JOIN member r ON r.id = e.receiver
          WHERE {narrowed} {FOUND} AND (:since IS NULL OR e.state_at <= :since)"
    ))?
    .query_row(
        named_params! {
            ":state": filter.state, ":member": filter.member, ":category": filter.category,
            ":area": filter.area, ":channel": filter.channel.map(Channel::as_str),
            ":from": filter.from, ":to": filter.to,
            ":since": since.map(|since| since.timestamp()),
        },
        |row| {
            Ok(Waiting {
                exchanges: row.get("exchanges")?,
                minutes: row.get("minutes")?,
                longest: rows::instant_if_any(row, "longest")?,
            })
        },
    )
}

pub(in crate::exchange) fn count_waiting(
    conn: &Connection,
    filter: &Filter,
    waits: &[Wait],
) -> rusqlite::Result<u32> {
    let narrowed = narrowed(filter);
    let states: Vec<String> = waits
        .iter()
        .map(|wait| format!("'{}'", wait.as_str()))
        .collect();
    conn.prepare_cached(&format!(
        "SELECT count(*) FROM exchange e JOIN member r ON r.id = e.receiver
          WHERE {narrowed} {FOUND} AND e.state IN ({})",
        states.join(", ")
    ))?
    .query_row(
        named_params! {
            ":state": filter.state, ":member": filter.member, ":category": filter.category,
            ":area": filter.area, ":channel": filter.channel.map(Channel::as_str),
            ":from": filter.from, ":to": filter.to,
        },
        |row| row.get(0),
    )
}

/// What waits in each of three states, the longest waiting first, at most `limit` of each; with
/// how many there are of its state. What is recorded counts from `recorded_by` back.
pub(in crate::exchange) fn queues(
    conn: &Connection,
    recorded_by: DateTime<Utc>,
    limit: u32,
) -> rusqlite::Result<Vec<(u32, Exchange)>> {
    conn.prepare_cached(&format!(
        "WITH waits AS (
           SELECT id, count(*) OVER (PARTITION BY state) AS of_state,
                  row_number() OVER (PARTITION BY state ORDER BY state_at, id) AS place
             FROM exchange
            WHERE state IN ('disputed', 'confirmed', 'recorded')
              AND (state <> 'recorded' OR state_at <= ?1))
         SELECT w.of_state, {COLUMNS} JOIN waits w ON w.id = e.id
          WHERE w.place <= ?2 ORDER BY e.state_at, e.id"
    ))?
    .query_map(params![recorded_by.timestamp(), limit], |row| {
        Ok((row.get("of_state")?, read(row)?))
    })?
    .collect()
}

pub(in crate::exchange) fn second_looks(
    conn: &Connection,
) -> rusqlite::Result<HashMap<ExchangeId, SecondLook>> {
    conn.prepare_cached(
        "SELECT e.id,
                EXISTS (SELECT 1 FROM exchange o
                         WHERE o.done_on = e.done_on AND o.minutes = e.minutes AND o.id <> e.id
                           AND ((o.giver = e.giver AND o.receiver = e.receiver)
                             OR (o.giver = e.receiver AND o.receiver = e.giver))
                           AND o.state IN ('recorded', 'confirmed', 'disputed', 'posted'))
                    AS alike,
                NOT EXISTS (SELECT 1 FROM exchange o WHERE o.state = 'posted'
                               AND (o.giver = e.giver OR o.receiver = e.giver))
                    AS new_giver,
                NOT EXISTS (SELECT 1 FROM exchange o WHERE o.state = 'posted'
                               AND (o.giver = e.receiver OR o.receiver = e.receiver))
                    AS new_receiver,
                EXISTS (SELECT 1 FROM member g JOIN member r
                            ON r.address = g.address COLLATE NOCASE
                         WHERE g.id = e.giver AND r.id = e.receiver AND g.address <> '')
                    AS housemates,
                e.minutes > 120 AND
                (SELECT count(*) >= 5 AND e.minutes * count(*) > 3 * sum(o.minutes)
                   FROM exchange o WHERE o.giver = e.giver AND o.state = 'posted')
                    AS unusual,
                (SELECT count(*) FROM exchange o
                  WHERE o.giver = e.giver AND o.receiver = e.receiver AND o.id <> e.id
                    AND o.state IN ('recorded', 'confirmed', 'disputed', 'posted')
                    AND o.done_on BETWEEN date(e.done_on, '-6 days') AND e.done_on)
                    AS in_a_week
           FROM exchange e WHERE e.state = 'confirmed'",
    )?
    .query_map([], |row| {
        let look = SecondLook {
            alike: row.get("alike")?,
            new_giver: row.get("new_giver")?,
            new_receiver: row.get("new_receiver")?,
            housemates: row.get("housemates")?,
            unusual: row.get("unusual")?,
            in_a_week: row.get("in_a_week")?,
        };
        Ok((row.get("id")?, look))
    })?
    .collect()
}

pub(in crate::exchange) fn last_done(
    conn: &Connection,
    members: &[MemberId],
) -> rusqlite::Result<HashMap<MemberId, NaiveDate>> {
    conn.prepare_cached(
        "SELECT id, last FROM (
           SELECT m.id, (SELECT max(last) FROM (
                     SELECT max(done_on) AS last FROM exchange
                      WHERE giver = m.id AND state = 'posted'
                     UNION ALL SELECT max(done_on) FROM exchange
                      WHERE receiver = m.id AND state = 'posted')) AS last
             FROM member m WHERE m.id IN (SELECT unhex(value) FROM json_each(?1)))
          WHERE last IS NOT NULL",
    )?
    .query_map([rows::ids(members.iter().map(|id| id.uuid()))], |row| {
        Ok((row.get("id")?, row.get("last")?))
    })?
    .collect()
}
