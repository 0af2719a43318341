//! One pass over the exchanges of a period: everything a figure may be counted from.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, PostedExchange};
use timebank::member::{self, MemberKind};
use timebank::{CategoryId, Channel, MemberId};

use super::crowd::Crowd;
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
    pub(super) fn sum(amounts: impl IntoIterator<Item = Amount>) -> Amount {
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
pub(super) struct Counted {
    pub(super) amount: Amount,
    pub(super) behind: Crowd,
}

impl Counted {
    fn add(&mut self, exchange: &PostedExchange) {
        self.amount.add(exchange.minutes);
        self.behind.add(exchange.giver);
        self.behind.add(exchange.receiver);
    }
}

/// What a member did in the period.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) kind: MemberKind,
    pub(super) gave: bool,
    pub(super) received: bool,
}

/// Everything counted in one pass.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) total: Amount,
    /// By year and month.
    pub(super) months: BTreeMap<(i32, u32), Counted>,
    pub(super) categories: HashMap<Option<CategoryId>, Counted>,
    pub(super) channels: BTreeMap<Channel, Counted>,
    pub(super) parts: HashMap<MemberId, Part>,
    /// Days from recorded to posted, each with how many exchanges waited so long.
    pub(super) waits: BTreeMap<i64, u64>,
    /// Who waited.
    pub(super) waited: Crowd,
    pub(super) joined: usize,
}

impl Tally {
    /// Counts a period.
    pub(super) fn of(conn: &Connection, bank: &Bank, period: Period) -> timebank::Result<Tally> {
        let mut tally = Tally::default();
        exchange::for_each_posted(conn, period.from(), period.to(), |exchange| {
            tally.add(bank, &exchange);
        })?;
        tally.joined = member::joined_between(conn, period.from(), period.to())?.len();
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
    pub(super) fn members(&self, took_part: impl Fn(&Part) -> bool) -> i64 {
        self.parts
            .values()
            .map(|part| i64::from(took_part(part)))
            .sum()
    }

    /// In how many days half of all that waited were posted.
    pub(super) fn median_wait(&self) -> Option<i64> {
        let all: u64 = self.waits.values().sum();
        let mut so_far = 0;
        self.waits.iter().find_map(|(days, count)| {
            so_far += count;
            (so_far * 2 >= all).then_some(*days)
        })
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
        self.part(exchange.giver, exchange.giver_kind).gave = true;
        self.part(exchange.receiver, exchange.receiver_kind)
            .received = true;
        if exchange.channel != Channel::Import {
            let (began, ended) = (exchange.recorded_at, exchange.posted_at);
            let days = (bank.day_of(ended) - bank.day_of(began)).num_days();
            *self.waits.entry(days).or_default() += 1;
            self.waited.add(exchange.giver);
            self.waited.add(exchange.receiver);
        }
    }

    fn part(&mut self, member: MemberId, kind: MemberKind) -> &mut Part {
        self.parts.entry(member).or_insert(Part {
            kind,
            gave: false,
            received: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn median(waits: &[(i64, u64)]) -> Option<i64> {
        let waits = waits.iter().copied().collect();
        Tally {
            waits,
            ..Tally::default()
        }
        .median_wait()
    }

    #[test]
    fn the_middle_wait_is_the_one_by_which_half_were_posted() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(4, 1)]), Some(4));
        assert_eq!(median(&[(0, 1), (9, 1)]), Some(0));
        assert_eq!(median(&[(0, 1), (3, 1), (9, 1)]), Some(3));
        assert_eq!(median(&[(0, 5), (3, 2), (9, 4)]), Some(3));
    }
}
