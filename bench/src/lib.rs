//! The speed of the book and of the reports, as ratios against plain SQLite in the same run.
//!
//! Rates of a shared machine mean little; ratios of interleaved rounds mean something. The
//! command prints tables in Markdown with their targets, after what they were measured on;
//! `docs/figures.md` explains the rows. The criterion benches in `benches/` use the same engines.

pub mod bank;
mod clients;
mod clock;
pub mod engines;
mod figures;
mod long_bank;
mod machine;
mod neighbours;
pub mod plain;
pub mod reads;
mod reporting;
mod writes;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};

use figures::Table;

const USAGE: &str = "hourbook-bench [--rounds N] [--folder DIR] [--banks DIR] [--sizes N,N] \
                     [--exchanges N] [writes] [cpu] [clients] [reads] [proof] [reports]";

struct Wanted {
    parts: Vec<String>,
    rounds: u32,
    folder: PathBuf,
    /// Where the large banks stand or are to be built; they are kept.
    banks: Option<PathBuf>,
    sizes: Vec<u64>,
    /// How many exchanges the bank has that is reported about.
    exchanges: u64,
}

/// The command: measures what the arguments name and prints it.
pub fn run() -> Result<ExitCode> {
    let wanted = arguments().context(USAGE)?;
    let folder = tempfile::tempdir_in(&wanted.folder)?;
    println!(
        "{}\nrounds: {}\n",
        machine::description(folder.path()),
        wanted.rounds
    );
    let banks = wanted.banks.as_deref().unwrap_or(folder.path());
    let mut table = Table::new();
    for part in &wanted.parts {
        match part.as_str() {
            "writes" => writes::measure(folder.path(), wanted.rounds, &mut table)?,
            "cpu" => writes::measure_cpu(folder.path(), wanted.rounds, &mut table)?,
            "clients" => clients::measure(folder.path(), wanted.rounds, &mut table)?,
            "reads" => reads::measure(banks, &wanted.sizes, &mut table)?,
            "proof" => reads::prove(banks, &wanted.sizes, &mut table)?,
            "reports" => {
                reporting::measure(banks, wanted.exchanges, wanted.rounds, &mut table)?;
            }
            "long" => long_bank::build(banks, wanted.exchanges)?,
            // For bench/peers/run.py: plain figures, and work to take the CPU time of.
            "rates" => neighbours::rates(folder.path())?,
            "stand" => neighbours::stand(banks, &wanted.sizes)?,
            "balances" => neighbours::balances(banks, &wanted.sizes)?,
            other => bail!("no part is called {other}; {USAGE}"),
        }
    }
    if !table.is_empty() {
        println!(
            "{}\nrounds: {}\n",
            machine::description(folder.path()),
            wanted.rounds
        );
        println!("{}\n{} targets not met", table.text(), table.missed());
    }
    Ok(ExitCode::SUCCESS)
}

fn arguments() -> Result<Wanted> {
    let mut wanted = Wanted {
        parts: Vec::new(),
        rounds: 7,
        folder: std::env::temp_dir(),
        banks: None,
        sizes: vec![1_000_000, 10_000_000],
        exchanges: 3_000_000,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().context("a value is missing");
        match argument.as_str() {
            "--rounds" => wanted.rounds = value()?.parse()?,
            "--folder" => wanted.folder = value()?.into(),
            "--banks" => wanted.banks = Some(value()?.into()),
            "--exchanges" => wanted.exchanges = value()?.parse()?,
            "--sizes" => {
                let sizes = value()?;
                wanted.sizes = sizes.split(',').map(str::parse).collect::<Result<_, _>>()?;
            }
            _ => wanted.parts.push(argument),
        }
    }
    if wanted.parts.is_empty() {
        let all = ["writes", "cpu", "clients", "reads", "proof"];
        wanted.parts = all.map(str::to_owned).into();
    }
    Ok(wanted)
}
