//! What every change of an exchange has in common: the new state with its time limit, the hold
//! in the book, the step, the audit row and the notices. One place, so that none can be forgotten.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Hold, HoldId, Minutes, PlacedHold, PostError, Rejection};
use rusqlite::{Connection, Transaction};
use serde_json::json;

use super::model::{self, Exchange, ExchangeState, Stage, Step, StepKind};
use super::{asks, get, help_transfer, store};
use crate::actor::Signature;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
use crate::policy::{self, Policy};
use crate::store::one_of_many;
use crate::{audit, outbox};

/// How long a hold outlives the longest wait of its state, so that it is seldom placed anew.
const BEYOND_THE_WAIT: TimeDelta = TimeDelta::days(400);

/// The program itself, where the bank's policy asks for no approval.
const BY_POLICY: Signature = Signature {
    actor: None,
    acted_as: "policy",
};

/// What a command did to an exchange.
pub(super) struct Change {
    pub(super) step: StepKind,
    pub(super) by: Signature,
    pub(super) spoke: Option<MemberId>,
    pub(super) minutes: Option<Minutes>,
    pub(super) reason: String,
}

impl Change {
    pub(super) const fn new(step: StepKind, by: Signature) -> Self {
        Self {
            step,
            by,
            spoke: None,
            minutes: None,
            reason: String::new(),
        }
    }

    /// With a reason, which both read.
    pub(super) fn because(self, reason: String) -> Self {
        Self { reason, ..self }
    }

    /// With the length that was named.
    pub(super) fn naming(self, minutes: impl Into<Option<Minutes>>) -> Self {
        let minutes = minutes.into();
        Self { minutes, ..self }
    }

    /// On the word of this member.
    pub(super) fn on_the_word_of(self, spoke: impl Into<Option<MemberId>>) -> Self {
        let spoke = spoke.into();
        Self { spoke, ..self }
    }
}

/// What the file keeps of a state beside the state itself.
pub(super) struct Standing {
    pub(super) stage: Stage,
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) hold: Option<HoldId>,
}

/// Writes the new state with its hold, time limit, step, audit row and notices; then, where the
/// bank's policy asks for no approval, posts what is confirmed.
pub(super) fn finish(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    state: &ExchangeState,
    change: Change,
    moment: &Moment,
) -> Result<Exchange> {
    let policy = policy::current(tx)?;
    let standing = standing(tx, exchange, state, exchange.version + 1, &policy, moment)?;
    let (by, kind, subject) = (change.by, change.step.notice(), exchange.id.uuid());
    write_down(tx, exchange, state, &standing, change, moment)?;
    let told = [exchange.giver.id, exchange.receiver.id];
    for member in told.into_iter().filter(|member| by.actor != Some(*member)) {
        outbox::tell(tx, moment, member, kind, subject, &json!({}))?;
    }
    post_by_policy(tx, &get(tx, exchange.id)?, &policy, moment)
}

/// Writes the new state with its step and audit row, and tells nobody.
pub(super) fn write_down(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    state: &ExchangeState,
    standing: &Standing,
    change: Change,
    moment: &Moment,
) -> Result<()> {
    let (by, step, id) = (change.by, change.step, exchange.id);
    store::update_state(tx, id, state, standing, by.actor, moment.now)?;
    write_step(tx, exchange, change, moment)?;
    let changed = json!({ "from": exchange.state.as_str(), "to": state.as_str() });
    audit::write(tx, by, moment, step.action(), Some(id.uuid()), &changed)
}

/// Adds a line to an exchange's history.
pub(super) fn write_step(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    change: Change,
    moment: &Moment,
) -> Result<()> {
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
    Ok(store::insert_step(tx, exchange.id, &step)?)
}

/// Posts the help in the book, out of the minutes that were held for it.
pub(super) fn post(tx: &Transaction<'_>, exchange: &Exchange, moment: &Moment) -> Result<()> {
    let transfer = help_transfer(exchange)?;
    match open_hold(tx, exchange)? {
        Some(placed) if placed.hold.lapses_at > moment.now => {
            ledger::post_hold(tx, placed.hold.id, &transfer, moment.now)?;
        }
        Some(placed) => {
            ledger::lapse(tx, placed.hold.id, moment.now)?;
            ledger::post(tx, &transfer, moment.now)?;
        }
        None => {
            ledger::post(tx, &transfer, moment.now)?;
        }
    }
    let minutes = exchange.minutes.get();
    for (party, change) in [(&exchange.giver, minutes), (&exchange.receiver, -minutes)] {
        policy::note_if_beyond(tx, party.id, party.account, change, moment)?;
    }
    Ok(())
}

/// Posts what is confirmed where the bank's policy asks for no approval. What the book refuses
/// is left as it is, for a coordinator to look at.
pub(super) fn post_by_policy(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    policy: &Policy,
    moment: &Moment,
) -> Result<Exchange> {
    let confirmed = matches!(exchange.state, ExchangeState::Confirmed);
    if !confirmed || asks(tx, &policy.steps.approval, exchange)? {
        return Ok(exchange.clone());
    }
    if one_of_many(tx, || post(tx, exchange, moment))?.is_err() {
        return Ok(exchange.clone());
    }
    let state = exchange.state.clone().approve(exchange.id.transfer())?;
    let change = Change::new(StepKind::Approved, BY_POLICY);
    finish(tx, exchange, &state, change, moment)
}

/// The time limit and the hold of a state an exchange comes to now, as `version` of its row.
///
/// Minutes that are promised must be there: the book's refusal is the answer. Minutes of help
/// that was given are written down all the same, without a hold; the book is asked again when
/// they are posted.
pub(super) fn standing(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    state: &ExchangeState,
    version: i64,
    policy: &Policy,
    moment: &Moment,
) -> Result<Standing> {
    let wait = state.waiting();
    let due = |stage| wait.map(|w| w.due(stage, exchange.done_on, &policy.waits, moment.now));
    let last = wait.map(|w| w.last(exchange.done_on, &policy.waits, moment.now));
    let mut standing = Standing {
        stage: Stage::Fresh,
        due_at: due(Stage::Fresh),
        hold: None,
    };
    let open = open_hold(tx, exchange)?;
    if let (true, Some(last)) = (state.holds(), last) {
        if let Some(placed) = open.as_ref().filter(|placed| fits(placed, exchange, last)) {
            standing.hold = Some(placed.hold.id);
            return Ok(standing);
        }
        if let Some(placed) = open {
            give_free(tx, &placed, moment)?;
        }
        let hold = Hold {
            id: model::hold_of(exchange.id, version),
            from: exchange.receiver.account,
            to: Some(exchange.giver.account),
            minutes: exchange.minutes,
            lapses_at: last + BEYOND_THE_WAIT,
            source: Some(exchange.id.uuid().as_bytes().to_vec()),
        };
        standing.hold =
            match ledger::place(tx, &hold, moment.now) {
                Ok(_) => Some(hold.id),
                Err(PostError::Rejected(
                    Rejection::BelowLimit { .. } | Rejection::HeldBack { .. },
                )) if !state.is_ahead() => None,
                Err(error) => return Err(error.into()),
            };
    } else if let Some(placed) = open {
        give_free(tx, &placed, moment)?;
    }
    Ok(standing)
}

fn open_hold(conn: &Connection, exchange: &Exchange) -> Result<Option<PlacedHold>> {
    let Some(id) = exchange.hold else {
        return Ok(None);
    };
    Ok(ledger::hold(conn, id)?.filter(|placed| placed.ended.is_none()))
}

/// Whether a hold is still the right one, for a wait that may last until `last`.
fn fits(placed: &PlacedHold, exchange: &Exchange, last: DateTime<Utc>) -> bool {
    placed.hold.minutes == exchange.minutes
        && placed.hold.from == exchange.receiver.account
        && placed.hold.to == Some(exchange.giver.account)
        && placed.hold.lapses_at > last
}

fn give_free(tx: &Transaction<'_>, placed: &PlacedHold, moment: &Moment) -> Result<()> {
    match ledger::release(tx, placed.hold.id, moment.now, None) {
        Err(PostError::Rejected(Rejection::HoldPastItsTime { hold, .. })) => {
            ledger::lapse(tx, hold, moment.now)?;
        }
        outcome => {
            outcome?;
        }
    }
    Ok(())
}

/// Where what is held in the book and what waits here disagree, a sentence each: every exchange
/// that says it has a hold has one that is open, with its minutes and of its receiver; and every
/// open hold belongs to an exchange that waits.
pub fn holds_disagree(conn: &Connection) -> Result<Vec<String>> {
    let mut open: std::collections::HashMap<HoldId, PlacedHold> = ledger::open_holds(conn, None)?
        .into_iter()
        .map(|placed| (placed.hold.id, placed))
        .collect();
    let mut findings = Vec::new();
    for (id, hold, account, minutes) in store::held(conn)? {
        match open.remove(&hold) {
            Some(placed) if placed.hold.from == account && placed.hold.minutes == minutes => {}
            Some(_) => findings.push(format!("exchange {id}: its hold is of other minutes")),
            None => findings.push(format!("exchange {id}: its hold is not open in the book")),
        }
    }
    findings.extend(
        open.keys()
            .map(|hold| format!("hold {hold}: no exchange waits with it")),
    );
    Ok(findings)
}
