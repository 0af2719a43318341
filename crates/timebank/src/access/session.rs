//! Sessions: who is signed in, where, and for how long.
//!
//! A member's or reader's session ends after 2 hours without use, that of whoever looks after
//! something after 30 minutes, and each after 12 hours in any case. On a device of their own a
//! member's or reader's lasts 14 days without use, and 30 in all.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use super::password::HashedPassword;
use super::secret::Secret;
use super::{sign_in, store};
use crate::actor::{Person, Role};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{Profile, State};

const LONGEST: TimeDelta = TimeDelta::hours(12);
const MOST_SESSIONS: u32 = 10;
/// How often a session's last use is written down: else every page would be a write.
const TOUCHED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// How long a session on a device of one's own lasts at most.
pub const LONGEST_ON_OWN_DEVICE: TimeDelta = TimeDelta::days(30);

const fn idle_limit(role: Role, own_device: bool) -> TimeDelta {
    match role {
        Role::Reader | Role::Member if own_device => TimeDelta::days(14),
        Role::Reader | Role::Member => TimeDelta::hours(2),
        Role::Treasurer | Role::Coordinator | Role::Administrator => TimeDelta::minutes(30),
    }
}

/// By what somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Their password.
    Password,
    /// A link that came by e-mail.
    Link,
    /// A printed code.
    Code,
}

impl Way {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Code => "code",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Password, Self::Link, Self::Code]
            .into_iter()
            .find(|way| way.as_str() == code)
    }
}

/// What a browser brings to the session it is given.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The secret of the new session's cookie.
    pub secret: Secret,
    /// What the browser calls itself.
    pub label: String,
    /// Whether its owner says that nobody else uses it.
    pub own_device: bool,
    /// The secret of the session this browser had so far, which ends with this one's beginning.
    pub before: Option<Secret>,
}

/// Somebody who is signed in now.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// Whether the session lasts as on a device of one's own: whoever looks after something here
    /// gets the short one, whatever they ticked.
    pub own_device: bool,
}

/// What says whether a session still lasts.
pub(super) struct Standing {
    pub(super) seen_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) own_device: bool,
}

/// A session, as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionInfo {
    /// The device, as it called itself.
    pub label: String,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub seen_at: DateTime<Utc>,
    /// By what it was begun.
    pub way: Way,
    /// Whether it was begun on a device of one's own.
    pub own_device: bool,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) member: MemberId,
    pub(super) token: [u8; 32],
}

impl SessionInfo {
    /// Whether this is the session of the browser that holds `secret`.
    #[must_use]
    pub fn belongs_to(&self, secret: &Secret) -> bool {
        self.token == secret.hash()
    }
}

/// Opens a session for a member whose password, link or code was right, or says why not.
pub(super) fn admit(
    tx: &Transaction<'_>,
    profile: &Profile,
    way: Way,
    opening: &Opening,
    moment: &Moment,
) -> Result<SignedIn> {
    match profile.state {
        State::Active | State::Paused => {}
        State::Applicant => {
            return Err(Error::forbidden(say!(
                "access-your-membership-has-not-begun"
            )));
        }
        State::Left => return Err(Error::forbidden(say!("access-your-membership-has-ended"))),
    }
    let person = Person::from_checked(profile);
    let own_device = opening.own_device && person.role() <= Role::Member;
    let lasts = if own_device {
        LONGEST_ON_OWN_DEVICE
    } else {
        LONGEST
    };
    let session = SessionInfo {
        label: opening.label.chars().take(120).collect(),
        created_at: moment.now,
        seen_at: moment.now,
        way,
        own_device,
        expires_at: moment.now + lasts,
        member: person.id(),
        token: opening.secret.hash(),
    };
    if let Some(before) = &opening.before {
        sign_out(tx, before)?;
    }
    store::insert_session(tx, &session)?;
    store::keep_newest_sessions(tx, person.id(), MOST_SESSIONS)?;
    let id = Some(person.id().uuid());
    let details = json!({ "way": way.as_str(), "own_device": own_device });
    let by = (&person).into();
    audit::write(tx, by, moment, "access.sign_in", id, &details)?;
    Ok(SignedIn { person, own_device })
}

/// The person a session belongs to, while it lasts, and whether its use should be written down
/// with [`touch_session`].
pub fn resolve_session(
    conn: &Connection,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<(Person, bool)>> {
    let Some((session, profile)) = store::session_of_whom(conn, secret.hash())? else {
        return Ok(None);
    };
    // A clock that was put back must not bring an old session back to life.
    let idle = (now - session.seen_at).abs();
    let ended = now >= session.expires_at
        || idle >= idle_limit(profile.role, session.own_device)
        || !matches!(profile.state, State::Active | State::Paused);
    Ok((!ended).then(|| (Person::from_checked(&profile), idle >= TOUCHED_EVERY)))
}

/// Whether the file knows a session by this secret, ended or not.
pub fn knows_session(conn: &Connection, secret: &Secret) -> Result<bool> {
    Ok(store::session(conn, secret.hash())?.is_some())
}

/// Writes down that a session was used.
pub fn touch_session(tx: &Transaction<'_>, secret: &Secret, now: DateTime<Utc>) -> Result<()> {
    Ok(store::touch_session(tx, secret.hash(), now)?)
}

/// Ends a session.
pub fn sign_out(tx: &Transaction<'_>, secret: &Secret) -> Result<()> {
    Ok(store::delete_session(tx, secret.hash())?)
}

/// Ends every other session of a person.
pub fn sign_out_elsewhere(
    tx: &Transaction<'_>,
    person: &Person,
    keep: &Secret,
    moment: &Moment,
) -> Result<()> {
    store::delete_other_sessions(tx, person.id(), keep.hash())?;
    let id = Some(person.id().uuid());
    audit::write(
        tx,
        person.into(),
        moment,
        "access.sign_out_elsewhere",
        id,
        &json!({}),
    )
}

/// The sessions of a person that have not ended, newest first.
pub fn sessions_of(
    conn: &Connection,
    person: &Person,
    now: DateTime<Utc>,
) -> Result<Vec<SessionInfo>> {
    let mut sessions = store::sessions_of(conn, person.id())?;
    sessions.retain(|session| {
        let idle = now - session.seen_at;
        now < session.expires_at && idle < idle_limit(person.role(), session.own_device)
    });
    Ok(sessions)
}

/// Sets a new password and ends every other session. The caller has checked the old one.
pub fn change_password(
    tx: &Transaction<'_>,
    person: &Person,
    hash: &HashedPassword,
    keep: &Secret,
    moment: &Moment,
) -> Result<()> {
    store::set_password(tx, person.id(), hash.as_str(), moment.now)?;
    store::forget_tries(tx, &sign_in::own_name(person))?;
    store::delete_links(tx, person.id())?;
    store::delete_code(tx, person.id())?;
    store::delete_other_sessions(tx, person.id(), keep.hash())?;
    let id = Some(person.id().uuid());
    audit::write(
        tx,
        person.into(),
        moment,
        "access.change_password",
        id,
        &json!({}),
    )
}
