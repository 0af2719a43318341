//! The community pot: what came in, what it gave, and what it held after each. Members stand
//! there by number.

use std::io::Write;

use chrono::{DateTime, Utc};
use ledger::AccountKind;
use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Error, Result};

const COLUMNS: [&str; 9] = [
    "seq",
    "id",
    "kind",
    "done_on",
    "posted_at",
    "other_account",
    "minutes",
    "hours_decimal",
    "balance_minutes",
];

/// Writes the list, oldest first. Days are where the bank is, instants in UTC.
pub fn pot(conn: &Connection, bank: &Bank, out: &mut impl Write) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    write(conn, bank, &mut table)?;
    table.finish()
}

/// The same list as a workbook.
pub fn pot_xlsx(
    conn: &Connection,
    bank: &Bank,
    made_at: DateTime<Utc>,
    out: &mut (impl Write + Send),
) -> Result<()> {
    let mut list = List::begin("Community pot", &COLUMNS, made_at)?;
    write(conn, bank, &mut list)?;
    list.finish(out)
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    let accounts = Accounts::of(conn)?;
    ledger::for_each_transfer::<Error>(conn, |transfer| {
        for entry in &transfer.entries {
            if accounts.get(entry.account)?.kind != AccountKind::Pot {
                continue;
            }
            let others = transfer.entries.iter();
            let others = others.filter(|other| other.account != entry.account);
            let others = others
                .map(|other| Ok(accounts.get(other.account)?.name(&bank.prefix)))
                .collect::<Result<Vec<String>>>()?;
            let minutes = entry.minutes.get();
            rows.row([
                Cell::count(transfer.seq),
                Cell::of(transfer.id),
                Cell::code(transfer.kind.as_str()),
                Cell::Day(transfer.done_on),
                Cell::Instant(transfer.posted_at),
                Cell::own(others.join(" ")),
                Cell::Number(minutes),
                Cell::Hours(minutes),
                Cell::Number(entry.balance.get()),
            ])?;
        }
        Ok(())
    })
}
