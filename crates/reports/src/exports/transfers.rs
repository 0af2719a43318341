//! The whole book, a row for each entry. No names: members stand there by number.

use std::io::Write;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Error, Result};

const COLUMNS: [&str; 10] = [
    "seq",
    "id",
    "kind",
    "done_on",
    "posted_at",
    "account_kind",
    "account_number_or_name",
    "minutes",
    "balance",
    "digest",
];

/// Writes every transfer in the order of the book. `posted_at` is in UTC.
pub fn transfers(conn: &Connection, bank: &Bank, out: &mut impl Write) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    write(conn, bank, &mut table)?;
    table.finish()
}

/// The same list as a workbook.
pub fn transfers_xlsx(
    conn: &Connection,
    bank: &Bank,
    made_at: DateTime<Utc>,
    out: &mut (impl Write + Send),
) -> Result<()> {
    let mut list = List::begin("Transfers", &COLUMNS, made_at)?;
    write(conn, bank, &mut list)?;
    list.finish(out)
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    let accounts = Accounts::of(conn)?;
    ledger::for_each_transfer::<Error>(conn, |transfer| {
        let digest = transfer.digest.to_string();
        for entry in &transfer.entries {
            let account = accounts.get(entry.account)?;
            rows.row([
                Cell::count(transfer.seq),
                Cell::of(transfer.id),
                Cell::code(transfer.kind.as_str()),
                Cell::Day(transfer.done_on),
                Cell::Instant(transfer.posted_at),
                Cell::code(account.kind.as_str()),
                Cell::own(account.name(&bank.prefix)),
                Cell::Number(entry.minutes.get()),
                Cell::Number(entry.balance.get()),
                Cell::code(&digest),
            ])?;
        }
        Ok(())
    })
}
