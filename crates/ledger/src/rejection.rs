//! Why a write was refused. One enum, in order of precedence: the first that applies is
//! answered, and nothing has been written.

use chrono::{DateTime, NaiveDate, Utc};
use thiserror::Error;

use crate::{AccountId, HoldEnd, HoldId, Minutes, Month, TransferId};

/// A refusal, with the account and the figures. The order of the variants is the order of
/// precedence; the text is a plain sentence that names nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Rejection {
    // What is asked for says it by itself, without a look into the book.
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
    /// A hold of a minus.
    #[error("A hold is of at least one minute; this one is of {}.", .minutes.get())]
    HoldNotPositive {
        /// The account that would promise.
        account: AccountId,
        /// The minutes of the hold.
        minutes: Minutes,
    },
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
    /// A month that would end on a day of another one.
    #[error("The month {month} does not end at {ends_at} in any place on earth.")]
    MonthEndsElsewhere {
        /// The month.
        month: Month,
        /// The instant that was said to end it.
        ends_at: DateTime<Utc>,
    },

    // What the book already holds.
    /// A month is closed after its end only.
    #[error("The month {month} ends at {ends_at} and cannot be closed before.")]
    MonthNotOver {
        /// The month.
        month: Month,
        /// Its end.
        ends_at: DateTime<Utc>,
    },
    /// Months are closed and opened again in order.
    #[error("The month {month} is not the next one to close; {due} is.")]
    MonthOutOfOrder {
        /// The month.
        month: Month,
        /// The one whose turn it is.
        due: Month,
    },
    /// The month is closed already.
    #[error("The month {month} is closed already.")]
    MonthClosed {
        /// The month.
        month: Month,
    },
    /// Only the last closed month is opened again.
    #[error("The month {month} is not the last one that stands closed.")]
    MonthNotLastClosed {
        /// The month.
        month: Month,
    },
    /// A transfer of this id is posted and says something else.
    #[error("A transfer of this id is posted already and says something else.")]
    ExistsWithOtherContent {
        /// The id.
        id: TransferId,
    },
    /// A hold of this id was placed and says something else.
    #[error("A hold of this id was placed already and says something else.")]
    HoldExistsWithOtherContent {
        /// The id.
        hold: HoldId,
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
    /// A reversal in part would take back more of an entry than is left of it.
    #[error(
        "Of the entry {} minutes are left to take back; the reversal has {}.",
        .left.get(), .minutes.get()
    )]
    MoreThanIsLeft {
        /// The account of the entry.
        account: AccountId,
        /// What is left of the original's entry, signed as that one is; nought for no entry.
        left: Minutes,
        /// The entry of the reversal.
        minutes: Minutes,
    },
    /// There is no such hold.
    #[error("There is no hold of this id.")]
    UnknownHold {
        /// The id.
        hold: HoldId,
    },
    /// The hold has ended another way.
    #[error("The hold has ended already: it was {end}.")]
    HoldEnded {
        /// The hold.
        hold: HoldId,
        /// How it ended.
        end: HoldEnd,
    },
    /// The time limit of the hold has come: it can only lapse.
    #[error("The hold was good until {lapses_at} and can only lapse now.")]
    HoldPastItsTime {
        /// The hold.
        hold: HoldId,
        /// Its time limit.
        lapses_at: DateTime<Utc>,
    },
    /// The time limit of the hold has not come yet.
    #[error("The hold is good until {lapses_at} and does not lapse before.")]
    HoldNotDue {
        /// The hold.
        hold: HoldId,
        /// Its time limit.
        lapses_at: DateTime<Utc>,
    },
    /// A hold whose time limit has come before it is placed.
    #[error("The hold would lapse at {lapses_at}, which is not after now.")]
    HoldLapsesTooSoon {
        /// The hold.
        hold: HoldId,
        /// Its time limit.
        lapses_at: DateTime<Utc>,
    },
    /// The transfer does not move what was held: the account that promised does not pay, or
    /// somebody else than was named receives.
    #[error("The hold does not stand for an entry of this account.")]
    HoldForOthers {
        /// The hold.
        hold: HoldId,
        /// The account that should have paid, or should not have received.
        account: AccountId,
    },
    /// The transfer takes more than was held.
    #[error("The hold is of {} minutes; the transfer takes {}.", .held.get(), .minutes.get())]
    MoreThanHeld {
        /// The account that promised.
        account: AccountId,
        /// What it promised.
        held: Minutes,
        /// What the transfer takes of it.
        minutes: Minutes,
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
    /// The balance would allow it, but minutes of it are promised already.
    #[error(
        "The account stands at {} minutes, of which {} are promised; {} more would take it \
         below its limit of {}.",
        .balance.get(), .held.get(), .minutes.get(), .limit.get()
    )]
    HeldBack {
        /// The account.
        account: AccountId,
        /// Its balance before.
        balance: Minutes,
        /// What is held of it before.
        held: Minutes,
        /// The entry or the hold, a minus.
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
    /// An account closes when nothing is held of it.
    #[error("Of the account {} minutes are promised; it closes when none are.", .held.get())]
    MinutesHeld {
        /// The account.
        account: AccountId,
        /// What is held of it.
        held: Minutes,
    },
    /// There is nothing on the account to move.
    #[error("There is nothing left on the account to move.")]
    NothingLeft {
        /// The account.
        account: AccountId,
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
