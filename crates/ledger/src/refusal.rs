//! Refusals that are kept: the same transfer asked for again gets its first answer.
//!
//! Only what the book decides is kept. What a transfer says wrongly by itself is wrong every
//! time, and its id stays free for the right one. Decision 15 gives the reasons.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, Transaction};

use crate::digest::digest_of_content;
use crate::instant::book_second;
use crate::{
    AccountId, Digest, Minutes, PostError, Receipt, Rejection, Transfer, TransferId, head, post,
};

/// The outcome of a transfer that was asked for, kept either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// It stands in the book, from now or from before.
    Posted(Receipt),
    /// It does not, and a transfer of this id never will. Only
    /// [`Rejection::ExistsWithOtherContent`] and [`Rejection::SourceTooLong`] are not kept: they
    /// speak of the question and not of the book.
    Refused(Rejection),
}

/// Posts a transfer or keeps why not: exactly once, with its outcome.
///
/// The same id with the same content is answered as it was the first time, however the book has
/// changed since; with other content it is [`Rejection::ExistsWithOtherContent`]. Commit after a
/// refusal too, or nothing is kept. Use this for requests that somebody sends again when no
/// answer came; use [`post`] where a refusal undoes the piece of work it belongs to.
pub fn attempt(
    tx: &Transaction<'_>,
    transfer: &Transfer,
    at: DateTime<Utc>,
) -> Result<Attempt, PostError> {
    match post(tx, transfer, at) {
        Ok(receipt) => Ok(Attempt::Posted(receipt)),
        Err(PostError::Rejected(rejection)) => {
            if let Some(kept) = Kept::of(rejection)
                && !refused_before(tx, transfer.id())?
            {
                keep(tx, transfer, &kept, at)?;
            }
            Ok(Attempt::Refused(rejection))
        }
        Err(error) => Err(error),
    }
}

/// Why a transfer of this id was refused when it came first, if it was.
pub(crate) fn first_refusal(
    tx: &Transaction<'_>,
    transfer: &Transfer,
) -> rusqlite::Result<Option<Rejection>> {
    let found = tx
        .prepare_cached(
            "SELECT content, reason, transfer, account, balance, held, minutes, bound
               FROM ledger_refusal WHERE id = ?1",
        )?
        .query_row([transfer.id()], |row| {
            Ok((row.get::<_, Digest>(0)?, Kept::read(row, 1)?))
        })
        .optional()?;
    let Some((content, kept)) = found else {
        return Ok(None);
    };
    if content != digest_of_content(transfer) {
        return Ok(Some(Rejection::ExistsWithOtherContent {
            id: transfer.id(),
        }));
    }
    let unreadable = || rusqlite::Error::InvalidColumnName(kept.reason.clone());
    kept.rejection().ok_or_else(unreadable).map(Some)
}

/// A rejection as it stands in the file: a word, who it names, and its figures.
#[derive(Default)]
pub(crate) struct Kept {
    reason: String,
    transfer: Option<TransferId>,
    account: Option<AccountId>,
    balance: Option<Minutes>,
    held: Option<Minutes>,
    minutes: Option<Minutes>,
    bound: Option<Minutes>,
}

impl Kept {
    /// The columns from `first` on: reason, transfer, account, balance, held, minutes, bound.
    pub(crate) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Kept> {
        Ok(Kept {
            reason: row.get(first)?,
            transfer: row.get(first + 1)?,
            account: row.get(first + 2)?,
            balance: row.get(first + 3)?,
            held: row.get(first + 4)?,
            minutes: row.get(first + 5)?,
            bound: row.get(first + 6)?,
        })
    }

    /// What is kept of a rejection that the book decided.
    fn of(rejection: Rejection) -> Option<Kept> {
        let named = |reason: &str, transfer, account| Kept {
            reason: reason.to_owned(),
            transfer,
            account,
            ..Kept::default()
        };
        Some(match rejection {
            Rejection::UnknownTransfer { id } => named("unknown_transfer", Some(id), None),
            Rejection::IsAReversal { id } => named("is_a_reversal", Some(id), None),
            Rejection::AlreadyReversed { id } => named("already_reversed", Some(id), None),
            Rejection::UnknownAccount { account } => named("unknown_account", None, Some(account)),
            Rejection::AccountClosed { account } => named("account_closed", None, Some(account)),
            Rejection::TooLarge { account } => named("too_large", None, Some(account)),
            Rejection::MoreThanIsLeft {
                account,
                left,
                minutes,
            } => Kept {
                minutes: Some(minutes),
                bound: Some(left),
                ..named("more_than_is_left", None, Some(account))
            },
            Rejection::BelowLimit {
                account,
                balance,
                minutes,
                limit,
            } => Kept {
                balance: Some(balance),
                minutes: Some(minutes),
                bound: Some(limit),
                ..named("below_limit", None, Some(account))
            },
            Rejection::HeldBack {
                account,
                balance,
                held,
                minutes,
                limit,
            } => Kept {
                balance: Some(balance),
                held: Some(held),
                minutes: Some(minutes),
                bound: Some(limit),
                ..named("held_back", None, Some(account))
            },
            Rejection::AboveLimit {
                account,
                balance,
                minutes,
                limit,
            } => Kept {
                balance: Some(balance),
                minutes: Some(minutes),
                bound: Some(limit),
                ..named("above_limit", None, Some(account))
            },
            _ => return None,
        })
    }

    /// The rejection again, if every figure of it is there.
    pub(crate) fn rejection(&self) -> Option<Rejection> {
        let (id, account) = (self.transfer, self.account);
        Some(match self.reason.as_str() {
            "unknown_transfer" => Rejection::UnknownTransfer { id: id? },
            "is_a_reversal" => Rejection::IsAReversal { id: id? },
            "already_reversed" => Rejection::AlreadyReversed { id: id? },
            "unknown_account" => Rejection::UnknownAccount { account: account? },
            "account_closed" => Rejection::AccountClosed { account: account? },
            "too_large" => Rejection::TooLarge { account: account? },
            "more_than_is_left" => Rejection::MoreThanIsLeft {
                account: account?,
                left: self.bound?,
                minutes: self.minutes?,
            },
            "below_limit" => Rejection::BelowLimit {
                account: account?,
                balance: self.balance?,
                minutes: self.minutes?,
                limit: self.bound?,
            },
            "held_back" => Rejection::HeldBack {
                account: account?,
                balance: self.balance?,
                held: self.held?,
                minutes: self.minutes?,
                limit: self.bound?,
            },
            "above_limit" => Rejection::AboveLimit {
                account: account?,
                balance: self.balance?,
                minutes: self.minutes?,
                limit: self.bound?,
            },
            _ => return None,
        })
    }
}

/// Whether a transfer of this id was refused and is kept so.
pub(crate) fn refused_before(conn: &Connection, id: TransferId) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM ledger_refusal WHERE id = ?1")?
        .exists([id])
}

fn keep(
    tx: &Transaction<'_>,
    transfer: &Transfer,
    kept: &Kept,
    at: DateTime<Utc>,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO ledger_refusal (id, content, refused_at, after_transfer, reason,
                                     transfer, account, balance, held, minutes, bound)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute((
        transfer.id(),
        digest_of_content(transfer),
        book_second(tx, at)?,
        head(tx)?.seq,
        &kept.reason,
        kept.transfer,
        kept.account,
        kept.balance,
        kept.held,
        kept.minutes,
        kept.bound,
    ))?;
    Ok(())
}
