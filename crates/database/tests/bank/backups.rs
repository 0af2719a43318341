//! Backups: made under load, checked, restored.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use database::backup::{self, BackupError};
use database::lock::BankLock;
use database::{Database, OpenError};
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::support::{self, Bank, add_area};

/// Stands for the check of the book that the floors above add. It may only read.
fn proven(connection: &Connection) -> Result<(), String> {
    match connection.is_readonly("main") {
        Ok(true) => Ok(()),
        other => Err(format!("a proof that may write: {other:?}")),
    }
}

fn names_in(folder: &std::path::Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_under_write_load_holds_everything_acknowledged_before_it_began() {
    let bank = Bank::new();
    let acknowledged = AtomicI64::new(0);
    let done = AtomicBool::new(false);
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let (open, acknowledged, done) = (bank.open.clone(), &acknowledged, &done);
            scope.spawn(move || {
                for number in 0.. {
                    if done.load(Ordering::SeqCst) {
                        break;
                    }
                    let name = format!("area {writer}.{number}");
                    open.write_blocking(move |transaction| add_area(transaction, &name))
                        .unwrap();
                    acknowledged.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        for number in 0..5 {
            let known = acknowledged.load(Ordering::SeqCst);
            let copy = folder.path().join(format!("{number}.hourbook"));
            let made = backup::create(bank.open.path(), &copy, proven).unwrap();
            assert_eq!(made.bytes, fs::metadata(&copy).unwrap().len());
            backup::verify(&copy, |connection| {
                let count: i64 = connection
                    .query_row("SELECT count(*) FROM area", [], |row| row.get(0))
                    .map_err(|error| error.to_string())?;
                if count < known {
                    Err(format!("{count} of {known}"))
                } else {
                    Ok(())
                }
            })
            .unwrap();
        }
        done.store(true, Ordering::SeqCst);
    });
    assert_eq!(
        names_in(folder.path()).len(),
        5,
        "nothing but whole copies is left"
    );
}

#[test]
fn a_backup_overwrites_nothing() {
    let bank = Bank::new();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.hourbook");
    fs::write(&copy, "kept").unwrap();
    let refused = backup::create(bank.open.path(), &copy, proven).unwrap_err();
    assert!(matches!(refused, BackupError::Exists { .. }));
    assert_eq!(fs::read_to_string(&copy).unwrap(), "kept");
}

#[test]
fn a_backup_that_is_not_proven_gets_no_name() {
    let bank = Bank::new();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.hourbook");
    let refused = backup::create(bank.open.path(), &copy, |_| {
        Err("one hour is missing".to_owned())
    });
    let refused = refused.unwrap_err();
    assert!(matches!(&refused, BackupError::NotProven { .. }));
    assert!(refused.to_string().ends_with("one hour is missing"));
    assert!(names_in(folder.path()).is_empty());
}

#[test]
fn a_file_that_is_no_bank_cannot_be_backed_up_or_pass_for_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .unwrap()
        .execute_batch("CREATE TABLE note (text TEXT)")
        .unwrap();
    let copied = backup::create(&other, &folder.path().join("copy"), proven);
    assert!(matches!(
        copied,
        Err(BackupError::Open(OpenError::NotABank { .. }))
    ));
    let checked = backup::verify(&other, proven);
    assert!(matches!(
        checked,
        Err(BackupError::Open(OpenError::NotABank { .. }))
    ));
    assert_eq!(names_in(folder.path()), ["other.db"]);
}

#[test]
fn a_damaged_backup_does_not_pass_and_replaces_nothing() {
    let bank = Bank::new();
    for number in 0..2_000 {
        let name = format!("area {number}");
        bank.open
            .write_blocking(move |transaction| add_area(transaction, &name))
            .unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.hourbook");
    backup::create(bank.open.path(), &copy, proven).unwrap();
    let mut bytes = fs::read(&copy).unwrap();
    // The page of a row: a page that nobody uses may be damaged without harm.
    let row = b"area 1000";
    let at = bytes
        .windows(row.len())
        .position(|found| found == row)
        .unwrap();
    let page = at / 4096 * 4096;
    bytes[page..page + 4096].fill(0x5A);
    fs::write(&copy, bytes).unwrap();

    let closed = bank.close();
    assert!(backup::verify(&copy, proven).is_err());
    assert!(backup::restore(&copy, &closed.file, "2027-03-01", proven).is_err());
    let kept = Database::open(&closed.file).unwrap();
    assert_eq!(support::areas(&kept).len(), 2_000);
}

#[test]
fn a_restored_bank_holds_what_the_backup_held_and_the_old_file_is_kept() {
    let bank = Bank::new();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.hourbook");
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    backup::create(bank.open.path(), &copy, proven).unwrap();
    bank.open
        .write_blocking(|transaction| add_area(transaction, "South"))
        .unwrap();
    let closed = bank.close();

    let restored = backup::restore(&copy, &closed.file, "2027-03-01", proven).unwrap();
    let aside = closed.beside(".before-restore-2027-03-01");
    assert_eq!(restored.aside, Some(aside.clone()));
    let now = Database::open(&closed.file).unwrap();
    assert_eq!(support::areas(&now), ["North"]);
    now.write_blocking(|transaction| add_area(transaction, "West"))
        .unwrap();
    let before = Database::open_to_read(&aside).unwrap();
    assert_eq!(support::areas(&before), ["North", "South"]);
}

#[test]
fn a_bank_that_is_gone_is_restored_and_a_log_left_behind_is_not_read_into_it() {
    let (closed, copy, _folder) = with_backup();
    fs::remove_file(&closed.file).unwrap();
    fs::write(closed.beside("-wal"), "left behind").unwrap();
    let restored = backup::restore(&copy, &closed.file, "2027-03-01", proven).unwrap();
    assert_eq!(restored.aside, None);
    assert!(!closed.beside("-wal").exists());
    Database::open(&closed.file).unwrap();
}

#[test]
fn a_damaged_bank_is_restored_and_kept_with_its_log() {
    let (closed, copy, _folder) = with_backup();
    fs::write(&closed.file, "scrambled".repeat(1000)).unwrap();
    fs::write(closed.beside("-wal"), "its log").unwrap();
    backup::restore(&copy, &closed.file, "2027-03-01", proven).unwrap();
    let aside = closed.beside(".before-restore-2027-03-01");
    assert!(fs::read_to_string(aside).unwrap().starts_with("scrambled"));
    let log = closed.beside(".before-restore-2027-03-01-wal");
    assert_eq!(fs::read_to_string(log).unwrap(), "its log");
    assert_eq!(
        support::areas(&Database::open(&closed.file).unwrap()),
        ["North"]
    );
}

#[test]
fn a_bank_left_by_a_killed_server_is_kept_with_what_stands_in_its_log_only() {
    let (closed, copy, _folder) = with_backup();
    let killed = Connection::open(&closed.file).unwrap();
    killed
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        .unwrap();
    killed
        .execute_batch("INSERT INTO area (name) VALUES ('South')")
        .unwrap();
    drop(killed);
    assert!(closed.beside("-wal").exists());

    backup::restore(&copy, &closed.file, "2027-03-01", proven).unwrap();
    assert_eq!(
        support::areas(&Database::open(&closed.file).unwrap()),
        ["North"]
    );
    let aside = Database::open_to_read(&closed.beside(".before-restore-2027-03-01")).unwrap();
    assert_eq!(support::areas(&aside), ["North", "South"]);
}

#[test]
fn a_restore_is_refused_while_a_server_holds_the_bank() {
    let (closed, copy, _folder) = with_backup();
    let lock = BankLock::take(&closed.file).unwrap();
    let refused = backup::restore(&copy, &closed.file, "2027-03-01", proven);
    assert!(matches!(refused, Err(BackupError::Held(_))));
    drop(lock);
    backup::restore(&copy, &closed.file, "2027-03-01", proven).unwrap();
}

#[test]
fn a_restore_is_refused_while_any_program_has_the_bank_open() {
    let (closed, copy, _folder) = with_backup();
    let open = Database::open(&closed.file).unwrap();
    let refused = backup::restore(&copy, &closed.file, "2027-03-01", proven);
    assert!(matches!(
        refused,
        Err(BackupError::Open(OpenError::Locked { .. }))
    ));
    open.write_blocking(|transaction| add_area(transaction, "South"))
        .unwrap();
    open.close();
}

fn with_backup() -> (support::Closed, PathBuf, tempfile::TempDir) {
    let bank = Bank::new();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.hourbook");
    bank.open
        .write_blocking(|transaction| add_area(transaction, "North"))
        .unwrap();
    backup::create(bank.open.path(), &copy, proven).unwrap();
    (bank.close(), copy, folder)
}
