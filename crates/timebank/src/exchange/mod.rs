//! Exchanges: help given by one member and received by another, from the first question to the
//! book.
//!
//! ```text
//! proposed ── agreed ── arranged ── recorded ── confirmed ── posted ── corrected
//!     │          └──────────┤           ├─ disputed ─┘          └───── reversed
//!  declined             cancelled    withdrawn           any that waits: declined, lapsed
//! ```
//!
//! `docs/exchange.md` has the tables of acts, states and time limits, made from this code.
//!
//! **Shape.** `model` has the states and the pure changes between them. Commands: `arrange`
//! before it is done, `record` when it is done, `answer` by the other one, `decide` by a
//! coordinator, `put_right` after it was posted, `sweep` by the clock. All of them end in
//! [`keep`]: state, hold, time limit, step, audit and notices in one place.
//!
//! Approval and posting are one step and one commit: no state between them can exist. The
//! transfer in the book carries the exchange's own id, so the book itself refuses to post an
//! exchange twice. Nobody approves, decides or declines an exchange in which they took part.

mod answer;
mod arrange;
mod choices;
mod decide;
mod desk;
mod foresee;
mod keep;
mod model;
mod put_right;
mod queries;
mod record;
mod store;
mod sweep;

use ledger::{Minutes, Transfer, TransferKind};
use rusqlite::Connection;

pub use answer::{accept, confirm, confirm_for, dispute, withdraw};
pub(crate) use arrange::both_would;
pub use arrange::{agree, agree_for, allow, cancel, done, done_for, propose, propose_for, refuse};
pub use choices::Choices;
pub use decide::{approve, decide, decline};
pub use desk::{
    ApprovalOutcome, Queue, Queues, SecondLook, Waiting, approve_many, count_waiting, last_done,
    queues, second_looks, waiting,
};
pub(crate) use foresee::{asked_for, lengths_told, with_limits};
pub use keep::holds_disagree;
pub use model::{
    Awaits, Exchange, ExchangeState, MOST_MINUTES, NewExchange, Outcome, Owner, Party, RecordedAs,
    Reference, Side, Spoke, Stage, Step, StepKind, Wait, acts_table, waits_table,
};
pub(crate) use put_right::take_back_brought;
pub use put_right::{Correction, ask_to_correct, correct, keep_as_it_is, reverse};
pub use queries::{
    Filter, Listed, PartTaken, PostedExchange, Shared, Then, Unfinished, any, approvals, asked,
    awaiting, balance_after, between, days_posted, first_days, for_each, for_each_listed,
    for_each_posted, get, in_book_of, list, many, of_member, part_taken, shared, steps, then,
    unfinished, view,
};
pub use record::{bring_in, import_posted, record, record_for};
pub use sweep::{Swept, sweep};

use crate::actor::Coordinator;
use crate::category;
use crate::error::{Error, Result};
use crate::ids::{ExchangeId, MemberId};
use crate::policy::{self, Facts, Rule};
use crate::typed::tidy;

/// The exchange, to a member who took part in it, and on which side; to anybody else it does not
/// exist.
pub(crate) fn of_party(
    conn: &Connection,
    member: MemberId,
    id: ExchangeId,
) -> Result<(Exchange, Side)> {
    let exchange = get(conn, id)?;
    let side = exchange.side_of(member);
    let side = side.ok_or(Error::NotFound("This exchange"))?;
    Ok((exchange, side))
}

/// The exchange, to a coordinator who decides about it.
fn to_decide(conn: &Connection, by: &Coordinator, id: ExchangeId) -> Result<Exchange> {
    let exchange = get(conn, id)?;
    not_a_party(&exchange, by)?;
    Ok(exchange)
}

/// Four eyes: nobody decides where they gave or received.
fn not_a_party(exchange: &Exchange, by: &Coordinator) -> Result<()> {
    if exchange.side_of(by.id()).is_some() {
        return Err(Error::forbidden(
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

/// A length as the bank rounds it.
fn rounded(conn: &Connection, raw: Minutes) -> Result<Minutes> {
    Ok(policy::current(conn)?.rounding.round(raw))
}

/// Whether the bank's policy asks for a step of this exchange. Looks up no more than it needs.
fn asks(conn: &Connection, rule: &Rule, exchange: &Exchange) -> Result<bool> {
    if rule.always || rule.is_never() {
        return Ok(rule.always);
    }
    let kind = exchange.category.map(|kind| category::get(conn, kind));
    let facts = Facts {
        category: exchange.category,
        heading: kind.transpose()?.and_then(|kind| kind.heading),
        minutes: exchange.minutes.get(),
        exchanges_before: store::fewer_posted(conn, exchange, rule.first_exchanges)?,
        organisation: rule.organisations && store::has_organisation(conn, exchange)?,
    };
    Ok(rule.asks(&facts))
}
