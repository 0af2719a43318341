//! The exported book, proved by a program that shares nothing with ours.

use std::path::Path;
use std::process::{Command, Output};

use crate::support::busy_bank;

const CHECKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/check_book.py");

/// The lines of a busy bank's book, and its head as somebody would keep it.
fn exported() -> (Vec<String>, String) {
    let bank = busy_bank(7);
    let mut file = Vec::new();
    reports::book::book(&bank.conn, &mut file).unwrap();
    let head = ledger::head(&bank.conn).unwrap();
    let lines = String::from_utf8(file)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    (lines, format!("{}:{}", head.seq, head.digest))
}

fn check(lines: &[String], head: Option<&str>) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.jsonl");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let mut command = Command::new("python3");
    command.arg(Path::new(CHECKER)).arg(&path);
    if let Some(head) = head {
        command.args(["--head", head]);
    }
    command.output().unwrap()
}

fn is_proved(lines: &[String], head: Option<&str>) -> bool {
    let output = check(lines, head);
    assert!(
        output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.status.success()
}

fn first_transfer(lines: &[String]) -> usize {
    lines
        .iter()
        .position(|line| line.contains("\"seq\""))
        .unwrap()
}

#[test]
fn the_book_is_proved_and_reaches_the_head_that_was_kept() {
    let (lines, head) = exported();
    assert!(lines.len() > 50, "only {} lines", lines.len());
    let output = check(&lines, Some(&head));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("Proved: "), "{said}");
}

#[test]
fn one_minute_more_in_one_entry_is_noticed() {
    let (mut lines, _) = exported();
    let first = first_transfer(&lines);
    let entry = lines[first].find("\"minutes\":").unwrap() + "\"minutes\":".len();
    let at = if lines[first].as_bytes()[entry] == b'-' {
        entry + 1
    } else {
        entry
    };
    let digit = lines[first].as_bytes()[at];
    let other = if digit == b'9' { "8" } else { "9" };
    lines[first].replace_range(at..=at, other);
    assert!(!is_proved(&lines, None));
}

#[test]
fn a_last_transfer_that_is_taken_away_is_noticed() {
    let (mut lines, _) = exported();
    lines.pop();
    assert!(!is_proved(&lines, None));
}

#[test]
fn two_transfers_that_change_places_are_noticed() {
    let (mut lines, _) = exported();
    let first = first_transfer(&lines);
    lines.swap(first, first + 1);
    assert!(!is_proved(&lines, None));
}

/// Somebody who can write the file can also work out a new chain. What they cannot change is the
/// head that stands in somebody's minutes.
#[test]
fn a_chain_that_was_made_anew_is_noticed_by_whoever_kept_a_head() {
    let (_, kept) = exported();
    let other = busy_bank(8);
    let mut file = Vec::new();
    reports::book::book(&other.conn, &mut file).unwrap();
    let lines: Vec<String> = String::from_utf8(file)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    assert!(is_proved(&lines, None), "it proves itself");
    assert!(
        !is_proved(&lines, Some(&kept)),
        "but it is not the book whose head was kept"
    );
}
