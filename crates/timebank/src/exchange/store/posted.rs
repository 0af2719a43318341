//! What reports read of the exchanges that stand in the book.

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use super::super::model::{RecordedAs, Reference};
use super::super::queries::{Listed, PostedExchange};
use crate::clock::Channel;
use crate::ids::{AreaId, MemberId};
use crate::member::MemberKind;
use crate::rows;

pub(in super::super) fn for_each_posted(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    mut each: impl FnMut(PostedExchange),
) -> rusqlite::Result<()> {
    let members = members(conn)?;
    let of = |id: MemberId| {
        let found = members.get(&id).copied();
        found.ok_or(rusqlite::Error::QueryReturnedNoRows)
    };
    // Columns by their place: a name is looked for anew in every row.
    let mut statement = conn.prepare_cached(
        "SELECT e.done_on, e.minutes, e.giver, e.receiver, e.category, e.channel, e.recorded_as,
                e.recorded_by, e.recorded_at, e.state_at, e.project, p.funder
           FROM exchange e LEFT JOIN project p ON p.id = e.project
          WHERE e.state = 'posted' AND e.done_on BETWEEN ?1 AND ?2 ORDER BY e.done_on",
    )?;
    let mut found = statement.query(params![from, to])?;
    while let Some(row) = found.next()? {
        let (giver, receiver) = (row.get(2)?, row.get(3)?);
        let (giver_kind, _) = of(giver)?;
        let (receiver_kind, receiver_area) = of(receiver)?;
        each(PostedExchange {
            done_on: rows::day(row, 0)?,
            minutes: row.get(1)?,
            giver,
            giver_kind,
            receiver,
            receiver_kind,
            receiver_area,
            category: row.get(4)?,
            channel: rows::code(row, 5, Channel::parse)?,
            recorded_as: rows::code(row, 6, RecordedAs::parse)?,
            recorded_by: row.get(7)?,
            recorded_at: rows::instant(row, 8)?,
            posted_at: rows::instant(row, 9)?,
            project: row.get(10)?,
            funder: row.get(11)?,
        });
    }
    Ok(())
}

/// What every member is, and in which part of the place: read once, where a join would look
/// both sides up for each exchange.
fn members(conn: &Connection) -> rusqlite::Result<HashMap<MemberId, (MemberKind, Option<AreaId>)>> {
    conn.prepare_cached("SELECT id, kind, area FROM member")?
        .query_map([], |row| {
            let kind = rows::code(row, 1, MemberKind::parse)?;
            Ok((row.get(0)?, (kind, row.get(2)?)))
        })?
        .collect()
}

/// The exchanges done in a span of days, or all of them, in the order of their references.
pub(in super::super) fn for_each_listed<E: From<rusqlite::Error>>(
    conn: &Connection,
    days: Option<(NaiveDate, NaiveDate)>,
    mut each: impl FnMut(&Listed<'_>) -> Result<(), E>,
) -> Result<(), E> {
    const LISTED: &str = "SELECT e.year, e.serial, e.id, e.state, e.done_on, e.recorded_at,
            e.minutes, g.number, g.name, r.number, r.name, coalesce(c.name, ''), e.description,
            e.channel, e.state_at, e.listing, e.project
       FROM exchange e
       JOIN member g ON g.id = e.giver
       JOIN member r ON r.id = e.receiver
       LEFT JOIN category c ON c.id = e.category";
    const IN_ORDER: &str = "ORDER BY e.year, e.serial";
    let mut statement = match days {
        // The index of the references has the order already: nothing is sorted.
        None => conn.prepare_cached(&format!("{LISTED} {IN_ORDER}"))?,
        Some(_) => conn.prepare_cached(&format!(
            "{LISTED} WHERE e.done_on BETWEEN ?1 AND ?2 {IN_ORDER}"
        ))?,
    };
    let mut found = match days {
        None => statement.query([])?,
        Some((from, to)) => statement.query(params![from, to])?,
    };
    while let Some(row) = found.next()? {
        each(&listed(row)?)?;
    }
    Ok(())
}

fn listed<'r>(row: &'r Row<'_>) -> rusqlite::Result<Listed<'r>> {
    Ok(Listed {
        reference: Reference {
            year: row.get(0)?,
            serial: row.get(1)?,
        },
        id: row.get(2)?,
        state: rows::text(row, 3)?,
        done_on: rows::day(row, 4)?,
        recorded_at: rows::instant(row, 5)?,
        minutes: row.get(6)?,
        giver_number: row.get(7)?,
        giver_name: rows::text(row, 8)?,
        receiver_number: row.get(9)?,
        receiver_name: rows::text(row, 10)?,
        category: rows::text(row, 11)?,
        description: rows::text(row, 12)?,
        channel: rows::text(row, 13)?,
        state_at: rows::instant(row, 14)?,
        listing: row.get(15)?,
        project: row.get(16)?,
    })
}

/// Asks for each member and each side by itself, so that an index answers with its first row.
pub(in super::super) fn first_days(
    conn: &Connection,
) -> rusqlite::Result<HashMap<MemberId, NaiveDate>> {
    let mut select = conn.prepare_cached(
        "SELECT m.id,
                (SELECT min(done_on) FROM exchange WHERE giver = m.id AND state = 'posted'),
                (SELECT min(done_on) FROM exchange WHERE receiver = m.id AND state = 'posted')
           FROM member m",
    )?;
    let mut days = HashMap::new();
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (gave, received): (Option<NaiveDate>, Option<NaiveDate>) = (row.get(1)?, row.get(2)?);
        if let Some(first) = gave.into_iter().chain(received).min() {
            days.insert(row.get(0)?, first);
        }
    }
    Ok(days)
}
