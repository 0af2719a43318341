//! The agreement: what everybody promises each other, in versions that stay as they were written,
//! and who accepted which of them on what day.
//!
//! A new version asks members to accept it only where whoever writes it says so. They are asked
//! on Home, and nothing is closed to them meanwhile.

mod store;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::{Administrator, Coordinator, Person, Signature};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member;
use crate::typed::tidy;

/// One version of the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// 1, 2, 3 …
    pub version: u32,
    /// Plain text; an empty line parts paragraphs.
    pub text: String,
    /// Whether members were asked to accept it.
    pub asks_again: bool,
    /// Who wrote it; empty where it came with the program.
    pub by: String,
    /// When; nothing where it came with the program.
    pub at: Option<DateTime<Utc>>,
    /// How many active members have accepted it.
    pub accepted: u32,
}

impl Agreement {
    /// The paragraphs, each in one piece.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        self.text
            .split("\n\n")
            .map(str::trim)
            .filter(|paragraph| !paragraph.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

/// That somebody accepted a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Which.
    pub version: u32,
    /// On what day.
    pub on: NaiveDate,
    /// Who wrote it down for them; empty where they did so themselves.
    pub written_by: String,
}

/// The newest version.
pub fn current(conn: &Connection) -> Result<Agreement> {
    store::newest(conn)?.ok_or(Error::NotFound("The agreement"))
}

/// One version.
pub fn get(conn: &Connection, version: u32) -> Result<Agreement> {
    store::get(conn, version)?.ok_or(Error::NotFound("This version of the agreement"))
}

/// All versions, newest first.
pub fn versions(conn: &Connection) -> Result<Vec<Agreement>> {
    Ok(store::versions(conn)?)
}

/// Writes a new version. `newest` is the one the form was made from. The same text again changes
/// nothing.
pub fn write(
    tx: &Transaction<'_>,
    by: &Administrator,
    text: &str,
    asks_again: bool,
    newest: u32,
    moment: &Moment,
) -> Result<u32> {
    let known = current(tx)?;
    let text = tidy(text);
    if text.is_empty() || text.chars().count() > 20_000 {
        let message = say!("member-write-the-agreement-in-characters");
        return Err(Error::field("text", message));
    }
    if known.text == text {
        return Ok(known.version);
    }
    if known.version != newest {
        return Err(Error::Conflict(say!("member-somebody-else-wrote-a-new")));
    }
    let version = known.version + 1;
    store::insert(tx, version, &text, asks_again, by.id(), moment.now)?;
    let details = json!({ "version": version, "asks_again": asks_again });
    audit::write(tx, by.into(), moment, "agreement.write", None, &details)?;
    Ok(version)
}

/// Accepts the newest version for oneself. `version` is the one that was read.
pub fn accept(tx: &Transaction<'_>, by: &Person, version: u32, moment: &Moment) -> Result<()> {
    if current(tx)?.version != version {
        return Err(Error::Conflict(say!(
            "member-the-agreement-was-changed-while"
        )));
    }
    insert(tx, by.into(), by.id(), version, moment.today, None, moment)
}

/// Writes down that a member has signed the newest version on paper.
pub fn accept_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    signed_on: NaiveDate,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    if signed_on > moment.today {
        let message = say!("member-the-day-of-signing-must");
        return Err(Error::field("day", message));
    }
    let version = current(tx)?.version;
    let writer = Some(by.id());
    insert(tx, by.into(), member, version, signed_on, writer, moment)
}

/// What somebody accepted when they applied, now that they are a member.
pub(crate) fn accepted_before(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    version: u32,
    on: NaiveDate,
    moment: &Moment,
) -> Result<()> {
    insert(tx, by, member, version, on, None, moment)
}

/// What a member has accepted, newest first.
pub fn accepted(conn: &Connection, member: MemberId) -> Result<Vec<Accepted>> {
    Ok(store::accepted(conn, member)?)
}

/// The version that a member is asked to accept: the newest, where it or one before it asks and
/// the member has accepted nothing since.
pub fn asked(conn: &Connection, member: MemberId) -> Result<Option<u32>> {
    Ok(store::asked(conn, member)?)
}

/// What the entry that goes has accepted, the one that stays has accepted.
pub(crate) fn bring_together(tx: &Transaction<'_>, goes: MemberId, stays: MemberId) -> Result<()> {
    Ok(store::bring_together(tx, goes, stays)?)
}

fn insert(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    version: u32,
    on: NaiveDate,
    writer: Option<MemberId>,
    moment: &Moment,
) -> Result<()> {
    if store::accept(tx, member, version, on, writer, moment)? {
        let details = json!({ "version": version });
        let subject = Some(member.uuid());
        audit::write(tx, by, moment, "agreement.accept", subject, &details)?;
    }
    Ok(())
}
