//! Names and file-system steps that SQLite does not do for us.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::error::OpenError;

/// `NAME.hourbook` and `.lock` make `NAME.hourbook.lock`.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path.as_os_str());
    name.push(ending);
    PathBuf::from(name)
}

/// Refuses a path where no bank can be, before SQLite sees it.
pub(crate) fn check_is_file(path: &Path) -> Result<(), OpenError> {
    let found = fs::metadata(path).map_err(|error| OpenError::from_io(path, error))?;
    if found.is_dir() {
        return Err(OpenError::Directory {
            path: path.to_path_buf(),
        });
    }
    // SQLite would take an empty file for a new database, and throw away the log beside it.
    if !found.is_file() || found.len() == 0 {
        return Err(OpenError::NotABank {
            path: path.to_path_buf(),
            source: None,
        });
    }
    Ok(())
}

/// Refuses a file with more than one name. The journal stands beside the name that was opened:
/// a program that comes by the other name does not see it.
pub(crate) fn check_has_one_name(path: &Path) -> Result<(), OpenError> {
    let found = fs::symlink_metadata(path).map_err(|error| OpenError::from_io(path, error))?;
    if found.is_symlink() || names(&found) > 1 {
        return Err(OpenError::Linked {
            path: path.to_path_buf(),
        });
    }
    Ok(())
}

/// Makes an empty file that only its owner may read; fails when anything has this name.
pub(crate) fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// Whether anything has this name, a dangling link included.
pub(crate) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Brings a file's bytes to the disk. Not for an open bank: see the trap in the crate's page.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Brings the names in the file's folder to the disk, so that a rename survives a power cut.
pub(crate) fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if cfg!(unix) {
        File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}

/// Whether the file system that holds `lock`, a lock file, takes no writes.
pub(crate) fn is_read_only(lock: &Path) -> bool {
    // A file system that fell back to reading may still let files be opened for writing. The lock
    // file is empty and its content means nothing.
    let written = OpenOptions::new().write(true).open(lock).and_then(|file| {
        file.set_len(1)?;
        file.set_len(0)
    });
    written.is_err_and(|error| error.kind() == io::ErrorKind::ReadOnlyFilesystem)
}

/// Which files the names of an open bank stand for. SQLite goes on writing to a file that was
/// moved or replaced under it, or to a log that was taken away: what it acknowledges then is not
/// found under the bank's name by the next start.
pub(crate) struct Whereabouts {
    bank: PathBuf,
    file: Option<Identity>,
}

/// Device and number of a file; where a system has none, nothing is compared.
type Identity = (u64, u64);

impl Whereabouts {
    /// Of the bank that this connection has open.
    pub(crate) fn of(connection: &Connection) -> Self {
        let bank = PathBuf::from(connection.path().unwrap_or_default());
        let file = identity(&bank);
        Self { bank, file }
    }

    /// What has happened to the bank's file since, if anything has.
    pub(crate) fn changed(&self) -> Option<String> {
        (identity(&self.bank) != self.file)
            .then(|| "the bank’s file was moved or replaced while it was open".to_owned())
    }
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<Identity> {
    None
}

#[cfg(unix)]
fn names(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(found)
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}
