//! Opening a bank for a command, and finding somebody in it.

use std::path::Path;

use database::Database;
use rusqlite::Connection;
use timebank::bank::{self, Bank};
use timebank::clock::{Clock as _, SystemClock};
use timebank::member::{self, Profile};
use timebank::{Channel, Error, MemberNumber, Moment};

use crate::failure::Outcome;

/// Opens a bank to act in it, also while a server runs.
pub(crate) fn open(path: &Path) -> Outcome<Database> {
    Ok(Database::open(path)?)
}

/// Opens a bank to look into it; nothing in it can change.
pub(crate) fn open_to_read(path: &Path) -> Outcome<Database> {
    Ok(Database::open_to_read(path)?)
}

/// The present moment at a bank, for a command typed at the machine.
pub(crate) fn moment(bank: &Bank) -> Moment {
    bank.moment(SystemClock.now(), Channel::Cli)
}

/// The present moment at the bank of a connection.
pub(crate) fn moment_of(conn: &Connection) -> timebank::Result<Moment> {
    Ok(moment(&bank::get(conn)?))
}

/// The member somebody means by an e-mail address or a number.
pub(crate) fn member_meant(conn: &Connection, typed: &str) -> timebank::Result<Profile> {
    let found = if typed.contains('@') {
        member::with_email(conn, typed.trim())?
    } else {
        match MemberNumber::parse(typed) {
            Some(number) => member::with_number(conn, number)?,
            None => None,
        }
    };
    found.ok_or(Error::NotFound(
        "A member with this e-mail address or number",
    ))
}
