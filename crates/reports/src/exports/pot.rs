//! The community pot: what came in, what it gave, and what it held after each. Members stand
//! there by number.

use ledger::AccountKind;
use rusqlite::Connection;
use timebank::bank::Bank;

use crate::accounts::Accounts;
use crate::table::{Cell, Rows};
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

files! {
    /// Writes the list, oldest first. Days are where the bank is, instants in UTC.
    pot, pot_xlsx, "Community pot"
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
