//! What an administrator decides about kinds of help: names, order, rules, and two becoming one.

use rusqlite::Transaction;
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

/// Adds a kind of help at the end of the list. One of this name that is there already is left as
/// it is.
pub fn add(
    tx: &Transaction<'_>,
    by: &Administrator,
    name: &str,
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
    store::insert(tx, &name, "hands", store::places(tx)?)?;
    let added = store::find(tx, &name)?.ok_or(Error::NotFound("This kind of help"))?;
    write_down(tx, by, "category.add", added.id, moment)?;
    Ok(added.id)
}

/// Changes the name and the rules of a kind of help. What stands in the book keeps its kind, under
/// the new name.
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
    store::change(tx, id, &rules)?;
    let details = json!({
        "kind": id,
        "barred": rules.barred,
        "evidence": !rules.evidence.is_empty(),
        "accompanied": rules.accompanied,
    });
    audit::write(tx, by.into(), moment, "category.change", None, &details)
}

/// Moves a kind of help one place up in every list. The first stays where it is.
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
    let mut order: Vec<CategoryId> = all.iter().map(|kind| kind.id).collect();
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
/// the policy included. It cannot be undone. Sent twice, it is done once.
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
    store::merge(tx, goes, stays, moment.now)?;
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
