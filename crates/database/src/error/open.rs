//! [`OpenError`]: one sentence for every file that is not opened.
//!
//! Each says what is the matter and what to do next, for an operator to read. The words of SQLite
//! are kept as the source, for the log, and never shown: they may hold a statement.

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
    #[error("{} could not be opened: {reason}. Check the disk it stands on.", path.display())]
    Failed {
        /// The path as given.
        path: PathBuf,
        /// In the words of the system or of SQLite; never a statement.
        reason: String,
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
                reason: reason(&source),
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
                reason: source.kind().to_string(),
                source: Box::new(source),
            },
        }
    }
}

/// What SQLite calls the fault, without the statement that met it.
fn reason(error: &rusqlite::Error) -> String {
    match error.sqlite_error() {
        Some(code) => code.to_string(),
        None => "its tables could not be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::path::Path;

    use rusqlite::ffi;

    use super::OpenError;

    fn from_code(code: i32) -> OpenError {
        let text = Some("near \"SELECT\": syntax error".to_owned());
        let source = rusqlite::Error::SqliteFailure(ffi::Error::new(code), text);
        OpenError::from_sqlite(Path::new("elm.hourbook"), source)
    }

    #[test]
    fn what_the_system_forbids_is_a_matter_of_permission() {
        for kind in [
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::ReadOnlyFilesystem,
        ] {
            let error = OpenError::from_io(Path::new("elm.hourbook"), kind.into());
            assert!(matches!(error, OpenError::NoPermission { .. }));
        }
        for code in [ffi::SQLITE_PERM, ffi::SQLITE_READONLY, ffi::SQLITE_CANTOPEN] {
            assert!(matches!(from_code(code), OpenError::NoPermission { .. }));
        }
    }

    #[test]
    fn each_fault_of_sqlite_has_its_sentence_and_none_shows_a_statement() {
        type Fits = fn(&OpenError) -> bool;
        let cases: [(i32, Fits); 6] = [
            (ffi::SQLITE_NOTADB, |error| {
                matches!(error, OpenError::NotABank { .. })
            }),
            (ffi::SQLITE_CORRUPT, |error| {
                matches!(error, OpenError::Damaged { .. })
            }),
            (ffi::SQLITE_BUSY, |error| {
                matches!(error, OpenError::Locked { .. })
            }),
            (ffi::SQLITE_FULL, |error| {
                matches!(error, OpenError::DiskFull { .. })
            }),
            (ffi::SQLITE_IOERR, |error| {
                matches!(error, OpenError::Failed { .. })
            }),
            (ffi::SQLITE_ERROR, |error| {
                matches!(error, OpenError::Failed { .. })
            }),
        ];
        for (code, fits) in cases {
            let error = from_code(code);
            assert!(fits(&error), "{code}: {error}");
            let sentence = error.to_string();
            assert!(
                sentence.contains("elm.hourbook") && sentence.ends_with('.'),
                "{sentence}"
            );
            assert!(!sentence.contains("SELECT"), "{sentence}");
        }
    }
}
