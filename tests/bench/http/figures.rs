//! What is measured, and on what.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// How fast something was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Pieces of work a second.
    pub(crate) rate: f64,
    /// The middle piece of work, in milliseconds.
    pub(crate) p50: f64,
    /// The slowest of a hundred, in milliseconds.
    pub(crate) p99: f64,
}

impl Figures {
    /// Of pieces of work that took so long each, and together since `began`.
    pub(crate) fn of(began: Instant, mut each: Vec<Duration>) -> Self {
        let whole = began.elapsed();
        each.sort_unstable();
        let at = |share: usize| {
            let place = (each.len() * share / 100).min(each.len() - 1);
            each[place].as_secs_f64() * 1_000.0
        };
        Self {
            rate: each.len() as f64 / whole.as_secs_f64(),
            p50: at(50),
            p99: at(99),
        }
    }

    /// The middle of several rounds, figure by figure, as a line of a table.
    pub(crate) fn median(what: &str, rounds: &[Self]) -> Self {
        let middle = |of: fn(&Self) -> f64| {
            let mut values: Vec<f64> = rounds.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2]
        };
        let found = Self {
            rate: middle(|figures| figures.rate),
            p50: middle(|figures| figures.p50),
            p99: middle(|figures| figures.p99),
        };
        println!(
            "| {what} | {:.0} | {:.2} | {:.2} |",
            found.rate, found.p50, found.p99
        );
        found
    }
}

/// Says on what machine, disk, commit and SQLite this runs.
pub(crate) fn machine(folder: &Path) {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!(
        "{cores} cores of {}",
        model.map_or("an unknown kind", |(_, name)| name)
    );
    println!("commit {}", said("git", &["rev-parse", "--short", "HEAD"]));
    println!("SQLite {}", rusqlite::version());
    println!("Linux {}", said("uname", &["-r"]));
    let kind = said("stat", &["-f", "-c", "%T", &folder.to_string_lossy()]);
    println!("the bank stands on {kind}");
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
