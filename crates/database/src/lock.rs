//! One server per bank: a lock of the operating system on `NAME.hourbook.lock`.
//!
//! The lock belongs to the open file, not to the file's existence, so it ends with the process
//! however the process ends. A lock file left behind by a killed server is no obstacle, and it is
//! never removed: removing it would let two programs lock two different files of the same name.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::file::with_ending;

/// Held by whoever serves or replaces a bank; ends when it is dropped.
#[derive(Debug)]
pub struct BankLock {
    path: PathBuf,
    _file: File,
}

/// Why the lock was not taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another holder has it.
    #[error("Another Hourbook is serving {}. Stop it first, then try again.", bank.display())]
    Held {
        /// The bank's file.
        bank: PathBuf,
    },
    /// The lock file could not be made or locked.
    #[error(
        "Hourbook may not write {}. Give the user it runs as permission to write the bank’s \
         folder.",
        path.display()
    )]
    Unusable {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
}

impl BankLock {
    /// Takes the lock of this bank, or says at once who is in the way. Never waits.
    pub fn take(bank: &Path) -> Result<BankLock, LockError> {
        let path = with_ending(bank, ".lock");
        let unusable = |source| LockError::Unusable {
            path: path.clone(),
            source,
        };
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(BankLock { path, _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held {
                bank: bank.to_path_buf(),
            }),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }

    /// The lock file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}
