//! Every member, those who left included.

use std::io::Write;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::member::{self, Profile};

use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Error, Result};

const COLUMNS: [&str; 13] = [
    "number",
    "id",
    "kind",
    "name",
    "state",
    "role",
    "joined_on",
    "left_on",
    "area",
    "email",
    "phone",
    "balance_minutes",
    "balance_hours_decimal",
];

/// Writes all members by number, with their balances as the book stands now.
pub fn members(conn: &Connection, bank: &Bank, out: &mut impl Write) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    write(conn, bank, &mut table)?;
    table.finish()
}

/// The same list as a workbook.
pub fn members_xlsx(
    conn: &Connection,
    bank: &Bank,
    made_at: DateTime<Utc>,
    out: &mut (impl Write + Send),
) -> Result<()> {
    let mut list = List::begin("Members", &COLUMNS, made_at)?;
    write(conn, bank, &mut list)?;
    list.finish(out)
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    member::for_each::<Error>(conn, |member| {
        let balance = ledger::balance(conn, member.account)?.get();
        rows.row(row(bank, &member, balance))
    })
}

fn row<'a>(bank: &Bank, member: &'a Profile, balance: i64) -> [Cell<'a>; COLUMNS.len()] {
    [
        Cell::own(member.number.printed(&bank.prefix)),
        Cell::of(member.id),
        Cell::code(member.kind.as_str()),
        Cell::Text(&member.name),
        Cell::code(member.state.as_str()),
        Cell::code(member.role.as_str()),
        Cell::maybe_day(member.joined_on),
        Cell::maybe_day(member.left_on),
        Cell::Text(&member.area_name),
        Cell::Text(member.email.as_deref().unwrap_or_default()),
        Cell::Text(&member.phone),
        Cell::Number(balance),
        Cell::Hours(balance),
    ]
}
