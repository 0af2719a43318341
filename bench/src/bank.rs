//! A bank to measure: members with limits, and transfers between random pairs of them.

use std::path::Path;

use anyhow::{Result, anyhow};
use chrono::{DateTime, NaiveDate, Utc};
use database::Database;
use ledger::{AccountId, AccountKind, Limits, Minutes, Transfer, TransferId, TransferKind};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;

/// Members of every bank here.
pub const MEMBERS: u64 = 10_000;

/// No member passes these in a random walk, so that no transfer is refused; every one is asked.
pub const LIMIT: i64 = 1_000_000;

const FIRST_SECOND: i64 = 1_600_000_000;

/// What a transfer says, for any engine.
#[derive(Clone, Copy)]
pub struct Order {
    /// 1, 2, 3 …
    pub number: u64,
    /// Who was helped: a place among the members, from 0.
    pub from: u64,
    /// Who helped.
    pub to: u64,
    /// How long.
    pub minutes: i64,
}

/// Random orders without end, the same in every run.
pub struct Orders {
    number: u64,
    state: u64,
}

impl Orders {
    /// Goes on after this many.
    #[must_use]
    pub fn after(number: u64) -> Orders {
        Orders {
            number,
            state: number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5851_F42D_4C95_7F2D,
        }
    }

    /// The next order.
    pub(crate) fn next(&mut self) -> Order {
        self.number += 1;
        let from = self.below(MEMBERS);
        let to = (from + 1 + self.below(MEMBERS - 1)) % MEMBERS;
        let minutes = i64::try_from(self.below(12)).unwrap_or(0) * 15 + 15;
        Order {
            number: self.number,
            from,
            to,
            minutes,
        }
    }

    /// A number below `bound` (splitmix64).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

impl Order {
    /// When it is posted: ten transfers a second.
    pub(crate) fn at(&self) -> DateTime<Utc> {
        instant_of(self.number)
    }

    /// The day of the help.
    pub(crate) fn done_on(&self) -> NaiveDate {
        self.at().date_naive()
    }

    /// The transfer of the book.
    pub(crate) fn transfer(&self) -> Result<Transfer> {
        let id = TransferId::new(time_ordered(self.number));
        let minutes = Minutes::new(self.minutes).ok_or_else(|| anyhow!("too many minutes"))?;
        let (from, to) = (member(self.from), member(self.to));
        Ok(Transfer::between(
            id,
            TransferKind::Help,
            from,
            to,
            minutes,
            self.done_on(),
        )?)
    }
}

/// The instant of the transfer of this number.
#[must_use]
pub fn instant_of(number: u64) -> DateTime<Utc> {
    let seconds = FIRST_SECOND + i64::try_from(number / 10).unwrap_or(0);
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// The account of the member at this place.
#[must_use]
pub fn member(place: u64) -> AccountId {
    // Ids of accounts are as random as version 4 makes them.
    let mut random = Orders::after(place + 1);
    let high = random.below(u64::MAX);
    AccountId::new(Uuid::from_u64_pair(high, random.below(u64::MAX)))
}

/// A new bank with its members.
pub fn create(path: &Path) -> Result<Database> {
    let database = Database::create(path)?;
    let limit = Minutes::new(LIMIT).unwrap_or_default();
    let limits = Limits {
        lower: limit.checked_neg(),
        upper: Some(limit),
    };
    database
        .write_blocking(move |tx| {
            for place in 0..MEMBERS {
                let at = instant_of(0);
                ledger::open_account(tx, member(place), AccountKind::Member, limits, at)?;
            }
            Ok::<(), ledger::PostError>(())
        })
        .map_err(|error| anyhow!("the members could not be opened: {error:?}"))?;
    Ok(database)
}

/// A connection of our own with the very settings of the bank's writer, read from it.
pub fn connect_like_the_writer(database: &Database, path: &Path) -> Result<Connection> {
    let settings = database
        .write_blocking(|tx| settings(tx))
        .map_err(|error| anyhow!("the settings could not be read: {error:?}"))?;
    let connection = Connection::open(path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    for (name, value) in &settings {
        connection
            .query_row(&format!("PRAGMA {name} = {value}"), [], |_| Ok(()))
            .or_else(
                // Some pragmas answer nothing.
                |error| match error {
                    rusqlite::Error::QueryReturnedNoRows => Ok(()),
                    other => Err(other),
                },
            )?;
    }
    anyhow::ensure!(
        self::settings(&connection)? == settings,
        "settings differ from the writer’s"
    );
    Ok(connection)
}

fn settings(connection: &Connection) -> rusqlite::Result<Vec<(&'static str, String)>> {
    [
        "journal_mode",
        "synchronous",
        "cache_size",
        "wal_autocheckpoint",
        "journal_size_limit",
        "mmap_size",
        "secure_delete",
        "cell_size_check",
        "foreign_keys",
        "recursive_triggers",
        "trusted_schema",
        "page_size",
    ]
    .into_iter()
    .map(|name| {
        let value = connection.pragma_query_value(None, name, |row| row.get_ref(0).map(text))?;
        Ok((name, value))
    })
    .collect()
}

fn text(value: rusqlite::types::ValueRef<'_>) -> String {
    match value {
        rusqlite::types::ValueRef::Integer(number) => number.to_string(),
        rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        _ => String::new(),
    }
}

/// An id as version 7 shapes it: rising with time, random at its end.
pub(crate) fn time_ordered(number: u64) -> Uuid {
    let mut random = Orders::after(number ^ 0xABCD_EF01);
    let millis = 1_600_000_000_000 + number * 100;
    let high = (millis << 16) | 0x7000 | random.below(0x1000);
    Uuid::from_u64_pair(high, (1 << 63) | random.below(1 << 62))
}
