//! From the bytes of a file to rows of text: workbooks (XLSX) sheet by sheet, and text parted by
//! commas, semicolons or tabs (CSV) in the usual encodings.
//!
//! A workbook is a packed file. How much comes out of it is counted before it is read, and cells
//! are taken one by one, so that neither a file that unpacks to gigabytes nor one cell in the last
//! row of a sheet fills the memory.

use std::io::{Cursor, Read};

use calamine::{DataRef, DataType, ExcelDateTime, Reader, Xlsx};
use chrono::{NaiveTime, TimeDelta};
use timebank::spreadsheet::{MOST_COLUMNS, MOST_LINES, Sheet};

use crate::pages::tables;
use crate::words::say;

/// The most that comes out of a workbook, in bytes.
const MOST_UNPACKED: u64 = 48 * 1024 * 1024;
/// The most sheets of a workbook.
const MOST_SHEETS: usize = 40;
/// What every packed file begins with.
const PACKED: &[u8] = b"PK\x03\x04";
/// What workbooks of the years before 2007 begin with.
const OLD_WORKBOOK: &[u8] = b"\xd0\xcf\x11\xe0";

fn no_workbook() -> String {
    say("imports-the-file-cannot-be-read")
}

fn too_large() -> String {
    say("imports-the-workbook-is-too-large")
}

/// The sheets of a file that have something in them, or why it cannot be read.
pub(super) fn read(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    if bytes.starts_with(PACKED) {
        return workbook(bytes);
    }
    if bytes.starts_with(OLD_WORKBOOK) {
        return Err(say("imports-workbooks-in-the-old-form"));
    }
    Ok(sheet(String::new(), text_rows(&text(&bytes))))
}

/// The rows that somebody pasted, as the one sheet of a file.
pub(super) fn pasted(text: &str) -> Vec<Sheet> {
    sheet(String::new(), text_rows(text))
}

fn sheet(name: String, rows: Vec<(u32, Vec<String>)>) -> Vec<Sheet> {
    let sheet = Sheet { name, rows };
    if sheet.rows.len() < 2 {
        Vec::new()
    } else {
        vec![sheet]
    }
}

fn text_rows(text: &str) -> Vec<(u32, Vec<String>)> {
    let rows = (1..).zip(tables::numbered(text));
    rows.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty()))
        .collect()
}

/// Text in UTF-8 or UTF-16, or else as Windows writes it in western Europe.
fn text(bytes: &[u8]) -> String {
    let pairs = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        String::from_utf16_lossy(&units.collect::<Vec<_>>())
    };
    match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => pairs(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => pairs(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| western(*byte)).collect(),
        },
    }
}

/// One letter of Windows-1252.
fn western(byte: u8) -> char {
    const BETWEEN: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => BETWEEN[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, String> {
    weigh(&bytes)?;
    let unreadable = |_| no_workbook();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names().into_iter().take(MOST_SHEETS) {
        // A sheet that holds a chart and no cells has nothing for us.
        if let Ok(rows) = rows(&mut workbook, &name) {
            sheets.extend(sheet(name, rows?));
        }
    }
    Ok(sheets)
}

/// Refuses a file that would unpack to more than anybody’s list of members.
fn weigh(bytes: &[u8]) -> Result<(), String> {
    let unreadable = |_| no_workbook();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = MOST_UNPACKED;
    for place in 0..archive.len() {
        let entry = archive.by_index(place).map_err(unreadable)?;
        let weight = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink())
            .map_err(|_| no_workbook())?;
        left = left.checked_sub(weight).ok_or_else(too_large)?;
    }
    Ok(())
}

type Rows = Vec<(u32, Vec<String>)>;

/// The rows of one sheet. The outer error is a sheet without cells, the inner one is for a person.
fn rows(
    workbook: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
) -> Result<Result<Rows, String>, calamine::XlsxError> {
    let mut cells = workbook.worksheet_cells_reader(name)?;
    let mut rows: Rows = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let text = written(cell.get_value());
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if text.is_empty() {
            continue;
        }
        if column >= MOST_COLUMNS {
            let message = say!(
                "imports-a-sheet-can-have-columns",
                number = MOST_COLUMNS.to_string()
            );
            return Ok(Err(message));
        }
        if rows.last().is_none_or(|(number, _)| *number != row + 1) {
            if rows.len() > MOST_LINES {
                let message = say!(
                    "imports-bring-in-lines-or-fewer",
                    number = MOST_LINES.to_string()
                );
                return Ok(Err(message));
            }
            rows.push((row + 1, Vec::new()));
        }
        if let Some((_, cells)) = rows.last_mut() {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = text;
        }
    }
    Ok(Ok(rows))
}

/// A cell as text: days as ISO dates, lengths of time as `1:30`.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(value) => written_time(*value),
        DataRef::DateTimeIso(_) => value
            .as_date()
            .map_or_else(String::new, |day| day.to_string()),
        DataRef::DurationIso(_) => value.as_duration().map_or_else(String::new, clock),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A spreadsheet counts days from 1900: what would be a day of that year is a length of time.
fn written_time(value: ExcelDateTime) -> String {
    let length = value.as_duration().unwrap_or_default();
    if value.is_duration() || length < TimeDelta::days(366) {
        return clock(length);
    }
    match value.as_datetime() {
        Some(at) if at.time() == NaiveTime::MIN => at.date().to_string(),
        Some(at) => at.format("%Y-%m-%d %H:%M").to_string(),
        None => String::new(),
    }
}

/// `1:30`, to the nearest minute.
fn clock(length: TimeDelta) -> String {
    let minutes = (length + TimeDelta::seconds(30)).num_minutes();
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{ExcelDateTime as Written, Format, Workbook};

    use super::*;

    fn cells(sheet: &Sheet) -> Vec<(u32, Vec<&str>)> {
        let mut found = Vec::new();
        for (number, cells) in &sheet.rows {
            found.push((*number, cells.iter().map(String::as_str).collect()));
        }
        found
    }

    fn workbook_of(days: &str, length: &str) -> Vec<u8> {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name("Notes").unwrap();
        let sheet = workbook.add_worksheet().set_name("Hours").unwrap();
        let (day, time) = (
            Format::new().set_num_format(days),
            Format::new().set_num_format(length),
        );
        for (column, heading) in ["Day", "Long", "Hours"].into_iter().enumerate() {
            sheet
                .write(1, u16::try_from(column).unwrap(), heading)
                .unwrap();
        }
        let on = Written::from_ymd(2026, 11, 3).unwrap();
        sheet.write_with_format(3, 0, &on, &day).unwrap();
        let long = Written::from_hms(1, 30, 0).unwrap();
        sheet.write_with_format(3, 1, &long, &time).unwrap();
        sheet.write(3, 2, 1.5).unwrap();
        workbook.save_to_buffer().unwrap()
    }

    #[test]
    fn typed_cells_of_a_workbook_become_days_and_lengths() {
        for length in ["h:mm", "[h]:mm"] {
            let sheets = read(workbook_of("dd/mm/yyyy", length)).unwrap();
            assert_eq!(sheets.len(), 1, "a sheet with nothing in it is left out");
            assert_eq!(sheets[0].name, "Hours");
            assert_eq!(
                cells(&sheets[0]),
                [
                    (2, vec!["Day", "Long", "Hours"]),
                    (4, vec!["2026-11-03", "1:30", "1.5"]),
                ],
                "{length}"
            );
        }
    }

    #[test]
    fn text_is_read_as_windows_and_as_unicode_write_it() {
        for bytes in [
            "Name\nZoë O’Neill\n".as_bytes().to_vec(),
            b"\xef\xbb\xbfName\nZo\xc3\xab O\xe2\x80\x99Neill\n".to_vec(),
            b"Name\r\nZo\xeb O\x92Neill\r\n".to_vec(),
            [0xff, 0xfe]
                .into_iter()
                .chain(
                    "Name\nZoë O’Neill"
                        .encode_utf16()
                        .flat_map(u16::to_le_bytes),
                )
                .collect(),
        ] {
            let sheets = read(bytes).unwrap();
            assert_eq!(cells(&sheets[0])[1], (2, vec!["Zoë O’Neill"]));
        }
    }

    #[test]
    fn what_is_no_workbook_is_refused_in_words() {
        assert_eq!(read(b"PK\x03\x04nonsense".to_vec()), Err(no_workbook()));
        assert!(
            read(b"\xd0\xcf\x11\xe0old".to_vec())
                .unwrap_err()
                .contains("XLS")
        );
        assert!(read(b"Only a heading\n".to_vec()).unwrap().is_empty());
    }

    #[test]
    fn a_file_that_unpacks_to_far_more_than_a_list_is_refused() {
        let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        packed.start_file("xl/sharedStrings.xml", options).unwrap();
        let nothing = vec![0; 1024 * 1024];
        for _ in 0..49 {
            std::io::Write::write_all(&mut packed, &nothing).unwrap();
        }
        let bytes = packed.finish().unwrap().into_inner();
        assert!(bytes.len() < 200_000);
        assert_eq!(read(bytes), Err(too_large()));
    }
}
