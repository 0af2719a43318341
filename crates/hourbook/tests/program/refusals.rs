//! A file that cannot be opened is refused with one clear sentence, and left as it was.

use std::fs::{self, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::PermissionsExt as _;

use crate::support::Folder;

const VERIFY: [&str; 3] = ["verify", "--bank", "bank.hourbook"];

#[test]
fn a_missing_file_is_named() {
    Folder::new().run(&VERIFY).refused(
        "There is no bank at bank.hourbook. Check the path, or make a new bank with “hourbook \
         init”.",
    );
}

#[test]
fn a_file_of_another_kind_is_no_bank() {
    let folder = Folder::new();
    fs::write(folder.path("bank.hourbook"), "Dear Ruth, ".repeat(500)).unwrap();
    folder.run(&VERIFY).refused(
        "bank.hourbook is not a Hourbook bank. Check the path; if it was one, restore a backup \
         with “hourbook backup restore”.",
    );
}

#[test]
fn a_folder_is_no_bank() {
    let folder = Folder::new();
    fs::create_dir(folder.path("bank.hourbook")).unwrap();
    folder
        .run(&VERIFY)
        .refused("bank.hourbook is a folder. Name the bank’s file, such as NAME.hourbook.");
}

#[test]
fn a_bank_of_a_newer_program_is_left_alone() {
    let folder = Folder::with_bank();
    let connection = rusqlite::Connection::open(folder.path("bank.hourbook")).unwrap();
    connection
        .execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
             VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')",
            [],
        )
        .unwrap();
    connection.close().unwrap();
    let answer = folder.run(&VERIFY);
    assert_eq!(answer.code, 1);
    assert!(
        answer.error.starts_with(
            "bank.hourbook was made by a newer Hourbook: it is at version 99, and this program \
             knows versions up to"
        ),
        "{}",
        answer.error
    );
}

#[test]
fn a_damaged_bank_is_not_used() {
    let folder = Folder::with_history();
    // Everything after the first page, so that the file is still known as a bank.
    let length = fs::metadata(folder.path("bank.hourbook")).unwrap().len();
    let mut file = OpenOptions::new()
        .write(true)
        .open(folder.path("bank.hourbook"))
        .unwrap();
    file.seek(SeekFrom::Start(4_096)).unwrap();
    file.write_all(&vec![0xA5; usize::try_from(length - 4_096).unwrap()])
        .unwrap();
    drop(file);
    let answer = folder.run(&VERIFY);
    answer.refused(
        "bank.hourbook is damaged. Keep the file for inspection and restore the newest backup \
         with “hourbook backup restore”.",
    );
}

#[test]
fn a_bank_that_is_held_by_another_program_is_left_alone() {
    let folder = Folder::with_bank();
    let held = rusqlite::Connection::open(folder.path("bank.hourbook")).unwrap();
    held.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK")
        .unwrap();
    folder
        .run(&VERIFY)
        .refused("bank.hourbook is in use by another program. Close that program and try again.");
}

#[test]
fn a_bank_that_may_not_be_read_is_named() {
    let folder = Folder::with_bank();
    let path = folder.path("bank.hourbook");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // The user of this machine may read everything.
        return;
    }
    folder.run(&VERIFY).refused(
        "Hourbook may not use bank.hourbook. Give the user it runs as permission to read and \
         write the file and its folder.",
    );
}

#[test]
fn a_command_without_a_bank_says_how_to_name_one() {
    Folder::new().run(&["verify"]).refused_with(
        2,
        "Name the bank’s file with --bank FILE, with HOURBOOK_BANK, or as “bank” in the settings \
         file.",
    );
}

#[test]
fn books_that_do_not_balance_end_with_exit_code_1() {
    let folder = Folder::with_history();
    let connection = rusqlite::Connection::open(folder.path("bank.hourbook")).unwrap();
    connection
        .execute_batch("UPDATE exchange SET minutes = minutes + 1")
        .unwrap();
    connection.close().unwrap();
    let answer = folder.run(&VERIFY);
    assert_eq!((answer.code, answer.error.as_str()), (1, ""));
    assert!(
        answer.out.contains("does not agree with the book"),
        "{}",
        answer.out
    );
    let answer = folder.run(&["verify", "--bank", "bank.hourbook", "--format", "json"]);
    let document: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!((answer.code, &document["clean"]), (1, &false.into()));
    assert_eq!(document["findings"].as_array().unwrap().len(), 3);
}
