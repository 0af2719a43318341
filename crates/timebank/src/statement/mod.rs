//! A member's statement: the lines of the book, joined with what the community knows of them.
//!
//! Lines stand in the order in which they were written, so that the closing balance of one
//! statement is the opening balance of the next, whatever is entered late. Each line also says
//! on which day the help was given.

mod model;

use std::collections::HashMap;

use chrono::NaiveDate;
use ledger::TransferId;
use rusqlite::Connection;

pub use model::{Line, LineKind, Statement};

use crate::activity::{self, InBook};
use crate::bank::Bank;
use crate::error::Result;
use crate::exchange::{self, Exchange};
use crate::ids::{ExchangeId, MemberId};
use crate::{member, pot};

/// The statement of a member from the start of `from` to the end of `to`, days at the bank;
/// everything when both are `None`.
pub fn of_member(
    conn: &Connection,
    bank: &Bank,
    id: MemberId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Statement> {
    let profile = member::get(conn, id)?;
    let start = from.map(|day| bank.start_of(day));
    let end = to
        .and_then(|day| day.succ_opt())
        .map(|day| bank.start_of(day));
    let book = ledger::statement(conn, profile.account, start, end)?;
    let exchanges: HashMap<ExchangeId, Exchange> = exchange::in_book_of(conn, id, start)?
        .into_iter()
        .map(|exchange| (exchange.id, exchange))
        .collect();
    let given = pot::given_of(conn, id)?;
    let activities: HashMap<TransferId, InBook> = activity::in_book_of(conn, id)?
        .into_iter()
        .map(|activity| (activity.id.transfer(), activity))
        .collect();
    let known = Known {
        exchanges,
        activities,
    };
    let lines = book
        .lines
        .iter()
        .map(|line| Line {
            words: given
                .get(&line.transfer)
                .map(|given| said(given, line.minutes.get()))
                .unwrap_or_default(),
            written_on: bank.day_of(line.posted_at),
            done_on: line.done_on,
            minutes: line.minutes.get(),
            balance: line.balance.get(),
            kind: kind_of(line, &known, id),
            put_right: line.reversed_by.is_some(),
            seq: line.seq,
        })
        .collect();
    Ok(Statement {
        opening: book.opening.get(),
        total_in: book.total_in.get(),
        total_out: book.total_out.get().abs(),
        closing: book.closing.get(),
        lines,
        head: book.head,
        profile,
    })
}

/// What the community knows of the transfers of one account.
struct Known {
    exchanges: HashMap<ExchangeId, Exchange>,
    activities: HashMap<TransferId, InBook>,
}

fn kind_of(line: &ledger::StatementLine, known: &Known, id: MemberId) -> LineKind {
    let exchange = |transfer: TransferId| known.exchanges.get(&ExchangeId::new(transfer.uuid()));
    if let Some(activity) = known.activities.get(&line.transfer) {
        return LineKind::Activity {
            what: activity.title.clone(),
            part: activity.part,
            activity: activity.id,
        };
    }
    if let Some(reversed) = line.reverses {
        return match exchange(reversed) {
            Some(taken_back) => LineKind::TakenBack {
                with: taken_back.other_party(id).name.clone(),
                what: taken_back.what().to_owned(),
                exchange: taken_back.id,
                reason: reason_of(taken_back),
            },
            None => LineKind::Other(line.kind),
        };
    }
    match exchange(line.transfer) {
        Some(help) if help.giver.id == id => LineKind::Gave {
            to: help.receiver.name.clone(),
            what: described(help),
            exchange: help.id,
        },
        Some(help) => LineKind::Received {
            from: help.giver.name.clone(),
            what: described(help),
            exchange: help.id,
        },
        None => LineKind::Other(line.kind),
    }
}

/// "To Bob Farrow. For the lifts": the other one and what was said.
fn said(given: &pot::Given, minutes: i64) -> String {
    let other = if minutes < 0 {
        ("To ", &given.taker)
    } else {
        ("From ", &given.giver)
    };
    let whom = if other.1.is_empty() {
        String::new()
    } else {
        format!("{}{}", other.0, other.1)
    };
    let parts = [whom, given.words.clone()];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(". ")
}

fn described(exchange: &Exchange) -> String {
    if exchange.description.is_empty() {
        exchange.what().to_owned()
    } else {
        exchange.description.clone()
    }
}

fn reason_of(exchange: &Exchange) -> String {
    match &exchange.state {
        exchange::ExchangeState::Reversed { reason, .. }
        | exchange::ExchangeState::Corrected { reason, .. } => reason.clone(),
        _ => String::new(),
    }
}
