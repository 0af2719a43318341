//! The health of a community, where it is known because it was made so.

use reports::health::{Health, health, write_csv, write_json, write_pdf, write_text, write_xlsx};
use timebank::actor::Role;
use timebank::clock::Channel;
use timebank::ids::MemberId;
use timebank::member::MemberKind;

use crate::exports::read;
use crate::printed::text_of;
use crate::programs::program;
use crate::support::{Help, TestBank, busy_bank, period};
use crate::workbooks::{open, sheet};

fn of(test: &TestBank, from: &str, to: &str) -> Health {
    health(&test.conn, &test.bank, period(from, to), test.now()).unwrap()
}

/// So many people, of whom each helped the next one for an hour, and the last one the first.
fn ring(people: usize) -> (TestBank, Vec<MemberId>) {
    let test = TestBank::new();
    test.on("2026-07-02");
    let add = |place| {
        let name = format!("Member{place} Example");
        test.add(&name, MemberKind::Person, Role::Member)
    };
    let members: Vec<MemberId> = (0..people).map(add).collect();
    for place in 0..people {
        test.posted(Help::new(members[place], members[(place + 1) % people], 60));
    }
    (test, members)
}

fn value(health: &Health, id: &str) -> Option<i64> {
    let signs = health.signs.as_ref().unwrap();
    signs.iter().find(|sign| sign.id == id).unwrap().value.value
}

#[test]
fn in_a_ring_everything_comes_round_and_nothing_between_two() {
    let (test, _) = ring(12);
    let july = of(&test, "2026-07-01", "2026-07-31");
    assert_eq!(july.active, 12);
    assert_eq!(value(&july, "circle_members"), Some(12));
    assert_eq!(value(&july, "circle_share"), Some(1_000));
    assert_eq!(value(&july, "reciprocity"), Some(0));
    assert_eq!(value(&july, "partners"), Some(2));
    assert_eq!(value(&july, "volume_concentration"), Some(0));
    // Ruth wrote all of it down.
    assert_eq!(value(&july, "broker_load"), Some(1_000));
    assert_eq!(value(&july, "busiest_broker"), Some(1_000));
    // Everybody is back at nought.
    assert_eq!(value(&july, "balance_concentration"), None);
}

#[test]
fn hours_that_nobody_spends_are_at_rest() {
    let (test, members) = ring(12);
    test.on("2026-07-20");
    test.posted(Help::new(members[0], members[1], 90).through(Channel::Phone));
    let year = of(&test, "2026-07-01", "2027-06-30");
    assert_eq!(value(&year, "idle_share"), Some(1_000));
    assert_eq!(value(&year, "balance_concentration"), Some(1_000));
    // 90 minutes lay there at twelve ends of months; 810 were given in 365 days.
    assert_eq!(value(&year, "holding_days"), Some(41));
    let july = of(&test, "2026-07-01", "2026-07-31");
    assert_eq!(value(&july, "idle_share"), Some(0));
}

#[test]
fn of_fewer_than_ten_nothing_is_said() {
    let (test, _) = ring(9);
    let july = of(&test, "2026-07-01", "2026-07-31");
    assert!(july.signs.is_none());
    let mut file = Vec::new();
    write_text(&july, &mut file).unwrap();
    let said = String::from_utf8(file).unwrap();
    assert!(said.contains("There were 9 active members."), "{said}");
    assert!(!said.contains('%'), "{said}");
}

#[test]
fn those_who_joined_are_followed_by_quarter() {
    let (test, members) = ring(12);
    test.on("2026-10-05");
    test.posted(Help::new(members[0], members[1], 30));
    let autumn = of(&test, "2026-10-01", "2026-12-31");
    let quarters: Vec<_> = autumn
        .quarters
        .iter()
        .map(|quarter| (quarter.first.to_string(), quarter.joined, quarter.active))
        .collect();
    assert_eq!(
        quarters,
        [
            ("2026-01-01".into(), 4, 0),
            ("2026-07-01".to_owned(), 12, 2)
        ]
    );
}

#[test]
fn every_sign_says_how_it_is_worked_out_and_what_to_be_careful_about() {
    let health = of(&busy_bank(3), "2026-03-01", "2026-12-31");
    let signs = health.signs.as_ref().unwrap();
    let mut file = Vec::new();
    write_text(&health, &mut file).unwrap();
    let said = String::from_utf8(file).unwrap();
    for sign in signs {
        assert!(
            sign.formula.ends_with('.') && sign.caveat.ends_with('.'),
            "{}",
            sign.id
        );
        assert!(!sign.reading.ends_with('.'), "{}", sign.id);
        assert!(said.contains(&sign.value.said()), "{}", sign.id);
    }
    let ids: std::collections::BTreeSet<&str> = signs.iter().map(|sign| sign.id).collect();
    assert_eq!(ids.len(), signs.len());
}

#[test]
fn the_files_have_the_figures_of_the_page_and_nothing_of_a_small_community() {
    let year = of(&busy_bank(3), "2026-03-01", "2026-12-31");
    let (mut table, mut json) = (Vec::new(), Vec::new());
    write_csv(&year, &mut table).unwrap();
    write_json(&year, &mut json).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let figures = document["figures"].as_array().unwrap();
    let rows = read(&table);
    for (sign, figure) in year.signs.as_ref().unwrap().iter().zip(figures) {
        let row = rows.iter().find(|row| row["id"] == sign.id).unwrap();
        let value = sign.value.value;
        let said = value.map_or_else(String::new, |value| value.to_string());
        assert_eq!(row["value"], said, "{}", sign.id);
        assert_eq!(figure["id"], sign.id);
        assert_eq!(figure["value"].as_i64(), value, "{}", sign.id);
    }
    let joined: i64 = rows
        .iter()
        .filter(|row| row["section"] == "quarters")
        .map(|row| row["joined"].parse::<i64>().unwrap())
        .sum();
    let quarters = &year.quarters;
    assert_eq!(
        joined,
        quarters
            .iter()
            .map(|quarter| i64::from(quarter.joined))
            .sum::<i64>()
    );

    let (small, _) = ring(9);
    let july = of(&small, "2026-07-01", "2026-07-31");
    let (mut table, mut json) = (Vec::new(), Vec::new());
    write_csv(&july, &mut table).unwrap();
    write_json(&july, &mut json).unwrap();
    assert!(read(&table).iter().all(|row| row["section"] != "quarters"));
    let document: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert!(document["figures"].is_null());
}

#[test]
fn the_workbook_and_the_printed_document_have_the_figures_of_the_other_files() {
    let year = of(&busy_bank(3), "2026-03-01", "2026-12-31");
    let (mut table, mut book, mut print) = (Vec::new(), Vec::new(), Vec::new());
    write_csv(&year, &mut table).unwrap();
    write_xlsx(&year, &mut book).unwrap();
    write_pdf(&year, &mut print).unwrap();
    let (rows, mut book) = (read(&table), open(book));
    let cells = sheet(&mut book, "Health");
    for (row, cells) in rows.iter().zip(cells.rows().skip(1)) {
        let said = |place: usize| cells[place].to_string();
        assert_eq!(said(2), row["name"]);
        assert_eq!(said(4), row["value"], "{}", row["name"]);
        assert_eq!(said(5), row["joined"], "{}", row["name"]);
    }
    let Some(pdftotext) = program("pdftotext") else {
        return;
    };
    let text = text_of(&pdftotext, &print);
    for sign in year.signs.as_ref().unwrap() {
        let figure = sign.value.said();
        let stands = |line: &str| {
            let line = line.trim();
            line.starts_with(sign.name) && line.ends_with(&figure)
        };
        assert!(text.lines().any(stands), "{}: {figure}\n{text}", sign.name);
    }
    for quarter in &year.quarters {
        let figures = [quarter.joined, quarter.active].map(|count| count.to_string());
        let month = reports::words::month(quarter.first);
        let stands = |line: &str| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            line.contains(&month) && cells.ends_with(&[&*figures[0], &*figures[1]])
        };
        assert!(text.lines().any(stands), "{month}");
    }
    let (small, _) = ring(9);
    let mut print = Vec::new();
    write_pdf(&of(&small, "2026-07-01", "2026-07-31"), &mut print).unwrap();
    assert!(!text_of(&pdftotext, &print).contains("How these are worked out"));
}
