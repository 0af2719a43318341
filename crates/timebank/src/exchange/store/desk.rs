//! The SQL of the coordinators' desk: how much waits, and what is worth a second look.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, named_params};

use super::FOUND;
use crate::clock::Channel;
use crate::exchange::desk::{SecondLook, Waiting};
use crate::exchange::queries::Filter;
use crate::ids::{ExchangeId, MemberId};
use crate::rows;

pub(in crate::exchange) fn waiting(
    conn: &Connection,
    filter: &Filter,
    since: Option<DateTime<Utc>>,
) -> rusqlite::Result<Waiting> {
    conn.prepare_cached(&format!(
        "SELECT count(*) AS exchanges, coalesce(sum(e.minutes), 0) AS minutes,
                min(e.state_at) AS longest
           FROM exchange e JOIN member r ON r.id = e.receiver
          WHERE {FOUND} AND (:since IS NULL OR e.state_at <= :since)"
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
    member: MemberId,
) -> rusqlite::Result<Option<NaiveDate>> {
    conn.prepare_cached(
        "SELECT max(done_on) FROM exchange
          WHERE (giver = ?1 OR receiver = ?1) AND state = 'posted'",
    )?
    .query_row([member], |row| row.get(0))
}
