//! The book beside a naive model of it: random commands from a seed, every answer and every
//! query compared, invariants after every step.
//!
//! Twenty thousand commands run with the other tests; `cargo run --release -p ledger --example
//! campaign` runs as many as there is time for. A failure prints its seed and the shortest list
//! of commands that was found. A seed that ever failed goes into [`FAILED_ONCE`].

mod answer;
mod book;
mod command;
mod compare;
mod model;
mod play;
mod play_holds;
mod random;
mod run;

use model::Model;
use run::{Tally, live, run};

/// Commands in the life of one book.
const LIFE: usize = 250;

/// Lives in each of the four tests below: 4 × 20 × 250 = 20,000 commands.
const LIVES: u64 = 20;

/// Seeds that once found a fault, in the book or in the model.
const FAILED_ONCE: [u64; 0] = [];

#[track_caller]
fn lives(seeds: impl IntoIterator<Item = u64>) -> Tally {
    let mut tally = Tally::new();
    for seed in seeds {
        if let Err(failure) = run(seed, LIFE, &mut tally) {
            panic!("{failure}");
        }
    }
    tally
}

#[test]
fn the_book_and_its_model_say_the_same_in_the_first_quarter() {
    lives(0..LIVES);
}

#[test]
fn the_book_and_its_model_say_the_same_in_the_second_quarter() {
    lives(LIVES..2 * LIVES);
}

#[test]
fn the_book_and_its_model_say_the_same_in_the_third_quarter() {
    lives(2 * LIVES..3 * LIVES);
}

#[test]
fn the_book_and_its_model_say_the_same_in_the_fourth_quarter() {
    lives(3 * LIVES..4 * LIVES);
}

#[test]
fn seeds_that_failed_once_pass() {
    lives(FAILED_ONCE);
}

/// What the twenty thousand commands are answered, each of it at least once: a rule that no
/// command meets is not tested here.
const ANSWERS: [&str; 45] = [
    "batch posted",
    "batch refused",
    "done",
    "hold step",
    "hold step before",
    "lapsed: nothing",
    "lapsed: some",
    "month closed",
    "posted",
    "posted before",
    "refused: AboveLimit",
    "refused: AccountClosed",
    "refused: AccountExists",
    "refused: AccountTwice",
    "refused: AlreadyReversed",
    "refused: BalanceNotNought",
    "refused: BelowLimit",
    "refused: DoesNotBalance",
    "refused: ExistsWithOtherContent",
    "refused: HeldBack",
    "refused: HoldEnded",
    "refused: HoldExistsWithOtherContent",
    "refused: HoldForOthers",
    "refused: HoldLapsesTooSoon",
    "refused: HoldNotDue",
    "refused: HoldNotPositive",
    "refused: HoldPastItsTime",
    "refused: IsAReversal",
    "refused: LimitsCrossed",
    "refused: MinutesHeld",
    "refused: MinutesNought",
    "refused: MonthClosed",
    "refused: MonthEndsElsewhere",
    "refused: MonthNotLastClosed",
    "refused: MonthNotOver",
    "refused: MonthOutOfOrder",
    "refused: MoreThanHeld",
    "refused: MoreThanIsLeft",
    "refused: NothingLeft",
    "refused: SourceTooLong",
    "refused: TooFewEntries",
    "refused: TooLarge",
    "refused: UnknownAccount",
    "refused: UnknownHold",
    "refused: UnknownTransfer",
];

#[test]
fn every_answer_is_given_in_twenty_thousand_commands() {
    let mut tally = Tally::new();
    for seed in 0..4 * LIVES {
        let mut model = Model::default();
        for step in command::life(seed, LIFE) {
            *tally.entry(model.happen(&step).name()).or_default() += 1;
        }
    }
    for (answer, count) in &tally {
        println!("{count:>7}  {answer}");
    }
    let seen: Vec<&str> = tally.keys().map(String::as_str).collect();
    assert_eq!(seen, ANSWERS);
    assert_eq!(tally.values().sum::<u64>(), 20_000);
}

/// The harness is itself tested: what somebody does to the file is noticed.
#[test]
fn a_change_behind_the_books_back_is_noticed() {
    for (change, sql) in [
        (
            "an entry changed",
            "DROP TRIGGER ledger_entry_keep;
             UPDATE ledger_entry SET minutes = minutes + 5 WHERE transfer = 9;",
        ),
        (
            "a limit changed",
            "DROP TRIGGER ledger_limit_keep; UPDATE ledger_limit SET lower = -15, upper = NULL;",
        ),
        (
            "the last step of a hold removed",
            "PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_hold_stay;
             DELETE FROM ledger_hold WHERE seq = (SELECT max(seq) FROM ledger_hold);",
        ),
        (
            "a promise moved to another day",
            "DROP TRIGGER ledger_hold_keep; UPDATE ledger_hold SET at = at - 90000 WHERE seq = 4;",
        ),
        (
            "the refusals forgotten",
            "DROP TRIGGER ledger_refusal_stay; DELETE FROM ledger_refusal;",
        ),
        (
            "the guard of transfers taken away",
            "DROP TRIGGER ledger_transfer_guard;",
        ),
        (
            "the guard of entries taken away",
            "DROP TRIGGER ledger_entry_guard;",
        ),
        (
            "the rule of what may be held taken away",
            "DROP TRIGGER ledger_hold_within_limit;",
        ),
        (
            "a day changed",
            "DROP TRIGGER ledger_transfer_keep;
             UPDATE ledger_transfer SET done_on = '2026-03-03' WHERE seq = 5;",
        ),
    ] {
        let steps = command::life(7, LIFE);
        match live(&steps, 7, None, Some((150, sql))) {
            Err((place, _)) if place < LIFE => {}
            Err((_, error)) => panic!("{change}: the file would not have it: {error}"),
            Ok(()) => panic!("{change}: nobody noticed"),
        }
    }
}
