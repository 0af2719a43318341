//! Several banks in one report.

use reports::activity::ActivityReport;
use reports::disclosure::{Audience, Shown};
use reports::network::{Network, network};
use timebank::actor::Role;
use timebank::member::MemberKind;

use crate::exports::read;
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
    let json: serde_json::Value = serde_json::from_slice(&file).unwrap();
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

#[test]
fn the_workbook_of_many_banks_has_the_numbers_of_their_table() {
    let banks = [ring("Alder", 3), ring("Birch", 20), ring("Cedar", 30)];
    for audience in [Audience::Committee, Audience::OUTSIDE] {
        let all = of(&banks, audience);
        let (mut table, mut workbook) = (Vec::new(), Vec::new());
        all.write_csv(&mut table).unwrap();
        all.write_xlsx(&mut workbook).unwrap();
        let mut book = open(workbook);
        let cells = sheet(&mut book, "Banks");
        let heads: Vec<String> = cells
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        for (row, cells) in read(&table).iter().zip(cells.rows().skip(1)) {
            for (head, cell) in heads.iter().zip(cells) {
                if ["exchanges", "minutes", "members_active", "members_new"].contains(&&**head) {
                    assert_eq!(cell.to_string(), row[head.as_str()], "{head}");
                }
            }
        }
        assert_eq!(cells.rows().count(), 5);
    }
}
