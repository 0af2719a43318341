//! `cargo bench -p hourbook-tests --bench http`: how fast the bank is over HTTP, beside the same
//! work without HTTP, on the same disk in the same run.
//!
//! The server is the released program (`cargo build --release -p hourbook` first); the clients
//! are 64 connections that are kept, on the same machine and so on the same cores. Each figure is
//! the median of [`ROUNDS`] rounds in which the engine and the server take turns. Nothing is
//! asserted here: it measures. `BENCH_SIZE=N` makes each round N times as long, and
//! `BENCH_FOLDER` names the folder, and so the disk, on which the bank stands.
#![expect(
    clippy::unwrap_used,
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "a failed step ends the measurement; ratios are not hours"
)]

mod bank;
mod clients;
mod engine;
mod figures;

use std::path::PathBuf;

use crate::bank::Bank;
use crate::figures::{Figures, machine};

/// Rounds of everything.
const ROUNDS: usize = 3;
/// Clients at once, as threads of the engine and as connections to the server.
const CLIENTS: usize = 64;

fn main() {
    let size = number("BENCH_SIZE").unwrap_or(1);
    let folder = std::env::var_os("BENCH_FOLDER").map_or_else(std::env::temp_dir, PathBuf::from);
    machine(&folder);
    let mut all = Rounds::default();
    for round in 1..=ROUNDS {
        println!("round {round} of {ROUNDS}");
        all.sync.push(engine::sync(&folder, 200 * size));
        let bank = Bank::new(&folder, 0);
        all.post.push(engine::post(&bank, 10_000 * size));
        let bank = Bank::new(&folder, 5_000 * size);
        all.approve.push(engine::approve(&bank));
        let bank = Bank::new(&folder, 5_000 * size);
        all.http_approve.push(clients::approve(&bank));
        let bank = Bank::new(&folder, 0);
        let whole = clients::whole_exchanges(&bank, 2_000 * size);
        all.exchange.push(whole.exchange);
        all.request.push(whole.request);
        all.page_idle.push(whole.page_idle);
        all.page_busy.push(whole.page_busy);
    }
    all.print();
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

/// The figures of each round.
#[derive(Default)]
struct Rounds {
    sync: Vec<Figures>,
    post: Vec<Figures>,
    approve: Vec<Figures>,
    http_approve: Vec<Figures>,
    exchange: Vec<Figures>,
    request: Vec<Figures>,
    page_idle: Vec<Figures>,
    page_busy: Vec<Figures>,
}

impl Rounds {
    fn print(&self) {
        println!("\n| work | a second | p50 ms | p99 ms |\n| --- | --- | --- | --- |");
        let sync = Figures::median("one `fdatasync` of 8 KiB", &self.sync);
        let post = Figures::median("engine: transfers, 64 clients", &self.post);
        let approve = Figures::median("engine: approvals, 64 clients", &self.approve);
        let http = Figures::median("HTTP: approvals, 64 clients", &self.http_approve);
        let exchange = Figures::median("HTTP: whole exchanges, 64 clients", &self.exchange);
        let request = Figures::median("HTTP: each of their three requests", &self.request);
        let idle = Figures::median("HTTP: a page, idle", &self.page_idle);
        let busy = Figures::median("HTTP: the same page meanwhile", &self.page_busy);
        println!("\n| ratio | found | wanted |\n| --- | --- | --- |");
        ratio(
            "HTTP approvals ÷ engine’s approvals",
            http.rate / approve.rate,
            "",
        );
        ratio(
            "HTTP approvals ÷ engine’s transfers",
            http.rate / post.rate,
            "≥ 0.6",
        );
        ratio("exchanges a second", exchange.rate, "≥ 1,000");
        ratio("p99 of a request, ms", request.p99, "≤ 100");
        ratio(
            "page meanwhile ÷ page idle, p50",
            busy.p50 / idle.p50,
            "≤ 2",
        );
        ratio("engine’s transfers a sync", post.rate / sync.rate, "");
    }
}

fn ratio(what: &str, found: f64, wanted: &str) {
    println!("| {what} | {found:.2} | {wanted} |");
}
