//! The whole book, a row for each entry. No names: members stand there by number.

use std::io::Write;

use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::table::{Cell, Table};
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
    let accounts = Accounts::of(conn)?;
    let mut table = Table::begin(out, &COLUMNS)?;
    ledger::for_each_transfer::<Error>(conn, |transfer| {
        let posted_at = transfer.posted_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let digest = transfer.digest.to_string();
        for entry in &transfer.entries {
            let account = accounts.get(entry.account)?;
            table.row([
                Cell::of(transfer.seq),
                Cell::of(transfer.id),
                Cell::code(transfer.kind.as_str()),
                Cell::of(transfer.done_on),
                Cell::code(&posted_at),
                Cell::code(account.kind.as_str()),
                Cell::own(account.name(&bank.prefix)),
                Cell::of(entry.minutes.get()),
                Cell::of(entry.balance.get()),
                Cell::code(&digest),
            ])?;
        }
        Ok(())
    })?;
    table.finish()
}
