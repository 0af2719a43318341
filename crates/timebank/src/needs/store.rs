//! The SQL of what somebody needs to be reached and written to.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::model::{Due, Need, Needs, ToRing};
use crate::ids::MemberId;
use crate::rows;

/// What is older is no longer rung about.
const NEWS: TimeDelta = TimeDelta::days(30);

pub(super) fn of(conn: &Connection, member: MemberId) -> rusqlite::Result<Option<Needs>> {
    let found = conn
        .prepare_cached(
            "SELECT interpreter, other, shared, review_on,
                    (SELECT group_concat(need, ' ') FROM communication_need n
                      WHERE n.member = c.member) AS ticked
               FROM communication c WHERE member = ?1",
        )?
        .query_row([member], |row| {
            let ticked: Option<String> = row.get("ticked")?;
            let ticked = ticked.unwrap_or_default();
            let is_ticked = |need: &Need| ticked.split(' ').any(|code| code == need.as_str());
            Ok(Needs {
                ticked: Need::ALL.into_iter().filter(is_ticked).collect(),
                interpreter: row.get("interpreter")?,
                other: row.get("other")?,
                shared: row.get("shared")?,
                review_on: row.get("review_on")?,
            })
        })
        .optional()?;
    Ok(found)
}

pub(super) fn has(conn: &Connection, member: MemberId, need: Need) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM communication_need WHERE member = ?1 AND need = ?2)",
    )?
    .query_row(params![member, need.as_str()], |row| row.get(0))
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    member: MemberId,
    needs: &Needs,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO communication (member, interpreter, other, shared, review_on, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            member,
            needs.interpreter,
            needs.other,
            needs.shared,
            needs.review_on,
            now.timestamp()
        ],
    )?;
    for need in &needs.ticked {
        tx.execute(
            "INSERT INTO communication_need (member, need) VALUES (?1, ?2)",
            params![member, need.as_str()],
        )?;
    }
    Ok(())
}

pub(super) fn delete(tx: &Transaction<'_>, member: MemberId) -> rusqlite::Result<()> {
    tx.execute("DELETE FROM communication_need WHERE member = ?1", [member])?;
    tx.execute("DELETE FROM communication WHERE member = ?1", [member])?;
    Ok(())
}

pub(super) fn due(conn: &Connection, today: NaiveDate) -> rusqlite::Result<Vec<Due>> {
    conn.prepare_cached(
        "SELECT m.id, m.name, m.phone, c.review_on
           FROM communication c JOIN member m ON m.id = c.member
          WHERE c.review_on <= ?1 AND m.state IN ('active', 'paused')
          ORDER BY c.review_on, m.number",
    )?
    .query_map([today], |row| {
        Ok(Due {
            member: row.get("id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            review_on: row.get("review_on")?,
        })
    })?
    .collect()
}

pub(super) fn to_ring(
    conn: &Connection,
    kinds: &str,
    now: DateTime<Utc>,
) -> rusqlite::Result<Vec<ToRing>> {
    conn.prepare_cached(
        "SELECT m.id, m.name, m.phone, count(*) AS things, min(o.at) AS since
           FROM communication_need n
           JOIN member m ON m.id = n.member
           JOIN outbox o ON o.member = m.id
          WHERE n.need = 'call' AND m.state = 'active' AND o.at >= ?1
            AND o.kind IN (SELECT value FROM json_each(?2))
            AND o.at > coalesce((SELECT max(written_at) FROM desk_note d
                                  WHERE d.subject = m.id AND d.kind IN ('call', 'visit')), 0)
          GROUP BY m.id ORDER BY since, m.number",
    )?
    .query_map(params![(now - NEWS).timestamp(), kinds], |row| {
        Ok(ToRing {
            member: row.get("id")?,
            name: row.get("name")?,
            phone: row.get("phone")?,
            things: row.get("things")?,
            since: rows::instant(row, "since")?,
        })
    })?
    .collect()
}
