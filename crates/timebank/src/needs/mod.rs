//! What somebody needs to be reached and written to well: large print, Easy Read, sign language,
//! an interpreter, a call rather than a letter; with a day on which it is asked again.
//!
//! Coordinators read it. The other one of an arranged exchange does where the member ticked so;
//! nobody else ever does. The audit says that it was changed and never what it says. When the
//! member leaves it is deleted.

mod model;
mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Due, Need, Needs, ToRing};

use crate::actor::{Coordinator, Person, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::delivery::Topic;
use crate::error::Result;
use crate::ids::MemberId;
use crate::member;
use crate::outbox::NoticeKind;

/// What a member needs, where they said so.
pub fn of(conn: &Connection, member: MemberId) -> Result<Option<Needs>> {
    Ok(store::of(conn, member)?)
}

/// Says what one needs oneself.
pub fn say(tx: &Transaction<'_>, by: &Person, needs: &Needs, moment: &Moment) -> Result<()> {
    write(tx, by.into(), by.id(), needs, moment)
}

/// Says it for a member who told a coordinator.
pub fn say_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    needs: &Needs,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    write(tx, by.into(), member, needs, moment)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    needs: &Needs,
    moment: &Moment,
) -> Result<()> {
    let needs = needs.checked(moment.today)?;
    store::delete(tx, member)?;
    if !needs.is_empty() {
        store::insert(tx, member, &needs, moment.now)?;
    }
    let (subject, action) = (Some(member.uuid()), "member.communication");
    audit::write(tx, by, moment, action, subject, &json!({}))
}

/// Whether a member wants to be rung rather than written to.
pub(crate) fn rings(conn: &Connection, member: MemberId) -> Result<bool> {
    Ok(store::has(conn, member, Need::Call)?)
}

/// Whom to ask again, longest due first.
pub fn due(conn: &Connection, today: NaiveDate) -> Result<Vec<Due>> {
    Ok(store::due(conn, today)?)
}

/// Whether a notice waits for a call, where its member wants to be rung: what waits for an
/// answer, and what somebody wrote. The rest stands on the website and comes up at the next call.
#[must_use]
pub fn is_rung(kind: NoticeKind) -> bool {
    kind != NoticeKind::SignInLink && matches!(Topic::of(kind), Topic::Answer | Topic::Message)
}

/// Who is to be rung: members who want that, and have been told something since the last call
/// that was noted; longest first.
pub fn to_ring(conn: &Connection, moment: &Moment) -> Result<Vec<ToRing>> {
    let rung = NoticeKind::ALL.into_iter().filter(|kind| is_rung(*kind));
    let kinds: Vec<&str> = rung.map(NoticeKind::as_str).collect();
    Ok(store::to_ring(conn, &json!(kinds).to_string(), moment.now)?)
}

/// Two entries of one person become one: what the one that stays says counts, if it says anything.
pub(crate) fn bring_together(
    tx: &Transaction<'_>,
    goes: MemberId,
    stays: MemberId,
    moment: &Moment,
) -> Result<()> {
    let Some(needs) = store::of(tx, goes)? else {
        return Ok(());
    };
    if store::of(tx, stays)?.is_none() {
        store::insert(tx, stays, &needs, moment.now)?;
    }
    Ok(store::delete(tx, goes)?)
}

/// Nobody reaches a member who has left any more.
pub(crate) fn forget(tx: &Transaction<'_>, member: MemberId) -> Result<()> {
    Ok(store::delete(tx, member)?)
}
