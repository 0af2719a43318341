//! What a report has only where a coordinator asks for it.

use reports::activity::Extras;
use reports::activity::chapter::{Chapter, ChapterRow, ChapterTable};

use super::cell::Cell;
use crate::components::Choice;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::filters::encoded;
use crate::words::say;
use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::{StoryId, SurveyId, story, survey};

/// The questions, in forms and addresses.
pub(super) const FIELDS: [&str; 3] = ["worth", "survey", "story"];

/// What the form asks for. Anything else means the report alone.
pub(super) fn read(form: &Form) -> Extras {
    Extras {
        worth: form.value("worth") == "yes",
        survey: form.value("survey").parse().ok().map(SurveyId::new),
        story: form.value("story").parse().ok().map(StoryId::new),
    }
}

/// The same, for those who may ask: coordinators.
pub(super) fn of(page: &Page, form: &mut Form) -> Extras {
    if page.coordinator().is_ok() {
        return read(form);
    }
    for field in FIELDS {
        form.set(field, "");
    }
    Extras::default()
}

/// The same for an address: `&worth=yes`, or nothing.
pub(super) fn query(form: &Form) -> String {
    let fields = fields(form).into_iter();
    let parts: Vec<String> = fields
        .map(|(name, value)| format!("&{name}={}", encoded(&value)))
        .collect();
    parts.concat()
}

/// The same as fields of another form.
pub(super) fn fields(form: &Form) -> Vec<(&'static str, String)> {
    let chosen = FIELDS.map(|name| (name, form.value(name).to_owned()));
    chosen
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// Whether to say what the hours would have cost.
pub(super) fn worths() -> Vec<Choice> {
    vec![Choice::new("yes", say("reports-say-what-paying-for-them"))]
}

/// The surveys that can be shown.
pub(super) fn surveys(conn: &Connection) -> timebank::Result<Vec<Choice>> {
    let surveys = survey::all(conn)?.into_iter();
    Ok(surveys
        .map(|survey| Choice::new(survey.id, survey.name))
        .collect())
}

/// The stories that may be shown on this day, each by who told it and its beginning.
pub(super) fn stories(conn: &Connection, day: NaiveDate) -> timebank::Result<Vec<Choice>> {
    let shown = story::all(conn)?.into_iter();
    let shown = shown.filter(|story| story.is_shown_on(day));
    let choice = |story: story::Story| {
        let mut words = story.words.split_whitespace();
        let first: Vec<&str> = words.by_ref().take(5).collect();
        let more = if words.next().is_some() { "…" } else { "" };
        let label = format!("{}: {}{more}", story.told_by(), first.join(" "));
        Choice::new(story.id, label)
    };
    Ok(shown.map(choice).collect())
}

/// A chapter on the page.
#[derive(Clone, Debug)]
pub(super) struct Section {
    pub(super) chapter: Chapter,
    pub(super) tables: Vec<Table>,
}

/// A table of a chapter on the page.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) title: String,
    pub(super) what: &'static str,
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table: what it is called, each figure with the head of its column, and a note.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) cells: Vec<(&'static str, Cell)>,
    pub(super) note: String,
}

/// As many columns of figures as stand beside each other on a page.
const MOST_COLUMNS: usize = 3;

/// The chapters of a report.
pub(super) fn sections(chapters: &[Chapter]) -> Vec<Section> {
    chapters.iter().map(section).collect()
}

fn section(chapter: &Chapter) -> Section {
    Section {
        tables: chapter.tables.iter().flat_map(parts).collect(),
        chapter: chapter.clone(),
    }
}

/// A table with no more columns than a page is wide, and those that are left under it.
fn parts(table: &ChapterTable) -> Vec<Table> {
    let starts = (0..table.columns.len()).step_by(MOST_COLUMNS);
    let part = |start: usize| {
        let columns: Vec<_> = table
            .columns
            .iter()
            .skip(start)
            .take(MOST_COLUMNS)
            .collect();
        let row = |row: &ChapterRow| {
            let figures = row.figures.iter().skip(start);
            let cells = columns.iter().zip(figures).map(|(column, figure)| {
                let cell = Cell::of(*figure, |value| column.measure.said(value));
                (column.name, cell)
            });
            Row {
                name: row.name.clone(),
                cells: cells.collect(),
                note: if start == 0 {
                    row.note.clone()
                } else {
                    String::new()
                },
            }
        };
        let title = &table.title;
        Table {
            title: if start == 0 {
                title.clone()
            } else {
                say!("reports-continued", title = title)
            },
            what: table.what,
            heads: columns.iter().map(|column| column.name).collect(),
            rows: table.rows.iter().map(row).collect(),
        }
    };
    starts.map(part).collect()
}
