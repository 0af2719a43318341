//! Names and file-system steps that SQLite does not do for us.

use std::ffi::OsString;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

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

#[cfg(unix)]
fn names(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(found)
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}
