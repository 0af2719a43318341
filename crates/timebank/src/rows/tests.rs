//! Rows read as our types.

use rusqlite::Connection;

use super::*;

#[test]
fn a_day_is_read_by_its_digits_and_nothing_else_is_a_day() {
    let conn = Connection::open_in_memory().unwrap();
    let read = |text: &str| conn.query_row("SELECT ?1", [text], |row| day(row, 0));
    for text in ["2026-11-23", "2028-02-29", "0001-01-01", "9999-12-31"] {
        assert_eq!(read(text).unwrap().to_string(), text);
    }
    for text in [
        "",
        "2026-02-30",
        "2026-13-01",
        "20261123",
        "2026-11-2x",
        "x",
    ] {
        assert!(read(text).is_err(), "{text}");
    }
    let nothing = conn.query_row("SELECT NULL", [], |row| day(row, 0));
    assert!(nothing.is_err());
}
