//! Links by e-mail that let a member in once.
//!
//! Asking writes a notice, whoever asks and whether or not the address is known: what a stranger
//! sees and how long it takes is the same. The link itself comes into being when the mail is
//! written, so that the file holds its digest and nothing else does but the mail. Opening it
//! changes nothing; the button on its page does.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::secret::Secret;
use super::session::{self, Opening, SignedIn, Way};
use super::sign_in;
use super::store;
use crate::actor::{Role, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member::{self, Profile, State};
use crate::outbox::{self, Notice, NoticeKind};

/// How long a link works.
const LASTS: TimeDelta = TimeDelta::minutes(30);
/// How late a mail may leave: nobody waits for it any more.
const LATEST: TimeDelta = TimeDelta::minutes(30);
/// How often a link may be asked for under one name.
const PAUSE: TimeDelta = TimeDelta::minutes(1);
const MOST_A_DAY: u32 = 10;

/// A link that works.
#[derive(Clone, Debug)]
pub struct Link {
    /// For whom.
    pub member: MemberId,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Somebody asks for a link to be sent to an address. Where it belongs to a member a mail will
/// leave; the caller is told nothing, so that nobody learns who is a member.
pub fn ask_link(tx: &Transaction<'_>, typed: &str, moment: &Moment) -> Result<()> {
    let name = format!("\nlink\n{}", sign_in::folded(typed));
    let tries = store::tries(tx, &name)?;
    let today = tries.on(moment.today);
    let soon = tries.last_at.is_some_and(|last| moment.now < last + PAUSE);
    // One row is written in any case: an unknown address takes as long as a known one.
    store::count_try(tx, &name, 0, moment, today.saturating_add(1))?;
    if soon || today >= MOST_A_DAY {
        return Ok(());
    }
    let profile = sign_in::named(tx, typed)?;
    let Some(profile) = profile.filter(|profile| may(profile) && profile.email.is_some()) else {
        return Ok(());
    };
    let id = profile.id.uuid();
    let details = json!({});
    outbox::tell(tx, moment, profile.id, NoticeKind::SignInLink, id, &details)?;
    let by = (&System::COMMAND_LINE).into();
    audit::write(tx, by, moment, "access.ask_link", Some(id), &details)
}

/// Whether somebody may come in by a link: whoever looks after something has a password.
fn may(profile: &Profile) -> bool {
    profile.role <= Role::Member && matches!(profile.state, State::Active | State::Paused)
}

/// The mail of a notice is about to leave: its link begins to work, and earlier ones stop.
/// Returns whether there is anything to send.
pub fn begin_link(
    tx: &Transaction<'_>,
    _by: &System,
    notice: &Notice,
    secret: &Secret,
    moment: &Moment,
) -> Result<bool> {
    let profile = member::get(tx, notice.member)?;
    if moment.now - notice.at > LATEST || !may(&profile) {
        return Ok(false);
    }
    let expires = moment.now + LASTS;
    store::delete_links(tx, profile.id)?;
    store::insert_link(tx, secret.hash(), profile.id, moment.now, expires)?;
    Ok(true)
}

/// The link of a secret, while it works.
pub fn link(conn: &Connection, secret: &Secret, now: DateTime<Utc>) -> Result<Option<Link>> {
    let Some(found) = store::link(conn, secret.hash())?.filter(|link| now < link.expires_at) else {
        return Ok(None);
    };
    let works = may(&member::get(conn, found.member)?);
    Ok(works.then_some(found))
}

/// Uses a link up and opens a session.
pub fn use_link(
    tx: &Transaction<'_>,
    secret: &Secret,
    opening: &Opening,
    moment: &Moment,
) -> Result<SignedIn> {
    let found = link(tx, secret, moment.now)?.ok_or(Error::NotFound("This link"))?;
    store::delete_links(tx, found.member)?;
    let profile = member::get(tx, found.member)?;
    session::admit(tx, &profile, Way::Link, opening, moment)
}
