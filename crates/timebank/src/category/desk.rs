//! What an administrator decides about kinds of help: names, order, rules, and two becoming one.

use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::store::{self, Kept};
use super::{get, kept};
use crate::actor::Administrator;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::CategoryId;
use crate::typed::tidy;
use crate::{audit, policy, project};

/// What is decided about a kind of help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// What members read.
    pub name: String,
    /// It cannot be offered, asked for or logged.
    pub barred: bool,
    /// The check that a coordinator has to have seen; empty for none.
    pub evidence: String,
    /// Somebody goes along when a member gives it for the first time.
    pub accompanied: bool,
    /// The kind of help under which it stands, its heading. What is decided about a heading holds
    /// for what has the heading itself, not for the kinds under it.
    pub heading: Option<CategoryId>,
}

impl Rules {
    fn checked(&self) -> Result<Self> {
        let rules = Self {
            name: tidy(&self.name),
            evidence: tidy(&self.evidence),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if rules.name.is_empty() || rules.name.chars().count() > 80 {
            let message = "Enter a name of 80 characters or less";
            errors.push(FieldError::new("name", message));
        }
        if rules.evidence.chars().count() > 80 {
            let message = "The name of the check must be 80 characters or less";
            errors.push(FieldError::new("evidence", message));
        }
        if errors.is_empty() {
            Ok(rules)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

fn taken() -> Error {
    Error::field("name", "Another kind of help has this name already")
}

/// Whether a kind of help, if it is there already, can stand under this heading.
fn check_heading(conn: &Connection, id: Option<CategoryId>, heading: CategoryId) -> Result<()> {
    let refused = |message| Err(Error::field("heading", message));
    let above = kept(conn, heading)?;
    if Some(heading) == id {
        return refused("A kind of help cannot stand under itself");
    }
    if above.rules.heading.is_some() {
        return refused("That kind stands under a heading itself: there are two levels, no more");
    }
    if let Some(id) = id
        && kept(conn, id)?.below > 0
    {
        return refused("Other kinds stand under this one: move them first");
    }
    Ok(())
}

/// Adds a kind of help at the end of the list, or of those under a heading. One of this name that
/// is there already is left as it is.
pub fn add(
    tx: &Transaction<'_>,
    by: &Administrator,
    name: &str,
    heading: Option<CategoryId>,
    moment: &Moment,
) -> Result<CategoryId> {
    let rules = Rules {
        name: name.to_owned(),
        ..Rules::default()
    };
    let name = rules.checked()?.name;
    if store::find(tx, &name)?.is_some() {
        return Err(taken());
    }
    if let Some(heading) = heading {
        check_heading(tx, None, heading)?;
    }
    let icon = heading.map(|heading| get(tx, heading)).transpose()?;
    let icon = icon.map_or_else(|| "hands".to_owned(), |heading| heading.icon);
    store::insert(tx, &name, &icon, store::places(tx)?)?;
    let added = store::find(tx, &name)?.ok_or(Error::NotFound("This kind of help"))?;
    store::put_under(tx, added.id, heading)?;
    write_down(tx, by, "category.add", added.id, moment)?;
    Ok(added.id)
}

/// Changes the name, the rules and the heading of a kind of help. What stands in the book keeps its
/// kind, under the new name. What comes under another heading stands last there.
pub fn change(
    tx: &Transaction<'_>,
    by: &Administrator,
    id: CategoryId,
    rules: &Rules,
    moment: &Moment,
) -> Result<()> {
    let (known, rules) = (kept(tx, id)?, rules.checked()?);
    if store::find(tx, &rules.name)?.is_some_and(|other| other.id != id) {
        return Err(taken());
    }
    if known.rules == rules {
        return Ok(());
    }
    if known.rules.heading != rules.heading {
        if let Some(heading) = rules.heading {
            check_heading(tx, Some(id), heading)?;
        }
        store::put_at(tx, id, store::places(tx)?)?;
        store::moved(tx, id, moment.now)?;
    }
    store::change(tx, id, &rules)?;
    let details = json!({
        "kind": id,
        "heading": rules.heading,
        "barred": rules.barred,
        "evidence": !rules.evidence.is_empty(),
        "accompanied": rules.accompanied,
    });
    audit::write(tx, by.into(), moment, "category.change", None, &details)
}

/// Moves a kind of help one place up in every list, among those under the same heading. The first
/// stays where it is.
pub fn move_up(
    tx: &Transaction<'_>,
    by: &Administrator,
    id: CategoryId,
    moment: &Moment,
) -> Result<()> {
    kept(tx, id)?;
    let order = above(&store::all(tx)?, id);
    for (place, one) in order.iter().enumerate() {
        store::put_at(tx, *one, place)?;
    }
    write_down(tx, by, "category.move", id, moment)
}

fn above(all: &[Kept], id: CategoryId) -> Vec<CategoryId> {
    let heading = all.iter().find(|kind| kind.id == id);
    let heading = heading.and_then(|kind| kind.rules.heading);
    let beside = all.iter().filter(|kind| kind.rules.heading == heading);
    let mut order: Vec<CategoryId> = beside.map(|kind| kind.id).collect();
    if let Some(place) = order.iter().position(|one| *one == id)
        && place > 0
    {
        order.swap(place - 1, place);
    }
    order
}

/// Closes a kind of help, or opens it again. A closed one stands in no list to choose from; what
/// has it keeps it.
pub fn open_or_close(
    tx: &Transaction<'_>,
    by: &Administrator,
    id: CategoryId,
    open: bool,
    moment: &Moment,
) -> Result<()> {
    if kept(tx, id)?.open == open {
        return Ok(());
    }
    store::open_or_close(tx, id, (!open).then_some(moment.now))?;
    let action = if open {
        "category.open"
    } else {
        "category.close"
    };
    write_down(tx, by, action, id, moment)
}

/// Makes one kind of help of two: everything that has `goes` has `stays` from now on, the rules of
/// the policy included. Kinds that stood under the one that goes stand under the one that stays, or
/// beside it where it has a heading. It cannot be undone. Sent twice, it is done once.
pub fn merge(
    tx: &Transaction<'_>,
    by: &Administrator,
    goes: CategoryId,
    stays: CategoryId,
    moment: &Moment,
) -> Result<()> {
    get(tx, goes)?;
    if store::merged_into(tx, goes)? == Some(stays) {
        return Ok(());
    }
    let (other, kept_one) = (kept(tx, goes)?, kept(tx, stays)?);
    if other.id == kept_one.id {
        return Err(Error::field("into", "Choose another kind of help"));
    }
    store::lift(tx, goes, stays)?;
    store::merge(tx, goes, stays, moment.now)?;
    store::moved(tx, stays, moment.now)?;
    policy::merged(tx, by, goes, stays, moment)?;
    project::kinds_merged(tx, goes, stays)?;
    let details = json!({ "goes": goes, "stays": stays });
    audit::write(tx, by.into(), moment, "category.merge", None, &details)
}

fn write_down(
    tx: &Transaction<'_>,
    by: &Administrator,
    action: &'static str,
    id: CategoryId,
    moment: &Moment,
) -> Result<()> {
    let details = json!({ "kind": id });
    audit::write(tx, by.into(), moment, action, None, &details)
}
