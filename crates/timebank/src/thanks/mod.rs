//! Thanks: a few words from whoever received help to whoever gave it, once for each exchange.
//!
//! The two and the coordinators read them. Others read them on the giver's page where the
//! receiver allows it, the help stands in the book, and neither of the two has taken that back.

mod store;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;

use crate::actor::Member;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::exchange::{self, Exchange, ExchangeState, Side};
use crate::ids::{ExchangeId, MemberId};
use crate::outbox::{self, NoticeKind};
use crate::typed::tidy;

/// The longest message, in characters.
pub const MOST_CHARS: usize = 400;

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thanks {
    /// The words.
    pub text: String,
    /// Whether others may read them.
    pub shown: bool,
}

/// Thanks that others may read, on the giver's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The words.
    pub text: String,
    /// What the receiver likes to be called.
    pub from: String,
    /// The kind of help; may be empty.
    pub category: String,
    /// The day it was given.
    pub done_on: NaiveDate,
}

/// Whether the receiver of this exchange can say thank you for it: it was done, and nobody says
/// that something is wrong.
#[must_use]
pub fn can_be_said(exchange: &Exchange, by: MemberId) -> bool {
    exchange.side_of(by) == Some(Side::Receiver)
        && matches!(
            exchange.state,
            ExchangeState::Confirmed | ExchangeState::Posted { .. }
        )
}

/// The receiver thanks the giver, who is told. Said again, it replaces what was said.
pub fn say(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    text: &str,
    shown: bool,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = exchange::of_party(tx, by.id(), id)?;
    if !can_be_said(&exchange, by.id()) {
        let message = words::say!("thanks-whoever-received-the-help-says");
        return Err(Error::Conflict(message));
    }
    let text = tidy(text);
    if text.is_empty() {
        return Err(Error::field(
            "thanks",
            words::say!("message-write-what-you-would-like"),
        ));
    }
    if text.chars().count() > MOST_CHARS {
        let message = words::say!("thanks-the-thank-you-must-be");
        return Err(Error::field("thanks", message));
    }
    let before = of(tx, id)?;
    store::write(tx, id, &Thanks { text, shown }, moment.now)?;
    let (subject, details) = (id.uuid(), json!({ "shown": shown }));
    let action = "exchange.thank";
    audit::write(tx, by.into(), moment, action, Some(subject), &details)?;
    if before.is_none() {
        let giver = exchange.giver.id;
        let kind = NoticeKind::Thanked;
        outbox::tell(tx, moment, giver, kind, subject, &json!({}))?;
    }
    Ok(exchange)
}

/// Either of the two would rather that others do not read it.
pub fn keep_private(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = exchange::of_party(tx, by.id(), id)?;
    if store::hide(tx, id)? == 0 {
        let message = words::say!("thanks-nobody-else-reads-it-already");
        return Err(Error::Conflict(message));
    }
    let (subject, action) = (Some(id.uuid()), "exchange.thanks_private");
    audit::write(tx, by.into(), moment, action, subject, &json!({}))?;
    Ok(exchange)
}

/// The thanks for an exchange, for those who may see the exchange.
pub fn of(conn: &Connection, id: ExchangeId) -> Result<Option<Thanks>> {
    Ok(store::of(conn, id)?)
}

/// The thanks to this member that others may read, newest help first.
pub fn shown(conn: &Connection, giver: MemberId, limit: u32) -> Result<Vec<Shown>> {
    Ok(store::shown(conn, giver, limit)?)
}
