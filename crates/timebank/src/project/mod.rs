//! Projects that somebody pays for, and the exchanges that belong to each.
//!
//! An exchange belongs to one project or to none. A project can take exchanges by itself: those of
//! a kind of help, of an area, or of both, on its days. What it took follows what it takes; what a
//! coordinator marked by hand stays. Members see nothing of it.

mod model;
mod store;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Funder, Mark, Plan, Project};

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{AreaId, CategoryId, ExchangeId, FunderId, ProjectId};
use crate::typed::tidy;
use crate::{category, exchange};

/// Every project, open ones first, by name.
pub fn all(conn: &Connection) -> Result<Vec<Project>> {
    Ok(store::all(conn)?)
}

/// Everybody who pays for one, by name.
pub fn funders(conn: &Connection) -> Result<Vec<Funder>> {
    Ok(store::funders(conn)?)
}

/// One project.
pub fn get(conn: &Connection, id: ProjectId) -> Result<Project> {
    store::get(conn, id)?.ok_or(Error::NotFound("This project"))
}

/// How many exchanges belong to each project, whatever their state; one without any is left out.
pub fn sizes(conn: &Connection) -> Result<HashMap<ProjectId, u64>> {
    Ok(store::sizes(conn)?)
}

/// To which project an exchange belongs, and by whom; nothing where nobody ever said.
pub fn mark_of(conn: &Connection, id: ExchangeId) -> Result<Option<Mark>> {
    Ok(store::mark_of(conn, id)?)
}

/// Begins a project. What it takes by itself is marked at once, as far as it belongs to no other.
pub fn begin(
    tx: &Transaction<'_>,
    by: &Coordinator,
    plan: &Plan,
    moment: &Moment,
) -> Result<ProjectId> {
    let plan = checked(tx, plan, None)?;
    let id = store::insert(tx, &plan)?;
    let taken = store::take(tx, id, moment.now)?;
    let details = facts(id, &plan, taken, 0);
    audit::write(tx, by.into(), moment, "project.begin", None, &details)?;
    Ok(id)
}

/// Changes a project. What it took by itself and takes no more goes back; what it takes now is
/// marked, as far as it belongs to no other.
pub fn change(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ProjectId,
    plan: &Plan,
    moment: &Moment,
) -> Result<()> {
    let (known, plan) = (get(tx, id)?, checked(tx, plan, Some(id))?);
    if known.plan == plan {
        return Ok(());
    }
    store::change(tx, id, &plan)?;
    let reach = |plan: &Plan| (plan.from, plan.to, plan.category, plan.area);
    let (mut taken, mut released) = (0, 0);
    if reach(&known.plan) != reach(&plan) {
        released = store::release(tx, id, moment.now)?;
        if known.open {
            taken = store::take(tx, id, moment.now)?;
        }
    }
    let details = facts(id, &plan, taken, released);
    audit::write(tx, by.into(), moment, "project.change", None, &details)
}

/// Closes a project, or opens it again. A closed one takes nothing more; what it has stays.
pub fn open_or_close(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ProjectId,
    open: bool,
    moment: &Moment,
) -> Result<()> {
    if get(tx, id)?.open == open {
        return Ok(());
    }
    store::open_or_close(tx, id, (!open).then_some(moment.now))?;
    let taken = if open {
        store::take(tx, id, moment.now)?
    } else {
        0
    };
    let action = if open {
        "project.open"
    } else {
        "project.close"
    };
    let details = json!({ "project": id, "taken": taken });
    audit::write(tx, by.into(), moment, action, None, &details)
}

/// A coordinator says to which project an exchange belongs, or that it belongs to none. From then
/// on no project takes it by itself.
pub fn mark(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    project: Option<ProjectId>,
    moment: &Moment,
) -> Result<()> {
    let exchange = exchange::get(tx, id)?;
    if let Some(project) = project {
        let project = get(tx, project)?;
        if !project.open && exchange.project != Some(project.id) {
            let message = "This project is closed. Open it again first";
            return Err(Error::field("project", message));
        }
    }
    let before = store::mark_of(tx, id)?;
    if before.is_some_and(|mark| mark.by_hand && exchange.project == project) {
        return Ok(());
    }
    store::mark(tx, id, project, by.id(), moment.now)?;
    let details = json!({ "from": exchange.project, "to": project });
    let subject = Some(id.uuid());
    audit::write(tx, by.into(), moment, "exchange.project", subject, &details)
}

/// Marks a new exchange, or one whose day has changed: by the project that takes it by itself, if
/// one does. What stands in place of another keeps the mark that was made by hand.
pub(crate) fn settle(
    tx: &Transaction<'_>,
    id: ExchangeId,
    corrects: Option<ExchangeId>,
    moment: &Moment,
) -> Result<()> {
    if !store::any(tx)? {
        return Ok(());
    }
    if let Some(wrong) = corrects
        && store::inherit(tx, id, wrong)? > 0
    {
        return Ok(());
    }
    Ok(store::settle(tx, id, corrects, moment.now)?)
}

/// A kind of help became part of another, so projects take that one.
pub(crate) fn kinds_merged(
    tx: &Transaction<'_>,
    goes: CategoryId,
    stays: CategoryId,
) -> Result<()> {
    Ok(store::kinds_merged(tx, goes, stays)?)
}

/// An area became part of another, so projects take that one.
pub(crate) fn areas_merged(tx: &Transaction<'_>, goes: AreaId, stays: AreaId) -> Result<()> {
    Ok(store::areas_merged(tx, goes, stays)?)
}

/// Whether exchanges in the book, done on these days, came to another project after an instant.
pub fn marked_since(
    conn: &Connection,
    after: DateTime<Utc>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<bool> {
    Ok(store::marked_since(conn, after, from, to)?)
}

/// The project with this name, whatever its capitals.
pub fn named(conn: &Connection, name: &str) -> Result<Option<Project>> {
    let same = |project: &Project| project.plan.name.to_lowercase() == name.trim().to_lowercase();
    Ok(store::all(conn)?.into_iter().find(same))
}

/// The funder with this name, whatever its capitals.
pub fn funder_named(conn: &Connection, name: &str) -> Result<Option<Funder>> {
    let same = |funder: &Funder| funder.name.to_lowercase() == name.trim().to_lowercase();
    Ok(store::funders(conn)?.into_iter().find(same))
}

/// The name of a funder.
pub fn funder(conn: &Connection, id: FunderId) -> Result<Funder> {
    store::funder(conn, id)?.ok_or(Error::NotFound("This funder"))
}

fn checked(tx: &Transaction<'_>, plan: &Plan, id: Option<ProjectId>) -> Result<Plan> {
    let plan = Plan {
        name: tidy(&plan.name),
        funder: tidy(&plan.funder),
        ..plan.clone()
    };
    let mut errors = Vec::new();
    let mut refuse = |field: &'static str, message: &'static str| {
        errors.push(FieldError::new(field, message));
    };
    if plan.name.is_empty() || plan.name.chars().count() > 80 {
        refuse("name", "Enter a name of 80 characters or less");
    }
    if plan.funder.chars().count() > 80 {
        refuse("funder", "Who pays for it must be 80 characters or less");
    }
    if plan
        .to
        .is_some_and(|to| plan.from.is_some_and(|from| from > to))
    {
        refuse("to_day", "The last day must not be before the first");
    }
    if named(tx, &plan.name)?.is_some_and(|other| Some(other.id) != id) {
        refuse("name", "Another project has this name already");
    }
    if let Some(kind) = plan.category {
        category::get(tx, kind)?;
    }
    if let Some(area) = plan.area
        && !category::areas(tx)?.iter().any(|one| one.id == area)
    {
        refuse("area", "Choose an area of the list");
    }
    if errors.is_empty() {
        Ok(plan)
    } else {
        Err(Error::Invalid(errors))
    }
}

fn facts(id: ProjectId, plan: &Plan, taken: usize, released: usize) -> serde_json::Value {
    json!({
        "project": id,
        "from": plan.from,
        "to": plan.to,
        "kind": plan.category,
        "area": plan.area,
        "taken": taken,
        "released": released,
    })
}
