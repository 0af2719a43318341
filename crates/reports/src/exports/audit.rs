//! Who did what, to what, when and by which way. Holds no names: members stand there by number.

use std::collections::HashMap;

use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::{audit, member};

use crate::table::{Cell, Rows};
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

files! {
    /// Writes the list, oldest first. Days are where the bank is, instants in UTC.
    audit, audit_xlsx, "Audit"
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    let mut numbers = HashMap::new();
    member::for_each::<Error>(conn, |member| {
        numbers.insert(member.id.uuid(), member.number.printed(&bank.prefix));
        Ok(())
    })?;
    audit::for_each::<Error>(conn, |row| {
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
