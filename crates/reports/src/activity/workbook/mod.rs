//! The report as a workbook: a sheet for each list, with its definitions first and its proof
//! last, and the two charts as the spreadsheet’s own.

mod page;

use std::io::Write;

use chrono::Datelike;
use page::Page;
use rust_xlsxwriter::{Chart, Workbook};

use super::sheet::{POSTED, REST, REVERSED, STANDING, SUM};
use super::{Amount, Chapter};
use crate::Result;
use crate::disclosure::{ProtectedReport, Publish, Shown};
use crate::table::Cell;
use crate::workbook::{Styles, workbook};

/// The sheets, in their order.
const HOW_TO_READ: &str = "How to read this";
const IN_SHORT: &str = "In short";
const MONTHS: &str = "Months";
const KINDS: &str = "Kinds of help";
const CHANNELS: &str = "Channels";
const PAIRS: &str = "Who helped whom";
const TAKING_PART: &str = "Giving and receiving";
const PROOF: &str = "Proof";

/// Writes the report as a workbook. Two of the same report are the same to the byte.
pub fn write_xlsx(report: &impl Publish, out: &mut (impl Write + Send)) -> Result<()> {
    let report = &*report.published();
    let title = format!("Activity report, {}", report.period.name());
    let mut writer = Writer {
        book: workbook(&title, report.made_at),
        styles: Styles::new(),
        totals: Styles::new().bold(),
    };
    writer.how_to_read(report, &title)?;
    writer.in_short(report)?;
    writer.months(report)?;
    let kinds = report.categories.iter();
    let kinds: Vec<_> = kinds.map(|row| (row.name.as_str(), row.amount)).collect();
    writer.amounts(report, KINDS, "Kind of help", &kinds)?;
    let channels = report.channels.iter();
    let channels: Vec<_> = channels.map(|row| (row.name(), row.amount)).collect();
    writer.amounts(report, CHANNELS, "How it was recorded", &channels)?;
    let pairs = report.pairs.iter();
    let pairs: Vec<_> = pairs.map(|row| (row.name(), row.amount)).collect();
    writer.amounts(report, PAIRS, "Who helped whom", &pairs)?;
    writer.taking_part(report)?;
    for chapter in &report.chapters {
        writer.chapter(chapter)?;
    }
    writer.proof(report)?;
    Ok(writer.book.save_to_writer(out)?)
}

struct Writer {
    book: Workbook,
    styles: Styles,
    totals: Styles,
}

impl Writer {
    /// Begins a sheet with columns of these widths, printed on the width of a page.
    fn page(&mut self, name: &str, widths: &[u16]) -> Result<Page<'_>> {
        let sheet = self.book.add_worksheet();
        sheet.set_name(name)?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        for (place, width) in (0..).zip(widths) {
            sheet.set_column_width(place, *width)?;
        }
        Ok(Page {
            sheet,
            styles: &self.styles,
            totals: &self.totals,
            next: 0,
        })
    }

    fn how_to_read(&mut self, report: &ProtectedReport, title: &str) -> Result<()> {
        let mut page = self.page(HOW_TO_READ, &[26, 14, 60, 30, 60])?;
        page.title(&format!("{}: {title}", report.bank))?;
        let period = report.period;
        let agrees = if report.proof.matches_book {
            "yes"
        } else {
            "no"
        };
        for (name, cell) in [
            ("Timebank", Cell::Text(&report.bank)),
            ("Period", Cell::own(period.name())),
            ("From", Cell::Day(period.from())),
            ("To", Cell::Day(period.to())),
            ("Written for", Cell::code(report.audience.name())),
            ("Made at (UTC)", Cell::Instant(report.made_at)),
            ("Made on", Cell::code(&report.made_at_words)),
            ("Agrees with the book", Cell::code(agrees)),
            ("In words", Cell::code(report.proof.sentence)),
            ("Transfers in the book", Cell::count(report.head.seq)),
            ("Digest of the book", Cell::of(report.head.digest)),
        ] {
            page.row(&[Cell::code(name), Cell::EMPTY, cell])?;
        }
        if let Some(part) = &report.part {
            let name = Cell::code("Part of the bank");
            page.row(&[name, Cell::EMPTY, Cell::Text(part)])?;
        }
        for note in report.notes() {
            let name = Cell::code("How small numbers are kept");
            page.row(&[name, Cell::EMPTY, Cell::own(note)])?;
        }
        page.next += 1;
        page.head(&["Figure", "Counts", "What it means", "Date", "Left out"])?;
        for figure in &report.figures {
            let metric = figure.metric;
            page.row(&[
                Cell::code(metric.name),
                Cell::code(metric.unit.as_str()),
                Cell::code(metric.definition),
                Cell::code(metric.date_basis),
                Cell::code(metric.left_out),
            ])?;
        }
        Ok(())
    }

    fn in_short(&mut self, report: &ProtectedReport) -> Result<()> {
        let mut page = self.page(IN_SHORT, &[26, 22, 14, 12, 30, 60])?;
        page.frozen_head(&[
            "Figure",
            "Value",
            "Counts",
            "Hours",
            "Note",
            "What it means",
        ])?;
        for figure in &report.figures {
            page.figure(figure, "")?;
        }
        if let Some(previous) = &report.previous {
            page.next += 1;
            let name = format!("The period before, {}", previous.period.name());
            page.head(&[&name, "Exchanges", "Minutes", "Hours", "Note"])?;
            page.before(previous)?;
        }
        if let Some(year) = &report.year_before {
            page.next += 1;
            let name = format!("A year before, {}", year.period.name());
            page.head(&[&name, "Exchanges", "Minutes", "Hours", "Note"])?;
            page.before(year)?;
        }
        page.next += 1;
        page.row(&[Cell::code("In words")])?;
        page.row(&[Cell::code(&report.comparison)])?;
        let mut year = report.yearly_comparison.iter();
        year.try_for_each(|year| page.row(&[Cell::code(year)]))
    }

    fn months(&mut self, report: &ProtectedReport) -> Result<()> {
        let mut page = self.page(MONTHS, &AMOUNTS)?;
        page.frozen_head(&["Month", "Exchanges", "Minutes", "Hours", "Note"])?;
        for month in &report.months {
            let at = page.next;
            page.amount(Cell::EMPTY, month.amount, false)?;
            let format = &page.styles.month;
            if month.first.year() >= FIRST_YEAR {
                page.sheet
                    .write_datetime_with_format(at, 0, month.first, format)?;
            } else {
                page.sheet.write_string(at, 0, month.code())?;
            }
        }
        page.amount(Cell::code("Together"), report.total(), true)?;
        let amounts: Vec<_> = report.months.iter().map(|month| month.amount).collect();
        let title = format!("Hours exchanged each month, {}", report.period.name());
        page.chart(Chart::new_column(), MONTHS, &title, &amounts)
    }

    fn amounts(
        &mut self,
        report: &ProtectedReport,
        name: &str,
        what: &str,
        rows: &[(&str, Shown<Amount>)],
    ) -> Result<()> {
        let mut page = self.page(name, &AMOUNTS)?;
        page.frozen_head(&[what, "Exchanges", "Minutes", "Hours", "Note"])?;
        for (name, amount) in rows {
            page.amount(Cell::Text(name), *amount, false)?;
        }
        page.amount(Cell::code("Together"), report.total(), true)?;
        if name == KINDS {
            let amounts: Vec<_> = rows.iter().map(|(_, amount)| *amount).collect();
            let title = format!("Hours by kind of help, {}", report.period.name());
            let mut chart = Chart::new_bar();
            // Bars are drawn from below; the list begins above.
            chart.y_axis().set_reverse();
            page.chart(chart, name, &title, &amounts)?;
        }
        Ok(())
    }

    fn taking_part(&mut self, report: &ProtectedReport) -> Result<()> {
        let mut page = self.page(TAKING_PART, &[30, 18, 40])?;
        page.frozen_head(&["Part", "Members", "Note"])?;
        for (part, _, members) in report.taking_part() {
            page.row(&[
                Cell::code(part),
                Cell::shown(members, Cell::Number),
                Cell::own(members.note().unwrap_or_default()),
            ])?;
        }
        Ok(())
    }

    /// A sheet of its own for what was asked for beside.
    fn chapter(&mut self, chapter: &Chapter) -> Result<()> {
        let mut page = self.page(chapter.short, &[44, 20, 20, 20, 20, 20, 20, 60])?;
        page.title(&format!("{} ({})", chapter.title, chapter.label))?;
        for sentence in &chapter.lead {
            page.row(&[Cell::Text(sentence)])?;
        }
        for table in &chapter.tables {
            page.next += 1;
            page.row(&[Cell::Text(&table.title)])?;
            let mut heads = vec![table.what];
            heads.extend(table.columns.iter().map(|column| column.name));
            heads.push("Note");
            page.head(&heads)?;
            for row in &table.rows {
                let mut cells = vec![Cell::Text(&row.name)];
                for (column, figure) in table.columns.iter().zip(&row.figures) {
                    cells.push(match figure.value() {
                        Some(value) => Cell::Measured(column.measure, value),
                        None => figure.instead().map_or(Cell::EMPTY, Cell::Instead),
                    });
                }
                cells.push(Cell::Text(&row.note));
                page.row(&cells)?;
            }
        }
        page.next += 1;
        for note in &chapter.notes {
            page.row(&[Cell::Text(note)])?;
        }
        Ok(())
    }

    fn proof(&mut self, report: &ProtectedReport) -> Result<()> {
        let proof = &report.proof;
        let mut page = self.page(PROOF, &[40, 18, 18, 18, 18, 18, 18, 18, 18])?;
        page.frozen_head(&["The book", "Transfers", "Minutes", "Hours", "Note"])?;
        let mut steps = vec![
            (POSTED, proof.posted),
            (REVERSED, proof.reversed),
            (STANDING, proof.standing),
        ];
        if report.part.is_some() {
            steps.insert(2, (REST, proof.rest));
        }
        for (name, amount) in steps {
            page.amount(Cell::code(name), amount, false)?;
        }
        let sum = proof.sum_of_accounts;
        let (minutes, hours) = (Cell::Number(sum), Cell::Hours(sum));
        page.row(&[Cell::code(SUM), Cell::EMPTY, minutes, hours])?;
        page.row(&[Cell::code(proof.sentence)])?;
        for difference in &proof.differences {
            page.row(&[Cell::code(difference)])?;
        }
        if let Some(totals) = proof.totals.value() {
            page.next += 1;
            page.head(&ACCOUNTS)?;
            for row in &proof.accounts {
                page.accounts(row.holders.name(), row.figures(), false)?;
            }
            page.accounts("All accounts", totals.figures(), true)?;
            page.row(&[Cell::code(proof.about_accounts)])?;
        }
        if let Some(restated) = &report.restated {
            page.next += 1;
            page.row(&[Cell::own(restated.sentence())])?;
        }
        for month in &report.closings {
            page.row(&[Cell::own(month.sentence())])?;
        }
        page.next += 1;
        let transfers = Cell::count(report.head.seq);
        page.row(&[Cell::code("Transfers in the book"), transfers])?;
        page.row(&[
            Cell::code("Digest of the book"),
            Cell::of(report.head.digest),
        ])
    }
}

/// The widths of a list of exchanges and hours.
const AMOUNTS: [u16; 5] = [30, 20, 20, 20, 30];

/// The heads of the table of accounts.
const ACCOUNTS: [&str; 9] = [
    "Accounts",
    "Before, minutes",
    "In, minutes",
    "Out, minutes",
    "After, minutes",
    "Before, hours",
    "In, hours",
    "Out, hours",
    "After, hours",
];

/// A workbook’s calendar begins here.
const FIRST_YEAR: i32 = 1900;
