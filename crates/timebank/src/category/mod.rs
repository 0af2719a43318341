//! Kinds of help, in two levels, and parts of the place: short lists that the bank keeps.

mod areas;
mod desk;
mod set;
mod store;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

pub use areas::{Place, add as add_area, merge as merge_areas, places, rename as rename_area};
pub use desk::{Rules, add, change, merge, move_up, open_or_close};
pub(crate) use set::add as add_starting_set;
pub use set::{Step as SetStep, steps as set_steps, take as take_set};
pub use store::{Area, Category, Caution, Kept};

use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId, ExchangeId};

/// The kinds of help that can be chosen, in the bank's own order: open, and not barred. A heading
/// comes before what stands under it, and can be chosen like any other: for what none of those
/// fits.
pub fn list(conn: &Connection) -> Result<Vec<Category>> {
    Ok(store::list(conn)?)
}

/// The heading of each kind of help that stands under one.
pub fn headings(conn: &Connection) -> Result<HashMap<CategoryId, CategoryId>> {
    Ok(store::headings(conn)?)
}

/// Whether a kind of help came under another heading, or took in another one, since. Then the rows
/// of two reports by kind of help tell the hours of what moved.
pub fn moved_since(conn: &Connection, after: DateTime<Utc>) -> Result<bool> {
    Ok(store::moved_since(conn, after)?)
}

/// All kinds of help with what is decided about them, those that were merged left out.
pub fn all(conn: &Connection) -> Result<Vec<Kept>> {
    Ok(store::all(conn)?)
}

/// One kind of help with what is decided about it.
pub fn kept(conn: &Connection, id: CategoryId) -> Result<Kept> {
    let found = store::all(conn)?.into_iter().find(|kind| kind.id == id);
    found.ok_or(Error::NotFound("This kind of help"))
}

/// What a kind of help stands for now: itself, or the one it was merged into. One that this
/// timebank does not arrange is refused.
pub(crate) fn usable(conn: &Connection, id: CategoryId) -> Result<CategoryId> {
    let mut id = id;
    while let Some(into) = store::merged_into(conn, id)? {
        id = into;
    }
    let kind = get(conn, id)?;
    if store::is_barred(conn, id)? {
        let message = format!("{} is help that this timebank does not arrange", kind.name);
        return Err(Error::field("category", message));
    }
    Ok(id)
}

/// What to look at in exchanges that wait for a coordinator, by what is decided about their kind.
pub fn cautions(conn: &Connection) -> Result<HashMap<ExchangeId, Caution>> {
    Ok(store::cautions(conn)?)
}

/// One kind of help, open or closed.
pub fn get(conn: &Connection, id: CategoryId) -> Result<Category> {
    store::get(conn, id)?.ok_or(Error::NotFound("This kind of help"))
}

/// What every kind of help is called, merged ones too.
pub fn names(conn: &Connection) -> Result<HashMap<CategoryId, String>> {
    Ok(store::names(conn)?)
}

/// The kind of help with this name, whatever its capitals.
pub fn find(conn: &Connection, name: &str) -> Result<Option<Category>> {
    Ok(store::find(conn, name.trim())?)
}

/// The kind of help with this name, added at the end of the list when it is new.
pub(crate) fn named(tx: &Transaction<'_>, name: &str) -> Result<CategoryId> {
    let name = name.trim();
    if let Some(known) = store::find(tx, name)? {
        return Ok(known.id);
    }
    store::insert(tx, name, "hands", store::places(tx)?)?;
    store::find(tx, name)?
        .map(|added| added.id)
        .ok_or(Error::NotFound("This kind of help"))
}

/// The parts of the place, by name.
pub fn areas(conn: &Connection) -> Result<Vec<Area>> {
    Ok(store::areas(conn)?)
}

/// The area with this name, added when it is new. `None` for an empty name.
pub(crate) fn area_named(tx: &Transaction<'_>, name: &str) -> Result<Option<AreaId>> {
    let name = name.trim();
    if name.is_empty() {
        return Ok(None);
    }
    if name.chars().count() > 80 {
        return Err(Error::field("area", "Area must be 80 characters or less"));
    }
    Ok(Some(store::area_named(tx, name)?))
}
