//! The same figures in every file: read back and compared, and one small report as it looks.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use ledger::TransferKind;
use reports::activity::{ActivityReport, write_csv, write_json, write_text};
use serde_json::Value;
use timebank::actor::Role;
use timebank::clock::Channel;
use timebank::member::MemberKind;

use crate::exports::read;
use crate::support::{Help, TestBank, busy_bank};

fn written(
    report: &ActivityReport,
    write: impl FnOnce(&ActivityReport, &mut Vec<u8>) -> reports::Result<()>,
) -> String {
    let mut file = Vec::new();
    write(report, &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn json(report: &ActivityReport) -> Value {
    serde_json::from_str(&written(report, write_json)).unwrap()
}

/// Two quarters of a small bank.
fn small_report() -> ActivityReport {
    let test = TestBank::new();
    test.on("2026-06-12")
        .posted(Help::new(test.bob, test.ann, 45));
    test.on("2026-07-03")
        .posted(Help::new(test.ann, test.bob, 90));
    let late = test.confirmed(Help::new(test.school, test.ann, 60).of(Some("Lifts")));
    test.on("2026-07-06").approve(late);
    test.on("2026-09-21");
    test.posted(
        Help::new(test.bob, test.school, 20)
            .of(None)
            .through(Channel::Phone),
    );
    test.reverse(test.posted(Help::new(test.bob, test.ann, 30)));
    test.add("Ivy Lander", MemberKind::Person, Role::Member);
    test.on("2026-10-01");
    test.report("2026-07-01", "2026-09-30")
}

#[test]
fn a_report_looks_like_this_in_a_terminal() {
    let text = written(&small_report(), write_text);
    assert!(
        text.lines().all(|line| line.chars().count() <= 80),
        "{text}"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_report_looks_like_this_in_a_spreadsheet() {
    let sheet = written(&small_report(), write_csv);
    assert!(sheet.starts_with('\u{feff}') && sheet.ends_with("\r\n"));
    insta::assert_snapshot!(sheet.replace("\r\n", "\n").trim_start_matches('\u{feff}'));
}

#[test]
fn a_report_looks_like_this_to_a_program() {
    insta::assert_json_snapshot!(json(&small_report()));
}

#[test]
fn the_keys_of_the_json_stay() {
    let mut keys = BTreeSet::new();
    collect(&json(&small_report()), "", &mut keys);
    let expected = "bank book.digest book.transfers \
        categories[].exchanges categories[].minutes categories[].name \
        channels[].exchanges channels[].minutes channels[].name days_to_approval \
        days_to_first_exchange days_to_match \
        definitions[].date_basis definitions[].definition definitions[].id \
        definitions[].left_out definitions[].name definitions[].unit \
        exchanges generated_at group_activities group_attendances group_attendee_minutes \
        group_leader_minutes group_people members_active members_at_end members_balanced \
        members_both members_giving members_leaving members_never_started members_new \
        members_receiving members_returning minutes_exchanged \
        months[].exchanges months[].minutes months[].month offers_open organisations_active \
        pairs[].exchanges pairs[].minutes pairs[].name \
        period.from period.name period.to pot_closing pot_in pot_out \
        previous.exchanges previous.from previous.group_activities previous.group_attendances \
        previous.group_attendee_minutes previous.group_leader_minutes \
        previous.minutes_exchanged previous.to \
        reconciliation.accounts[].closing reconciliation.accounts[].incoming \
        reconciliation.accounts[].kind reconciliation.accounts[].opening \
        reconciliation.accounts[].outgoing reconciliation.differences \
        reconciliation.help_posted_minutes reconciliation.help_reversed_minutes \
        reconciliation.matches_book reconciliation.sum_of_accounts_minutes \
        requests_made requests_matched requests_open requests_unanswered \
        year_before.exchanges year_before.from year_before.group_activities \
        year_before.group_attendances year_before.group_attendee_minutes \
        year_before.group_leader_minutes year_before.minutes_exchanged year_before.to";
    assert_eq!(keys.into_iter().collect::<Vec<_>>().join(" "), expected);
}

/// Where every value stands.
fn collect(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let dot = if path.is_empty() { "" } else { "." };
                collect(member, &format!("{path}{dot}{key}"), keys);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                collect(item, &format!("{path}[]"), keys);
            }
        }
        _ => {
            keys.insert(path.to_owned());
        }
    }
}

#[test]
fn the_json_says_what_the_report_says() {
    let test = busy_bank(3);
    let report = test.report("2026-04-01", "2026-06-30");
    let json = json(&report);
    assert_eq!(json["exchanges"], report.exchanges());
    assert_eq!(json["minutes_exchanged"], report.minutes_exchanged());
    assert_eq!(json["members_both"], report.members_both());
    assert_eq!(json["months"][1]["month"], "2026-05");
    assert_eq!(
        json["months"][1]["minutes"],
        report.months[1].amount.minutes
    );
    assert_eq!(json["reconciliation"]["matches_book"], true);
    assert_eq!(json["book"]["transfers"], report.head.seq);
}

#[test]
fn every_file_says_so_when_the_report_does_not_agree_with_the_book() {
    let test = TestBank::new();
    let (from, to) = (test.account(test.ann), test.account(test.bob));
    test.on("2026-07-03");
    test.post_behind_their_back(TransferKind::Help, from, to, 25);
    let report = test.report("2026-07-01", "2026-07-31");
    let terminal = written(&report, write_text);
    assert!(
        terminal
            .lines()
            .nth(4)
            .unwrap()
            .starts_with("This report does not agree")
    );
    assert!(terminal.contains("  ! The exchanges of these days add up to 0 h 00 min"));
    let rows = read(written(&report, write_csv).as_bytes());
    let note = |name: &str| {
        let row = rows.iter().find(|row| row["name"] == name).unwrap();
        row["note"].as_str()
    };
    assert_eq!(note("Agrees with the book"), "no");
    assert!(note("Difference").contains("a difference of 25 minutes"));
    let reconciliation = &json(&report)["reconciliation"];
    assert_eq!(reconciliation["matches_book"], false);
    assert_eq!(reconciliation["differences"].as_array().unwrap().len(), 2);
}

#[test]
fn the_csv_read_back_adds_up_to_the_figures() {
    let test = busy_bank(4);
    let report = test.report("2026-03-01", "2026-12-31");
    let rows = read(written(&report, write_csv).as_bytes());
    for section in ["months", "categories", "channels"] {
        let sum = |column: &str| -> i64 {
            let rows = rows.iter().filter(|row| row["section"] == section);
            rows.map(|row| row[column].parse::<i64>().unwrap()).sum()
        };
        assert_eq!(sum("minutes"), report.minutes_exchanged(), "{section}");
        assert_eq!(
            sum("exchanges"),
            report.exchanges().cast_signed(),
            "{section}"
        );
    }
    let figure = |name: &str| rows.iter().find(|row| row["name"] == name).unwrap();
    let active = report.members_active().to_string();
    assert_eq!(figure("Active members")["members"], active);
    let new = report.members_new().to_string();
    assert_eq!(figure("New members")["members"], new);
    let closing = |row: &&BTreeMap<String, String>| {
        row["section"] == "accounts" && row["note"] == "closing" && row["name"] != "All accounts"
    };
    let closings = rows.iter().filter(closing);
    let closings: Vec<i64> = closings
        .map(|row| row["minutes"].parse().unwrap())
        .collect();
    assert_eq!(closings.len(), 6);
    assert_eq!(closings.iter().sum::<i64>(), 0);
}

/// Counted again from the exported list, with nothing of the report's own code.
#[test]
fn the_report_can_be_counted_again_from_the_exported_list() {
    for seed in 5..8 {
        let test = busy_bank(seed);
        let mut file = Vec::new();
        reports::exports::exchanges(&test.conn, &test.bank, None, &mut file).unwrap();
        let rows = read(&file);
        let (from, to) = ("2026-04-01", "2026-07-31");
        let counted: Vec<_> = rows
            .iter()
            .filter(|row| row["state"] == "posted")
            .filter(|row| (from..=to).contains(&row["done_on"].as_str()))
            .collect();
        let minutes = |row: &BTreeMap<String, String>| row["minutes"].parse::<i64>().unwrap();
        let of = |column: &str| -> HashSet<&str> {
            counted.iter().map(|row| row[column].as_str()).collect()
        };
        let (givers, receivers) = (of("giver_number"), of("receiver_number"));
        let report = test.report(from, to);
        assert_eq!(report.exchanges(), counted.len() as u64);
        let sum: i64 = counted.iter().map(|row| minutes(row)).sum();
        assert_eq!(report.minutes_exchanged(), sum);
        assert_eq!(report.members_giving(), givers.len() as u64);
        assert_eq!(report.members_receiving(), receivers.len() as u64);
        let both = givers.intersection(&receivers).count();
        assert_eq!(report.members_both(), both as u64);
        assert_eq!(
            report.members_active(),
            givers.union(&receivers).count() as u64
        );
        for month in &report.months {
            let in_month = counted
                .iter()
                .filter(|row| row["done_on"].starts_with(&month.code()));
            let sum: i64 = in_month.map(|row| minutes(row)).sum();
            assert_eq!(month.amount.minutes, sum);
        }
    }
}
