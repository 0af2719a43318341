//! Putting right what stands in the book: taking it back, or taking it back and writing the right
//! one in its place. Nothing is rubbed out: the book gets the mirror, and both statements show it.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use rusqlite::Transaction;
use serde_json::json;

use super::keep::{Change, finish, write_down, write_step};
use super::model::{self, Exchange, ExchangeState, NewExchange, Stage, StepKind, Wait};
use super::{
    get, help_transfer, not_a_party, of_party, reason_given, record, rounded, same_version, store,
    to_decide,
};
use crate::actor::{Coordinator, Member, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{CategoryId, ExchangeId, MemberId};
use crate::{audit, member, outbox, policy};

/// What is right, where something else stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The id of the exchange that stands in its place, made by the form.
    pub id: ExchangeId,
    /// Who helped.
    pub giver: MemberId,
    /// Who was helped.
    pub receiver: MemberId,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// What was done.
    pub description: String,
    /// The day it happened.
    pub done_on: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
    /// Why it is put right.
    pub reason: String,
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
    let exchange = to_decide(tx, by, id)?;
    let reason = reason_given(reason, "Say why it is taken back")?;
    let state = mirrored(tx, &exchange, &reason, moment)?;
    let change = Change::new(StepKind::Reversed, by.into()).because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// Takes back an exchange that came in with a spreadsheet, and answers its minutes. Like
/// [`reverse`], but nobody is told, as nobody was told when it came in.
pub(crate) fn take_back_brought(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<i64> {
    let exchange = to_decide(tx, by, id)?;
    let state = mirrored(tx, &exchange, reason, moment)?;
    let change = Change::new(StepKind::Reversed, by.into()).because(reason.to_owned());
    write_down(tx, &exchange, &state, &NOTHING_WAITS, change, moment)?;
    Ok(exchange.minutes.get())
}

/// Gives the book the mirror of an exchange's transfer. Answers the state the exchange comes to.
fn mirrored(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    reason: &str,
    moment: &Moment,
) -> Result<ExchangeState> {
    let state = exchange.state.clone().reverse(reason.to_owned())?;
    let (posted, mirror) = (exchange.id.transfer(), model::reversal_of(exchange.id));
    ledger::reverse(tx, posted, mirror, None, moment.now)?;
    Ok(state)
}

/// A coordinator puts a posted exchange right: in one commit the book gets the reversal and the
/// right transfer as one pair, and both people are told. Answers the exchange that now stands.
pub fn correct(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    right: &Correction,
    moment: &Moment,
) -> Result<Exchange> {
    let wrong = to_decide(tx, by, id)?;
    if matches!(wrong.state, ExchangeState::Corrected { by, .. } if by == right.id) {
        return get(tx, right.id);
    }
    let reason = reason_given(&right.reason, "Say why it is put right")?;
    let state = wrong.state.clone().correct(right.id, reason.clone())?;
    same_version(&wrong, version)?;
    let new = record::checked(tx, &in_place_of(&wrong, right), moment)?;
    if changes_nothing(&wrong, &new, rounded(tx, new.minutes)?) {
        let message = "Change what is wrong. As it is, it says the same as before";
        return Err(Error::field("minutes", message));
    }
    if store::get(tx, new.id)?.is_some() {
        return Err(Error::Conflict("This form was sent before.".into()));
    }
    let exchange = record::insert_confirmed(tx, by, &new, wrong.id, &reason, moment)?;
    not_a_party(&exchange, by)?;
    let reversal = ledger::reversal_of(tx, id.transfer(), model::reversal_of(id), None)?;
    let pair = [reversal, help_transfer(&exchange)?];
    ledger::post_batch(tx, &pair, moment.now).map_err(|refused| Error::from(refused.error))?;
    let change = Change::new(StepKind::Corrected, by.into())
        .because(reason)
        .naming(exchange.minutes);
    finish(tx, &wrong, &state, change, moment)?;
    let posted = ExchangeState::Posted {
        transfer: exchange.id.transfer(),
    };
    store::update_state(
        tx,
        exchange.id,
        &posted,
        &NOTHING_WAITS,
        Some(by.id()),
        moment.now,
    )?;
    tell_of(tx, by, &wrong, &exchange, moment)?;
    get(tx, exchange.id)
}

/// One of the two says that what stands in the book is wrong. A coordinator puts it right, or
/// says why it stays.
pub fn ask_to_correct(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    claimed: Option<Minutes>,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = of_party(tx, by.id(), id)?;
    // Whether it could be put right is asked of the state; nothing is changed by asking.
    exchange.state.clone().reverse(String::new())?;
    if exchange.asked_at.is_some() {
        let message = "Somebody has asked for that already. A coordinator looks at it.";
        return Err(Error::Conflict(message.into()));
    }
    let reason = reason_given(reason, "Say what is wrong")?;
    if let Some(claimed) = claimed {
        model::check_minutes(claimed)?;
    }
    let change = Change::new(StepKind::Asked, by.into())
        .naming(claimed)
        .because(reason);
    let waits = policy::current(tx)?.waits;
    let due = Wait::Asked.due(Stage::Fresh, exchange.done_on, &waits, moment.now);
    let asked = Some([moment.now, due]);
    answer_asked(tx, &exchange, change, asked, moment)?;
    for coordinator in member::coordinators(tx)? {
        if exchange.side_of(coordinator.id).is_none() {
            let (kind, subject) = (StepKind::Asked.notice(), id.uuid());
            outbox::tell(tx, moment, coordinator.id, kind, subject, &json!({}))?;
        }
    }
    get(tx, id)
}

/// A coordinator who took no part has looked at what was asked, and it stays as it is.
pub fn keep_as_it_is(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    if exchange.asked_at.is_none() {
        return Err(Error::Conflict("Nobody asks to put it right.".into()));
    }
    let reason = reason_given(reason, "Say why it stays as it is")?;
    let change = Change::new(StepKind::Kept, by.into()).because(reason);
    answer_both(tx, &exchange, change, moment)?;
    get(tx, id)
}

/// Nobody has looked at what was asked in time: it stays as it is, and both read so.
pub(super) fn unanswered(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    by: Signature,
    moment: &Moment,
) -> Result<()> {
    answer_both(tx, exchange, Change::new(StepKind::Lapsed, by), moment)
}

fn answer_both(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    change: Change,
    moment: &Moment,
) -> Result<()> {
    let kind = change.step.notice();
    answer_asked(tx, exchange, change, None, moment)?;
    for party in [exchange.giver.id, exchange.receiver.id] {
        outbox::tell(tx, moment, party, kind, exchange.id.uuid(), &json!({}))?;
    }
    Ok(())
}

/// The step and the audit row of asking, or of the answer.
fn answer_asked(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    change: Change,
    asked: Option<[DateTime<Utc>; 2]>,
    moment: &Moment,
) -> Result<()> {
    let (by, kind, subject) = (change.by, change.step, exchange.id.uuid());
    store::update_asked(tx, exchange.id, asked)?;
    write_step(tx, exchange, change, moment)?;
    audit::write(tx, by, moment, kind.action(), Some(subject), &json!({}))
}

const NOTHING_WAITS: super::keep::Standing = super::keep::Standing {
    stage: Stage::Fresh,
    due_at: None,
    hold: None,
};

/// The audit row of the new exchange, notes about balances, and a notice to whoever is in the
/// right exchange and was not in the wrong one.
fn tell_of(
    tx: &Transaction<'_>,
    by: &Coordinator,
    wrong: &Exchange,
    right: &Exchange,
    moment: &Moment,
) -> Result<()> {
    let subject = right.id.uuid();
    let details = json!({ "corrects": wrong.id.uuid(), "minutes": right.minutes.get() });
    let action = StepKind::Corrected.action();
    audit::write(tx, by.into(), moment, action, Some(subject), &details)?;
    let minutes = right.minutes.get();
    for (party, change) in [(&right.giver, minutes), (&right.receiver, -minutes)] {
        if wrong.side_of(party.id).is_none() {
            let notice = StepKind::Corrected.notice();
            outbox::tell(tx, moment, party.id, notice, subject, &json!({}))?;
        }
        policy::note_if_beyond(tx, party.id, party.account, change, moment)?;
    }
    Ok(())
}

fn in_place_of(wrong: &Exchange, right: &Correction) -> NewExchange {
    NewExchange {
        id: right.id,
        giver: right.giver,
        receiver: right.receiver,
        listing: wrong.listing,
        category: right.category,
        description: right.description.clone(),
        note: wrong.note.clone(),
        done_on: right.done_on,
        minutes: right.minutes,
    }
}

fn changes_nothing(wrong: &Exchange, new: &NewExchange, minutes: Minutes) -> bool {
    wrong.giver.id == new.giver
        && wrong.receiver.id == new.receiver
        && wrong.category == new.category
        && wrong.description == new.description
        && wrong.done_on == new.done_on
        && wrong.minutes == minutes
}
