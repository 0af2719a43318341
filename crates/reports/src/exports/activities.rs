//! Group activities: a row for everybody on the list of each, in all states.

use rusqlite::Connection;
use timebank::activity::{self, OnList};
use timebank::bank::Bank;

use crate::table::{Cell, Rows};
use crate::{Error, Result};

const COLUMNS: [&str; 14] = [
    "activity_id",
    "title",
    "held_on",
    "state",
    "category",
    "payment",
    "member_number",
    "member_name",
    "part",
    "came",
    "minutes",
    "hours_decimal",
    "change_minutes",
    "change_hours_decimal",
];

files! {
    /// Writes everybody on the list of each activity, by day. `minutes` is how long they were
    /// there, `change_minutes` what the book says of them for it; both are certain once the
    /// activity is settled.
    activities, activities_xlsx, "Group activities"
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    activity::for_each_on_list::<Error>(conn, |one| rows.row(row(bank, one)))
}

fn row<'a>(bank: &Bank, one: &OnList<'a>) -> [Cell<'a>; COLUMNS.len()] {
    [
        Cell::of(one.activity),
        Cell::Text(one.title),
        Cell::Day(one.held_on),
        Cell::code(one.state),
        Cell::Text(one.category),
        Cell::code(one.payment),
        Cell::own(one.number.printed(&bank.prefix)),
        Cell::Text(one.name),
        Cell::code(one.part),
        match one.came {
            Some(true) => Cell::code("yes"),
            Some(false) => Cell::code("no"),
            None => Cell::EMPTY,
        },
        Cell::maybe(one.minutes),
        one.minutes.map_or(Cell::EMPTY, Cell::Hours),
        Cell::Number(one.change),
        Cell::Hours(one.change),
    ]
}
