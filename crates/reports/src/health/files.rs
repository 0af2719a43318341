//! The figures as files: a row or an entry for each, with its formula and caution. For the
//! committee, like the page.

use std::io::Write;

use serde::Serialize;

use super::{FEWEST, Health};
use crate::Result;
use crate::table::{Cell, Rows, Table};

pub(super) const COLUMNS: [&str; 7] = [
    "section", "id", "name", "measure", "value", "joined", "note",
];

/// Writes them as CSV: the figures, then of each quarter who joined and who of them took part.
pub fn write_csv(health: &Health, out: &mut impl Write) -> Result<()> {
    let mut table = Table::begin(out, &COLUMNS)?;
    rows(health, &mut table)?;
    table.finish()
}

/// The rows of the table, for whatever it is written as.
pub(super) fn rows(health: &Health, table: &mut impl Rows) -> Result<()> {
    let note = |name: &'static str, said: String| {
        let (section, name) = (Cell::code("report"), Cell::code(name));
        let [id, measure, value, joined] = [Cell::EMPTY; 4];
        [section, id, name, measure, value, joined, Cell::own(said)]
    };
    table.row(note("Timebank", health.bank.clone()))?;
    table.row(note("From", health.period.from().to_string()))?;
    table.row(note("To", health.period.to().to_string()))?;
    table.row([
        Cell::code("figures"),
        Cell::code("members_active"),
        Cell::code("Active members"),
        Cell::code("members"),
        Cell::count(health.active as u64),
        Cell::EMPTY,
        Cell::EMPTY,
    ])?;
    for sign in health.signs.iter().flatten() {
        table.row([
            Cell::code("figures"),
            Cell::code(sign.id),
            Cell::code(sign.name),
            Cell::code(sign.value.measure.as_str()),
            Cell::maybe(sign.value.value),
            Cell::EMPTY,
            Cell::own(format!("{} Take care: {}", sign.formula, sign.caveat)),
        ])?;
    }
    for quarter in quarters(health) {
        table.row([
            Cell::code("quarters"),
            Cell::EMPTY,
            Cell::code(&quarter.from),
            Cell::code("members"),
            Cell::count(u64::from(quarter.active)),
            Cell::count(u64::from(quarter.joined)),
            Cell::EMPTY,
        ])?;
    }
    Ok(())
}

/// Writes them as JSON. Keys stay.
pub fn write_json(health: &Health, out: &mut impl Write) -> Result<()> {
    let signs = health.signs.as_ref().map(|signs| {
        let sign = |sign: &super::Sign| SignDocument {
            id: sign.id,
            name: sign.name,
            measure: sign.value.measure.as_str(),
            value: sign.value.value,
            formula: sign.formula,
            caveat: sign.caveat,
        };
        signs.iter().map(sign).collect()
    });
    let document = HealthDocument {
        bank: &health.bank,
        from: health.period.from().to_string(),
        to: health.period.to().to_string(),
        made_at: health.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        members_active: health.active,
        fewest: FEWEST,
        figures: signs,
        quarters: quarters(health).collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &document).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

/// Where there are too few members for figures, there are for quarters.
fn quarters(health: &Health) -> impl Iterator<Item = QuarterDocument> {
    let shown = health.signs.iter().flat_map(|_| &health.quarters);
    shown.map(|quarter| QuarterDocument {
        from: quarter.first.to_string(),
        joined: quarter.joined,
        active: quarter.active,
    })
}

#[derive(Serialize)]
struct HealthDocument<'a> {
    bank: &'a str,
    from: String,
    to: String,
    made_at: String,
    members_active: usize,
    /// With fewer active members there are no figures.
    fewest: usize,
    figures: Option<Vec<SignDocument>>,
    quarters: Vec<QuarterDocument>,
}

#[derive(Serialize)]
struct SignDocument {
    id: &'static str,
    name: &'static str,
    measure: &'static str,
    value: Option<i64>,
    formula: &'static str,
    caveat: &'static str,
}

#[derive(Serialize)]
struct QuarterDocument {
    from: String,
    joined: u32,
    active: u32,
}
