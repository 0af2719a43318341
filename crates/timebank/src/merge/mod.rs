//! Two entries of one person become one, without touching history.
//!
//! The entry that goes leaves like any member, its hours brought to the one that stays by a posted
//! settlement. Its number, on slips and in letters, then means the one that stays.

mod store;

use ledger::{PostError, Rejection, Sweep, TransferId, TransferKind};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::{Coordinator, Role};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{self, Name, Profile, State, StateChange};
use crate::{
    agreement, asking, audit, block, checks, circumstances, conversation, needs, story, survey,
};

/// Brings `goes` into `stays`. The caller makes the id of the settlement, so that a form sent
/// twice moves the hours once.
pub fn merge(
    tx: &Transaction<'_>,
    by: &Coordinator,
    stays: MemberId,
    goes: MemberId,
    settlement: TransferId,
    moment: &Moment,
) -> Result<()> {
    if store::stays_for(tx, goes)? == Some(stays) {
        // Sent twice: they are one already.
        return Ok(());
    }
    let (kept, other) = (member::get(tx, stays)?, member::get(tx, goes)?);
    check(by, &kept, &other)?;
    let sweep = Sweep {
        id: settlement,
        kind: TransferKind::Settlement,
        account: other.account,
        with: kept.account,
        done_on: moment.today,
        source: None,
    };
    match ledger::sweep(tx, &sweep, moment.now) {
        Ok(_) | Err(PostError::Rejected(Rejection::NothingLeft { .. })) => {}
        Err(error) => return Err(error.into()),
    }
    asking::merged(tx, goes, stays)?;
    needs::bring_together(tx, goes, stays, moment)?;
    circumstances::bring_together(tx, goes, stays)?;
    member::change_state(tx, by, goes, StateChange::Leave, moment)?;
    checks::bring_together(tx, goes, stays)?;
    agreement::bring_together(tx, goes, stays)?;
    store::insert(tx, goes, stays, by.id(), moment.now)?;
    conversation::merge(tx, stays, goes)?;
    block::merge(tx, stays, goes)?;
    story::merge(tx, stays, goes)?;
    survey::merge(tx, stays, goes)?;
    let details = json!({ "goes": goes.uuid(), "number": other.number.get() });
    let subject = Some(stays.uuid());
    audit::write(tx, by.into(), moment, "member.merge", subject, &details)
}

/// Who stands for somebody now: themselves, or the one they were merged into.
pub fn now_standing(conn: &Connection, profile: Profile) -> Result<Profile> {
    let mut found = profile;
    // A chain ends: whoever stays has not left, and only who has left stands for nobody.
    while found.state == State::Left {
        match store::stays_for(conn, found.id)? {
            Some(stays) => found = member::get(conn, stays)?,
            None => break,
        }
    }
    Ok(found)
}

/// The entries that were merged into a member, by number.
pub fn merged_into(conn: &Connection, id: MemberId) -> Result<Vec<Name>> {
    Ok(store::merged_into(conn, id)?)
}

fn check(by: &Coordinator, kept: &Profile, other: &Profile) -> Result<()> {
    if kept.id == other.id {
        return Err(Error::field(
            "who",
            say("merge-choose-another-entry-of-the"),
        ));
    }
    if [kept.id, other.id].contains(&by.id()) {
        return Err(Error::forbidden(say(
            "merge-ask-another-coordinator-to-merge",
        )));
    }
    if kept.kind != other.kind {
        let message = say("merge-a-person-and-an-organisation");
        return Err(Error::field("who", message));
    }
    if other.role > Role::Member {
        return Err(Error::forbidden(say(
            "merge-a-coordinators-entry-stays-merge",
        )));
    }
    if other.state == State::Left {
        let message = say!("merge-has-left-already", name = &other.name);
        return Err(Error::field("who", message));
    }
    if matches!(kept.state, State::Left | State::Applicant) {
        return Err(Error::Conflict(say!(
            "merge-is-not-a-member-at",
            name = &kept.name
        )));
    }
    Ok(())
}
