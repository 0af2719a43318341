//! Set-ups of the activity report, kept under a name, so that the same report is asked for in the
//! same way each time.
//!
//! A set-up names a period such as the last quarter, and never two dates: it is to be used again.
//! Which periods there are is for `reports` to know. A set-up holds no figures, so it may go.
//! One whose report is handed over regularly reminds the coordinators when its days are over.

mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use uuid::Uuid;
use words::say;

use crate::actor::{Coordinator, System};
use crate::audit;
use crate::clock::{Channel, Moment};
use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId, FunderId, ProjectId, SetupId, StoryId, SurveyId};
use crate::member::{self, MemberKind};
use crate::outbox::{self, NoticeKind};

/// The most that a bank keeps: a list that is longer is not read.
pub const MOST: usize = 20;

/// A set-up that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub id: SetupId,
    /// What it asks for.
    pub setup: Setup,
    /// The last of the days the coordinators were reminded of, if they were.
    pub told_to: Option<NaiveDate>,
}

/// What a report is asked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setup {
    /// What coordinators call it.
    pub name: String,
    /// The code of a period.
    pub period: String,
    /// Whether it is for the bank's own committee, and not for readers outside.
    pub for_committee: bool,
    /// Only help received here.
    pub area: Option<AreaId>,
    /// Only this kind of help.
    pub category: Option<CategoryId>,
    /// Only help among people, or with organisations.
    pub members: Option<MemberKind>,
    /// Only what came this way.
    pub channel: Option<Channel>,
    /// Only what belongs to this project.
    pub project: Option<ProjectId>,
    /// Only what belongs to projects that this one pays for.
    pub funder: Option<FunderId>,
    /// With what it would have cost to pay for the hours.
    pub worth: bool,
    /// With what members answered to this survey.
    pub survey: Option<SurveyId>,
    /// With this story; none once it is withdrawn.
    pub story: Option<StoryId>,
    /// Whether coordinators are reminded to hand it over each time its days are over.
    pub reminds: bool,
}

/// Keeps a set-up. Refused without a name, under a name that is taken, and beyond [`MOST`].
pub fn keep(
    tx: &Transaction<'_>,
    by: &Coordinator,
    setup: &Setup,
    moment: &Moment,
) -> Result<SetupId> {
    let setup = Setup {
        name: setup.name.trim().to_owned(),
        ..setup.clone()
    };
    let refuse = |message: String| Err(Error::field("name", message));
    if setup.name.is_empty() {
        return refuse(say("set-up-enter-a-name-for-the"));
    }
    if setup.name.chars().count() > 80 {
        return refuse(say("set-up-name-must-be-characters-or"));
    }
    if store::is_taken(tx, &setup.name)? {
        return refuse(say("set-up-there-is-a-set-up"));
    }
    if store::all(tx)?.len() >= MOST {
        return refuse(say("set-up-there-are-set-ups-remove"));
    }
    let id = store::insert(tx, by.id(), &setup, moment.now)?;
    let facts = json!({ "setup": id.get(), "period": setup.period });
    audit::write(tx, by.into(), moment, "report.keep_setup", None, &facts)?;
    Ok(id)
}

/// Reminds every coordinator, once, that the report of a set-up is due for these days.
pub fn remind(
    tx: &Transaction<'_>,
    by: &System,
    kept: &Kept,
    (from, to): (NaiveDate, NaiveDate),
    moment: &Moment,
) -> Result<()> {
    if kept.told_to == Some(to) || store::told(tx, kept.id, to)? == 0 {
        return Ok(());
    }
    let facts = json!({
        "setup": kept.id.get(), "name": kept.setup.name,
        "from": from.to_string(), "to": to.to_string(),
    });
    let subject = Uuid::from_u128(u128::from(kept.id.get().unsigned_abs()));
    for coordinator in member::coordinators(tx)? {
        let kind = NoticeKind::ReportDue;
        outbox::tell(tx, moment, coordinator.id, kind, subject, &facts)?;
    }
    let facts = json!({ "setup": kept.id.get(), "to": to.to_string() });
    audit::write(tx, by.into(), moment, "report.remind", None, &facts)
}

/// Removes a set-up. One that is gone already stays gone.
pub fn remove(tx: &Transaction<'_>, by: &Coordinator, id: SetupId, moment: &Moment) -> Result<()> {
    if store::remove(tx, id)? == 0 {
        return Ok(());
    }
    let facts = json!({ "setup": id.get() });
    audit::write(tx, by.into(), moment, "report.remove_setup", None, &facts)
}

/// Every set-up, by name.
pub fn all(conn: &Connection) -> Result<Vec<Kept>> {
    Ok(store::all(conn)?)
}
