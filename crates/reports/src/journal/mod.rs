//! The whole book as a plain-text journal for other bookkeeping programs: the proof that its
//! balances are right does not rest on ours alone.
//!
//! Accounts stand there by kind and member number, never by name. A transfer is dated on the
//! day it was written, so that balances as of a day equal ours; the day the help was given goes
//! with it. The signs are ours: a plus raises the account's balance. The file ends with the
//! balance of every account, which the program that reads it checks.
//!
//! Written in one pass, in memory that grows with the list of accounts and not with the book.

mod beancount;
mod plain;

use std::io::{BufWriter, Write};

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Head, PostedTransfer};
use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::{Error, Result};

/// The program a journal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// hledger, 1.25 or later.
    Hledger,
    /// Ledger, 3.1 or later.
    Ledger,
    /// Beancount, 2 or 3.
    Beancount,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Hledger, Format::Ledger, Format::Beancount];

    /// The word for the command line and for addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Hledger => "hledger",
            Format::Ledger => "ledger",
            Format::Beancount => "beancount",
        }
    }

    /// The format with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Format> {
        Format::ALL
            .into_iter()
            .find(|format| format.as_str() == word)
    }

    /// The usual ending of such a file’s name, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Hledger => "journal",
            Format::Ledger => "ledger",
            Format::Beancount => "beancount",
        }
    }
}

/// Writes the whole book. Call it inside one snapshot of the file.
pub fn journal(
    conn: &Connection,
    bank: &Bank,
    format: Format,
    made_at: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<()> {
    let source = Source {
        conn,
        bank,
        made_at,
        head: ledger::head(conn)?,
        accounts: Accounts::of(conn)?,
    };
    let mut out = BufWriter::new(out);
    match format {
        Format::Hledger => source.write(plain::Plain::HLEDGER, &mut out)?,
        Format::Ledger => source.write(plain::Plain::LEDGER, &mut out)?,
        Format::Beancount => {
            let dialect = beancount::Beancount::new(&source.accounts);
            source.write(dialect, &mut out)?;
        }
    }
    Ok(out.flush()?)
}

/// How a program wants its journal.
trait Dialect {
    /// Everything before the first transfer.
    fn begin(&mut self, source: &Source<'_>, out: &mut impl Write) -> Result<()>;

    /// One transfer, written on `day`.
    fn transfer(
        &mut self,
        source: &Source<'_>,
        day: NaiveDate,
        transfer: &PostedTransfer,
        out: &mut impl Write,
    ) -> Result<()>;

    /// The balance of every account at the end of `day`, the last one in the book.
    fn end(&mut self, source: &Source<'_>, day: NaiveDate, out: &mut impl Write) -> Result<()>;
}

/// What a journal is made from.
struct Source<'a> {
    conn: &'a Connection,
    bank: &'a Bank,
    made_at: DateTime<Utc>,
    head: Head,
    accounts: Accounts,
}

impl Source<'_> {
    fn write(&self, mut dialect: impl Dialect, out: &mut impl Write) -> Result<()> {
        self.introduce(out)?;
        dialect.begin(self, out)?;
        // The clock of the book never runs back, but where clocks are put back at midnight a
        // day may.
        let mut last = None;
        ledger::for_each_transfer::<Error>(self.conn, |transfer| {
            let day = self.bank.day_of(transfer.posted_at);
            last = last.max(Some(day));
            dialect.transfer(self, day, &transfer, out)
        })?;
        let last = last.unwrap_or_else(|| self.bank.day_of(self.made_at));
        dialect.end(self, last, out)
    }

    /// The first lines, a comment in every program.
    fn introduce(&self, out: &mut impl Write) -> Result<()> {
        writeln!(out, "; {}: the whole book", one_line(&self.bank.name))?;
        let made_at = self.made_at.format("%Y-%m-%dT%H:%M:%SZ");
        writeln!(out, "; Made at {made_at}, {} transfers", self.head.seq)?;
        writeln!(out, "; Digest of the last: {}", self.head.digest)?;
        writeln!(
            out,
            "; Minutes. A plus raises the balance. Members stand here by their number."
        )?;
        Ok(())
    }
}

/// Text that stays on its line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
