//! Whether the indexes of the large tables hold what their tables hold.
//!
//! SQLite's own check looks every row up in every index, which in a large book is a page read
//! for each; it took four fifths of a proof. Here a table and its index are each read once from
//! end to end: what stands in the index must stand there in ascending order, each row once, and
//! all of it together must be what all rows of the table are together.
//!
//! Together: the sum of a hash of each row, whatever their order. The keys of the hash are drawn
//! anew for each proof, so nobody can prepare false rows that cancel out in it.

use std::hash::{BuildHasher as _, RandomState};

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::findings::Findings;

/// An index: its columns in their order with the key of the row at the end, and which rows of
/// the table it holds.
struct Index {
    name: &'static str,
    columns: &'static str,
    rows: &'static str,
}

/// A table that is too large to look every row up, with all its indexes.
struct Large {
    table: &'static str,
    /// Its own order. Asking for it keeps SQLite from reading an index in place of the table.
    key: &'static str,
    indexes: &'static [Index],
}

impl Large {
    /// The rows of the table that stand in this index.
    fn rows(&self, index: &Index) -> String {
        let (table, key) = (self.table, self.key);
        let (columns, rows) = (index.columns, index.rows);
        format!("SELECT {columns} FROM {table} NOT INDEXED WHERE {rows} ORDER BY {key}")
    }
}

impl Index {
    /// The rows of the index.
    fn rows_of(&self, table: &str) -> String {
        let (name, columns, rows) = (self.name, self.columns, self.rows);
        format!("SELECT {columns} FROM {table} INDEXED BY {name} WHERE {rows} ORDER BY {columns}")
    }
}

const LARGE: [Large; 3] = [
    Large {
        table: "ledger_transfer",
        key: "seq",
        indexes: &[
            Index {
                name: "sqlite_autoindex_ledger_transfer_1",
                columns: "id, seq",
                rows: "1",
            },
            Index {
                name: "ledger_transfer_reversals",
                columns: "reverses, seq",
                rows: "reverses IS NOT NULL",
            },
            Index {
                name: "ledger_transfer_times",
                columns: "posted_at, seq",
                rows: "seq % 32 = 0",
            },
        ],
    },
    Large {
        table: "ledger_entry",
        key: "transfer, account",
        indexes: &[Index {
            name: "ledger_entry_account",
            columns: "account, transfer, number, minutes, balance",
            rows: "1",
        }],
    },
    Large {
        table: "ledger_hold",
        key: "seq",
        indexes: &[
            Index {
                name: "sqlite_autoindex_ledger_hold_1",
                columns: "id, seq",
                rows: "1",
            },
            Index {
                name: "sqlite_autoindex_ledger_hold_2",
                columns: "resolves, seq",
                rows: "1",
            },
            Index {
                name: "ledger_hold_account",
                columns: "account, at, seq, held, seq",
                rows: "1",
            },
            Index {
                name: "ledger_hold_transfer",
                columns: "transfer, account, seq",
                rows: "transfer IS NOT NULL",
            },
        ],
    },
];

/// The tables whose indexes [`verify`](super::verify) compares with them.
pub const COMPARED: [&str; 3] = [LARGE[0].table, LARGE[1].table, LARGE[2].table];

/// Compares every index of the large tables with its table.
pub(super) fn check(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    let keys = [RandomState::new(), RandomState::new()];
    for large in &LARGE {
        for index in large.indexes {
            let (table, name) = (large.table, index.name);
            if !stands(conn, name)? {
                findings.add(None, format!("The index {name} is missing from the file."));
                continue;
            }
            let whole = read(conn, &large.rows(index), &keys)?;
            let listed = read(conn, &index.rows_of(table), &keys)?;
            if !listed.ascends {
                findings.add(
                    None,
                    format!("The rows of the index {name} are in disorder."),
                );
            }
            if (whole.rows, whole.sums) != (listed.rows, listed.sums) {
                findings.add(
                    None,
                    format!("The index {name} does not hold what {table} holds."),
                );
            }
        }
    }
    Ok(())
}

fn stands(conn: &Connection, name: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1")?
        .exists([name])
}

/// What was read from end to end.
struct Read {
    rows: u64,
    sums: [u64; 2],
    /// Whether every row came after the one before it.
    ascends: bool,
}

fn read(conn: &Connection, sql: &str, keys: &[RandomState; 2]) -> rusqlite::Result<Read> {
    let mut query = conn.prepare(sql)?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    let mut read = Read {
        rows: 0,
        sums: [0; 2],
        ascends: true,
    };
    let (mut before, mut bytes) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        bytes.clear();
        for column in 0..columns {
            append(&mut bytes, row.get_ref(column)?);
        }
        read.ascends &= before < bytes;
        for (sum, key) in read.sums.iter_mut().zip(keys) {
            *sum = sum.wrapping_add(key.hash_one(&bytes));
        }
        read.rows += 1;
        std::mem::swap(&mut before, &mut bytes);
    }
    Ok(read)
}

/// The value as bytes that sort as SQLite sorts values. Blobs among the columns of an index are
/// ids, all of one length.
fn append(bytes: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => bytes.push(0),
        ValueRef::Integer(number) => {
            bytes.push(1);
            bytes.extend((number ^ i64::MIN).to_be_bytes());
        }
        // No column of these tables may hold one; the check of the table finds it.
        ValueRef::Real(number) => {
            bytes.push(2);
            bytes.extend(number.to_bits().to_be_bytes());
        }
        ValueRef::Text(text) => {
            bytes.push(3);
            bytes.extend(text);
        }
        ValueRef::Blob(blob) => {
            bytes.push(4);
            bytes.extend(blob);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::samples::empty_book;

    fn found(conn: &Connection) -> Vec<String> {
        let mut findings = Findings::default();
        check(conn, &mut findings).unwrap();
        let kept = findings.into_kept().into_iter();
        kept.map(|finding| finding.text).collect()
    }

    #[test]
    fn every_index_of_a_large_table_is_compared() {
        let conn = empty_book();
        for Large { table, indexes, .. } in &LARGE {
            let mut standing = conn
                .prepare(
                    "SELECT i.name,
                            (SELECT group_concat(name, ', ')
                               FROM (SELECT coalesce(x.name, 'seq') AS name
                                       FROM pragma_index_xinfo(i.name) x ORDER BY seqno))
                       FROM sqlite_schema i WHERE i.type = 'index' AND i.tbl_name = ?1
                        AND i.name NOT IN (SELECT name FROM pragma_index_list(?1)
                                            WHERE origin = 'pk')",
                )
                .unwrap();
            let standing: BTreeSet<(String, String)> = standing
                .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            let compared = indexes
                .iter()
                .map(|index| (index.name.to_owned(), index.columns.to_owned()))
                .collect();
            assert_eq!(standing, compared, "{table}");
        }
    }

    #[test]
    fn the_table_is_read_and_then_the_index_each_in_its_own_order() {
        let conn = empty_book();
        let plan = |sql: &str| -> Vec<String> {
            conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                .unwrap()
                .query_map([], |row| row.get("detail"))
                .unwrap()
                .map(Result::unwrap)
                .collect()
        };
        for large in &LARGE {
            let table = large.table;
            for index in large.indexes {
                assert_eq!(plan(&large.rows(index)), [format!("SCAN {table}")]);
                let listed = plan(&index.rows_of(table));
                let how = format!("{table} USING COVERING INDEX {}", index.name);
                assert_eq!(listed.len(), 1, "{listed:?}");
                assert!(listed[0].contains(&how), "{listed:?}");
            }
        }
    }

    /// Hides an index from SQLite while `meddle` changes its table, as a tool would that keeps
    /// no indexes, and shows it again.
    fn behind_the_back_of(conn: &Connection, index: &str, meddle: &str) {
        let (root, sql): (i64, String) = conn
            .query_row(
                "SELECT rootpage, sql FROM sqlite_schema WHERE name = ?1",
                [index],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        let table = "ledger_entry";
        let quoted = sql.replace('\'', "''");
        conn.execute_batch(&format!(
            "PRAGMA foreign_keys = OFF;
             DROP TRIGGER IF EXISTS ledger_entry_guard;
             DROP TRIGGER ledger_entry_keep;
             DROP TRIGGER ledger_entry_stay;
             PRAGMA writable_schema = ON;
             DELETE FROM sqlite_schema WHERE name = '{index}';
             PRAGMA writable_schema = RESET;
             {meddle};
             PRAGMA writable_schema = ON;
             INSERT INTO sqlite_schema VALUES ('index', '{index}', '{table}', {root}, '{quoted}');
             PRAGMA writable_schema = RESET;"
        ))
        .unwrap();
    }

    const ENTRIES: &str = "INSERT INTO ledger_entry VALUES (1, 1, 1, 60, 60), (1, 2, 1, -60, -60)";

    #[test]
    fn the_indexes_of_a_sound_book_hold_what_the_tables_hold() {
        let conn = empty_book();
        assert_eq!(found(&conn), [""; 0]);
        conn.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_entry_guard")
            .unwrap();
        conn.execute_batch(ENTRIES).unwrap();
        assert_eq!(found(&conn), [""; 0]);
    }

    #[test]
    fn an_entry_that_its_index_does_not_know_is_found() {
        let conn = empty_book();
        behind_the_back_of(&conn, "ledger_entry_account", ENTRIES);
        assert_eq!(
            found(&conn),
            ["The index ledger_entry_account does not hold what ledger_entry holds."]
        );
    }

    #[test]
    fn an_entry_that_its_index_tells_otherwise_is_found() {
        let conn = empty_book();
        conn.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER ledger_entry_guard")
            .unwrap();
        conn.execute_batch(ENTRIES).unwrap();
        let swap = "UPDATE ledger_entry SET minutes = -minutes, balance = -balance";
        behind_the_back_of(&conn, "ledger_entry_account", swap);
        assert_eq!(
            found(&conn),
            ["The index ledger_entry_account does not hold what ledger_entry holds."]
        );
    }

    #[test]
    fn an_index_that_was_taken_away_is_found() {
        let conn = empty_book();
        conn.execute_batch("DROP INDEX ledger_transfer_times")
            .unwrap();
        assert_eq!(
            found(&conn),
            ["The index ledger_transfer_times is missing from the file."]
        );
    }

    #[test]
    fn rows_that_do_not_ascend_are_in_disorder() {
        let conn = empty_book();
        let keys = [RandomState::new(), RandomState::new()];
        let read = |values: &str| {
            let rows = format!("SELECT column1 FROM (VALUES {values})");
            let read = read(&conn, &rows, &keys).unwrap();
            (read.rows, read.ascends)
        };
        let kinds = "(NULL), (-9000000000), (-1), (0), (1), (256), (0.5), ('a'), ('b'), (x'00')";
        assert_eq!(read(kinds), (10, true));
        for disorder in ["(1), (1)", "(2), (1), (3)", "(1), (-1)", "('b'), ('a')"] {
            assert!(!read(disorder).1, "{disorder}");
        }
    }

    #[test]
    fn every_row_counts_and_none_makes_up_for_another() {
        let conn = empty_book();
        let keys = [RandomState::new(), RandomState::new()];
        let sums = |values: &str| {
            let rows = format!("SELECT column1 FROM (VALUES {values})");
            read(&conn, &rows, &keys).unwrap().sums
        };
        assert_eq!(sums("(1), (2)"), sums("(2), (1)"));
        for other in [
            "(1), (3)",
            "(1)",
            "(1), (2), (3)",
            "('1'), (2)",
            "(1), (2.0)",
        ] {
            assert_ne!(sums("(1), (2)"), sums(other), "{other}");
        }
    }
}
