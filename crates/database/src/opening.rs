//! Making and opening a bank's file: every check before the first write, in order.
//!
//! A file is looked at read-only in effect (application id, history, structure) before anything
//! is written to it, so that a file we refuse is left as it was.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::backup;
use crate::connection::{
    APPLICATION_ID, application_id, first_finding, make_writer, open_to_read, open_to_write,
    require_sound_sqlite,
};
use crate::error::{OpenError, copy_of, sqlite_fault};
use crate::file::{
    check_has_one_name, check_is_file, create_private, exists, sync_folder_of, with_ending,
};
use crate::migrations::{self, Misfit, Standing, Step};

/// Makes a new bank's file and returns the writer's connection.
pub(crate) fn create(path: &Path, list: &[Step]) -> Result<Connection, OpenError> {
    require_sound_sqlite()?;
    create_private(path).map_err(|error| match OpenError::from_io(path, error) {
        OpenError::Missing { path } => OpenError::NoFolder { path },
        other => other,
    })?;
    let made = fill(path, list);
    if made.is_err() {
        // It is ours and holds nothing yet: a second try must not find it in the way.
        for ending in ["", "-wal", "-shm", "-journal"] {
            let _gone = fs::remove_file(with_ending(path, ending));
        }
    }
    made
}

/// Opens an existing bank to write: checks it, copies it where migrations are pending, and runs
/// them.
pub(crate) fn open(path: &Path, list: &[Step]) -> Result<Connection, OpenError> {
    require_sound_sqlite()?;
    check_is_file(path)?;
    check_has_one_name(path)?;
    let sqlite = |error| OpenError::from_sqlite(path, error);
    let connection = open_to_write(path).map_err(sqlite)?;
    // SQLite falls back to reading where it may not write.
    if connection.is_readonly("main").map_err(sqlite)? {
        return Err(OpenError::NoPermission {
            path: path.to_path_buf(),
            source: None,
        });
    }
    let standing = inspect(&connection, path, list)?;
    make_writer(&connection).map_err(sqlite)?;
    if standing.found < standing.known {
        bring_up_to_date(&connection, path, list, standing)?;
    }
    Ok(connection)
}

/// Opens an existing bank to read only. Refuses one with pending migrations.
pub(crate) fn open_reader(path: &Path, list: &[Step]) -> Result<Connection, OpenError> {
    require_sound_sqlite()?;
    check_is_file(path)?;
    let connection = open_to_read(path).map_err(|error| OpenError::from_sqlite(path, error))?;
    let Standing { found, known } = inspect(&connection, path, list)?;
    if found < known {
        return Err(OpenError::Older {
            path: path.to_path_buf(),
            found,
            known,
        });
    }
    Ok(connection)
}

fn fill(path: &Path, list: &[Step]) -> Result<Connection, OpenError> {
    let sqlite = |error| OpenError::from_sqlite(path, error);
    let connection = open_to_write(path).map_err(sqlite)?;
    // Before the log is switched on, so that the header itself says whose file this is.
    connection
        .pragma_update(None, "application_id", APPLICATION_ID)
        .map_err(sqlite)?;
    make_writer(&connection).map_err(sqlite)?;
    migrate(&connection, path, list)?;
    sync_folder_of(path).map_err(|error| OpenError::from_io(path, error))?;
    Ok(connection)
}

/// Is it ours, do we know its history, is it sound? Writes nothing.
fn inspect(connection: &Connection, path: &Path, list: &[Step]) -> Result<Standing, OpenError> {
    let sqlite = |error| OpenError::from_sqlite(path, error);
    let path_buf = || path.to_path_buf();
    if application_id(connection).map_err(sqlite)? != APPLICATION_ID {
        return Err(OpenError::NotABank {
            path: path_buf(),
            source: None,
        });
    }
    let standing = migrations::standing(connection, list).map_err(|misfit| match misfit {
        Misfit::Newer { found, known } => OpenError::Newer {
            path: path_buf(),
            found,
            known,
        },
        Misfit::Changed { version, name } => OpenError::Changed {
            path: path_buf(),
            version,
            name,
        },
        Misfit::Unreadable(error) => OpenError::from_sqlite(path, error),
    })?;
    match first_finding(connection, "PRAGMA quick_check(1)").map_err(sqlite)? {
        Some(finding) => Err(OpenError::Damaged {
            path: path_buf(),
            finding,
        }),
        None => Ok(standing),
    }
}

fn bring_up_to_date(
    connection: &Connection,
    path: &Path,
    list: &[Step],
    standing: Standing,
) -> Result<(), OpenError> {
    // A bank whose making was cut short has nothing to keep.
    if standing.found > 0 {
        let name = free_name(path, &format!(".before-V{}", standing.known));
        let copy = backup::create(path, &name, |_| Ok(())).map_err(|source| OpenError::Copy {
            path: path.to_path_buf(),
            source: source.into(),
        })?;
        let copy = copy.path.display();
        tracing::info!(%copy, "copied the bank before bringing it up to date");
    }
    migrate(connection, path, list)
}

fn migrate(connection: &Connection, path: &Path, list: &[Step]) -> Result<(), OpenError> {
    migrations::run(connection, list).map_err(|error| {
        tracing::error!(%error, cause = error.source(), "the migrations failed");
        let fault = sqlite_fault(&error).map(|fault| OpenError::from_sqlite(path, copy_of(fault)));
        match fault {
            Some(known @ (OpenError::DiskFull { .. } | OpenError::Locked { .. })) => known,
            _ => OpenError::Migration {
                path: path.to_path_buf(),
                source: Box::new(error),
            },
        }
    })
}

/// `NAME.before-V3`, or with `-2`, `-3` … where an earlier try left one.
fn free_name(path: &Path, ending: &str) -> PathBuf {
    let first = with_ending(path, ending);
    let numbered = (2..).map(|number| with_ending(path, &format!("{ending}-{number}")));
    std::iter::once(first)
        .chain(numbered)
        .find(|name| !exists(name))
        .unwrap_or_default()
}
