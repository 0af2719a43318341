//! A member's statement, in the order in which it was written.

use std::io::Write;

use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::MemberId;
use timebank::bank::Bank;
use timebank::statement::{self, Line, LineKind};

use crate::table::{Cell, Rows, Table};
use crate::{Result, words};

const COLUMNS: [&str; 6] = [
    "written_on",
    "done_on",
    "what",
    "in_minutes",
    "out_minutes",
    "balance_minutes",
];

/// Writes what was posted to a member's account from the start of `from` to the end of `to`,
/// days where the bank is; everything where they are not given. The first row is the balance
/// brought forward, the last one the totals and the balance at the end.
pub fn statement(
    conn: &Connection,
    bank: &Bank,
    member: MemberId,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    out: &mut impl Write,
) -> Result<()> {
    let statement = statement::of_member(conn, bank, member, from, to)?;
    let mut table = Table::begin(out, &COLUMNS)?;
    table.row([
        Cell::maybe_day(from),
        Cell::EMPTY,
        Cell::code("Brought forward"),
        Cell::EMPTY,
        Cell::EMPTY,
        Cell::Number(statement.opening),
    ])?;
    for line in &statement.lines {
        table.row([
            Cell::Day(line.written_on),
            Cell::Day(line.done_on),
            Cell::Text(&what(line)),
            Cell::maybe((line.minutes > 0).then_some(line.minutes)),
            Cell::maybe((line.minutes < 0).then_some(-line.minutes)),
            Cell::Number(line.balance),
        ])?;
    }
    table.row([
        Cell::maybe_day(to),
        Cell::EMPTY,
        Cell::code("Total, and balance"),
        Cell::Number(statement.total_in),
        Cell::Number(statement.total_out),
        Cell::Number(statement.closing),
    ])?;
    table.finish()
}

fn what(line: &Line) -> String {
    match &line.kind {
        LineKind::Gave { to, what, .. } => format!("Helped {to}: {what}"),
        LineKind::Received { from, what, .. } => format!("Helped by {from}: {what}"),
        LineKind::TakenBack {
            with, what, reason, ..
        } => format!("Put right, with {with}: {what}. {reason}"),
        LineKind::Activity { what, .. } => format!("Activity: {what}"),
        LineKind::Other(kind) => words::transfer_kind(*kind).to_owned(),
    }
}
