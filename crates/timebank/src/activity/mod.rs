//! Group activities: one or more lead, many come, and the hours are settled in one transfer.
//!
//! ```text
//! planned ── settled ── taken back
//!     └── cancelled
//! ```
//!
//! The list is open until the activity is settled: members put themselves on it, coordinators
//! anybody. Settling works out every line ([`plan`]), writes one transfer of the kind *event* and
//! keeps with each person how long they were there and what the book says of them, so that
//! reports count the time of those who led and of those who came apart. Whoever took part does
//! not settle it.

mod model;
mod plan;
mod settle;
mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{
    Activity, ActivityDetails, ActivityState, Attendance, InBook, Listed, MOST_PEOPLE, Mark,
    NewActivity, OnList, Overview, Part, Payment, Sponsor, Tally,
};
pub use plan::{Obstacle, Plan, Present, Purses, plan};
pub use settle::{mark, proposal, settle, take_back};

use crate::actor::{Coordinator, Member, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{ActivityId, MemberId};
use crate::member;
use crate::outbox::{self, NoticeKind};
use crate::typed::tidy;
use crate::{audit, category};

/// Plans an activity. The same form sent twice plans it once.
pub fn add(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewActivity,
    moment: &Moment,
) -> Result<Activity> {
    if let Some(known) = store::get(tx, new.id)? {
        return Ok(known);
    }
    let details = checked(tx, &new.details)?;
    store::insert(tx, by.id(), new.id, &details, moment.now)?;
    write(tx, by.into(), "activity.add", new.id, moment)?;
    get(tx, new.id)
}

/// Changes what is planned, unless somebody else did meanwhile.
pub fn change(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    details: &ActivityDetails,
    version: i64,
    moment: &Moment,
) -> Result<()> {
    let activity = planned(tx, id)?;
    let details = checked(tx, details)?;
    if activity.version != version {
        return Err(Error::Conflict(
            "Somebody else changed this activity meanwhile. Look at it again.".into(),
        ));
    }
    store::update(tx, id, &details)?;
    write(tx, by.into(), "activity.change", id, moment)
}

/// Says that it does not take place; everybody on the list is told.
pub fn cancel(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    reason: &str,
    moment: &Moment,
) -> Result<()> {
    planned(tx, id)?;
    let reason = reason_given(reason, "Say why it does not take place")?;
    store::cancel(tx, id, &reason)?;
    write(tx, by.into(), "activity.cancel", id, moment)?;
    for person in store::people(tx, id)? {
        tell(tx, person.member, NoticeKind::ActivityCancelled, id, moment)?;
    }
    Ok(())
}

/// Puts somebody on the list, or gives them another part.
pub fn list_person(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    who: MemberId,
    part: Part,
    moment: &Moment,
) -> Result<()> {
    planned(tx, id)?;
    enlist(tx, id, who, part, moment)?;
    write(tx, by.into(), "activity.list", id, moment)
}

/// Takes somebody off the list.
pub fn unlist_person(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ActivityId,
    who: MemberId,
    moment: &Moment,
) -> Result<()> {
    planned(tx, id)?;
    store::unlist(tx, id, who)?;
    write(tx, by.into(), "activity.unlist", id, moment)
}

/// A member says that they come, or no longer do. Somebody who leads stays a leader.
pub fn sign_up(
    tx: &Transaction<'_>,
    by: &Member,
    id: ActivityId,
    coming: bool,
    moment: &Moment,
) -> Result<()> {
    let activity = planned(tx, id)?;
    if activity.details.held_on < moment.today {
        return Err(Error::Conflict("This activity is over.".into()));
    }
    let listed = store::people(tx, id)?;
    let known = listed.iter().find(|person| person.member == by.id());
    match (known.map(|person| person.part), coming) {
        (Some(Part::Leader), false) => {
            return Err(Error::Conflict(
                "You lead this activity. Tell a coordinator if you cannot come.".into(),
            ));
        }
        (None, true) => enlist(tx, id, by.id(), Part::Attendee, moment)?,
        (Some(Part::Attendee), false) => store::unlist(tx, id, by.id())?,
        (Some(_), true) | (None, false) => return Ok(()),
    }
    write(tx, by.into(), "activity.sign_up", id, moment)
}

/// One activity.
pub fn get(conn: &Connection, id: ActivityId) -> Result<Activity> {
    store::get(conn, id)?.ok_or(Error::NotFound("This activity"))
}

/// Who is on the list: leaders first, then by name.
pub fn people(conn: &Connection, id: ActivityId) -> Result<Vec<Listed>> {
    Ok(store::people(conn, id)?)
}

/// What is planned on `from` or later, soonest first.
pub fn upcoming(conn: &Connection, from: NaiveDate) -> Result<Vec<Overview>> {
    Ok(store::upcoming(conn, from)?)
}

/// What was planned before `day` and has not been settled, longest ago first.
pub fn unsettled(conn: &Connection, day: NaiveDate) -> Result<Vec<Overview>> {
    Ok(store::unsettled(conn, day)?)
}

/// What is settled, cancelled or taken back, newest first.
pub fn over(conn: &Connection, limit: u32) -> Result<Vec<Overview>> {
    Ok(store::over(conn, limit)?)
}

/// The activities that stand in the book for a member, or stood there before they were taken back.
pub fn in_book_of(conn: &Connection, member: MemberId) -> Result<Vec<InBook>> {
    Ok(store::in_book_of(conn, member)?)
}

/// What settled activities held between two days, both included, come to.
pub fn tally(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Tally> {
    Ok(store::tally(conn, from, to)?)
}

/// Calls `each` for everybody who was at an activity that stands in the book and was held between
/// two days, both included.
pub fn for_each_attendance(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    each: impl FnMut(Attendance),
) -> Result<()> {
    Ok(store::for_each_attendance(conn, from, to, each)?)
}

/// Calls `each` for everybody on the list of every activity of any state, by day. The first error
/// ends it. In constant memory, whatever the number.
pub fn for_each_on_list<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: impl FnMut(&OnList<'_>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each_on_list(conn, each)
}

fn checked(tx: &Transaction<'_>, details: &ActivityDetails) -> Result<ActivityDetails> {
    let mut details = details.checked()?;
    if let Some(category) = details.category {
        details.category = Some(category::usable(tx, category)?);
    }
    Ok(details)
}

fn enlist(
    tx: &Transaction<'_>,
    id: ActivityId,
    who: MemberId,
    part: Part,
    moment: &Moment,
) -> Result<()> {
    let profile = member::get(tx, who)?;
    if !profile.takes_part() {
        let message = format!("{} is not taking part at the moment", profile.name);
        return Err(Error::field("who", message));
    }
    if store::people(tx, id)?.len() >= MOST_PEOPLE {
        let message = format!("An activity holds {MOST_PEOPLE} people: plan a second one");
        return Err(Error::field("who", message));
    }
    Ok(store::enlist(tx, id, who, part, moment.now)?)
}

fn planned(conn: &Connection, id: ActivityId) -> Result<Activity> {
    let activity = get(conn, id)?;
    let now = match activity.state {
        ActivityState::Planned => return Ok(activity),
        ActivityState::Settled { .. } => "This activity has been settled already.",
        ActivityState::Cancelled { .. } => "This activity has been cancelled.",
        ActivityState::TakenBack { .. } => "The settlement of this activity was taken back.",
    };
    Err(Error::Conflict(now.to_owned()))
}

fn reason_given(typed: &str, ask: &'static str) -> Result<String> {
    let reason = tidy(typed);
    if reason.is_empty() {
        return Err(Error::field("reason", ask));
    }
    if reason.chars().count() > 1_000 {
        let message = "The reason must be 1,000 characters or less";
        return Err(Error::field("reason", message));
    }
    Ok(reason)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    action: &'static str,
    id: ActivityId,
    moment: &Moment,
) -> Result<()> {
    audit::write(tx, by, moment, action, Some(id.uuid()), &json!({}))
}

fn tell(
    tx: &Transaction<'_>,
    member: MemberId,
    notice: NoticeKind,
    id: ActivityId,
    moment: &Moment,
) -> Result<()> {
    outbox::tell(tx, moment, member, notice, id.uuid(), &json!({}))
}
