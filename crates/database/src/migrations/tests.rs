//! Bringing a file up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::{LIST, Step};
use crate::connection::{open_to_read, open_to_write};
use crate::{Database, OpenError, backup};

fn older_bank(folder: &Path) -> PathBuf {
    let path = folder.join("elm.hourbook");
    Database::create_with(&path, &LIST[..1]).unwrap().close();
    path
}

fn version(connection: &Connection) -> i32 {
    super::standing(connection, LIST).unwrap().found
}

#[test]
fn the_list_holds_every_file_of_the_folder_and_the_same_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    let files: BTreeSet<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<String> = LIST.iter().map(|(name, _)| format!("{name}.sql")).collect();
    assert_eq!(files, listed);
    for (name, text) in LIST {
        assert_eq!(
            fs::read_to_string(folder.join(format!("{name}.sql"))).unwrap(),
            *text
        );
    }
}

#[test]
fn the_versions_are_one_two_three_in_order() {
    let versions: Vec<i32> = super::steps(LIST)
        .unwrap()
        .iter()
        .map(refinery_core::Migration::version)
        .collect();
    let counted: Vec<i32> = (1..).take(LIST.len()).collect();
    assert_eq!(versions, counted);
}

#[test]
fn an_older_bank_is_copied_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let path = older_bank(folder.path());
    Database::open(&path).unwrap().close();
    assert_eq!(
        version(&open_to_read(&path).unwrap()),
        i32::try_from(LIST.len()).unwrap()
    );

    let copy = folder
        .path()
        .join(format!("elm.hourbook.before-V{}", LIST.len()));
    backup::verify(&copy, |connection| {
        if version(connection) == 1 {
            Ok(())
        } else {
            Err("not the older version".to_owned())
        }
    })
    .unwrap();
}

#[test]
fn an_older_bank_is_not_opened_to_read_and_the_sentence_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = older_bank(folder.path());
    let refused = Database::open_to_read(&path).unwrap_err();
    assert!(matches!(refused, OpenError::Older { found: 1, .. }));
    assert!(refused.to_string().contains("hourbook serve"));
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = older_bank(folder.path());
    let faulty: [Step; 3] = [
        LIST[0],
        ("V2__half", "CREATE TABLE half (id INTEGER) STRICT;"),
        (
            "V3__wrong",
            "CREATE TABLE wrong (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);",
        ),
    ];
    // Twice: the copy of the first try is not in the way of the second.
    for _ in 0..2 {
        let failed = Database::open_with(&path, &faulty).unwrap_err();
        assert!(matches!(failed, OpenError::Migration { .. }));
        assert!(!failed.to_string().contains("INSERT"));
    }
    assert!(folder.path().join("elm.hourbook.before-V3").exists());
    assert!(folder.path().join("elm.hourbook.before-V3-2").exists());
    let reader = open_to_read(&path).unwrap();
    assert_eq!(version(&reader), 1);
    assert!(!reader.table_exists(None, "half").unwrap());
}

#[test]
fn a_migration_that_leaves_a_row_pointing_at_nothing_is_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = older_bank(folder.path());
    let dangling = "CREATE TABLE tree (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE apple (tree INTEGER REFERENCES tree (id)) STRICT;
        INSERT INTO apple VALUES (7);";
    let failed = Database::open_with(&path, &[LIST[0], ("V2__dangling", dangling)]).unwrap_err();
    assert!(matches!(failed, OpenError::Migration { .. }));
    assert_eq!(version(&open_to_read(&path).unwrap()), 1);
}

#[test]
fn a_migration_may_rebuild_a_table_that_others_point_at() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orchard");
    let first = (
        "V1__orchard",
        "CREATE TABLE tree (id INTEGER PRIMARY KEY) STRICT;
         CREATE TABLE apple (tree INTEGER REFERENCES tree (id)) STRICT;
         INSERT INTO tree VALUES (7);
         INSERT INTO apple VALUES (7);",
    );
    let second = (
        "V2__rebuilt",
        "CREATE TABLE tree_new (id INTEGER PRIMARY KEY, kind TEXT) STRICT;
         INSERT INTO tree_new SELECT id, 'elm' FROM tree;
         DROP TABLE tree;
         ALTER TABLE tree_new RENAME TO tree;",
    );
    let connection = {
        crate::file::create_private(&path).unwrap();
        open_to_write(&path).unwrap()
    };
    super::run(&connection, &[first]).unwrap();
    super::run(&connection, &[first, second]).unwrap();
    let apples: i64 = connection
        .query_row("SELECT count(*) FROM apple", [], |row| row.get(0))
        .unwrap();
    assert_eq!(apples, 1);
    let on: bool = connection
        .pragma_query_value(None, "foreign_keys", |row| row.get(0))
        .unwrap();
    assert!(on, "foreign keys are on again");
}

#[test]
fn two_programs_that_start_at_once_run_each_migration_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = older_bank(folder.path());
    let connections = [open_to_write(&path).unwrap(), open_to_write(&path).unwrap()];
    std::thread::scope(|scope| {
        for connection in connections {
            scope.spawn(move || super::run(&connection, LIST).unwrap());
        }
    });
    assert_eq!(
        version(&open_to_read(&path).unwrap()),
        i32::try_from(LIST.len()).unwrap()
    );
}
