//! The crate from outside: writing, reading, opening, migrations, backups and the lock.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod backups;
mod locking;
mod opening;
mod reading;
mod support;
mod writing;
