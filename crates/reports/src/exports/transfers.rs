//! The whole book, a row for each entry. No names: members stand there by number.

use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::table::{Cell, Rows};
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

files! {
    /// Writes every transfer in the order of the book. `posted_at` is in UTC.
    transfers, transfers_xlsx, "Transfers"
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
