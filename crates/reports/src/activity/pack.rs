//! The report on two pages for a funder: what happened, who was reached, what changed, a story,
//! the proof. A shorter choice of the same figures, never others; the CSV of the same report goes
//! with it. What was not asked for has no heading here.

use std::io::Write;

use super::chapter::{self, Chapter, ChapterTable};
use super::pdf::{agreement, begin, headlines, listed, months, proof, row, taking_part};
use super::{Amount, HEADLINES};
use crate::Result;
use crate::disclosure::{ProtectedReport, Publish, Shown};
use crate::pdf::{Column, Paper, Row, Table};

/// Kinds of help that stand alone; the others stand together.
const KINDS: usize = 5;
/// The same where chapters need the room.
const FEW_KINDS: usize = 3;
/// Months that fit on the page.
const MONTHS: usize = 12;
/// Figures that stand large where chapters need the room.
const FEW_HEADLINES: usize = 3;
/// Projects that fit on the page; more of them stand in the report.
const PROJECTS: usize = 4;

/// What a change is.
const CHANGE: &str = "A change is the average of each person’s second answer less the first, from \
    10 people on, with its 95% interval (Student’s t for pairs). For anxiety and loneliness less \
    is better.";

/// How many pages there are, whatever was asked for.
const PAGES: usize = 2;
/// Characters of a story where room is short.
const FEW_CHARACTERS: usize = 360;

/// How much room there is: what does not fit is shortened, and it is said where the rest stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// Everything that was asked for.
    Wide,
    /// The beginning of the story, and no list of projects.
    Close,
    /// Nor a table of what changed, nor months, nor more than a few kinds of help.
    Closest,
}

/// Where the rest stands.
const IN_THE_REPORT: &str = "in the activity report of the same days.";

/// Writes the pages for a funder as PDF, tagged. Two of the same report are the same to the byte.
pub fn write_pack(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    let report = &*report.published();
    for room in [Room::Wide, Room::Close] {
        let paper = pages(report, room)?;
        if paper.pages() <= PAGES {
            return paper.finish(out);
        }
    }
    pages(report, Room::Closest)?.finish(out)
}

fn pages(report: &ProtectedReport, room: Room) -> Result<Paper> {
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
    let mut chapters = report.chapters.iter();
    let long = chapters.all(|chapter| matches!(chapter.id, "headings" | "projects"));
    let long = long && room == Room::Wide;
    let large = if long { HEADLINES.len() } else { FEW_HEADLINES };
    headlines(report, "What happened", large, &mut paper);
    if long {
        if report.months.len() <= MONTHS {
            months(report, &mut paper);
        }
        notes(report, &mut paper);
        paper.new_page();
        taking_part(report, "Who was reached", &mut paper);
    } else {
        reached(report, &mut paper);
    }
    if let Some(story) = chapter_of(report, "story") {
        self::story(story, room, &mut paper);
    }
    kinds(report, room, &mut paper);
    if !long {
        notes(report, &mut paper);
    }
    let counted = HEADLINES.iter().take(large);
    let counted = counted.map(|(metric, _)| format!("{}: {}", metric.name, metric.definition));
    paper.small(&counted.collect::<Vec<_>>().join(" "));
    projects(report, room, &mut paper);
    if let Some(outcomes) = chapter_of(report, "outcomes") {
        changed(outcomes, room, &mut paper);
    }
    if let Some(worth) = chapter_of(report, "worth") {
        cost(worth, &mut paper);
    }
    proof(report, false, &mut paper);
    Ok(paper)
}

/// What is to be known about figures that are masked.
fn notes(report: &ProtectedReport, paper: &mut Paper) {
    for note in report.notes() {
        paper.small(&note);
    }
}

fn chapter_of<'a>(report: &'a ProtectedReport, id: &str) -> Option<&'a Chapter> {
    report.chapters.iter().find(|chapter| chapter.id == id)
}

/// The kinds of help with the most hours, and the others together.
fn kinds(report: &ProtectedReport, room: Room, paper: &mut Paper) {
    let most = match chapter_of(report, "outcomes").or_else(|| chapter_of(report, "worth")) {
        None if room != Room::Closest => KINDS,
        _ => FEW_KINDS,
    };
    let shown = report.categories.iter();
    let shown = shown.filter(|kind| kind.amount.value().is_some_and(|sum| sum.exchanges > 0));
    let first: Vec<_> = shown.take(most).collect();
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

/// The hours of each project, where they are few enough for this page.
fn projects(report: &ProtectedReport, room: Room, paper: &mut Paper) {
    let Some(table) = chapter_of(report, "projects").and_then(|chapter| chapter.tables.first())
    else {
        return;
    };
    if table.rows.len() > PROJECTS + 1 || room != Room::Wide {
        paper.text(&format!("The hours of each project stand {IN_THE_REPORT}"));
        return;
    }
    let named = |row: &chapter::ChapterRow| {
        let name = match row.note.as_str() {
            "" => row.name.clone(),
            note => format!("{} ({})", row.name, note.replacen("Paid", "paid", 1)),
        };
        let figures = table.columns.iter().zip(&row.figures);
        let figures = figures.map(|(column, figure)| chapter::said(*column, *figure));
        Row::new(std::iter::once(name).chain(figures))
    };
    paper.heading("Projects");
    paper.table(&Table {
        summary: &table.title,
        columns: &[
            Column::words(table.what),
            Column::figures("Exchanges"),
            Column::figures("Hours"),
        ],
        rows: &table.rows.iter().map(named).collect::<Vec<_>>(),
    });
}

/// How members took part, in a sentence.
fn reached(report: &ProtectedReport, paper: &mut Paper) {
    let [both, gave, received, all] = report.taking_part();
    let parts = [
        (both.2, "gave and received"),
        (gave.2, "only gave"),
        (received.2, "only received"),
    ];
    let parts = parts
        .iter()
        .filter(|(members, _)| *members != Shown::Hidden)
        .map(|(members, did)| format!("{} {did}", members.said()));
    let parts: Vec<String> = parts.collect();
    paper.heading("Who was reached");
    paper.text(&match (all.2, parts.as_slice()) {
        (Shown::Hidden, _) => "How many members took part is not shown.".to_owned(),
        (all, []) => format!("Active members: {}.", all.said()),
        (all, parts) => format!(
            "Active members: {}. Of these {}.",
            all.said(),
            parts.join(", ")
        ),
    });
}

/// What somebody said, and who.
fn story(chapter: &Chapter, room: Room, paper: &mut Paper) {
    paper.heading(&chapter.title);
    if room == Room::Wide {
        for said in &chapter.lead {
            paper.text(said);
        }
    } else {
        let whole = chapter.lead.join(" ");
        paper.text(&beginning(&whole, FEW_CHARACTERS));
        if whole.chars().count() > FEW_CHARACTERS {
            paper.small(&format!("All of it stands {IN_THE_REPORT}"));
        }
    }
    let notes = chapter.notes.join(" ");
    paper.text(&format!("{}. {notes}", chapter.label));
}

/// The first words of a text, as many as fit, and the sign that there are more.
fn beginning(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let first: String = text.chars().take(most).collect();
    let words = first
        .rsplit_once(' ')
        .map_or(first.as_str(), |(words, _)| words);
    format!("{words} …”")
}

/// What those who answered twice told: both averages, the change and its interval, a row for each
/// question.
fn changed(chapter: &Chapter, room: Room, paper: &mut Paper) {
    paper.heading("What changed");
    paper.strong(&chapter.label);
    if let Some(finding) = chapter.lead.first() {
        paper.text(finding);
    }
    if room == Room::Closest {
        paper.text(&format!(
            "What was answered to each question stands {IN_THE_REPORT}"
        ));
        return;
    }
    let averages = chapter.tables.iter().find(|table| table.id == "averages");
    let is_measured = |row: &&chapter::ChapterRow| {
        let mut figures = row.figures.iter().skip(1);
        figures.any(|figure| *figure != Shown::Nothing)
    };
    // Before anybody has answered twice there is nothing to compare.
    let averages = averages.filter(|table| table.rows.iter().any(|row| is_measured(&row)));
    if let Some(averages) = averages {
        let rows = averages.rows.iter().filter(is_measured).map(|row| {
            let of = |id: &str| figure(averages, row, id);
            let interval = match (of("low"), of("high")) {
                (low, high) if low == high => low,
                (low, high) => format!("{low} to {high}"),
            };
            let figures = [
                of("pairs"),
                of("first"),
                of("again"),
                of("change"),
                interval,
            ];
            Row::new(std::iter::once(row.name.clone()).chain(figures))
        });
        paper.table(&Table {
            summary: &averages.title,
            columns: &[
                Column::words(averages.what),
                Column::figures("People"),
                Column::figures("First"),
                Column::figures("Again"),
                Column::figures("Change"),
                Column::figures("95% between"),
            ],
            rows: &rows.collect::<Vec<_>>(),
        });
        paper.small(CHANGE);
    }
}

fn figure(table: &ChapterTable, row: &chapter::ChapterRow, id: &str) -> String {
    let mut figures = table.columns.iter().zip(&row.figures);
    let found = figures.find(|(column, _)| column.id == id);
    found.map_or_else(String::new, |(column, figure)| {
        chapter::said(*column, *figure)
    })
}

/// What it would have cost to pay for the hours, under its label.
fn cost(chapter: &Chapter, paper: &mut Paper) {
    paper.heading(&chapter.label);
    for said in &chapter.lead {
        paper.text(said);
    }
    if let Some(costs) = chapter.tables.iter().find(|table| table.id == "costs") {
        let rows = costs.rows.iter();
        let said = rows.map(|row| {
            let came_to = figure(costs, row, "pounds");
            match row.id.as_str() {
                "cost" => format!("{}: {came_to}", costs.title),
                _ => format!("{} {came_to}", row.name.replacen("For each", "for each", 1)),
            }
        });
        let said: Vec<String> = said.collect();
        paper.text(&format!("{}.", said.join("; ")));
    }
}

#[cfg(test)]
mod tests {
    use super::beginning;

    #[test]
    fn a_long_text_ends_between_two_words() {
        assert_eq!(beginning("“It was kind.”", 40), "“It was kind.”");
        assert_eq!(
            beginning("“It was very kind of them.”", 15),
            "“It was very …”"
        );
    }
}
