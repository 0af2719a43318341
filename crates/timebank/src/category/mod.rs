//! Kinds of help and parts of the place: short lists that the bank keeps.

mod store;

use rusqlite::{Connection, Transaction};

pub use store::{Area, Category};

use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId};

/// The kinds of help a new bank begins with, each with the name of its icon.
const STARTING_SET: [(&str, &str); 20] = [
    ("Company and visits", "company"),
    ("Gardening", "garden"),
    ("Lifts", "lift"),
    ("Shopping and errands", "lift"),
    ("Small repairs", "repairs"),
    ("Decorating", "repairs"),
    ("Cooking", "cooking"),
    ("Baking", "cooking"),
    ("Sewing and mending", "sewing"),
    ("Computers and phones", "phone"),
    ("Paperwork", "letter"),
    ("Reading and writing letters", "letter"),
    ("Languages", "lesson"),
    ("Music", "lesson"),
    ("Lessons and coaching", "lesson"),
    ("Arts and crafts", "sewing"),
    ("Dog walking and pets", "dog"),
    ("Sport and walking", "dog"),
    ("Helping at events", "hands"),
    ("Running the timebank", "hands"),
];

/// Adds the kinds of help a new bank begins with.
pub(crate) fn add_starting_set(tx: &Transaction<'_>) -> Result<()> {
    for (place, (name, icon)) in STARTING_SET.iter().enumerate() {
        store::insert(tx, name, icon, place)?;
    }
    Ok(())
}

/// The open kinds of help, in the bank's own order.
pub fn list(conn: &Connection) -> Result<Vec<Category>> {
    Ok(store::list(conn)?)
}

/// One kind of help, open or closed.
pub fn get(conn: &Connection, id: CategoryId) -> Result<Category> {
    store::get(conn, id)?.ok_or(Error::NotFound("This kind of help"))
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
