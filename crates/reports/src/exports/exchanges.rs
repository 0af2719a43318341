//! Every exchange in every state.

use std::io::Write;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, Listed};
use timebank::project::{self, Plan};

use crate::period::Period;
use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Error, Result};

const COLUMNS: [&str; 18] = [
    "reference",
    "id",
    "state",
    "done_on",
    "recorded_on",
    "minutes",
    "hours_decimal",
    "giver_number",
    "giver_name",
    "receiver_number",
    "receiver_name",
    "category",
    "description",
    "channel",
    "state_on",
    "listing_id",
    "project",
    "funder",
];

/// Writes the exchanges done in a period, or all of them, in the order of their references.
/// `recorded_on` and `state_on`, since when it is in its state, are days where the bank is.
pub fn exchanges(
    conn: &Connection,
    bank: &Bank,
    period: Option<Period>,
    out: &mut impl Write,
) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    write(conn, bank, period, &mut table)?;
    table.finish()
}

/// The same list as a workbook.
pub fn exchanges_xlsx(
    conn: &Connection,
    bank: &Bank,
    period: Option<Period>,
    made_at: DateTime<Utc>,
    out: &mut (impl Write + Send),
) -> Result<()> {
    let mut list = List::begin("Exchanges", &COLUMNS, made_at)?;
    write(conn, bank, period, &mut list)?;
    list.finish(out)
}

fn write(
    conn: &Connection,
    bank: &Bank,
    period: Option<Period>,
    rows: &mut impl Rows,
) -> Result<()> {
    let days = period.map(|period| (period.from(), period.to()));
    let projects = project::all(conn)?;
    exchange::for_each_listed::<Error>(conn, days, |listed| {
        let project = listed.project;
        let project = project.and_then(|id| projects.iter().find(|one| one.id == id));
        rows.row(row(bank, listed, project.map(|one| &one.plan)))
    })
}

fn row<'a>(
    bank: &Bank,
    listed: &Listed<'a>,
    project: Option<&'a Plan>,
) -> [Cell<'a>; COLUMNS.len()] {
    [
        Cell::own(listed.reference.printed(&bank.prefix)),
        Cell::of(listed.id),
        Cell::code(listed.state),
        Cell::Day(listed.done_on),
        Cell::Day(bank.day_of(listed.recorded_at)),
        Cell::Number(listed.minutes),
        Cell::Hours(listed.minutes),
        Cell::own(listed.giver_number.printed(&bank.prefix)),
        Cell::Text(listed.giver_name),
        Cell::own(listed.receiver_number.printed(&bank.prefix)),
        Cell::Text(listed.receiver_name),
        Cell::Text(listed.category),
        Cell::Text(listed.description),
        Cell::code(listed.channel),
        Cell::Day(bank.day_of(listed.state_at)),
        listed.listing.map_or(Cell::EMPTY, Cell::of),
        project.map_or(Cell::EMPTY, |plan| Cell::Text(&plan.name)),
        project.map_or(Cell::EMPTY, |plan| Cell::Text(&plan.funder)),
    ]
}
