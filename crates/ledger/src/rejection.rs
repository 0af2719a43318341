//! Why a write was refused. One enum, in order of precedence: the first that applies is
//! answered, and nothing has been written.

use chrono::NaiveDate;
use thiserror::Error;

use crate::{AccountId, Minutes, TransferId};

/// A refusal, with the account and the figures. The order of the variants is the order of
/// precedence; the text is a plain sentence that names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    // What the transfer says by itself, without a look into the book.
    /// Fewer than two entries.
    #[error("A transfer needs at least two entries.")]
    TooFewEntries,
    /// An entry of no minutes.
    #[error("An entry of nought minutes moves nothing.")]
    MinutesNought {
        /// The account of the entry.
        account: AccountId,
    },
    /// Two entries of one account; also a giver who is the receiver.
    #[error("An account stands twice in the transfer.")]
    AccountTwice {
        /// The account.
        account: AccountId,
    },
    /// The entries do not sum to zero.
    #[error("The entries sum to {} minutes and must sum to 0.", .sum.get())]
    DoesNotBalance {
        /// What they sum to.
        sum: Minutes,
    },
    /// A day outside the years 0 to 9999.
    #[error("The day {day} is outside the years the book can hold.")]
    DayOutOfRange {
        /// The day.
        day: NaiveDate,
    },
    /// A reversal that names no transfer: reversals are made by [`crate::reverse`].
    #[error("A reversal names the transfer it reverses.")]
    ReversesNothing,
    /// A source reference of more than 32 bytes.
    #[error("A source reference has at most 32 bytes; this one has {length}.")]
    SourceTooLong {
        /// Its bytes.
        length: usize,
    },
    /// Lower limit above the upper one.
    #[error(
        "The lower limit of {} minutes is above the upper limit of {}.",
        .lower.get(), .upper.get()
    )]
    LimitsCrossed {
        /// The lower limit.
        lower: Minutes,
        /// The upper limit.
        upper: Minutes,
    },

    // What the book already holds.
    /// A transfer of this id is posted and says something else.
    #[error("A transfer of this id is posted already and says something else.")]
    ExistsWithOtherContent {
        /// The id.
        id: TransferId,
    },
    /// There is no such transfer to reverse.
    #[error("There is no transfer of this id.")]
    UnknownTransfer {
        /// The id.
        id: TransferId,
    },
    /// A reversal is not itself reversed: post the right transfer instead.
    #[error("A reversal cannot be reversed.")]
    IsAReversal {
        /// The reversal.
        id: TransferId,
    },
    /// The transfer was reversed before.
    #[error("This transfer has been reversed already.")]
    AlreadyReversed {
        /// The transfer.
        id: TransferId,
    },
    /// There is no such account.
    #[error("There is no account of this id.")]
    UnknownAccount {
        /// The id.
        account: AccountId,
    },
    /// The account is closed.
    #[error("The account is closed.")]
    AccountClosed {
        /// The account.
        account: AccountId,
    },
    /// An account of this id is open already.
    #[error("An account of this id exists already.")]
    AccountExists {
        /// The id.
        account: AccountId,
    },
    /// The entry would take the balance below the lower limit.
    #[error(
        "The account stands at {} minutes; an entry of {} would take it below its limit of {}.",
        .balance.get(), .minutes.get(), .limit.get()
    )]
    BelowLimit {
        /// The account.
        account: AccountId,
        /// Its balance before.
        balance: Minutes,
        /// The entry, a minus.
        minutes: Minutes,
        /// The lower limit in force.
        limit: Minutes,
    },
    /// The entry would take the balance above the upper limit.
    #[error(
        "The account stands at {} minutes; an entry of {} would take it above its limit of {}.",
        .balance.get(), .minutes.get(), .limit.get()
    )]
    AboveLimit {
        /// The account.
        account: AccountId,
        /// Its balance before.
        balance: Minutes,
        /// The entry, a plus.
        minutes: Minutes,
        /// The upper limit in force.
        limit: Minutes,
    },
    /// An account closes at a balance of nought only.
    #[error("The account stands at {} minutes and closes at nought only.", .balance.get())]
    BalanceNotNought {
        /// The account.
        account: AccountId,
        /// Its balance.
        balance: Minutes,
    },
    /// An entry past [`Minutes::MAX`], or a balance that would pass it.
    #[error("More than {} minutes do not fit into one account.", Minutes::MAX)]
    TooLarge {
        /// The account of the entry.
        account: AccountId,
    },
}

/// A write that did not happen.
#[derive(Debug, Error)]
pub enum PostError {
    /// The rules of the book refuse it. Nothing has been written.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The file refused or failed. Part of it may stand in the open transaction: roll back.
    #[error("the book could not be written")]
    Database(#[from] rusqlite::Error),
}
