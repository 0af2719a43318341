//! The file: one SQLite database per bank.
//!
//! **Shape.** [`Database`] opens a bank's file, owns the one thread that writes to it and a small
//! pool of connections that only read. A write is a closure on a [`rusqlite::Transaction`]; its
//! answer comes after the commit, so what was acknowledged is on the disk. A read is a closure on
//! a [`rusqlite::Connection`] and sees one snapshot from beginning to end. [`backup`] makes,
//! checks and restores copies; [`check`] asks SQLite about the whole file; [`lock`] keeps a second
//! server away.
//!
//! **Limits.** At most 256 writes wait; the next one is told to come again. At most four reads
//! run at once. A job is short and pure: no hashing, mail or network inside, and time, ids and
//! randomness are passed in.
//!
//! **Layering.** The lowest floor. It runs the migrations but knows nothing of what any table
//! means, and nothing of HTTP.
//!
//! **A trap for everybody who works here.** POSIX drops *all* locks of a process on a file when
//! the process closes *any* handle to it. So the bank's file is only ever opened through SQLite:
//! never read its bytes with `std::fs` while it may be open.

pub mod backup;
pub mod check;
mod connection;
mod database;
mod error;
mod file;
pub mod lock;
mod migrations;
mod opening;
mod readers;
mod watch;
mod writer;

pub use connection::{APPLICATION_ID, SQLITE_VERSION_MIN};
pub use database::Database;
pub use error::{OpenError, ReadError, WriteError};
pub use watch::{Ran, Watch};
pub use writer::Health;
