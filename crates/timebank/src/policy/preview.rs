//! What a change of settings would do today, counted before it is made.
//!
//! **Shape.** One function for all topics: it counts what is there under the settings in force and
//! under those that are wanted, with the very rules that the commands ask. Nothing is written.
//!
//! **Limits.** It is about today. What comes tomorrow is decided by the settings of tomorrow, and
//! a rule about somebody's first exchanges moves as exchanges are posted.

use chrono::{Days, Months};
use ledger::TransferKind;
use rusqlite::Connection;

use super::model::{Bounds, Policy, Rule, Topic};
use super::{beyond_notes_under, bounds_of, current, kind_of};
use crate::clock::Moment;
use crate::error::Result;
use crate::{bank, exchange, joining, pot};

/// What a change does to something, as things stand now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// To what.
    pub what: Affected,
    /// How many there are to which it could be done.
    pub of: i64,
    /// How many of them under the settings in force.
    pub now: i64,
    /// How many of them under those that are wanted.
    pub then: i64,
}

/// What a change of settings can do something to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Affected {
    /// Proposals that a coordinator looks at when the two have agreed.
    Looks,
    /// Arrangements of which the other one is asked whether it was so.
    Confirmations,
    /// Exchanges that wait for a word of the two, and then for approval.
    Approvals,
    /// Exchanges that wait for approval already: they go on waiting.
    WaitingForApproval,
    /// Exchanges that wait with a day that was set for them: they keep it.
    Deadlines,
    /// Exchanges that count as confirmed when the other one keeps silent.
    Silence,
    /// Lengths told in the last twelve months that are written down differently.
    Lengths,
    /// The minutes of all these together.
    Minutes,
    /// Members beyond one of the bank’s notes.
    Noted,
    /// Accounts past a stop, which can only come back.
    Stopped,
    /// Grants of the last twelve months that somebody else looks at first.
    Seconds,
    /// Grants that wait for somebody else: they go on waiting.
    WaitingGrants,
    /// Open applications that lack the answer of somebody who knows them.
    References,
    /// Decided applications that are erased at once.
    Erased,
}

impl Effect {
    const fn new(what: Affected, of: i64, now: i64, then: i64) -> Self {
        Self {
            what,
            of,
            now,
            then,
        }
    }

    /// What is there and is not touched.
    const fn kept(what: Affected, of: i64) -> Self {
        Self::new(what, of, of, of)
    }

    /// Whether anything is otherwise than before.
    #[must_use]
    pub const fn changes_something(&self) -> bool {
        self.now != self.then
    }
}

/// What `wanted` would do today in place of what is in force, in the topic that is changed.
/// Refuses what a change would refuse.
pub fn preview(
    conn: &Connection,
    topic: Topic,
    wanted: &Policy,
    moment: &Moment,
) -> Result<Vec<Effect>> {
    wanted.check()?;
    let now = &current(conn)?;
    match topic {
        Topic::Steps => steps(conn, now, wanted),
        Topic::Waits => waits(conn, now, wanted),
        Topic::Rounding => rounding(conn, now, wanted, moment),
        Topic::Balances => balances(conn, now, wanted),
        Topic::Grants => grants(conn, now, wanted, moment),
        Topic::Joining => applications(conn, now, wanted, moment),
    }
}

fn steps(conn: &Connection, now: &Policy, wanted: &Policy) -> Result<Vec<Effect>> {
    let effect = |what, states: &[&'static str], rules: [&Rule; 2]| {
        let mut effect = Effect::new(what, 0, 0, 0);
        for state in states {
            let [of, before] = exchange::asked_for(conn, state, rules[0])?;
            let [_, after] = exchange::asked_for(conn, state, rules[1])?;
            effect.of += of;
            effect.now += before;
            effect.then += after;
        }
        Ok(effect)
    };
    let (now, wanted) = (&now.steps, &wanted.steps);
    let looks = [&now.arrangement, &wanted.arrangement];
    let confirmations = [&now.confirmation, &wanted.confirmation];
    let approvals = [&now.approval, &wanted.approval];
    let [waiting, _] = exchange::asked_for(conn, "confirmed", &Rule::ALWAYS)?;
    [
        effect(Affected::Looks, &["proposed"], looks),
        effect(
            Affected::Confirmations,
            &["agreed", "arranged"],
            confirmations,
        ),
        effect(Affected::Approvals, &["recorded", "disputed"], approvals),
        Ok(Effect::kept(Affected::WaitingForApproval, waiting)),
    ]
    .into_iter()
    .collect()
}

fn waits(conn: &Connection, now: &Policy, wanted: &Policy) -> Result<Vec<Effect>> {
    let [waiting, unanswered] = exchange::with_limits(conn)?;
    let silent = |policy: &Policy| {
        if policy.waits.silence_confirms {
            unanswered
        } else {
            0
        }
    };
    Ok(vec![
        Effect::kept(Affected::Deadlines, waiting),
        Effect::new(Affected::Silence, unanswered, silent(now), silent(wanted)),
    ])
}

fn rounding(
    conn: &Connection,
    now: &Policy,
    wanted: &Policy,
    moment: &Moment,
) -> Result<Vec<Effect>> {
    let from = moment.today.checked_sub_months(Months::new(12));
    let from = from.and_then(|day| day.checked_add_days(Days::new(1)));
    let told = exchange::lengths_told(conn, from.unwrap_or(moment.today))?;
    let (mut lengths, mut minutes) = (
        Effect::new(Affected::Lengths, 0, 0, 0),
        Effect::new(Affected::Minutes, 0, 0, 0),
    );
    for raw in told {
        let (before, after) = (now.rounding.round(raw), wanted.rounding.round(raw));
        lengths.of += 1;
        lengths.then += i64::from(before != after);
        minutes.of += raw.get();
        minutes.now += before.get();
        minutes.then += after.get();
    }
    Ok(vec![lengths, minutes])
}

fn balances(conn: &Connection, now: &Policy, wanted: &Policy) -> Result<Vec<Effect>> {
    let past = |bounds: Bounds, balance: i64| {
        bounds.stop_below.is_some_and(|stop| balance < stop)
            || bounds.stop_above.is_some_and(|stop| balance > stop)
    };
    let (mut noted, mut stopped) = (
        Effect::new(Affected::Noted, 0, 0, 0),
        Effect::new(Affected::Stopped, 0, 0, 0),
    );
    noted.now = count(&beyond_notes_under(conn, now)?);
    noted.then = count(&beyond_notes_under(conn, wanted)?);
    for (_, kind, balance) in ledger::balances(conn)? {
        let Some(kind) = kind_of(kind) else { continue };
        noted.of += 1;
        stopped.of += 1;
        stopped.now += i64::from(past(bounds_of(now, kind), balance.get()));
        stopped.then += i64::from(past(bounds_of(wanted, kind), balance.get()));
    }
    Ok(vec![noted, stopped])
}

fn grants(
    conn: &Connection,
    now: &Policy,
    wanted: &Policy,
    moment: &Moment,
) -> Result<Vec<Effect>> {
    let from = moment.now.checked_sub_months(Months::new(12));
    let pot = bank::get(conn)?.accounts.pot;
    let given = ledger::statement(conn, pot, from, None)?.lines;
    let given = given
        .iter()
        .filter(|line| line.kind == TransferKind::Grant && line.reverses.is_none());
    let mut seconds = Effect::new(Affected::Seconds, 0, 0, 0);
    for line in given {
        let asks = |policy: &Policy| pot::asks_second(policy, line.minutes.get().abs());
        seconds.of += 1;
        seconds.now += i64::from(asks(now));
        seconds.then += i64::from(asks(wanted));
    }
    let waiting = count(&pot::waiting(conn)?);
    Ok(vec![
        seconds,
        Effect::kept(Affected::WaitingGrants, waiting),
    ])
}

fn applications(
    conn: &Connection,
    now: &Policy,
    wanted: &Policy,
    moment: &Moment,
) -> Result<Vec<Effect>> {
    let (now, wanted) = (&now.joining, &wanted.joining);
    let mut lacking = Effect::new(Affected::References, 0, 0, 0);
    for application in joining::open(conn)? {
        let references = joining::references(conn, application.id)?;
        let answered = references.iter().filter(|one| one.answer.is_some()).count();
        lacking.of += 1;
        lacking.now += i64::from(answered < usize::from(now.references));
        lacking.then += i64::from(answered < usize::from(wanted.references));
    }
    let erased = |months| joining::count_to_erase(conn, months, moment);
    let (before, after) = (erased(now.keep_months)?, erased(wanted.keep_months)?);
    Ok(vec![
        lacking,
        Effect::new(Affected::Erased, before.max(after), before, after),
    ])
}

fn count<T>(found: &[T]) -> i64 {
    i64::try_from(found.len()).unwrap_or(i64::MAX)
}
