//! Accounts: their limits, opening and closing.
//!
//! An account is a row that never changes. Its limits and its closing are rows of their own that
//! name the newest transfer of their time, so [`crate::verify`] can tell what held when.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction};

use crate::balance::newest_balance;
use crate::hold::newest_held;
use crate::instant::{Instant, book_second};
use crate::{AccountId, AccountKind, Minutes, PostError, Rejection};

/// How far a balance may be moved. An entry is held to the limit it moves towards, so a lowered
/// limit never stops anybody from coming back within it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// No entry may take the balance below this.
    pub lower: Option<Minutes>,
    /// No entry may take the balance above this.
    pub upper: Option<Minutes>,
}

impl Limits {
    /// No limit either way.
    pub const NONE: Limits = Limits {
        lower: None,
        upper: None,
    };
}

/// An account as it stands in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its opaque name.
    pub id: AccountId,
    /// What it is for.
    pub kind: AccountKind,
    /// The limits in force.
    pub limits: Limits,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it was closed, at a balance of nought.
    pub closed_at: Option<DateTime<Utc>>,
}

/// Opens an account at a balance of nought.
///
/// Rejections: [`Rejection::LimitsCrossed`], [`Rejection::TooLarge`] (a limit past
/// [`Minutes::MAX`]), [`Rejection::AccountExists`].
pub fn open_account(
    tx: &Transaction<'_>,
    id: AccountId,
    kind: AccountKind,
    limits: Limits,
    at: DateTime<Utc>,
) -> Result<(), PostError> {
    check_limits(id, limits)?;
    if find(tx, id)?.is_some() {
        return Err(Rejection::AccountExists { account: id }.into());
    }
    tx.prepare_cached("INSERT INTO ledger_account (id, kind, opened_at) VALUES (?1, ?2, ?3)")?
        .execute((id, kind, at.timestamp()))?;
    if limits != Limits::NONE {
        add_limits(tx, tx.last_insert_rowid(), limits, at, None)?;
    }
    Ok(())
}

/// Closes an account for good. Its statement stays.
///
/// Rejections: [`Rejection::UnknownAccount`], [`Rejection::AccountClosed`],
/// [`Rejection::BalanceNotNought`], [`Rejection::MinutesHeld`].
pub fn close_account(
    tx: &Transaction<'_>,
    id: AccountId,
    at: DateTime<Utc>,
) -> Result<(), PostError> {
    let key = find_open(tx, id)?;
    let balance = newest_balance(tx, key)?;
    if !balance.is_zero() {
        return Err(Rejection::BalanceNotNought {
            account: id,
            balance,
        }
        .into());
    }
    let held = newest_held(tx, key)?;
    if !held.is_zero() {
        return Err(Rejection::MinutesHeld { account: id, held }.into());
    }
    tx.prepare_cached(
        "INSERT INTO ledger_closing (account, closed_at, after_transfer)
         SELECT ?1, ?2, coalesce(max(seq), 0) FROM ledger_transfer",
    )?
    .execute((key, book_second(tx, at)?))?;
    Ok(())
}

/// Sets the limits of an account from the next transfer on. They may lie inside its present
/// balance. `source` is an opaque reference of 1 to 32 bytes to who decided it and why.
///
/// Rejections: [`Rejection::SourceTooLong`], [`Rejection::LimitsCrossed`],
/// [`Rejection::TooLarge`], [`Rejection::UnknownAccount`], [`Rejection::AccountClosed`].
pub fn set_limits(
    tx: &Transaction<'_>,
    id: AccountId,
    limits: Limits,
    at: DateTime<Utc>,
    source: Option<&[u8]>,
) -> Result<(), PostError> {
    let length = source.map_or(0, <[u8]>::len);
    if length > SOURCE_BYTES_MAX {
        return Err(Rejection::SourceTooLong { length }.into());
    }
    check_limits(id, limits)?;
    let key = find_open(tx, id)?;
    add_limits(tx, key, limits, at, source)?;
    Ok(())
}

/// The account of this id, if there is one.
pub fn account(conn: &Connection, id: AccountId) -> rusqlite::Result<Option<Account>> {
    conn.prepare_cached(
        "SELECT a.kind, l.lower, l.upper, a.opened_at, c.closed_at
           FROM ledger_account a
           LEFT JOIN ledger_closing c ON c.account = a.key
           LEFT JOIN ledger_limit l ON l.account = a.key AND l.number =
                     (SELECT max(number) FROM ledger_limit WHERE account = a.key)
          WHERE a.id = ?1",
    )?
    .query_row([id], |row| {
        Ok(Account {
            id,
            kind: row.get(0)?,
            limits: Limits {
                lower: row.get(1)?,
                upper: row.get(2)?,
            },
            opened_at: row.get::<_, Instant>(3)?.0,
            closed_at: row.get::<_, Option<Instant>>(4)?.map(|instant| instant.0),
        })
    })
    .optional()
}

/// The most bytes of a source reference.
pub(crate) const SOURCE_BYTES_MAX: usize = 32;

/// The short key by which the tables know an account.
pub(crate) fn find(conn: &Connection, id: AccountId) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT key FROM ledger_account WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// The short key of an account that may move.
pub(crate) fn find_open(conn: &Connection, id: AccountId) -> Result<i64, PostError> {
    let key = find(conn, id)?.ok_or(Rejection::UnknownAccount { account: id })?;
    let closed = conn
        .prepare_cached("SELECT 1 FROM ledger_closing WHERE account = ?1")?
        .exists([key])?;
    if closed {
        return Err(Rejection::AccountClosed { account: id }.into());
    }
    Ok(key)
}

fn check_limits(account: AccountId, limits: Limits) -> Result<(), Rejection> {
    if let (Some(lower), Some(upper)) = (limits.lower, limits.upper)
        && lower > upper
    {
        return Err(Rejection::LimitsCrossed { lower, upper });
    }
    if [limits.lower, limits.upper]
        .into_iter()
        .flatten()
        .any(|limit| !limit.is_in_range())
    {
        return Err(Rejection::TooLarge { account });
    }
    Ok(())
}

fn add_limits(
    tx: &Transaction<'_>,
    key: i64,
    limits: Limits,
    at: DateTime<Utc>,
    source: Option<&[u8]>,
) -> rusqlite::Result<()> {
    let source = source.filter(|source| !source.is_empty());
    tx.prepare_cached(
        "INSERT INTO ledger_limit (account, number, lower, upper, set_at, after_transfer, source)
         SELECT ?1, coalesce(max(number), 0) + 1, ?2, ?3, max(?4, coalesce(max(set_at), 0)),
                (SELECT coalesce(max(seq), 0) FROM ledger_transfer), ?5
           FROM ledger_limit WHERE account = ?1",
    )?
    .execute((
        key,
        limits.lower,
        limits.upper,
        book_second(tx, at)?,
        source,
    ))?;
    Ok(())
}
