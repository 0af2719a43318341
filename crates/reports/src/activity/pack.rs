//! The report on two pages for a funder: what happened, who was reached, the proof. A shorter
//! choice of the same figures, never others; the CSV of the same report goes with it.

use std::io::Write;

use super::pdf::{agreement, begin, headlines, listed, months, proof, row, taking_part};
use super::{Amount, HEADLINES};
use crate::Result;
use crate::disclosure::{ProtectedReport, Publish, Shown};
use crate::pdf::{Paper, Row};

/// Kinds of help that stand alone; the others stand together.
const KINDS: usize = 5;
/// Months that fit on the page.
const MONTHS: usize = 12;

/// Writes the pages for a funder as PDF, tagged. Two of the same report are the same to the byte.
pub fn write_pack(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    let report = &*report.published();
    let title = format!("Our timebank, {}", report.period.name());
    let mut paper = begin(report, &title)?;
    paper.title(&report.bank, &title);
    agreement(report, &mut paper);
    paper.lead(&report.finding());
    if let Some(part) = &report.part {
        paper.text(&format!("{part}."));
    }
    paper.text(&report.comparison);
    if let Some(comparison) = &report.yearly_comparison {
        paper.text(comparison);
    }
    headlines(report, "What happened", &mut paper);
    if report.months.len() <= MONTHS {
        months(report, &mut paper);
    }
    for note in report.notes() {
        paper.small(&note);
    }
    paper.new_page();
    taking_part(report, "Who was reached", &mut paper);
    kinds(report, &mut paper);
    paper.heading("How the figures are counted");
    for (metric, _) in &HEADLINES {
        paper.small(&format!("{}. {}", metric.name, metric.definition));
    }
    proof(report, false, &mut paper);
    paper.finish(out)
}

/// The kinds of help with the most hours, and the others together.
fn kinds(report: &ProtectedReport, paper: &mut Paper) {
    let shown = report.categories.iter();
    let shown = shown.filter(|kind| kind.amount.value().is_some_and(|sum| sum.exchanges > 0));
    let first: Vec<_> = shown.take(KINDS).collect();
    let mut rows: Vec<Row> = first
        .iter()
        .map(|kind| row(&kind.name, kind.amount))
        .collect();
    let others = report.categories.len() - first.len();
    if let (Some(all), 2..) = (report.total().value(), others) {
        let sum = first.iter().filter_map(|kind| kind.amount.value());
        let rest = sum.fold(all, |rest, kind| Amount {
            exchanges: rest.exchanges.saturating_sub(kind.exchanges),
            minutes: rest.minutes - kind.minutes,
        });
        rows.push(row("All other kinds together", Shown::Exact(rest)));
    } else {
        let more = report
            .categories
            .iter()
            .filter(|kind| !first.iter().any(|one| one.name == kind.name));
        rows.extend(more.map(|kind| row(&kind.name, kind.amount)));
    }
    listed(report, paper, "What the help was", "Kind of help", rows);
}
