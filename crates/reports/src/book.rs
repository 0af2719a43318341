//! The whole book as JSON lines: everything an auditor needs to prove it without this program.
//!
//! The first line says what the file is and which heads it must reach. Then one line for each
//! account, each refusal that was kept, and in the order of the book each transfer, and between
//! transfers each limit, each step of a hold and each closing or opening of a month.
//! `tests/check_book.py` reads it and works everything out again. No names stand in it: accounts
//! are ids, as in the book. It is written as it is read, in constant memory.

use std::io::{BufWriter, Write};

use ledger::{AccountRecord, Head, HoldStepRecord, LimitRecord, MonthStep, PostedTransfer, Record};
use rusqlite::Connection;
use serde::Serialize;

use crate::{Error, Result};

/// What the first line says the file is.
pub const FORMAT: &str = "hourbook book 2";

/// A line. Its first key, `record`, says which kind it is.
#[derive(Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Line<'a> {
    Book {
        format: &'static str,
        transfers: u64,
        digest: String,
        hold_steps: u64,
        hold_digest: String,
        open_holds: usize,
        /// Transfers that later lines name: taken back, or at the end of a month.
        named: Vec<u64>,
    },
    Account {
        account: String,
        kind: &'static str,
        opened_at: i64,
        /// The newest transfer when it was closed.
        closed_after: Option<u64>,
        balance: i64,
        held: i64,
    },
    Refusal {
        id: String,
    },
    Limit {
        account: String,
        number: u64,
        lower: Option<i64>,
        upper: Option<i64>,
        set_at: i64,
        after: u64,
    },
    Hold {
        seq: u64,
        step: &'a str,
        hold: String,
        account: String,
        recipient: Option<String>,
        minutes: i64,
        held: i64,
        at: i64,
        lapses_at: Option<i64>,
        after: u64,
        limit: u64,
        transfer: Option<u64>,
        source: Option<String>,
        digest: String,
    },
    Month {
        number: u64,
        step: &'static str,
        month: String,
        at: i64,
        ends_at: Option<i64>,
        head: Option<HeadPart>,
        after: u64,
        reason: Option<&'static str>,
        /// The first and the last month that stand closed after it.
        closed: Option<[String; 2]>,
    },
    Transfer {
        seq: u64,
        id: String,
        kind: &'static str,
        done_on: String,
        /// Seconds since 1970, as they stand in the digest.
        posted_at: i64,
        /// The number of the transfer it takes back.
        reverses: Option<u64>,
        source: Option<String>,
        entries: Vec<EntryPart>,
        digest: String,
    },
}

#[derive(Serialize)]
struct HeadPart {
    transfer: u64,
    digest: String,
}

#[derive(Serialize)]
struct EntryPart {
    account: String,
    minutes: i64,
    balance: i64,
}

/// Writes the book in one pass. Call it inside one snapshot of the file.
pub fn book(conn: &Connection, out: &mut impl Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    let (head, holds) = (ledger::head(conn)?, ledger::hold_head(conn)?);
    let first = Line::Book {
        format: FORMAT,
        transfers: head.seq,
        digest: head.digest.to_string(),
        hold_steps: holds.seq,
        hold_digest: holds.digest.to_string(),
        open_holds: ledger::open_holds(conn, None)?.len(),
        named: ledger::named_transfers(conn)?,
    };
    line(&mut out, &first)?;
    ledger::for_each_record(conn, &mut |record| match &record {
        Record::Account(account) => line(&mut out, &Line::of_account(account)),
        Record::Refusal(id) => line(&mut out, &Line::Refusal { id: id.to_string() }),
        Record::Limit(limit) => line(&mut out, &Line::of_limit(limit)),
        Record::HoldStep(step) => line(&mut out, &Line::of_hold(step)),
        Record::MonthStep(step) => line(&mut out, &Line::of_month(step)),
        Record::Transfer(transfer, original) => {
            line(&mut out, &Line::of_transfer(transfer, *original))
        }
    })?;
    Ok(out.flush()?)
}

impl<'a> Line<'a> {
    fn of_account(account: &AccountRecord) -> Line<'a> {
        Line::Account {
            account: account.id.to_string(),
            kind: account.kind.as_str(),
            opened_at: account.opened_at.timestamp(),
            closed_after: account.closed_after,
            balance: account.balance.get(),
            held: account.held.get(),
        }
    }

    fn of_limit(limit: &LimitRecord) -> Line<'a> {
        Line::Limit {
            account: limit.account.to_string(),
            number: limit.number,
            lower: limit.limits.lower.map(ledger::Minutes::get),
            upper: limit.limits.upper.map(ledger::Minutes::get),
            set_at: limit.set_at.timestamp(),
            after: limit.after,
        }
    }

    fn of_hold(step: &'a HoldStepRecord) -> Line<'a> {
        Line::Hold {
            seq: step.seq,
            step: &step.step,
            hold: step.hold.to_string(),
            account: step.account.to_string(),
            recipient: step.recipient.map(|id| id.to_string()),
            minutes: step.minutes.get(),
            held: step.held.get(),
            at: step.at.timestamp(),
            lapses_at: step.lapses_at.map(|at| at.timestamp()),
            after: step.after,
            limit: step.limit,
            transfer: step.transfer,
            source: step.source.as_deref().map(hex),
            digest: step.digest.to_string(),
        }
    }

    fn of_month(step: &MonthStep) -> Line<'a> {
        let head_part = |Head { seq, digest }| HeadPart {
            transfer: seq,
            digest: digest.to_string(),
        };
        Line::Month {
            number: step.number,
            step: if step.head.is_some() {
                "close"
            } else {
                "reopen"
            },
            month: step.month.to_string(),
            at: step.at.timestamp(),
            ends_at: step.ends_at.map(|at| at.timestamp()),
            head: step.head.map(head_part),
            after: step.after,
            reason: step.reason.map(ledger::ReopenReason::as_str),
            closed: step
                .closed
                .map(|(from, through)| [from.to_string(), through.to_string()]),
        }
    }

    fn of_transfer(transfer: &PostedTransfer, original: Option<u64>) -> Line<'a> {
        let entries = transfer.entries.iter().map(|entry| EntryPart {
            account: entry.account.to_string(),
            minutes: entry.minutes.get(),
            balance: entry.balance.get(),
        });
        Line::Transfer {
            seq: transfer.seq,
            id: transfer.id.to_string(),
            kind: transfer.kind.as_str(),
            done_on: transfer.done_on.format("%Y-%m-%d").to_string(),
            posted_at: transfer.posted_at.timestamp(),
            reverses: original,
            source: transfer.source.as_deref().map(hex),
            entries: entries.collect(),
            digest: transfer.digest.to_string(),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn line(out: &mut impl Write, value: &Line<'_>) -> Result<()> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n").map_err(Error::from)
}
