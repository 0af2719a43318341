//! Every offer and request, open or closed.

use std::collections::HashMap;

use ledger::Minutes;
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::listing::{self, Listing};
use timebank::member;

use crate::table::{Cell, Rows};
use crate::{Error, Result};

const COLUMNS: [&str; 12] = [
    "id",
    "kind",
    "state",
    "member_number",
    "member_name",
    "category",
    "area",
    "title",
    "minutes",
    "created_on",
    "closed_on",
    "exchanges",
];

files! {
    /// Writes the list, oldest first. Days are where the bank is, instants in UTC.
    listings, listings_xlsx, "Offers and requests"
}

fn write(conn: &Connection, bank: &Bank, rows: &mut impl Rows) -> Result<()> {
    let mut numbers = HashMap::new();
    member::for_each::<Error>(conn, |member| {
        numbers.insert(member.id, member.number.printed(&bank.prefix));
        Ok(())
    })?;
    listing::for_each::<Error>(conn, |listing| {
        let number = numbers.get(&listing.member).map_or("", String::as_str);
        rows.row(row(bank, &listing, number))
    })
}

fn row<'a>(bank: &Bank, listing: &'a Listing, number: &'a str) -> [Cell<'a>; COLUMNS.len()] {
    [
        Cell::of(listing.id),
        Cell::code(listing.kind.as_str()),
        Cell::code(if listing.open { "open" } else { "closed" }),
        Cell::code(number),
        Cell::Text(&listing.member_name),
        Cell::Text(&listing.category_name),
        Cell::Text(&listing.area_name),
        Cell::Text(&listing.title),
        Cell::maybe(listing.minutes.map(Minutes::get)),
        Cell::Day(bank.day_of(listing.created_at)),
        Cell::maybe_day(listing.closed_at.map(|closed| bank.day_of(closed))),
        Cell::count(listing.exchanges.into()),
    ]
}
