//! What can happen to a book, and a list of it from a seed.
//!
//! A list knows nothing of the book: leaving some of it out leaves a list that can be run, which
//! is how a failure is made short.

use ledger::{AccountKind, HoldId, ReopenReason, TransferId, TransferKind};
use uuid::Uuid;

use super::random::Random;

/// Lower and upper.
pub(crate) type Bounds = (Option<i64>, Option<i64>);

/// A transfer as somebody asks for it, right or wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) id: u16,
    pub(crate) kind: TransferKind,
    /// Days after the first day of the simulation.
    pub(crate) day: u16,
    pub(crate) entries: Vec<(u8, i64)>,
    pub(crate) source: Vec<u8>,
    pub(crate) reverses: Option<u16>,
}

/// A hold as somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Promise {
    pub(crate) id: u16,
    pub(crate) from: u8,
    pub(crate) to: Option<u8>,
    pub(crate) minutes: i64,
    pub(crate) lapses_at: i64,
    pub(crate) source: Vec<u8>,
}

/// All that is left of one account, with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rest {
    pub(crate) id: u16,
    pub(crate) account: u8,
    pub(crate) with: u8,
    pub(crate) day: u16,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub(crate) enum Command {
    Open(u8, AccountKind, Bounds),
    Limit(u8, Bounds),
    Close(u8),
    CloseWith(Rest),
    Post(Asked),
    Attempt(Asked),
    Batch(Vec<Asked>),
    Reverse {
        original: u16,
        id: u16,
    },
    Part {
        original: u16,
        id: u16,
        entries: Vec<(u8, i64)>,
    },
    PartOf {
        original: u16,
        id: u16,
        minutes: i64,
    },
    Sweep(Rest),
    Place(Promise),
    PostHold(u16, Asked),
    Release(u16),
    Lapse(u16),
    LapseDue,
    /// Months after January 2026, and hours that it ends after UTC.
    CloseMonth(u8, i64),
    Reopen(u8, ReopenReason),
}

/// A command at its time; one that is rolled back never happened.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) second: i64,
    pub(crate) command: Command,
    pub(crate) rolled_back: bool,
}

/// The first second of the simulation: noon on 10 January 2026.
pub(crate) const START: i64 = 1_768_046_400;

pub(crate) fn transfer_id(n: u16) -> TransferId {
    TransferId::new(Uuid::from_u128(0xF_0000 + u128::from(n)))
}

pub(crate) fn hold_id(n: u16) -> HoldId {
    HoldId::new(Uuid::from_u128(0xB_0000 + u128::from(n)))
}

/// A life of so many steps, the same for the same seed.
pub(crate) fn life(seed: u64, steps: usize) -> Vec<Step> {
    let mut maker = Maker {
        random: Random::new(seed),
        accounts: 0,
        transfers: 0,
        holds: 0,
        promised: Vec::new(),
        moved: Vec::new(),
        clock: START,
    };
    let mut life: Vec<Step> = (0..7.min(steps)).map(|_| maker.opening()).collect();
    life.extend((life.len()..steps).map(|_| maker.step()));
    life
}

/// Counts what it has made up, so that most ids are new and some are not.
struct Maker {
    random: Random,
    accounts: u8,
    transfers: u16,
    holds: u16,
    /// The last holds it asked for, to be posted in a way that fits.
    promised: Vec<Promise>,
    /// The last transfers it asked for, to be taken back in part.
    moved: Vec<Asked>,
    clock: i64,
}

impl Maker {
    fn opening(&mut self) -> Step {
        let n = self.accounts;
        self.accounts += 1;
        let bounds = self.bounds();
        Step {
            second: self.clock,
            command: Command::Open(n, self.kind_of_account(), bounds),
            rolled_back: false,
        }
    }

    fn step(&mut self) -> Step {
        // Hours as a rule; now and then a jump either way, and then back to where it was.
        self.clock += self.random.below(16 * 3_600);
        let jump = match self.random.below(40) {
            0 => -self.random.below(40 * 86_400),
            1 => self.random.below(86_400),
            _ => 0,
        };
        let command = self.command();
        Step {
            second: self.clock + jump,
            command,
            rolled_back: self.random.below(25) == 0,
        }
    }

    fn command(&mut self) -> Command {
        match self.random.below(100) {
            0..3 | 10..12 => self.open(),
            3..8 => Command::Limit(self.account(), self.bounds()),
            8..9 => Command::Close(self.account()),
            9..10 => Command::CloseWith(self.rest()),
            12..34 => Command::Post(self.asked()),
            34..44 => Command::Attempt(self.asked()),
            44..48 => {
                let count = self.random.below(4);
                Command::Batch((0..count).map(|_| self.asked()).collect())
            }
            48..52 => Command::Reverse {
                original: self.known_transfer(),
                id: self.transfer(),
            },
            52..56 => self.part(),
            56..60 => Command::PartOf {
                original: self.known_transfer(),
                id: self.transfer(),
                minutes: self.random.below(8) * 5 - 5,
            },
            60..63 => Command::Sweep(self.rest()),
            63..76 => Command::Place(self.promise()),
            76..84 => self.post_hold(),
            84..88 => Command::Release(self.known_hold()),
            88..90 => Command::Lapse(self.known_hold()),
            90..94 => Command::LapseDue,
            94..98 => Command::CloseMonth(self.month(), self.random.below(28) - 14),
            _ => {
                let reason = ReopenReason::ALL[self.random.index(4)];
                Command::Reopen(self.month(), reason)
            }
        }
    }

    fn open(&mut self) -> Command {
        // Seldom one that is there already.
        if self.accounts < 20 && self.random.below(5) > 0 {
            self.accounts += 1;
            let bounds = self.bounds();
            return Command::Open(self.accounts - 1, self.kind_of_account(), bounds);
        }
        Command::Open(self.account(), AccountKind::Member, self.bounds())
    }

    fn kind_of_account(&mut self) -> AccountKind {
        AccountKind::ALL[self.random.index(AccountKind::ALL.len())]
    }

    /// Figures are few and round, so that limits are met to the minute again and again.
    fn bounds(&mut self) -> Bounds {
        let lower = [None, None, Some(-240), Some(-120), Some(-60), Some(0)];
        let upper = [None, None, None, Some(240), Some(120), Some(60)];
        let (mut lower, upper) = (lower[self.random.index(6)], upper[self.random.index(6)]);
        if self.random.below(12) == 0 {
            lower = Some(90);
        }
        (lower, upper)
    }

    /// Mostly one that has been opened.
    fn account(&mut self) -> u8 {
        let n = self.random.below(i64::from(self.accounts) * 30 + 1) / 30;
        u8::try_from(n).unwrap_or(0)
    }

    fn transfer(&mut self) -> u16 {
        if self.random.below(12) == 0 {
            return self.known_transfer();
        }
        self.transfers += 1;
        self.transfers - 1
    }

    /// Mostly one of the last.
    fn known_transfer(&mut self) -> u16 {
        let back = if self.random.below(4) == 0 {
            self.transfers
        } else {
            12
        };
        let back = self.random.below(i64::from(back) + 1);
        self.transfers
            .saturating_sub(u16::try_from(back).unwrap_or(0))
    }

    fn known_hold(&mut self) -> u16 {
        let back = self.random.below(9);
        self.holds.saturating_sub(u16::try_from(back).unwrap_or(0))
    }

    fn day(&mut self) -> u16 {
        u16::try_from(self.random.below(120)).unwrap_or(0)
    }

    fn source(&mut self) -> Vec<u8> {
        let length = match self.random.below(60) {
            0 => 33,
            1..20 => 1,
            _ => 0,
        };
        vec![7; length]
    }

    fn moved(&mut self) -> i64 {
        match self.random.below(300) {
            0 => 1_000_000_000,
            1 => 0,
            n => (n % 12 + 1) * 5,
        }
    }

    /// Mostly entries that balance, over accounts that differ.
    fn entries(&mut self) -> Vec<(u8, i64)> {
        let mut count = 2 + self.random.index(2);
        if self.random.below(80) == 0 {
            count = self.random.index(3);
        }
        let mut entries: Vec<(u8, i64)> = Vec::new();
        let mut rest = 0;
        for place in 0..count {
            let last = place + 1 == count && self.random.below(60) > 0;
            let moved = if last { -rest } else { self.moved() };
            rest += moved;
            let account = self.account_beside(&entries);
            entries.push((account, moved));
        }
        let turn = self.random.index(count + 1);
        entries.rotate_left(turn);
        entries
    }

    /// Seldom one that stands there already.
    fn account_beside(&mut self, entries: &[(u8, i64)]) -> u8 {
        let mut account = self.account();
        for _ in 0..5 {
            if entries.iter().all(|(n, _)| *n != account) || self.random.below(40) == 0 {
                break;
            }
            account = self.account();
        }
        account
    }

    fn kind(&mut self) -> TransferKind {
        let kinds = [
            TransferKind::Help,
            TransferKind::Help,
            TransferKind::Gift,
            TransferKind::Event,
        ];
        kinds[self.random.index(kinds.len())]
    }

    /// Sometimes one that was asked for before, as it was or changed.
    fn asked(&mut self) -> Asked {
        if self.random.below(14) == 0 && !self.moved.is_empty() {
            let mut again = self.moved[self.random.index(self.moved.len())].clone();
            if self.random.below(3) == 0 {
                again.day += 1;
            }
            return again;
        }
        let asked = Asked {
            id: self.transfer(),
            kind: self.kind(),
            day: self.day(),
            entries: self.entries(),
            source: self.source(),
            reverses: None,
        };
        remember(&mut self.moved, &asked);
        asked
    }

    /// Something of a transfer that was asked for, the other way.
    fn part(&mut self) -> Command {
        let id = self.transfer();
        let of = self.random.index(self.moved.len().max(1));
        match self.moved.get(of).cloned() {
            Some(asked) if self.random.below(5) > 0 && asked.entries.len() > 1 => {
                let plus = asked.entries.iter().find(|(_, moved)| *moved > 0).copied();
                let minus = asked.entries.iter().find(|(_, moved)| *moved < 0).copied();
                let part = self.random.below(9) * 5;
                let both = [plus.map(|(n, _)| (n, -part)), minus.map(|(n, _)| (n, part))];
                Command::Part {
                    original: asked.id,
                    id,
                    entries: both.into_iter().flatten().collect(),
                }
            }
            _ => Command::Part {
                original: self.known_transfer(),
                id,
                entries: self.entries(),
            },
        }
    }

    /// Mostly a transfer that fits the hold.
    fn post_hold(&mut self) -> Command {
        let asked = self.asked();
        let of = self.random.index(self.promised.len().max(1));
        let Some(promise) = self.promised.get(of).cloned() else {
            return Command::PostHold(self.known_hold(), asked);
        };
        if self.random.below(6) == 0 {
            return Command::PostHold(promise.id, asked);
        }
        let less = self.random.below(5) * 5 - 5;
        let pays = (promise.minutes - less.min(promise.minutes - 5)).max(5);
        let from = (promise.from, -pays);
        let to = promise.to.unwrap_or_else(|| self.account_beside(&[from]));
        let entries = vec![from, (to, pays)];
        let asked = Asked {
            id: self.transfer(),
            entries,
            ..asked
        };
        remember(&mut self.moved, &asked);
        Command::PostHold(promise.id, asked)
    }

    fn rest(&mut self) -> Rest {
        let account = self.account();
        Rest {
            id: self.transfer(),
            account,
            with: self.account_beside(&[(account, 0)]),
            day: self.day(),
        }
    }

    fn promise(&mut self) -> Promise {
        if self.random.below(12) == 0 && !self.promised.is_empty() {
            let mut again = self.promised[self.random.index(self.promised.len())].clone();
            if self.random.below(3) == 0 {
                again.minutes += 5;
            }
            return again;
        }
        self.holds += 1;
        let from = self.account();
        let minutes = match self.random.below(40) {
            0 => -5,
            _ => self.moved(),
        };
        let promise = Promise {
            id: self.holds,
            from,
            to: (self.random.below(3) == 0).then(|| self.account_beside(&[(from, 0)])),
            minutes,
            lapses_at: self.clock + self.random.below(12 * 86_400) - 7_200,
            source: self.source(),
        };
        remember(&mut self.promised, &promise);
        promise
    }

    /// Mostly the month that ended last.
    fn month(&mut self) -> u8 {
        let months = (self.clock - START + 9 * 86_400) / (30 * 86_400);
        let around = self.random.below(4) - 2;
        u8::try_from((months + around).max(0)).unwrap_or(0)
    }
}

/// Keeps the last few.
fn remember<T: Clone>(memory: &mut Vec<T>, one: &T) {
    memory.push(one.clone());
    if memory.len() > 10 {
        memory.remove(0);
    }
}
