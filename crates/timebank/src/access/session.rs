//! Sessions: who is signed in, where, and for how long.
//!
//! A member's or reader's session ends after 2 hours without use, that of whoever looks after
//! something after 30 minutes, and each after 12 hours in any case.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::password::HashedPassword;
use super::secret::Secret;
use super::{sign_in, store};
use crate::actor::{Person, Role};
use crate::audit;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
use crate::member::{self, State};

const LONGEST: TimeDelta = TimeDelta::hours(12);
const MOST_SESSIONS: u32 = 10;
/// How often a session's last use is written down: else every page would be a write.
const TOUCHED_EVERY: TimeDelta = TimeDelta::minutes(1);

const fn idle_limit(role: Role) -> TimeDelta {
    match role {
        Role::Reader | Role::Member => TimeDelta::hours(2),
        Role::Treasurer | Role::Coordinator | Role::Administrator => TimeDelta::minutes(30),
    }
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

pub(super) fn open(
    tx: &Transaction<'_>,
    person: &Person,
    secret: &Secret,
    label: &str,
    moment: &Moment,
) -> Result<()> {
    let label: String = label.chars().take(120).collect();
    let expires = moment.now + LONGEST;
    store::insert_session(tx, secret.hash(), person.id(), &label, moment.now, expires)?;
    Ok(store::keep_newest_sessions(tx, person.id(), MOST_SESSIONS)?)
}

/// The person a session belongs to, while it lasts, and whether its use should be written down
/// with [`touch_session`].
pub fn resolve_session(
    conn: &Connection,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<(Person, bool)>> {
    let Some(session) = store::session(conn, secret.hash())? else {
        return Ok(None);
    };
    let profile = member::get(conn, session.member)?;
    // A clock that was put back must not bring an old session back to life.
    let idle = (now - session.seen_at).abs();
    let ended = now >= session.expires_at
        || idle >= idle_limit(profile.role)
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
        now < session.expires_at && now - session.seen_at < idle_limit(person.role())
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
