//! The coordinators' desk: how much waits, what is worth a second look, and several approvals in
//! one go.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};

use super::{Filter, approve, store};
use crate::actor::Coordinator;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{ExchangeId, MemberId};
use crate::store::one_of_many;

/// How much of something waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many exchanges.
    pub exchanges: u32,
    /// Their minutes together.
    pub minutes: i64,
    /// Since when the one that waits longest has waited.
    pub longest: Option<DateTime<Utc>>,
}

/// Why an exchange that waits for approval is worth a second look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each reason holds or not, independently of the others"
)]
pub struct SecondLook {
    /// The same two have another exchange of the same day and length.
    pub alike: bool,
    /// The giver has nothing in the book yet.
    pub new_giver: bool,
    /// The receiver has nothing in the book yet.
    pub new_receiver: bool,
    /// The two live at the same address, as far as the bank knows it.
    pub housemates: bool,
    /// More than two hours, and more than three times as long as the giver usually helps, of
    /// five exchanges or more.
    pub unusual: bool,
    /// How many more the same giver has with the same receiver in the seven days that end with it.
    pub in_a_week: u32,
}

impl SecondLook {
    /// Whether somebody takes part for the first time.
    #[must_use]
    pub const fn is_first(&self) -> bool {
        self.new_giver || self.new_receiver
    }
}

/// How much a filter finds, of what came to its state at `since` or earlier.
pub fn waiting(
    conn: &Connection,
    filter: &Filter,
    since: Option<DateTime<Utc>>,
) -> Result<Waiting> {
    Ok(store::waiting(conn, filter, since)?)
}

/// What is worth a second look among all that waits for approval.
pub fn second_looks(conn: &Connection) -> Result<HashMap<ExchangeId, SecondLook>> {
    Ok(store::second_looks(conn)?)
}

/// The latest day on which a member gave or received what stands in the book.
pub fn last_done(conn: &Connection, member: MemberId) -> Result<Option<NaiveDate>> {
    Ok(store::last_done(conn, member)?)
}

/// What came of approving several exchanges.
#[derive(Debug, Default)]
pub struct ApprovalOutcome {
    /// Those now posted.
    pub approved: Vec<ExchangeId>,
    /// Their minutes together.
    pub minutes: i64,
    /// Those left as they were, each with the reason, in a sentence.
    pub left: Vec<(ExchangeId, String)>,
}

/// Approves each of `chosen` that still has the version that was looked at. What changed
/// meanwhile, or is refused by a rule or by the book, is left as it is and named.
pub fn approve_many(
    tx: &Transaction<'_>,
    by: &Coordinator,
    chosen: &[(ExchangeId, i64)],
    moment: &Moment,
) -> Result<ApprovalOutcome> {
    let mut outcome = ApprovalOutcome::default();
    for (id, version) in chosen {
        match one_of_many(tx, || approve(tx, by, *id, Some(*version), moment))? {
            Ok(exchange) => {
                outcome.approved.push(*id);
                outcome.minutes += exchange.minutes.get();
            }
            Err(refusal) => outcome.left.push((*id, refusal.to_string())),
        }
    }
    Ok(outcome)
}
