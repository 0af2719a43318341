//! The report as one CSV file: a section after the other, a row for each figure, and a column
//! for each unit. Minutes are exact; decimal hours are rounded row by row.

use std::io::Write;

use super::{ActivityReport, Amount, Figure, Unit};
use crate::table::{Cell, Table};
use crate::{Result, words};

const COLUMNS: [&str; 8] = [
    "section",
    "name",
    "exchanges",
    "minutes",
    "hours_decimal",
    "members",
    "days",
    "note",
];

/// Writes the report as CSV.
pub fn write_csv(report: &ActivityReport, out: &mut impl Write) -> Result<()> {
    let mut sheet = Sheet(Table::begin(out, &COLUMNS)?);
    sheet.heading(report)?;
    for figure in &report.figures {
        sheet.figure(figure)?;
    }
    for month in &report.months {
        sheet.amount("months", &month.code(), month.amount)?;
    }
    for share in &report.categories {
        sheet.amount("categories", &share.name, share.amount)?;
    }
    for share in &report.channels {
        sheet.amount("channels", share.name(), share.amount)?;
    }
    if let Some(previous) = &report.previous {
        sheet.amount("previous", &previous.period.name(), previous.amount)?;
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
    sheet.0.finish()
}

struct Sheet<W: Write>(Table<W>);

impl<W: Write> Sheet<W> {
    fn heading(&mut self, report: &ActivityReport) -> Result<()> {
        let period = report.period;
        self.note("report", "Timebank", &report.bank)?;
        self.note("report", "Period", &period.name())?;
        self.note("report", "From", &period.from().to_string())?;
        self.note("report", "To", &period.to().to_string())?;
        let made_at = report.made_at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.note("report", "Made at", &made_at)
    }

    fn figure(&mut self, figure: &Figure) -> Result<()> {
        let value = |unit| figure.value.filter(|_| figure.metric.unit == unit);
        let minutes = value(Unit::Minutes);
        self.0.row([
            Cell::code("figures"),
            Cell::Text(figure.metric.name),
            Cell::maybe(value(Unit::Exchanges)),
            Cell::maybe(minutes),
            minutes.map_or(Cell::EMPTY, Cell::decimal_hours),
            Cell::maybe(value(Unit::Members)),
            Cell::maybe(value(Unit::Days)),
            Cell::Text(figure.metric.definition),
        ])
    }

    fn accounts(&mut self, report: &ActivityReport) -> Result<()> {
        let proof = &report.reconciliation;
        for kind in &proof.accounts {
            let name = words::account_kind(kind.kind);
            let figures = [kind.opening, kind.incoming, kind.outgoing, kind.closing];
            self.four(name, figures.map(ledger::Minutes::get))?;
        }
        let sum = proof.totals();
        let figures = [sum.opening, sum.incoming, sum.outgoing, sum.closing];
        self.four("All accounts", figures)
    }

    fn four(&mut self, name: &str, figures: [i64; 4]) -> Result<()> {
        for (minutes, note) in figures
            .into_iter()
            .zip(["opening", "incoming", "outgoing", "closing"])
        {
            self.minutes("accounts", name, None, minutes, note)?;
        }
        Ok(())
    }

    fn proof(&mut self, report: &ActivityReport) -> Result<()> {
        let proof = &report.reconciliation;
        let help = &proof.help;
        let (posted, reversed) = (help.posted.get(), help.reversed.get());
        let standing = help.transfers.checked_sub(help.reversals);
        let section = "proof";
        self.minutes(section, POSTED, Some(help.transfers), posted, "")?;
        self.minutes(section, REVERSED, Some(help.reversals), reversed, "")?;
        self.minutes(section, STANDING, standing, proof.help_minutes(), "")?;
        self.minutes(section, SUM, None, proof.sum_of_accounts, "")?;
        let agrees = if proof.matches_book() { "yes" } else { "no" };
        self.note(section, "Agrees with the book", agrees)?;
        self.note(section, "In words", proof.sentence())?;
        for difference in &proof.differences {
            self.note(section, "Difference", difference)?;
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

    fn amount(&mut self, section: &str, name: &str, amount: Amount) -> Result<()> {
        self.minutes(section, name, Some(amount.exchanges), amount.minutes, "")
    }

    fn minutes(
        &mut self,
        section: &str,
        name: &str,
        exchanges: Option<u64>,
        minutes: i64,
        note: &str,
    ) -> Result<()> {
        self.0.row([
            Cell::code(section),
            Cell::Text(name),
            Cell::maybe(exchanges),
            Cell::of(minutes),
            Cell::decimal_hours(minutes),
            Cell::EMPTY,
            Cell::EMPTY,
            Cell::Text(note),
        ])
    }

    fn note(&mut self, section: &str, name: &str, note: &str) -> Result<()> {
        self.0.row([
            Cell::code(section),
            Cell::Text(name),
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
/// What stands.
pub(super) const STANDING: &str = "Hours exchanged, as the book has them";
/// The trial balance.
pub(super) const SUM: &str = "All accounts together, now";
