//! The SQL of what a member's hours did.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::{Deeds, Given, KindOfHelp};
use crate::ids::MemberId;

pub(super) fn sums(
    conn: &Connection,
    member: MemberId,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<Deeds> {
    conn.prepare_cached(
        "SELECT coalesce(sum(minutes) FILTER (WHERE giver = ?1), 0),
                coalesce(sum(minutes) FILTER (WHERE receiver = ?1), 0),
                count(DISTINCT CASE WHEN giver = ?1 THEN receiver END),
                count(DISTINCT CASE WHEN receiver = ?1 THEN giver END)
           FROM exchange
          WHERE (giver = ?1 OR receiver = ?1) AND state = 'posted'
            AND done_on BETWEEN ?2 AND ?3",
    )?
    .query_row(params![member, from, to], |row| {
        Ok(Deeds {
            given: row.get(0)?,
            received: row.get(1)?,
            helped: row.get(2)?,
            helped_by: row.get(3)?,
            kinds: Vec::new(),
        })
    })
}

pub(super) fn kinds(
    conn: &Connection,
    member: MemberId,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<Vec<KindOfHelp>> {
    conn.prepare_cached(
        "SELECT coalesce(c.name, '') AS name, count(*) AS times, sum(e.minutes) AS minutes
           FROM exchange e LEFT JOIN category c ON c.id = e.category
          WHERE e.giver = ?1 AND e.state = 'posted' AND e.done_on BETWEEN ?2 AND ?3
          GROUP BY e.category ORDER BY minutes DESC, name",
    )?
    .query_map(params![member, from, to], |row| {
        Ok(KindOfHelp {
            name: row.get("name")?,
            times: row.get("times")?,
            minutes: row.get("minutes")?,
        })
    })?
    .collect()
}

pub(super) fn first_day(
    conn: &Connection,
    member: MemberId,
) -> rusqlite::Result<Option<NaiveDate>> {
    conn.prepare_cached(
        "SELECT min(done_on) FROM exchange
          WHERE (giver = ?1 OR receiver = ?1) AND state = 'posted'",
    )?
    .query_row([member], |row| row.get(0))
}

/// What the member gave, in the order of days.
pub(super) fn given(conn: &Connection, member: MemberId) -> rusqlite::Result<Vec<Given>> {
    conn.prepare_cached(
        "SELECT done_on, minutes, receiver FROM exchange
          WHERE giver = ?1 AND state = 'posted' ORDER BY done_on, id",
    )?
    .query_map([member], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
    .collect()
}
