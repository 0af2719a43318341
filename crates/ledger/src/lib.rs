//! The book: accounts, transfers, entries, statements and their proof.
//!
//! An [`Account`] holds signed whole [`Minutes`]; a [`Transfer`] moves minutes between two or
//! more accounts and its entries sum to zero. What is posted stays: a mistake is answered by its
//! mirror ([`reverse`]), never by a change. There is no balance row that could drift: every
//! entry carries the balance of its account after it, and the newest entry *is* the balance.
//! Every transfer carries the SHA-256 digest of itself and the one before, so [`verify`] proves
//! the whole book and one [`Head`] kept elsewhere holds it in place.
//!
//! Minutes can be promised before they move: a [`Hold`] is [placed](place), counts against the
//! limit at once, and is [posted](post_hold), [released](release) or left to [`lapse`]. A month
//! that has ended can be closed ([`close_month`]). Several transfers can be posted as one
//! ([`post_batch`]), and a refusal can be kept as the answer that it is ([`attempt`]).
//!
//! The rules are kept twice: [`post`] answers a readable [`Rejection`] before it writes, and the
//! triggers of `migrations/` (`V1__ledger.sql` and the files after it) refuse the same whoever
//! opens the file.
//!
//! Writes are plain functions on a `&rusqlite::Transaction`, reads on a `&rusqlite::Connection`;
//! the outermost caller owns the commit, and rolls back when a write answers
//! [`PostError::Database`]. Instants and ids are arguments. Instants are whole seconds.
//!
//! This crate stands on the lowest floor. It knows nothing of members, names, coordinators,
//! HTTP or JSON, and everything above it knows nothing of the `ledger_*` tables.
//!
//! # Example
//!
//! Ida helps Tom for an hour and a half.
//!
//! ```
//! use chrono::{DateTime, NaiveDate};
//! use ledger::{AccountId, AccountKind, Limits, Minutes, Transfer, TransferId, TransferKind};
//! use uuid::Uuid;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut book = rusqlite::Connection::open_in_memory()?;
//! book.execute_batch(include_str!("../../../migrations/V1__ledger.sql"))?;
//! book.execute_batch(include_str!("../../../migrations/V3__holds_and_periods.sql"))?;
//! book.execute_batch(include_str!("../../../migrations/V6__lighter_guards.sql"))?;
//! let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
//! let ida = AccountId::new(Uuid::from_u128(1));
//! let tom = AccountId::new(Uuid::from_u128(2));
//! let day = NaiveDate::from_ymd_opt(2026, 9, 21).unwrap_or_default();
//! let minutes = Minutes::new(90).unwrap_or_default();
//!
//! let tx = book.transaction()?;
//! ledger::open_account(&tx, ida, AccountKind::Member, Limits::NONE, at)?;
//! ledger::open_account(&tx, tom, AccountKind::Member, Limits::NONE, at)?;
//! let id = TransferId::new(Uuid::from_u128(3));
//! let help = Transfer::between(id, TransferKind::Help, tom, ida, minutes, day)?;
//! let receipt = ledger::post(&tx, &help, at)?;
//! tx.commit()?;
//!
//! assert_eq!(receipt.seq, 1);
//! assert_eq!(ledger::balance(&book, ida)?.get(), 90);
//! assert_eq!(ledger::balance(&book, tom)?.get(), -90);
//! assert!(ledger::verify(&book, &mut |_, _| ())?.is_clean());
//! # Ok(())
//! # }
//! ```

mod account;
mod balance;
mod batch;
mod digest;
mod draft;
mod head;
mod hold;
mod id;
mod instant;
mod kind;
mod leaving;
mod minutes;
mod month;
mod period;
mod place;
mod post;
mod posted;
mod record;
mod refusal;
mod rejection;
mod reverse;
#[cfg(test)]
mod samples;
mod share;
mod statement;
mod totals;
mod transfer;
mod verify;

pub use account::{Account, Limits, account, close_account, open_account, set_limits};
pub use balance::{balance, balance_as_of, balances, balances_as_of, balances_of};
pub use batch::{BatchError, post_batch};
pub use digest::Digest;
pub use head::{Head, head, head_at};
pub use hold::{
    EndedHold, Hold, HoldEnd, HoldReceipt, PlacedHold, available, held, held_as_of, hold,
    hold_head, lapse, lapse_due, open_holds, place, post_hold, release, standing,
};
pub use id::{AccountId, HoldId, TransferId};
pub use kind::{AccountKind, TransferKind};
pub use leaving::{Sweep, close_with_settlement, sweep};
pub use minutes::Minutes;
pub use month::Month;
pub use period::{
    ClosedMonth, MonthStep, ReopenReason, close_month, closed_months, is_closed, month_steps,
    reopen_month,
};
pub use post::{Receipt, post};
pub use posted::{PostedEntry, PostedTransfer, for_each_transfer, transfer};
pub use record::{
    AccountRecord, HoldStepRecord, LimitRecord, Record, for_each_record, named_transfers,
};
pub use refusal::{Attempt, attempt};
pub use rejection::{PostError, Rejection};
pub use reverse::{left_of, part_of, reversal_of, reverse, reverse_part};
pub use share::share;
pub use statement::{Statement, StatementLine, statement};
pub use totals::{
    HelpTotals, KindMovement, help_totals, help_totals_after, movements, trial_balance,
    trial_balance_at,
};
pub use transfer::{Entry, Transfer};
pub use verify::{COMPARED, Finding, Verification, verify};
