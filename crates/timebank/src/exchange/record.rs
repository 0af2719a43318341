//! Writing an exchange down: by one of the two, by a coordinator for somebody, or by an import.

use rusqlite::Transaction;
use serde_json::json;

use super::model::{
    Awaits, Exchange, ExchangeState, NewExchange, RecordedAs, Side, Spoke, Step, StepKind,
    check_minutes,
};
use super::{get, help_transfer, store};
use crate::actor::{Coordinator, Member, Signature, System};
use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::MemberId;
use crate::member::{self, State};
use crate::words::{check_length, tidy};
use crate::{audit, category, outbox};

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
    let (recorded_as, awaits) = if new.giver == by.id() {
        (RecordedAs::Giver, Side::Receiver)
    } else if new.receiver == by.id() {
        (RecordedAs::Receiver, Side::Giver)
    } else {
        return Err(Error::Forbidden(
            "You can log hours that you gave or received yourself.",
        ));
    };
    let state = ExchangeState::Recorded {
        awaits: Awaits::of(awaits),
    };
    write(tx, by.into(), recorded_as, None, new, &state, moment)
}

/// A coordinator records for somebody else, from the telephone or a paper slip.
pub fn record_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    spoke: Spoke,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    if new.giver == by.id() || new.receiver == by.id() {
        return Err(Error::Forbidden(
            "You took part in this one: log it as your own, so that the other person is asked.",
        ));
    }
    let (state, told) = match spoke {
        Spoke::Giver => (
            ExchangeState::Recorded {
                awaits: Awaits::of(Side::Receiver),
            },
            Some(new.giver),
        ),
        Spoke::Receiver => (
            ExchangeState::Recorded {
                awaits: Awaits::of(Side::Giver),
            },
            Some(new.receiver),
        ),
        Spoke::Both => (ExchangeState::Confirmed, None),
    };
    write(
        tx,
        by.into(),
        RecordedAs::Coordinator,
        told,
        new,
        &state,
        moment,
    )
}

/// An import brings in help that was given long ago: recorded and posted in one step, with the
/// day it was done on.
pub fn import_posted(
    tx: &Transaction<'_>,
    by: &System,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let state = ExchangeState::Confirmed;
    let exchange = insert(tx, by.into(), RecordedAs::System, None, new, &state, moment)?;
    ledger::post(tx, &help_transfer(&exchange)?, moment.now)?;
    let posted = ExchangeState::Posted {
        transfer: new.id.transfer(),
    };
    store::update_state(tx, new.id, &posted, None, moment.now)?;
    get(tx, new.id)
}

fn write(
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
    check(tx, &new, moment)?;
    let exchange = insert(tx, by, recorded_as, spoke, &new, state, moment)?;
    let subject = exchange.id.uuid();
    let details = json!({ "minutes": new.minutes.get(), "to": state.as_str() });
    audit::write(
        tx,
        by,
        moment,
        StepKind::Recorded.action(),
        Some(subject),
        &details,
    )?;
    if let ExchangeState::Recorded { awaits } = *state {
        let asked = match awaits.side() {
            Side::Giver => new.giver,
            Side::Receiver => new.receiver,
        };
        outbox::tell(
            tx,
            moment,
            asked,
            StepKind::Recorded.notice(),
            subject,
            &json!({}),
        )?;
    }
    Ok(exchange)
}

fn insert(
    tx: &Transaction<'_>,
    by: Signature,
    recorded_as: RecordedAs,
    spoke: Option<MemberId>,
    new: &NewExchange,
    state: &ExchangeState,
    moment: &Moment,
) -> Result<Exchange> {
    store::insert(tx, by.actor, recorded_as, new, state, moment)?;
    let step = Step {
        kind: StepKind::Recorded,
        actor: by.actor,
        actor_name: String::new(),
        spoke,
        spoke_name: String::new(),
        channel: moment.channel,
        at: moment.now,
        minutes: Some(new.minutes),
        reason: String::new(),
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
        && known.minutes == new.minutes
        && known.category == new.category
        && known.description == new.description
        && known.note == new.note
}

fn check(tx: &Transaction<'_>, new: &NewExchange, moment: &Moment) -> Result<()> {
    let mut errors = Vec::new();
    if new.giver == new.receiver {
        errors.push(FieldError::new(
            "who",
            "Choose somebody other than the person who helped",
        ));
    }
    for party in [new.giver, new.receiver] {
        let member = member::get(tx, party)?;
        if member.state != State::Active {
            let message = format!("{} is not taking part at the moment", member.name);
            errors.push(FieldError::new("who", message));
        }
    }
    if let Some(id) = new.category {
        category::get(tx, id)?;
    } else if new.description.is_empty() {
        errors.push(FieldError::new("category", "Select the kind of help"));
    }
    if new.done_on > moment.today {
        let message = "The day it happened must be today or in the past";
        errors.push(FieldError::new("done_on", message));
    }
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
