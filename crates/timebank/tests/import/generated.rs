//! Whatever the source holds, the balances come out as it states them.

use std::fmt::Write as _;

use proptest::prelude::*;

use crate::support::{TestBank, files_of, transfers, users};

/// Members 1 to 6 are in the users' file, 7 and 8 have left; 9 is the phrase, 10 the bank.
const PARTIES: usize = 10;

fn party(place: usize) -> String {
    match place {
        1..=8 => format!("Member {place} ({place})"),
        9 => "Deleted user".to_owned(),
        _ => "Wrensham Timebank".to_owned(),
    }
}

fn transfer() -> impl Strategy<Value = String> {
    (1..=PARTIES, 1..PARTIES, 0..28_u32, 1..2_000_i64, 0..3_usize).prop_map(
        |(from, step, day, minutes, post)| {
            let to = (from + step - 1) % PARTIES + 1;
            let post = ["", "Gardening", "Bread"][post];
            let (from, to) = (party(from), party(to));
            let (hours, minutes) = (minutes / 60, minutes % 60);
            format!(
                "2024-02-{:02},{from},{to},{post},{hours}:{minutes:02}",
                day + 1
            )
        },
    )
}

fn seconds() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(-1_000_000..1_000_000_i64, 6)
}

fn users_of(seconds: &[i64]) -> String {
    let lines: Vec<String> = (1..)
        .zip(seconds)
        .map(|(number, seconds)| {
            let mut line = format!("{number},Member {number},,,,2023-01-0{number},,en,");
            write!(line, "{seconds}").unwrap();
            line
        })
        .collect();
    users(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// To the nearest minute, half a minute upwards: told in another way than the import's.
fn minutes(seconds: i64) -> i64 {
    (seconds * 2 + 60).div_euclid(120)
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn balances_are_those_of_the_source(
        seconds in seconds(),
        rows in prop::collection::vec(transfer(), 0..40),
        later in prop::collection::vec(transfer(), 0..10),
    ) {
        let bank = TestBank::new();
        let lines: Vec<&str> = rows.iter().map(String::as_str).collect();
        let files = files_of(users_of(&seconds), transfers(&lines));

        let plan = bank.plan(&files);
        prop_assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
        prop_assert_eq!(plan.sum_after(), 0);
        bank.apply(&plan).unwrap();
        for (number, seconds) in (1..).zip(&seconds) {
            prop_assert_eq!(bank.balance(number), minutes(*seconds));
        }
        for person in &plan.people {
            prop_assert_eq!(bank.balance(person.number.get()), person.after);
        }
        bank.expect_clean_books();

        let before = bank.rows();
        prop_assert!(bank.apply(&bank.plan(&files)).unwrap().is_nothing());
        prop_assert_eq!(bank.rows(), before);

        // What comes later moves balances there and here alike, in whichever order it is told.
        let all: Vec<&str> = later.iter().chain(&rows).map(String::as_str).collect();
        let moved = moved(&seconds, &later);
        let plan = bank.plan(&files_of(users_of(&moved), transfers(&all)));
        let only_left = |line: &str| line.contains("came with an earlier import");
        if plan.bad_lines.iter().any(|line| only_left(&line.reason)) {
            // Somebody with a number who left cannot come back by a transfer alone.
            return Ok(());
        }
        prop_assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
        bank.apply(&plan).unwrap();
        for (number, seconds) in (1..).zip(&moved) {
            prop_assert_eq!(bank.balance(number), minutes(*seconds));
        }
        bank.expect_clean_books();
    }
}

fn moved(seconds: &[i64], later: &[String]) -> Vec<i64> {
    let mut moved = seconds.to_vec();
    for line in later {
        let cells: Vec<&str> = line.split(',').collect();
        let (hours, minutes) = cells[4].split_once(':').unwrap();
        let length = hours.parse::<i64>().unwrap() * 3_600 + minutes.parse::<i64>().unwrap() * 60;
        for (cell, sign) in [(cells[1], -1), (cells[2], 1)] {
            for (number, balance) in (1..).zip(&mut moved) {
                if cell == party(number) {
                    *balance += sign * length;
                }
            }
        }
    }
    moved
}
