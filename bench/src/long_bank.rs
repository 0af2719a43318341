//! A bank with a long life to report about: members, and exchanges of five years, each with its
//! transfer in the book.
//!
//! Members are added and transfers posted by the real commands. The rows of the exchanges are
//! written as the command would have left them once approved, in large commits and without
//! waiting for the disk: three million through every step would take an hour.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, anyhow, ensure};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use database::Database;
use ledger::AccountId;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use timebank::bank::{self as banks, BankAccounts, NewBank};
use timebank::member::{self, Details, MemberKind, NewMember, State};
use timebank::{Channel, MemberId, Moment, Role, System};
use uuid::Uuid;

use crate::bank::{self, Order, Orders};

/// People and organisations; one in fifty is an organisation.
const MEMBERS: u64 = 5_000;
/// The days of the bank’s life.
const DAYS: u64 = 1_826;
const EACH: u64 = 10_000;

const CHANNELS: [&str; 4] = ["web", "web", "phone", "paper"];

/// The first day.
pub(crate) fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default()
}

/// The last of its five years.
pub(crate) fn last_year() -> (NaiveDate, NaiveDate) {
    let day = |month, day| NaiveDate::from_ymd_opt(2025, month, day).unwrap_or_default();
    (day(1, 1), day(12, 31))
}

/// The bank with so many exchanges, built where it does not stand yet.
///
/// It is built by a process of its own: what building takes of the memory is not to be counted
/// as what a reader has when idle.
pub(crate) fn stand(folder: &Path, exchanges: u64) -> Result<Database> {
    let path = folder.join(format!("long-{exchanges}.hourbook"));
    if !path.exists() {
        let built = Command::new(std::env::current_exe()?)
            .arg("--banks")
            .arg(folder)
            .args(["--exchanges", &exchanges.to_string(), "long"])
            .stdout(Stdio::null())
            .status()?;
        ensure!(built.success(), "the bank could not be built");
    }
    Ok(Database::open(&path)?)
}

/// Builds it.
pub(crate) fn build(folder: &Path, exchanges: u64) -> Result<()> {
    let path = folder.join(format!("long-{exchanges}.hourbook"));
    eprintln!("building a bank of {exchanges} exchanges");
    let building = folder.join(format!("long-{exchanges}.building"));
    let database = Database::create(&building)?;
    database
        .write_blocking(found)
        .map_err(|error| anyhow!("the bank could not be founded: {error:?}"))?;
    let connection = bank::connect_like_the_writer(&database, &building)?;
    database.close();
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144")?;
    fill(&connection, exchanges)?;
    connection.execute_batch("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(connection);
    Ok(std::fs::rename(&building, &path)?)
}

fn begins() -> DateTime<Utc> {
    first_day()
        .and_hms_opt(9, 0, 0)
        .unwrap_or_default()
        .and_utc()
}

fn id_of(place: u64) -> Uuid {
    bank::member(place).uuid()
}

/// The account of a member; their id is the same with one bit turned.
fn account_of(place: u64) -> AccountId {
    AccountId::new(Uuid::from_u128(id_of(place).as_u128() ^ 1))
}

fn found(tx: &Transaction<'_>) -> timebank::Result<()> {
    let of_bank = |n| AccountId::new(Uuid::from_u128(n));
    let accounts = BankAccounts {
        pot: of_bank(1),
        operating: of_bank(2),
        issuance: of_bank(3),
        opening: of_bank(4),
    };
    let new = NewBank::named("A Long Life");
    let moment = Moment::new(begins(), new.zone, Channel::Cli);
    let by = System::COMMAND_LINE;
    banks::found(tx, &by, &new, accounts, &moment)?;
    for place in 0..MEMBERS {
        let organisation = place.is_multiple_of(50);
        let new = NewMember {
            id: MemberId::new(id_of(place)),
            account: account_of(place),
            kind: if organisation {
                MemberKind::Organisation
            } else {
                MemberKind::Person
            },
            number: None,
            details: Details {
                name: format!("Member of the number {place}"),
                ..Details::default()
            },
            joined_on: Some(first_day()),
        };
        member::add_by_system(tx, &by, &new, Role::Member, State::Active, &moment)?;
    }
    Ok(())
}

/// Writes the exchanges. The indexes of their table are made once it is full.
fn fill(connection: &Connection, exchanges: u64) -> Result<()> {
    let indexes: Vec<(String, String)> = connection
        .prepare(
            "SELECT name, sql FROM sqlite_schema
              WHERE type = 'index' AND tbl_name = 'exchange' AND sql IS NOT NULL",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, _) in &indexes {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    let categories: i64 =
        connection.query_row("SELECT count(*) FROM category", [], |row| row.get(0))?;
    let mut story = Story {
        orders: Orders::after(0),
        exchanges,
        categories: u64::try_from(categories)?.max(1),
        serial: (0, 0),
    };
    let mut done = 0;
    while done < exchanges {
        let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        for _ in 0..EACH.min(exchanges - done) {
            story.next(&tx)?;
            done += 1;
        }
        tx.commit()?;
        if done.is_multiple_of(500_000) {
            eprintln!("{done}");
        }
    }
    for (_, index) in &indexes {
        connection.execute_batch(index)?;
    }
    Ok(())
}

struct Story {
    orders: Orders,
    exchanges: u64,
    categories: u64,
    /// The year, and the last serial number of it.
    serial: (i32, i64),
}

impl Story {
    fn next(&mut self, tx: &Transaction<'_>) -> Result<()> {
        let order = self.orders.next();
        let (giver, receiver) = (order.to % MEMBERS, order.from % MEMBERS);
        let receiver = if giver == receiver {
            (giver + 1) % MEMBERS
        } else {
            receiver
        };
        let seconds = (order.number - 1) * DAYS * 86_400 / self.exchanges;
        let recorded_at = begins() + TimeDelta::seconds(i64::try_from(seconds)?);
        // Written down up to three days late, approved a day later or two.
        let late = i64::try_from(self.orders.below(4))?;
        let done_on = (recorded_at.date_naive() - TimeDelta::days(late)).max(first_day());
        let order = Order {
            from: receiver,
            to: giver,
            ..order
        };
        let id = bank::time_ordered(order.number);
        let posted_at = recorded_at + TimeDelta::hours(20);
        post(tx, &order, id, done_on, posted_at)?;
        self.write(tx, &order, id, done_on, (recorded_at, posted_at))
    }

    fn write(
        &mut self,
        tx: &Transaction<'_>,
        order: &Order,
        id: Uuid,
        done_on: NaiveDate,
        (recorded_at, posted_at): (DateTime<Utc>, DateTime<Utc>),
    ) -> Result<()> {
        let year = recorded_at.year();
        if self.serial.0 != year {
            self.serial = (year, 0);
        }
        self.serial.1 += 1;
        let category = i64::try_from(self.orders.below(self.categories))? + 1;
        let channel = CHANNELS[usize::try_from(self.orders.below(4))?];
        let (giver, receiver) = (id_of(order.to), id_of(order.from));
        tx.prepare_cached(
            "INSERT INTO exchange (id, year, serial, giver, receiver, category, description,
                                   done_on, minutes, raw_minutes, channel, recorded_by,
                                   recorded_as, recorded_at, state, state_at, transfer)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'Help in the garden', ?7, ?8, ?8, ?9, ?4, 'giver',
                     ?10, 'posted', ?11, ?1)",
        )?
        .execute(params![
            id,
            year,
            self.serial.1,
            giver,
            receiver,
            category,
            done_on,
            order.minutes,
            channel,
            recorded_at.timestamp(),
            posted_at.timestamp()
        ])?;
        Ok(())
    }
}

fn post(
    tx: &Transaction<'_>,
    order: &Order,
    id: Uuid,
    done_on: NaiveDate,
    at: DateTime<Utc>,
) -> Result<()> {
    let minutes = ledger::Minutes::new(order.minutes).unwrap_or_default();
    let (from, to) = (account_of(order.from), account_of(order.to));
    let kind = ledger::TransferKind::Help;
    let id = ledger::TransferId::new(id);
    let transfer = ledger::Transfer::between(id, kind, from, to, minutes, done_on)?;
    ledger::post(tx, &transfer, at)?;
    Ok(())
}
