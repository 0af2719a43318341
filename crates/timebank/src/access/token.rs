//! Tokens for programs: a bearer token acts as one member, for at most 90 days.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use super::secret::Secret;
use super::store;
use crate::actor::{Person, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{self, State};

/// The most days a token lasts.
pub const MOST_DAYS: i64 = 90;

/// A token, without its secret.
#[derive(Clone, Debug)]
pub struct TokenInfo {
    /// As whom it acts.
    pub member: MemberId,
    /// What it is for.
    pub name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it stops.
    pub expires_at: DateTime<Utc>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Makes a token that acts as `member` for `days`, at most [`MOST_DAYS`].
pub fn create_token(
    tx: &Transaction<'_>,
    by: &System,
    id: MemberId,
    name: &str,
    days: i64,
    secret: &Secret,
    moment: &Moment,
) -> Result<DateTime<Utc>> {
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(Error::field("days", say!("access-a-token-lasts-from-to")));
    }
    if name.trim().is_empty() || name.chars().count() > 80 {
        return Err(Error::field("name", say!("access-enter-what-the-token-is")));
    }
    let profile = member::get(tx, id)?;
    if profile.state != State::Active {
        return Err(Error::forbidden(say!("access-only-an-active-member-can")));
    }
    let expires = moment.now + TimeDelta::days(days);
    store::insert_token(tx, secret.hash(), id, name.trim(), moment.now, expires)?;
    let details = json!({ "days": days });
    audit::write(
        tx,
        by.into(),
        moment,
        "access.create_token",
        Some(id.uuid()),
        &details,
    )?;
    Ok(expires)
}

/// Takes every token of this name back. Returns how many there were.
pub fn revoke_token(
    tx: &Transaction<'_>,
    by: &System,
    name: &str,
    moment: &Moment,
) -> Result<usize> {
    let revoked = store::revoke_tokens(tx, name, moment.now)?;
    let details = json!({ "revoked": revoked });
    audit::write(tx, by.into(), moment, "access.revoke_token", None, &details)?;
    Ok(revoked)
}

/// The person a token acts as, while it lasts.
pub fn resolve_token(
    conn: &Connection,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<Person>> {
    let Some(token) = store::token(conn, secret.hash())? else {
        return Ok(None);
    };
    if token.revoked_at.is_some() || now >= token.expires_at {
        return Ok(None);
    }
    let profile = member::get(conn, token.member)?;
    let lives = matches!(profile.state, State::Active | State::Paused);
    Ok(lives.then(|| Person::from_checked(&profile)))
}

/// All tokens, newest first.
pub fn tokens(conn: &Connection) -> Result<Vec<TokenInfo>> {
    Ok(store::tokens(conn)?)
}
