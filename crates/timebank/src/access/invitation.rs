//! Invitations: a link that works once, with which somebody chooses their password.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use super::password::HashedPassword;
use super::secret::Secret;
use super::store;
use crate::actor::{Coordinator, Person, Role, Signature, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{self, State};

/// What an invitation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The first administrator sets the bank up.
    Setup,
    /// A member gets a way in.
    Invite,
    /// A member who has one gets a new password.
    Reset,
}

impl Purpose {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Invite => "invite",
            Self::Reset => "reset",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Setup, Self::Invite, Self::Reset]
            .into_iter()
            .find(|purpose| purpose.as_str() == code)
    }

    /// How long a link of this purpose works: a reset for half an hour, the others for a week.
    const fn lasts(self) -> TimeDelta {
        match self {
            Self::Reset => TimeDelta::minutes(30),
            Self::Setup | Self::Invite => TimeDelta::days(7),
        }
    }
}

/// An invitation that still works.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// For whom.
    pub member: MemberId,
    /// What for.
    pub purpose: Purpose,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// A coordinator makes a link for a member; earlier ones stop working. A member who already has
/// a password gets a link to choose a new one. Returns when it stops working.
pub fn invite(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: MemberId,
    secret: &Secret,
    moment: &Moment,
) -> Result<DateTime<Utc>> {
    let profile = member::get(tx, id)?;
    if profile.role > Role::Member && by.person().role() != Role::Administrator {
        return Err(Error::forbidden(say!(
            "access-only-an-administrator-can-make"
        )));
    }
    let purpose = if store::password(tx, id)?.is_some() {
        Purpose::Reset
    } else {
        Purpose::Invite
    };
    make(tx, by.into(), id, purpose, secret, moment)
}

/// The command line makes a link: for the first administrator, or for one who is locked out.
pub fn set_up(
    tx: &Transaction<'_>,
    by: &System,
    id: MemberId,
    purpose: Purpose,
    secret: &Secret,
    moment: &Moment,
) -> Result<DateTime<Utc>> {
    make(tx, by.into(), id, purpose, secret, moment)
}

fn make(
    tx: &Transaction<'_>,
    by: Signature,
    id: MemberId,
    purpose: Purpose,
    secret: &Secret,
    moment: &Moment,
) -> Result<DateTime<Utc>> {
    let profile = member::get(tx, id)?;
    if !matches!(profile.state, State::Active | State::Paused) {
        return Err(Error::forbidden(say!("access-only-somebody-who-is-a")));
    }
    let expires = moment.now + purpose.lasts();
    store::delete_invitations(tx, id)?;
    store::insert_invitation(tx, secret.hash(), id, purpose, moment.now, expires)?;
    let details = json!({ "purpose": purpose.as_str() });
    audit::write(tx, by, moment, "access.invite", Some(id.uuid()), &details)?;
    Ok(expires)
}

/// The invitation of a link, while it works.
pub fn invitation(
    conn: &Connection,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<Invitation>> {
    let found = store::invitation(conn, secret.hash())?;
    Ok(found.filter(|invitation| now < invitation.expires_at))
}

/// Uses an invitation up: the member's password is set and every session ends. It does not sign
/// in: whoever found the link still has to know the password.
pub fn accept(
    tx: &Transaction<'_>,
    secret: &Secret,
    hash: &HashedPassword,
    moment: &Moment,
) -> Result<Person> {
    let invitation = invitation(tx, secret, moment.now)?.ok_or(Error::NotFound("This link"))?;
    let profile = member::get(tx, invitation.member)?;
    if !matches!(profile.state, State::Active | State::Paused) {
        return Err(Error::NotFound("This link"));
    }
    store::use_invitation(tx, secret.hash(), moment.now)?;
    store::set_password(tx, profile.id, hash.as_str(), moment.now)?;
    store::delete_sessions(tx, profile.id)?;
    store::delete_links(tx, profile.id)?;
    store::delete_code(tx, profile.id)?;
    let person = Person::from_checked(&profile);
    let details = json!({ "purpose": invitation.purpose.as_str() });
    let id = Some(profile.id.uuid());
    audit::write(
        tx,
        (&person).into(),
        moment,
        "access.accept_invitation",
        id,
        &details,
    )?;
    Ok(person)
}
