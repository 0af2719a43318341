//! What an administrator decides about the parts of the place: names, and two becoming one.

use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::store;
use crate::actor::Administrator;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::AreaId;
use crate::typed::tidy;
use crate::{audit, project};

/// A part of the place, and how many members live there who have not left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: String,
    /// How many members.
    pub members: u32,
}

/// All parts of the place, by name.
pub fn places(conn: &Connection) -> Result<Vec<Place>> {
    Ok(store::area_places(conn)?)
}

fn checked(name: &str) -> Result<String> {
    let name = tidy(name);
    if name.is_empty() || name.chars().count() > 80 {
        let message = "Enter a name of 80 characters or less";
        return Err(Error::field("name", message));
    }
    Ok(name)
}

fn known(conn: &Connection, id: AreaId) -> Result<Place> {
    let found = places(conn)?.into_iter().find(|place| place.id == id);
    found.ok_or(Error::NotFound("This area"))
}

/// Adds a part of the place.
pub fn add(
    tx: &Transaction<'_>,
    by: &Administrator,
    name: &str,
    moment: &Moment,
) -> Result<AreaId> {
    let name = checked(name)?;
    if is_taken(tx, &name, None)? {
        return Err(taken());
    }
    let id = store::area_named(tx, &name)?;
    let details = json!({ "area": id });
    audit::write(tx, by.into(), moment, "area.add", None, &details)?;
    Ok(id)
}

/// Gives a part of the place another name.
pub fn rename(
    tx: &Transaction<'_>,
    by: &Administrator,
    id: AreaId,
    name: &str,
    moment: &Moment,
) -> Result<()> {
    let (known, name) = (known(tx, id)?, checked(name)?);
    if known.name == name {
        return Ok(());
    }
    if is_taken(tx, &name, Some(id))? {
        return Err(taken());
    }
    store::rename_area(tx, id, &name)?;
    let details = json!({ "area": id });
    audit::write(tx, by.into(), moment, "area.rename", None, &details)
}

/// Makes one part of the place of two: whoever lives in `goes` lives in `stays` from now on. It
/// cannot be undone. An area that is gone already is left alone.
pub fn merge(
    tx: &Transaction<'_>,
    by: &Administrator,
    goes: AreaId,
    stays: AreaId,
    moment: &Moment,
) -> Result<()> {
    known(tx, stays)?;
    if goes == stays {
        return Err(Error::field("into", "Choose another area"));
    }
    if known(tx, goes).is_err() {
        return Ok(());
    }
    project::areas_merged(tx, goes, stays)?;
    store::merge_areas(tx, goes, stays)?;
    let details = json!({ "goes": goes, "stays": stays });
    audit::write(tx, by.into(), moment, "area.merge", None, &details)
}

fn is_taken(conn: &Connection, name: &str, but: Option<AreaId>) -> Result<bool> {
    let same = |place: &Place| place.name.to_lowercase() == name.to_lowercase();
    let found = places(conn)?.into_iter();
    Ok(found
        .filter(|place| Some(place.id) != but)
        .any(|place| same(&place)))
}

fn taken() -> Error {
    Error::field("name", "Another area has this name already: merge the two")
}
