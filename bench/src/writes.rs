//! One transfer for each commit, a hundred for each, and what the guards cost.

#![expect(
    clippy::float_arithmetic,
    reason = "ratios of measurements, never minutes of a book"
)]

use std::path::Path;

use anyhow::Result;
use rusqlite::Connection;

use crate::bank::{self, Orders};
use crate::engines::{BareSync, Engine, Run};
use crate::figures::{Table, Target, median, micros_each, percentile, rate, ratio};

/// Transfers before the first round, so that both begin with a grown file and a warm log.
const BEFORE: u32 = 40_000;

/// A series of rounds of one engine.
#[derive(Default)]
struct Series {
    rates: Vec<f64>,
    cpu: Vec<f64>,
    middle: Vec<f64>,
    p99: Vec<f64>,
}

impl Series {
    fn add(&mut self, run: &Run) {
        self.rates.push(rate(run.transfers, run.time.wall));
        self.cpu.push(micros_each(run.time.cpu, run.transfers));
        self.middle.push(median(&run.latencies));
        self.p99.push(percentile(&run.latencies, 99));
    }

    fn told(&self) -> String {
        format!(
            "{:.0}/s, p50 {:.0} µs, p99 {:.0} µs, CPU {:.1} µs each",
            median(&self.rates),
            median(&self.middle),
            median(&self.p99),
            median(&self.cpu)
        )
    }
}

/// Measures and adds the lines.
pub(crate) fn measure(folder: &Path, rounds: u32, table: &mut Table) -> Result<()> {
    let mut stand = Stand::new(folder)?;
    let (mut sync, mut lean, mut book) = <(Series, Series, Series)>::default();
    let (mut lean_100, mut book_100) = <(Series, Series)>::default();
    for _ in 0..rounds {
        stand.tidy()?;
        sync.add(&stand.sync.run(1_000)?);
        lean.add(&stand.lean.run(1_000, 1)?);
        book.add(&stand.book.run(1_000, 1)?);
        lean_100.add(&stand.lean.run(100, 100)?);
        book_100.add(&stand.book.run(100, 100)?);
    }
    let told = |series: &Series, other: &Series| format!("{}; {}", series.told(), other.told());
    table.row(
        "one durable transfer : lean",
        &told(&book, &lean),
        ratio(&book.rates, &lean.rates),
        Target::AtLeast(0.9),
    );
    table.row(
        "one durable transfer : bare fdatasync of 8 KiB",
        &told(&book, &sync),
        ratio(&book.rates, &sync.rates),
        Target::AtLeast(0.5),
    );
    table.row(
        "100 for each commit : lean",
        &told(&book_100, &lean_100),
        ratio(&book_100.rates, &lean_100.rates),
        Target::AtLeast(0.8),
    );
    table.row(
        "100 for each commit : own single",
        "",
        ratio(&book_100.rates, &book.rates),
        Target::AtLeast(5.0),
    );
    table.row(
        "guards: CPU at 100 for each commit : lean",
        "",
        ratio(&book_100.cpu, &lean_100.cpu),
        Target::AtMost(1.4),
    );
    table.row(
        "guards: p50 at one for each commit : lean",
        "",
        ratio(&book.middle, &lean.middle),
        Target::AtMost(1.1),
    );
    bytes(folder, table)
}

/// The rates of single transfers and of a hundred for each commit, and the bytes of a transfer.
pub(crate) fn rates(folder: &Path) -> Result<[f64; 3]> {
    let mut stand = Stand::new(folder)?;
    let single = stand.book.run(1_500, 1)?;
    let batch = stand.book.run(100, 100)?;
    let bytes = bytes_each(&mut stand.book)?;
    let of = |run: &Run| rate(run.transfers, run.time.wall);
    Ok([of(&single), of(&batch), bytes])
}

/// CPU alone, without the disk's moods: everything in the log, never synced.
pub(crate) fn measure_cpu(folder: &Path, rounds: u32, table: &mut Table) -> Result<()> {
    let mut stand = Stand::new(folder)?;
    for engine in [&stand.lean, &stand.book] {
        engine
            .connection
            .pragma_update(None, "synchronous", "OFF")?;
    }
    let mut unguarded = unguarded(folder)?;
    let (mut lean, mut book, mut bare) = <(Series, Series, Series)>::default();
    for _ in 0..rounds {
        stand.tidy()?;
        lean.add(&stand.lean.run(200, 100)?);
        book.add(&stand.book.run(200, 100)?);
        bare.add(&unguarded.run(200, 100)?);
    }
    table.row(
        "CPU at 100 for each commit, nothing synced : lean",
        &format!("{}; {}", book.told(), lean.told()),
        ratio(&book.cpu, &lean.cpu),
        Target::None,
    );
    table.row(
        "CPU of `post` with triggers : without triggers",
        &format!("{}; {}", book.told(), bare.told()),
        ratio(&book.cpu, &bare.cpu),
        Target::None,
    );
    Ok(())
}

/// The same book with its triggers taken away.
fn unguarded(folder: &Path) -> Result<Engine> {
    let path = folder.join("unguarded.hourbook");
    let database = bank::create(&path)?;
    let connection = bank::connect_like_the_writer(&database, &path)?;
    database.close();
    connection.pragma_update(None, "synchronous", "OFF")?;
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for trigger in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    }
    let mut engine = Engine::book(connection, Orders::after(0));
    engine.run(BEFORE / 100, 100)?;
    Ok(engine)
}

fn bytes(folder: &Path, table: &mut Table) -> Result<()> {
    let mut stand = Stand::new(folder)?;
    let lean = bytes_each(&mut stand.lean)?;
    table.row(
        "bytes for each transfer of two entries",
        &format!("lean without id, digest or index: {lean:.0}"),
        bytes_each(&mut stand.book)?,
        Target::AtMost(215.0),
    );
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
fn bytes_each(engine: &mut Engine) -> Result<f64> {
    const TRANSFERS: u32 = 200_000;
    engine
        .connection
        .pragma_update(None, "synchronous", "OFF")?;
    let before = engine.bytes()?;
    engine.run(TRANSFERS / 1000, 1000)?;
    Ok((engine.bytes()? - before) as f64 / f64::from(TRANSFERS))
}

struct Stand {
    sync: BareSync,
    lean: Engine,
    book: Engine,
}

impl Stand {
    fn new(folder: &Path) -> Result<Stand> {
        let folder = &tempfile::tempdir_in(folder)?.keep();
        let path = folder.join("book.hourbook");
        let database = bank::create(&path)?;
        let book = bank::connect_like_the_writer(&database, &path)?;
        let lean = lean_like_the_writer(&database, folder)?;
        database.close();
        let mut stand = Stand {
            sync: BareSync::new(folder)?,
            lean: Engine::lean(lean)?,
            book: Engine::book(book, Orders::after(0)),
        };
        stand.lean.run(BEFORE / 100, 100)?;
        stand.book.run(BEFORE / 100, 100)?;
        stand.tidy()?;
        Ok(stand)
    }

    fn tidy(&self) -> Result<()> {
        self.lean.checkpoint()?;
        self.book.checkpoint()
    }
}

fn lean_like_the_writer(database: &database::Database, folder: &Path) -> Result<Connection> {
    bank::connect_like_the_writer(database, &folder.join("lean.db"))
}
