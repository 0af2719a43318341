//! The simulation of the book for as long as one likes: `cargo run --release -p ledger --example
//! campaign -- --operations 10000000 --seed 1 --threads 2`.
//!
//! Each seed is the life of one book, beside a naive model of it; every answer and every query is
//! compared. The first difference ends the campaign with its seed and the shortest list of
//! commands that was found; put the seed into `FAILED_ONCE` of `tests/simulation/main.rs`. Ends
//! with how often each answer was given.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Instant;

#[path = "../tests/simulation/answer.rs"]
mod answer;
#[path = "../tests/simulation/book.rs"]
mod book;
#[path = "../tests/simulation/command.rs"]
mod command;
#[path = "../tests/simulation/compare.rs"]
mod compare;
#[path = "../tests/simulation/model.rs"]
mod model;
#[path = "../tests/simulation/play.rs"]
mod play;
#[path = "../tests/simulation/play_holds.rs"]
mod play_holds;
#[path = "../tests/simulation/random.rs"]
mod random;
#[path = "../tests/simulation/run.rs"]
mod run;

use run::{Failure, Tally, run};

/// Commands in the life of one book.
const LIFE: u64 = 250;

/// Lives between two lines of progress.
const PROGRESS_EVERY: u64 = 400;

struct Campaign {
    operations: u64,
    seed: u64,
    threads: u64,
}

fn main() -> ExitCode {
    if let Some(campaign) = arguments() {
        return go(&campaign);
    }
    eprintln!("campaign [--operations NUMBER] [--seed NUMBER] [--threads NUMBER]");
    ExitCode::from(2)
}

fn arguments() -> Option<Campaign> {
    let mut campaign = Campaign {
        operations: 100_000,
        seed: 1_000,
        threads: 1,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next()?.parse().ok()?;
        match name.as_str() {
            "--operations" => campaign.operations = value,
            "--seed" => campaign.seed = value,
            "--threads" => campaign.threads = value,
            _ => return None,
        }
    }
    Some(campaign)
}

fn go(campaign: &Campaign) -> ExitCode {
    let begun = Instant::now();
    let lives = campaign.operations.div_ceil(LIFE);
    let (next, stop) = (AtomicU64::new(0), AtomicBool::new(false));
    let tally = Mutex::new(Tally::new());
    let failed: Mutex<Option<Box<Failure>>> = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..campaign.threads {
            scope.spawn(|| {
                let mut own = Tally::new();
                while !stop.load(Ordering::Relaxed) {
                    let life = next.fetch_add(1, Ordering::Relaxed);
                    if life >= lives {
                        break;
                    }
                    let steps = usize::try_from(LIFE).unwrap_or(usize::MAX);
                    if let Err(failure) = run(campaign.seed + life, steps, &mut own) {
                        stop.store(true, Ordering::Relaxed);
                        failed.lock().map(|mut failed| *failed = Some(failure)).ok();
                    }
                    if life > 0 && life.is_multiple_of(PROGRESS_EVERY) {
                        let done = life * LIFE;
                        eprintln!("{done} commands, {} s", begun.elapsed().as_secs());
                    }
                }
                if let Ok(mut tally) = tally.lock() {
                    for (answer, count) in own {
                        *tally.entry(answer).or_default() += count;
                    }
                }
            });
        }
    });
    let tally = tally.into_inner().unwrap_or_default();
    for (answer, count) in &tally {
        println!("{count:>10}  {answer}");
    }
    let (commands, seconds) = (tally.values().sum::<u64>(), begun.elapsed().as_secs());
    let from = campaign.seed;
    if let Ok(Some(failure)) = failed.into_inner() {
        println!("the book and its model part after {commands} commands\n{failure}");
        return ExitCode::FAILURE;
    }
    println!(
        "{commands} commands from seed {from} to {}, {seconds} s: the book and its model agree",
        from + lives.max(1) - 1
    );
    ExitCode::SUCCESS
}
