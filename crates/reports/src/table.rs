//! CSV as spreadsheets and programs both read it: UTF-8 with a byte order mark, CRLF, ISO dates,
//! whole minutes, and no cell that a spreadsheet would run as a formula.
//!
//! Text that somebody typed goes through [`Rows::row`] as [`Cell::Text`] and is made harmless;
//! figures and ids that we make are [`Cell::Plain`] and stay as they are, minus sign included.

use std::borrow::Cow;
use std::io::Write;

use chrono::{DateTime, NaiveDate, Utc};

use crate::activity::Measure;
use crate::disclosure::Shown;
use crate::{Result, words};

/// One cell.
pub(crate) enum Cell<'a> {
    /// Typed by somebody, or a name: made harmless.
    Text(&'a str),
    /// Made by us: an id, a code, a sentence.
    Plain(Cow<'a, str>),
    /// A number: minutes or a count.
    Number(i64),
    /// Minutes that stand there as decimal hours.
    Hours(i64),
    /// A figure of a chapter.
    Measured(Measure, i64),
    /// A day.
    Day(NaiveDate),
    /// A moment, in UTC.
    Instant(DateTime<Utc>),
    /// What stands in the place of a figure that is not shown.
    Instead(String),
}

impl<'a> Cell<'a> {
    /// No value.
    pub(crate) const EMPTY: Cell<'static> = Cell::Plain(Cow::Borrowed(""));

    /// A code of ours.
    pub(crate) const fn code(code: &'a str) -> Cell<'a> {
        Cell::Plain(Cow::Borrowed(code))
    }

    /// Text of ours, put together.
    pub(crate) const fn own(text: String) -> Cell<'static> {
        Cell::Plain(Cow::Owned(text))
    }

    /// Anything of ours that prints itself, such as an id.
    pub(crate) fn of(value: impl ToString + Copy) -> Cell<'static> {
        Cell::Plain(Cow::Owned(value.to_string()))
    }

    /// A count of ours.
    pub(crate) fn count(count: u64) -> Cell<'static> {
        i64::try_from(count).map_or_else(|_| Cell::of(count), Cell::Number)
    }

    /// A day that may be absent.
    pub(crate) fn maybe_day(day: Option<NaiveDate>) -> Cell<'static> {
        day.map_or(Cell::EMPTY, Cell::Day)
    }

    /// A number that may be absent.
    pub(crate) fn maybe(number: Option<i64>) -> Cell<'static> {
        number.map_or(Cell::EMPTY, Cell::Number)
    }

    /// A figure, or what stands in its place.
    pub(crate) fn shown<T: Copy>(figure: Shown<T>, cell: fn(T) -> Cell<'static>) -> Cell<'static> {
        match figure.value() {
            Some(value) => cell(value),
            None => figure.instead().map_or(Cell::EMPTY, Cell::Instead),
        }
    }

    fn written(self) -> Cow<'a, str> {
        match self {
            Cell::Text(text) => harmless(text),
            Cell::Plain(text) => text,
            Cell::Instead(text) => Cow::Owned(text),
            Cell::Number(number) => Cow::Owned(number.to_string()),
            Cell::Hours(minutes) => Cow::Owned(words::decimal_hours(minutes)),
            Cell::Measured(measure, value) => Cow::Owned(measure.decimal(value)),
            Cell::Day(day) => Cow::Owned(day.to_string()),
            Cell::Instant(instant) => Cow::Owned(instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()),
        }
    }
}

/// A file that takes one row after the other.
pub(crate) trait Rows {
    /// Writes one row. Every row has as many cells as there are columns.
    fn row<const N: usize>(&mut self, cells: [Cell<'_>; N]) -> Result<()>;
}

/// A CSV file being written.
pub(crate) struct Table<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Table<W> {
    /// Begins a file with the ids of its columns.
    pub(crate) fn begin(mut out: W, columns: &[&str]) -> Result<Table<W>> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        writer.write_record(columns)?;
        Ok(Table { writer })
    }

    /// Writes out what is still held back.
    pub(crate) fn finish(mut self) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

impl<W: Write> Rows for Table<W> {
    fn row<const N: usize>(&mut self, cells: [Cell<'_>; N]) -> Result<()> {
        for cell in cells {
            self.writer.write_field(cell.written().as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

/// What a spreadsheet takes for the beginning of a formula, also in full width.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text with an apostrophe in front where a spreadsheet would run it.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_run_as_a_formula() {
        for typed in [
            "=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1",
        ] {
            assert_eq!(harmless(typed), format!("'{typed}"));
        }
        for typed in ["", "a=1", "1-2", "'=1", "Ann"] {
            assert_eq!(harmless(typed), typed);
        }
    }

    #[test]
    fn a_file_begins_with_its_byte_order_mark_and_ends_its_lines_as_spreadsheets_do() {
        let mut file = Vec::new();
        let mut table = Table::begin(&mut file, &["name", "minutes"]).unwrap();
        table
            .row([Cell::Text("=Ann, \"Nan\""), Cell::Number(-30)])
            .unwrap();
        table.finish().unwrap();
        let expected = "\u{feff}name,minutes\r\n\"'=Ann, \"\"Nan\"\"\",-30\r\n";
        assert_eq!(String::from_utf8(file).unwrap(), expected);
    }
}
