//! Balances and statements of a bank of 1,000,000 transfers and of one of ten times as many, and
//! the proof of the whole book.
//!
//! The banks are built through `ledger::post` in large commits, without waiting for the disk; a
//! bank that stands in the folder already is used again.

#![expect(
    clippy::float_arithmetic,
    reason = "ratios of measurements, never minutes of a book"
)]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use database::Database;

use crate::bank::{self, MEMBERS, Orders};
use crate::clock::Stopwatch;
use crate::engines::Engine;
use crate::figures::{Table, Target, median, micros, micros_each};
use crate::machine;

const LINES: u64 = 50;

/// The middle times of one bank, in µs.
struct Times {
    transfers: u64,
    balance: f64,
    as_of: f64,
    statement: f64,
}

/// Measures a bank of each size and compares the largest with the smallest.
pub(crate) fn measure(folder: &Path, sizes: &[u64], table: &mut Table) -> Result<()> {
    let mut all = Vec::new();
    for transfers in sizes {
        let database = stand(folder, *transfers)?;
        all.push(times(&database, *transfers)?);
        database.close();
    }
    let (Some(small), Some(large)) = (all.first(), all.last()) else {
        return Ok(());
    };
    let at = |times: &Times| format!("at {} transfers", times.transfers);
    for (what, of, limit) in [
        ("balance", (|times| times.balance) as fn(&Times) -> f64, 8.0),
        ("balance as of an instant", |times| times.as_of, 9.0),
        (
            "statement of 50 lines with its transfers",
            |times| times.statement,
            100.0,
        ),
    ] {
        let told = format!(
            "{:.1} µs {}; {:.1} µs {}",
            of(small),
            at(small),
            of(large),
            at(large)
        );
        let work = format!("{what}: p50, µs, {}", at(large));
        table.row(&work, &told, of(large), Target::AtMost(limit));
        let work = format!("{what}: {} : its own time {}", at(large), at(small));
        table.row(&work, "", of(large) / of(small), Target::AtMost(1.6));
    }
    Ok(())
}

/// Proves the books of these sizes: CPU for each entry, and the most memory held.
pub(crate) fn prove(folder: &Path, sizes: &[u64], table: &mut Table) -> Result<()> {
    for transfers in sizes {
        let database = stand(folder, *transfers)?;
        machine::forget_peak_memory();
        let before = machine::memory_mb();
        let watch = Stopwatch::start();
        let proof = database
            .read_blocking(|conn| ledger::verify(conn, &mut |_, _| ()))
            .map_err(|error| anyhow!("the proof failed: {error:?}"))?;
        let time = watch.read();
        ensure!(
            proof.is_clean(),
            "the book does not prove itself: {:?}",
            proof.findings
        );
        let entries = u32::try_from(proof.entries)?;
        let told = format!(
            "{entries} entries in {:.1} s ({:.1} s of CPU), {} MB more than before",
            time.wall.as_secs_f64(),
            time.cpu.as_secs_f64(),
            machine::peak_memory_mb().saturating_sub(before)
        );
        let each = micros_each(time.cpu, entries);
        let work = format!("full proof of {transfers} transfers: µs of CPU for each entry");
        table.row(&work, &told, each, Target::AtMost(1.2));
        database.close();
    }
    Ok(())
}

/// The bank of this size, built where it does not stand yet.
pub fn stand(folder: &Path, transfers: u64) -> Result<Database> {
    const EACH: u32 = 1_000;
    let path = folder.join(format!("bank-{transfers}.hourbook"));
    if path.exists() {
        return Ok(Database::open(&path)?);
    }
    eprintln!("building a bank of {transfers} transfers");
    let building = folder.join(format!("bank-{transfers}.building"));
    // One whose building was cut short goes on where it stopped.
    let database = if building.exists() {
        Database::open(&building)?
    } else {
        bank::create(&building)?
    };
    let connection = bank::connect_like_the_writer(&database, &building)?;
    database.close();
    connection.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -262144")?;
    let mut done = ledger::head(&connection)?.seq;
    let mut engine = Engine::book(connection, Orders::after(done));
    while done < transfers {
        engine.run(1, EACH)?;
        done += u64::from(EACH);
        if done % 500_000 == 0 {
            eprintln!("{done}");
        }
    }
    engine
        .connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    drop(engine);
    std::fs::rename(&building, &path)?;
    Ok(Database::open(&path)?)
}

fn times(database: &Database, transfers: u64) -> Result<Times> {
    database
        .read_blocking(|conn| -> Result<Times> {
            let mut random = Orders::after(transfers);
            let mut any = |bound: u64| random.below(bound);
            let account = |place: u64| bank::member(place);
            let balance = middle(200_000, || {
                let account = account(any(MEMBERS));
                let begun = Instant::now();
                black_box(ledger::balance(conn, account)?);
                Ok(micros(begun.elapsed()))
            })?;
            let as_of = middle(100_000, || {
                let (account, end) = (account(any(MEMBERS)), bank::instant_of(any(transfers)));
                let begun = Instant::now();
                black_box(ledger::balance_as_of(conn, account, end)?);
                Ok(micros(begun.elapsed()))
            })?;
            // Of so many transfers fifty are a member's, on average.
            let from = bank::instant_of(transfers.saturating_sub(LINES * MEMBERS / 2));
            let statement = middle(20_000, || {
                let account = account(any(MEMBERS));
                let begun = Instant::now();
                black_box(ledger::statement(conn, account, Some(from), None)?);
                Ok(micros(begun.elapsed()))
            })?;
            Ok(Times {
                transfers,
                balance,
                as_of,
                statement,
            })
        })
        .map_err(|error| anyhow!("the reading failed: {error:?}"))
}

/// The middle time of so many readings, after a tenth of them for warming up.
fn middle(readings: u32, mut reading: impl FnMut() -> Result<f64>) -> Result<f64> {
    for _ in 0..readings / 10 {
        reading()?;
    }
    let times = (0..readings)
        .map(|_| reading())
        .collect::<Result<Vec<f64>>>()?;
    Ok(median(&times))
}
