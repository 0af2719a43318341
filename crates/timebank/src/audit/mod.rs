//! The audit: who did what to which subject, when and how. Append-only; one row per command,
//! written in the command's own transaction.
//!
//! Details hold ids, numbers and states, never names or what somebody wrote.

mod store;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::Value;
use uuid::Uuid;

use crate::actor::Signature;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
pub use store::AuditRow;

/// What of the audit is wanted. The default is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Done by one of these.
    pub by: Option<Vec<MemberId>>,
    /// Done with this kind of thing, the first word of an action: `exchange`. Empty: with any.
    pub noun: String,
    /// Done with this very thing.
    pub subject: Option<Uuid>,
    /// Not before this instant.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub before: Option<DateTime<Utc>>,
}

/// Writes one row.
pub(crate) fn write(
    tx: &Transaction<'_>,
    by: Signature,
    moment: &Moment,
    action: &'static str,
    subject: Option<Uuid>,
    details: &Value,
) -> Result<()> {
    Ok(store::insert(
        tx,
        by,
        moment,
        action,
        subject,
        &details.to_string(),
    )?)
}

/// What was done to a subject, oldest first.
pub fn of_subject(conn: &Connection, subject: Uuid) -> Result<Vec<AuditRow>> {
    Ok(store::of_subject(conn, subject)?)
}

/// Whether anything was ever done with this kind of thing, the first word of an action.
pub fn any_of(conn: &Connection, noun: &str) -> Result<bool> {
    Ok(store::any_of(conn, noun)?)
}

/// How many rows a search finds.
pub fn count(conn: &Connection, search: &Search) -> Result<u64> {
    Ok(store::count(conn, search)?)
}

/// The rows that a search finds, newest first, without the first `skip`.
pub fn newest(conn: &Connection, search: &Search, skip: u64, most: u64) -> Result<Vec<AuditRow>> {
    Ok(store::newest(conn, search, skip, most)?)
}

/// Calls `each` for every row that a search finds, oldest first. The first error ends it.
pub fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    search: &Search,
    each: impl FnMut(AuditRow) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each(conn, search, each)
}
