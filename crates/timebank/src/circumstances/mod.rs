//! What somebody speaks beside the language of the place, and when they are usually free.
//!
//! Every member reads it on the profile: it is there for finding each other. A request names those
//! first who share a language with whoever asks, and are free at the same times. When the member
//! leaves it is deleted.

mod model;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Circumstances, Time};

use crate::actor::{Coordinator, Person, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
use crate::member;

/// What a member said; empty where they said nothing.
pub fn of(conn: &Connection, member: MemberId) -> Result<Circumstances> {
    Ok(store::of(conn, member)?)
}

/// Says it of oneself.
pub fn say(tx: &Transaction<'_>, by: &Person, said: &Circumstances, moment: &Moment) -> Result<()> {
    write(tx, by.into(), by.id(), said, moment)
}

/// Says it for a member who told a coordinator.
pub fn say_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    said: &Circumstances,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    write(tx, by.into(), member, said, moment)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    said: &Circumstances,
    moment: &Moment,
) -> Result<()> {
    store::replace(tx, member, &said.checked()?)?;
    let (subject, action) = (Some(member.uuid()), "member.circumstances");
    audit::write(tx, by, moment, action, subject, &json!({}))
}

/// Two entries of one person become one: what the one that stays says counts, if it says anything.
pub(crate) fn bring_together(tx: &Transaction<'_>, goes: MemberId, stays: MemberId) -> Result<()> {
    let said = store::of(tx, goes)?;
    if store::of(tx, stays)? == Circumstances::default() {
        store::replace(tx, stays, &said)?;
    }
    Ok(store::delete(tx, goes)?)
}

/// Nobody looks for a member who has left.
pub(crate) fn forget(tx: &Transaction<'_>, member: MemberId) -> Result<()> {
    Ok(store::delete(tx, member)?)
}
