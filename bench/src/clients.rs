//! Sixty-four clients that each wait for their answer, through the bank's one writer.

#![expect(
    clippy::float_arithmetic,
    reason = "ratios of measurements, never minutes of a book"
)]

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::{Result, anyhow};
use database::Database;
use ledger::{PostError, Receipt};

use crate::bank::{self, Order, Orders};
use crate::figures::{Table, Target, median, micros, percentile, rate, ratio};

const CLIENTS: u32 = 64;
/// Transfers of each client in a round.
const EACH: u32 = 150;
/// Transfers of the client that is alone, in a round.
const ALONE: u32 = 1_000;

/// Measures and adds the lines: many clients and one client by turns, on the same bank.
pub(crate) fn measure(folder: &Path, rounds: u32, table: &mut Table) -> Result<()> {
    let database = bank::create(&folder.join("clients.hourbook"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()?;
    let orders = Arc::new(Mutex::new(Orders::after(0)));
    let (mut alone, mut many) = (Vec::new(), Vec::new());
    let (mut p50, mut p99) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let (single, _) = runtime.block_on(round_of(&database, &orders, 1, ALONE))?;
        let (together, latencies) =
            runtime.block_on(round_of(&database, &orders, CLIENTS, EACH))?;
        // The first round grows the file and warms the log.
        if round > 0 {
            alone.push(single);
            many.push(together);
            p50.push(median(&latencies) / 1e3);
            p99.push(percentile(&latencies, 99) / 1e3);
        }
    }
    let told = format!(
        "{:.0}/s, p50 {:.1} ms, p99 {:.1} ms; one client {:.0}/s",
        median(&many),
        median(&p50),
        median(&p99),
        median(&alone)
    );
    let times = ratio(&many, &alone);
    table.row(
        "64 waiting clients : one client",
        &told,
        times,
        Target::AtLeast(6.0),
    );
    table.row(
        "64 waiting clients: p99, ms",
        "",
        median(&p99),
        Target::AtMost(30.0),
    );
    database.close();
    Ok(())
}

/// The rate of many clients on a new bank, after a round to warm up.
pub(crate) fn many(folder: &Path) -> Result<f64> {
    let database = bank::create(&folder.join("many.hourbook"))?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .build()?;
    let orders = Arc::new(Mutex::new(Orders::after(0)));
    runtime.block_on(round_of(&database, &orders, CLIENTS, EACH))?;
    let (rate, _) = runtime.block_on(round_of(&database, &orders, CLIENTS, EACH))?;
    database.close();
    Ok(rate)
}

/// The rate of so many clients who each post so many transfers, and every waiting time in µs.
async fn round_of(
    database: &Database,
    orders: &Arc<Mutex<Orders>>,
    clients: u32,
    each: u32,
) -> Result<(f64, Vec<f64>)> {
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| tokio::spawn(client(database.clone(), Arc::clone(orders), each)))
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await??);
    }
    Ok((rate(clients * each, begun.elapsed()), latencies))
}

async fn client(database: Database, orders: Arc<Mutex<Orders>>, each: u32) -> Result<Vec<f64>> {
    let mut latencies = Vec::with_capacity(each as usize);
    for _ in 0..each {
        let order = orders.lock().unwrap_or_else(PoisonError::into_inner).next();
        let begun = Instant::now();
        let written = write(&database, order).await?;
        anyhow::ensure!(!written.already, "posted before");
        latencies.push(micros(begun.elapsed()));
    }
    Ok(latencies)
}

async fn write(database: &Database, order: Order) -> Result<Receipt> {
    let transfer = order.transfer()?;
    let at = order.at();
    database
        .write(move |tx| -> Result<Receipt, PostError> { ledger::post(tx, &transfer, at) })
        .await
        .map_err(|error| anyhow!("a client was refused: {error:?}"))
}
