//! Putting a backup in a bank's place.
//!
//! The backup is checked and copied beside the bank first; only a copy that passed every check
//! moves the old file aside. The old file is kept, whole, under a name with the caller's date.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::{BackupError, Copy, copy_and_check, io_error};
use crate::connection::{open_to_write, require_sound_sqlite};
use crate::error::OpenError;
use crate::file::{check_has_one_name, check_is_file, exists, sync_folder_of, with_ending};
use crate::lock::BankLock;

/// A bank that was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The bank, now holding what the backup held.
    pub bank: Copy,
    /// Where the file that stood there before was put; nothing if there was none.
    pub aside: Option<PathBuf>,
}

/// Files SQLite keeps beside a bank. A stale one beside another file of the same name would be
/// read as that file's own.
const SIDE_FILES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Puts `backup` in the place of `bank`.
///
/// Refuses while a server holds the bank's lock or any program has it open. The old file goes to
/// `BANK.before-restore-DATE`; `date` is the caller's, for instance `2027-03-01-1432`, and the
/// name must be free. The backup itself is not touched.
pub fn restore(
    backup: &Path,
    bank: &Path,
    date: &str,
    prove: impl FnOnce(&Connection) -> Result<(), String>,
) -> Result<Restored, BackupError> {
    require_sound_sqlite()?;
    check_is_file(backup)?;
    let _lock = BankLock::take(bank)?;
    let aside = with_ending(bank, &format!(".before-restore-{date}"));
    for ending in std::iter::once("").chain(SIDE_FILES) {
        let taken = with_ending(&aside, ending);
        if exists(&taken) {
            return Err(BackupError::Exists { path: taken });
        }
    }
    let had_bank = exists(bank);
    if had_bank {
        check_has_one_name(bank)?;
        check_nobody_has_it_open(bank)?;
    }
    let partial = with_ending(bank, &format!(".restoring-{}", std::process::id()));
    let outcome = copy_and_check(backup, &partial, prove)
        .and_then(|bytes| replace(bank, &partial, &aside).map(|()| bytes));
    if outcome.is_err() {
        let _gone = fs::remove_file(&partial);
    }
    let bank = Copy {
        path: bank.to_path_buf(),
        bytes: outcome?,
    };
    Ok(Restored {
        bank,
        aside: had_bank.then_some(aside),
    })
}

/// Refuses while any program has the old file open, and brings its log into it. A damaged file
/// does not open at all, and is moved aside as it is.
fn check_nobody_has_it_open(bank: &Path) -> Result<(), BackupError> {
    if check_is_file(bank).is_err() {
        return Ok(());
    }
    let exclusively = || {
        let connection = open_to_write(bank)?;
        connection.busy_timeout(Duration::ZERO)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; ROLLBACK")?;
        // What the log holds goes into the file before either gets another name: a stop between
        // the two renames would part them, and the file would open without its newest hours.
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    };
    let Err(source) = exclusively() else {
        return Ok(());
    };
    let in_use = [
        Some(ErrorCode::DatabaseBusy),
        Some(ErrorCode::DatabaseLocked),
    ];
    if in_use.contains(&source.sqlite_error_code()) {
        return Err(OpenError::Locked {
            path: bank.to_path_buf(),
            source,
        }
        .into());
    }
    tracing::warn!(error = %source, "the old file does not open; it is kept as it is");
    Ok(())
}

/// Moves the old file aside, its side files first, so that none of them ever stands beside the
/// new one; then gives the new one its name.
fn replace(bank: &Path, partial: &Path, aside: &Path) -> Result<(), BackupError> {
    for ending in SIDE_FILES.into_iter().chain([""]) {
        let from = with_ending(bank, ending);
        if exists(&from) {
            let to = with_ending(aside, ending);
            fs::rename(&from, &to).map_err(|source| io_error(&from, source))?;
        }
    }
    sync_folder_of(bank).map_err(|source| io_error(bank, source))?;
    fs::rename(partial, bank)
        .and_then(|()| sync_folder_of(bank))
        .map_err(|source| io_error(bank, source))
}
