//! Drafts: the answers to question pages that are not finished yet, kept on the server so that
//! nothing typed is lost and nothing is kept on the member's device.
//!
//! A draft's id becomes the id of what it makes, so that the last page sent twice makes it once.

mod store;

use chrono::TimeDelta;
use rusqlite::{Connection, Transaction};

use crate::actor::Person;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{DraftId, MemberId};

/// How long an untouched draft is kept.
const KEPT: TimeDelta = TimeDelta::days(60);

/// Keeps the answers so far, as JSON. Somebody else's draft cannot be written.
pub fn keep(
    tx: &Transaction<'_>,
    by: &Person,
    id: DraftId,
    kind: &str,
    answers: &str,
    moment: &Moment,
) -> Result<()> {
    if answers.len() > 16_000 {
        return Err(Error::field("answers", "The answers are too long"));
    }
    store::forget_older(tx, moment.now - KEPT)?;
    if store::keep(tx, by.id(), id, kind, answers, moment.now)? {
        Ok(())
    } else {
        Err(Error::NotFound("This draft"))
    }
}

/// The answers so far, to the person who gave them.
pub fn answers(conn: &Connection, by: &Person, id: DraftId, kind: &str) -> Result<Option<String>> {
    Ok(store::answers(conn, by.id(), id, kind)?)
}

/// Throws a draft away.
pub fn forget(tx: &Transaction<'_>, by: &Person, id: DraftId) -> Result<()> {
    Ok(store::forget(tx, by.id(), id)?)
}

/// The newest unfinished draft of each kind.
pub fn newest(conn: &Connection, member: MemberId) -> Result<Vec<Unfinished>> {
    Ok(store::newest(conn, member)?)
}

/// Answers that are not finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// The draft.
    pub id: DraftId,
    /// What it is to become.
    pub kind: String,
    /// The answers so far, as JSON.
    pub answers: String,
}
