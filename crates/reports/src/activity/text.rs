//! The report for a terminal of 80 columns: figures, then what they mean, then the proof. Only
//! a bank of thousands of hours has a wider table of accounts.

use std::io::Write;

use super::chapter::{self, Chapter};
use super::sheet::{POSTED, REST, REVERSED, STANDING, SUM};
use super::{Amount, Unit};
use crate::disclosure::{ProtectedFigure, ProtectedReport, Publish, Shown};
use crate::{Result, words};

/// Columns of text, so that an indented paragraph stays within 80.
const WIDTH: usize = 78;

/// Writes the report as plain text.
pub fn write_text(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    let report = &*report.published();
    heading(report, out)?;
    section(out, "In short")?;
    for figure in &report.figures {
        writeln!(out, "  {:<40}{:>20}", figure.metric.name, value(figure))?;
    }
    writeln!(out)?;
    paragraph(out, "  ", &report.comparison)?;
    if let Some(comparison) = &report.yearly_comparison {
        paragraph(out, "  ", comparison)?;
    }

    let total = report.total();
    let months = report.months.iter();
    let months = months.map(|month| (words::month(month.first), month.amount));
    amounts(out, "Month by month", months, total)?;
    let categories = report.categories.iter();
    let categories = categories.map(|row| (row.name.clone(), row.amount));
    amounts(out, "Kinds of help", categories, total)?;
    let channels = report.channels.iter();
    let channels = channels.map(|row| (row.name().to_owned(), row.amount));
    amounts(out, "How it was recorded", channels, total)?;
    let pairs = report.pairs.iter();
    let pairs = pairs.map(|row| (row.name().to_owned(), row.amount));
    amounts(out, "Who helped whom", pairs, total)?;
    taking_part(report, out)?;
    for chapter in &report.chapters {
        self::chapter(chapter, out)?;
    }
    definitions(report, out)?;
    proof(report, out)
}

fn heading(report: &ProtectedReport, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{}", report.bank)?;
    writeln!(out, "Activity report, {}", report.period.name())?;
    if report.period.name() != report.period.in_days() {
        writeln!(out, "{}", report.period.in_days())?;
    }
    if let Some(part) = &report.part {
        paragraph(out, "", &format!("{part}."))?;
    }
    if !report.proof.matches_book {
        writeln!(out)?;
        paragraph(out, "", report.proof.sentence)?;
    }
    for note in report.notes() {
        writeln!(out)?;
        paragraph(out, "", &note)?;
    }
    Ok(())
}

fn taking_part(report: &ProtectedReport, out: &mut impl Write) -> Result<()> {
    section(out, "Giving and receiving")?;
    for (part, _, members) in report.taking_part() {
        let noun = if members == Shown::Exact(1) {
            "member"
        } else {
            "members"
        };
        let members = match members.value() {
            Some(_) => format!("{} {noun}", members.said()),
            None => members.said(),
        };
        writeln!(out, "  {part:<40}{members:>20}")?;
    }
    Ok(())
}

/// A chapter that was asked for.
fn chapter(chapter: &Chapter, out: &mut impl Write) -> Result<()> {
    section(out, &chapter.title)?;
    paragraph(out, "  ", &format!("{}.", chapter.label))?;
    for sentence in &chapter.lead {
        paragraph(out, "  ", sentence)?;
    }
    for table in &chapter.tables {
        writeln!(out)?;
        paragraph(out, "  ", &table.title)?;
        for row in &table.rows {
            paragraph(out, "    ", &row.name)?;
            for (column, figure) in table.columns.iter().zip(&row.figures) {
                let figure = chapter::said(*column, *figure);
                writeln!(out, "      {:<36}{figure:>20}", shortened(column.name, 35))?;
            }
            if !row.note.is_empty() {
                paragraph(out, "      ", &row.note)?;
            }
        }
    }
    for note in &chapter.notes {
        writeln!(out)?;
        paragraph(out, "  ", note)?;
    }
    Ok(())
}

fn definitions(report: &ProtectedReport, out: &mut impl Write) -> Result<()> {
    section(out, "How each figure is counted")?;
    for (place, figure) in report.figures.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        let metric = figure.metric;
        writeln!(out, "  {}", metric.name)?;
        paragraph(out, "    ", metric.definition)?;
        paragraph(out, "    ", &format!("Date: {}.", metric.date_basis))?;
        paragraph(out, "    ", &format!("Left out: {}", metric.left_out))?;
    }
    Ok(())
}

fn proof(report: &ProtectedReport, out: &mut impl Write) -> Result<()> {
    let proof = &report.proof;
    section(out, "The proof")?;
    paragraph(out, "  ", proof.sentence)?;
    for difference in &proof.differences {
        paragraph(out, "  ! ", difference)?;
    }
    writeln!(out)?;
    let less = |minutes: Shown<i64>| minutes.map(|minutes| -minutes);
    let mut steps = vec![
        (POSTED, proof.posted.minutes()),
        (REVERSED, less(proof.reversed.minutes())),
        (STANDING, proof.standing.minutes()),
        (SUM, Shown::Exact(proof.sum_of_accounts)),
    ];
    if report.part.is_some() {
        steps.insert(2, (REST, less(proof.rest.minutes())));
    }
    for (name, minutes) in steps {
        writeln!(out, "  {name:<40}{:>20}", hours(minutes))?;
    }
    if proof.totals.value().is_some() {
        writeln!(out)?;
        accounts(report, out)?;
        writeln!(out)?;
        paragraph(out, "  ", proof.about_accounts)?;
    }
    if let Some(restated) = &report.restated {
        writeln!(out)?;
        paragraph(out, "  ", &restated.sentence())?;
    }
    for month in &report.closings {
        paragraph(out, "  ", &month.sentence())?;
    }
    writeln!(out)?;
    let made = format!(
        "Made on {}, from the book up to transfer {}. Its digest:",
        report.made_at_words,
        words::thousands(report.head.seq)
    );
    paragraph(out, "  ", &made)?;
    let digest = report.head.digest.grouped();
    let (first, second) = digest.split_at(digest.len() / 2);
    Ok(writeln!(out, "    {first}\n    {}", second.trim_start())?)
}

/// What the accounts of each kind did, and all together.
fn accounts(report: &ProtectedReport, out: &mut impl Write) -> Result<()> {
    let heads = ["Before", "In", "Out", "After"].map(str::to_owned);
    let mut rows = vec![("", heads)];
    for row in &report.proof.accounts {
        rows.push((row.holders.name(), row.figures().map(words::hours)));
    }
    if let Some(sum) = report.proof.totals.value() {
        rows.push(("All accounts", sum.figures().map(words::hours)));
    }
    let longest = |cells: &mut dyn Iterator<Item = &str>| {
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let names = longest(&mut rows.iter().map(|(name, _)| *name));
    let cells = rows.iter().flat_map(|(_, figures)| figures);
    let width = longest(&mut cells.map(String::as_str)) + 2;
    for (name, figures) in rows {
        write!(out, "  {name:<names$}")?;
        for figure in figures {
            write!(out, "{figure:>width$}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A figure in words.
pub(super) fn value(figure: &ProtectedFigure) -> String {
    match (figure.metric.unit, figure.value.value()) {
        (Unit::Minutes, _) => hours(figure.value),
        (Unit::Days, Some(days)) => words::counted(days.unsigned_abs(), "day", "days"),
        _ => figure.value.said(),
    }
}

/// Hours in words.
pub(super) fn hours(minutes: Shown<i64>) -> String {
    match minutes.value() {
        Some(minutes) => words::hours(minutes),
        None => minutes.instead().unwrap_or_default(),
    }
}

/// A list with its total.
fn amounts(
    out: &mut impl Write,
    title: &str,
    list: impl Iterator<Item = (String, Shown<Amount>)>,
    total: Shown<Amount>,
) -> Result<()> {
    section(out, title)?;
    for (name, amount) in list.chain([("Together".to_owned(), total)]) {
        let exchanges = match amount.value() {
            Some(amount) => words::counted(amount.exchanges, "exchange", "exchanges"),
            None => String::new(),
        };
        let hours = hours(amount.minutes());
        writeln!(
            out,
            "  {:<34}{exchanges:>18}{hours:>18}",
            shortened(&name, 33)
        )?;
    }
    Ok(())
}

fn section(out: &mut impl Write, title: &str) -> Result<()> {
    Ok(writeln!(
        out,
        "\n{title}\n{}",
        "-".repeat(title.chars().count())
    )?)
}

/// A name that fits its column.
fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    name.chars().take(most - 1).chain(['…']).collect()
}

/// Writes a sentence over as many lines as it takes; further lines stand under the first.
fn paragraph(out: &mut impl Write, indent: &str, text: &str) -> std::io::Result<()> {
    let mut line = indent.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            writeln!(out, "{line}")?;
            line = " ".repeat(indent.chars().count());
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_broken_between_words_and_keeps_its_indent() {
        let mut text = Vec::new();
        paragraph(&mut text, "  ! ", &"word ".repeat(17)).unwrap();
        let expected = format!("  ! {}word\n    word word\n", "word ".repeat(14));
        assert_eq!(String::from_utf8(text).unwrap(), expected);
    }

    #[test]
    fn a_long_name_stays_in_its_column() {
        assert_eq!(shortened("Gardening", 9), "Gardening");
        assert_eq!(shortened("Gardening!", 9), "Gardenin…");
    }
}
