//! One report in every file, for both audiences: each file is read back by a program that is not
//! ours, and every figure compared.

use std::collections::BTreeMap;

use calamine::{Data, DataType};
use reports::activity::{ActivityReport, metric, write_csv, write_json, write_text, write_xlsx};
use reports::disclosure::{Audience, ProtectedReport, Shown, protect};
use reports::words;
use serde_json::Value;
use timebank::Channel;
use timebank::activity::Payment;
use timebank::actor::Role;
use timebank::member::MemberKind;

use crate::exports::read;
use crate::support::{Help, TestBank, busy_bank};
use crate::workbooks::{Book, open, said, sheet};

/// What stands where: `months 2026-07 minutes` is `1250`, `hidden` or `fewer than 5 people`.
pub(crate) type Figures = BTreeMap<String, String>;

pub(crate) fn written(write: impl FnOnce(&mut Vec<u8>) -> reports::Result<()>) -> Vec<u8> {
    let mut file = Vec::new();
    write(&mut file).unwrap();
    file
}

/// The sections that every file has.
const LISTS: [&str; 4] = ["months", "categories", "channels", "pairs"];

/// Their sheets.
const SHEETS: [&str; 4] = ["Months", "Kinds of help", "Channels", "Who helped whom"];

const COLUMNS: [&str; 7] = [
    "exchanges",
    "minutes",
    "hours_decimal",
    "members",
    "days",
    "listings",
    "times",
];

pub(crate) fn of_csv(report: &ProtectedReport) -> Figures {
    let mut figures = Figures::new();
    for row in read(&written(|out| write_csv(report, out))) {
        let (section, name) = (row["section"].as_str(), row["name"].as_str());
        let part = match section {
            "accounts" => format!(" {}", row["note"]),
            _ => String::new(),
        };
        for column in COLUMNS {
            if !row[column].is_empty() {
                let key = format!("{section} {name}{part} {column}");
                figures.insert(key, row[column].clone());
            }
        }
    }
    figures
}

fn of_xlsx(report: &ProtectedReport) -> Figures {
    let mut book = open(written(|out| write_xlsx(report, out)));
    let mut figures = Figures::new();
    in_short(&mut book, &mut figures);
    for (section, name) in LISTS.iter().zip(SHEETS) {
        let cells = sheet(&mut book, name);
        for row in cells.rows().skip(1) {
            let what = match row[0].as_date() {
                Some(month) => month.format("%Y-%m").to_string(),
                None => row[0].to_string(),
            };
            if what != "Together" {
                amount(&mut figures, &format!("{section} {what}"), &row[1..]);
            }
        }
    }
    if report.audience != Audience::Committee {
        for row in sheet(&mut book, "Giving and receiving").rows().skip(1) {
            put(
                &mut figures,
                &format!("taking part {} members", row[0]),
                &row[1],
            );
        }
    }
    proof(&mut book, &mut figures);
    figures
}

fn in_short(book: &mut Book, figures: &mut Figures) {
    let cells = sheet(book, "In short");
    for row in cells.rows().skip(1) {
        let name = row[0].to_string();
        if metric::ALL.iter().any(|metric| metric.name == name) {
            let unit = row[2].to_string();
            if row[1] != "nothing to measure" {
                put(figures, &format!("figures {name} {unit}"), &row[1]);
                put(figures, &format!("figures {name} hours_decimal"), &row[3]);
            }
        }
    }
    for (section, head) in [
        ("previous", "The period before"),
        ("year before", "A year before"),
    ] {
        let mut before = cells
            .rows()
            .skip_while(|row| !row[0].to_string().starts_with(&format!("{head}, ")));
        if let Some(row) = before.nth(1) {
            amount(figures, &format!("{section} {}", row[0]), &row[1..]);
            earlier(figures, section, &row[0].to_string(), before);
        }
    }
}

/// The other figures of an earlier period: `Attendances, June 2026`.
fn earlier<'a>(
    figures: &mut Figures,
    section: &str,
    period: &str,
    rows: impl Iterator<Item = &'a [Data]>,
) {
    for row in rows.take_while(|row| !row[0].is_empty()) {
        let name = row[0].to_string();
        let name = name.strip_suffix(&format!(", {period}")).unwrap();
        let key = format!("{section} {name}");
        put(figures, &format!("{key} {}", row[2]), &row[1]);
        put(figures, &format!("{key} hours_decimal"), &row[3]);
    }
}

fn proof(book: &mut Book, figures: &mut Figures) {
    let cells = sheet(book, "Proof");
    let mut rows = cells.rows().skip(1);
    for row in rows.by_ref().take(4) {
        amount(figures, &format!("proof {}", row[0]), &row[1..]);
    }
    let accounts = rows.skip_while(|row| row[0] != "Accounts").skip(1);
    for row in accounts.take_while(|row| !row[1].is_empty()) {
        for (place, part) in (1..).zip(["opening", "incoming", "outgoing", "closing"]) {
            let key = format!("accounts {} {part}", row[0]);
            put(figures, &format!("{key} minutes"), &row[place]);
            put(figures, &format!("{key} hours_decimal"), &row[place + 4]);
        }
    }
}

fn amount(figures: &mut Figures, key: &str, cells: &[Data]) {
    for (column, cell) in ["exchanges", "minutes", "hours_decimal"].iter().zip(cells) {
        put(figures, &format!("{key} {column}"), cell);
    }
}

fn put(figures: &mut Figures, key: &str, cell: &Data) {
    if !cell.is_empty() {
        figures.insert(key.to_owned(), said(cell, key));
    }
}

fn of_json(report: &ProtectedReport) -> Figures {
    let json: Value = serde_json::from_slice(&written(|out| write_json(report, out))).unwrap();
    let mut figures = Figures::new();
    let masked = |id: &str| {
        let all = json["protection"]["figures"].as_array()?;
        let figure = all.iter().find(|figure| figure["id"] == id)?;
        let value = figure["value"].as_i64().map(|value| value.to_string());
        Some(value.unwrap_or_else(|| text(&figure["shown"])))
    };
    for metric in metric::ALL {
        let value = match json[metric.id].as_i64() {
            Some(value) => Some(value.to_string()),
            None => masked(metric.id),
        };
        if let Some(value) = value {
            let key = format!("figures {} {}", metric.name, metric.unit.as_str());
            figures.insert(key, value);
        }
    }
    for (section, which) in [("previous", "previous"), ("year before", "year_before")] {
        let figures_of = json[which].as_object().into_iter().flatten();
        for (id, value) in figures_of.filter(|(id, _)| id.starts_with("group_")) {
            let metric = metric::ALL
                .into_iter()
                .find(|metric| metric.id == id)
                .unwrap();
            let value = match value.as_i64() {
                Some(value) => Some(value.to_string()),
                None => masked(&format!("{which}.{id}")),
            };
            let key = format!("{section} {} {}", metric.name, metric.unit.as_str());
            figures.insert(key, value.unwrap());
        }
    }
    let list = |figures: &mut Figures, section: &str, name: &dyn Fn(&Value) -> String| {
        for row in json[section].as_array().unwrap() {
            for column in ["exchanges", "minutes"] {
                let value = row[column].as_i64().map(|value| value.to_string());
                let key = format!("{section} {} {column}", name(row));
                figures.insert(key, value.unwrap_or_else(|| text(&row["shown"])));
            }
        }
    };
    list(&mut figures, "months", &|row| text(&row["month"]));
    list(&mut figures, "categories", &|row| text(&row["name"]));
    list(&mut figures, "channels", &|row| {
        let channel = Channel::parse(row["name"].as_str().unwrap()).unwrap();
        words::channel(channel).to_owned()
    });
    list(&mut figures, "pairs", &|row| {
        let kinds = [MemberKind::Person, MemberKind::Organisation];
        let mut pairs = kinds
            .into_iter()
            .flat_map(|one| kinds.map(|other| (one, other)));
        let found = pairs.find(|(one, other)| words::pair_code(*one, *other) == row["name"]);
        let (giver, receiver) = found.unwrap();
        words::pair(giver, receiver).to_owned()
    });
    for row in json["reconciliation"]["accounts"].as_array().unwrap() {
        for part in ["opening", "incoming", "outgoing", "closing"] {
            let key = format!("accounts {} {part} minutes", text(&row["kind"]));
            figures.insert(key, row[part].to_string());
        }
    }
    figures
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Compares the three files, and says how many figures they share.
fn all_files_agree(report: &ProtectedReport) -> usize {
    let (csv, xlsx, json) = (of_csv(report), of_xlsx(report), of_json(report));
    assert_eq!(csv, xlsx);
    let mut shared = 0;
    for (key, value) in &json {
        if let Some(section) = key.strip_prefix("accounts ") {
            let kind = section.split(' ').next().unwrap();
            let row = report.proof.accounts.iter();
            let row = row
                .map(|row| row.holders)
                .find(|held| held.as_str() == kind);
            let key = key.replacen(kind, row.unwrap().name(), 1);
            assert_eq!(csv.get(&key), Some(value), "{key}");
        } else {
            assert_eq!(csv.get(key), Some(value), "{key}");
        }
        shared += 1;
    }
    let listed = |key: &&String| key.starts_with("figures ") && !key.ends_with("hours_decimal");
    assert_eq!(
        csv.keys().filter(listed).count(),
        json.keys().filter(listed).count()
    );
    shared
}

pub(crate) fn both(report: &ActivityReport) -> [ProtectedReport; 2] {
    [Audience::Committee, Audience::OUTSIDE].map(|audience| protect(report, audience))
}

#[test]
fn every_file_of_a_report_has_the_same_numbers() {
    for seed in 11..14 {
        let test = busy_bank(seed);
        for (from, to) in [
            ("2026-04-01", "2026-06-30"),
            ("2026-03-01", "2026-12-31"),
            ("2026-05-03", "2026-05-09"),
        ] {
            for report in both(&test.report(from, to)) {
                assert!(all_files_agree(&report) > 20);
            }
        }
    }
}

#[test]
fn the_hours_of_group_activities_are_the_same_in_every_file() {
    let test = busy_bank(15);
    test.on("2028-03-01");
    for (day, come) in [("2027-01-12", 6), ("2027-02-09", 3), ("2028-02-01", 8)] {
        let guest = |place| {
            let name = format!("Guest{place}of{come} Example");
            (test.add(&name, MemberKind::Person, Role::Member), 60)
        };
        let people: Vec<_> = (0..come).map(guest).collect();
        let kind = Some("Cooking");
        test.held(day, kind, (test.ann, 90), &people, Payment::Split);
    }
    let came = |report: &ProtectedReport| report.value(&metric::GROUP_ATTENDANCES);
    for (from, to, seen) in [
        ("2027-01-01", "2027-01-31", Shown::Exact(6)),
        ("2027-02-01", "2027-02-28", Shown::FewPeople(5)),
        ("2028-02-01", "2028-02-29", Shown::Exact(8)),
    ] {
        let report = test.report(from, to);
        assert!(report.reconciliation.matches_book());
        let [committee, outside] = both(&report);
        assert_eq!(came(&outside), seen);
        all_files_agree(&committee);
        all_files_agree(&outside);
    }
    let year_later = protect(&test.report("2028-02-01", "2028-02-29"), Audience::OUTSIDE);
    let then = year_later.year_before.unwrap().figures;
    let mut then = then.iter();
    let minutes = then.find(|one| one.metric.id == "group_attendee_minutes");
    let few = Shown::FewPeople(5);
    assert_eq!(minutes.unwrap().value, few, "three came a year before");
}

#[test]
fn an_empty_report_has_the_same_numbers_in_every_file() {
    for report in both(&TestBank::empty().report("2026-01-01", "2026-03-31")) {
        all_files_agree(&report);
    }
}

#[test]
fn what_is_masked_is_masked_in_every_file_and_every_file_says_how() {
    let test = busy_bank(11);
    let report = protect(&test.report("2026-04-01", "2026-06-30"), Audience::OUTSIDE);
    let files = [
        written(|out| write_text(&report, out)),
        written(|out| write_csv(&report, out)),
        written(|out| write_json(&report, out)),
    ];
    for file in files {
        let file = String::from_utf8(file).unwrap();
        let file = file.split_whitespace().collect::<Vec<_>>().join(" ");
        for note in report.notes() {
            assert!(file.contains(&note), "{note}");
        }
        assert!(file.contains("fewer than 5"));
        assert!(file.to_lowercase().contains("rounded to the nearest 5"));
    }
    let mut book = open(written(|out| write_xlsx(&report, out)));
    let cells = sheet(&mut book, "How to read this");
    let all: Vec<String> = cells.rows().flatten().map(Data::to_string).collect();
    for note in report.notes() {
        assert!(all.contains(&note), "{note}");
    }
}

/// The committee’s files are those of the report itself; and where nobody is few, the only
/// difference outside is that the file says for whom it is.
#[test]
fn masking_changes_nothing_where_there_is_nothing_to_mask() {
    let test = busy_bank(12);
    let report = test.report("2026-04-01", "2026-06-30");
    let committee = protect(&report, Audience::Committee);
    let file = |write: &dyn Fn(&mut Vec<u8>) -> reports::Result<()>| written(write);
    assert_eq!(
        file(&|out| write_csv(&report, out)),
        file(&|out| write_csv(&committee, out))
    );
    assert_eq!(
        file(&|out| write_json(&report, out)),
        file(&|out| write_json(&committee, out))
    );

    let test = crowded_bank();
    let report = test.report("2026-07-01", "2026-07-31");
    let [committee, outside] = both(&report).map(|report| of_csv(&report));
    let same: Figures = outside
        .into_iter()
        .filter(|(key, _)| !key.starts_with("taking part"))
        .collect();
    assert_eq!(committee, same);
}

/// Twelve people and six organisations, each of whom gave to and received from others in July.
fn crowded_bank() -> TestBank {
    let test = TestBank::new();
    let kinds = [
        MemberKind::Person,
        MemberKind::Person,
        MemberKind::Organisation,
    ];
    // With the first four, five who have not begun.
    test.add("Idle Example", MemberKind::Person, Role::Member);
    test.on("2026-07-02");
    let members: Vec<_> = (0..18)
        .map(|place| {
            test.add(
                &format!("Member{place} Example"),
                kinds[place % 3],
                Role::Member,
            )
        })
        .collect();
    for place in 0..18 {
        for step in [1, 5] {
            test.posted(Help::new(members[place], members[(place + step) % 18], 60));
        }
    }
    test
}
