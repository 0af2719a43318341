//! Random lives of a book beside a naive model of it: whatever happens, both say the same, the
//! sum is zero, limits hold, nothing is taken back and the proof is clean.

use std::collections::BTreeMap;

use ledger::{AccountKind, Entry, Limits, Minutes, PostError, Rejection, Transfer, TransferKind};
use proptest::prelude::*;
use rusqlite::Connection;

use super::support::{account, assert_proved, at, day, dump, empty, id, minutes, write};

const ACCOUNTS: u8 = 5;
const IDS: u8 = 40;

/// Something that happens to a book.
#[derive(Clone, Debug)]
enum Event {
    Open(u8, (Option<i64>, Option<i64>)),
    Limit(u8, (Option<i64>, Option<i64>)),
    Close(u8),
    Post {
        id: u8,
        kind: TransferKind,
        entries: Vec<(u8, i64)>,
        source: Vec<u8>,
    },
    Reverse {
        original: u8,
        id: u8,
    },
}

/// Figures are few and round, so that limits are met to the minute again and again.
fn limit() -> impl Strategy<Value = (Option<i64>, Option<i64>)> {
    let some = |range: std::ops::Range<i64>| prop::option::of(range.prop_map(|n| n * 10));
    (some(-8..1), some(0..8))
}

/// Mostly entries that balance, over accounts that differ.
fn entries() -> impl Strategy<Value = Vec<(u8, i64)>> {
    let moved = || prop::sample::select(vec![-30_i64, -20, -10, 10, 20, 30]);
    let others = prop::sample::subsequence((0..ACCOUNTS).collect::<Vec<_>>(), 2..4);
    let good = (others, prop::collection::vec(moved(), 3)).prop_map(|(accounts, moved)| {
        let mut entries: Vec<_> = accounts.into_iter().zip(moved).collect();
        let rest: i64 = entries.iter().skip(1).map(|(_, moved)| moved).sum();
        entries[0].1 = -rest;
        entries
    });
    let wild = prop::collection::vec((0..=ACCOUNTS, (-3_i64..4).prop_map(|n| n * 10)), 1..4);
    prop_oneof![9 => good, 1 => wild]
}

fn event() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(vec![TransferKind::Help, TransferKind::Gift]);
    let source = prop::collection::vec(any::<u8>(), 0..2);
    prop_oneof![
        1 => (0..ACCOUNTS, limit()).prop_map(|(n, limits)| Event::Open(n, limits)),
        2 => (0..=ACCOUNTS, limit()).prop_map(|(n, limits)| Event::Limit(n, limits)),
        1 => (0..=ACCOUNTS).prop_map(Event::Close),
        16 => (0..IDS, kind, entries(), source)
            .prop_map(|(id, kind, entries, source)| Event::Post { id, kind, entries, source }),
        4 => (0..IDS, 0..IDS).prop_map(|(original, id)| Event::Reverse { original, id }),
    ]
}

/// Most accounts are there from the first day.
fn life() -> impl Strategy<Value = Vec<(Event, i64)>> {
    let opened = prop::collection::vec(prop::option::weighted(0.9, limit()), usize::from(ACCOUNTS));
    let events = prop::collection::vec((event(), -3_i64..10), 1..60);
    (opened, events).prop_map(|(opened, events)| {
        let openings = (0..)
            .zip(opened)
            .filter_map(|(n, limits)| Some((n, limits?)));
        openings
            .map(|(n, limits)| (Event::Open(n, limits), 0))
            .chain(events)
            .collect()
    })
}

/// The book as a child would keep it.
#[derive(Default)]
struct Model {
    accounts: BTreeMap<u8, Standing>,
    transfers: BTreeMap<u8, Posted>,
}

#[derive(Default)]
struct Standing {
    balance: i64,
    limits: (Option<i64>, Option<i64>),
    closed: bool,
}

#[derive(Clone, PartialEq)]
struct Posted {
    kind: TransferKind,
    entries: BTreeMap<u8, i64>,
    source: Vec<u8>,
    reverses: Option<u8>,
}

type Outcome = Result<(), Rejection>;

impl Model {
    fn happen(&mut self, event: &Event) -> Outcome {
        match event {
            Event::Open(n, limits) => {
                check_limits(*limits)?;
                if self.accounts.contains_key(n) {
                    return Err(Rejection::AccountExists {
                        account: account(*n),
                    });
                }
                let opened = Standing {
                    limits: *limits,
                    ..Standing::default()
                };
                self.accounts.insert(*n, opened);
            }
            Event::Limit(n, limits) => {
                check_limits(*limits)?;
                self.open(*n)?.limits = *limits;
            }
            Event::Close(n) => {
                let standing = self.open(*n)?;
                let balance = minutes(standing.balance);
                if standing.balance != 0 {
                    return Err(Rejection::BalanceNotNought {
                        account: account(*n),
                        balance,
                    });
                }
                standing.closed = true;
            }
            Event::Post {
                id,
                kind,
                entries,
                source,
            } => {
                let entries = check_entries(entries)?;
                let (kind, source) = (*kind, source.clone());
                self.post(
                    *id,
                    Posted {
                        kind,
                        entries,
                        source,
                        reverses: None,
                    },
                )?;
            }
            Event::Reverse { original, id: new } => {
                let unknown = Rejection::UnknownTransfer { id: id(*original) };
                let posted = self.transfers.get(original).ok_or(unknown)?;
                let entries = posted
                    .entries
                    .iter()
                    .map(|(n, minutes)| (*n, -minutes))
                    .collect();
                let (kind, source) = (TransferKind::Reversal, posted.source.clone());
                self.post(
                    *new,
                    Posted {
                        kind,
                        entries,
                        source,
                        reverses: Some(*original),
                    },
                )?;
            }
        }
        Ok(())
    }

    fn open(&mut self, n: u8) -> Result<&mut Standing, Rejection> {
        let account = account(n);
        let standing = self
            .accounts
            .get_mut(&n)
            .ok_or(Rejection::UnknownAccount { account })?;
        if standing.closed {
            Err(Rejection::AccountClosed { account })
        } else {
            Ok(standing)
        }
    }

    fn post(&mut self, new: u8, transfer: Posted) -> Outcome {
        if let Some(posted) = self.transfers.get(&new) {
            let other = Rejection::ExistsWithOtherContent { id: id(new) };
            return if *posted == transfer {
                Ok(())
            } else {
                Err(other)
            };
        }
        if let Some(original) = transfer.reverses {
            if self.transfers[&original].kind == TransferKind::Reversal {
                return Err(Rejection::IsAReversal { id: id(original) });
            }
            if self
                .transfers
                .values()
                .any(|posted| posted.reverses == Some(original))
            {
                return Err(Rejection::AlreadyReversed { id: id(original) });
            }
        }
        let moves = || transfer.entries.iter().map(|(n, minutes)| (*n, *minutes));
        if let Some((n, _)) = moves().find(|(n, _)| !self.accounts.contains_key(n)) {
            return Err(Rejection::UnknownAccount {
                account: account(n),
            });
        }
        if let Some((n, _)) = moves().find(|(n, _)| self.accounts[n].closed) {
            return Err(Rejection::AccountClosed {
                account: account(n),
            });
        }
        for below in [true, false] {
            for (n, moved) in moves() {
                let Standing {
                    balance, limits, ..
                } = self.accounts[&n];
                let (account, balance, after) = (account(n), minutes(balance), balance + moved);
                match limits {
                    (Some(lower), _) if below && moved < 0 && after < lower => {
                        let (minutes, limit) = (minutes(moved), minutes(lower));
                        return Err(Rejection::BelowLimit {
                            account,
                            balance,
                            minutes,
                            limit,
                        });
                    }
                    (_, Some(upper)) if !below && moved > 0 && after > upper => {
                        let (minutes, limit) = (minutes(moved), minutes(upper));
                        return Err(Rejection::AboveLimit {
                            account,
                            balance,
                            minutes,
                            limit,
                        });
                    }
                    _ => {}
                }
            }
        }
        for (n, moved) in moves() {
            self.accounts.get_mut(&n).unwrap().balance += moved;
        }
        self.transfers.insert(new, transfer);
        Ok(())
    }
}

fn check_limits(limits: (Option<i64>, Option<i64>)) -> Outcome {
    match limits {
        (Some(lower), Some(upper)) if lower > upper => {
            let (lower, upper) = (minutes(lower), minutes(upper));
            Err(Rejection::LimitsCrossed { lower, upper })
        }
        _ => Ok(()),
    }
}

fn check_entries(entries: &[(u8, i64)]) -> Result<BTreeMap<u8, i64>, Rejection> {
    if entries.len() < 2 {
        return Err(Rejection::TooFewEntries);
    }
    if let Some((n, _)) = entries.iter().find(|(_, minutes)| *minutes == 0) {
        return Err(Rejection::MinutesNought {
            account: account(*n),
        });
    }
    let times = |n: u8| entries.iter().filter(|(other, _)| *other == n).count();
    if let Some(n) = (0..=ACCOUNTS).find(|n| times(*n) > 1) {
        return Err(Rejection::AccountTwice {
            account: account(n),
        });
    }
    let sum = entries.iter().map(|(_, minutes)| minutes).sum();
    if sum != 0 {
        return Err(Rejection::DoesNotBalance { sum: minutes(sum) });
    }
    Ok(entries.iter().copied().collect())
}

/// The same event through the crate, in a transaction of its own.
fn happen(book: &mut Connection, event: &Event, second: i64) -> Outcome {
    let limits = |(lower, upper): (Option<i64>, Option<i64>)| Limits {
        lower: lower.map(minutes),
        upper: upper.map(minutes),
    };
    let at = at(second);
    let outcome = write(book, |tx| match event {
        Event::Open(n, own) => {
            ledger::open_account(tx, account(*n), AccountKind::Member, limits(*own), at)
        }
        Event::Limit(n, own) => ledger::set_limits(tx, account(*n), limits(*own), at, None),
        Event::Close(n) => ledger::close_account(tx, account(*n), at),
        Event::Post {
            id: n,
            kind,
            entries,
            source,
        } => {
            let entry = |(n, moved): &(u8, i64)| Entry {
                account: account(*n),
                minutes: minutes(*moved),
            };
            let entries = entries.iter().map(entry).collect();
            Transfer::new(id(*n), *kind, day("2026-09-21"), entries)
                .map_err(PostError::from)
                .and_then(|transfer| ledger::post(tx, &transfer.with_source(source), at))
                .map(|_| ())
        }
        Event::Reverse { original, id: n } => {
            ledger::reverse(tx, id(*original), id(*n), None, at).map(|_| ())
        }
    });
    match outcome {
        Ok(()) => Ok(()),
        Err(PostError::Rejected(rejection)) => Err(rejection),
        Err(PostError::Database(error)) => {
            panic!("the file refused what the program took: {error}")
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_happens_the_book_and_a_naive_model_of_it_say_the_same(
        events in life(),
    ) {
        let (mut book, mut model) = (empty(), Model::default());
        let (mut clock, mut before) = (0, dump(&book));
        for (event, step) in &events {
            clock += step;
            let expected = model.happen(event);
            prop_assert_eq!(happen(&mut book, event, clock), expected, "{:?}", event);
            let after = dump(&book);
            prop_assert!(before.iter().all(|row| after.contains(row)), "a row has gone");
            prop_assert!(expected.is_ok() || before == after, "a refusal wrote something");
            before = after;
        }
        let balances = ledger::balances(&book).unwrap();
        prop_assert_eq!(balances.len(), model.accounts.len());
        for (n, standing) in &model.accounts {
            let balance = ledger::balance(&book, account(*n)).unwrap();
            prop_assert_eq!(balance.get(), standing.balance);
            let statement = ledger::statement(&book, account(*n), None, None).unwrap();
            prop_assert_eq!(statement.closing, balance);
        }
        let sum: i64 = balances.iter().map(|(_, _, balance)| balance.get()).sum();
        prop_assert_eq!(sum, Minutes::ZERO.get());
        let head = ledger::head(&book).unwrap();
        prop_assert_eq!(usize::try_from(head.seq).unwrap(), model.transfers.len());
        assert_proved(&book);
    }
}
