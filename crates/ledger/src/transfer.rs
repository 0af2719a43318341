//! A transfer before it is posted: two or more entries that sum to zero.
//!
//! A value of this type keeps the rules a transfer can keep by itself; [`crate::post`] checks it
//! against the book.

use chrono::{Datelike, NaiveDate};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::{AccountId, Minutes, Rejection, TransferId};

/// What a transfer is for. Only [`TransferKind::Help`] counts as hours of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TransferKind {
    /// Help given by one and received by another.
    Help,
    /// Minutes given away, nothing asked.
    Gift,
    /// Out of the pot.
    Grant,
    /// Into the pot.
    Donation,
    /// Welcome hours, out of the issuance account.
    Welcome,
    /// Credit for an event, out of the operating account.
    Event,
    /// Minutes that lapse by the bank's own rule.
    Expiry,
    /// A leaver's balance, or a settlement between banks.
    Settlement,
    /// A balance brought in from an earlier system.
    Opening,
    /// The mirror of another transfer.
    Reversal,
}

impl TransferKind {
    /// Every kind.
    pub const ALL: [TransferKind; 10] = [
        TransferKind::Help,
        TransferKind::Gift,
        TransferKind::Grant,
        TransferKind::Donation,
        TransferKind::Welcome,
        TransferKind::Event,
        TransferKind::Expiry,
        TransferKind::Settlement,
        TransferKind::Opening,
        TransferKind::Reversal,
    ];

    /// The word in the file and in the digest.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            TransferKind::Help => "help",
            TransferKind::Gift => "gift",
            TransferKind::Grant => "grant",
            TransferKind::Donation => "donation",
            TransferKind::Welcome => "welcome",
            TransferKind::Event => "event",
            TransferKind::Expiry => "expiry",
            TransferKind::Settlement => "settlement",
            TransferKind::Opening => "opening",
            TransferKind::Reversal => "reversal",
        }
    }

    /// The kind of this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<TransferKind> {
        TransferKind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

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
        if kind == TransferKind::Reversal {
            return Err(check(done_on, entries)
                .err()
                .unwrap_or(Rejection::ReversesNothing));
        }
        let entries = check(done_on, entries)?;
        Ok(Transfer {
            id,
            kind,
            done_on,
            entries,
            source: None,
            reverses: None,
        })
    }

    /// The mirror of a posted transfer.
    pub(crate) fn reversal(
        id: TransferId,
        original: TransferId,
        done_on: NaiveDate,
        entries: Vec<Entry>,
    ) -> Result<Transfer, Rejection> {
        let entries = check(done_on, entries)?;
        let (kind, reverses) = (TransferKind::Reversal, Some(original));
        Ok(Transfer {
            id,
            kind,
            done_on,
            entries,
            source: None,
            reverses,
        })
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
}

/// The rules of a transfer by itself, in order of precedence; sorts the entries.
fn check(done_on: NaiveDate, mut entries: Vec<Entry>) -> Result<Vec<Entry>, Rejection> {
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
    let too_large = entries.iter().find(|entry| !entry.minutes.is_in_range());
    let sum: i128 = entries
        .iter()
        .map(|entry| i128::from(entry.minutes.get()))
        .sum();
    match (i64::try_from(sum), too_large) {
        (Ok(0), None) => {}
        (Ok(0) | Err(_), Some(entry)) => {
            return Err(Rejection::TooLarge {
                account: entry.account,
            });
        }
        (Ok(sum), _) => {
            return Err(Rejection::DoesNotBalance {
                sum: Minutes::total(sum),
            });
        }
        (Err(_), None) => {
            return Err(Rejection::DoesNotBalance {
                sum: Minutes::total(i64::MAX),
            });
        }
    }
    if !(0..=9999).contains(&done_on.year()) {
        return Err(Rejection::DayOutOfRange { day: done_on });
    }
    Ok(entries)
}

impl ToSql for TransferKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for TransferKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<TransferKind> {
        TransferKind::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}
