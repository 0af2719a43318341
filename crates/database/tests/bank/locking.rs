//! One server per bank.

use database::lock::{BankLock, LockError};

use crate::support::beside;

#[test]
fn a_second_server_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("elm.hourbook");
    let _first = BankLock::take(&bank).unwrap();
    let refused = BankLock::take(&bank).unwrap_err();
    assert!(matches!(refused, LockError::Held { .. }));
    let expected = format!(
        "Another Hourbook is serving {}. Stop it first, then try again.",
        bank.display()
    );
    assert_eq!(refused.to_string(), expected);
}

#[test]
fn a_lock_ends_with_its_holder_and_a_file_left_behind_is_no_obstacle() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("elm.hourbook");
    std::fs::write(beside(&bank, ".lock"), "left behind").unwrap();
    drop(BankLock::take(&bank).unwrap());
    assert!(BankLock::take(&bank).unwrap().path().exists());
}

#[test]
fn a_lock_in_a_folder_that_does_not_exist_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refused = BankLock::take(&folder.path().join("nowhere/elm.hourbook")).unwrap_err();
    assert!(matches!(refused, LockError::Unusable { .. }));
}
