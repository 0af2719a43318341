//! Every member, those who left included.

use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::member::{self, Profile};

use crate::table::{Cell, Rows};
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

files! {
    /// Writes all members by number, with their balances as the book stands now.
    members, members_xlsx, "Members"
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
