//! What is measured beside each other: the book, and the lean baseline under it.
//!
//! The lean baseline is the least that a program on SQLite could do: one header row, two entry
//! rows, two balances kept in a column and guarded in their own update. It has no ids, no running
//! balances, no digests, no triggers, no index by account, and can prove nothing.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::bank::{LIMIT, MEMBERS, Order, Orders};
use crate::clock::{Stopwatch, Time};
use crate::figures::micros;

/// Something that takes transfers on a connection of its own.
pub struct Engine {
    /// Its connection, with the settings of a bank’s writer.
    pub connection: Connection,
    /// What it is asked to write next.
    pub orders: Orders,
    write: fn(&Transaction<'_>, &Order) -> Result<()>,
}

/// What a run of commits took.
pub struct Run {
    /// Of all of them together.
    pub time: Time,
    /// How many were written.
    pub transfers: u32,
    /// Microseconds, one for each commit.
    pub latencies: Vec<f64>,
}

impl Engine {
    /// The book: `ledger::post`, and nothing beside it.
    pub fn book(connection: Connection, orders: Orders) -> Engine {
        Engine {
            connection,
            orders,
            write: post,
        }
    }

    /// The baseline, on a new file with these settings.
    pub fn lean(connection: Connection) -> Result<Engine> {
        connection.execute_batch(LEAN)?;
        connection.execute_batch("BEGIN")?;
        for key in 1..=MEMBERS {
            let row = (key.cast_signed(), -LIMIT, LIMIT);
            connection
                .prepare_cached("INSERT INTO lean_account VALUES (?1, 0, ?2, ?3)")?
                .execute(row)?;
        }
        connection.execute_batch("COMMIT")?;
        Ok(Engine {
            connection,
            orders: Orders::after(0),
            write: write_lean,
        })
    }

    /// So many commits of so many transfers each.
    pub fn run(&mut self, commits: u32, transfers_each: u32) -> Result<Run> {
        let mut latencies = Vec::with_capacity(commits as usize);
        let watch = Stopwatch::start();
        for _ in 0..commits {
            let begun = Instant::now();
            let behavior = TransactionBehavior::Immediate;
            let tx = Transaction::new_unchecked(&self.connection, behavior)?;
            for _ in 0..transfers_each {
                (self.write)(&tx, &self.orders.next())?;
            }
            tx.commit()?;
            latencies.push(micros(begun.elapsed()));
        }
        let time = watch.read();
        Ok(Run {
            time,
            transfers: commits * transfers_each,
            latencies,
        })
    }

    /// Brings the log into the file, so that each round begins alike.
    pub fn checkpoint(&self) -> Result<()> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// The bytes of the file once everything is in it and free pages are counted out.
    pub fn bytes(&self) -> Result<u64> {
        let number = |pragma: &str| self.connection.query_row(pragma, [], |row| row.get(0));
        let pages: u32 = number("PRAGMA page_count")?;
        let free: u32 = number("PRAGMA freelist_count")?;
        let size: u32 = number("PRAGMA page_size")?;
        Ok(u64::from(pages - free) * u64::from(size))
    }
}

fn post(tx: &Transaction<'_>, order: &Order) -> Result<()> {
    let receipt = ledger::post(tx, &order.transfer()?, order.at())?;
    ensure!(receipt.seq == order.number, "the book has another number");
    Ok(())
}

const LEAN: &str = "
    CREATE TABLE lean_account (
      key INTEGER PRIMARY KEY, balance INTEGER NOT NULL, lower INTEGER, upper INTEGER) STRICT;
    CREATE TABLE lean_transfer (
      seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, done_on TEXT NOT NULL,
      posted_at INTEGER NOT NULL) STRICT;
    CREATE TABLE lean_entry (
      transfer INTEGER NOT NULL, account INTEGER NOT NULL, minutes INTEGER NOT NULL,
      PRIMARY KEY (transfer, account)) STRICT, WITHOUT ROWID;";

fn write_lean(tx: &Transaction<'_>, order: &Order) -> Result<()> {
    let seq = order.number.cast_signed();
    let day = order.done_on().format("%Y-%m-%d").to_string();
    tx.prepare_cached("INSERT INTO lean_transfer VALUES (?1, 'help', ?2, ?3)")?
        .execute((seq, day, order.at().timestamp()))?;
    let mut entry = tx.prepare_cached("INSERT INTO lean_entry VALUES (?1, ?2, ?3)")?;
    let mut balance = tx.prepare_cached(
        "UPDATE lean_account SET balance = balance + ?2
          WHERE key = ?1 AND balance + ?2 BETWEEN lower AND upper",
    )?;
    for (member, minutes) in [(order.from, -order.minutes), (order.to, order.minutes)] {
        let key = member.cast_signed() + 1;
        entry.execute((seq, key, minutes))?;
        ensure!(balance.execute((key, minutes))? == 1, "past a limit");
    }
    Ok(())
}

/// Bare writes of 8 KiB with `fdatasync`, over and over through a file of 16 MB that is there.
pub(crate) struct BareSync {
    file: std::fs::File,
    place: u64,
}

impl BareSync {
    const BLOCK: usize = 8192;
    const BLOCKS: u64 = 2048;

    pub(crate) fn new(folder: &Path) -> Result<BareSync> {
        use std::os::unix::fs::FileExt;
        let file = std::fs::File::create(folder.join("bare"))?;
        for place in 0..Self::BLOCKS {
            file.write_all_at(&[1; Self::BLOCK], place * Self::BLOCK as u64)?;
        }
        file.sync_all()?;
        Ok(BareSync { file, place: 0 })
    }

    pub(crate) fn run(&mut self, syncs: u32) -> Result<Run> {
        use std::os::unix::fs::FileExt;
        let mut latencies = Vec::with_capacity(syncs as usize);
        let watch = Stopwatch::start();
        for _ in 0..syncs {
            let begun = Instant::now();
            self.place = (self.place + 1) % Self::BLOCKS;
            let block = [self.place.to_le_bytes()[0]; Self::BLOCK];
            self.file
                .write_all_at(&block, self.place * Self::BLOCK as u64)?;
            self.file.sync_data()?;
            latencies.push(micros(begun.elapsed()));
        }
        Ok(Run {
            time: watch.read(),
            transfers: syncs,
            latencies,
        })
    }
}
