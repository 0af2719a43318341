//! Workbooks (XLSX): typed cells that look the same in every file, and lists of any length.
//!
//! Text is always written as text and never as a formula, whatever it begins with; so nothing
//! needs to be made harmless. A list is written row by row into a temporary file without a name,
//! in memory that does not grow with it.

use std::io::Write;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::activity::Measure;
use crate::table::{Cell, Rows};
use crate::{Result, words};

/// How cells look.
pub(crate) struct Styles {
    pub(crate) title: Format,
    pub(crate) head: Format,
    pub(crate) text: Format,
    pub(crate) number: Format,
    pub(crate) hours: Format,
    pub(crate) day: Format,
    pub(crate) instant: Format,
    pub(crate) month: Format,
    /// For what stands in the place of a figure.
    pub(crate) instead: Format,
}

impl Styles {
    pub(crate) fn new() -> Styles {
        let top = || Format::new().set_align(FormatAlign::Top);
        let figure = |format: &str| top().set_num_format(format).set_align(FormatAlign::Right);
        Styles {
            title: top().set_bold().set_font_size(14),
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_border_bottom(FormatBorder::Medium),
            text: top().set_text_wrap(),
            number: figure("#,##0"),
            hours: figure("#,##0.00"),
            day: figure("yyyy-mm-dd"),
            instant: figure("yyyy-mm-dd hh:mm:ss"),
            month: top()
                .set_num_format("mmmm yyyy")
                .set_align(FormatAlign::Left),
            instead: figure("@").set_italic(),
        }
    }

    /// The same in bold, for a row of totals.
    pub(crate) fn bold(self) -> Styles {
        let rule = |format: Format| format.set_bold().set_border_top(FormatBorder::Thin);
        Styles {
            text: rule(self.text),
            number: rule(self.number),
            hours: rule(self.hours),
            instead: rule(self.instead),
            ..self
        }
    }
}

/// A workbook that says what it is and when it was made.
pub(crate) fn workbook(title: &str, made_at: DateTime<Utc>) -> Workbook {
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(title);
    book.set_properties(&properties.set_creation_datetime(&made_at));
    book
}

/// The most characters a cell takes.
const LONGEST: usize = 32_767;

/// Writes one cell.
pub(crate) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    styles: &Styles,
) -> Result<()> {
    let day_fits = |day: NaiveDate| day.year() >= 1900;
    let at = (row, column);
    match cell {
        Cell::Text(text) => write_text(sheet, at, text, &styles.text)?,
        Cell::Plain(text) => write_text(sheet, at, text, &styles.text)?,
        Cell::Instead(text) => write_text(sheet, at, text, &styles.instead)?,
        Cell::Number(number) => {
            let number = float(&number.to_string());
            sheet.write_number_with_format(row, column, number, &styles.number)?;
        }
        Cell::Hours(minutes) => {
            let hours = float(&words::decimal_hours(*minutes));
            sheet.write_number_with_format(row, column, hours, &styles.hours)?;
        }
        Cell::Measured(Measure::Minutes, minutes) => {
            put(sheet, at, &Cell::Hours(*minutes), styles)?;
        }
        Cell::Measured(measure, value) => {
            let style = match measure {
                Measure::Count => &styles.number,
                _ => &styles.hours,
            };
            let value = float(&measure.decimal(*value));
            sheet.write_number_with_format(row, column, value, style)?;
        }
        Cell::Day(day) if day_fits(*day) => {
            sheet.write_datetime_with_format(row, column, *day, &styles.day)?;
        }
        Cell::Instant(instant) if day_fits(instant.date_naive()) => {
            let instant = instant.naive_utc();
            sheet.write_datetime_with_format(row, column, instant, &styles.instant)?;
        }
        // A workbook’s calendar begins with 1900.
        Cell::Day(day) => write_text(sheet, at, &day.to_string(), &styles.text)?,
        Cell::Instant(instant) => {
            write_text(sheet, at, &instant.to_rfc3339(), &styles.text)?;
        }
    }
    Ok(())
}

fn write_text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let text: String = text.chars().take(LONGEST).collect();
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

/// The one place where a figure becomes a float, because a workbook knows no other numbers. It
/// is read from the digits that the other files show, so it cannot differ from them, and nothing
/// is calculated with it.
fn float(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::NAN)
}

/// The rows of one sheet: as many as spreadsheets take.
const MOST_ROWS: u32 = 1_048_576;

/// A list, a row after the other and in constant memory. When a sheet is full, the next begins.
pub(crate) struct List {
    book: Workbook,
    styles: Styles,
    name: &'static str,
    columns: &'static [&'static str],
    sheets: usize,
    /// The next row of the current sheet.
    next: u32,
    most: u32,
}

impl List {
    /// Begins a list with the ids of its columns.
    pub(crate) fn begin(
        name: &'static str,
        columns: &'static [&'static str],
        made_at: DateTime<Utc>,
    ) -> Result<List> {
        Self::of_sheets(name, columns, made_at, MOST_ROWS)
    }

    fn of_sheets(
        name: &'static str,
        columns: &'static [&'static str],
        made_at: DateTime<Utc>,
        most: u32,
    ) -> Result<List> {
        let mut list = List {
            book: workbook(name, made_at),
            styles: Styles::new(),
            name,
            columns,
            sheets: 0,
            next: 0,
            most,
        };
        list.sheet()?;
        Ok(list)
    }

    fn sheet(&mut self) -> Result<()> {
        self.sheets += 1;
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        if self.sheets == 1 {
            sheet.set_name(self.name)?;
        } else {
            sheet.set_name(format!("{} {}", self.name, self.sheets))?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_landscape();
        for (place, column) in (0..).zip(self.columns) {
            sheet.set_column_width(place, width(column))?;
            sheet.write_string_with_format(0, place, *column, &self.styles.head)?;
        }
        self.next = 1;
        Ok(())
    }

    /// Writes the workbook out.
    pub(crate) fn finish(mut self, out: &mut (impl Write + Send)) -> Result<()> {
        Ok(self.book.save_to_writer(out)?)
    }
}

impl Rows for List {
    fn row<const N: usize>(&mut self, cells: [Cell<'_>; N]) -> Result<()> {
        if self.next == self.most {
            self.sheet()?;
        }
        let sheet = self.book.worksheet_from_index(self.sheets - 1)?;
        for (place, cell) in (0..).zip(&cells) {
            put(sheet, (self.next, place), cell, &self.styles)?;
        }
        self.next += 1;
        Ok(())
    }
}

/// How wide a column of a list is, in characters.
fn width(column: &str) -> u16 {
    match column {
        "id" | "listing_id" | "subject_id" => 38,
        "digest" => 66,
        "description" | "title" | "details" => 40,
        "email"
        | "giver_name"
        | "receiver_name"
        | "member_name"
        | "name"
        | "account_number_or_name" => 26,
        "posted_at" | "at" | "action" | "phone" | "area" | "category" => 20,
        _ => 14,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    fn read(file: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(file)).unwrap()
    }

    #[test]
    fn a_list_that_is_longer_than_a_sheet_goes_on_in_the_next() {
        let made_at = "2026-10-01T09:00:00Z".parse().unwrap();
        let mut list = List::of_sheets("Members", &["number"], made_at, 4).unwrap();
        for number in 1..=7 {
            list.row([Cell::Number(number)]).unwrap();
        }
        let mut file = Vec::new();
        list.finish(&mut file).unwrap();
        let mut book = read(file);
        assert_eq!(book.sheet_names(), ["Members", "Members 2", "Members 3"]);
        let third = book.worksheet_range("Members 3").unwrap();
        let cells: Vec<Data> = third.rows().map(|row| row[0].clone()).collect();
        assert_eq!(cells, [Data::String("number".into()), Data::Float(7.0)]);
    }

    #[test]
    fn text_stays_text_whatever_it_begins_with() {
        let made_at = "2026-10-01T09:00:00Z".parse().unwrap();
        let mut list = List::begin("Members", &["name"], made_at).unwrap();
        let typed = [
            "=1+1",
            "+44",
            "-1",
            "@SUM(A1)",
            "{=A1}",
            "https://example.org",
            "\u{1}",
        ];
        for typed in typed {
            list.row([Cell::Text(typed)]).unwrap();
        }
        let long = "é".repeat(40_000);
        list.row([Cell::Text(&long)]).unwrap();
        let mut file = Vec::new();
        list.finish(&mut file).unwrap();
        let mut book = read(file);
        let formulas = book.worksheet_formula("Members").unwrap();
        assert!(formulas.rows().flatten().all(String::is_empty));
        let cells = book.worksheet_range("Members").unwrap();
        let cells: Vec<String> = cells.rows().skip(1).map(|row| row[0].to_string()).collect();
        assert_eq!(&cells[..6], &typed[..6]);
        assert_eq!(cells[7].chars().count(), LONGEST);
    }

    #[test]
    fn days_before_the_calendar_of_workbooks_are_text() {
        let made_at = "2026-10-01T09:00:00Z".parse().unwrap();
        let mut list = List::begin("Members", &["a", "b", "c"], made_at).unwrap();
        let (old, new) = ("1899-12-31", "2026-07-03");
        let row = [old, new].map(|day| Cell::Day(day.parse().unwrap()));
        let [old_cell, new_cell] = row;
        list.row([old_cell, new_cell, Cell::Hours(100)]).unwrap();
        let mut file = Vec::new();
        list.finish(&mut file).unwrap();
        let cells = read(file).worksheet_range("Members").unwrap();
        let row = cells.rows().nth(1).unwrap();
        assert_eq!(row[0], Data::String(old.into()));
        assert!(matches!(&row[1], Data::DateTime(day) if day.to_string().starts_with("46206")));
        assert_eq!(row[2], Data::Float(1.67));
    }
}
