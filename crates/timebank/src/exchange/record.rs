//! Writing an exchange down: by one of the two, by a coordinator for somebody, or by an import;
//! and the checks that every exchange passes when it is first written, also one that is proposed.

use chrono::Days;
use ledger::Minutes;
use rusqlite::Transaction;
use serde_json::json;

use super::keep::{self, Standing};
use super::model::{
    Awaits, Exchange, ExchangeState, NewExchange, RecordedAs, Side, Spoke, Stage, Step, StepKind,
    check_minutes,
};
use super::{asks, get, help_transfer, store};
use crate::actor::{Coordinator, Member, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::{ExchangeId, MemberId};
use crate::member;
use crate::outbox::{self, NoticeKind};
use crate::policy::{self, Policy};
use crate::typed::{check_length, tidy};
use crate::{audit, block, category, project};

/// How far ahead help can be planned, in days.
const MOST_DAYS_AHEAD: u64 = 366;

/// A member records an exchange in which they took part; the other party is asked to confirm.
///
/// The same id with the same content again is the same exchange; with other content it is a
/// conflict.
pub fn record(
    tx: &Transaction<'_>,
    by: &Member,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let side = new.side_of(by.id()).ok_or(Error::forbidden(
        "You can log hours that you gave or received yourself.",
    ))?;
    block::check(tx, new.giver, new.receiver)?;
    let state = recorded(side);
    write(tx, by.into(), side.into(), None, new, &state, moment)
}

/// A coordinator records for somebody else, from the telephone or a paper slip.
pub fn record_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    spoke: Spoke,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    if new.side_of(by.id()).is_some() {
        return Err(Error::forbidden(
            "You took part in this one: log it as your own, so that the other person is asked.",
        ));
    }
    let told = spoke.side();
    let state = told.map_or(ExchangeState::Confirmed, recorded);
    let told = told.map(|side| new.member_on(side));
    let recorded_as = RecordedAs::Coordinator;
    write(tx, by.into(), recorded_as, told, new, &state, moment)
}

/// Written down on the word of whoever stands on this side, so that the other one is asked.
const fn recorded(by: Side) -> ExchangeState {
    ExchangeState::Recorded {
        awaits: Awaits::of(by.other()),
    }
}

/// An import brings in help that was given long ago: recorded and posted in one step, with the
/// day it was done on.
pub fn import_posted(
    tx: &Transaction<'_>,
    by: &System,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let origin = Origin {
        by: by.into(),
        recorded_as: RecordedAs::System,
        spoke: None,
        corrects: None,
        reason: String::new(),
    };
    post_at_once(tx, &origin, new, moment)
}

/// A coordinator brings in help from a spreadsheet: both knew of it, so it is recorded and posted
/// in one step and nobody is told. Nobody brings in hours of their own: four eyes.
pub fn bring_in(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    if new.side_of(by.id()).is_some() {
        return Err(Error::forbidden(
            "You took part in this one, so another coordinator brings it in.",
        ));
    }
    let new = checked(tx, new, moment)?;
    let origin = Origin {
        by: by.into(),
        recorded_as: RecordedAs::Coordinator,
        spoke: None,
        corrects: None,
        reason: String::new(),
    };
    post_at_once(tx, &origin, &new, moment)
}

/// Written down and posted, with the minutes as they are: it happened long ago.
fn post_at_once(
    tx: &Transaction<'_>,
    origin: &Origin,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let state = ExchangeState::Confirmed;
    let exchange = insert(tx, origin, new, new.minutes, &state, moment)?;
    ledger::post(tx, &help_transfer(&exchange)?, moment.now)?;
    let posted = ExchangeState::Posted {
        transfer: new.id.transfer(),
    };
    let standing = Standing {
        stage: Stage::Fresh,
        due_at: None,
        hold: None,
    };
    store::update_state(tx, new.id, &posted, &standing, origin.by.actor, moment.now)?;
    get(tx, new.id)
}

/// Who wrote an exchange down first, and why.
struct Origin {
    by: Signature,
    recorded_as: RecordedAs,
    spoke: Option<MemberId>,
    corrects: Option<ExchangeId>,
    reason: String,
}

/// Writes an exchange in its first state, holds the minutes, says so to whoever is concerned.
pub(super) fn write(
    tx: &Transaction<'_>,
    by: Signature,
    recorded_as: RecordedAs,
    spoke: Option<MemberId>,
    new: &NewExchange,
    state: &ExchangeState,
    moment: &Moment,
) -> Result<Exchange> {
    let new = tidied(new);
    if let Some(known) = store::get(tx, new.id)? {
        return if same(&known, &new) {
            Ok(known)
        } else {
            Err(Error::Conflict(
                "This form was sent before with other answers. Look at your exchanges, then \
                 start again."
                    .into(),
            ))
        };
    }
    check(tx, &new, state.is_ahead(), moment)?;
    let new = NewExchange {
        category: new
            .category
            .map(|id| category::usable(tx, id))
            .transpose()?,
        ..new
    };
    let origin = Origin {
        by,
        recorded_as,
        spoke,
        corrects: None,
        reason: String::new(),
    };
    let policy = policy::current(tx)?;
    let minutes = policy.rounding.round(new.minutes);
    let exchange = insert(tx, &origin, &new, minutes, state, moment)?;
    let exchange = settle_in(tx, exchange, &policy, moment)?;
    let subject = exchange.id.uuid();
    let first = first_step(state);
    let details = json!({ "minutes": minutes.get(), "to": exchange.state.as_str() });
    audit::write(tx, by, moment, first.action(), Some(subject), &details)?;
    let others = [new.giver, new.receiver].into_iter();
    for member in others.filter(|member| by.actor != Some(*member) && spoke != Some(*member)) {
        let asked = exchange.awaits_answer_of(member);
        let notice = match asked {
            true => first.notice(),
            false if state.is_ahead() => NoticeKind::Agreed,
            false => NoticeKind::WrittenDown,
        };
        outbox::tell(tx, moment, member, notice, subject, &json!({}))?;
    }
    keep::post_by_policy(tx, &exchange, &policy, moment)
}

/// Gives a new exchange its hold and its time limit; and leaves out the step that the bank's
/// policy does not ask for: the confirmation of the other one, the look at an arrangement.
fn settle_in(
    tx: &Transaction<'_>,
    exchange: Exchange,
    policy: &Policy,
    moment: &Moment,
) -> Result<Exchange> {
    let (steps, written) = (&policy.steps, &exchange.state);
    let state = match written {
        ExchangeState::Recorded { .. } if !asks(tx, &steps.confirmation, &exchange)? => {
            ExchangeState::Confirmed
        }
        ExchangeState::Agreed if !asks(tx, &steps.arrangement, &exchange)? => {
            ExchangeState::Arranged
        }
        _ => written.clone(),
    };
    let standing = keep::standing(tx, &exchange, &state, exchange.version, policy, moment)?;
    store::settle_in(tx, exchange.id, &state, &standing)?;
    Ok(Exchange {
        state,
        stage: standing.stage,
        due_at: standing.due_at,
        hold: standing.hold,
        ..exchange
    })
}

/// What stands in place of an exchange that is put right: confirmed, for the pair to be posted.
pub(super) fn insert_confirmed(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewExchange,
    corrects: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let origin = Origin {
        by: by.into(),
        recorded_as: RecordedAs::Coordinator,
        spoke: None,
        corrects: Some(corrects),
        reason: reason.to_owned(),
    };
    let minutes = policy::current(tx)?.rounding.round(new.minutes);
    insert(tx, &origin, new, minutes, &ExchangeState::Confirmed, moment)
}

/// The exchange as it can be written, tidied, or what is wrong with it.
pub(super) fn checked(
    tx: &Transaction<'_>,
    new: &NewExchange,
    moment: &Moment,
) -> Result<NewExchange> {
    let new = tidied(new);
    check(tx, &new, false, moment)?;
    Ok(new)
}

const fn first_step(state: &ExchangeState) -> StepKind {
    if state.is_ahead() {
        StepKind::Proposed
    } else {
        StepKind::Recorded
    }
}

fn insert(
    tx: &Transaction<'_>,
    origin: &Origin,
    new: &NewExchange,
    minutes: Minutes,
    state: &ExchangeState,
    moment: &Moment,
) -> Result<Exchange> {
    let written = store::Written {
        by: origin.by.actor,
        recorded_as: origin.recorded_as,
        minutes,
        corrects: origin.corrects,
    };
    store::insert(tx, &written, new, state, moment)?;
    project::settle(tx, new.id, origin.corrects, moment)?;
    let step = Step {
        kind: first_step(state),
        actor: origin.by.actor,
        actor_name: String::new(),
        spoke: origin.spoke,
        spoke_name: String::new(),
        channel: moment.channel,
        at: moment.now,
        minutes: Some(new.minutes),
        reason: origin.reason.clone(),
    };
    store::insert_step(tx, new.id, &step)?;
    get(tx, new.id)
}

fn tidied(new: &NewExchange) -> NewExchange {
    NewExchange {
        description: tidy(&new.description),
        note: tidy(&new.note),
        ..new.clone()
    }
}

fn same(known: &Exchange, new: &NewExchange) -> bool {
    known.giver.id == new.giver
        && known.receiver.id == new.receiver
        && known.done_on == new.done_on
        && known.raw_minutes == new.minutes
        && known.category == new.category
        && known.description == new.description
        && known.note == new.note
}

fn check(tx: &Transaction<'_>, new: &NewExchange, ahead: bool, moment: &Moment) -> Result<()> {
    let mut errors = Vec::new();
    if new.giver == new.receiver {
        errors.push(FieldError::new(
            "who",
            "Choose somebody other than the person who helped",
        ));
    }
    for party in [new.giver, new.receiver] {
        let member = member::get(tx, party)?;
        if !member.takes_part() {
            let message = format!("{} is not taking part at the moment", member.name);
            errors.push(FieldError::new("who", message));
        }
    }
    if let Some(id) = new.category {
        category::get(tx, id)?;
    } else if new.description.is_empty() {
        errors.push(FieldError::new("category", "Select the kind of help"));
    }
    errors.extend(wrong_day(new, ahead, moment).map(|why| FieldError::new("done_on", why)));
    check_length(
        &mut errors,
        "description",
        "What was done",
        &new.description,
        400,
    );
    check_length(&mut errors, "note", "Note", &new.note, 1_000);
    if let Err(Error::Invalid(more)) = check_minutes(new.minutes) {
        errors.extend(more);
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}

/// A day that has been, or, for help that is being arranged, one that is not far ahead.
fn wrong_day(new: &NewExchange, ahead: bool, moment: &Moment) -> Option<&'static str> {
    let most = moment.today + Days::new(MOST_DAYS_AHEAD);
    match ahead {
        false if new.done_on > moment.today => {
            Some("The day it happened must be today or in the past")
        }
        true if new.done_on < moment.today => Some("The day must be today or later"),
        true if new.done_on > most => Some("The day must be within a year"),
        _ => None,
    }
}
