//! Reports and exports.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::Folder;

fn report(folder: &Folder, extra: &[&str]) -> crate::support::Answer {
    let mut arguments = vec!["report", "activity", "--bank", "bank.hourbook"];
    arguments.extend_from_slice(extra);
    folder.run(&arguments)
}

#[test]
fn the_activity_report_has_the_keys_that_programs_rely_on() {
    let folder = Folder::with_history();
    let answer = report(
        &folder,
        &[
            "--from",
            "2024-02-01",
            "--to",
            "2024-03-31",
            "--format",
            "json",
        ],
    );
    let document: Value = serde_json::from_str(&answer.succeeded().out).unwrap();
    assert_eq!(document["period"]["from"], "2024-02-01");
    assert_eq!(document["period"]["to"], "2024-03-31");
    assert_eq!(document["exchanges"], 3);
    assert_eq!(document["minutes_exchanged"], 195);
    for key in [
        "members_active",
        "members_giving",
        "members_receiving",
        "members_new",
    ] {
        assert!(document[key].is_u64(), "{key}");
    }
    let months = document["months"].as_array().unwrap();
    assert_eq!(months.len(), 2);
    assert_eq!(months[0]["month"], "2024-02");
    assert_eq!(
        (&months[0]["exchanges"], &months[0]["minutes"]),
        (&2.into(), &150.into())
    );
    let categories = document["categories"].as_array().unwrap();
    assert!(categories.iter().all(|category| {
        category["name"].is_string()
            && category["exchanges"].is_u64()
            && category["minutes"].is_i64()
    }));
    assert_eq!(document["reconciliation"]["sum_of_accounts_minutes"], 0);
    assert_eq!(document["reconciliation"]["matches_book"], true);
}

#[test]
fn a_report_is_written_as_text_and_csv_to_the_screen_or_a_file() {
    let folder = Folder::with_history();
    let text = report(&folder, &["--period", "everything"]);
    assert!(
        text.succeeded().out.contains("Wrensham Timebank"),
        "{}",
        text.out
    );
    let csv = report(
        &folder,
        &[
            "--period",
            "everything",
            "--format",
            "csv",
            "--output",
            "report.csv",
        ],
    );
    assert_eq!(csv.succeeded().out, "");
    assert!(
        fs::read_to_string(folder.path("report.csv"))
            .unwrap()
            .lines()
            .count()
            > 5
    );
}

#[test]
fn a_report_for_outside_masks_what_the_committee_may_see() {
    let folder = Folder::with_history();
    let document = |extra: &[&str]| -> Value {
        let mut arguments = vec!["--period", "everything", "--format", "json"];
        arguments.extend_from_slice(extra);
        let said = report(&folder, &arguments);
        let mut document: Value = serde_json::from_str(&said.succeeded().out).unwrap();
        // Two runs may be a second apart.
        document["generated_at"] = Value::Null;
        document
    };
    assert_eq!(document(&[]), document(&["--for", "committee"]));
    let (exact, mut outside) = (document(&[]), document(&["--for", "outside"]));
    assert_eq!(exact["minutes_exchanged"], 195);
    assert!(outside["minutes_exchanged"].is_null(), "{outside}");
    // A digest may have any digits.
    outside["book"]["digest"].take();
    assert!(!outside.to_string().contains("195"), "{outside}");
    let answer = report(&folder, &["--period", "everything", "--for", "everybody"]);
    assert_eq!(answer.code, 2);
}

/// What the files of a workbook begin with: it is an archive.
const WORKBOOK: &[u8] = b"PK\x03\x04";

#[test]
fn reports_and_lists_are_written_as_workbooks() {
    let folder = Folder::with_history();
    for arguments in [
        &["report", "activity", "--period", "everything"][..],
        &[
            "report",
            "activity",
            "--period",
            "everything",
            "--for",
            "outside",
        ],
        &["export", "exchanges"],
        &["export", "members"],
        &["export", "transfers"],
    ] {
        let mut all = arguments.to_vec();
        all.extend_from_slice(&["--format", "xlsx", "--output", "book.xlsx"]);
        all.extend_from_slice(&["--bank", "bank.hourbook"]);
        assert_eq!(folder.run(&all).succeeded().out, "");
        let file = fs::read(folder.path("book.xlsx")).unwrap();
        assert!(file.starts_with(WORKBOOK), "{arguments:?}");
        fs::remove_file(folder.path("book.xlsx")).unwrap();
    }
}

#[test]
fn a_report_and_the_pages_for_a_funder_are_written_to_be_printed() {
    let folder = Folder::with_history();
    for format in ["pdf", "pack"] {
        let all = ["report", "activity", "--period", "everything"];
        let to = ["--output", "report.pdf", "--bank", "bank.hourbook"];
        let all = [&all[..], &["--format", format], &to].concat();
        assert_eq!(folder.run(&all).succeeded().out, "");
        let file = fs::read(folder.path("report.pdf")).unwrap();
        assert!(file.starts_with(b"%PDF-"), "{format}");
        fs::remove_file(folder.path("report.pdf")).unwrap();
    }
}

#[test]
fn the_health_of_the_community_is_written_as_a_table_and_as_data() {
    let folder = Folder::with_history();
    let all = ["report", "health", "--period", "everything"];
    let written = |format| {
        let to = ["--format", format, "--bank", "bank.hourbook"];
        let answer = folder.run(&[&all[..], &to].concat());
        answer.succeeded().out.clone()
    };
    assert!(written("csv").contains("members_active"));
    let document: Value = serde_json::from_str(&written("json")).unwrap();
    assert!(document["members_active"].is_number());
}

#[test]
fn a_report_needs_its_days() {
    let folder = Folder::with_bank();
    report(&folder, &[]).refused_with(
        2,
        "Name the days of the report with --from and --to, or with --period.",
    );
    report(&folder, &["--from", "2024-03-31", "--to", "2024-02-01"]).refused_with(
        2,
        "The first day, 2024-03-31, comes after the last, 2024-02-01.",
    );
    let answer = report(&folder, &["--period", "yesteryear"]);
    assert_eq!(answer.code, 2);
    assert!(
        answer
            .error
            .starts_with("There is no period called yesteryear."),
        "{}",
        answer.error
    );
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let folder = Folder::with_bank();
    report(
        &folder,
        &["--period", "this-month", "--output", "nowhere/report.txt"],
    )
    .refused(
        "nowhere/report.txt could not be written. Make sure the folder exists and may be written.",
    );
}

#[test]
fn the_book_and_the_lists_are_written_out() {
    let folder = Folder::with_history();
    let export = |arguments: &[&str]| {
        let mut all = vec!["export"];
        all.extend_from_slice(arguments);
        all.extend_from_slice(&["--bank", "bank.hourbook"]);
        folder.run(&all).succeeded().out.clone()
    };
    for format in ["hledger", "ledger", "beancount"] {
        let journal = export(&["journal", "--format", format]);
        assert!(
            journal.starts_with("; Wrensham Timebank: the whole book"),
            "{journal}"
        );
        assert!(
            !journal.contains("Ida"),
            "members stand in a journal by number"
        );
    }
    assert_eq!(export(&["exchanges"]).lines().count(), 4);
    assert_eq!(
        export(&["exchanges", "--from", "2024-03-01", "--to", "2024-03-31"])
            .lines()
            .count(),
        2
    );
    assert_eq!(export(&["members"]).lines().count(), 5);
    let book = export(&["book"]);
    assert!(
        book.starts_with("{\"record\":\"book\",\"format\":\"hourbook book 2\""),
        "{book}"
    );
    assert!(export(&["transfers"]).lines().count() > 6);
}

/// The whole data set takes an hour; a small one of invented banks keeps the replay itself alive.
#[test]
fn the_reports_of_replayed_banks_have_the_counters_of_their_source() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let replay = Command::new("python3")
        .arg(tests.join("replay_banks.py"))
        .arg(env!("CARGO_BIN_EXE_hourbook"))
        .arg(tests.join("replay_sample.csv"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&replay.stdout);
    assert!(replay.status.success(), "{said}");
    assert!(said.contains("2 banks replayed"), "{said}");
    assert!(said.contains("0 months or files differ."), "{said}");
}

/// One bank as it was, where its data lies beside the checkout.
#[test]
fn every_file_has_the_figures_of_a_bank_that_is_known() {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/data/replay/stpete"))
        .find(|folder| folder.join("expected.json").is_file());
    let Some(data) = found else {
        println!("skipped: shared/data/replay/stpete does not lie beside the checkout");
        return;
    };
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let replay = Command::new("python3")
        .arg(tests.join("replay_banks.py"))
        .arg(env!("CARGO_BIN_EXE_hourbook"))
        .arg(data)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&replay.stdout);
    assert!(replay.status.success(), "{said}");
    assert!(said.contains("0 differ."), "{said}");
}
