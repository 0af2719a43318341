//! Making and opening: every file that is refused, with its sentence.

use std::fs;
use std::path::Path;

use database::{APPLICATION_ID, Database, OpenError};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::support::{self, Bank, Closed, add_area, beside};

/// Opens it both ways; both must refuse, in the same words. Returns the reason to read.
fn refused(path: &Path) -> OpenError {
    let to_write = Database::open(path).unwrap_err();
    let to_read = Database::open_to_read(path).unwrap_err();
    assert_eq!(to_write.to_string(), to_read.to_string());
    let sentence = to_write.to_string();
    assert!(sentence.contains(&path.display().to_string()), "{sentence}");
    assert!(
        sentence.ends_with('.') && !sentence.contains("SELECT"),
        "{sentence}"
    );
    to_write
}

/// Alters a closed bank as a killed program would leave it: the change stands in the log only.
fn alter(closed: &Closed, batch: &str) {
    let connection = Connection::open(&closed.file).unwrap();
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    connection.execute_batch(batch).unwrap();
}

#[test]
fn a_missing_bank_is_refused_and_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("elm.hourbook");
    assert!(matches!(refused(&path), OpenError::Missing { .. }));
    assert!(!path.exists());
}

#[test]
fn a_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        refused(folder.path()),
        OpenError::Directory { .. }
    ));
}

#[test]
fn another_kind_of_file_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let letter = "Dear all, the hours of March.\n".repeat(100);
    fs::write(&path, &letter).unwrap();
    assert!(matches!(refused(&path), OpenError::NotABank { .. }));
    assert_eq!(fs::read_to_string(&path).unwrap(), letter);
}

#[test]
fn an_empty_file_is_refused_and_the_log_beside_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("elm.hourbook");
    fs::write(&path, "").unwrap();
    fs::write(beside(&path, "-wal"), "its log").unwrap();
    assert!(matches!(refused(&path), OpenError::NotABank { .. }));
    assert_eq!(
        fs::read_to_string(beside(&path, "-wal")).unwrap(),
        "its log"
    );
}

#[test]
fn the_database_of_another_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE note (text TEXT)")
        .unwrap();
    assert!(matches!(refused(&path), OpenError::NotABank { .. }));
}

#[test]
fn a_bank_carries_its_mark_in_its_own_header() {
    let closed = Bank::new().close();
    let bytes = fs::read(&closed.file).unwrap();
    assert_eq!(&bytes[68..72], b"HRBK");
    assert_eq!(APPLICATION_ID.to_be_bytes(), *b"HRBK");
}

#[test]
fn a_bank_of_a_newer_program_is_refused_and_names_both_versions() {
    let closed = Bank::new().close();
    alter(
        &closed,
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
         VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')",
    );
    let (file, log) = (
        fs::read(&closed.file).unwrap(),
        fs::read(closed.beside("-wal")).unwrap(),
    );
    let refused = refused(&closed.file);
    assert!(matches!(refused, OpenError::Newer { found: 99, .. }));
    assert_eq!(
        fs::read(&closed.file).unwrap(),
        file,
        "a refused file is left as it was"
    );
    assert_eq!(
        fs::read(closed.beside("-wal")).unwrap(),
        log,
        "and so is its log"
    );
    assert!(refused.to_string().contains("version 99"));
}

#[test]
fn a_bank_whose_applied_migration_differs_is_refused() {
    let closed = Bank::new().close();
    alter(
        &closed,
        "UPDATE refinery_schema_history SET checksum = '1' WHERE version = 1",
    );
    let refused = refused(&closed.file);
    assert!(matches!(&refused, OpenError::Changed { version: 1, name, .. } if name == "ledger"));
}

#[test]
fn a_damaged_bank_is_refused() {
    let bank = Bank::new();
    for number in 0..2_000 {
        let name = format!("area {number}");
        bank.open
            .write_blocking(move |transaction| add_area(transaction, &name))
            .unwrap();
    }
    let closed = bank.close();
    let mut bytes = fs::read(&closed.file).unwrap();
    let last_page = bytes.len() - 4096;
    bytes[last_page..].fill(0xA5);
    fs::write(&closed.file, bytes).unwrap();
    assert!(matches!(refused(&closed.file), OpenError::Damaged { .. }));
}

#[test]
fn a_bank_that_was_cut_short_is_refused() {
    let closed = Bank::new().close();
    let bytes = fs::read(&closed.file).unwrap();
    fs::write(&closed.file, &bytes[..bytes.len() / 2]).unwrap();
    assert!(matches!(refused(&closed.file), OpenError::Damaged { .. }));
}

#[test]
fn a_bank_that_another_program_holds_is_refused() {
    let closed = Bank::new().close();
    let other = Connection::open(&closed.file).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    assert!(matches!(
        Database::open(&closed.file),
        Err(OpenError::Locked { .. })
    ));
    drop(other);
    Database::open(&closed.file).unwrap();
}

#[cfg(unix)]
#[test]
fn a_bank_with_two_names_is_refused_by_each_and_may_still_be_read() {
    let closed = Bank::new().close();
    let linked = closed.beside(".link");
    std::os::unix::fs::symlink(&closed.file, &linked).unwrap();
    assert!(matches!(
        Database::open(&linked),
        Err(OpenError::Linked { .. })
    ));
    Database::open_to_read(&linked).unwrap();
    Database::open(&closed.file).unwrap().close();

    let twin = closed.beside(".twin");
    fs::hard_link(&closed.file, &twin).unwrap();
    assert!(matches!(
        Database::open(&twin),
        Err(OpenError::Linked { .. })
    ));
    assert!(matches!(
        Database::open(&closed.file),
        Err(OpenError::Linked { .. })
    ));
}

#[test]
fn a_new_bank_takes_nobody_elses_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("elm.hourbook");
    fs::write(&path, "somebody’s file").unwrap();
    assert!(matches!(
        Database::create(&path),
        Err(OpenError::Exists { .. })
    ));
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody’s file");

    let nowhere = folder.path().join("nowhere/elm.hourbook");
    assert!(matches!(
        Database::create(&nowhere),
        Err(OpenError::NoFolder { .. })
    ));
}

#[cfg(unix)]
#[test]
fn only_its_owner_may_read_a_new_bank() {
    use std::os::unix::fs::PermissionsExt as _;
    let bank = Bank::new();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    for ending in ["", "-wal", "-shm"] {
        let found = fs::metadata(beside(bank.open.path(), ending)).unwrap();
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "{ending}");
    }
}

#[test]
fn a_bank_is_opened_again_and_again_without_a_change() {
    let bank = Bank::new();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    let closed = bank.close();
    for _ in 0..3 {
        let again = Database::open(&closed.file).unwrap();
        assert_eq!(support::areas(&again), ["North"]);
        again.close();
    }
    let names = fs::read_dir(closed.file.parent().unwrap()).unwrap().count();
    assert_eq!(names, 1, "no copy was taken");
}
