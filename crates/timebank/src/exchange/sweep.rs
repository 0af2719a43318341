//! What the clock does: reminds, hands on, confirms by silence, lets lapse.
//!
//! The program calls it when it starts and every so often; a command does the same. The moment
//! is passed in, and each exchange is a savepoint of its own: one that cannot be moved does not
//! keep the others waiting. What has no time limit yet, because an older program wrote it, gets
//! its first one from now on.

use std::collections::HashSet;

use rusqlite::Transaction;
use serde_json::json;

use super::keep::{Change, finish, write_step};
use super::model::{Exchange, Outcome, Owner, Stage, StepKind, Wait};
use super::put_right::unanswered;
use super::store;
use crate::actor::{Role, Signature, System};
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::MemberId;
use crate::policy::{self, Policy};
use crate::store::one_of_many;
use crate::{audit, member, outbox};

/// How many exchanges one sweep looks at: its commit stays short.
const AT_ONCE: u32 = 200;

const BY_CLOCK: Signature = Signature {
    actor: None,
    acted_as: "clock",
};

/// What one sweep did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Exchanges of an older file that have a time limit from now on.
    pub scheduled: u32,
    /// Whoever is asked was told again.
    pub reminded: u32,
    /// Somebody else looks after it now.
    pub handed: u32,
    /// Confirmed by silence.
    pub confirmed: u32,
    /// Ended without an answer.
    pub lapsed: u32,
    /// Left as they were, because something refused.
    pub left: u32,
    /// There is more to do: sweep again.
    pub more: bool,
}

impl Swept {
    /// Whether anything was changed.
    #[must_use]
    pub const fn did_something(&self) -> bool {
        self.scheduled + self.reminded + self.handed + self.confirmed + self.lapsed > 0
    }
}

/// Does all that is due, oldest first, for 200 exchanges at the most.
pub fn sweep(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<Swept> {
    let policy = policy::current(tx)?;
    let due = store::due(tx, moment.now, AT_ONCE)?;
    let mut swept = Swept {
        more: due.len() == AT_ONCE as usize,
        ..Swept::default()
    };
    for exchange in due {
        if let Ok(count) = one_of_many(tx, || one(tx, &exchange, &policy, moment))? {
            *count(&mut swept) += 1;
        } else {
            // Tried again after another spell, not at every sweep.
            if let Some(wait) = exchange.waits_for() {
                again_later(tx, &exchange, wait, exchange.stage, &policy, moment)?;
            }
            swept.left += 1;
        }
    }
    Ok(swept)
}

type Count = fn(&mut Swept) -> &mut u32;

fn one(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    policy: &Policy,
    moment: &Moment,
) -> Result<Count> {
    let Some(wait) = exchange.waits_for() else {
        return Err(exchange.state.not_waiting());
    };
    if exchange.due_at.is_none() {
        again_later(tx, exchange, wait, Stage::Fresh, policy, moment)?;
        return Ok(|swept| &mut swept.scheduled);
    }
    match exchange.stage {
        Stage::Fresh => {
            move_on(tx, exchange, wait, Stage::Reminded, policy, moment)?;
            Ok(|swept| &mut swept.reminded)
        }
        Stage::Reminded => match wait.outcome(&policy.waits) {
            Outcome::HandTo(_) => {
                move_on(tx, exchange, wait, Stage::Handed, policy, moment)?;
                Ok(|swept| &mut swept.handed)
            }
            Outcome::Confirm => {
                let state = exchange.state.clone().silence()?;
                let change = Change::new(StepKind::Confirmed, BY_CLOCK);
                finish(tx, exchange, &state, change, moment)?;
                Ok(|swept| &mut swept.confirmed)
            }
            Outcome::Lapse => lapse(tx, exchange, moment),
        },
        Stage::Handed => lapse(tx, exchange, moment),
    }
}

fn lapse(tx: &Transaction<'_>, exchange: &Exchange, moment: &Moment) -> Result<Count> {
    if exchange.state.waiting().is_none() {
        unanswered(tx, exchange, BY_CLOCK, moment)?;
        return Ok(|swept| &mut swept.lapsed);
    }
    let state = exchange.state.clone().lapse()?;
    let change = Change::new(StepKind::Lapsed, BY_CLOCK);
    finish(tx, exchange, &state, change, moment)?;
    Ok(|swept| &mut swept.lapsed)
}

/// The next stage of the same wait: its time limit, a step, an audit row, and a notice to whoever
/// looks after it now.
fn move_on(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    wait: Wait,
    stage: Stage,
    policy: &Policy,
    moment: &Moment,
) -> Result<()> {
    again_later(tx, exchange, wait, stage, policy, moment)?;
    let kind = match stage {
        Stage::Handed => StepKind::Handed,
        Stage::Fresh | Stage::Reminded => StepKind::Reminded,
    };
    write_step(tx, exchange, Change::new(kind, BY_CLOCK), moment)?;
    let subject = exchange.id.uuid();
    let details = json!({ "state": exchange.state.as_str(), "stage": stage.as_str() });
    audit::write(tx, BY_CLOCK, moment, kind.action(), Some(subject), &details)?;
    for member in whom(tx, exchange, wait.owner(stage))? {
        outbox::tell(tx, moment, member, kind.notice(), subject, &details)?;
    }
    Ok(())
}

fn again_later(
    tx: &Transaction<'_>,
    exchange: &Exchange,
    wait: Wait,
    stage: Stage,
    policy: &Policy,
    moment: &Moment,
) -> Result<()> {
    let due = wait.due(stage, exchange.done_on, &policy.waits, moment.now);
    Ok(store::update_stage(tx, exchange.id, wait, stage, due)?)
}

/// The people an owner stands for. Coordinators who took part are left out; where nobody else is
/// there, administrators and then everybody who coordinates is told.
fn whom(tx: &Transaction<'_>, exchange: &Exchange, owner: Owner) -> Result<Vec<MemberId>> {
    let both = [exchange.giver.id, exchange.receiver.id];
    let least = match owner {
        Owner::Both => return Ok(both.to_vec()),
        Owner::Asked => {
            let asked = both
                .into_iter()
                .filter(|one| exchange.awaits_answer_of(*one));
            return Ok(asked.collect());
        }
        Owner::Coordinators => Role::Coordinator,
        Owner::Administrators => Role::Administrator,
    };
    let all = member::coordinators(tx)?;
    let apart: HashSet<MemberId> = both.into_iter().collect();
    let mut found: Vec<MemberId> = all
        .iter()
        .filter(|one| one.role >= least && !apart.contains(&one.id))
        .map(|one| one.id)
        .collect();
    if found.is_empty() {
        found = all.iter().map(|one| one.id).collect();
    }
    Ok(found)
}
