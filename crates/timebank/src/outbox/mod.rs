//! The outbox: who is to be told what. Rows are written with the change they tell of; whoever
//! delivers them does so afterwards, so that a trade never waits for mail.

mod kind;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::Value;
use uuid::Uuid;

use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
pub use kind::NoticeKind;
pub use store::Notice;

/// Writes a notice for one member.
pub(crate) fn tell(
    tx: &Transaction<'_>,
    moment: &Moment,
    member: MemberId,
    kind: NoticeKind,
    subject: Uuid,
    details: &Value,
) -> Result<()> {
    Ok(store::insert(
        tx,
        moment,
        member,
        kind,
        subject,
        &details.to_string(),
    )?)
}

/// The notices that wait to be delivered, oldest first.
pub fn waiting(conn: &Connection) -> Result<Vec<Notice>> {
    Ok(store::waiting(conn)?)
}

/// The newest notices of a member, newest first.
pub fn of_member(conn: &Connection, member: MemberId, limit: u32) -> Result<Vec<Notice>> {
    Ok(store::of_member(conn, member, limit)?)
}
