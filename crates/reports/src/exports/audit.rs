//! Who did what, to what, when and by which way. Holds no names: members stand there by number.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use timebank::audit::{self, Search};
use timebank::bank::Bank;
use timebank::member;

use crate::table::{Cell, Rows, Table};
use crate::workbook::List;
use crate::{Error, Result};

const COLUMNS: [&str; 8] = [
    "at",
    "actor_number",
    "acted_as",
    "channel",
    "action",
    "subject_id",
    "subject_number",
    "details",
];

/// Writes what a search finds, oldest first. Instants are in UTC.
pub fn audit(
    conn: &Connection,
    bank: &Bank,
    search: &Search,
    out: &mut impl std::io::Write,
) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    write(conn, bank, search, &mut table)?;
    table.finish()
}

/// The same list as a workbook.
pub fn audit_xlsx(
    conn: &Connection,
    bank: &Bank,
    search: &Search,
    made_at: DateTime<Utc>,
    out: &mut (impl std::io::Write + Send),
) -> Result<()> {
    let mut list = List::begin("Audit", &COLUMNS, made_at)?;
    write(conn, bank, search, &mut list)?;
    list.finish(out)
}

fn write(conn: &Connection, bank: &Bank, search: &Search, rows: &mut impl Rows) -> Result<()> {
    let mut numbers = HashMap::new();
    member::for_each::<Error>(conn, |member| {
        numbers.insert(member.id.uuid(), member.number.printed(&bank.prefix));
        Ok(())
    })?;
    audit::for_each::<Error>(conn, search, |row| {
        rows.row([
            Cell::Instant(row.at),
            number(row.actor.and_then(|actor| numbers.get(&actor.uuid()))),
            Cell::Text(&row.acted_as),
            Cell::Text(&row.channel),
            Cell::Text(&row.action),
            row.subject.map_or(Cell::EMPTY, Cell::of),
            number(row.subject.and_then(|subject| numbers.get(&subject))),
            Cell::Text(&row.details),
        ])
    })
}

fn number(found: Option<&String>) -> Cell<'static> {
    found.map_or(Cell::EMPTY, Cell::of)
}
