//! Exchanges: help given by one member and received by another, from recorded to posted.
//!
//! ```text
//! recorded ── confirmed ── posted ── reversed
//!     │  └─ disputed ─┘ │
//!     └── withdrawn     └── declined
//! ```
//!
//! Approval and posting are one step and one commit: no state between them can exist. The
//! transfer in the book carries the exchange's own id, so the book itself refuses to post an
//! exchange twice. Nobody approves, decides or declines an exchange in which they took part.

mod choices;
mod desk;
mod model;
mod queries;
mod record;
mod store;

use ledger::{Minutes, Transfer, TransferKind};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use choices::Choices;
pub use desk::{
    ApprovalOutcome, SecondLook, Waiting, approve_many, last_done, second_looks, waiting,
};
pub use model::{
    Awaits, Exchange, ExchangeState, MOST_MINUTES, NewExchange, Party, RecordedAs, Reference, Side,
    Spoke, Step, StepKind,
};
pub use queries::{
    Counts, Filter, PartTaken, PostedExchange, Shared, approvals, awaiting, balance_after, between,
    counts, days_posted, for_each, for_each_posted, get, in_book_of, list, of_member, part_taken,
    shared, steps, view, waiting_too_long,
};
pub use record::{import_posted, record, record_for};

use crate::actor::{Coordinator, Member, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{ExchangeId, MemberId};
use crate::words::tidy;
use crate::{audit, outbox};

/// The other party says that it was so.
pub fn confirm(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = of_party(tx, by.id(), id)?;
    let side = exchange.side_of(by.id()).ok_or(NOT_YOURS)?;
    let state = exchange.state.clone().confirm(side)?;
    let change = Change::new(StepKind::Confirmed, by.into());
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator confirms on the word of the party whose answer is awaited.
pub fn confirm_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = get(tx, id)?;
    not_a_party(&exchange, by)?;
    let ExchangeState::Recorded { awaits } = exchange.state else {
        return Err(exchange.state.not_waiting());
    };
    let spoke = match awaits.side() {
        Side::Giver => exchange.giver.id,
        Side::Receiver => exchange.receiver.id,
    };
    let state = exchange.state.clone().confirm(awaits.side())?;
    let change = Change {
        spoke: Some(spoke),
        ..Change::new(StepKind::Confirmed, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

/// The other party says that something is wrong, and how long it was where that is the point.
pub fn dispute(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    claimed: Option<Minutes>,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = of_party(tx, by.id(), id)?;
    let side = exchange.side_of(by.id()).ok_or(NOT_YOURS)?;
    let reason = reason_given(reason, "Say what is wrong")?;
    let state = exchange
        .state
        .clone()
        .dispute(side, by.id(), claimed, reason.clone())?;
    let change = Change {
        minutes: claimed,
        reason,
        ..Change::new(StepKind::Disputed, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

/// Whoever recorded an exchange takes it back before it is approved.
pub fn withdraw(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = of_party(tx, by.id(), id)?;
    if exchange.recorded_by != Some(by.id()) {
        return Err(Error::Forbidden(
            "Only the person who logged an exchange can withdraw it.",
        ));
    }
    let reason = reason_if_any(reason)?;
    let state = exchange.state.clone().withdraw(reason.clone())?;
    let change = Change {
        reason,
        ..Change::new(StepKind::Withdrawn, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator decides a dispute: so many minutes, with a reason that both can read. The
/// exchange then waits for approval.
pub fn decide(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    minutes: Minutes,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = get(tx, id)?;
    not_a_party(&exchange, by)?;
    let reason = reason_given(reason, "Say why you decide so")?;
    model::check_minutes(minutes)?;
    let state = exchange.state.clone().decide()?;
    store::update_minutes(tx, id, minutes)?;
    let change = Change {
        minutes: Some(minutes),
        reason,
        ..Change::new(StepKind::Decided, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator who is neither party approves; the hours are posted in the same commit.
///
/// `version` is the one that was looked at; another version is a conflict.
pub fn approve(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = get(tx, id)?;
    not_a_party(&exchange, by)?;
    let state = exchange.state.clone().approve(id.transfer())?;
    same_version(&exchange, version)?;
    let transfer = help_transfer(&exchange)?;
    ledger::post(tx, &transfer, moment.now)?;
    finish(
        tx,
        &exchange,
        &state,
        Change::new(StepKind::Approved, by.into()),
        moment,
    )
}

/// A coordinator who is neither party says no, and why.
pub fn decline(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = get(tx, id)?;
    not_a_party(&exchange, by)?;
    let reason = reason_given(reason, "Say why it is declined")?;
    let state = exchange.state.clone().decline(reason.clone())?;
    same_version(&exchange, version)?;
    let change = Change {
        reason,
        ..Change::new(StepKind::Declined, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator takes a posted exchange back: the book gets the mirror of its transfer, and
/// both statements show the pair.
pub fn reverse(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = get(tx, id)?;
    not_a_party(&exchange, by)?;
    let reason = reason_given(reason, "Say why it is taken back")?;
    let state = exchange.state.clone().reverse(reason.clone())?;
    ledger::reverse(tx, id.transfer(), model::reversal_of(id), None, moment.now)?;
    let change = Change {
        reason,
        ..Change::new(StepKind::Reversed, by.into())
    };
    finish(tx, &exchange, &state, change, moment)
}

const NOT_YOURS: Error = Error::NotFound("This exchange");

/// The exchange, to a member who took part in it; to anybody else it does not exist.
fn of_party(conn: &Connection, member: MemberId, id: ExchangeId) -> Result<Exchange> {
    let exchange = get(conn, id)?;
    if exchange.side_of(member).is_some() {
        Ok(exchange)
    } else {
        Err(NOT_YOURS)
    }
}

/// Four eyes: nobody decides where they gave or received.
fn not_a_party(exchange: &Exchange, by: &Coordinator) -> Result<()> {
    if exchange.side_of(by.id()).is_some() {
        return Err(Error::Forbidden(
            "You took part in this exchange, so another coordinator decides it.",
        ));
    }
    Ok(())
}

fn same_version(exchange: &Exchange, version: Option<i64>) -> Result<()> {
    if version.is_some_and(|version| version != exchange.version) {
        return Err(Error::Conflict(
            "It was changed after you looked at it, so it was left as it is.".into(),
        ));
    }
    Ok(())
}

fn reason_given(typed: &str, ask: &'static str) -> Result<String> {
    let reason = reason_if_any(typed)?;
    if reason.is_empty() {
        return Err(Error::field("reason", ask));
    }
    Ok(reason)
}

fn reason_if_any(typed: &str) -> Result<String> {
    let reason = tidy(typed);
    if reason.chars().count() > 1_000 {
        return Err(Error::field(
            "reason",
            "The reason must be 1,000 characters or less",
        ));
    }
    Ok(reason)
}

/// What help looks like in the book: the receiver's balance falls, the giver's rises.
fn help_transfer(exchange: &Exchange) -> Result<Transfer> {
    Ok(Transfer::between(
        exchange.id.transfer(),
        TransferKind::Help,
        exchange.receiver.account,
        exchange.giver.account,
        exchange.minutes,
        exchange.done_on,
    )?)
}

/// What a command did to an exchange.
struct Change {
    step: StepKind,
    by: Signature,
    spoke: Option<MemberId>,
    minutes: Option<Minutes>,
    reason: String,
}

impl Change {
    const fn new(step: StepKind, by: Signature) -> Self {
        Self {
            step,
            by,
            spoke: None,
            minutes: None,
            reason: String::new(),
        }
    }
}

/// Writes the new state with its step, its audit row and its notices: the same for every
/// command, so that none can be forgotten.
fn finish(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    state: &ExchangeState,
    change: Change,
    moment: &Moment,
) -> Result<Exchange> {
    store::update_state(tx, exchange.id, state, change.by.actor, moment.now)?;
    let step = Step {
        kind: change.step,
        actor: change.by.actor,
        actor_name: String::new(),
        spoke: change.spoke,
        spoke_name: String::new(),
        channel: moment.channel,
        at: moment.now,
        minutes: change.minutes,
        reason: change.reason,
    };
    store::insert_step(tx, exchange.id, &step)?;
    let subject = exchange.id.uuid();
    let details = json!({ "from": exchange.state.as_str(), "to": state.as_str() });
    audit::write(
        tx,
        change.by,
        moment,
        change.step.action(),
        Some(subject),
        &details,
    )?;
    for member in [exchange.giver.id, exchange.receiver.id] {
        if change.by.actor != Some(member) {
            outbox::tell(
                tx,
                moment,
                member,
                change.step.notice(),
                subject,
                &json!({}),
            )?;
        }
    }
    get(tx, exchange.id)
}
