//! A transfer before it is posted: two or more entries that sum to zero.
//!
//! A value of this type keeps the rules a transfer can keep by itself; [`post`](crate::post())
//! checks it against the book.

use chrono::{Datelike, NaiveDate};

use crate::{AccountId, Minutes, Rejection, TransferId, TransferKind};

/// One line of a transfer: so many minutes to (plus) or from (minus) an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entry {
    /// The account that moves.
    pub account: AccountId,
    /// Signed; a plus raises the balance.
    pub minutes: Minutes,
}

/// A balanced transfer: two or more entries, none of nought, no account twice, sum zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    id: TransferId,
    kind: TransferKind,
    done_on: NaiveDate,
    /// In ascending order of account id: the order of the digest.
    entries: Vec<Entry>,
    source: Option<Vec<u8>>,
    reverses: Option<TransferId>,
}

impl Transfer {
    /// `minutes` from one account to another: `from` falls, `to` rises. A minus moves them the
    /// other way.
    pub fn between(
        id: TransferId,
        kind: TransferKind,
        from: AccountId,
        to: AccountId,
        minutes: Minutes,
        done_on: NaiveDate,
    ) -> Result<Transfer, Rejection> {
        let fall = minutes
            .checked_neg()
            .ok_or(Rejection::TooLarge { account: from })?;
        let entries = vec![
            Entry {
                account: from,
                minutes: fall,
            },
            Entry {
                account: to,
                minutes,
            },
        ];
        Transfer::new(id, kind, done_on, entries)
    }

    /// A transfer of any number of entries.
    pub fn new(
        id: TransferId,
        kind: TransferKind,
        done_on: NaiveDate,
        entries: Vec<Entry>,
    ) -> Result<Transfer, Rejection> {
        Transfer::checked(id, kind, done_on, entries, None)
    }

    /// The mirror of a posted transfer.
    pub(crate) fn reversal(
        id: TransferId,
        original: TransferId,
        done_on: NaiveDate,
        entries: Vec<Entry>,
    ) -> Result<Transfer, Rejection> {
        Transfer::checked(id, TransferKind::Reversal, done_on, entries, Some(original))
    }

    /// Adds an opaque reference of 1 to 32 bytes to whatever this transfer stands for. Never a
    /// name, never free text; no bytes are no reference.
    #[must_use]
    pub fn with_source(mut self, source: &[u8]) -> Transfer {
        self.source = (!source.is_empty()).then(|| source.to_vec());
        self
    }

    /// The caller's id.
    #[must_use]
    pub fn id(&self) -> TransferId {
        self.id
    }

    /// What it is for.
    #[must_use]
    pub fn kind(&self) -> TransferKind {
        self.kind
    }

    /// The day the help was given, which may lie before the day it is posted.
    #[must_use]
    pub fn done_on(&self) -> NaiveDate {
        self.done_on
    }

    /// The entries in ascending order of account id.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The opaque reference, if there is one.
    #[must_use]
    pub fn source(&self) -> Option<&[u8]> {
        self.source.as_deref()
    }

    /// The transfer this one reverses.
    #[must_use]
    pub fn reverses(&self) -> Option<TransferId> {
        self.reverses
    }

    /// The rules of a transfer by itself, in order of precedence.
    fn checked(
        id: TransferId,
        kind: TransferKind,
        done_on: NaiveDate,
        mut entries: Vec<Entry>,
        reverses: Option<TransferId>,
    ) -> Result<Transfer, Rejection> {
        if entries.len() < 2 {
            return Err(Rejection::TooFewEntries);
        }
        if let Some(entry) = entries.iter().find(|entry| entry.minutes.is_zero()) {
            return Err(Rejection::MinutesNought {
                account: entry.account,
            });
        }
        entries.sort_unstable();
        if let Some(pair) = entries
            .windows(2)
            .find(|pair| pair[0].account == pair[1].account)
        {
            return Err(Rejection::AccountTwice {
                account: pair[0].account,
            });
        }
        let sum: i128 = entries
            .iter()
            .map(|entry| i128::from(entry.minutes.get()))
            .sum();
        if sum != 0 {
            let sum = i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX });
            return Err(Rejection::DoesNotBalance {
                sum: Minutes::total(sum),
            });
        }
        if !(0..=9999).contains(&done_on.year()) {
            return Err(Rejection::DayOutOfRange { day: done_on });
        }
        if kind == TransferKind::Reversal && reverses.is_none() {
            return Err(Rejection::ReversesNothing);
        }
        if let Some(entry) = entries.iter().find(|entry| !entry.minutes.is_in_range()) {
            return Err(Rejection::TooLarge {
                account: entry.account,
            });
        }
        Ok(Transfer {
            id,
            kind,
            done_on,
            entries,
            source: None,
            reverses,
        })
    }
}
