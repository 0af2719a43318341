//! doubleentry 0.8 on a SQLite file with the settings of its own store: entries of two postings,
//! one after the other, 64 tasks at once, batches of 100, and its audit of the whole book.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use doubleentry::currency::EUR;
use doubleentry::store::{SqlStore, Sqlite};
use doubleentry::{AccountKind, Amount, Entry, Ledger, LedgerId, date};

const ACCOUNTS: u64 = 1_000;
const SINGLES: u64 = 500;
const TASKS: u64 = 64;
const OF_A_TASK: u64 = 10;
const BATCHES: u64 = 30;
const BATCH: u64 = 100;

type Books = Ledger<SqlStore<Sqlite>>;

fn path(n: u64) -> String {
    format!("Liabilities:Members:M{:04}", n % ACCOUNTS)
}

fn entry(n: u64) -> Result<Entry, Box<dyn Error + Send + Sync>> {
    let minutes = Amount::from_minor(15 + i128::from(n % 12) * 15)?;
    let (from, to) = (path(n * 7919), path(n * 7919 + 1 + n % 997));
    Ok(Entry::new(format!("transfer-{n}"), date!("2026-06-15"))
        .debit(from.as_str(), minutes, EUR)
        .credit(to.as_str(), minutes, EUR))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("a folder, to begin with")?);
    let file = folder.join("doubleentry.db");
    let store = SqlStore::sqlite(&format!("sqlite://{}", file.display())).await?;
    let books: Books = Ledger::new(store, LedgerId::new("example.org/bench")?).await?;
    let on = date!("2026-01-01");
    books.declare_currency(EUR, 2, on).await?;
    books.define_months(2026, 1..=12).await?;
    for n in 0..ACCOUNTS {
        books.open(path(n).as_str(), AccountKind::Liability, on).await?;
    }

    let mut number = 0;
    let begun = Instant::now();
    for _ in 0..SINGLES {
        number += 1;
        books.record(entry(number)?).await?;
    }
    say("single", SINGLES, begun);

    let begun = Instant::now();
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let books = books.clone();
            tokio::spawn(async move {
                for n in 0..OF_A_TASK {
                    books.record(entry(1_000_000 + task * 1_000 + n)?).await?;
                }
                Ok::<(), Box<dyn Error + Send + Sync>>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    say("clients", TASKS * OF_A_TASK, begun);

    let before = std::fs::metadata(&file)?.len();
    let begun = Instant::now();
    for _ in 0..BATCHES {
        let mut entries = Vec::new();
        for _ in 0..BATCH {
            number += 1;
            entries.push(entry(number)?);
        }
        books.record_batch(entries).await?;
    }
    say("batch", BATCHES * BATCH, begun);
    let grown = std::fs::metadata(&file)?.len() - before;
    println!("bytes {}", grown / (BATCHES * BATCH));

    let begun = Instant::now();
    let report = books.audit().await?;
    assert!(report.entries > 0);
    say("proof", SINGLES + TASKS * OF_A_TASK + BATCHES * BATCH, begun);
    Ok(())
}

fn say(what: &str, count: u64, begun: Instant) {
    println!("{what} {:.1}", count as f64 / begun.elapsed().as_secs_f64());
}
