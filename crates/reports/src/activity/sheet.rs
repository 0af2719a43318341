//! The report as one CSV file: a section after the other, a row for each figure, and a column
//! for each unit. Minutes are exact; decimal hours are rounded row by row.

use std::io::Write;

use super::{Amount, Chapter, Unit};
use crate::disclosure::{
    Audience, ProtectedFigure, ProtectedPrevious, ProtectedReport, Publish, Shown,
};
use crate::table::{Cell, Rows, Table};
use crate::{Result, words};

const COLUMNS: [&str; 10] = [
    "section",
    "name",
    "exchanges",
    "minutes",
    "hours_decimal",
    "members",
    "days",
    "listings",
    "note",
    "times",
];

/// More columns, only in a file with chapters: which table, which figure of it, how much, of what.
const OF_CHAPTERS: [&str; 4] = ["table", "figure", "value", "unit"];

/// Writes the report as CSV.
pub fn write_csv(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    let report = &*report.published();
    let wide = !report.chapters.is_empty();
    let table = if wide {
        Table::begin(out, &[COLUMNS.as_slice(), &OF_CHAPTERS].concat())?
    } else {
        Table::begin(out, &COLUMNS)?
    };
    let mut sheet = Sheet { table, wide };
    sheet.heading(report)?;
    for figure in &report.figures {
        sheet.figure("figures", figure)?;
    }
    for month in &report.months {
        sheet.amount("months", &month.code(), month.amount)?;
    }
    for row in &report.categories {
        sheet.amount("categories", &row.name, row.amount)?;
    }
    for row in &report.channels {
        sheet.amount("channels", row.name(), row.amount)?;
    }
    for row in &report.pairs {
        sheet.amount("pairs", row.name(), row.amount)?;
    }
    if let Some(previous) = &report.previous {
        sheet.before("previous", previous)?;
    }
    if let Some(year) = &report.year_before {
        sheet.before("year before", year)?;
    }
    for chapter in &report.chapters {
        sheet.chapter(chapter)?;
    }
    sheet.accounts(report)?;
    sheet.proof(report)?;
    for figure in &report.figures {
        let metric = figure.metric;
        let note = format!(
            "{} Date: {}. Left out: {}",
            metric.definition, metric.date_basis, metric.left_out
        );
        sheet.note("definitions", metric.name, &note)?;
    }
    sheet.table.finish()
}

struct Sheet<W: Write> {
    table: Table<W>,
    /// Whether there are chapters, and so their columns.
    wide: bool,
}

impl<W: Write> Sheet<W> {
    fn row(&mut self, cells: [Cell<'_>; 9]) -> Result<()> {
        self.timed(cells, Cell::EMPTY)
    }

    /// A row with how often something took place.
    fn timed(&mut self, cells: [Cell<'_>; 9], times: Cell<'_>) -> Result<()> {
        let cells = cells.into_iter().chain([times]);
        if self.wide {
            let mut wide = [const { Cell::EMPTY }; 14];
            wide.iter_mut()
                .zip(cells)
                .for_each(|(place, cell)| *place = cell);
            self.table.row(wide)
        } else {
            let mut narrow = [const { Cell::EMPTY }; 10];
            narrow
                .iter_mut()
                .zip(cells)
                .for_each(|(place, cell)| *place = cell);
            self.table.row(narrow)
        }
    }

    /// What an earlier period came to.
    fn before(&mut self, section: &'static str, before: &ProtectedPrevious) -> Result<()> {
        self.amount(section, &before.period.name(), before.amount)?;
        let mut figures = before.figures.iter();
        figures.try_for_each(|figure| self.figure(section, figure))
    }

    /// A row for each figure of each row of its tables, and one for each of its sentences.
    fn chapter(&mut self, chapter: &Chapter) -> Result<()> {
        self.note(chapter.id, "What it is", &chapter.label)?;
        for sentence in &chapter.lead {
            self.note(chapter.id, "In words", sentence)?;
        }
        for table in &chapter.tables {
            for row in &table.rows {
                for (column, figure) in table.columns.iter().zip(&row.figures) {
                    let value = match figure.value() {
                        Some(value) => Cell::Measured(column.measure, value),
                        None => figure.instead().map_or(Cell::EMPTY, Cell::Instead),
                    };
                    let none = || Cell::EMPTY;
                    self.table.row([
                        Cell::code(chapter.id),
                        Cell::Text(&row.name),
                        none(),
                        none(),
                        none(),
                        none(),
                        none(),
                        none(),
                        Cell::Text(&row.note),
                        none(),
                        Cell::Text(&table.id),
                        Cell::code(column.id),
                        value,
                        Cell::code(column.measure.unit()),
                    ])?;
                }
            }
        }
        for note in &chapter.notes {
            self.note(chapter.id, "How it was worked out", note)?;
        }
        Ok(())
    }

    fn heading(&mut self, report: &ProtectedReport) -> Result<()> {
        let period = report.period;
        self.note("report", "Timebank", &report.bank)?;
        self.note("report", "Period", &period.name())?;
        self.note("report", "From", &period.from().to_string())?;
        self.note("report", "To", &period.to().to_string())?;
        let made_at = report.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.note("report", "Made at", &made_at)?;
        if let Some(part) = &report.part {
            self.note("report", "Part of the bank", part)?;
        }
        if report.audience != Audience::Committee {
            self.note("report", "Written for", report.audience.name())?;
            for note in report.notes() {
                self.note("protection", "How small numbers are kept", &note)?;
            }
            for (part, _, members) in report.taking_part() {
                self.members("taking part", part, members)?;
            }
        }
        Ok(())
    }

    fn figure(&mut self, section: &'static str, figure: &ProtectedFigure) -> Result<()> {
        let metric = figure.metric;
        let note = match figure.value.note() {
            Some(note) => format!("{}. {}", words::capital(&note), metric.definition),
            None => metric.definition.to_owned(),
        };
        // The committee's file leaves a figure empty where there was nothing to measure.
        let cell = |unit, cell: fn(i64) -> Cell<'static>| match figure.value {
            value if metric.unit == unit && value != Shown::Nothing => Cell::shown(value, cell),
            _ => Cell::EMPTY,
        };
        let cells = [
            Cell::code(section),
            Cell::Text(metric.name),
            cell(Unit::Exchanges, Cell::Number),
            cell(Unit::Minutes, Cell::Number),
            cell(Unit::Minutes, Cell::Hours),
            cell(Unit::Members, Cell::Number),
            cell(Unit::Days, Cell::Number),
            cell(Unit::Listings, Cell::Number),
            Cell::Text(&note),
        ];
        self.timed(cells, cell(Unit::Times, Cell::Number))
    }

    fn members(&mut self, section: &str, name: &str, members: Shown<i64>) -> Result<()> {
        let note = members.note().unwrap_or_default();
        self.row([
            Cell::code(section),
            Cell::Text(name),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::shown(members, Cell::Number),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::Text(&note),
        ])
    }

    fn accounts(&mut self, report: &ProtectedReport) -> Result<()> {
        let proof = &report.proof;
        for row in &proof.accounts {
            self.four(row.holders.name(), row.figures())?;
        }
        match proof.totals.value() {
            Some(sum) => self.four("All accounts", sum.figures()),
            None => Ok(()),
        }
    }

    fn four(&mut self, name: &str, figures: [i64; 4]) -> Result<()> {
        for (minutes, note) in figures
            .into_iter()
            .zip(["opening", "incoming", "outgoing", "closing"])
        {
            self.minutes("accounts", name, minutes, note)?;
        }
        Ok(())
    }

    fn proof(&mut self, report: &ProtectedReport) -> Result<()> {
        let proof = &report.proof;
        let section = "proof";
        self.amount(section, POSTED, proof.posted)?;
        self.amount(section, REVERSED, proof.reversed)?;
        if report.part.is_some() {
            self.amount(section, REST, proof.rest)?;
        }
        self.amount(section, STANDING, proof.standing)?;
        self.minutes(section, SUM, proof.sum_of_accounts, "")?;
        let agrees = if proof.matches_book { "yes" } else { "no" };
        self.note(section, "Agrees with the book", agrees)?;
        self.note(section, "In words", proof.sentence)?;
        for difference in &proof.differences {
            self.note(section, "Difference", difference)?;
        }
        if let Some(restated) = &report.restated {
            self.note(section, "Told before", &restated.sentence())?;
            self.minutes(section, "Changed since", restated.change(), "")?;
        }
        for month in &report.closings {
            self.note(section, "Month in the book", &month.sentence())?;
        }
        self.note(
            section,
            "Transfers in the book",
            &report.head.seq.to_string(),
        )?;
        self.note(
            section,
            "Digest of the book",
            &report.head.digest.to_string(),
        )
    }

    fn amount(&mut self, section: &str, name: &str, amount: Shown<Amount>) -> Result<()> {
        let note = amount.note().unwrap_or_default();
        self.row([
            Cell::code(section),
            Cell::Text(name),
            Cell::shown(amount.exchanges(), Cell::count),
            Cell::shown(amount.minutes(), Cell::Number),
            Cell::shown(amount.minutes(), Cell::Hours),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::Text(&note),
        ])
    }

    fn minutes(&mut self, section: &str, name: &str, minutes: i64, note: &str) -> Result<()> {
        self.row([
            Cell::code(section),
            Cell::Text(name),
            Cell::EMPTY,
            Cell::Number(minutes),
            Cell::Hours(minutes),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::Text(note),
        ])
    }

    fn note(&mut self, section: &str, name: &str, note: &str) -> Result<()> {
        self.row([
            Cell::code(section),
            Cell::Text(name),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::Text(note),
        ])
    }
}

/// Help as the book has it, before anything was taken back.
pub(super) const POSTED: &str = "Help written in the book";
/// What was taken back of it.
pub(super) const REVERSED: &str = "Taken back, to put right";
/// What is not about the part of the bank that was asked for.
pub(super) const REST: &str = "The rest of the bank";
/// What stands.
pub(super) const STANDING: &str = "Hours exchanged, as the book has them";
/// The trial balance.
pub(super) const SUM: &str = "All accounts together, now";
