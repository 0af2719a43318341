//! The coordinators' desk: how much waits, what is worth a second look, and several approvals in
//! one go.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};

use super::{Exchange, ExchangeState, Filter, Wait, approve, store};
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

/// How many exchanges that a filter finds are in one of these waits.
pub fn count_waiting(conn: &Connection, filter: &Filter, waits: &[Wait]) -> Result<u32> {
    Ok(store::count_waiting(conn, filter, waits)?)
}

/// What waits for one reason.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// How many exchanges.
    pub count: u32,
    /// The longest waiting first.
    pub longest: Vec<Exchange>,
}

/// What a coordinator looks after, by why it waits.
#[derive(Clone, Debug, Default)]
pub struct Queues {
    /// Somebody says that something is wrong.
    pub disputed: Queue,
    /// It waits for approval.
    pub confirmed: Queue,
    /// The other one has not answered.
    pub recorded: Queue,
}

/// What a coordinator looks after, at most `limit` of each. What is recorded is only looked after
/// where it has waited since `recorded_by` or longer.
pub fn queues(conn: &Connection, recorded_by: DateTime<Utc>, limit: u32) -> Result<Queues> {
    let mut queues = Queues::default();
    for (count, exchange) in store::queues(conn, recorded_by, limit)? {
        let queue = match exchange.state {
            ExchangeState::Disputed { .. } => &mut queues.disputed,
            ExchangeState::Confirmed => &mut queues.confirmed,
            _ => &mut queues.recorded,
        };
        queue.count = count;
        queue.longest.push(exchange);
    }
    Ok(queues)
}

/// What is worth a second look among all that waits for approval.
pub fn second_looks(conn: &Connection) -> Result<HashMap<ExchangeId, SecondLook>> {
    Ok(store::second_looks(conn)?)
}

/// The latest day on which each of these members gave or received what stands in the book; those
/// who never did are left out.
pub fn last_done(conn: &Connection, members: &[MemberId]) -> Result<HashMap<MemberId, NaiveDate>> {
    Ok(store::last_done(conn, members)?)
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
