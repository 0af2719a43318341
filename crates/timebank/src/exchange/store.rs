//! The SQL of exchanges and their steps.

mod desk;
mod life;
mod posted;
mod write;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, HoldId, Minutes, TransferId};
use rusqlite::{Connection, OptionalExtension, Row, named_params, params};
use uuid::Uuid;

use super::model::{
    Awaits, Exchange, ExchangeState, Party, RecordedAs, Reference, Stage, Step, StepKind, Wait,
};
use super::queries::{Filter, PartTaken, Shared};
use crate::clock::Channel;
use crate::ids::{ExchangeId, MemberId};
use crate::rows;
use crate::typed::called;

pub(super) use desk::{count_waiting, last_done, queues, second_looks, waiting};
pub(super) use life::{
    asked, due, fewer_posted, has_organisation, held, lengths_told, unfinished, update_asked,
    update_done, update_stage, with_limits,
};
pub(super) use posted::{first_days, for_each_listed, for_each_posted};
pub(super) use write::{Written, insert, insert_step, settle_in, update_minutes, update_state};

const COLUMNS: &str = "e.*, c.name AS category_name, coalesce(c.icon, 'hands') AS icon,
    g.name AS g_name, g.known_as AS g_known_as, g.number AS g_number, g.account AS g_account,
    coalesce(ga.name, '') AS g_area,
    r.name AS r_name, r.known_as AS r_known_as, r.number AS r_number, r.account AS r_account,
    coalesce(ra.name, '') AS r_area, r.area AS area
    FROM exchange e
    JOIN member g ON g.id = e.giver LEFT JOIN area ga ON ga.id = g.area
    JOIN member r ON r.id = e.receiver LEFT JOIN area ra ON ra.id = r.area
    LEFT JOIN category c ON c.id = e.category";

pub(super) fn get(conn: &Connection, id: ExchangeId) -> rusqlite::Result<Option<Exchange>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE e.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn many(
    conn: &Connection,
    ids: &[ExchangeId],
) -> rusqlite::Result<HashMap<ExchangeId, Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE e.id IN (SELECT unhex(value) FROM json_each(?1))"
    ))?
    .query_map([rows::ids(ids.iter().map(|id| id.uuid()))], read)?
    .map(|found| found.map(|exchange| (exchange.id, exchange)))
    .collect()
}

pub(super) fn awaiting(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS}
          WHERE e.state IN ('proposed', 'recorded')
            AND ((e.awaits = 'giver' AND e.giver = ?1)
                 OR (e.awaits = 'receiver' AND e.receiver = ?1))
          ORDER BY e.state_at, e.id"
    ))?
    .query_map([member], read)?
    .collect()
}

const FOUND: &str = "(:state IS NULL OR e.state = :state)
    AND (:member IS NULL OR e.giver = :member OR e.receiver = :member)
    AND (:category IS NULL OR e.category = :category
        OR e.category IN (SELECT id FROM category WHERE parent = :category))
    AND (:area IS NULL OR r.area = :area)
    AND (:channel IS NULL OR e.channel = :channel)
    AND (:from IS NULL OR e.done_on >= :from) AND (:to IS NULL OR e.done_on <= :to)";

/// What is asked first, so that an index answers it: `FOUND` alone walks through the table.
const fn narrowed(filter: &Filter) -> &'static str {
    if filter.member.is_some() {
        "e.id IN (SELECT id FROM exchange WHERE giver = :member
                  UNION ALL SELECT id FROM exchange WHERE receiver = :member) AND"
    } else if filter.state.is_some() {
        "e.state = :state AND"
    } else {
        ""
    }
}

pub(super) fn list(
    conn: &Connection,
    filter: &Filter,
    before: Option<(i64, ExchangeId)>,
    limit: u32,
) -> rusqlite::Result<Vec<Exchange>> {
    let narrowed = narrowed(filter);
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {narrowed} {FOUND}
            AND (:before_at IS NULL OR (e.recorded_at, e.id) < (:before_at, :before_id))
          ORDER BY e.recorded_at DESC, e.id DESC LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":state": filter.state, ":member": filter.member, ":category": filter.category,
            ":area": filter.area, ":channel": filter.channel.map(Channel::as_str),
            ":from": filter.from, ":to": filter.to, ":limit": limit,
            ":before_at": before.map(|before| before.0),
            ":before_id": before.map(|before| before.1),
        },
        read,
    )?
    .collect()
}

pub(super) fn between(
    conn: &Connection,
    one: MemberId,
    other: MemberId,
    limit: u32,
) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS}
          WHERE (e.giver = ?1 AND e.receiver = ?2) OR (e.giver = ?2 AND e.receiver = ?1)
          ORDER BY e.recorded_at DESC, e.id DESC LIMIT ?3"
    ))?
    .query_map(params![one, other, limit], read)?
    .collect()
}

pub(super) fn longest_waiting(
    conn: &Connection,
    filter: &Filter,
    limit: u32,
) -> rusqlite::Result<Vec<Exchange>> {
    let narrowed = narrowed(filter);
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE {narrowed} {FOUND} ORDER BY e.state_at, e.id LIMIT :limit"
    ))?
    .query_map(
        named_params! {
            ":state": filter.state, ":member": filter.member, ":category": filter.category,
            ":area": filter.area, ":channel": filter.channel.map(Channel::as_str),
            ":from": filter.from, ":to": filter.to, ":limit": limit,
        },
        read,
    )?
    .collect()
}

pub(super) fn any(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM exchange)")?
        .query_row([], |row| row.get(0))
}

pub(super) fn steps(conn: &Connection, id: ExchangeId) -> rusqlite::Result<Vec<Step>> {
    conn.prepare_cached(
        "SELECT s.*, coalesce(a.name, '') AS actor_name, coalesce(w.name, '') AS spoke_name
           FROM exchange_step s
           LEFT JOIN member a ON a.id = s.actor LEFT JOIN member w ON w.id = s.spoke
          WHERE s.exchange = ?1 ORDER BY s.number",
    )?
    .query_map([id], |row| {
        Ok(Step {
            kind: rows::code(row, "step", StepKind::parse)?,
            actor: row.get("actor")?,
            actor_name: row.get("actor_name")?,
            spoke: row.get("spoke")?,
            spoke_name: row.get("spoke_name")?,
            channel: rows::code(row, "channel", Channel::parse)?,
            at: rows::instant(row, "at")?,
            minutes: row.get::<_, Option<i64>>("minutes")?.and_then(Minutes::new),
            reason: row.get("reason")?,
        })
    })?
    .collect()
}

pub(super) fn in_book_of(
    conn: &Connection,
    member: MemberId,
    since: Option<DateTime<Utc>>,
) -> rusqlite::Result<Vec<Exchange>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS}
          WHERE (e.giver = ?1 OR e.receiver = ?1) AND e.transfer IS NOT NULL
            AND (?2 IS NULL OR e.state_at >= ?2)"
    ))?
    .query_map(params![member, since.map(|since| since.timestamp())], read)?
    .collect()
}

pub(super) fn part_taken(
    conn: &Connection,
    member: MemberId,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<PartTaken> {
    // Each side by its own index of what is posted: asked with OR, SQLite walks through all of it.
    conn.prepare_cached(
        "WITH part (given, received, partner) AS (
           SELECT minutes, 0, receiver FROM exchange
            WHERE giver = ?1 AND state = 'posted' AND done_on BETWEEN ?2 AND ?3
           UNION ALL
           SELECT 0, minutes, giver FROM exchange
            WHERE receiver = ?1 AND state = 'posted' AND done_on BETWEEN ?2 AND ?3)
         SELECT coalesce(sum(given), 0), coalesce(sum(received), 0), count(DISTINCT partner)
           FROM part",
    )?
    .query_row(params![member, from, to], |row| {
        Ok(PartTaken {
            given: row.get(0)?,
            received: row.get(1)?,
            partners: row.get(2)?,
        })
    })
}

pub(super) fn shared(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<Shared> {
    // `+` keeps SQLite from reading all of a state: nearly everything is posted.
    conn.prepare_cached(
        "WITH done AS MATERIALIZED (
           SELECT giver, receiver, minutes FROM exchange
            WHERE +state = 'posted' AND done_on BETWEEN ?1 AND ?2)
         SELECT (SELECT count(*) FROM (SELECT giver FROM done UNION SELECT receiver FROM done)),
                (SELECT coalesce(sum(minutes), 0) FROM done)",
    )?
    .query_row(params![from, to], |row| {
        Ok(Shared {
            members: row.get(0)?,
            minutes: row.get(1)?,
        })
    })
}

pub(super) fn days_posted(conn: &Connection) -> rusqlite::Result<Option<(NaiveDate, NaiveDate)>> {
    // The first and the last of the index by days; `+` keeps SQLite from reading all of a state.
    conn.prepare_cached(
        "SELECT (SELECT done_on FROM exchange WHERE +state = 'posted'
                  ORDER BY done_on LIMIT 1),
                (SELECT done_on FROM exchange WHERE +state = 'posted'
                  ORDER BY done_on DESC LIMIT 1)",
    )?
    .query_row([], |row| {
        let days: (Option<NaiveDate>, Option<NaiveDate>) = (row.get(0)?, row.get(1)?);
        Ok(days.0.zip(days.1))
    })
}

pub(super) fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    mut each: impl FnMut(Exchange) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} ORDER BY e.recorded_at, e.year, e.serial"
    ))?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        each(read(row)?)?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Exchange> {
    let category_name: Option<String> = row.get("category_name")?;
    let asked_at = rows::instant_if_any(row, "asked_at")?;
    let [stage, due_at] = match asked_at {
        Some(_) => ["asked_stage", "asked_due_at"],
        None => ["stage", "due_at"],
    };
    Ok(Exchange {
        id: row.get("id")?,
        reference: Reference {
            year: row.get("year")?,
            serial: row.get("serial")?,
        },
        giver: party(
            row,
            "giver",
            ["g_name", "g_known_as", "g_number", "g_account", "g_area"],
        )?,
        receiver: party(
            row,
            "receiver",
            ["r_name", "r_known_as", "r_number", "r_account", "r_area"],
        )?,
        listing: row.get("listing")?,
        category: row.get("category")?,
        category_name: category_name.unwrap_or_default(),
        icon: row.get("icon")?,
        description: row.get("description")?,
        note: row.get("note")?,
        done_on: row.get("done_on")?,
        minutes: minutes(row, "minutes")?,
        raw_minutes: minutes(row, "raw_minutes")?,
        channel: rows::code(row, "channel", Channel::parse)?,
        recorded_by: row.get("recorded_by")?,
        recorded_as: rows::code(row, "recorded_as", RecordedAs::parse)?,
        recorded_at: rows::instant(row, "recorded_at")?,
        state: state(row)?,
        state_by: row.get("state_by")?,
        state_at: rows::instant(row, "state_at")?,
        area: row.get("area")?,
        stage: rows::code(row, stage, Stage::parse)?,
        due_at: rows::instant_if_any(row, due_at)?,
        hold: row.get::<_, Option<Uuid>>("hold")?.map(HoldId::new),
        corrects: row.get("corrects")?,
        asked_at,
        version: row.get("version")?,
        project: row.get("project")?,
    })
}

fn party(row: &Row<'_>, id: &str, columns: [&str; 5]) -> rusqlite::Result<Party> {
    let [name, known_as, number, account, area] = columns;
    let name: String = row.get(name)?;
    let known_as: String = row.get(known_as)?;
    Ok(Party {
        id: row.get(id)?,
        greeting: called(&name, &known_as).to_owned(),
        name,
        number: row.get(number)?,
        account: AccountId::new(row.get::<_, Uuid>(account)?),
        area_name: row.get(area)?,
    })
}

fn minutes(row: &Row<'_>, column: &str) -> rusqlite::Result<Minutes> {
    let stored: i64 = row.get(column)?;
    Minutes::new(stored).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, stored))
}

fn state(row: &Row<'_>) -> rusqlite::Result<ExchangeState> {
    let reason = row.get::<_, Option<String>>("reason")?.unwrap_or_default();
    let transfer = || row.get::<_, Uuid>("transfer").map(TransferId::new);
    let code: String = row.get("state")?;
    Ok(match code.as_str() {
        "proposed" => ExchangeState::Proposed {
            awaits: rows::code(row, "awaits", Awaits::parse)?,
        },
        "agreed" => ExchangeState::Agreed,
        "arranged" => ExchangeState::Arranged,
        "recorded" => ExchangeState::Recorded {
            awaits: rows::code(row, "awaits", Awaits::parse)?,
        },
        "confirmed" => ExchangeState::Confirmed,
        "disputed" => ExchangeState::Disputed {
            by: row.get("state_by")?,
            claimed: row
                .get::<_, Option<i64>>("claimed_minutes")?
                .and_then(Minutes::new),
            reason,
        },
        "posted" => ExchangeState::Posted {
            transfer: transfer()?,
        },
        "declined" => ExchangeState::Declined { reason },
        "withdrawn" => ExchangeState::Withdrawn { reason },
        "cancelled" => ExchangeState::Cancelled { reason },
        "lapsed" => ExchangeState::Lapsed {
            from: rows::code(row, "lapsed_from", Wait::parse)?,
        },
        "corrected" => ExchangeState::Corrected {
            transfer: transfer()?,
            by: row.get("corrected_by")?,
            reason,
        },
        "reversed" => ExchangeState::Reversed {
            transfer: transfer()?,
            reason,
        },
        other => return rows::unknown(other),
    })
}
