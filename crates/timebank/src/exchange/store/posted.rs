//! What reports read of the exchanges that stand in the book.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::super::model::RecordedAs;
use super::super::queries::PostedExchange;
use crate::clock::Channel;
use crate::ids::MemberId;
use crate::member::MemberKind;
use crate::rows;

pub(in super::super) fn for_each_posted(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    mut each: impl FnMut(PostedExchange),
) -> rusqlite::Result<()> {
    let mut statement = conn.prepare_cached(
        "SELECT e.done_on, e.minutes, e.giver, g.kind AS giver_kind, e.receiver,
                r.kind AS receiver_kind, r.area AS receiver_area, e.category, e.channel,
                e.project, p.funder, e.recorded_as, e.recorded_by, e.recorded_at, e.state_at
           FROM exchange e JOIN member g ON g.id = e.giver JOIN member r ON r.id = e.receiver
                LEFT JOIN project p ON p.id = e.project
          WHERE e.state = 'posted' AND e.done_on BETWEEN ?1 AND ?2 ORDER BY e.done_on",
    )?;
    let mut found = statement.query(params![from, to])?;
    while let Some(row) = found.next()? {
        each(PostedExchange {
            done_on: row.get("done_on")?,
            minutes: row.get("minutes")?,
            giver: row.get("giver")?,
            giver_kind: rows::code(row, "giver_kind", MemberKind::parse)?,
            receiver: row.get("receiver")?,
            receiver_kind: rows::code(row, "receiver_kind", MemberKind::parse)?,
            receiver_area: row.get("receiver_area")?,
            category: row.get("category")?,
            project: row.get("project")?,
            funder: row.get("funder")?,
            channel: rows::code(row, "channel", Channel::parse)?,
            recorded_as: rows::code(row, "recorded_as", RecordedAs::parse)?,
            recorded_by: row.get("recorded_by")?,
            recorded_at: rows::instant(row, "recorded_at")?,
            posted_at: rows::instant(row, "state_at")?,
        });
    }
    Ok(())
}

/// Asks each side by itself, so that an index answers it, most often with the first row it has.
pub(in super::super) fn took_part_before(
    conn: &Connection,
    member: MemberId,
    day: NaiveDate,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM exchange
                         WHERE giver = ?1 AND state = 'posted' AND done_on < ?2)
             OR EXISTS (SELECT 1 FROM exchange
                         WHERE receiver = ?1 AND state = 'posted' AND done_on < ?2)",
    )?
    .query_row(params![member, day], |row| row.get(0))
}

pub(in super::super) fn first_done(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<Option<NaiveDate>> {
    conn.prepare_cached(
        "SELECT min(done_on) FROM (
             SELECT min(done_on) AS done_on FROM exchange WHERE giver = ?1 AND state = 'posted'
             UNION ALL
             SELECT min(done_on) FROM exchange WHERE receiver = ?1 AND state = 'posted')",
    )?
    .query_row([member], |row| row.get(0))
}
