//! Connections and their settings: each pragma with its reason, in one place.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, ffi};

use crate::error::OpenError;

/// The number in the header of every bank's file: `HRBK` in ASCII.
pub const APPLICATION_ID: i32 = 0x4852_424B;

/// The oldest SQLite we run on, 3.51.3: every earlier one with a write-ahead log can damage a
/// file when a write and a checkpoint of two connections meet.
pub const SQLITE_VERSION_MIN: i32 = 3_051_003;

/// How long a connection waits for another program's write to end.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Prepared statements kept per connection.
const STATEMENTS_KEPT: usize = 256;

/// Settings of every connection. A schema that was tampered with may not call functions or
/// reach virtual tables; a broken page is noticed when it is read; a deleted row's bytes are
/// overwritten; memory mapping is off because a failing disk would then kill the process.
const EVERY: &str = "
    PRAGMA trusted_schema = OFF;
    PRAGMA cell_size_check = ON;
    PRAGMA mmap_size = 0;
    PRAGMA secure_delete = ON;
    PRAGMA foreign_keys = ON;
    PRAGMA recursive_triggers = ON;";

/// Settings of the writer. FULL syncs each commit: NORMAL loses acknowledged writes in a power
/// cut. Recursive triggers (above) let REPLACE run the triggers that forbid deleting. The log is
/// checkpointed by the writer when it is idle; 16,000 pages (64 MB) is the backstop under load.
const WRITER: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA cache_size = -16000;
    PRAGMA wal_autocheckpoint = 16000;
    PRAGMA journal_size_limit = 67108864;";

/// Settings of a reader, beside being opened read-only.
const READER: &str = "
    PRAGMA query_only = ON;
    PRAGMA cache_size = -4000;";

/// Refuses to run on an SQLite with a known fault.
pub(crate) fn require_sound_sqlite() -> Result<(), OpenError> {
    if rusqlite::version_number() < SQLITE_VERSION_MIN {
        return Err(OpenError::OldSqlite {
            found: rusqlite::version(),
        });
    }
    Ok(())
}

/// Opens an existing file to read and write, with the settings that write nothing to it yet: its
/// log stays where it is even when this connection is the last to be closed. Call
/// [`make_writer`] once the file is known to be a sound bank.
pub(crate) fn open_to_write(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    keep_log_on_close(&connection, true)?;
    Ok(connection)
}

/// Whether closing the last connection leaves the log as it is, instead of bringing it into the
/// file and removing it.
pub(crate) fn keep_log_on_close(connection: &Connection, keep: bool) -> rusqlite::Result<()> {
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep)
        .map(drop)
}

/// Turns a checked connection into the writer's: write-ahead log and durable commits.
///
/// Some file systems cannot hold the log's shared index; SQLite then keeps its old journal, and
/// this is an error.
pub(crate) fn make_writer(connection: &Connection) -> rusqlite::Result<()> {
    keep_log_on_close(connection, false)?;
    connection.execute_batch(WRITER)?;
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
    if mode == "wal" {
        return Ok(());
    }
    let text = "the file system cannot hold a write-ahead log".to_owned();
    Err(rusqlite::Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_PROTOCOL),
        Some(text),
    ))
}

/// Opens an existing file to read only.
pub(crate) fn open_to_read(path: &Path) -> rusqlite::Result<Connection> {
    let connection = open_to_copy(path)?;
    connection.execute_batch(READER)?;
    Ok(connection)
}

/// Opens an existing file read-only, but able to `VACUUM INTO` another one, which `query_only`
/// would forbid.
pub(crate) fn open_to_copy(path: &Path) -> rusqlite::Result<Connection> {
    open(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
}

/// The first thing that `PRAGMA quick_check` or `integrity_check` finds, if anything.
pub(crate) fn first_finding(
    connection: &Connection,
    pragma: &str,
) -> rusqlite::Result<Option<String>> {
    let finding: String = connection.query_row(pragma, [], |row| row.get(0))?;
    Ok((finding != "ok").then_some(finding))
}

/// The number in the file's header that says which program it belongs to.
pub(crate) fn application_id(connection: &Connection) -> rusqlite::Result<i32> {
    connection.query_row("PRAGMA application_id", [], |row| row.get(0))
}

/// Never creates a file, and never reads the path as a URI.
fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY_WAIT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Else a cached statement is planned anew whenever a value that the planner looked at
    // changes, which with ids is every time: half the cost of a write.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    connection.execute_batch(EVERY)?;
    Ok(connection)
}
