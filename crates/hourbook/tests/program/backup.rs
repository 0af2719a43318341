//! Copies: made, checked, and put back.

use std::fs;

use crate::support::{Folder, names_in};

#[test]
fn a_copy_is_made_checked_and_restored() {
    let folder = Folder::with_history();
    let made = folder.run(&[
        "backup",
        "create",
        "--bank",
        "bank.hourbook",
        "--to",
        "copy.hourbook",
    ]);
    assert!(
        made.succeeded().out.contains("The books balance:"),
        "{}",
        made.out
    );
    let checked = folder.run(&["backup", "verify", "copy.hourbook"]);
    assert!(
        checked
            .succeeded()
            .out
            .starts_with("copy.hourbook can be relied on")
    );

    fs::remove_file(folder.path("bank.hourbook")).unwrap();
    let restore = [
        "backup",
        "restore",
        "--bank",
        "bank.hourbook",
        "--from",
        "copy.hourbook",
    ];
    folder.run(&restore).succeeded();
    let digest = |file| {
        folder
            .run(&["verify", "--bank", file])
            .succeeded()
            .out
            .lines()
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(digest("bank.hourbook"), digest("copy.hourbook"));

    let again = folder.run(&restore);
    assert!(
        again
            .succeeded()
            .out
            .contains("is kept as bank.hourbook.before-restore-")
    );
}

#[test]
fn a_copy_in_a_folder_gets_the_name_of_the_bank_and_the_time() {
    let folder = Folder::with_bank();
    fs::create_dir(folder.path("copies")).unwrap();
    folder
        .run(&[
            "backup",
            "create",
            "--bank",
            "bank.hourbook",
            "--to",
            "copies",
        ])
        .succeeded();
    let names = names_in(&folder.path("copies"));
    assert_eq!(names.len(), 1);
    assert!(
        names[0].starts_with("bank-2") && names[0].ends_with(".hourbook"),
        "{}",
        names[0]
    );
}

#[test]
fn a_copy_never_replaces_a_file() {
    let folder = Folder::with_bank();
    fs::write(folder.path("kept"), "kept").unwrap();
    folder
        .run(&[
            "backup",
            "create",
            "--bank",
            "bank.hourbook",
            "--to",
            "kept",
        ])
        .refused("kept exists already and was left as it is. Choose another name.");
    assert_eq!(folder.bytes("kept"), b"kept");
}

#[test]
fn a_copy_whose_books_do_not_balance_is_neither_relied_on_nor_restored() {
    let folder = Folder::with_history();
    folder
        .run(&[
            "backup",
            "create",
            "--bank",
            "bank.hourbook",
            "--to",
            "copy",
        ])
        .succeeded();
    let connection = rusqlite::Connection::open(folder.path("copy")).unwrap();
    connection
        .execute_batch("UPDATE exchange SET minutes = minutes + 1")
        .unwrap();
    connection.close().unwrap();
    let before = folder.bytes("bank.hourbook");
    let checked = folder.run(&["backup", "verify", "copy"]);
    assert_eq!(checked.code, 1);
    assert!(
        checked
            .error
            .starts_with("copy did not pass the check of the book"),
        "{}",
        checked.error
    );
    let restored = folder.run(&[
        "backup",
        "restore",
        "--bank",
        "bank.hourbook",
        "--from",
        "copy",
    ]);
    assert_eq!(restored.code, 1);
    assert_eq!(folder.bytes("bank.hourbook"), before);
}
