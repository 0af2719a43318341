//! The journals, read by the programs they are written for: each accepts them and comes to our
//! balances; each notices a figure that was changed.
//!
//! A test says that it is skipped where its program is missing, and fails there in a CI run.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use chrono::NaiveDate;
use reports::journal::{Format, journal};
use tempfile::NamedTempFile;

use crate::programs::program;
use crate::support::{TestBank, busy_bank};

fn exported(test: &TestBank, format: Format) -> String {
    let mut file = Vec::new();
    journal(&test.conn, &test.bank, format, test.now(), &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn file(text: &str, format: Format) -> NamedTempFile {
    let ending = format!(".{}", format.extension());
    let mut file = tempfile::Builder::new().suffix(&ending).tempfile().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn run(program: &Path, arguments: &[&str], file: &Path) -> Output {
    let path = file.to_str().unwrap();
    let arguments = arguments
        .iter()
        .map(|a| if *a == "FILE" { path } else { a });
    Command::new(program).args(arguments).output().unwrap()
}

fn accepted(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    text(&output.stdout)
}

/// Our balances under the names of the journal: `name` says what an account is called there.
fn balances(test: &TestBank, name: impl Fn(&str, u32) -> String) -> BTreeMap<String, i64> {
    let mut members = BTreeMap::new();
    timebank::member::for_each::<timebank::Error>(&test.conn, |member| {
        members.insert(member.account, member.number.get());
        Ok(())
    })
    .unwrap();
    ledger::balances(&test.conn)
        .unwrap()
        .into_iter()
        .map(|(account, kind, minutes)| {
            let number = members.get(&account).copied().unwrap_or_default();
            (name(kind.as_str(), number), minutes.get())
        })
        .collect()
}

fn plain_name(kind: &str, number: u32) -> String {
    match kind {
        "member" | "organisation" => format!("{kind}s:{number:04}"),
        _ => format!("bank:{kind}"),
    }
}

fn beancount_name(kind: &str, number: u32) -> String {
    match kind {
        "member" => format!("Liabilities:Members:M{number:04}"),
        "organisation" => format!("Liabilities:Organisations:M{number:04}"),
        _ => format!("Equity:{}{}", kind[..1].to_uppercase(), &kind[1..]),
    }
}

/// `account` and `90 min`, an account to a line.
fn read_balances(text: &str, separator: char) -> BTreeMap<String, i64> {
    let line = |line: &str| {
        let line = line.replace('"', "");
        let (account, amount) = line.split_once(separator).unwrap();
        let minutes = amount.split(' ').next().unwrap();
        (account.to_owned(), minutes.parse().unwrap())
    };
    text.lines().map(line).collect()
}

#[test]
fn hledger_accepts_the_book_and_comes_to_our_balances() {
    let Some(hledger) = program("hledger") else {
        return;
    };
    let test = busy_bank(1);
    let file = file(&exported(&test, Format::Hledger), Format::Hledger);
    let path = file.path();
    accepted(&run(&hledger, &["-f", "FILE", "check", "--strict"], path));
    let args = ["-f", "FILE", "bal", "-E", "-N", "--flat", "-O", "csv"];
    let table = accepted(&run(&hledger, &args, path));
    let table = table.lines().skip(1).collect::<Vec<_>>().join("\n");
    assert_eq!(read_balances(&table, ','), balances(&test, plain_name));
}

#[test]
fn hledger_has_our_balances_on_every_day() {
    let Some(hledger) = program("hledger") else {
        return;
    };
    let test = busy_bank(2);
    let file = file(&exported(&test, Format::Hledger), Format::Hledger);
    for end in ["2026-03-03", "2026-05-01", "2026-06-15"] {
        let day: NaiveDate = end.parse().unwrap();
        let args = [
            "-f", "FILE", "bal", "-E", "-N", "--flat", "-O", "csv", "-e", end,
        ];
        let table = accepted(&run(&hledger, &args, file.path()));
        let table = table.lines().skip(1).collect::<Vec<_>>().join("\n");
        let theirs = read_balances(&table, ',');
        let end = test.bank.start_of(day);
        for member in [test.ann, test.bob, test.school] {
            let account = test.account(member);
            let ours = ledger::balance_as_of(&test.conn, account, end)
                .unwrap()
                .get();
            let profile = timebank::member::get(&test.conn, member).unwrap();
            let kind = match profile.kind {
                timebank::member::MemberKind::Person => "member",
                timebank::member::MemberKind::Organisation => "organisation",
            };
            let name = plain_name(kind, profile.number.get());
            assert_eq!(
                theirs.get(&name).copied().unwrap_or(0),
                ours,
                "{name} {day}"
            );
        }
    }
}

#[test]
fn ledger_accepts_the_book_and_comes_to_our_balances() {
    let Some(ledger) = program("ledger") else {
        return;
    };
    let test = busy_bank(1);
    let file = file(&exported(&test, Format::Ledger), Format::Ledger);
    let args = [
        "--pedantic",
        "-f",
        "FILE",
        "bal",
        "--flat",
        "--empty",
        "--no-total",
        "--format",
        "%(account)|%(quantity(display_total))\n",
    ];
    let table = accepted(&run(&ledger, &args, file.path()));
    assert_eq!(read_balances(&table, '|'), balances(&test, plain_name));
}

#[test]
fn beancount_accepts_the_book_and_comes_to_our_balances() {
    let (Some(check), Some(python)) = (program("bean-check"), program("python3")) else {
        return;
    };
    let test = busy_bank(1);
    let file = file(&exported(&test, Format::Beancount), Format::Beancount);
    let said = accepted(&run(&check, &["FILE"], file.path()));
    assert_eq!(said, "");
    let add_up = "
import sys
from collections import Counter
from beancount import loader
from beancount.core.data import Open, Transaction
entries, errors, _ = loader.load_file(sys.argv[1])
assert not errors, errors
sums = Counter({e.account: 0 for e in entries if isinstance(e, Open)})
for entry in entries:
    for posting in entry.postings if isinstance(entry, Transaction) else []:
        assert posting.units.currency == 'MIN'
        sums[posting.account] += posting.units.number
for account in sums:
    print(f'{account}|{sums[account]}')
";
    let table = accepted(&run(&python, &["-c", add_up, "FILE"], file.path()));
    assert_eq!(read_balances(&table, '|'), balances(&test, beancount_name));
}

/// The proof of the tests above: a book in which one hour was changed on its way is refused.
#[test]
fn a_balance_that_was_changed_is_noticed_by_each_program() {
    let test = busy_bank(1);
    for (format, name, arguments) in [
        (Format::Hledger, "hledger", &["-f", "FILE", "check"][..]),
        (Format::Ledger, "ledger", &["-f", "FILE", "bal"]),
        (Format::Beancount, "bean-check", &["FILE"]),
    ] {
        let Some(program) = program(name) else {
            continue;
        };
        let written = exported(&test, format);
        // The first welcome hours: two hours become three, on both sides.
        let changed = written
            .replacen(" 120 ", " 180 ", 1)
            .replacen("-120 ", "-180 ", 1);
        assert_ne!(changed, written);
        let output = run(&program, arguments, file(&changed, format).path());
        assert!(!output.status.success(), "{name} did not notice");
    }
}

#[test]
fn an_empty_book_is_a_journal_too() {
    let test = TestBank::empty();
    for (format, name, arguments) in [
        (Format::Hledger, "hledger", &["-f", "FILE", "check"][..]),
        (Format::Ledger, "ledger", &["-f", "FILE", "bal"]),
        (Format::Beancount, "bean-check", &["FILE"]),
    ] {
        if let Some(program) = program(name) {
            accepted(&run(
                &program,
                arguments,
                file(&exported(&test, format), format).path(),
            ));
        }
    }
}

#[test]
fn no_journal_names_anybody() {
    let test = busy_bank(1);
    for format in Format::ALL {
        let written = exported(&test, format);
        for word in [
            "Ann",
            "Bob",
            "School",
            "Example",
            "afternoon",
            "Gardening",
            "@",
        ] {
            assert!(!written.contains(word), "{format:?} {word}");
        }
    }
}

#[test]
fn a_transfer_looks_like_this_in_each_journal() {
    let test = TestBank::new();
    test.on("2026-07-03");
    test.reverse(test.posted(crate::support::Help::new(test.ann, test.bob, 90).days_ago(2)));
    for format in Format::ALL {
        insta::assert_snapshot!(format.as_str(), exported(&test, format));
    }
}
