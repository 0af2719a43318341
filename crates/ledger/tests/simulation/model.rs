//! The book as a child would keep it: lists, and sums over the whole of them every time.
//!
//! Nothing here is clever, nothing is remembered that can be added up, and no code is shared
//! with the crate: only its rejections and words, so that answers can be compared.

use ledger::{
    AccountId, AccountKind, HoldEnd, Minutes, Month, Rejection, ReopenReason, TransferKind,
};
use uuid::Uuid;

use super::command::{Asked, Bounds, Promise, hold_id, transfer_id};

#[derive(Clone, Default)]
pub(crate) struct Model {
    pub(crate) accounts: Vec<Account>,
    pub(crate) transfers: Vec<Posted>,
    pub(crate) holds: Vec<Held>,
    pub(crate) refusals: Vec<(Asked, Rejection)>,
    pub(crate) months: Vec<MonthStep>,
    pub(crate) closed: Option<(Month, Month)>,
    /// The newest time of a transfer, a step of a hold or of a month.
    pub(crate) newest: i64,
    /// Steps of holds so far, and the limits set: the book counts them too.
    pub(crate) hold_steps: u64,
}

#[derive(Clone)]
pub(crate) struct Account {
    pub(crate) n: u8,
    pub(crate) kind: AccountKind,
    pub(crate) bounds: Bounds,
    pub(crate) opened_at: i64,
    pub(crate) closed_at: Option<i64>,
}

#[derive(Clone)]
pub(crate) struct Posted {
    pub(crate) asked: Asked,
    pub(crate) at: i64,
}

#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) promise: Promise,
    pub(crate) at: i64,
    pub(crate) seq: u64,
    /// What was held in all after it was placed.
    pub(crate) total: i64,
    pub(crate) end: Option<End>,
}

#[derive(Clone)]
pub(crate) struct End {
    pub(crate) how: HoldEnd,
    pub(crate) at: i64,
    pub(crate) seq: u64,
    pub(crate) total: i64,
    pub(crate) transfer: Option<u16>,
}

#[derive(Clone)]
pub(crate) struct MonthStep {
    pub(crate) month: Month,
    pub(crate) at: i64,
    /// End and number of transfers before it.
    pub(crate) closing: Option<(i64, u64)>,
    pub(crate) reason: Option<ReopenReason>,
}

pub(crate) fn account_id(n: u8) -> AccountId {
    AccountId::new(Uuid::from_u128(0xA000 + u128::from(n)))
}

/// Any figure; the model adds up more than an account may hold before it refuses it.
pub(crate) fn minutes(figure: i64) -> Minutes {
    let most = Minutes::new(Minutes::MAX).unwrap_or_default();
    let (mut whole, mut rest) = (Minutes::ZERO, figure);
    while rest.abs() > Minutes::MAX {
        let part = if rest < 0 {
            most.checked_neg()
        } else {
            Some(most)
        };
        whole = whole
            .checked_add(part.unwrap_or_default())
            .unwrap_or_default();
        rest -= Minutes::MAX * rest.signum();
    }
    whole
        .checked_add(Minutes::new(rest).unwrap_or_default())
        .unwrap_or_default()
}

impl Model {
    pub(crate) fn book_second(&self, second: i64) -> i64 {
        second.max(self.newest)
    }

    pub(crate) fn balance(&self, n: u8) -> i64 {
        self.balance_before(n, i64::MAX)
    }

    /// Counting what was posted before `end`.
    pub(crate) fn balance_before(&self, n: u8, end: i64) -> i64 {
        let posted = self.transfers.iter().filter(|posted| posted.at < end);
        posted
            .flat_map(|posted| &posted.asked.entries)
            .filter(|(account, _)| *account == n)
            .map(|(_, moved)| moved)
            .sum()
    }

    pub(crate) fn held(&self, n: u8) -> i64 {
        self.held_before(n, i64::MAX)
    }

    pub(crate) fn held_before(&self, n: u8, end: i64) -> i64 {
        let open = self.holds.iter().filter(|held| {
            let ended = held.end.as_ref().is_some_and(|ended| ended.at < end);
            held.promise.from == n && held.at < end && !ended
        });
        open.map(|held| held.promise.minutes).sum()
    }

    pub(crate) fn account(&self, n: u8) -> Option<&Account> {
        self.accounts.iter().find(|account| account.n == n)
    }

    pub(crate) fn posted(&self, id: u16) -> Option<(usize, &Posted)> {
        let mut numbered = self.transfers.iter().enumerate();
        numbered.find(|(_, posted)| posted.asked.id == id)
    }

    pub(crate) fn held_of(&self, id: u16) -> Option<usize> {
        self.holds.iter().position(|held| held.promise.id == id)
    }

    /// What is left of every entry of a transfer.
    pub(crate) fn left(&self, original: u16) -> Option<Vec<(u8, i64)>> {
        let (_, posted) = self.posted(original)?;
        let reversals = || {
            let all = self.transfers.iter();
            all.filter(|posted| posted.asked.reverses == Some(original))
        };
        let back = |n: u8| -> i64 {
            let entries = reversals().flat_map(|posted| &posted.asked.entries);
            entries
                .filter(|(account, _)| *account == n)
                .map(|(_, moved)| moved)
                .sum()
        };
        let entries = posted.asked.entries.iter();
        Some(entries.map(|(n, moved)| (*n, moved + back(*n))).collect())
    }

    pub(crate) fn open_account(&self, n: u8) -> Result<&Account, Rejection> {
        let account = account_id(n);
        let found = self
            .account(n)
            .ok_or(Rejection::UnknownAccount { account })?;
        match found.closed_at {
            Some(_) => Err(Rejection::AccountClosed { account }),
            None => Ok(found),
        }
    }

    /// The rules of the entries against their accounts. `promised` posts a hold.
    pub(crate) fn measure(
        &self,
        entries: &[(u8, i64)],
        promised: Option<u8>,
    ) -> Result<(), Rejection> {
        for (n, _) in entries {
            if self.account(*n).is_none() {
                let account = account_id(*n);
                return Err(Rejection::UnknownAccount { account });
            }
        }
        for (n, _) in entries {
            self.open_account(*n)?;
        }
        let figures = |n: u8| {
            let bounds = self
                .account(n)
                .map_or((None, None), |account| account.bounds);
            (self.balance(n), self.held(n), bounds)
        };
        for rule in 0..3 {
            for (n, moved) in entries {
                let (before, kept_back, (lower, upper)) = figures(*n);
                let account = account_id(*n);
                let (balance, held) = (minutes(before), minutes(kept_back));
                let (after, minutes_) = (before + moved, minutes(*moved));
                let falls = *moved < 0 && promised != Some(*n);
                match (rule, lower, upper) {
                    (0, Some(bound), _) if falls && after < bound => {
                        return Err(Rejection::BelowLimit {
                            account,
                            balance,
                            minutes: minutes_,
                            limit: minutes(bound),
                        });
                    }
                    (1, Some(bound), _) if falls && after - kept_back < bound => {
                        return Err(Rejection::HeldBack {
                            account,
                            balance,
                            held,
                            minutes: minutes_,
                            limit: minutes(bound),
                        });
                    }
                    (2, _, Some(bound)) if *moved > 0 && after > bound => {
                        return Err(Rejection::AboveLimit {
                            account,
                            balance,
                            minutes: minutes_,
                            limit: minutes(bound),
                        });
                    }
                    _ => {}
                }
            }
        }
        for (n, moved) in entries {
            if (self.balance(*n) + moved).abs() > Minutes::MAX {
                let account = account_id(*n);
                return Err(Rejection::TooLarge { account });
            }
        }
        Ok(())
    }

    /// The rules of a reversal against its original.
    pub(crate) fn reversible(&self, asked: &Asked) -> Result<(), Rejection> {
        let Some(original) = asked.reverses else {
            return Ok(());
        };
        let id = transfer_id(original);
        let (_, posted) = self
            .posted(original)
            .ok_or(Rejection::UnknownTransfer { id })?;
        if posted.asked.kind == TransferKind::Reversal {
            return Err(Rejection::IsAReversal { id });
        }
        let left = self.left(original).unwrap_or_default();
        if left.iter().all(|(_, left)| *left == 0) {
            return Err(Rejection::AlreadyReversed { id });
        }
        for (n, moved) in &asked.entries {
            let of = left.iter().find(|(account, _)| account == n);
            let of = of.map_or(0, |(_, left)| *left);
            let fits =
                (of > 0 && *moved < 0 && -moved <= of) || (of < 0 && *moved > 0 && *moved <= -of);
            if !fits {
                return Err(Rejection::MoreThanIsLeft {
                    account: account_id(*n),
                    left: minutes(of),
                    minutes: minutes(*moved),
                });
            }
        }
        Ok(())
    }

    /// The outcome that an id has already: its place, or why it was refused.
    pub(crate) fn outcome(&self, asked: &Asked) -> Result<Option<usize>, Rejection> {
        if asked.source.len() > 32 {
            let length = asked.source.len();
            return Err(Rejection::SourceTooLong { length });
        }
        let other = Rejection::ExistsWithOtherContent {
            id: transfer_id(asked.id),
        };
        if let Some((place, posted)) = self.posted(asked.id) {
            return if posted.asked == *asked {
                Ok(Some(place))
            } else {
                Err(other)
            };
        }
        match self
            .refusals
            .iter()
            .find(|(refused, _)| refused.id == asked.id)
        {
            Some((refused, rejection)) if refused == asked => Err(*rejection),
            Some(_) => Err(other),
            None => Ok(None),
        }
    }

    pub(crate) fn write(&mut self, asked: Asked, at: i64) -> usize {
        self.newest = at;
        self.transfers.push(Posted { asked, at });
        self.transfers.len() - 1
    }

    /// Ends a hold; its receipt is the end.
    pub(crate) fn end(&mut self, place: usize, how: HoldEnd, at: i64, transfer: Option<u16>) {
        self.hold_steps += 1;
        self.newest = at;
        let from = self.holds[place].promise.from;
        let total = self.held(from) - self.holds[place].promise.minutes;
        self.holds[place].end = Some(End {
            how,
            at,
            seq: self.hold_steps,
            total,
            transfer,
        });
    }

    pub(crate) fn check_open(&self, hold: u16, at: i64) -> Result<usize, Rejection> {
        let id = hold_id(hold);
        let place = self
            .held_of(hold)
            .ok_or(Rejection::UnknownHold { hold: id })?;
        let placed = &self.holds[place];
        if let Some(end) = &placed.end {
            let end = end.how;
            return Err(Rejection::HoldEnded { hold: id, end });
        }
        if at >= placed.promise.lapses_at {
            let lapses_at = super::book::instant(placed.promise.lapses_at);
            return Err(Rejection::HoldPastItsTime {
                hold: id,
                lapses_at,
            });
        }
        Ok(place)
    }
}
