//! What is counted beside the exchanges: who belongs to the bank, what was asked for, the pot.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::{AccountKind, KindMovement};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::listing::{self, Answered, ListingKind};
use timebank::{MemberId, exchange, member};

use super::attended::Attended;
use super::crowd::Crowd;
use super::tally::{Tally, median};
use crate::period::Period;

/// A request of which nothing came for so many days has waited long.
pub(super) const LONG: i64 = 30;

/// Everything a figure may be counted from.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) tally: Tally,
    pub(super) members: Members,
    pub(super) listings: Listings,
    pub(super) attended: Attended,
    /// What the community pot did; nothing where there is no account of that kind.
    pub(super) pot: Option<KindMovement>,
}

/// Numbers of members, people and organisations.
#[derive(Debug, Default)]
pub(super) struct Members {
    pub(super) at_end: i64,
    pub(super) joined: i64,
    pub(super) left: i64,
    pub(super) returned: i64,
    /// Members at the end who have neither given nor received.
    pub(super) never_started: i64,
    /// By when half of those who joined had begun.
    pub(super) median_start: Option<i64>,
    /// Those who joined.
    pub(super) newcomers: Crowd,
}

/// A number of offers or requests, and whose they are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pile {
    pub(crate) count: i64,
    pub(crate) behind: Crowd,
}

/// Offers and requests.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listings {
    pub(crate) offers_open: Pile,
    pub(crate) requests_open: Pile,
    /// Open requests that have waited long.
    pub(crate) unanswered: Pile,
    /// Open requests that have not.
    pub(crate) recent: Pile,
    pub(crate) requests_made: Pile,
    pub(crate) matched: Pile,
    pub(crate) unmatched: Pile,
    pub(crate) median_match: Option<i64>,
}

impl Facts {
    /// Counts a period. `before` is the period before it, `today` the last day of which anything
    /// can be known.
    pub(super) fn of(
        conn: &Connection,
        bank: &Bank,
        period: Period,
        (tally, attended): (Tally, Attended),
        before: Option<(Period, &Tally)>,
        today: NaiveDate,
        accounts: &[KindMovement],
    ) -> timebank::Result<Facts> {
        let pot = accounts.iter().find(|kind| kind.kind == AccountKind::Pot);
        Ok(Facts {
            members: Members::of(conn, period, &tally, before, today)?,
            listings: Listings::of(bank, period, &listing::answered(conn)?),
            pot: pot.copied(),
            attended,
            tally,
        })
    }
}

impl Members {
    fn of(
        conn: &Connection,
        period: Period,
        tally: &Tally,
        before: Option<(Period, &Tally)>,
        today: NaiveDate,
    ) -> timebank::Result<Members> {
        let mut members = Members::default();
        let mut starts = Vec::new();
        let (known_to, after) = (period.to().min(today), period.to().succ_opt());
        let first_days = exchange::first_days(conn)?;
        let before_day = |id: &MemberId, day| first_days.get(id).is_some_and(|first| *first < day);
        for stay in member::stays(conn)? {
            let id = stay.member;
            if stay.lasts_past(period.to()) {
                members.at_end += 1;
                let begun =
                    tally.parts.contains_key(&id) || before_day(&id, after.unwrap_or(period.to()));
                members.never_started += i64::from(!begun);
            }
            members.left += i64::from(stay.left_on.is_some_and(|day| period.contains(day)));
            if period.contains(stay.joined_on) {
                members.joined += 1;
                members.newcomers.add(id);
                let first = first_days.get(&id).copied().filter(|day| *day <= known_to);
                let watched_to = stay.left_on.unwrap_or(known_to).min(known_to);
                let days = |day: NaiveDate| (day - stay.joined_on).num_days().max(0);
                starts.push((days(first.unwrap_or(watched_to)), first.is_some()));
            }
        }
        members.median_start = median_start(&mut starts);
        if let Some((before, earlier)) = before {
            let active = tally.parts.keys();
            let away = active.filter(|id| !earlier.parts.contains_key(id));
            let returned = away.filter(|id| before_day(id, before.from()));
            members.returned = i64::try_from(returned.count()).unwrap_or(i64::MAX);
        }
        Ok(members)
    }
}

/// The day by which half had begun, with those who are still waiting counted for as long as they
/// have been watched (Kaplan and Meier’s estimate): days, and whether they had begun then.
fn median_start(starts: &mut [(i64, bool)]) -> Option<i64> {
    // Those who begin on a day are counted before those who are last seen on it.
    starts.sort_by_key(|(days, begun)| (*days, !begun));
    let mut waiting = ONE;
    let mut left = i128::try_from(starts.len()).ok()?;
    for (days, begun) in starts {
        if *begun {
            waiting = waiting * (left - 1) / left;
        }
        if waiting * 2 <= ONE {
            return Some(*days);
        }
        left -= 1;
    }
    None
}

/// The whole, in parts so small that rounding never decides.
const ONE: i128 = 1_000_000_000_000_000_000;

impl Pile {
    fn add(&mut self, listing: &Answered) {
        self.count += 1;
        self.behind.add(listing.member);
    }
}

impl Listings {
    fn of(bank: &Bank, period: Period, all: &[Answered]) -> Listings {
        let mut listings = Listings::default();
        let mut waits: BTreeMap<i64, u64> = BTreeMap::new();
        for listing in all {
            let made_on = bank.day_of(listing.created_at);
            let closed_on = listing.closed_at.map(|closed| bank.day_of(closed));
            let help = listing.first_help;
            let open = made_on <= period.to() && closed_on.is_none_or(|day| day > period.to());
            match listing.kind {
                ListingKind::Offer if open => listings.offers_open.add(listing),
                ListingKind::Offer => {}
                ListingKind::Request => {
                    if open {
                        listings.requests_open.add(listing);
                        let waited = (period.to() - made_on).num_days();
                        let long = waited > LONG && help.is_none_or(|day| day > period.to());
                        let pile = if long {
                            &mut listings.unanswered
                        } else {
                            &mut listings.recent
                        };
                        pile.add(listing);
                    }
                    if period.contains(made_on) {
                        listings.requests_made.add(listing);
                        if let Some(day) = help {
                            listings.matched.add(listing);
                            *waits.entry((day - made_on).num_days().max(0)).or_default() += 1;
                        } else {
                            listings.unmatched.add(listing);
                        }
                    }
                }
            }
        }
        listings.median_match = median(&waits);
        listings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_have_begun_when_half_of_those_who_are_watched_have() {
        let median = |mut starts: Vec<(i64, bool)>| median_start(&mut starts);
        assert_eq!(median(vec![]), None);
        assert_eq!(median(vec![(9, true)]), Some(9));
        assert_eq!(median(vec![(9, false)]), None);
        assert_eq!(median(vec![(4, true), (30, true)]), Some(4));
        assert_eq!(median(vec![(4, true), (30, true), (90, false)]), Some(30));
        // Two left unseen on day 5: of four watched after it, two must begin.
        let starts = vec![
            (5, false),
            (5, false),
            (7, true),
            (8, true),
            (50, false),
            (60, false),
        ];
        assert_eq!(median(starts), Some(8));
        assert_eq!(median(vec![(3, true), (60, false), (60, false)]), None);
    }
}
