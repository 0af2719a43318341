//! Leaflets: pages that the bank writes itself, such as how lifts are arranged or what to bring to
//! the repair café. On screens they are called pages.
//!
//! A leaflet has an address that stays, a text in Markdown, and readers. Each version stays as it
//! was written; a leaflet that is withdrawn can be brought back. How Markdown becomes a page is no
//! business of this floor. The leaflet of the address [`OPENING`] is shown at the top of the public
//! page on joining.

mod model;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{InFoot, Leaflet, NewLeaflet, OPENING, Readers, Version};

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};

/// Publishes a new leaflet, or the next version of one. `seen` is the version the form was made
/// from, nothing for a new one. One that was withdrawn is back with it. The same again changes
/// nothing.
pub fn publish(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewLeaflet,
    seen: Option<u32>,
    moment: &Moment,
) -> Result<Leaflet> {
    let new = new.checked()?;
    let known = store::get(tx, &new.slug)?;
    if let Some(known) = &known {
        if known.says(&new) {
            return Ok(known.clone());
        }
        match seen {
            None if known.slug != OPENING => {
                let message = "Another page has this address already: choose another";
                return Err(Error::field("slug", message));
            }
            Some(version) if version == known.version => {}
            _ => {
                return Err(Error::Conflict(
                    "Somebody else published this page meanwhile. Look at it first.".into(),
                ));
            }
        }
    } else if seen.is_some() {
        return Err(not_found());
    }
    store::publish(tx, &new, by.id(), moment.now)?;
    let published = get(tx, &new.slug)?;
    let details = json!({
        "page": published.slug,
        "version": published.version,
        "readers": published.readers.as_str(),
        "in_foot": published.in_foot,
    });
    audit::write(tx, by.into(), moment, "page.publish", None, &details)?;
    Ok(published)
}

/// Withdraws a leaflet, or brings it back. Withdrawn, it is found by coordinators only.
pub fn withdraw(
    tx: &Transaction<'_>,
    by: &Coordinator,
    slug: &str,
    withdrawn: bool,
    moment: &Moment,
) -> Result<()> {
    if get(tx, slug)?.withdrawn == withdrawn {
        return Ok(());
    }
    store::withdraw(tx, slug, withdrawn.then_some(moment.now))?;
    let action = if withdrawn {
        "page.withdraw"
    } else {
        "page.bring_back"
    };
    audit::write(
        tx,
        by.into(),
        moment,
        action,
        None,
        &json!({ "page": slug }),
    )
}

fn not_found() -> Error {
    Error::NotFound("This page")
}

/// A leaflet as it stands now.
pub fn get(conn: &Connection, slug: &str) -> Result<Leaflet> {
    store::get(conn, slug)?.ok_or_else(not_found)
}

/// All leaflets by title, those that are withdrawn last, without the opening words.
pub fn all(conn: &Connection) -> Result<Vec<Leaflet>> {
    Ok(store::all(conn)?)
}

/// The versions of one, newest first.
pub fn versions(conn: &Connection, slug: &str) -> Result<Vec<Version>> {
    Ok(store::versions(conn, slug)?)
}

/// What is named at the foot of each page, as the bank's row keeps it.
pub(crate) fn foot(kept: &str) -> Option<Vec<InFoot>> {
    store::foot(kept)
}

/// The opening words of the page on joining, where there are any.
pub fn opening(conn: &Connection) -> Result<Option<Leaflet>> {
    Ok(store::get(conn, OPENING)?.filter(|words| !words.withdrawn))
}
