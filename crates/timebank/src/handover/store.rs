//! The SQL of reports that were handed over.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::{About, Handover, Told};
use crate::ids::MemberId;
use crate::rows;

pub(super) fn insert(
    tx: &Transaction<'_>,
    by: MemberId,
    told: &Told,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO handover (at, actor, first_day, last_day, format, transfers, exchanges,
                               minutes, survey, sheets, project, funder)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        params![
            now.timestamp(),
            by,
            told.from,
            told.to,
            told.format,
            i64::try_from(told.transfers).unwrap_or(i64::MAX),
            i64::try_from(told.exchanges).unwrap_or(i64::MAX),
            told.minutes,
            told.survey.map(|(survey, _)| survey),
            told.survey
                .map(|(_, sheets)| i64::try_from(sheets).unwrap_or(i64::MAX)),
            told.about.project,
            told.about.funder,
        ],
    )?;
    Ok(())
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Handover>> {
    conn.prepare_cached("SELECT * FROM handover ORDER BY id")?
        .query_map([], read)?
        .collect()
}

pub(super) fn latest(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    about: About,
) -> rusqlite::Result<Option<Handover>> {
    conn.prepare_cached(
        "SELECT * FROM handover
          WHERE first_day = ?1 AND last_day = ?2 AND project IS ?3 AND funder IS ?4
          ORDER BY id DESC LIMIT 1",
    )?
    .query_row(params![from, to, about.project, about.funder], read)
    .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Handover> {
    let count = |column: &str| -> rusqlite::Result<u64> {
        Ok(u64::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
    };
    Ok(Handover {
        at: rows::instant(row, "at")?,
        actor: row.get("actor")?,
        told: Told {
            from: row.get("first_day")?,
            to: row.get("last_day")?,
            format: row.get("format")?,
            transfers: count("transfers")?,
            exchanges: count("exchanges")?,
            minutes: row.get("minutes")?,
            about: About {
                project: row.get("project")?,
                funder: row.get("funder")?,
            },
            survey: match row.get("survey")? {
                Some(survey) => Some((survey, count("sheets")?)),
                None => None,
            },
        },
    })
}
