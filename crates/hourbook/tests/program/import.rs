//! Another system's files: looked at, brought in, and brought in again.

use std::fs;

use crate::support::{Folder, IMPORT};

const DRY: usize = IMPORT.len() - 1;

#[test]
fn a_dry_run_shows_what_would_change_and_changes_nothing() {
    let folder = Folder::with_bank();
    folder.write_history();
    let before = folder.bytes("bank.hourbook");
    let answer = folder.run(&IMPORT[..DRY]);
    assert!(
        answer.succeeded().out.contains("Nothing has been changed"),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("Ida Crowther"), "{}", answer.out);
    assert_eq!(folder.bytes("bank.hourbook"), before);
}

#[test]
fn a_second_import_is_a_no_op() {
    let folder = Folder::with_history();
    let before = folder.bytes("bank.hourbook");
    let again = folder.run(&IMPORT);
    assert!(
        again.succeeded().out.contains("nothing was changed"),
        "{}",
        again.out
    );
    assert_eq!(folder.bytes("bank.hourbook"), before);
    let proof = folder.run(&["verify", "--bank", "bank.hourbook"]);
    assert!(proof.succeeded().out.starts_with("The books balance: "));
}

#[test]
fn a_bad_line_is_named_and_stops_everything() {
    let folder = Folder::with_bank();
    folder.write_history();
    let mut transfers = fs::read_to_string(folder.path("transfers.csv")).unwrap();
    transfers.push_str("2024-03-09,Tom Brindle (2),Ida Crowther (1),Gardening,soon\n");
    fs::write(folder.path("transfers.csv"), transfers).unwrap();
    let before = folder.bytes("bank.hourbook");
    let answer = folder.run(&IMPORT);
    answer.refused("Nothing was brought in: 1 bad line must be put right first.");
    assert!(
        answer.out.contains("transfers.csv, line 5:"),
        "{}",
        answer.out
    );
    assert_eq!(folder.bytes("bank.hourbook"), before);
    let mut skipping = IMPORT.to_vec();
    skipping.push("--skip-bad-lines");
    let skipped = folder.run(&skipping);
    assert!(
        skipped.succeeded().out.contains("1 bad line was left out"),
        "{}",
        skipped.out
    );
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let folder = Folder::with_bank();
    folder
        .run(&IMPORT)
        .refused("users.csv could not be read. Check the path and who may read it.");
}
