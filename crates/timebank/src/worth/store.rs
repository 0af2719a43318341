//! The SQL of rates and years.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::model::{Level, NewRate, Rate, SocialReturn, Year};
use crate::ids::{MemberId, RateId};
use crate::rows;

pub(super) fn pence(
    conn: &Connection,
    level: Level,
    from: NaiveDate,
) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT pence FROM hour_rate WHERE level = ?1 AND from_day = ?2")?
        .query_row(params![level.as_str(), from], |row| row.get(0))
        .optional()
}

pub(super) fn set_rate(
    tx: &Transaction<'_>,
    by: MemberId,
    rate: &NewRate,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        "INSERT INTO hour_rate (level, from_day, pence, source, set_at, set_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (level, from_day) DO UPDATE
            SET pence = excluded.pence, source = excluded.source,
                set_at = excluded.set_at, set_by = excluded.set_by",
        params![
            rate.level.as_str(),
            rate.from,
            rate.pence,
            rate.source,
            now.timestamp(),
            by,
        ],
    )
}

pub(super) fn remove_rate(tx: &Transaction<'_>, id: RateId) -> rusqlite::Result<usize> {
    tx.execute("DELETE FROM hour_rate WHERE id = ?1", [id])
}

pub(super) fn rates(conn: &Connection) -> rusqlite::Result<Vec<Rate>> {
    conn.prepare_cached("SELECT * FROM hour_rate ORDER BY level, from_day")?
        .query_map([], |row| {
            Ok(Rate {
                id: row.get("id")?,
                level: rows::code(row, "level", Level::parse)?,
                from: row.get("from_day")?,
                pence: row.get("pence")?,
                source: row.get("source")?,
                shipped: row.get::<_, Option<i64>>("set_at")?.is_none(),
            })
        })?
        .collect()
}

pub(super) fn set_year(
    tx: &Transaction<'_>,
    by: MemberId,
    year: &Year,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    let social = &year.social;
    tx.execute(
        "INSERT OR REPLACE INTO bank_year (from_day, cost_pence, outcome_pence, source, deadweight,
                attribution, displacement, drop_off, years, set_at, set_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        params![
            year.from,
            year.cost,
            social.outcomes,
            social.source,
            social.deadweight,
            social.attribution,
            social.displacement,
            social.drop_off,
            social.years,
            now.timestamp(),
            by,
        ],
    )
}

pub(super) fn remove_year(tx: &Transaction<'_>, from: NaiveDate) -> rusqlite::Result<usize> {
    tx.execute("DELETE FROM bank_year WHERE from_day = ?1", [from])
}

pub(super) fn years(conn: &Connection) -> rusqlite::Result<Vec<Year>> {
    conn.prepare_cached("SELECT * FROM bank_year ORDER BY from_day DESC")?
        .query_map([], year)?
        .collect()
}

fn year(row: &Row<'_>) -> rusqlite::Result<Year> {
    Ok(Year {
        from: row.get("from_day")?,
        cost: row.get("cost_pence")?,
        social: SocialReturn {
            outcomes: row.get("outcome_pence")?,
            source: row.get("source")?,
            deadweight: row.get("deadweight")?,
            attribution: row.get("attribution")?,
            displacement: row.get("displacement")?,
            drop_off: row.get("drop_off")?,
            years: row.get("years")?,
        },
    })
}
