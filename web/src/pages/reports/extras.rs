//! What a report has only where a coordinator asks for it.

use reports::activity::Extras;
use reports::activity::chapter::{self, Chapter, ChapterRow};
use reports::disclosure::Shown;

use super::cell::Cell;
use crate::components::Choice;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::filters::encoded;
use rusqlite::Connection;
use timebank::{SurveyId, survey};

/// The questions, in forms and addresses.
pub(super) const FIELDS: [&str; 2] = ["worth", "survey"];

/// What the form asks for. Anything else means the report alone.
pub(super) fn read(form: &Form) -> Extras {
    Extras {
        worth: form.value("worth") == "yes",
        survey: form.value("survey").parse().ok().map(SurveyId::new),
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
    vec![Choice::new(
        "yes",
        "Say what paying for them would have cost",
    )]
}

/// The surveys that can be shown.
pub(super) fn surveys(conn: &Connection) -> timebank::Result<Vec<Choice>> {
    let surveys = survey::all(conn)?.into_iter();
    Ok(surveys
        .map(|survey| Choice::new(survey.id, survey.name))
        .collect())
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

/// The chapters of a report.
pub(super) fn sections(chapters: &[Chapter]) -> Vec<Section> {
    chapters.iter().map(section).collect()
}

fn section(chapter: &Chapter) -> Section {
    let tables = chapter.tables.iter().map(|table| {
        let heads: Vec<&'static str> = table.columns.iter().map(|column| column.name).collect();
        let row = |row: &ChapterRow| {
            let figures = table.columns.iter().zip(&row.figures);
            let cell = |column: chapter::Column, figure: Shown<i64>| {
                let cell = Cell::of(figure, |value| column.measure.said(value));
                (column.name, cell)
            };
            Row {
                name: row.name.clone(),
                cells: figures
                    .map(|(column, figure)| cell(*column, *figure))
                    .collect(),
                note: row.note.clone(),
            }
        };
        Table {
            title: table.title.clone(),
            what: table.what,
            heads,
            rows: table.rows.iter().map(row).collect(),
        }
    });
    Section {
        tables: tables.collect(),
        chapter: chapter.clone(),
    }
}
