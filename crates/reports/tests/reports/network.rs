//! Several banks in one report.

use std::collections::BTreeMap;

use reports::activity::ActivityReport;
use reports::disclosure::{Audience, Shown};
use reports::network::{Network, network};
use serde_json::Value;
use timebank::actor::Role;
use timebank::member::MemberKind;

use crate::exports::read;
use crate::printed::{minutes, text_of};
use crate::programs::program;
use crate::same_numbers::written;
use crate::support::{Help, TestBank, busy_bank, period};
use crate::workbooks::{open, sheet};

const YEAR: (&str, &str) = ("2026-03-01", "2026-12-31");

/// A bank of so many people in a ring of an hour each.
fn ring(name: &str, people: usize) -> ActivityReport {
    let test = TestBank::new();
    test.on("2026-07-02");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<_> = (0..people).map(add).collect();
    for place in 0..people {
        test.posted(Help::new(members[place], members[(place + 1) % people], 60));
    }
    let mut report = test.report(YEAR.0, YEAR.1);
    name.clone_into(&mut report.bank);
    report
}

fn of(reports: &[ActivityReport], audience: Audience) -> Network {
    network(reports, period(YEAR.0, YEAR.1), audience)
}

#[test]
fn the_total_is_the_sum_of_the_banks() {
    let reports = [1, 2, 3].map(|seed| busy_bank(seed).report(YEAR.0, YEAR.1));
    let all = of(&reports, Audience::Committee);
    let sum = all.total.help.value().unwrap();
    let minutes: i64 = reports.iter().map(ActivityReport::minutes_exchanged).sum();
    let exchanges: u64 = reports.iter().map(ActivityReport::exchanges).sum();
    assert_eq!((sum.minutes, sum.exchanges), (minutes, exchanges));
    assert!(all.total.agrees && all.banks.len() == 3);
    let mut file = Vec::new();
    all.write_csv(&mut file).unwrap();
    let rows = read(&file);
    let (total, banks) = rows.split_last().unwrap();
    let column = |name: &str| -> i64 {
        banks
            .iter()
            .map(|row| row[name].parse::<i64>().unwrap())
            .sum()
    };
    for name in ["exchanges", "minutes", "members_active", "members_new"] {
        assert_eq!(total[name].parse::<i64>().unwrap(), column(name), "{name}");
    }
}

#[test]
fn what_a_small_bank_hides_does_not_follow_from_the_others() {
    let banks = [ring("Alder", 3), ring("Birch", 20), ring("Cedar", 30)];
    let all = of(&banks, Audience::OUTSIDE);
    let help = |place: usize| all.banks[place].help;
    assert_eq!(help(0), Shown::FewPeople(5));
    assert_eq!(
        help(1),
        Shown::Hidden,
        "the total less Cedar would be Alder"
    );
    assert!(help(2).value().is_some());
    assert_eq!(all.total.help.minutes(), Shown::Exact(53 * 60));
    let said: Vec<String> = all.banks.iter().map(|bank| bank.active.said()).collect();
    assert_eq!(said, ["fewer than 5", "about 20", "about 30"]);
    assert_eq!(all.total.active.said(), "about 55");
    let mut file = Vec::new();
    all.write_json(&mut file).unwrap();
    let json: Value = serde_json::from_slice(&file).unwrap();
    assert!(json["banks"][0]["minutes_exchanged"].is_null());
    assert_eq!(json["banks"][0]["shown"], "fewer than 5 people");
}

#[test]
fn two_banks_of_which_one_is_small_show_nothing_of_their_hours() {
    let banks = [ring("Alder", 3), ring("Birch", 4)];
    let all = of(&banks, Audience::OUTSIDE);
    assert!(all.banks.iter().all(|bank| bank.help.value().is_none()));
    let mut file = Vec::new();
    all.write_text(&mut file).unwrap();
    let said = String::from_utf8(file).unwrap();
    assert!(
        said.lines().all(|line| line.chars().count() <= 80),
        "{said}"
    );
}

/// `bank column` → `1250`, `fewer than 5 people`, or nothing where a figure has no word of its own.
type Figures = BTreeMap<String, String>;

const COLUMNS: [&str; 4] = ["exchanges", "minutes", "members_active", "members_new"];

fn of_csv(all: &Network) -> Figures {
    let rows = read(&written(|out| all.write_csv(out)));
    let cells = rows.iter().flat_map(|row| {
        COLUMNS.map(|column| (format!("{} {column}", row["bank"]), row[column].clone()))
    });
    cells.collect()
}

fn of_xlsx(all: &Network) -> Figures {
    let mut book = open(written(|out| all.write_xlsx(out)));
    let cells = sheet(&mut book, "Banks");
    let mut rows = cells.rows();
    let heads: Vec<String> = rows
        .next()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect();
    let found = rows.flat_map(|row| {
        let named = heads.iter().zip(row);
        let named = named.filter(|(head, _)| COLUMNS.contains(&&***head));
        named.map(|(head, cell)| (format!("{} {head}", row[0]), cell.to_string()))
    });
    found.collect()
}

fn of_json(all: &Network) -> Figures {
    let json: Value = serde_json::from_slice(&written(|out| all.write_json(out))).unwrap();
    let lines = json["banks"]
        .as_array()
        .unwrap()
        .iter()
        .chain([&json["total"]]);
    let mut found = Figures::new();
    for line in lines {
        for (column, key, shown) in [
            ("exchanges", "exchanges", "shown"),
            ("minutes", "minutes_exchanged", "shown"),
            ("members_active", "members_active", "members_active_shown"),
            ("members_new", "members_new", "members_new_shown"),
        ] {
            let said = match line[key].as_i64() {
                Some(value) => value.to_string(),
                None => line[shown].as_str().unwrap().to_owned(),
            };
            found.insert(format!("{} {column}", line["bank"].as_str().unwrap()), said);
        }
    }
    found
}

/// The rows of a page of text, cut where two blanks stand.
fn of_text(text: &str, all: &Network) -> Figures {
    let mut found = Figures::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split("  ").map(str::trim).collect();
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let mut lines = all.banks.iter().chain([&all.total]);
        let Some(bank) = lines.find(|bank| cells.first() == Some(&bank.name.as_str())) else {
            continue;
        };
        let (help, people) = match cells[1..] {
            // On paper a dash stands for what the next column says is hidden.
            ["–", hidden, active, new] | [hidden, active, new] => {
                ((hidden, hidden), (active, new))
            }
            [exchanges, hours, active, new] => ((exchanges, hours), (active, new)),
            _ => continue,
        };
        let plain = |said: &str| said.trim_start_matches("about ").replace(',', "");
        for (column, said) in [
            ("exchanges", plain(help.0)),
            (
                "minutes",
                minutes(help.1).unwrap_or_else(|| help.1.to_owned()),
            ),
            ("members_active", plain(people.0)),
            ("members_new", plain(people.1)),
        ] {
            found.insert(format!("{} {column}", bank.name), said);
        }
    }
    found
}

#[test]
fn many_banks_have_the_same_numbers_on_the_screen_and_in_every_file() {
    let rings = [ring("Alder", 3), ring("Birch", 20), ring("Cedar", 30)];
    let busy = [1, 2, 3].map(|seed| {
        let mut report = busy_bank(seed).report(YEAR.0, YEAR.1);
        report.bank = format!("Bank {seed}");
        report
    });
    for (banks, audience) in [
        (&rings, Audience::Committee),
        (&rings, Audience::OUTSIDE),
        (&busy, Audience::Committee),
        (&busy, Audience::OUTSIDE),
    ] {
        let all = of(banks, audience);
        let csv = of_csv(&all);
        assert_eq!(csv.len(), 4 * 4);
        assert_eq!(of_xlsx(&all), csv);
        assert_eq!(of_json(&all), csv);
        let screen = String::from_utf8(written(|out| all.write_text(out))).unwrap();
        assert_eq!(of_text(&screen, &all), csv, "{screen}");
        if let Some(pdftotext) = program("pdftotext") {
            let printed = text_of(&pdftotext, &written(|out| all.write_pdf(out)));
            assert_eq!(of_text(&printed, &all), csv, "{printed}");
        }
    }
}
