//! Members: people and organisations, their particulars, state and role.
//!
//! Each member has one account in the book, opened when the member is added and closed when
//! the member leaves. A member who has no screen is a full member: e-mail and password are both
//! optional.

mod model;
mod store;

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::{AccountId, AccountKind, Sweep, TransferKind};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub(crate) use model::looks_like_email;
pub use model::{
    Details, MemberKind, Mentions, Name, NewMember, Profile, Search, Settlement, State,
    StateChange, Stay, TakingPart,
};
pub(crate) use store::{PROFILE, read as read_profile};

use crate::actor::{Administrator, Coordinator, Person, Role, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{MemberId, MemberNumber};
use crate::{asking, audit, bank, category, circumstances, needs, policy, pot, series};

/// Adds a member who takes part from today.
pub fn add(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewMember,
    moment: &Moment,
) -> Result<Profile> {
    insert(tx, by.into(), new, Role::Member, State::Active, moment)
}

/// Adds a member for the program itself: the first administrator, or a row of an import.
pub fn add_by_system(
    tx: &Transaction<'_>,
    by: &System,
    new: &NewMember,
    role: Role,
    state: State,
    moment: &Moment,
) -> Result<Profile> {
    insert(tx, by.into(), new, role, state, moment)
}

/// Changes a member's particulars. `version` is the one the form was made from.
pub fn change(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    details: &Details,
    version: i64,
    moment: &Moment,
) -> Result<()> {
    write_details(tx, by.into(), id, details, version, moment)
}

/// Changes one's own particulars; the name stays the coordinators' to change.
pub fn change_own(
    tx: &Transaction<'_>,
    by: &Person,
    details: &Details,
    version: i64,
    moment: &Moment,
) -> Result<()> {
    let mut own = details.clone();
    own.name = get(tx, by.id())?.name;
    write_details(tx, by.into(), by.id(), &own, version, moment)
}

/// Writes down that somebody takes everything about themselves along, as which kind of file.
pub fn take_along(
    tx: &Transaction<'_>,
    by: &Person,
    kind: &'static str,
    moment: &Moment,
) -> Result<()> {
    let subject = Some(by.id().uuid());
    let details = json!({ "file": kind });
    audit::write(
        tx,
        by.into(),
        moment,
        "member.take_along",
        subject,
        &details,
    )
}

/// Withdraws somebody who came with a spreadsheet and has done nothing since: no exchange that
/// stands, no listing, no way in that was used. The e-mail address is free again; the number is
/// not.
pub(crate) fn withdraw_brought(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    moment: &Moment,
) -> Result<()> {
    let member = get(tx, id)?;
    if member.state == State::Left {
        return Err(Error::Conflict(say!(
            "member-has-left-already",
            name = &member.name
        )));
    }
    if member.role != Role::Member || store::has_begun(tx, id)? {
        return Err(Error::Conflict(say!(
            "member-has-begun-to-take-part",
            name = &member.name
        )));
    }
    end(tx, by.into(), &member, None, moment)?;
    store::update_state(tx, id, State::Left, moment.today)?;
    store::forget_email(tx, id)?;
    let subject = Some(id.uuid());
    audit::write(
        tx,
        by.into(),
        moment,
        "member.withdraw",
        subject,
        &json!({}),
    )
}

/// Brings a member into another state: active, paused or left.
///
/// Leaving closes the account, which the book allows at a balance of nought only.
pub fn change_state(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    change: StateChange,
    moment: &Moment,
) -> Result<()> {
    let member = get(tx, id)?;
    if id == by.id() {
        return Err(Error::forbidden(say!(
            "member-ask-another-coordinator-to-change"
        )));
    }
    if member.role > Role::Member && by.person().role() != Role::Administrator {
        return Err(Error::forbidden(say!(
            "member-only-an-administrator-can-change"
        )));
    }
    let state = member.state.after(change)?;
    if state == State::Left {
        end(tx, by.into(), &member, None, moment)?;
    }
    store::update_state(tx, id, state, moment.today)?;
    let details = json!({ "from": member.state.as_str(), "to": state.as_str() });
    audit::write(
        tx,
        by.into(),
        moment,
        "member.change_state",
        Some(id.uuid()),
        &details,
    )
}

/// A member leaves for good, and what is left of their hours goes to the pot or to somebody
/// named; or what is missing comes from there. Both in one commit.
pub fn settle_and_leave(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    settlement: &Settlement,
    moment: &Moment,
) -> Result<()> {
    if settlement.with == Some(by.id()) {
        return Err(Error::forbidden(say!(
            "member-another-coordinator-decides-whether-you"
        )));
    }
    end(tx, by.into(), &get(tx, id)?, Some(settlement), moment)?;
    change_state(tx, by, id, StateChange::Leave, moment)
}

/// Ends an account: settled where that is asked for, closed, signed out, off the lists. An account
/// that is closed already is left alone.
fn end(
    tx: &Transaction<'_>,
    by: Signature,
    member: &Profile,
    settlement: Option<&Settlement>,
    moment: &Moment,
) -> Result<()> {
    let id = member.id;
    if ledger::account(tx, member.account)?.is_some_and(|account| account.closed_at.is_some()) {
        return Ok(());
    }
    if store::has_open_exchanges(tx, id)? {
        return Err(Error::Conflict(say!(
            "member-has-exchanges-that-are-not",
            name = &member.name
        )));
    }
    if let Some(settlement) = settlement {
        settle(tx, by, member, settlement, moment)?;
    } else {
        ledger::close_account(tx, member.account, moment.now)?;
    }
    store::end_sessions(tx, id)?;
    asking::member_leaves(tx, by, id, moment)?;
    series::member_leaves(tx, by, id, moment)?;
    needs::forget(tx, id)?;
    circumstances::forget(tx, id)?;
    Ok(store::close_listings(tx, id, moment.now)?)
}

fn settle(
    tx: &Transaction<'_>,
    by: Signature,
    member: &Profile,
    settlement: &Settlement,
    moment: &Moment,
) -> Result<()> {
    let with = match settlement.with {
        Some(other) => {
            let other = get(tx, other)?;
            if !other.takes_part() || other.id == member.id {
                let message = say!("member-choose-somebody-else-who-takes");
                return Err(Error::field("who", message));
            }
            other.account
        }
        None => bank::get(tx)?.accounts.pot,
    };
    let sweep = Sweep {
        id: settlement.id,
        kind: TransferKind::Settlement,
        account: member.account,
        with,
        done_on: moment.today,
        source: None,
    };
    if ledger::close_with_settlement(tx, &sweep, moment.now)?.is_some() {
        pot::note_settlement(tx, by, settlement.id, member.id, settlement.with, moment)?;
    }
    let details = json!({ "transfer": settlement.id.uuid() });
    audit::write(
        tx,
        by,
        moment,
        "member.settle",
        Some(member.id.uuid()),
        &details,
    )
}

/// Gives a member a role.
pub fn change_role(
    tx: &Transaction<'_>,
    by: &Administrator,
    id: MemberId,
    role: Role,
    moment: &Moment,
) -> Result<()> {
    let member = get(tx, id)?;
    if id == by.id() {
        return Err(Error::forbidden(say!(
            "member-ask-another-administrator-to-change"
        )));
    }
    if member.kind == MemberKind::Organisation && role != Role::Member {
        return Err(Error::forbidden(say!(
            "member-an-organisation-cannot-look-after"
        )));
    }
    if !role.takes_part() {
        if store::has_open_exchanges(tx, id)? {
            return Err(Error::Conflict(say!(
                "member-has-exchanges-that-are-not-b",
                name = &member.name
            )));
        }
        store::close_listings(tx, id, moment.now)?;
    }
    store::update_role(tx, id, role)?;
    // Rights count at once: whoever is signed in signs in again.
    store::end_sessions(tx, id)?;
    let details = json!({ "from": member.role.as_str(), "to": role.as_str() });
    audit::write(
        tx,
        by.into(),
        moment,
        "member.change_role",
        Some(id.uuid()),
        &details,
    )
}

/// One member.
pub fn get(conn: &Connection, id: MemberId) -> Result<Profile> {
    store::get(conn, id)?.ok_or(Error::NotFound("This member"))
}

/// These members, each by their id; those that do not exist are left out.
pub fn many(conn: &Connection, members: &[MemberId]) -> Result<HashMap<MemberId, Profile>> {
    Ok(store::many(conn, members)?)
}

/// The member with this number.
pub fn with_number(conn: &Connection, number: MemberNumber) -> Result<Option<Profile>> {
    Ok(store::with_number(conn, number)?)
}

/// The member with this e-mail address, whatever its capitals.
pub fn with_email(conn: &Connection, email: &str) -> Result<Option<Profile>> {
    Ok(store::with_email(conn, email)?)
}

/// Everybody who is named so, by number; those who have left, too.
pub fn mentioned(conn: &Connection, mentions: &Mentions) -> Result<Vec<Profile>> {
    Ok(store::mentioned(conn, mentions)?)
}

/// The member whose account this is.
pub fn with_account(conn: &Connection, account: AccountId) -> Result<Option<Profile>> {
    Ok(store::with_account(conn, account)?)
}

/// The members that a search finds, by name, at most `limit` of them from `offset` on.
pub fn search(conn: &Connection, search: &Search, offset: u32, limit: u32) -> Result<Vec<Profile>> {
    Ok(store::search(conn, search, offset, limit)?)
}

/// How many members a search finds.
pub fn count(conn: &Connection, search: &Search) -> Result<u32> {
    Ok(store::count(conn, search)?)
}

/// How many take part and how many have paused, without readers.
pub fn count_taking_part(conn: &Connection) -> Result<TakingPart> {
    Ok(store::count_taking_part(conn)?)
}

/// The people this member exchanged with last, newest first: the short list when logging hours.
pub fn lately_with(conn: &Connection, id: MemberId, limit: u32) -> Result<Vec<Profile>> {
    Ok(store::lately_with(conn, id, limit)?)
}

/// Those who may approve: active coordinators and administrators, by name.
pub fn coordinators(conn: &Connection) -> Result<Vec<Profile>> {
    Ok(store::coordinators(conn)?)
}

/// The names of all members: for lists that show many.
pub fn names(conn: &Connection) -> Result<HashMap<MemberId, Name>> {
    Ok(store::names(conn)?)
}

/// From when to when each member belonged to the bank, by number; applicants are left out.
pub fn stays(conn: &Connection) -> Result<Vec<Stay>> {
    Ok(store::stays(conn)?)
}

/// Calls `each` for every member by number, left ones included. The first error ends it.
pub fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: impl FnMut(Profile) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each(conn, each)
}

/// Whether a member takes part in any exchange, in whatever state.
pub(crate) fn has_exchanges(conn: &Connection, id: MemberId) -> Result<bool> {
    Ok(store::has_exchanges(conn, id)?)
}

/// Gives a member another number, which must be free: only an import does this.
pub(crate) fn renumber(tx: &Transaction<'_>, id: MemberId, number: MemberNumber) -> Result<()> {
    Ok(store::update_number(tx, id, number)?)
}

/// Sets the first and the last day of a membership, as another system knew them.
pub(crate) fn set_days(
    tx: &Transaction<'_>,
    id: MemberId,
    joined_on: Option<NaiveDate>,
    left_on: Option<NaiveDate>,
) -> Result<()> {
    Ok(store::update_days(tx, id, joined_on, left_on)?)
}

fn insert(
    tx: &Transaction<'_>,
    by: Signature,
    new: &NewMember,
    role: Role,
    state: State,
    moment: &Moment,
) -> Result<Profile> {
    if let Some(known) = store::get(tx, new.id)? {
        // The same form sent twice adds the member once.
        return Ok(known);
    }
    let details = new.details.checked()?;
    let number = match new.number {
        Some(number) => number,
        None => store::next_number(tx)?,
    };
    let area = category::area_named(tx, &details.area)?;
    let joined = new.joined_on.unwrap_or(moment.today);
    let kind = match new.kind {
        MemberKind::Person => AccountKind::Member,
        MemberKind::Organisation => AccountKind::Organisation,
    };
    let limits = policy::limits_of(&policy::current(tx)?, new.kind);
    ledger::open_account(tx, new.account, kind, limits, moment.now)?;
    if !store::insert(tx, new, &details, number, role, state, area, joined, moment)? {
        return Err(taken(tx, &details, number)?);
    }
    let facts = json!({ "number": number.get(), "role": role.as_str(), "state": state.as_str() });
    audit::write(tx, by, moment, "member.add", Some(new.id.uuid()), &facts)?;
    get(tx, new.id)
}

fn write_details(
    tx: &Transaction<'_>,
    by: Signature,
    id: MemberId,
    details: &Details,
    version: i64,
    moment: &Moment,
) -> Result<()> {
    let member = get(tx, id)?;
    let details = details.checked()?;
    let area = category::area_named(tx, &details.area)?;
    if member.version != version {
        return Err(Error::Conflict(say!(
            "member-somebody-else-changed-these-details"
        )));
    }
    if !store::update_details(tx, id, &details, area)? {
        return Err(taken(tx, &details, member.number)?);
    }
    audit::write(tx, by, moment, "member.change", Some(id.uuid()), &json!({}))
}

/// Which unique value was taken: asked after the insert found nothing to insert.
fn taken(tx: &Transaction<'_>, details: &Details, number: MemberNumber) -> Result<Error> {
    if let Some(email) = &details.email
        && with_email(tx, email)?.is_some()
    {
        let message = say!("member-another-member-already-has-this");
        return Ok(Error::Invalid(vec![FieldError::new("email", message)]));
    }
    let message = say!(
        "member-another-member-already-has-the",
        number = number.get().to_string()
    );
    Ok(Error::Invalid(vec![FieldError::new("number", message)]))
}
