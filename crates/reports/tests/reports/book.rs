//! The exported book, proved by a program that shares nothing with ours.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use chrono::TimeDelta;
use ledger::{Attempt, TransferKind};
use ledger::{Hold, HoldId, Limits, Minutes, Month, ReopenReason, Transfer, TransferId};
use uuid::Uuid;

use crate::support::{TestBank, busy_bank};

const CHECKER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/check_book.py");

/// A busy bank in which hours are promised too, limits change, and months are closed.
fn eventful_bank(seed: u64) -> TestBank {
    let mut bank = busy_bank(seed);
    let (ann, bob) = (bank.account(bank.ann), bank.account(bank.bob));
    let now = bank.now();
    let later = |minutes: i64| now + TimeDelta::minutes(minutes);
    let at_most = |minutes: i64| Limits {
        lower: Some(Minutes::new(-minutes).unwrap()),
        upper: None,
    };
    let transfer = |n: u128, minutes: i64| {
        let id = TransferId::new(Uuid::from_u128(0xF00 + n));
        let minutes = Minutes::new(minutes).unwrap();
        let (kind, day) = (TransferKind::Help, now.date_naive());
        Transfer::between(id, kind, ann, bob, minutes, day).unwrap()
    };
    let tx = bank.conn.transaction().unwrap();
    let hold = |n: u128, to, until| Hold {
        id: HoldId::new(Uuid::from_u128(0xB00 + n)),
        from: ann,
        to,
        minutes: Minutes::new(20).unwrap(),
        lapses_at: later(until),
        source: Some(b"agreed".to_vec()),
    };
    ledger::set_limits(&tx, ann, at_most(60_000), now, None).unwrap();
    for (n, to, until) in [
        (1, Some(bob), 90),
        (2, None, 5),
        (3, None, 90),
        (4, None, 90),
    ] {
        ledger::place(&tx, &hold(n, to, until), later(1)).unwrap();
    }
    ledger::set_limits(&tx, ann, at_most(50_000), later(2), None).unwrap();
    let promised = HoldId::new(Uuid::from_u128(0xB01));
    ledger::post_hold(&tx, promised, &transfer(1, 15), later(3)).unwrap();
    ledger::lapse_due(&tx, later(6)).unwrap();
    let released = HoldId::new(Uuid::from_u128(0xB03));
    ledger::release(&tx, released, later(7), Some(b"rain")).unwrap();
    let refused = ledger::attempt(&tx, &transfer(2, 60_000), later(8)).unwrap();
    assert!(matches!(refused, Attempt::Refused(_)), "{refused:?}");
    let (march, april) = (Month::new(2026, 3).unwrap(), Month::new(2026, 4).unwrap());
    for month in [march, april] {
        ledger::close_month(&tx, month, month.end_in_utc(), later(9), None).unwrap();
    }
    ledger::reopen_month(&tx, april, ReopenReason::Audit, later(10), None).unwrap();
    ledger::post(&tx, &transfer(3, 10), later(11)).unwrap();
    tx.commit().unwrap();
    bank
}

fn lines_of(bank: &TestBank) -> Vec<String> {
    let mut file = Vec::new();
    reports::book::book(&bank.conn, &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    file.lines().map(str::to_owned).collect()
}

/// The lines of a bank’s book, and its head as somebody would keep it.
fn exported() -> (Vec<String>, String) {
    static EXPORTED: LazyLock<(Vec<String>, String)> = LazyLock::new(|| {
        let bank = eventful_bank(7);
        let head = ledger::head(&bank.conn).unwrap();
        (lines_of(&bank), format!("{}:{}", head.seq, head.digest))
    });
    EXPORTED.clone()
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

fn first(lines: &[String], what: &str) -> usize {
    lines.iter().position(|line| line.contains(what)).unwrap()
}

/// Changes a text of the first line that holds `what` and that text, and says whether the checker
/// is content.
fn is_proved_with(what: &str, from: &str, to: &str) -> bool {
    let (mut lines, _) = exported();
    let found = |line: &String| line.contains(what) && line.contains(from);
    let at = lines.iter().position(found).unwrap();
    lines[at] = lines[at].replacen(from, to, 1);
    is_proved(&lines, None)
}

#[test]
fn the_book_is_proved_and_reaches_the_head_that_was_kept() {
    let (lines, head) = exported();
    assert!(lines.len() > 50, "only {} lines", lines.len());
    let output = check(&lines, Some(&head));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.starts_with("Proved: "), "{said}");
    // The exchanges of the bank hold minutes of their own.
    assert!(said.contains(" steps of holds and 3 of months"), "{said}");
}

/// An auditor is to read it in one sitting.
#[test]
fn the_checker_has_at_most_two_hundred_lines() {
    let lines = std::fs::read_to_string(CHECKER).unwrap().lines().count();
    assert!(lines <= 200, "{lines}");
}

#[test]
fn every_kind_of_record_is_in_the_file() {
    let (lines, _) = exported();
    let kinds = [
        "book", "account", "refusal", "limit", "hold", "month", "transfer",
    ];
    for kind in kinds {
        first(&lines, &format!("{{\"record\":\"{kind}\""));
    }
}

#[test]
fn one_flipped_bit_in_an_entry_is_noticed() {
    let (mut lines, _) = exported();
    let first = first(&lines, "\"seq\"");
    let entry = lines[first].find("\"minutes\":").unwrap() + "\"minutes\":".len();
    let sign = usize::from(lines[first].as_bytes()[entry] == b'-');
    let at = entry + sign;
    // The lowest bit of a digit is another digit.
    let flipped = char::from(lines[first].as_bytes()[at] ^ 1).to_string();
    lines[first].replace_range(at..=at, &flipped);
    assert!(!is_proved(&lines, None));
}

#[test]
fn a_last_transfer_that_is_taken_away_is_noticed() {
    let (mut lines, _) = exported();
    lines.pop();
    assert!(!is_proved(&lines, None));
}

/// A file that was cut and made to agree with itself again is a good book. The anchor knows.
#[test]
fn a_book_that_was_cut_short_with_care_is_noticed_by_its_anchor() {
    let (longer, shorter) = (busy_bank(7), busy_bank(7));
    longer.posted(crate::support::Help::new(longer.ann, longer.bob, 30));
    let head = ledger::head(&longer.conn).unwrap();
    let lines = lines_of(&shorter);
    assert!(is_proved(&lines, None), "it proves itself");
    let folder = tempfile::tempdir().unwrap();
    let (book, anchor) = (folder.path().join("book"), folder.path().join("anchor"));
    std::fs::write(&book, lines.join("\n")).unwrap();
    let anchor_with = |text: String| {
        std::fs::write(&anchor, text).unwrap();
        let mut command = Command::new("python3");
        command.arg(CHECKER).arg(&book).arg("--anchor").arg(&anchor);
        command.output().unwrap().status.success()
    };
    let line = |head: ledger::Head| format!("{} {} 1795341722\n", head.seq, head.digest);
    let own = ledger::head(&shorter.conn).unwrap();
    assert!(anchor_with(line(own)));
    assert!(!anchor_with(line(own) + &line(head)));
    let accepted = format!("accepted {}", line(own));
    assert!(anchor_with(line(head) + &accepted), "it was given up");
    assert!(anchor_with(line(own) + "99"), "a torn line is none");
}

#[test]
fn two_transfers_that_change_places_are_noticed() {
    let (mut lines, _) = exported();
    let first = first(&lines, "\"record\":\"transfer\"");
    lines.swap(first, first + 1);
    assert!(!is_proved(&lines, None));
}

/// Whatever is changed, in whatever kind of record, the checker finds it.
#[test]
fn a_changed_record_of_any_kind_is_noticed() {
    for (what, from, to) in [
        ("\"record\":\"account\"", "\"held\":0", "\"held\":5"),
        (
            "\"record\":\"account\"",
            "\"closed_after\":null",
            "\"closed_after\":1",
        ),
        ("\"record\":\"limit\"", "\"number\":1", "\"number\":2"),
        (
            "\"record\":\"limit\"",
            "\"lower\":-60000",
            "\"lower\":60000",
        ),
        ("\"step\":\"place\"", "\"minutes\":20", "\"minutes\":21"),
        ("\"step\":\"place\"", "\"limit\":1", "\"limit\":3"),
        ("\"step\":\"place\"", "\"source\":\"61", "\"source\":\"62"),
        (
            "\"step\":\"post\"",
            "\"step\":\"post\"",
            "\"step\":\"release\"",
        ),
        (
            "\"step\":\"lapse\"",
            "\"step\":\"lapse\"",
            "\"step\":\"release\"",
        ),
        ("\"source\":\"7261696e\"", "\"held\":", "\"held\":1"),
        (
            "\"step\":\"close\"",
            "\"month\":\"2026-03\"",
            "\"month\":\"2026-02\"",
        ),
        ("\"step\":\"close\"", "\"digest\":\"", "\"digest\":\"00"),
        (
            "\"step\":\"reopen\"",
            "\"reason\":\"audit\"",
            "\"reason\":null",
        ),
        ("\"step\":\"reopen\"", "[\"2026-03\",\"2026-03\"]", "null"),
        ("\"kind\":\"reversal\"", "\"reverses\":", "\"reverses\":1"),
        ("\"record\":\"book\"", "\"open_holds\":", "\"open_holds\":1"),
        ("\"record\":\"book\"", "\"hold_steps\":", "\"hold_steps\":1"),
    ] {
        assert!(!is_proved_with(what, from, to), "{what}: {from} as {to}");
    }
}

#[test]
fn any_line_that_is_missing_is_noticed() {
    let (lines, _) = exported();
    for kind in ["limit", "hold", "month", "transfer"] {
        let mut rest = lines.clone();
        rest.remove(first(&lines, &format!("\"record\":\"{kind}\"")));
        assert!(!is_proved(&rest, None), "a {kind} is missing");
    }
}

/// A refused transfer stands nowhere; one that was posted under its id would be a lie.
#[test]
fn a_transfer_that_was_refused_is_noticed_where_it_stands_all_the_same() {
    let (mut lines, _) = exported();
    let refusal = first(&lines, "\"record\":\"refusal\"");
    let transfer = &lines[first(&lines, "\"record\":\"transfer\"")];
    let id = transfer.split("\"id\":\"").nth(1).unwrap()[..36].to_owned();
    lines[refusal] = format!("{{\"record\":\"refusal\",\"id\":\"{id}\"}}");
    assert!(!is_proved(&lines, None));
}

/// Somebody who can write the file can also work out a new chain. What they cannot change is the
/// head that stands in somebody's minutes.
#[test]
fn a_chain_that_was_made_anew_is_noticed_by_whoever_kept_a_head() {
    let (_, kept) = exported();
    let lines = lines_of(&eventful_bank(8));
    assert!(is_proved(&lines, None), "it proves itself");
    assert!(
        !is_proved(&lines, Some(&kept)),
        "but it is not the book whose head was kept"
    );
}
