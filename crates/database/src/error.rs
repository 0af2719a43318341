//! What can go wrong: [`OpenError`] for an operator to read, [`WriteError`] and [`ReadError`] for
//! the floor above to turn into an answer.
//!
//! Every sentence of [`OpenError`] says what is the matter and what to do next. The words of
//! SQLite are kept as the source, for the log.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::backup::BackupError;

/// Why a bank's file was not opened, or not made. Nothing was changed, unless the text says so.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No file has this name. A bank is never made by opening it.
    #[error(
        "There is no bank at {}. Check the path, or make a new bank with “hourbook init”.",
        path.display()
    )]
    Missing {
        /// The path as given.
        path: PathBuf,
    },
    /// The folder the file should stand in does not exist.
    #[error("The folder of {} does not exist. Make the folder first.", path.display())]
    NoFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// A new bank was asked for, but something has this name.
    #[error("{} exists already and was left as it is. Choose another name.", path.display())]
    Exists {
        /// The path as given.
        path: PathBuf,
    },
    /// The path names a folder.
    #[error("{} is a folder. Name the bank’s file, such as NAME.hourbook.", path.display())]
    Directory {
        /// The path as given.
        path: PathBuf,
    },
    /// The file has a second name. SQLite keeps its journal beside the name it was opened by, so
    /// two names can lose acknowledged writes.
    #[error(
        "{} is a link, or the file has a second name. Open the bank by its one own name.",
        path.display()
    )]
    Linked {
        /// The path as given.
        path: PathBuf,
    },
    /// Another kind of file, or a bank whose very first bytes are gone.
    #[error(
        "{} is not a Hourbook bank. Check the path; if it was one, restore a backup with \
         “hourbook backup restore”.",
        path.display()
    )]
    NotABank {
        /// The path as given.
        path: PathBuf,
        /// What SQLite said, where it could not read the file at all.
        #[source]
        source: Option<rusqlite::Error>,
    },
    /// The file has been through migrations that this program does not know.
    #[error(
        "{} was made by a newer Hourbook: it is at version {found}, and this program knows \
         versions up to {known}. Install the newer Hourbook to open it.",
        path.display()
    )]
    Newer {
        /// The path as given.
        path: PathBuf,
        /// The version of the file.
        found: i32,
        /// The newest version this program knows.
        known: i32,
    },
    /// Only for reading: the file waits for migrations, and reading does not run them.
    #[error(
        "{} is at version {found}, and this program needs version {known}. Start “hourbook \
         serve” once: it takes a copy and brings the bank up to date.",
        path.display()
    )]
    Older {
        /// The path as given.
        path: PathBuf,
        /// The version of the file.
        found: i32,
        /// The version this program needs.
        known: i32,
    },
    /// An applied migration differs from the one in this program.
    #[error(
        "{} was made by another build of Hourbook: its version {version} ({name}) differs from \
         this program’s. Open it with the program that made it, or restore a backup.",
        path.display()
    )]
    Changed {
        /// The path as given.
        path: PathBuf,
        /// The version that differs.
        version: i32,
        /// The name the file has for it.
        name: String,
    },
    /// The file's structure does not hold together.
    #[error(
        "{} is damaged. Keep the file for inspection and restore the newest backup with \
         “hourbook backup restore”.",
        path.display()
    )]
    Damaged {
        /// The path as given.
        path: PathBuf,
        /// The first thing SQLite found, for the log.
        finding: String,
    },
    /// Another program holds the file.
    #[error("{} is in use by another program. Close that program and try again.", path.display())]
    Locked {
        /// The path as given.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// The operating system did not let us read or write.
    #[error(
        "Hourbook may not use {}. Give the user it runs as permission to read and write the \
         file and its folder.",
        path.display()
    )]
    NoPermission {
        /// The path as given.
        path: PathBuf,
        /// What the system or SQLite said.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// No room.
    #[error("The disk that holds {} is full. Make room and try again.", path.display())]
    DiskFull {
        /// The path as given.
        path: PathBuf,
        /// What SQLite said.
        #[source]
        source: rusqlite::Error,
    },
    /// The program was built against an SQLite with a known fault.
    #[error(
        "This Hourbook was built with SQLite {found}, which can damage files. Install a build \
         with SQLite 3.51.3 or newer."
    )]
    OldSqlite {
        /// The version found.
        found: &'static str,
    },
    /// The copy that is taken before migrations could not be made, so they were not run.
    #[error(
        "{} must be brought up to date, but the copy taken beforehand failed, so nothing was \
         changed: {source}",
        path.display()
    )]
    Copy {
        /// The path as given.
        path: PathBuf,
        /// Why the copy failed.
        #[source]
        source: Box<BackupError>,
    },
    /// A migration failed. All of them were rolled back.
    #[error(
        "{} could not be brought up to date and was left as it was. Go on with the Hourbook you \
         had, and report this with the log.",
        path.display()
    )]
    Migration {
        /// The path as given.
        path: PathBuf,
        /// What went wrong.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// Anything else.
    #[error("{} could not be opened. The log says why.", path.display())]
    Failed {
        /// The path as given.
        path: PathBuf,
        /// What the system or SQLite said.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
}

impl OpenError {
    /// The sentence that fits what SQLite said.
    pub(crate) fn from_sqlite(path: &Path, source: rusqlite::Error) -> OpenError {
        let path = path.to_path_buf();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => OpenError::NotABank {
                path,
                source: Some(source),
            },
            Some(ErrorCode::DatabaseCorrupt) => OpenError::Damaged {
                path,
                finding: source.to_string(),
            },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                OpenError::Locked { path, source }
            }
            Some(ErrorCode::PermissionDenied | ErrorCode::ReadOnly | ErrorCode::CannotOpen) => {
                OpenError::NoPermission {
                    path,
                    source: Some(Box::new(source)),
                }
            }
            Some(ErrorCode::DiskFull) => OpenError::DiskFull { path, source },
            _ => OpenError::Failed {
                path,
                source: Box::new(source),
            },
        }
    }

    /// The sentence that fits what the operating system said.
    pub(crate) fn from_io(path: &Path, source: io::Error) -> OpenError {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::NotFound => OpenError::Missing { path },
            io::ErrorKind::AlreadyExists => OpenError::Exists { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                OpenError::NoPermission {
                    path,
                    source: Some(Box::new(source)),
                }
            }
            _ => OpenError::Failed {
                path,
                source: Box::new(source),
            },
        }
    }
}

/// Why a write has no answer of its own. `E` is the job's own error.
#[derive(Debug, thiserror::Error)]
pub enum WriteError<E> {
    /// The job said no; what it had done was rolled back, and nothing else was.
    #[error("{0}")]
    Refused(E),
    /// Too many writes wait, or another program is writing. The job did not run: try again.
    #[error("The bank is busy. Try again in a moment.")]
    Busy,
    /// The bank no longer writes, or was opened to read only; the job did not run.
    /// [`Database::health`](crate::Database::health) gives the reason.
    #[error("The bank has stopped writing. The operator’s log says why.")]
    Stopped,
    /// The job panicked; what it had done was rolled back.
    #[error("Something went wrong inside Hourbook, and nothing was recorded.")]
    Panicked,
    /// The commit failed. Where the disk failed, the write may or may not be on it: ask again
    /// with the same ids, which records it once in either case.
    #[error("The change could not be saved. Try again.")]
    Failed(#[source] rusqlite::Error),
}

/// Why a read has no answer of its own. `E` is the job's own error.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The job's own error.
    #[error("{0}")]
    Refused(E),
    /// The job panicked.
    #[error("Something went wrong inside Hourbook.")]
    Panicked,
    /// The file could not be read.
    #[error("The bank could not be read.")]
    Failed(#[source] rusqlite::Error),
}
