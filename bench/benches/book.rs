//! The book under criterion, each work beside plain SQLite in the same group, so that a ratio
//! can be read off: `cargo bench -p hourbook-bench`. The same engines as the command
//! `hourbook-bench`, which measures in interleaved rounds and has the targets.
//!
//! `BENCH_TRANSFERS` says how many transfers the bank has that is read (100,000), `BENCH_FOLDER`
//! on which disk everything lies.

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use database::Database;
use hourbook_bench::bank::{self, MEMBERS, Orders};
use hourbook_bench::engines::Engine;
use hourbook_bench::{plain, reads};
use rusqlite::Connection;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Of so many transfers fifty are a member’s, on average.
const FIFTY_LINES: u64 = 50 * MEMBERS / 2;

fn main() -> Outcome {
    let mut criterion = Criterion::default().configure_from_args();
    let place = env::var_os("BENCH_FOLDER").map_or_else(env::temp_dir, Into::into);
    let folder = tempfile::tempdir_in(place)?;
    writes(&mut criterion, folder.path())?;
    questions(&mut criterion, folder.path())?;
    criterion.final_summary();
    Ok(())
}

/// One durable transfer for each commit, and a hundred.
fn writes(criterion: &mut Criterion, folder: &Path) -> Outcome {
    let path = folder.join("book.hourbook");
    let database = bank::create(&path)?;
    let book = bank::connect_like_the_writer(&database, &path)?;
    let lean = bank::connect_like_the_writer(&database, &folder.join("lean.db"))?;
    database.close();
    let mut engines = [
        ("book", Engine::book(book, Orders::after(0))),
        ("lean", Engine::lean(lean)?),
    ];
    for (name, transfers) in [("one durable transfer", 1), ("100 for each commit", 100)] {
        let mut group = criterion.benchmark_group(name);
        group.throughput(Throughput::Elements(transfers.into()));
        for (name, engine) in &mut engines {
            engine.run(400, 100)?;
            engine.checkpoint()?;
            group.bench_function(*name, |bencher| {
                bencher.iter(|| written(engine.run(1, transfers)));
            });
        }
        group.finish();
    }
    Ok(())
}

/// A bench cannot go on after a failure: it would measure nothing.
#[expect(clippy::expect_used, reason = "a bench has nobody to hand an error to")]
fn written<T, E: std::fmt::Debug>(outcome: Result<T, E>) -> T {
    outcome.expect("the work is done")
}

/// Balances, statements and the proof of a bank of some size.
fn questions(criterion: &mut Criterion, folder: &Path) -> Outcome {
    let transfers = env::var("BENCH_TRANSFERS").map_or(Ok(100_000), |size| size.parse())?;
    let database = reads::stand(folder, transfers)?;
    let lean = lean(&database, folder, transfers)?;
    database.read_blocking(|conn| {
        let mut any = Orders::after(transfers);
        let mut group = criterion.benchmark_group("balance");
        of_each(&mut group, "book", &mut any, |place| {
            ledger::balance(conn, bank::member(place))
        });
        of_each(&mut group, "the same in plain SQL", &mut any, |place| {
            plain::balance(conn, bank::member(place))
        });
        of_each(&mut group, "lean: a column", &mut any, |place| {
            plain::lean_balance(&lean, place.cast_signed() + 1)
        });
        group.finish();
        let mut group = criterion.benchmark_group("balance as of an instant");
        let mut then = Orders::after(transfers + 1);
        of_each(&mut group, "book", &mut any, |place| {
            let end = bank::instant_of(then.below(transfers));
            ledger::balance_as_of(conn, bank::member(place), end)
        });
        of_each(&mut group, "plain SQL, place known", &mut any, |place| {
            plain::balance_after(conn, bank::member(place), then.below(transfers))
        });
        group.finish();
        let mut group = criterion.benchmark_group("statement of 50 lines");
        let before = transfers.saturating_sub(FIFTY_LINES);
        let from = bank::instant_of(before);
        of_each(&mut group, "book", &mut any, |place| {
            ledger::statement(conn, bank::member(place), Some(from), None)
        });
        of_each(&mut group, "plain SQL", &mut any, |place| {
            plain::lines(conn, bank::member(place), before)
        });
        group.finish();
        proof(criterion, conn, transfers);
        Ok::<_, rusqlite::Error>(())
    })?;
    database.close();
    Ok(())
}

/// The whole book proved, beside reading every row of it once.
fn proof(criterion: &mut Criterion, conn: &Connection, transfers: u64) {
    let mut group = criterion.benchmark_group("proof of the whole book");
    group.throughput(Throughput::Elements(2 * transfers));
    group.sample_size(10);
    group.bench_function("book", |bencher| {
        bencher.iter(|| assert!(written(ledger::verify(conn, &mut |_, _| ())).is_clean()));
    });
    group.bench_function("every row read once", |bencher| {
        bencher.iter(|| written(plain::whole_book(conn)));
    });
    group.finish();
}

/// Asks of a random member, over and over.
fn of_each<T>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    any: &mut Orders,
    mut ask: impl FnMut(u64) -> rusqlite::Result<T>,
) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| black_box(written(ask(any.below(MEMBERS)))));
    });
}

/// The baseline with as many transfers, for its balances.
fn lean(database: &Database, folder: &Path, transfers: u64) -> Outcome<Connection> {
    let connection = bank::connect_like_the_writer(database, &folder.join("lean-reads.db"))?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    let mut engine = Engine::lean(connection)?;
    engine.run(u32::try_from(transfers / 1_000)?, 1_000)?;
    Ok(engine.connection)
}
