//! The report as a printed document: the finding first, the proof last, and every definition
//! between them. What may be shown was decided before; nothing is counted here.

use std::io::Write;

use super::chapter::{self, Chapter, ChapterRow};
use super::sheet::{POSTED, REST, REVERSED, STANDING, SUM};
use super::text::{hours, value};
use super::{Amount, GROUPS, HEADLINES};
use crate::disclosure::{Audience, ProtectedFigure, ProtectedReport, Publish, Shown};
use crate::pdf::{About, Column, Headline, Paper, Print, Row, Table};
use crate::{Result, words};

/// Writes the report as PDF, tagged. Two of the same report are the same to the byte.
pub fn write_pdf(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    let report = &*report.published();
    let title = format!("Activity report, {}", report.period.name());
    let mut paper = begin(report, &title)?;
    paper.title(&report.bank, &title);
    heading(report, &mut paper);
    headlines(report, "In short", HEADLINES.len(), &mut paper);
    months(report, &mut paper);
    kinds(report, &mut paper);
    taking_part(report, "Giving and receiving", &mut paper);
    let pairs = report.pairs.iter();
    let pairs: Vec<_> = pairs.map(|row| (row.name(), row.amount)).collect();
    amounts(report, &mut paper, "Who helped whom", "From and to", &pairs);
    let channels = report.channels.iter();
    let channels: Vec<_> = channels.map(|row| (row.name(), row.amount)).collect();
    amounts(report, &mut paper, "How it was recorded", "Way", &channels);
    groups(report, &mut paper);
    for chapter in &report.chapters {
        self::chapter(chapter, &mut paper);
    }
    definitions(report, &mut paper);
    proof(report, true, &mut paper);
    paper.finish(out)
}

/// A document about a report, with whom it is for at the foot of every page.
pub(super) fn begin(report: &ProtectedReport, title: &str) -> Result<Paper> {
    let readers = match report.audience {
        Audience::Committee => "For the committee",
        Audience::Outside { .. } => "Small numbers protected",
    };
    Paper::begin(About {
        title: format!("{}: {title}", report.bank),
        bank: report.bank.clone(),
        foot: format!("{} · {title} · {readers}", report.bank),
        made_at: report.made_at,
        print: Print::Usual,
    })
}

fn heading(report: &ProtectedReport, paper: &mut Paper) {
    if report.period.name() != report.period.in_days() {
        paper.small(&report.period.in_days());
    }
    agreement(report, paper);
    paper.lead(&report.finding());
    if let Some(part) = &report.part {
        paper.text(&format!(
            "{part}. The rest of the bank stands in the proof."
        ));
    }
    paper.text(&report.comparison);
    if let Some(comparison) = &report.yearly_comparison {
        paper.text(comparison);
    }
    paper.notice(&report.notes());
}

/// A report that proves nothing says so before anything else.
pub(super) fn agreement(report: &ProtectedReport, paper: &mut Paper) {
    if report.proof.matches_book {
        return;
    }
    let mut said = vec![report.proof.sentence.to_owned()];
    said.extend(report.proof.differences.iter().cloned());
    paper.notice(&said);
}

/// The figures that stand large; what was not measured is left out.
pub(super) fn headlines(report: &ProtectedReport, title: &str, most: usize, paper: &mut Paper) {
    let large = HEADLINES.iter().take(most).filter_map(|(metric, note)| {
        let mut figures = report.figures.iter();
        let figure = figures.find(|figure| figure.metric.id == metric.id)?;
        (figure.value != Shown::Nothing).then(|| Headline {
            name: metric.name.to_owned(),
            value: value(figure),
            note: (*note).to_owned(),
        })
    });
    let large: Vec<Headline> = large.collect();
    if !large.is_empty() {
        paper.heading(title);
        paper.headlines(&large);
    }
}

/// What was exchanged each month, with a bar for each.
pub(super) fn months(report: &ProtectedReport, paper: &mut Paper) {
    let months = report.months.iter();
    let months: Vec<_> = months
        .map(|row| (words::month(row.first), row.amount))
        .collect();
    let months: Vec<_> = months
        .iter()
        .map(|(name, amount)| (name.as_str(), *amount))
        .collect();
    barred(report, paper, "Month by month", "Month", &months);
}

/// What was exchanged of each kind of help, with a bar for each.
fn kinds(report: &ProtectedReport, paper: &mut Paper) {
    let kinds = report.categories.iter();
    let kinds: Vec<_> = kinds.map(|row| (row.name.as_str(), row.amount)).collect();
    barred(report, paper, "Kinds of help", "Kind of help", &kinds);
}

fn barred(
    report: &ProtectedReport,
    paper: &mut Paper,
    title: &str,
    what: &str,
    list: &[(&str, Shown<Amount>)],
) {
    let minutes = |amount: Shown<Amount>| amount.minutes().value().unwrap_or(0);
    let longest = list.iter().map(|(_, amount)| minutes(*amount)).max();
    let longest = longest.unwrap_or(0);
    let rows = list
        .iter()
        .map(|(name, amount)| row(name, *amount).bar(minutes(*amount), longest));
    let rows = rows.collect();
    listed(report, paper, title, what, rows);
}

fn amounts(
    report: &ProtectedReport,
    paper: &mut Paper,
    title: &str,
    what: &str,
    list: &[(&str, Shown<Amount>)],
) {
    let rows = list.iter().map(|(name, amount)| row(name, *amount));
    let rows = rows.collect();
    listed(report, paper, title, what, rows);
}

/// A list with its total; nothing where it has no rows.
pub(super) fn listed(
    report: &ProtectedReport,
    paper: &mut Paper,
    title: &str,
    what: &str,
    mut rows: Vec<Row>,
) {
    if rows.is_empty() {
        return;
    }
    rows.push(row("Together", report.total()).total());
    paper.heading(title);
    paper.table(&Table {
        summary: &format!("{title}: exchanges and hours of each, and together"),
        columns: &[
            Column::words(what),
            Column::figures("Exchanges"),
            Column::figures("Hours"),
        ],
        rows: &rows,
    });
}

/// A row of a list of exchanges and hours.
pub(super) fn row(name: &str, amount: Shown<Amount>) -> Row {
    let exchanges = amount.value();
    let exchanges = exchanges.map_or_else(String::new, |amount| words::thousands(amount.exchanges));
    Row::new([name.to_owned(), exchanges, hours(amount.minutes())])
}

/// How members took part.
pub(super) fn taking_part(report: &ProtectedReport, title: &str, paper: &mut Paper) {
    let parts = report.taking_part();
    let last = parts.len() - 1;
    let rows = parts.into_iter().enumerate().map(|(place, part)| {
        let (name, _, members) = part;
        let row = Row::new([name.to_owned(), members.said()]);
        if place == last { row.total() } else { row }
    });
    let rows: Vec<Row> = rows.collect();
    paper.heading(title);
    paper.table(&Table {
        summary: "How many members gave, received or did both",
        columns: &[Column::words("Part"), Column::figures("Members")],
        rows: &rows,
    });
}

fn groups(report: &ProtectedReport, paper: &mut Paper) {
    for group in &GROUPS {
        let figures = group.metrics.iter().filter_map(|metric| {
            let mut figures = report.figures.iter();
            figures.find(|figure| figure.metric.id == metric.id)
        });
        let figures: Vec<&ProtectedFigure> = figures.collect();
        if figures.is_empty() {
            continue;
        }
        let rows = figures
            .into_iter()
            .map(|figure| Row::new([figure.metric.name.to_owned(), value(figure)]));
        let rows: Vec<Row> = rows.collect();
        paper.heading(group.name);
        paper.table(&Table {
            summary: group.name,
            columns: &[Column::words("Figure"), Column::figures("Came to")],
            rows: &rows,
        });
    }
}

/// What was asked for beside: its label before anything else.
fn chapter(chapter: &Chapter, paper: &mut Paper) {
    paper.heading(&chapter.title);
    paper.strong(&chapter.label);
    for sentence in &chapter.lead {
        paper.text(sentence);
    }
    for table in &chapter.tables {
        paper.strong(&table.title);
        let heads = table
            .columns
            .iter()
            .map(|column| Column::figures(column.name));
        let columns: Vec<Column<'_>> = std::iter::once(Column::words(table.what))
            .chain(heads)
            .collect();
        let row = |row: &ChapterRow| {
            let name = match row.note.as_str() {
                "" => row.name.clone(),
                note => format!("{} ({note})", row.name),
            };
            let figures = table.columns.iter().zip(&row.figures);
            let figures = figures.map(|(column, figure)| chapter::said(*column, *figure));
            Row::new(std::iter::once(name).chain(figures))
        };
        let rows: Vec<Row> = table.rows.iter().map(row).collect();
        paper.table(&Table {
            summary: &table.title,
            columns: &columns,
            rows: &rows,
        });
    }
    for note in &chapter.notes {
        paper.small(note);
    }
}

/// Every figure once more, with what it means.
fn definitions(report: &ProtectedReport, paper: &mut Paper) {
    let terms = report.figures.iter().map(|figure| {
        let metric = figure.metric;
        let said = vec![
            metric.definition.to_owned(),
            format!(
                "Goes by: {}. Left out: {}",
                metric.date_basis, metric.left_out
            ),
        ];
        (format!("{}: {}", metric.name, value(figure)), said)
    });
    let terms: Vec<_> = terms.collect();
    paper.heading("How each figure is counted");
    paper.terms(&terms);
}

/// The report beside the book, and the head of the book; with the accounts and what became of
/// the months where all of it is wanted.
pub(super) fn proof(report: &ProtectedReport, all: bool, paper: &mut Paper) {
    let proof = &report.proof;
    paper.heading("The proof");
    paper.strong(proof.sentence);
    for difference in &proof.differences {
        paper.text(difference);
    }
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
    let rows = steps
        .into_iter()
        .map(|(name, minutes)| Row::new([name.to_owned(), hours(minutes)]));
    let rows: Vec<Row> = rows.collect();
    paper.table(&Table {
        summary: "From what was written in the book to what stands",
        columns: &[Column::words("The book"), Column::figures("Hours")],
        rows: &rows,
    });
    if let (Some(totals), true) = (proof.totals.value(), all) {
        accounts(report, totals.figures(), paper);
    }
    if let Some(restated) = &report.restated {
        paper.text(&restated.sentence());
    }
    let closings = report.closings.iter().filter(|_| all);
    for month in closings {
        paper.text(&month.sentence());
    }
    paper.text(&format!(
        "Made on {}, from the book up to transfer {}. Its digest:",
        report.made_at_words,
        words::thousands(report.head.seq)
    ));
    paper.block(&[report.head.digest.grouped()]);
}

/// What the accounts of each kind did, and all together.
fn accounts(report: &ProtectedReport, totals: [i64; 4], paper: &mut Paper) {
    let row = |name: &str, figures: [i64; 4]| {
        let name = std::iter::once(name.to_owned());
        Row::new(name.chain(figures.map(words::hours)))
    };
    let accounts = report.proof.accounts.iter();
    let rows = accounts.map(|account| row(account.holders.name(), account.figures()));
    let mut rows: Vec<Row> = rows.collect();
    rows.push(row("All accounts", totals).total());
    paper.table(&Table {
        summary: "What the accounts of each kind held before, took in, gave out and held after",
        columns: &[
            Column::words("Accounts"),
            Column::figures("Before"),
            Column::figures("In"),
            Column::figures("Out"),
            Column::figures("After"),
        ],
        rows: &rows,
    });
    paper.small(report.proof.about_accounts);
}
