//! A real bank's history, where the data set lies beside the checkout.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use timebank::exchange;
use timebank::import::timeoverflow::{Files, SourceFile, Standing};

use crate::support::{TestBank, files_of};

/// The data set, looked for in `shared/data` beside every folder above this crate.
fn data() -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data/replay/stpete"))
        .find(|folder| folder.join("expected.json").is_file());
    if found.is_none() {
        println!("skipped: shared/data/replay/stpete does not lie beside the checkout");
    }
    found
}

fn files(folder: &Path) -> Files {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    files_of(read("users.csv"), read("transfers.csv"))
}

/// Number and seconds of each member, read by hand: no cell of the file is quoted.
fn balances(users: &SourceFile) -> Vec<(u32, i64)> {
    let text = str::from_utf8(&users.bytes).unwrap();
    assert!(!text.contains('"'));
    text.lines()
        .skip(1)
        .map(|line| {
            let (number, balance) = (line.split(',').next(), line.rsplit(',').next());
            (
                number.unwrap().parse().unwrap(),
                balance.unwrap().parse().unwrap(),
            )
        })
        .collect()
}

#[test]
fn a_real_banks_history_comes_out_to_the_minute() {
    let Some(folder) = data() else { return };
    let text = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&text).unwrap();
    let (files, bank) = (files(&folder), TestBank::new());

    let plan = bank.plan(&files);
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert_eq!(plan.sum_after(), 0);
    let outcome = bank.apply(&plan).unwrap();
    println!("{}{outcome}", plan.sheet());

    assert_eq!(bank.count("member"), expected["members"].as_i64().unwrap());
    let mut months: BTreeMap<String, (u64, i64)> = BTreeMap::new();
    let (mut exchanges, mut minutes) = (0, 0);
    let (first, last) = (
        expected["first"].as_str().unwrap(),
        expected["last"].as_str().unwrap(),
    );
    exchange::for_each_posted(
        &bank.conn,
        first.parse().unwrap(),
        last.parse().unwrap(),
        |posted| {
            exchanges += 1;
            minutes += posted.minutes;
            let month = months
                .entry(posted.done_on.format("%Y-%m").to_string())
                .or_default();
            month.0 += 1;
            month.1 += posted.minutes;
        },
    )
    .unwrap();
    assert_eq!(exchanges, expected["exchanges"].as_i64().unwrap());
    assert_eq!(minutes, expected["minutes"].as_i64().unwrap());
    let wanted = expected["months"].as_object().unwrap();
    assert_eq!(months.len(), wanted.len());
    for (name, month) in wanted {
        let (count, minutes) = months[name];
        assert_eq!(Some(count), month["exchanges"].as_u64(), "{name}");
        assert_eq!(Some(minutes), month["minutes"].as_i64(), "{name}");
    }
    for (number, seconds) in balances(&files.users) {
        assert_eq!(seconds % 60, 0);
        assert_eq!(bank.balance(number), seconds / 60, "number {number}");
    }
    bank.expect_clean_books();
}

#[test]
fn a_real_banks_history_comes_in_once() {
    let Some(folder) = data() else { return };
    let (files, bank) = (files(&folder), TestBank::new());
    bank.import(&files);
    let before = (bank.rows(), ledger::head(&bank.conn).unwrap());

    let plan = bank.plan(&files);
    assert!(plan.is_nothing_new());
    assert!(plan.bad_lines.is_empty(), "{:?}", plan.bad_lines);
    assert!(plan.people.iter().all(|p| p.standing == Standing::Known));
    assert!(bank.apply(&plan).unwrap().is_nothing());

    assert_eq!((bank.rows(), ledger::head(&bank.conn).unwrap()), before);
}
