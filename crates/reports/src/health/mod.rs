//! The health of the community: whether hours come round, on how many shoulders the help rests,
//! who stays. For the committee, and only where there are enough people for it to mean anything.
//!
//! **Shape.** [`health`] makes a [`Health`]: one [`Sign`] after the other, each with its formula,
//! what to be careful about, and its value. Nothing here is a target: a bank compares itself with
//! itself.
//!
//! **Limits.** Shares are whole tenths of a percent, worked out in integers. Refused for fewer
//! than [`FEWEST`] active members.

mod files;
mod graph;
mod picture;
mod printed;
mod signs;
mod text;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, Minutes};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, RecordedAs};
use timebank::member::{self, Stay};
use timebank::{MemberId, Result};

pub use files::{write_csv, write_json};
use graph::Graph;
pub use picture::{HEIGHT, Line, Picture, Place, Point, Reach, Strength, WIDTH};
pub use printed::{write_pdf, write_xlsx};
pub use signs::{Chapter, Measure, Sign, Value};
pub use text::write_text;

use crate::period::Period;

/// With fewer active members these figures say nothing about a community.
pub const FEWEST: usize = 10;

/// For how many days somebody may spend nothing before their hours count as idle.
const IDLE_DAYS: i64 = 180;

/// How the community is doing.
#[derive(Clone, Debug)]
pub struct Health {
    /// The name of the bank.
    pub bank: String,
    /// The days it is about.
    pub period: Period,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Members who gave or received.
    pub active: usize,
    /// The figures; nothing where there were fewer than [`FEWEST`] active members.
    pub signs: Option<Vec<Sign>>,
    /// Of those who joined in each quarter, how many still take part.
    pub quarters: Vec<Quarter>,
    /// Who exchanged with whom; nothing where there were fewer than [`FEWEST`] active members.
    pub picture: Option<Picture>,
}

/// Those who joined in a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its first day.
    pub first: NaiveDate,
    /// How many joined.
    pub joined: u32,
    /// How many of them took part in the period.
    pub active: u32,
}

/// Everything that is counted.
#[derive(Debug, Default)]
struct Counted {
    graph: Graph,
    /// Minutes given and received together, of each active member.
    volumes: Vec<i64>,
    /// Members at the end, active or not.
    members: usize,
    /// Their balances at the end.
    balances: Vec<i64>,
    /// What stood above nought, at the end of each month.
    above: Vec<i64>,
    /// What stands above nought with those who have spent nothing for long.
    idle: i64,
    /// Minutes that a coordinator wrote down for others.
    by_coordinators: i64,
    /// Minutes that the busiest of them wrote down.
    by_busiest: i64,
    days: i64,
}

/// Looks at a period. Call it inside one snapshot of the file.
pub fn health(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    made_at: DateTime<Utc>,
) -> Result<Health> {
    let mut counted = Counted {
        days: (period.to() - period.from()).num_days() + 1,
        ..Counted::default()
    };
    let last_spent = count_help(conn, period, &mut counted)?;
    let active = counted.volumes.len();
    let stays = member::stays(conn)?;
    count_balances(conn, bank, period, &stays, &last_spent, &mut counted)?;
    Ok(Health {
        bank: bank.name.clone(),
        period,
        made_at,
        active,
        quarters: quarters(&stays, period, &last_spent),
        signs: (active >= FEWEST).then(|| signs::all(&counted)),
        picture: (active >= FEWEST)
            .then(|| Picture::of(&counted.graph))
            .flatten(),
    })
}

/// What a member did: whether they took part in the period, and the last day they spent.
#[derive(Clone, Copy, Debug, Default)]
struct Trace {
    active: bool,
    spent_on: Option<NaiveDate>,
}

fn count_help(
    conn: &Connection,
    period: Period,
    counted: &mut Counted,
) -> Result<HashMap<MemberId, Trace>> {
    let mut places: HashMap<MemberId, usize> = HashMap::new();
    let mut traces: HashMap<MemberId, Trace> = HashMap::new();
    let mut coordinators: HashMap<MemberId, i64> = HashMap::new();
    exchange::for_each_posted(conn, NaiveDate::MIN, period.to(), |help| {
        traces.entry(help.receiver).or_default().spent_on = Some(help.done_on);
        if !period.contains(help.done_on) {
            return;
        }
        for member in [help.giver, help.receiver] {
            traces.entry(member).or_default().active = true;
            let next = places.len();
            let place = *places.entry(member).or_insert(next);
            counted.volumes.resize(places.len(), 0);
            counted.volumes[place] += help.minutes;
        }
        let (giver, receiver) = (places[&help.giver], places[&help.receiver]);
        counted.graph.add(giver, receiver, help.minutes);
        if help.recorded_as == RecordedAs::Coordinator {
            counted.by_coordinators += help.minutes;
            if let Some(coordinator) = help.recorded_by {
                *coordinators.entry(coordinator).or_default() += help.minutes;
            }
        }
    })?;
    counted.by_busiest = coordinators.into_values().max().unwrap_or(0);
    Ok(traces)
}

fn count_balances(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    stays: &[Stay],
    traces: &HashMap<MemberId, Trace>,
    counted: &mut Counted,
) -> Result<()> {
    let at_end_of = |day: &NaiveDate| bank.start_of(day.succ_opt().unwrap_or(*day));
    // Each month’s last day, and the period’s.
    let mut days: Vec<NaiveDate> = period
        .months()
        .skip(1)
        .filter_map(|first| first.pred_opt())
        .collect();
    days.push(period.to());
    let ends: Vec<DateTime<Utc>> = days.iter().map(at_end_of).collect();
    let balances = ledger::balances_as_of(conn, &ends)?;
    for (day, balances) in days.iter().zip(&balances) {
        let there = stays.iter().filter(|stay| stay.joined_on <= *day);
        let above = there.map(|stay| held(balances, stay).max(0)).sum();
        counted.above.push(above);
    }
    let last = balances.last();
    for stay in stays.iter().filter(|stay| stay.lasts_past(period.to())) {
        let held = last.map_or(0, |balances| held(balances, stay));
        counted.members += 1;
        counted.balances.push(held);
        let spent_on = traces.get(&stay.member).and_then(|trace| trace.spent_on);
        let since = spent_on.unwrap_or(stay.joined_on);
        if (period.to() - since).num_days() >= IDLE_DAYS {
            counted.idle += held.max(0);
        }
    }
    Ok(())
}

fn held(balances: &HashMap<AccountId, Minutes>, stay: &Stay) -> i64 {
    balances.get(&stay.account).map_or(0, |held| held.get())
}

/// Of those who joined in each quarter up to the end of the period, how many took part in it.
fn quarters(stays: &[Stay], period: Period, traces: &HashMap<MemberId, Trace>) -> Vec<Quarter> {
    let mut quarters: Vec<Quarter> = Vec::new();
    let mut joined: Vec<&Stay> = stays
        .iter()
        .filter(|stay| stay.joined_on <= period.to())
        .collect();
    joined.sort_by_key(|stay| stay.joined_on);
    for stay in joined {
        let Some(first) = Period::quarter_of(stay.joined_on) else {
            continue;
        };
        let active = traces.get(&stay.member).is_some_and(|trace| trace.active);
        match quarters.last_mut().filter(|last| last.first == first) {
            Some(quarter) => {
                quarter.joined += 1;
                quarter.active += u32::from(active);
            }
            None => quarters.push(Quarter {
                first,
                joined: 1,
                active: u32::from(active),
            }),
        }
    }
    quarters
}
