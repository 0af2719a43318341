//! The SQL of kinds of help and of areas.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::areas::Place;
use super::desk::Rules;
use crate::ids::{AreaId, CategoryId, ExchangeId};

/// A kind of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name, as members read it.
    pub name: String,
    /// The name of its picture.
    pub icon: String,
    /// The kind of help under which it stands, its heading.
    pub heading: Option<CategoryId>,
    /// The name of its heading; empty where it stands under none.
    pub heading_name: String,
    /// Whether it is a heading: other kinds stand under it.
    pub is_heading: bool,
}

/// A kind of help among the others, whatever became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) id: CategoryId,
    pub(super) name: String,
    pub(super) heading: Option<CategoryId>,
    /// Neither closed nor merged.
    pub(super) open: bool,
}

const COLUMNS: &str = "c.id, c.name, c.icon, c.parent, coalesce(h.name, '') AS heading_name,
    EXISTS (SELECT 1 FROM category k WHERE k.parent = c.id AND k.merged_into IS NULL) AS heads
    FROM category c LEFT JOIN category h ON h.id = c.parent";

/// Headings in their order, each before what stands under it.
const ORDER: &str = "coalesce(h.place, c.place), coalesce(h.name, c.name),
    c.parent IS NOT NULL, c.place, c.name";

/// A part of the place the bank serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
}

pub(super) fn insert(
    tx: &Transaction<'_>,
    name: &str,
    icon: &str,
    place: usize,
) -> rusqlite::Result<()> {
    tx.execute(
        "INSERT INTO category (name, icon, place) VALUES (?1, ?2, ?3)",
        params![name, icon, i64::try_from(place).unwrap_or(i64::MAX)],
    )?;
    Ok(())
}

pub(super) fn list(conn: &Connection) -> rusqlite::Result<Vec<Category>> {
    conn.prepare_cached(&format!(
        "SELECT {COLUMNS} WHERE c.closed_at IS NULL AND NOT c.barred ORDER BY {ORDER}"
    ))?
    .query_map([], read)?
    .collect()
}

pub(super) fn get(conn: &Connection, id: CategoryId) -> rusqlite::Result<Option<Category>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE c.id = ?1"))?
        .query_row([id], read)
        .optional()
}

pub(super) fn names(conn: &Connection) -> rusqlite::Result<HashMap<CategoryId, String>> {
    conn.prepare_cached("SELECT id, name FROM category")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

pub(super) fn find(conn: &Connection, name: &str) -> rusqlite::Result<Option<Category>> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} WHERE c.name = ?1"))?
        .query_row([name], read)
        .optional()
}

/// Every kind of help, those that were merged too.
pub(super) fn branches(conn: &Connection) -> rusqlite::Result<Vec<Branch>> {
    conn.prepare_cached("SELECT id, name, parent, closed_at IS NULL AS open FROM category")?
        .query_map([], |row| {
            Ok(Branch {
                id: row.get("id")?,
                name: row.get("name")?,
                heading: row.get("parent")?,
                open: row.get("open")?,
            })
        })?
        .collect()
}

/// The heading of each kind that has one.
pub(super) fn headings(conn: &Connection) -> rusqlite::Result<HashMap<CategoryId, CategoryId>> {
    conn.prepare_cached("SELECT id, parent FROM category WHERE parent IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

pub(super) fn put_under(
    tx: &Transaction<'_>,
    id: CategoryId,
    heading: Option<CategoryId>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE category SET parent = ?2 WHERE id = ?1",
        params![id, heading],
    )?;
    Ok(())
}

/// Remembers that the rows of reports by kind of help say something else from now on.
pub(super) fn moved(
    tx: &Transaction<'_>,
    id: CategoryId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE category SET moved_at = ?2 WHERE id = ?1",
        params![id, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn moved_since(conn: &Connection, after: DateTime<Utc>) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM category WHERE moved_at >= ?1)")?
        .query_row([after.timestamp()], |row| row.get(0))
}

pub(super) fn bar(tx: &Transaction<'_>, id: CategoryId) -> rusqlite::Result<()> {
    tx.execute("UPDATE category SET barred = 1 WHERE id = ?1", [id])?;
    Ok(())
}

/// The place after the last.
pub(super) fn places(conn: &Connection) -> rusqlite::Result<usize> {
    let next: i64 = conn.query_row(
        "SELECT coalesce(max(place), -1) + 1 FROM category",
        [],
        |row| row.get(0),
    )?;
    Ok(usize::try_from(next).unwrap_or(0))
}

pub(super) fn areas(conn: &Connection) -> rusqlite::Result<Vec<Area>> {
    conn.prepare_cached("SELECT id, name FROM area ORDER BY name")?
        .query_map([], |row| {
            Ok(Area {
                id: row.get(0)?,
                name: row.get(1)?,
            })
        })?
        .collect()
}

pub(super) fn area_named(tx: &Transaction<'_>, name: &str) -> rusqlite::Result<AreaId> {
    tx.execute(
        "INSERT INTO area (name) VALUES (?1) ON CONFLICT (name) DO NOTHING",
        [name],
    )?;
    tx.query_row("SELECT id FROM area WHERE name = ?1", [name], |row| {
        row.get(0)
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Category> {
    Ok(Category {
        id: row.get(0)?,
        name: row.get(1)?,
        icon: row.get(2)?,
        heading: row.get(3)?,
        heading_name: row.get(4)?,
        is_heading: row.get(5)?,
    })
}

/// A kind of help with what is decided about it, and what has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: CategoryId,
    /// What is decided about it.
    pub rules: Rules,
    /// The name of its heading; empty where it stands under none.
    pub heading_name: String,
    /// How many kinds of help stand under it.
    pub below: u32,
    /// Whether it stands in lists to choose from.
    pub open: bool,
    /// How many exchanges have it, in whatever state.
    pub exchanges: u32,
    /// How many open offers and requests have it.
    pub listings: u32,
}

/// What to look at in an exchange that waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caution {
    /// A check of the giver that nobody has seen, or that has run out; empty for none.
    pub unseen: String,
    /// The giver gives this kind of help for the first time, and somebody goes along.
    pub first_time: bool,
}

pub(super) fn all(conn: &Connection) -> rusqlite::Result<Vec<Kept>> {
    conn.prepare_cached(&format!(
        "SELECT c.id, c.name, c.barred, c.evidence, c.accompanied, c.closed_at IS NULL AS open,
                c.parent, coalesce(h.name, '') AS heading_name,
                (SELECT count(*) FROM category k
                  WHERE k.parent = c.id AND k.merged_into IS NULL) AS below,
                c.exchanges, c.open_listings
           FROM category c LEFT JOIN category h ON h.id = c.parent
          WHERE c.merged_into IS NULL ORDER BY {ORDER}"
    ))?
    .query_map([], |row| {
        Ok(Kept {
            id: row.get("id")?,
            rules: Rules {
                name: row.get("name")?,
                barred: row.get("barred")?,
                evidence: row.get("evidence")?,
                accompanied: row.get("accompanied")?,
                heading: row.get("parent")?,
            },
            heading_name: row.get("heading_name")?,
            below: row.get("below")?,
            open: row.get("open")?,
            exchanges: row.get("exchanges")?,
            listings: row.get("open_listings")?,
        })
    })?
    .collect()
}

pub(super) fn merged_into(
    conn: &Connection,
    id: CategoryId,
) -> rusqlite::Result<Option<CategoryId>> {
    let found: Option<Option<CategoryId>> = conn
        .prepare_cached("SELECT merged_into FROM category WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}

pub(super) fn is_barred(conn: &Connection, id: CategoryId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT barred FROM category WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
}

pub(super) fn change(tx: &Transaction<'_>, id: CategoryId, rules: &Rules) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE category SET name = ?2, barred = ?3, evidence = ?4, accompanied = ?5, parent = ?6
          WHERE id = ?1",
        params![
            id,
            rules.name,
            rules.barred,
            rules.evidence,
            rules.accompanied,
            rules.heading
        ],
    )?;
    Ok(())
}

pub(super) fn put_at(tx: &Transaction<'_>, id: CategoryId, place: usize) -> rusqlite::Result<()> {
    let place = i64::try_from(place).unwrap_or(i64::MAX);
    tx.execute(
        "UPDATE category SET place = ?2 WHERE id = ?1",
        params![id, place],
    )?;
    Ok(())
}

pub(super) fn open_or_close(
    tx: &Transaction<'_>,
    id: CategoryId,
    closed_at: Option<DateTime<Utc>>,
) -> rusqlite::Result<()> {
    tx.execute(
        "UPDATE category SET closed_at = ?2 WHERE id = ?1",
        params![id, closed_at.map(|at| at.timestamp())],
    )?;
    Ok(())
}

/// What stood under one kind stands under the other, or under its heading where it has one. A
/// kind into which its own heading is merged takes the place of that heading.
pub(super) fn lift(
    tx: &Transaction<'_>,
    goes: CategoryId,
    stays: CategoryId,
) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE category SET parent = NULL WHERE id = ?2 AND parent = ?1",
        "UPDATE category
            SET parent = coalesce((SELECT parent FROM category WHERE id = ?2), ?2)
          WHERE parent = ?1",
    ] {
        tx.execute(sql, params![goes, stays])?;
    }
    put_under(tx, goes, None)
}

/// Everything that has one kind has the other: exchanges, offers, requests, activities, set-ups of
/// reports, and kinds that were merged into it before.
pub(super) fn merge(
    tx: &Transaction<'_>,
    goes: CategoryId,
    stays: CategoryId,
    now: DateTime<Utc>,
) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE exchange SET category = ?2 WHERE category = ?1",
        "UPDATE listing SET category = ?2 WHERE category = ?1",
        "UPDATE activity SET category = ?2 WHERE category = ?1",
        "UPDATE report_setup SET category = ?2 WHERE category = ?1",
        "UPDATE category SET merged_into = ?2 WHERE merged_into = ?1",
    ] {
        tx.execute(sql, params![goes, stays])?;
    }
    tx.execute(
        "UPDATE category SET merged_into = ?2, closed_at = ?3 WHERE id = ?1",
        params![goes, stays, now.timestamp()],
    )?;
    Ok(())
}

pub(super) fn cautions(conn: &Connection) -> rusqlite::Result<HashMap<ExchangeId, Caution>> {
    conn.prepare_cached(
        "SELECT e.id,
                CASE WHEN c.evidence <> '' AND NOT EXISTS (
                       SELECT 1 FROM seen_check s
                        WHERE s.member = e.giver AND s.kind = c.evidence COLLATE NOCASE
                          AND s.ended_at IS NULL
                          AND (s.renew_on IS NULL OR s.renew_on > e.done_on))
                     THEN c.evidence ELSE '' END AS unseen,
                c.accompanied AND NOT EXISTS (
                       SELECT 1 FROM exchange o
                        WHERE o.giver = e.giver AND o.category = e.category
                          AND o.state = 'posted') AS first_time
           FROM exchange e JOIN category c ON c.id = e.category
          WHERE e.state IN ('agreed', 'confirmed') AND (c.evidence <> '' OR c.accompanied)",
    )?
    .query_map([], |row| {
        let caution = Caution {
            unseen: row.get("unseen")?,
            first_time: row.get("first_time")?,
        };
        Ok((row.get("id")?, caution))
    })?
    .collect()
}

pub(super) fn area_places(conn: &Connection) -> rusqlite::Result<Vec<Place>> {
    conn.prepare_cached("SELECT id, name, members FROM area ORDER BY name")?
        .query_map([], |row| {
            Ok(Place {
                id: row.get("id")?,
                name: row.get("name")?,
                members: row.get("members")?,
            })
        })?
        .collect()
}

pub(super) fn rename_area(tx: &Transaction<'_>, id: AreaId, name: &str) -> rusqlite::Result<()> {
    tx.execute("UPDATE area SET name = ?2 WHERE id = ?1", params![id, name])?;
    Ok(())
}

pub(super) fn merge_areas(
    tx: &Transaction<'_>,
    goes: AreaId,
    stays: AreaId,
) -> rusqlite::Result<()> {
    for sql in [
        "UPDATE member SET area = ?2 WHERE area = ?1",
        "UPDATE listing SET area = ?2 WHERE area = ?1",
        "UPDATE report_setup SET area = ?2 WHERE area = ?1",
    ] {
        tx.execute(sql, params![goes, stays])?;
    }
    tx.execute("DELETE FROM area WHERE id = ?1", [goes])?;
    Ok(())
}
