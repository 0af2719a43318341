//! The SQL of projects.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::model::{Funder, Mark, Plan, Project};
use crate::ids::{AreaId, CategoryId, ExchangeId, FunderId, MemberId, ProjectId};
use crate::rows;

pub(super) fn any(conn: &Connection) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM project)")?
        .query_row([], |row| row.get(0))
}

const COLUMNS: &str = "p.*, coalesce(f.name, '') AS funder_name
    FROM project p LEFT JOIN funder f ON f.id = p.funder";

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Project>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} ORDER BY p.closed_at IS NOT NULL, p.name, p.id"
    ))?
    .query_map([], read)?
    .collect()
}

pub(super) fn get(conn: &Connection, id: ProjectId) -> rusqlite::Result<Option<Project>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE p.id = ?1"))?
        .query_row([id], read)
        .optional()
}

/// How many exchanges belong to each project that has any.
pub(super) fn sizes(conn: &Connection) -> rusqlite::Result<HashMap<ProjectId, u64>> {
    conn.prepare_cached(
        "SELECT project, count(*) FROM exchange WHERE project IS NOT NULL GROUP BY project",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

fn read(row: &Row<'_>) -> rusqlite::Result<Project> {
    Ok(Project {
        id: row.get("id")?,
        plan: Plan {
            name: row.get("name")?,
            funder: row.get("funder_name")?,
            from: row.get("from_day")?,
            to: row.get("to_day")?,
            category: row.get("category")?,
            area: row.get("area")?,
        },
        funder: row.get("funder")?,
        open: row.get::<_, Option<i64>>("closed_at")?.is_none(),
    })
}

pub(super) fn funder(conn: &Connection, id: FunderId) -> rusqlite::Result<Option<Funder>> {
    conn.prepare_cached("SELECT id, name FROM funder WHERE id = ?1")?
        .query_row([id], read_funder)
        .optional()
}

pub(super) fn funders(conn: &Connection) -> rusqlite::Result<Vec<Funder>> {
    conn.prepare_cached(
        "SELECT id, name FROM funder f
          WHERE EXISTS (SELECT 1 FROM project p WHERE p.funder = f.id) ORDER BY name",
    )?
    .query_map([], read_funder)?
    .collect()
}

fn read_funder(row: &Row<'_>) -> rusqlite::Result<Funder> {
    Ok(Funder {
        id: row.get(0)?,
        name: row.get(1)?,
    })
}

/// The funder with this name, added when it is new.
fn funder_named(tx: &Transaction<'_>, name: &str) -> rusqlite::Result<Option<FunderId>> {
    if name.is_empty() {
        return Ok(None);
    }
    tx.execute(
        "INSERT INTO funder (name) VALUES (?1) ON CONFLICT (name) DO UPDATE SET name = ?1",
        [name],
    )?;
    let found = "SELECT id FROM funder WHERE name = ?1";
    tx.query_row(found, [name], |row| row.get(0)).map(Some)
}

pub(super) fn insert(tx: &Transaction<'_>, plan: &Plan) -> rusqlite::Result<ProjectId> {
    let funder = funder_named(tx, &plan.funder)?;
    tx.execute(
        "INSERT INTO project (name, funder, from_day, to_day, category, area)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            plan.name,
            funder,
            plan.from,
            plan.to,
            plan.category,
            plan.area
        ],
    )?;
    Ok(ProjectId::new(tx.last_insert_rowid()))
}

pub(super) fn change(tx: &Transaction<'_>, id: ProjectId, plan: &Plan) -> rusqlite::Result<()> {
    let funder = funder_named(tx, &plan.funder)?;
    tx.execute(
        "UPDATE project SET name = ?2, funder = ?3, from_day = ?4, to_day = ?5, category = ?6,
                            area = ?7
          WHERE id = ?1",
        params![
            id,
            plan.name,
            funder,
            plan.from,
            plan.to,
            plan.category,
            plan.area
        ],
    )?;
    Ok(())
}

pub(super) fn open_or_close(
    tx: &Transaction<'_>,
    id: ProjectId,
    closed_at: Option<DateTime<Utc>>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE project SET closed_at = ?2 WHERE id = ?1",
        params![id, closed_at.map(|at| at.timestamp())],
    )?;
    Ok(())
}

/// Whether project `p` takes exchange `e` by itself.
const TAKES: &str = "(p.category IS NOT NULL OR p.area IS NOT NULL)
    AND (p.category IS NULL OR p.category = e.category
         OR p.category = (SELECT c.parent FROM category c WHERE c.id = e.category))
    AND (p.area IS NULL OR p.area = (SELECT m.area FROM member m WHERE m.id = e.receiver))
    AND (p.from_day IS NULL OR e.done_on >= p.from_day)
    AND (p.to_day IS NULL OR e.done_on <= p.to_day)";

/// Marks what a project takes by itself, belongs to none and was never marked by hand.
pub(super) fn take(
    tx: &Transaction<'_>,
    id: ProjectId,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        &format!(
            "UPDATE exchange AS e SET project = p.id, project_at = ?2
               FROM project p
              WHERE p.id = ?1 AND e.project IS NULL AND e.project_by IS NULL AND {TAKES}"
        ),
        params![id, now.timestamp()],
    )
}

/// Gives back what a project took by itself and takes no more.
pub(super) fn release(
    tx: &Transaction<'_>,
    id: ProjectId,
    now: DateTime<Utc>,
) -> rusqlite::Result<usize> {
    tx.execute(
        &format!(
            "UPDATE exchange AS e SET project = NULL, project_at = ?2
               FROM project p
              WHERE p.id = ?1 AND e.project = ?1 AND e.project_by IS NULL
                AND ({TAKES}) IS NOT TRUE"
        ),
        params![id, now.timestamp()],
    )
}

/// Marks one exchange by what the open projects take, and the one to which the exchange that it
/// stands in place of belongs. The project that says most about it comes first.
pub(super) fn settle(
    tx: &Transaction<'_>,
    id: ExchangeId,
    corrects: Option<ExchangeId>,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    let taker = format!(
        "SELECT p.id FROM project p
          WHERE (p.closed_at IS NULL OR p.id = (SELECT project FROM exchange WHERE id = ?3))
            AND {TAKES}
          ORDER BY (p.category IS NOT NULL) + (p.area IS NOT NULL) DESC,
                   p.category IS NOT NULL AND p.category IS NOT e.category, p.id LIMIT 1"
    );
    tx.prepare_cached(&format!(
        "UPDATE exchange AS e SET project = ({taker}), project_at = ?2
          WHERE e.id = ?1 AND e.project_by IS NULL AND e.project IS NOT ({taker})"
    ))?
    .execute(params![id, now.timestamp(), corrects])?;
    Ok(())
}

/// Marks an exchange like another one, if that one was marked by hand.
pub(super) fn inherit(
    tx: &Transaction<'_>,
    id: ExchangeId,
    from: ExchangeId,
) -> rusqlite::Result<usize> {
    tx.execute(
        "UPDATE exchange AS e SET project = o.project, project_by = o.project_by,
                                  project_at = o.project_at
           FROM exchange o
          WHERE e.id = ?1 AND o.id = ?2 AND o.project_by IS NOT NULL",
        params![id, from],
    )
}

pub(super) fn mark(
    tx: &Transaction<'_>,
    id: ExchangeId,
    project: Option<ProjectId>,
    by: MemberId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE exchange SET project = ?2, project_by = ?3, project_at = ?4 WHERE id = ?1",
        params![id, project, by, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn mark_of(conn: &Connection, id: ExchangeId) -> rusqlite::Result<Option<Mark>> {
    conn.prepare_cached(
        "SELECT coalesce(p.name, '') AS project, e.project_by IS NOT NULL AS by_hand,
                coalesce(m.name, '') AS by, e.project_at
           FROM exchange e LEFT JOIN project p ON p.id = e.project
           LEFT JOIN member m ON m.id = e.project_by
          WHERE e.id = ?1 AND e.project_at IS NOT NULL",
    )?
    .query_row([id], |row| {
        Ok(Mark {
            project: row.get("project")?,
            by_hand: row.get("by_hand")?,
            by: row.get("by")?,
            at: rows::instant(row, "project_at")?,
        })
    })
    .optional()
}

pub(super) fn marked_since(
    conn: &Connection,
    after: DateTime<Utc>,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM exchange
                         WHERE project_at >= ?1 AND done_on BETWEEN ?2 AND ?3
                           AND state = 'posted' AND state_at < ?1)",
    )?
    .query_row(params![after.timestamp(), from, to], |row| row.get(0))
}

pub(super) fn kinds_merged(
    tx: &Transaction<'_>,
    goes: CategoryId,
    stays: CategoryId,
) -> rusqlite::Result<()> {
    let sql = "UPDATE project SET category = ?2 WHERE category = ?1";
    tx.execute(sql, params![goes, stays])?;
    Ok(())
}

pub(super) fn areas_merged(
    tx: &Transaction<'_>,
    goes: AreaId,
    stays: AreaId,
) -> rusqlite::Result<()> {
    let sql = "UPDATE project SET area = ?2 WHERE area = ?1";
    tx.execute(sql, params![goes, stays])?;
    Ok(())
}
