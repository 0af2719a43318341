//! Holds: minutes promised and not yet posted.
//!
//! A hold is placed once ([`place`]) and ends at most once: [`post_hold`], [`release`] or
//! [`lapse`]. Every step is an appended row, and the newest row of an account carries what is
//! held of it in all. What an account can spend is its balance less what is held. Decision 14
//! gives the reasons.

mod ending;
mod placing;
mod step;

use std::fmt;

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::account::find;
use crate::balance::newest_balance;
use crate::instant::{Instant, whole_second_after};
use crate::{AccountId, Digest, Head, HoldId, Minutes, TransferId};

pub use ending::{lapse, lapse_due, post_hold, release};
pub use placing::place;

/// A hold before it is placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The caller's id.
    pub id: HoldId,
    /// The account that promises.
    pub from: AccountId,
    /// The only account that may receive, where it is known already.
    pub to: Option<AccountId>,
    /// How much; one minute at least.
    pub minutes: Minutes,
    /// From this instant on it can only lapse.
    pub lapses_at: DateTime<Utc>,
    /// An opaque reference of 1 to 32 bytes to what it stands for. Never a name, never free text.
    pub source: Option<Vec<u8>>,
}

/// How a hold ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoldEnd {
    /// A transfer took all of it, or less and the rest was free again.
    Posted,
    /// It was given free.
    Released,
    /// Its time limit came.
    Lapsed,
}

/// A hold as it stands in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedHold {
    /// What was promised.
    pub hold: Hold,
    /// When.
    pub placed_at: DateTime<Utc>,
    /// How and when it ended; nothing while it is open.
    pub ended: Option<EndedHold>,
}

/// The end of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndedHold {
    /// How.
    pub end: HoldEnd,
    /// When.
    pub at: DateTime<Utc>,
    /// The transfer that posted it.
    pub transfer: Option<TransferId>,
}

/// What the book answers to a step of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoldReceipt {
    /// Its place among all steps of all holds: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// The hold.
    pub hold: HoldId,
    /// When; of the first time, where it was done already.
    pub at: DateTime<Utc>,
    /// What was held of the account in all after this step.
    pub held: Minutes,
    /// The digest of this step and all before it.
    pub digest: Digest,
    /// The same step was done before, and nothing has been written now.
    pub already: bool,
}

impl HoldEnd {
    /// The word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            HoldEnd::Posted => "post",
            HoldEnd::Released => "release",
            HoldEnd::Lapsed => "lapse",
        }
    }
}

/// `posted`, `released` or `lapsed`.
impl fmt::Display for HoldEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            HoldEnd::Posted => "posted",
            HoldEnd::Released => "released",
            HoldEnd::Lapsed => "lapsed",
        })
    }
}

impl ToSql for HoldEnd {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.as_str()))
    }
}

impl FromSql for HoldEnd {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<HoldEnd> {
        match value.as_str()? {
            "post" => Ok(HoldEnd::Posted),
            "release" => Ok(HoldEnd::Released),
            "lapse" => Ok(HoldEnd::Lapsed),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}

/// What is held of an account in all; nought where nothing is or there is no such account.
pub fn held(conn: &Connection, account: AccountId) -> rusqlite::Result<Minutes> {
    conn.prepare_cached(
        "SELECT held FROM ledger_hold
          WHERE account = (SELECT key FROM ledger_account WHERE id = ?1)
          ORDER BY at DESC, seq DESC LIMIT 1",
    )?
    .query_row([account], |row| row.get(0))
    .optional()
    .map(|held| held.unwrap_or(Minutes::ZERO))
}

/// The balance of an account, and what is held of it: [`crate::balance`] and [`held`] at once.
pub fn standing(conn: &Connection, account: AccountId) -> rusqlite::Result<(Minutes, Minutes)> {
    conn.prepare_cached(
        "SELECT coalesce((SELECT balance FROM ledger_entry WHERE account = key
                           ORDER BY transfer DESC LIMIT 1), 0),
                coalesce((SELECT held FROM ledger_hold WHERE account = key
                           ORDER BY at DESC, seq DESC LIMIT 1), 0)
           FROM ledger_account WHERE id = ?1",
    )?
    .query_row([account], |row| Ok((row.get(0)?, row.get(1)?)))
    .optional()
    .map(|found| found.unwrap_or((Minutes::ZERO, Minutes::ZERO)))
}

/// The balance of an account less what is held of it.
pub fn available(conn: &Connection, account: AccountId) -> rusqlite::Result<Minutes> {
    let Some(key) = find(conn, account)? else {
        return Ok(Minutes::ZERO);
    };
    let (balance, held) = (newest_balance(conn, key)?, newest_held(conn, key)?);
    Ok(Minutes::total(balance.get() - held.get()))
}

/// What was held of an account just before `end`: steps from then on are left out.
pub fn held_as_of(
    conn: &Connection,
    account: AccountId,
    end: DateTime<Utc>,
) -> rusqlite::Result<Minutes> {
    let Some(key) = find(conn, account)? else {
        return Ok(Minutes::ZERO);
    };
    conn.prepare_cached(
        "SELECT held FROM ledger_hold WHERE account = ?1 AND at < ?2
          ORDER BY at DESC, seq DESC LIMIT 1",
    )?
    .query_row((key, whole_second_after(end)), |row| row.get(0))
    .optional()
    .map(|held| held.unwrap_or(Minutes::ZERO))
}

/// The hold of this id, if one was placed.
pub fn hold(conn: &Connection, id: HoldId) -> rusqlite::Result<Option<PlacedHold>> {
    conn.prepare_cached(&format!("{HOLDS} WHERE p.id = ?1"))?
        .query_row([id], read_hold)
        .optional()
}

/// The holds that have not ended, by their time limits; of all accounts, or of those that
/// promise from `from`.
pub fn open_holds(conn: &Connection, from: Option<AccountId>) -> rusqlite::Result<Vec<PlacedHold>> {
    conn.prepare_cached(&format!(
        "{HOLDS} WHERE p.seq IN (SELECT hold FROM ledger_hold_open)
            AND (?1 IS NULL OR f.id = ?1)
          ORDER BY p.lapses_at, p.seq"
    ))?
    .query_map([from], read_hold)?
    .collect()
}

/// The newest step of any hold and its digest: what [`crate::head`] is for transfers.
pub fn hold_head(conn: &Connection) -> rusqlite::Result<Head> {
    conn.prepare_cached("SELECT seq, digest FROM ledger_hold ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                digest: row.get(1)?,
            })
        })
        .optional()
        .map(|head| head.unwrap_or(Head::EMPTY))
}

/// What is held by the short key of an account.
pub(crate) fn newest_held(conn: &Connection, key: i64) -> rusqlite::Result<Minutes> {
    conn.prepare_cached(
        "SELECT held FROM ledger_hold WHERE account = ?1 ORDER BY at DESC, seq DESC LIMIT 1",
    )?
    .query_row([key], |row| row.get(0))
    .optional()
    .map(|held| held.unwrap_or(Minutes::ZERO))
}

const HOLDS: &str = "SELECT p.id, f.id, t.id, p.minutes, p.lapses_at, p.source, p.at,
        e.step, e.at, x.id
   FROM ledger_hold p
   JOIN ledger_account f ON f.key = p.account
   LEFT JOIN ledger_account t ON t.key = p.recipient
   LEFT JOIN ledger_hold e ON e.resolves = p.seq
   LEFT JOIN ledger_transfer x ON x.seq = e.transfer";

fn read_hold(row: &Row<'_>) -> rusqlite::Result<PlacedHold> {
    let ended = row.get::<_, Option<HoldEnd>>(7)?;
    let ended = ended.map(|end| {
        Ok::<_, rusqlite::Error>(EndedHold {
            end,
            at: row.get::<_, Instant>(8)?.0,
            transfer: row.get(9)?,
        })
    });
    Ok(PlacedHold {
        hold: Hold {
            id: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
            minutes: row.get(3)?,
            lapses_at: row.get::<_, Instant>(4)?.0,
            source: row.get(5)?,
        },
        placed_at: row.get::<_, Instant>(6)?.0,
        ended: ended.transpose()?,
    })
}
