//! A book of the first version, brought up to date: not a byte of it changes its meaning.

use rusqlite::Connection;

const FIRST: &str = include_str!("../../../../migrations/V1__ledger.sql");
const THIRD: &str = include_str!("../../../../migrations/V3__holds_and_periods.sql");
const SIXTH: &str = include_str!("../../../../migrations/V6__lighter_guards.sql");

/// Two transfers and a reversal as the first version wrote them: the vector of `docs/proof.md`.
const OLD_BOOK: &str = "
    INSERT INTO ledger_account VALUES
      (1, x'0000000000000000000000000000a001', 'member', 0),
      (2, x'0000000000000000000000000000a002', 'member', 0),
      (3, x'0000000000000000000000000000a003', 'operating', 0);
    INSERT INTO ledger_limit VALUES (1, 1, -100, NULL, 0, 0, NULL);
    INSERT INTO ledger_entry VALUES (1, 1, 1, 90, 90), (1, 2, 1, -90, -90);
    INSERT INTO ledger_transfer VALUES (1, x'0000000000000000000000000000f001', 'help',
      '2026-09-20', 1789981200, 2, NULL, NULL,
      x'b2219114a6ab69139cc64a3856199c8ae4fbd766a4281bcc065119f0df019dbd');
    INSERT INTO ledger_entry VALUES (2, 1, 2, 60, 150), (2, 2, 2, 40, -50), (2, 3, 1, -100, -100);
    INSERT INTO ledger_transfer VALUES (2, x'0000000000000000000000000000f002', 'event',
      '2026-02-28', 1789981260, 3, NULL, CAST('event 7' AS BLOB),
      x'8978c1c344ee87dde3494e9dae53ab0e399f3c6169f3d9fa95921a6590a00e6c');
    INSERT INTO ledger_entry VALUES (3, 1, 3, -90, 60), (3, 2, 3, 90, 40);
    INSERT INTO ledger_transfer VALUES (3, x'0000000000000000000000000000f003', 'reversal',
      '2026-09-20', 1789981260, 2, 1, NULL,
      x'9c533a159b1d6008125ecd77430d68286af2ed3b3594c7b24599512fa1858dc8');";

fn rows(book: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in super::support::TABLES {
        let mut select = book
            .prepare(&format!("SELECT * FROM ledger_{table} ORDER BY 1, 2"))
            .unwrap();
        let columns = select.column_count();
        let mut found = select.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            rows.extend((0..columns).map(|i| format!("{:?}", row.get_ref(i).unwrap())));
        }
    }
    rows
}

#[test]
fn a_book_of_the_first_version_is_proved_after_the_migration() {
    let book = Connection::open_in_memory().unwrap();
    book.pragma_update(None, "foreign_keys", false).unwrap();
    book.execute_batch(FIRST).unwrap();
    book.execute_batch(OLD_BOOK).unwrap();
    let before = rows(&book);
    for migration in [THIRD, SIXTH] {
        book.execute_batch(&format!("BEGIN; {migration} COMMIT;"))
            .unwrap();
        assert_eq!(rows(&book), before);
    }
    super::support::assert_proved(&book);
    assert_eq!(ledger::head(&book).unwrap().seq, 3);
    let legacy: bool = book
        .pragma_query_value(None, "legacy_alter_table", |row| row.get(0))
        .unwrap();
    assert!(!legacy, "the old way of renaming is switched off again");
    let mut names = book
        .prepare("SELECT sql FROM sqlite_schema WHERE sql LIKE '%ledger_transfer_rebuilt%'")
        .unwrap();
    assert!(
        !names.exists([]).unwrap(),
        "nothing names the table it was built in"
    );
}
