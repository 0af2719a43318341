//! The whole book as JSON lines: everything an auditor needs to prove it without this program.
//!
//! The first line says what the file is and which head it must reach; then one line per account
//! and one per transfer, in order. `tests/check_book.py` reads it and works every digest out
//! again. No names stand in it: accounts are ids, as in the book.

use std::io::{BufWriter, Write};

use ledger::PostedTransfer;
use rusqlite::Connection;
use serde::Serialize;

use crate::{Error, Result};

/// What the first line says the file is.
pub const FORMAT: &str = "hourbook book 1";

#[derive(Serialize)]
struct HeadLine {
    format: &'static str,
    transfers: u64,
    digest: String,
}

#[derive(Serialize)]
struct AccountLine {
    account: String,
    kind: &'static str,
    balance: i64,
}

#[derive(Serialize)]
struct TransferLine<'a> {
    seq: u64,
    id: String,
    kind: &'static str,
    done_on: String,
    /// Seconds since 1970, as they stand in the digest.
    posted_at: i64,
    reverses: Option<String>,
    source: Option<String>,
    entries: &'a [EntryLine],
    digest: String,
}

#[derive(Serialize)]
struct EntryLine {
    account: String,
    minutes: i64,
    balance: i64,
}

/// Writes the book in one pass. Call it inside one snapshot of the file.
pub fn book(conn: &Connection, out: &mut impl Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    let head = ledger::head(conn)?;
    let first = HeadLine {
        format: FORMAT,
        transfers: head.seq,
        digest: head.digest.to_string(),
    };
    line(&mut out, &first)?;
    for (account, kind, balance) in ledger::balances(conn)? {
        let account = AccountLine {
            account: account.to_string(),
            kind: kind.as_str(),
            balance: balance.get(),
        };
        line(&mut out, &account)?;
    }
    ledger::for_each_transfer(conn, |transfer| write_transfer(&mut out, &transfer))?;
    Ok(out.flush()?)
}

fn write_transfer(out: &mut impl Write, transfer: &PostedTransfer) -> Result<()> {
    let entries: Vec<EntryLine> = transfer
        .entries
        .iter()
        .map(|entry| EntryLine {
            account: entry.account.to_string(),
            minutes: entry.minutes.get(),
            balance: entry.balance.get(),
        })
        .collect();
    let source = transfer.source.as_deref().map(|bytes| {
        use std::fmt::Write as _;
        bytes.iter().fold(String::new(), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
    });
    let written = TransferLine {
        seq: transfer.seq,
        id: transfer.id.to_string(),
        kind: transfer.kind.as_str(),
        done_on: transfer.done_on.format("%Y-%m-%d").to_string(),
        posted_at: transfer.posted_at.timestamp(),
        reverses: transfer.reverses.map(|id| id.to_string()),
        source,
        entries: &entries,
        digest: transfer.digest.to_string(),
    };
    line(out, &written)
}

fn line(out: &mut impl Write, value: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n").map_err(Error::from)
}
