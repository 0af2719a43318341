//! Blocking, quietly: two members who are not brought together any more. They do not find each
//! other among people, offers and requests, write each other no messages, and propose, log or
//! give each other nothing. What they shared before stays where it is.
//!
//! The one who is blocked is never told: every refusal is one that has other causes too.
//! Coordinators learn that there is a block, never why, so that they do not bring the two
//! together; they are not blocked themselves, because they look after everybody.

mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::{Person, Role};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::{audit, member};
pub use store::Blocked;

/// What either of the two reads where a block stands in the way. It says as little as possible.
pub const NOT_NOW: &str = "This cannot be done with them at the moment. A coordinator can help.";

/// Blocks somebody. Done twice, it changes nothing more.
pub fn block(tx: &Transaction<'_>, by: &Person, other: MemberId, moment: &Moment) -> Result<()> {
    let profile = member::get(tx, other)?;
    if other == by.id() {
        return Err(Error::Conflict(say!("blocks-you-cannot-block-yourself")));
    }
    if profile.role >= Role::Coordinator || by.role() >= Role::Coordinator {
        return Err(Error::Conflict(say!("blocks-nobody-is-blocked-here")));
    }
    if store::insert(tx, by.id(), other, moment.now)? {
        let (subject, action) = (Some(by.id().uuid()), "member.block");
        let details = json!({ "other": other.uuid() });
        audit::write(tx, by.into(), moment, action, subject, &details)?;
    }
    Ok(())
}

/// Takes a block back. Done twice, it changes nothing more.
pub fn unblock(tx: &Transaction<'_>, by: &Person, other: MemberId, moment: &Moment) -> Result<()> {
    if store::delete(tx, by.id(), other)? {
        let (subject, action) = (Some(by.id().uuid()), "member.unblock");
        let details = json!({ "other": other.uuid() });
        audit::write(tx, by.into(), moment, action, subject, &details)?;
    }
    Ok(())
}

/// Whom this member has blocked, by name: for that member.
pub fn of(conn: &Connection, by: MemberId) -> Result<Vec<Blocked>> {
    Ok(store::of(conn, by)?)
}

/// Whether this member has blocked the other.
pub fn has_blocked(conn: &Connection, by: MemberId, other: MemberId) -> Result<bool> {
    Ok(store::has_blocked(conn, by, other)?)
}

/// Whether either of two has blocked the other.
pub fn between(conn: &Connection, one: MemberId, other: MemberId) -> Result<bool> {
    Ok(store::between(conn, one, other)?)
}

/// With whom this member is not to be brought together, whoever of the two wishes it, by name:
/// for coordinators.
pub fn apart(conn: &Connection, member: MemberId) -> Result<Vec<Blocked>> {
    Ok(store::apart(conn, member)?)
}

/// Refuses what a member would do with somebody whom they have blocked, or who has blocked them.
pub(crate) fn check(conn: &Connection, one: MemberId, other: MemberId) -> Result<()> {
    if between(conn, one, other)? {
        return Err(Error::Conflict(NOT_NOW.into()));
    }
    Ok(())
}

/// What two entries of one person wished becomes the wish of the one that stays.
pub(crate) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> Result<()> {
    Ok(store::merge(tx, stays, goes)?)
}
