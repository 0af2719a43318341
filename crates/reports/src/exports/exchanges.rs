//! Every exchange in every state.

use std::io::Write;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange::{self, Exchange};
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

/// Writes the exchanges done in a period, or all of them, oldest record first. `recorded_on` and
/// `state_on`, since when it is in its state, are days where the bank is.
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
    let projects = project::all(conn)?;
    exchange::for_each::<Error>(conn, |exchange| {
        if period.is_none_or(|period| period.contains(exchange.done_on)) {
            let project = projects.iter().find(|one| Some(one.id) == exchange.project);
            rows.row(row(bank, &exchange, project.map(|one| &one.plan)))?;
        }
        Ok(())
    })
}

fn row<'a>(
    bank: &Bank,
    exchange: &'a Exchange,
    project: Option<&'a Plan>,
) -> [Cell<'a>; COLUMNS.len()] {
    let minutes = exchange.minutes.get();
    [
        Cell::own(exchange.reference.printed(&bank.prefix)),
        Cell::of(exchange.id),
        Cell::code(exchange.state.as_str()),
        Cell::Day(exchange.done_on),
        Cell::Day(bank.day_of(exchange.recorded_at)),
        Cell::Number(minutes),
        Cell::Hours(minutes),
        Cell::own(exchange.giver.number.printed(&bank.prefix)),
        Cell::Text(&exchange.giver.name),
        Cell::own(exchange.receiver.number.printed(&bank.prefix)),
        Cell::Text(&exchange.receiver.name),
        Cell::Text(&exchange.category_name),
        Cell::Text(&exchange.description),
        Cell::code(exchange.channel.as_str()),
        Cell::Day(bank.day_of(exchange.state_at)),
        exchange.listing.map_or(Cell::EMPTY, Cell::of),
        project.map_or(Cell::EMPTY, |plan| Cell::Text(&plan.name)),
        project.map_or(Cell::EMPTY, |plan| Cell::Text(&plan.funder)),
    ]
}
