//! A bank with something of everything in its book, as one file of bytes to be damaged.

use std::fs;
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use database::Database;
use hourbook_tests::campaign::Dice;
use ledger::{
    AccountId, AccountKind, Hold, HoldId, Limits, Minutes, Month, PostError, Transfer, TransferId,
    TransferKind,
};
use reqwest::Client;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Transaction};
use uuid::Uuid;

use crate::journal::{Journal, carry, found};
use crate::program::Program;

/// Members of the book beside those of the bank.
const ACCOUNTS: u128 = 12;

/// A sound bank.
pub(crate) struct Specimen {
    /// The whole file.
    pub(crate) bytes: Vec<u8>,
    /// Bytes of a page.
    pub(crate) page: usize,
    /// Page numbers, from nought, of the tables and indexes of the book.
    pub(crate) book: Vec<usize>,
    /// Page numbers of everything else.
    pub(crate) others: Vec<usize>,
    /// What it says.
    pub(crate) words: Words,
}

/// Every value that a file holds, by table.
#[derive(PartialEq, Eq)]
pub(crate) struct Words(Vec<(String, Vec<String>)>);

impl Specimen {
    /// Makes one: exchanges by way of the program, the rest straight into the book.
    pub(crate) async fn make(folder: &Path) -> Self {
        let bank = folder.join("sound.hourbook");
        let programs = found(&bank).await;
        let (program, journal) = (Program::serve(&bank), Journal::default());
        let http = Client::new();
        for _ in 0..12 {
            let id = journal.intend().await;
            let carried = carry(&http, program.address(), &programs, &journal, id).await;
            assert_eq!(carried, Ok(()));
        }
        program.kill();
        let database = Database::open(&bank).unwrap();
        database.write_blocking(fill).unwrap();
        database.close();
        Self::read(&bank)
    }

    fn read(bank: &Path) -> Self {
        let conn = open(bank).unwrap();
        let page = conn.query_row("PRAGMA page_size", [], |row| row.get::<_, u32>(0));
        let page = usize::try_from(page.unwrap()).unwrap();
        let (book, others) = pages(&conn);
        let words = Words::read(&conn).unwrap();
        drop(conn);
        Self {
            bytes: fs::read(bank).unwrap(),
            page,
            book,
            others,
            words,
        }
    }

    /// A bit of one of these pages: its byte in the file, and a mask.
    pub(crate) fn bit(&self, pages: &[usize], dice: &mut Dice) -> (usize, u8) {
        let page = pages[below(dice, pages.len())];
        let place = page * self.page + below(dice, self.page);
        (place, 1 << below(dice, 8))
    }

    /// The same, of a byte that is not nought: the unused room of a page is.
    pub(crate) fn used_bit(&self, pages: &[usize], dice: &mut Dice) -> (usize, u8) {
        loop {
            let (place, mask) = self.bit(pages, dice);
            if self.bytes[place] != 0 {
                return (place, mask);
            }
        }
    }
}

pub(crate) fn below(dice: &mut Dice, limit: usize) -> usize {
    usize::try_from(dice.below(limit as u64)).unwrap()
}

impl Words {
    /// What the file says; an error where it cannot be read to its end.
    pub(crate) fn of(bank: &Path) -> rusqlite::Result<Self> {
        Self::read(&open(bank)?)
    }

    fn read(conn: &Connection) -> rusqlite::Result<Self> {
        let mut tables = conn.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name",
        )?;
        let names = tables.query_map([], |row| row.get(0))?;
        let mut names: Vec<String> = names.collect::<Result<_, _>>()?;
        names.push("sqlite_schema".to_owned());
        let mut words = Vec::new();
        for name in names {
            let (rows, limits) = rows(conn, &name)?;
            words.push((format!("limit of {name}"), limits));
            words.push((name, rows));
        }
        Ok(Self(words))
    }

    /// The rows that are not in both, each with its table; `None` where these are other tables.
    pub(crate) fn differences(&self, other: &Self) -> Option<Vec<String>> {
        let names = |words: &Self| {
            words
                .0
                .iter()
                .map(|table| table.0.clone())
                .collect::<Vec<_>>()
        };
        if names(self) != names(other) {
            return None;
        }
        let mut found = Vec::new();
        for ((name, mine), (_, theirs)) in self.0.iter().zip(&other.0) {
            let only = |rows: &[String], others: &[String], sign| {
                let only = rows.iter().filter(|row| !others.contains(row));
                only.map(|row| format!("{name} {sign} {row}"))
                    .collect::<Vec<_>>()
            };
            found.extend(only(mine, theirs, "-"));
            found.extend(only(theirs, mine, "+"));
            if mine != theirs && found.is_empty() {
                found.push(format!("{name} in another order"));
            }
        }
        Some(found)
    }
}

/// Page numbers of the book's tables and indexes, and of all others.
fn pages(conn: &Connection) -> (Vec<usize>, Vec<usize>) {
    let mut owners = conn.prepare("SELECT pageno, name FROM dbstat").unwrap();
    let owners = owners.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let (mut book, mut others) = (Vec::new(), Vec::new());
    for owner in owners.unwrap() {
        let (number, name): (u32, String) = owner.unwrap();
        let table = name.trim_start_matches("sqlite_autoindex_");
        let of_the_book = table.starts_with("ledger_");
        let pages = if of_the_book { &mut book } else { &mut others };
        pages.push(usize::try_from(number).unwrap() - 1);
    }
    (book, others)
}

fn open(bank: &Path) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(bank, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// Every row as it lies in the table itself, whatever an index says. Apart from them, the one
/// value of a hold that its digest leaves out: which limit was the newest.
fn rows(conn: &Connection, table: &str) -> rusqlite::Result<(Vec<String>, Vec<String>)> {
    let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\" NOT INDEXED"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([], |row| {
        let (mut text, mut limit) = (String::new(), String::new());
        for (column, name) in names.iter().enumerate() {
            let value = match row.get_ref(column)? {
                ValueRef::Text(bytes) => format!("text {bytes:?}"),
                other => format!("{other:?}"),
            };
            let part = if name == "limit_number" {
                &mut limit
            } else {
                &mut text
            };
            part.push_str(&value);
            part.push('|');
        }
        Ok((text, limit))
    })?;
    rows.collect()
}

/// Limits, transfers of many entries, reversals, holds that ended in each way, closed months, a
/// kept refusal, a closed account.
fn fill(tx: &Transaction<'_>) -> Result<(), PostError> {
    let start = ledger::head(tx)?.seq;
    for number in 0..ACCOUNTS {
        let (kind, limits) = (AccountKind::Member, limits(-6_000));
        ledger::open_account(tx, account(number), kind, limits, at(0))?;
    }
    for number in 0..120 {
        let (from, to) = (number % 11, (number * 7 + 3) % 11);
        if from != to {
            ledger::post(tx, &gift(number, from, to, 30), at(number))?;
        }
    }
    for number in (2..60).step_by(9).filter(|number| *number != 9) {
        let id = transfer_id(1_000 + number);
        if ledger::transfer(tx, transfer_id(number))?.is_some() {
            ledger::reverse(tx, transfer_id(number), id, None, at(200))?;
        }
    }
    for number in 0..30 {
        hold(tx, number)?;
    }
    ledger::set_limits(tx, account(3), limits(-5_000), at(400), Some(b"minute 7"))?;
    ledger::attempt(tx, &gift(2_000, 5, 6, 900_000), at(500))?;
    let month = Month::new(2026, 9).unwrap();
    ledger::close_month(tx, month, month.end_in_utc(), at(60_000), Some(b"minute 8"))?;
    ledger::close_account(tx, account(11), at(60_000))?;
    assert!(ledger::head(tx)?.seq > start + 100);
    Ok(())
}

fn hold(tx: &Transaction<'_>, number: u128) -> Result<(), PostError> {
    let id = HoldId::new(Uuid::from_u128(0xB000 + number));
    let hold = Hold {
        id,
        from: account(number % 11),
        to: None,
        minutes: Minutes::new(20).unwrap(),
        lapses_at: at(50_000),
        source: Some(b"promise".to_vec()),
    };
    ledger::place(tx, &hold, at(300))?;
    match number % 3 {
        0 => {
            let transfer = gift(3_000 + number, number % 11, (number + 1) % 11, 20);
            ledger::post_hold(tx, id, &transfer, at(310))?;
        }
        1 => {
            ledger::release(tx, id, at(320), Some(b"not needed"))?;
        }
        _ => {}
    }
    Ok(())
}

fn gift(number: u128, from: u128, to: u128, minutes: i64) -> Transfer {
    let minutes = Minutes::new(minutes).unwrap();
    let (id, kind, day) = (
        transfer_id(number),
        TransferKind::Gift,
        NaiveDate::from_ymd_opt(2026, 9, 21).unwrap(),
    );
    let transfer = Transfer::between(id, kind, account(from), account(to), minutes, day);
    transfer.unwrap().with_source(b"card 12")
}

fn limits(lower: i64) -> Limits {
    Limits {
        lower: Minutes::new(lower),
        upper: Minutes::new(600_000),
    }
}

fn account(number: u128) -> AccountId {
    AccountId::new(Uuid::from_u128(0xA000 + number))
}

fn transfer_id(number: u128) -> TransferId {
    TransferId::new(Uuid::from_u128(0xF000 + number))
}

/// So many minutes after the newest second that the program can have written.
fn at(minutes: u128) -> DateTime<Utc> {
    use timebank::clock::{Clock as _, SystemClock};
    SystemClock.now() + TimeDelta::minutes(i64::try_from(minutes).unwrap())
}
