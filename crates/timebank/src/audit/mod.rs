//! The audit: who did what to which subject, when and how. Append-only; one row per command,
//! written in the command's own transaction.
//!
//! Details hold ids, numbers and states, never names or what somebody wrote.

mod store;

use rusqlite::{Connection, Transaction};
use serde_json::Value;
use uuid::Uuid;

use crate::actor::Signature;
use crate::clock::Moment;
use crate::error::Result;
pub use store::AuditRow;

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

/// Calls `each` for every row, oldest first. The first error ends it.
pub fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: impl FnMut(AuditRow) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each(conn, each)
}
