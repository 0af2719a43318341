//! Copies of a bank that have been opened and checked before they count.
//!
//! **Shape.** [`create`] copies a bank, also while it is being written to; [`verify`] checks a
//! copy; [`restore()`] puts a copy in a bank's place. Each takes a closure that proves what this
//! floor cannot: the floor above checks the book.
//!
//! **How.** `VACUUM INTO` copies one snapshot in one go (the stepwise backup interface starts
//! again at every write and never ends under load), under a temporary name beside the
//! destination. The copy is opened and checked, brought to the disk, and only then given its
//! name. A file with the name of a backup is therefore a whole one.

mod restore;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::connection::{
    APPLICATION_ID, application_id, first_finding, open_to_copy, open_to_read, require_sound_sqlite,
};
use crate::error::OpenError;
use crate::file::{check_is_file, create_private, exists, sync, sync_folder_of, with_ending};
use crate::lock::LockError;
use crate::migrations::{self, LIST, Misfit};

pub use restore::{Restored, restore};

/// A checked copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// Where it stands.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
}

/// Why there is no backup, or why it was not restored. The bank itself is as it was, unless the
/// text says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The bank, or the copy, does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// Another server or command has the bank.
    #[error(transparent)]
    Held(#[from] LockError),
    /// A file of that name exists. Backups are never overwritten.
    #[error("{} exists already and was left as it is. Choose another name.", path.display())]
    Exists {
        /// The name that is taken.
        path: PathBuf,
    },
    /// The copy does not hold together.
    #[error(
        "{} did not pass its checks and is not to be relied on. Make or choose another backup.",
        path.display()
    )]
    Damaged {
        /// The file that was checked.
        path: PathBuf,
        /// The first thing found, for the log.
        finding: String,
    },
    /// The caller's own proof failed.
    #[error("{} did not pass the check of the book: {finding}", path.display())]
    NotProven {
        /// The file that was checked.
        path: PathBuf,
        /// What the caller found.
        finding: String,
    },
    /// The system did not let us write, rename or sync.
    #[error(
        "{} could not be written. Make sure the folder exists, has room and may be written.",
        path.display()
    )]
    Io {
        /// The file being written.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// SQLite could not write the copy.
    #[error(
        "{} could not be written. Make sure the folder has room and may be written.",
        path.display()
    )]
    NotWritten {
        /// The file being written.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
}

/// Copies the bank to a new file and checks the copy. Safe at any time, also while a server
/// writes: the copy holds everything acknowledged before this call.
pub fn create(
    bank: &Path,
    destination: &Path,
    prove: impl FnOnce(&Connection) -> Result<(), String>,
) -> Result<Copy, BackupError> {
    require_sound_sqlite()?;
    check_is_file(bank)?;
    if exists(destination) {
        return Err(BackupError::Exists {
            path: destination.to_path_buf(),
        });
    }
    let partial = with_ending(destination, &format!(".partial-{}", std::process::id()));
    let outcome = copy_and_check(bank, &partial, prove)
        .and_then(|bytes| give_name(&partial, destination).map(|()| bytes));
    if outcome.is_err() {
        // Ours, and of no use to anybody.
        let _gone = fs::remove_file(&partial);
    }
    Ok(Copy {
        path: destination.to_path_buf(),
        bytes: outcome?,
    })
}

/// Checks a copy: it opens, it is a bank, its history is one we know, its pages, indexes and
/// references hold together, and the caller's proof passes.
pub fn verify(
    path: &Path,
    prove: impl FnOnce(&Connection) -> Result<(), String>,
) -> Result<Copy, BackupError> {
    require_sound_sqlite()?;
    check_is_file(path)?;
    let bytes = check(path, path, prove)?;
    Ok(Copy {
        path: path.to_path_buf(),
        bytes,
    })
}

/// Writes one snapshot of the bank to `partial`, checks it and brings it to the disk.
fn copy_and_check(
    bank: &Path,
    partial: &Path,
    prove: impl FnOnce(&Connection) -> Result<(), String>,
) -> Result<u64, BackupError> {
    let source = open_to_copy(bank).map_err(|error| OpenError::from_sqlite(bank, error))?;
    if application_id(&source).map_err(|error| OpenError::from_sqlite(bank, error))?
        != APPLICATION_ID
    {
        return Err(OpenError::NotABank {
            path: bank.to_path_buf(),
            source: None,
        }
        .into());
    }
    // Made beforehand, so that nobody else may read it; VACUUM INTO takes an empty file.
    create_private(partial).map_err(|source| io_error(partial, source))?;
    let Some(name) = partial.to_str() else {
        return Err(io_error(partial, io::ErrorKind::InvalidFilename.into()));
    };
    source
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| BackupError::NotWritten {
            path: partial.to_path_buf(),
            source: error,
        })?;
    drop(source);
    let bytes = check(partial, bank, prove)?;
    sync(partial).map_err(|source| io_error(partial, source))?;
    Ok(bytes)
}

/// All checks of one file; `named` is the file that the sentences speak of. Returns its size.
fn check(
    path: &Path,
    named: &Path,
    prove: impl FnOnce(&Connection) -> Result<(), String>,
) -> Result<u64, BackupError> {
    let sqlite = |error| OpenError::from_sqlite(named, error);
    let named_buf = || named.to_path_buf();
    let connection = open_to_read(path).map_err(sqlite)?;
    if application_id(&connection).map_err(sqlite)? != APPLICATION_ID {
        return Err(OpenError::NotABank {
            path: named_buf(),
            source: None,
        }
        .into());
    }
    migrations::standing(&connection, LIST).map_err(|misfit| match misfit {
        Misfit::Newer { found, known } => OpenError::Newer {
            path: named_buf(),
            found,
            known,
        },
        Misfit::Changed { version, name } => OpenError::Changed {
            path: named_buf(),
            version,
            name,
        },
        Misfit::Unreadable(error) => sqlite(error),
    })?;
    if let Some(finding) =
        first_finding(&connection, "PRAGMA integrity_check(1)").map_err(sqlite)?
    {
        return Err(BackupError::Damaged {
            path: named_buf(),
            finding,
        });
    }
    if let Some(table) = migrations::dangling_reference(&connection).map_err(sqlite)? {
        let finding = format!("a row of {table} points at nothing");
        return Err(BackupError::Damaged {
            path: named_buf(),
            finding,
        });
    }
    connection.execute_batch("BEGIN").map_err(sqlite)?;
    prove(&connection).map_err(|finding| BackupError::NotProven {
        path: named_buf(),
        finding,
    })?;
    connection.execute_batch("COMMIT").map_err(sqlite)?;
    let found = fs::metadata(path).map_err(|source| io_error(path, source))?;
    Ok(found.len())
}

/// Gives a whole and synced file its name, unless something has taken the name meanwhile.
fn give_name(partial: &Path, name: &Path) -> Result<(), BackupError> {
    // Renaming overwrites silently, so the name is reserved first.
    create_private(name).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => BackupError::Exists {
            path: name.to_path_buf(),
        },
        _ => io_error(name, source),
    })?;
    let renamed = fs::rename(partial, name);
    if renamed.is_err() {
        let _reserved = fs::remove_file(name);
    }
    renamed
        .and_then(|()| sync_folder_of(name))
        .map_err(|source| io_error(name, source))
}

fn io_error(path: &Path, source: io::Error) -> BackupError {
    BackupError::Io {
        path: path.to_path_buf(),
        source,
    }
}
