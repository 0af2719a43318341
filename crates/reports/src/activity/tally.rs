//! One pass over the exchanges of a period, or of a part of the bank in it.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, PostedExchange};
use timebank::member::MemberKind;
use timebank::{CategoryId, Channel, MemberId, ProjectId};

use super::crowd::Crowd;
use super::grid::Grid;
use super::part::Part;
use crate::period::Period;

/// Exchanges and their minutes together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub exchanges: u64,
    /// Minutes of help, each counted once.
    pub minutes: i64,
}

impl Amount {
    fn add(&mut self, minutes: i64) {
        self.exchanges += 1;
        self.minutes += minutes;
    }

    /// Several amounts as one.
    pub(crate) fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
        amounts
            .into_iter()
            .fold(Amount::default(), |sum, amount| Amount {
                exchanges: sum.exchanges + amount.exchanges,
                minutes: sum.minutes + amount.minutes,
            })
    }
}

/// An amount, and who stands behind it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    pub(crate) amount: Amount,
    pub(crate) behind: Crowd,
}

impl Counted {
    pub(super) fn add(&mut self, exchange: &PostedExchange) {
        self.amount.add(exchange.minutes);
        self.behind.add(exchange.giver);
        self.behind.add(exchange.receiver);
    }
}

/// What a member did in the period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deeds {
    pub(super) kind: MemberKind,
    /// Minutes given; an exchange has at least one.
    pub(super) given: i64,
    /// Minutes received.
    pub(super) received: i64,
}

impl Deeds {
    pub(super) const fn gave(&self) -> bool {
        self.given > 0
    }

    pub(super) const fn received(&self) -> bool {
        self.received > 0
    }

    /// Whether the smaller of the two is at least a third of the larger: 1 − |g − r| ÷ (g + r)
    /// is then a half or more.
    pub(super) fn balance(&self) -> bool {
        self.gave() && self.given.min(self.received) * 3 >= self.given.max(self.received)
    }
}

/// Who gave to whom.
pub(crate) type Pair = (MemberKind, MemberKind);

/// Every pair there is, in the order in which they are listed.
pub(super) const PAIRS: [Pair; 4] = [
    (MemberKind::Person, MemberKind::Person),
    (MemberKind::Person, MemberKind::Organisation),
    (MemberKind::Organisation, MemberKind::Person),
    (MemberKind::Organisation, MemberKind::Organisation),
];

/// Help of one kind that belongs to one project.
pub(super) type Cell = (Option<CategoryId>, Option<ProjectId>);

/// Everything counted in one pass.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) total: Amount,
    /// By year and month.
    pub(super) months: BTreeMap<(i32, u32), Counted>,
    pub(super) categories: HashMap<Option<CategoryId>, Counted>,
    pub(super) channels: BTreeMap<Channel, Counted>,
    pub(super) pairs: HashMap<Pair, Counted>,
    pub(super) projects: BTreeMap<Option<ProjectId>, Counted>,
    /// Who stands behind each kind of help of each project; never printed.
    pub(super) cells: HashMap<Cell, Crowd>,
    pub(super) parts: HashMap<MemberId, Deeds>,
    /// Days from recorded to posted, each with how many exchanges waited so long.
    pub(super) waits: BTreeMap<i64, u64>,
    /// Who waited.
    pub(super) waited: Crowd,
    /// What a part of the bank leaves out.
    pub(super) rest: Amount,
    /// Every list by project, where the part is of projects and so may be shown outside.
    pub(super) grid: Option<Box<Grid>>,
}

impl Tally {
    /// Counts a period.
    pub(super) fn of(
        conn: &Connection,
        bank: &Bank,
        period: Period,
        part: &Part,
    ) -> timebank::Result<Tally> {
        let mut tally = Tally {
            grid: part.is_of_projects().then(Box::default),
            ..Tally::default()
        };
        let taking = part.taking(conn)?;
        exchange::for_each_posted(conn, period.from(), period.to(), |exchange| {
            let takes = taking.takes(&exchange);
            if let Some(grid) = &mut tally.grid {
                grid.add(&exchange, takes);
            }
            if takes {
                tally.add(bank, &exchange);
            } else {
                tally.rest.add(exchange.minutes);
            }
        })?;
        Ok(tally)
    }

    /// The amount in a month.
    pub(super) fn in_month(&self, first: NaiveDate) -> Counted {
        let month = (first.year(), first.month());
        self.months.get(&month).cloned().unwrap_or_default()
    }

    /// Everybody who took part.
    pub(super) fn everybody(&self) -> Crowd {
        Crowd::of(self.months.values().map(|month| &month.behind))
    }

    /// How many members did what `took_part` asks.
    pub(super) fn members(&self, took_part: impl Fn(&Deeds) -> bool) -> i64 {
        self.parts
            .values()
            .map(|deeds| i64::from(took_part(deeds)))
            .sum()
    }

    /// In how many days half of all that waited were posted.
    pub(super) fn median_wait(&self) -> Option<i64> {
        median(&self.waits)
    }

    fn add(&mut self, bank: &Bank, exchange: &PostedExchange) {
        let month = (exchange.done_on.year(), exchange.done_on.month());
        self.total.add(exchange.minutes);
        self.months.entry(month).or_default().add(exchange);
        self.categories
            .entry(exchange.category)
            .or_default()
            .add(exchange);
        self.channels
            .entry(exchange.channel)
            .or_default()
            .add(exchange);
        self.pairs
            .entry((exchange.giver_kind, exchange.receiver_kind))
            .or_default()
            .add(exchange);
        self.projects
            .entry(exchange.project)
            .or_default()
            .add(exchange);
        let cell = self.cells.entry((exchange.category, exchange.project));
        let cell = cell.or_default();
        cell.add(exchange.giver);
        cell.add(exchange.receiver);
        self.deeds(exchange.giver, exchange.giver_kind).given += exchange.minutes;
        self.deeds(exchange.receiver, exchange.receiver_kind)
            .received += exchange.minutes;
        if exchange.channel != Channel::Import {
            let (began, ended) = (exchange.recorded_at, exchange.posted_at);
            let days = (bank.day_of(ended) - bank.day_of(began)).num_days();
            *self.waits.entry(days).or_default() += 1;
            self.waited.add(exchange.giver);
            self.waited.add(exchange.receiver);
        }
    }

    fn deeds(&mut self, member: MemberId, kind: MemberKind) -> &mut Deeds {
        self.parts.entry(member).or_insert(Deeds {
            kind,
            given: 0,
            received: 0,
        })
    }
}

/// The least number of days by which half were done, from days with how many took so long.
pub(super) fn median(waits: &BTreeMap<i64, u64>) -> Option<i64> {
    let all: u64 = waits.values().sum();
    let mut so_far = 0;
    waits.iter().find_map(|(days, count)| {
        so_far += count;
        (so_far * 2 >= all).then_some(*days)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn median(waits: &[(i64, u64)]) -> Option<i64> {
        super::median(&waits.iter().copied().collect())
    }

    #[test]
    fn the_middle_wait_is_the_one_by_which_half_were_posted() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(4, 1)]), Some(4));
        assert_eq!(median(&[(0, 1), (9, 1)]), Some(0));
        assert_eq!(median(&[(0, 1), (3, 1), (9, 1)]), Some(3));
        assert_eq!(median(&[(0, 5), (3, 2), (9, 4)]), Some(3));
    }

    #[test]
    fn giving_a_third_of_what_one_receives_is_alike_enough() {
        let alike = |given, received| {
            let kind = MemberKind::Person;
            Deeds {
                kind,
                given,
                received,
            }
            .balance()
        };
        assert!(alike(60, 60) && alike(30, 90) && alike(90, 30));
        assert!(!alike(29, 90) && !alike(0, 5) && !alike(5, 0));
    }
}
