//! A chapter of the report that is there only where somebody asked for it: its words, its tables,
//! how it was worked out. Every file writes any chapter in the same way, and none of them knows
//! what a chapter is about.

use serde::Serialize;

use crate::disclosure::Shown;
use crate::words;

/// What the figures of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A number of people, answers or things.
    Count,
    /// Whole minutes.
    Minutes,
    /// Pence.
    Pence,
    /// Hundredths of one, such as an average.
    Hundredths,
    /// Tenths of a percent.
    PerMille,
}

impl Measure {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Minutes => "minutes",
            Measure::Pence => "pence",
            Measure::Hundredths => "hundredths",
            Measure::PerMille => "per_mille",
        }
    }

    /// A figure as a person reads it: `1,193`, `12 h 30 min`, `£1,250.00`, `7.42`, `68.2%`.
    #[must_use]
    pub fn said(self, value: i64) -> String {
        let sign = if value < 0 { "−" } else { "" };
        let size = value.unsigned_abs();
        match self {
            Measure::Count => format!("{sign}{}", words::thousands(size)),
            Measure::Minutes => words::hours(value),
            Measure::Pence => words::pounds(value),
            Measure::Hundredths => {
                format!("{sign}{}.{:02}", words::thousands(size / 100), size % 100)
            }
            Measure::PerMille => format!("{sign}{}.{}%", words::thousands(size / 10), size % 10),
        }
    }

    /// The same with a plain point and no signs, for a table that a program reads.
    #[must_use]
    pub(crate) fn decimal(self, value: i64) -> String {
        let sign = if value < 0 { "-" } else { "" };
        let size = value.unsigned_abs();
        match self {
            Measure::Count | Measure::Minutes => value.to_string(),
            Measure::Pence | Measure::Hundredths => {
                format!("{sign}{}.{:02}", size / 100, size % 100)
            }
            Measure::PerMille => format!("{sign}{}.{}", size / 10, size % 10),
        }
    }

    /// What [`Measure::decimal`] counts.
    pub(crate) const fn unit(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Minutes => "minutes",
            Measure::Pence => "pounds",
            Measure::Hundredths => "number",
            Measure::PerMille => "percent",
        }
    }
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its key in files; stays for ever.
    pub id: &'static str,
    /// Its name in a word or two, such as a workbook writes on a sheet.
    pub short: &'static str,
    /// Its heading.
    pub title: String,
    /// What is to be read before any figure, in a few words.
    pub label: String,
    /// What it says, a sentence or a few each.
    pub lead: Vec<String>,
    /// Its tables.
    pub tables: Vec<ChapterTable>,
    /// How it was worked out, and what to be careful about.
    pub notes: Vec<String>,
}

/// A table of a chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterTable {
    /// Its key in files.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its rows are.
    pub what: &'static str,
    /// The columns after the name of the row.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<ChapterRow>,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its key in files.
    pub id: &'static str,
    /// What stands above it.
    pub name: &'static str,
    /// What its figures are.
    pub measure: Measure,
}

impl Column {
    /// A column.
    #[must_use]
    pub const fn new(id: &'static str, name: &'static str, measure: Measure) -> Column {
        Column { id, name, measure }
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterRow {
    /// Its key in files.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// A figure for each column.
    pub figures: Vec<Shown<i64>>,
    /// What is to be said beside it.
    pub note: String,
}

impl ChapterRow {
    /// A row without a note.
    pub(crate) fn new(
        id: impl Into<String>,
        name: impl Into<String>,
        figures: Vec<Shown<i64>>,
    ) -> ChapterRow {
        ChapterRow {
            id: id.into(),
            name: name.into(),
            figures,
            note: String::new(),
        }
    }

    /// The same with a note.
    pub(crate) fn noted(self, note: impl Into<String>) -> ChapterRow {
        ChapterRow {
            note: note.into(),
            ..self
        }
    }
}

/// A figure as it is read, or what stands in its place.
#[must_use]
pub fn said(column: Column, figure: Shown<i64>) -> String {
    match figure.value() {
        Some(value) => column.measure.said(value),
        None => figure.instead().unwrap_or_default(),
    }
}

/// A chapter as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterDocument {
    /// Its key.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What is to be read before any figure.
    pub label: String,
    /// What it says.
    pub lead: Vec<String>,
    /// Its tables.
    pub tables: Vec<ChapterTableDocument>,
    /// How it was worked out.
    pub notes: Vec<String>,
}

/// A table of a chapter as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterTableDocument {
    /// Its key.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its columns, in the order of the figures of each row.
    pub columns: Vec<ColumnDocument>,
    /// Its rows.
    pub rows: Vec<ChapterRowDocument>,
}

/// A column as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnDocument {
    /// Its key.
    pub id: &'static str,
    /// What stands above it.
    pub name: &'static str,
    /// What its whole numbers count: `count`, `minutes`, `pence`, `hundredths`, `per_mille`.
    pub measure: &'static str,
}

/// A row as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterRowDocument {
    /// Its key.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// A figure for each column; absent where it may not be shown or there was nothing.
    pub figures: Vec<Option<i64>>,
    /// What stands in the place of the first figure that is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
    /// What is to be said beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl From<&Chapter> for ChapterDocument {
    fn from(chapter: &Chapter) -> ChapterDocument {
        ChapterDocument {
            id: chapter.id,
            title: chapter.title.clone(),
            label: chapter.label.clone(),
            lead: chapter.lead.clone(),
            tables: chapter.tables.iter().map(table).collect(),
            notes: chapter.notes.clone(),
        }
    }
}

fn table(table: &ChapterTable) -> ChapterTableDocument {
    let column = |column: &Column| ColumnDocument {
        id: column.id,
        name: column.name,
        measure: column.measure.as_str(),
    };
    let row = |row: &ChapterRow| ChapterRowDocument {
        id: row.id.clone(),
        name: row.name.clone(),
        figures: row.figures.iter().map(Shown::value).collect(),
        shown: row.figures.iter().find_map(Shown::instead),
        note: row.note.clone(),
    };
    ChapterTableDocument {
        id: table.id.clone(),
        title: table.title.clone(),
        columns: table.columns.iter().map(column).collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_is_written_for_people_and_for_programs() {
        for (measure, value, people, program) in [
            (Measure::Count, 1_193, "1,193", "1193"),
            (Measure::Minutes, 750, "12 h 30 min", "750"),
            (Measure::Pence, 125_000, "£1,250.00", "1250.00"),
            (Measure::Hundredths, -35, "−0.35", "-0.35"),
            (Measure::Hundredths, 742, "7.42", "7.42"),
            (Measure::PerMille, 682, "68.2%", "68.2"),
        ] {
            assert_eq!(measure.said(value), people);
            assert_eq!(measure.decimal(value), program);
        }
    }
}
