//! Before it is done: one of the two proposes, the other agrees, a coordinator looks at it where
//! the bank wants that, the day comes, and one of them says that it was done.

use chrono::NaiveDate;
use ledger::Minutes;
use rusqlite::Transaction;

use super::answer::with_minutes;
use super::keep::{Change, finish};
use super::model::{
    Awaits, Exchange, ExchangeState, NewExchange, RecordedAs, Side, Spoke, StepKind,
};
use super::{asks, of_party, reason_given, reason_if_any, record, same_version, store, to_decide};
use crate::actor::{Coordinator, Member, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{ExchangeId, MemberId};
use crate::{block, policy, project};

/// A member proposes help that they would give or receive; the other one is asked. The day and
/// the length are those planned.
///
/// The same id with the same content again is the same proposal.
pub fn propose(
    tx: &Transaction<'_>,
    by: &Member,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let side = new.side_of(by.id()).ok_or(Error::forbidden(
        "You can arrange help that you give or receive yourself.",
    ))?;
    block::check(tx, new.giver, new.receiver)?;
    let state = proposed(side);
    record::write(tx, by.into(), side.into(), None, new, &state, moment)
}

/// A coordinator arranges help between two others, on the word of one of them or of both. On the
/// word of both there is nobody left to ask, and the coordinator has looked at it already.
pub fn propose_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    spoke: Spoke,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    if new.side_of(by.id()).is_some() {
        return Err(Error::forbidden(
            "You would take part in this one: arrange it as your own.",
        ));
    }
    let told = spoke.side();
    let state = told.map_or(ExchangeState::Arranged, proposed);
    let told = told.map(|side| new.member_on(side));
    let proposed_as = RecordedAs::Coordinator;
    record::write(tx, by.into(), proposed_as, told, new, &state, moment)
}

/// Proposed by whoever stands on this side, so that the other one is asked.
const fn proposed(by: Side) -> ExchangeState {
    ExchangeState::Proposed {
        awaits: Awaits::of(by.other()),
    }
}

/// Both have said yes already: whoever made a request asked for this, and the giver would like
/// to. Written down by the giver, or by a coordinator on the giver's word, who has then looked at
/// it. The receiver's minutes are held from now on.
pub(crate) fn both_would(
    tx: &Transaction<'_>,
    by: Signature,
    on_the_word_of: Option<MemberId>,
    new: &NewExchange,
    moment: &Moment,
) -> Result<Exchange> {
    let (state, written_as) = match on_the_word_of {
        None => (ExchangeState::Agreed, RecordedAs::Giver),
        Some(_) => (ExchangeState::Arranged, RecordedAs::Coordinator),
    };
    record::write(tx, by, written_as, on_the_word_of, new, &state, moment)
}

/// The one who was asked would like to. The receiver's minutes are held from now on; where the
/// book has not so many, nothing is agreed.
pub fn agree(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, side) = of_party(tx, by.id(), id)?;
    agree_as(
        tx,
        &exchange,
        side,
        Change::new(StepKind::Agreed, by.into()),
        moment,
    )
}

/// A coordinator writes down that the one who was asked would like to.
pub fn agree_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let ExchangeState::Proposed { awaits } = exchange.state else {
        return Err(exchange.state.not_waiting());
    };
    let change =
        Change::new(StepKind::Agreed, by.into()).on_the_word_of(exchange.member_on(awaits.side()));
    agree_as(tx, &exchange, awaits.side(), change, moment)
}

fn agree_as(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    side: Side,
    change: Change,
    moment: &Moment,
) -> Result<Exchange> {
    let look = asks(tx, &policy::current(tx)?.steps.arrangement, exchange)?;
    let state = exchange.state.clone().agree(side, look)?;
    finish(tx, exchange, &state, change, moment)
}

/// The one who was asked would rather not, and may say why.
pub fn refuse(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, side) = of_party(tx, by.id(), id)?;
    let reason = reason_if_any(reason)?;
    let state = exchange.state.clone().refuse(side, reason.clone())?;
    let change = Change::new(StepKind::Declined, by.into()).because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// A coordinator who is neither of the two has looked at what they arranged.
pub fn allow(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    version: Option<i64>,
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let state = exchange.state.clone().allow()?;
    same_version(&exchange, version)?;
    let change = Change::new(StepKind::Allowed, by.into());
    finish(tx, &exchange, &state, change, moment)
}

/// One of the two calls off what they arranged. The other one reads why; the minutes are free.
pub fn cancel(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    reason: &str,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, _) = of_party(tx, by.id(), id)?;
    let reason = reason_given(reason, "Say why, so that the other person knows")?;
    let state = exchange.state.clone().cancel(reason.clone())?;
    let change = Change::new(StepKind::Cancelled, by.into()).because(reason);
    finish(tx, &exchange, &state, change, moment)
}

/// One of the two says that it was done: on which day and how long it took. The other one is
/// asked to confirm, where the bank's policy asks for that.
pub fn done(
    tx: &Transaction<'_>,
    by: &Member,
    id: ExchangeId,
    done_on: NaiveDate,
    minutes: Minutes,
    moment: &Moment,
) -> Result<Exchange> {
    let (exchange, side) = of_party(tx, by.id(), id)?;
    let how = HowDone {
        by: by.into(),
        told: side.into(),
        spoke: None,
        asks: Some(side.other()),
    };
    done_as(tx, exchange, &how, (done_on, minutes), moment)
}

/// A coordinator writes down that it was done, on the word of one of the two or of both.
pub fn done_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ExchangeId,
    spoke: Spoke,
    done: (NaiveDate, Minutes),
    moment: &Moment,
) -> Result<Exchange> {
    let exchange = to_decide(tx, by, id)?;
    let side = spoke.side();
    let how = HowDone {
        by: by.into(),
        told: RecordedAs::Coordinator,
        spoke: side.map(|side| exchange.member_on(side)),
        asks: side.map(Side::other),
    };
    done_as(tx, exchange, &how, done, moment)
}

/// Who says that it was done, and who is to be asked.
struct HowDone {
    by: Signature,
    told: RecordedAs,
    spoke: Option<MemberId>,
    asks: Option<Side>,
}

fn done_as(
    tx: &Transaction<'_>,
    exchange: Exchange,
    how: &HowDone,
    (done_on, minutes): (NaiveDate, Minutes),
    moment: &Moment,
) -> Result<Exchange> {
    // The state first: what is over is over, whatever day is named.
    exchange.state.clone().done(None)?;
    if done_on > moment.today {
        let message = "The day it happened must be today or in the past";
        return Err(Error::field("done_on", message));
    }
    let exchange = with_minutes(tx, exchange, minutes)?;
    let exchange = Exchange {
        done_on,
        ..exchange
    };
    let confirm = asks(tx, &policy::current(tx)?.steps.confirmation, &exchange)?;
    let asked = how.asks.filter(|_| confirm).map(Awaits::of);
    let state = exchange.state.clone().done(asked)?;
    store::update_done(tx, exchange.id, done_on, how.by.actor, how.told, moment)?;
    project::settle(tx, exchange.id, exchange.corrects, moment)?;
    let change = Change::new(StepKind::Recorded, how.by)
        .naming(minutes)
        .on_the_word_of(how.spoke);
    finish(tx, &exchange, &state, change, moment)
}
