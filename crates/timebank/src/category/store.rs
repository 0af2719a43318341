//! The SQL of kinds of help and of areas.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::ids::{AreaId, CategoryId};

/// A kind of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name, as members read it.
    pub name: String,
    /// The name of its picture.
    pub icon: String,
}

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
    conn.prepare_cached(
        "SELECT id, name, icon FROM category WHERE closed_at IS NULL ORDER BY place, name",
    )?
    .query_map([], read)?
    .collect()
}

pub(super) fn get(conn: &Connection, id: CategoryId) -> rusqlite::Result<Option<Category>> {
    conn.prepare_cached("SELECT id, name, icon FROM category WHERE id = ?1")?
        .query_row([id], read)
        .optional()
}

pub(super) fn find(conn: &Connection, name: &str) -> rusqlite::Result<Option<Category>> {
    conn.prepare_cached("SELECT id, name, icon FROM category WHERE name = ?1")?
        .query_row([name], read)
        .optional()
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
    })
}
