//! Workbooks, opened again: the same cells as the CSV files, typed.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use reports::exports;
use timebank::actor::Role;
use timebank::member::MemberKind;

use crate::support::{Help, TestBank, busy_bank, period};

pub(crate) type Book = Xlsx<Cursor<Vec<u8>>>;

/// Opens a workbook.
pub(crate) fn open(file: Vec<u8>) -> Book {
    Xlsx::new(Cursor::new(file)).unwrap()
}

/// A sheet of it.
pub(crate) fn sheet(book: &mut Book, name: &str) -> Range<Data> {
    book.worksheet_range(name).unwrap()
}

/// A cell as the CSV file would say it: figures with as many places as there.
pub(crate) fn said(cell: &Data, column: &str) -> String {
    match cell {
        Data::Float(number) if column.ends_with("hours_decimal") => format!("{number:.2}"),
        Data::Float(number) => format!("{number:.0}"),
        Data::DateTime(_) if column == "posted_at" => {
            let at = cell.as_datetime().unwrap();
            at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
        }
        Data::DateTime(_) => cell.as_date().unwrap().to_string(),
        other => other.to_string(),
    }
}

/// What writing came to, and the file.
type Written = (reports::Result<()>, Vec<u8>);

fn file(write: impl FnOnce(&mut Vec<u8>) -> reports::Result<()>) -> Written {
    let mut file = Vec::new();
    (write(&mut file), file)
}

fn are_the_same(name: &str, csv: Written, xlsx: Written) {
    let rows = {
        csv.0.unwrap();
        let text = csv.1.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text);
        reader.records().map(Result::unwrap).collect::<Vec<_>>()
    };
    xlsx.0.unwrap();
    let mut book = open(xlsx.1);
    let cells = sheet(&mut book, name);
    assert_eq!(cells.height(), rows.len(), "{name}");
    let columns: Vec<String> = rows[0].iter().map(str::to_owned).collect();
    for (row, cells) in rows.iter().zip(cells.rows()) {
        for (column, (text, cell)) in columns.iter().zip(row.iter().zip(cells)) {
            // In a spreadsheet nothing needs an apostrophe: text is text.
            let text = text.strip_prefix('\'').unwrap_or(text);
            assert_eq!(said(cell, column), text, "{name}: {column}");
        }
    }
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.rows().flatten().all(String::is_empty));
}

#[test]
fn a_list_says_the_same_in_a_workbook() {
    let test = busy_bank(5);
    test.add("=HYPERLINK(\"x\")", MemberKind::Person, Role::Member);
    let (conn, bank, now) = (&test.conn, &test.bank, test.now());
    let july = Some(period("2026-07-01", "2026-07-31"));
    for days in [None, july] {
        are_the_same(
            "Exchanges",
            file(|out| exports::exchanges(conn, bank, days, out)),
            file(|out| exports::exchanges_xlsx(conn, bank, days, now, out)),
        );
    }
    are_the_same(
        "Members",
        file(|out| exports::members(conn, bank, out)),
        file(|out| exports::members_xlsx(conn, bank, now, out)),
    );
    are_the_same(
        "Transfers",
        file(|out| exports::transfers(conn, bank, out)),
        file(|out| exports::transfers_xlsx(conn, bank, now, out)),
    );
}

#[test]
fn figures_and_days_are_figures_and_days_and_not_text() {
    let test = TestBank::new();
    test.on("2026-07-04")
        .posted(Help::new(test.ann, test.bob, 100).days_ago(2));
    let (_, written) =
        file(|out| exports::exchanges_xlsx(&test.conn, &test.bank, None, test.now(), out));
    let cells = sheet(&mut open(written), "Exchanges");
    let heads: Vec<String> = cells
        .rows()
        .next()
        .unwrap()
        .iter()
        .map(Data::to_string)
        .collect();
    let cell = |column: &str| {
        let place = heads.iter().position(|head| head == column).unwrap();
        &cells.rows().nth(1).unwrap()[place]
    };
    assert_eq!(cell("minutes"), &Data::Float(100.0));
    assert_eq!(cell("hours_decimal"), &Data::Float(1.67));
    assert_eq!(cell("done_on").as_date().unwrap().to_string(), "2026-07-02");
    assert_eq!(cell("giver_number"), &Data::String("W-0001-3".into()));
}

#[test]
fn the_same_report_is_the_same_file_to_the_byte() {
    let test = busy_bank(6);
    let report = test.report("2026-04-01", "2026-06-30");
    let written = || file(|out| reports::activity::write_xlsx(&report, out)).1;
    let (one, other) = (written(), written());
    assert!(one == other);
    assert!(one.starts_with(b"PK"));
}

#[test]
fn the_sheets_of_the_report_stay_and_the_charts_are_the_spreadsheets_own() {
    let test = busy_bank(6);
    let report = test.report("2026-04-01", "2026-06-30");
    let (_, written) = file(|out| reports::activity::write_xlsx(&report, out));
    let names = [
        "How to read this",
        "In short",
        "Months",
        "Kinds of help",
        "Channels",
        "Who helped whom",
        "Giving and receiving",
        "Proof",
    ];
    // Names of parts stand in a workbook as they are.
    let part = |name: &[u8]| written.windows(name.len()).any(|bytes| bytes == name);
    assert!(part(b"xl/charts/chart1.xml") && part(b"xl/charts/chart2.xml"));
    let mut book = open(written.clone());
    assert_eq!(book.sheet_names(), names);
    let heads = |book: &mut Book, name| said(&sheet(book, name).rows().next().unwrap()[0], "");
    assert_eq!(heads(&mut book, "Months"), "Month");
    assert_eq!(heads(&mut book, "Kinds of help"), "Kind of help");
}
