//! The numbered files that make a bank: their names, their numbers, their place in the program.

use std::collections::BTreeSet;

use crate::checkout::{self, Findings};

#[test]
fn migrations_are_named_by_number_and_subject() {
    let mut findings = Findings::new("name it `V<number>__<what_it_adds>.sql`");
    for file in checkout::files("migrations", &["sql"]) {
        if number(&file.path).is_none() {
            findings.add(&file.path, 1, "not a name of the form V3__what_it_adds.sql");
        }
    }
    findings.expect_none();
}

#[test]
fn migrations_are_numbered_from_1_without_gaps() {
    let mut found: Vec<(u32, String)> = checkout::files("migrations", &["sql"])
        .into_iter()
        .filter_map(|file| Some((number(&file.path)?, file.path)))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "migrations/ should hold the schema");
    let mut findings = Findings::new("give the newest migration the next free number");
    for ((number, path), expected) in found.into_iter().zip(1..) {
        if number != expected {
            findings.add(
                &path,
                1,
                format!("number {number} stands where {expected} is due"),
            );
        }
    }
    findings.expect_none();
}

#[test]
fn every_migration_is_listed_in_the_database_crate() {
    let listing: String = checkout::files("crates/database/src", &["rs"])
        .into_iter()
        .map(|file| file.text)
        .collect();
    let mut findings = Findings::new("add the file to the list of migrations in crates/database");
    for file in checkout::files("migrations", &["sql"]) {
        if !listing.contains(&file.path) {
            findings.add(
                &file.path,
                1,
                "no line of crates/database/src names this file",
            );
        }
    }
    findings.expect_none();
}

#[test]
fn migrations_hold_nothing_but_sql_files() {
    let all = std::fs::read_dir(checkout::root().join("migrations"));
    let strays: Vec<String> = all
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| number(&format!("migrations/{name}")).is_none())
        .collect();
    assert!(
        strays.is_empty(),
        "move these out of migrations/: {strays:?}"
    );
}

/// The names of all tables that the migrations make.
#[track_caller]
pub(crate) fn tables() -> BTreeSet<String> {
    let found: BTreeSet<String> = checkout::files("migrations", &["sql"])
        .iter()
        .flat_map(|file| made_by(&file.text))
        .collect();
    assert!(
        found.contains("ledger_entry"),
        "the migrations should make the tables of the book"
    );
    found
}

fn made_by(sql: &str) -> Vec<String> {
    sql.lines()
        .filter_map(|line| {
            let rest = line.trim_start().strip_prefix("CREATE ")?;
            let rest = rest.strip_prefix("VIRTUAL ").unwrap_or(rest);
            let rest = rest
                .strip_prefix("TABLE ")
                .or_else(|| rest.strip_prefix("VIEW "))?;
            let rest = rest.strip_prefix("IF NOT EXISTS ").unwrap_or(rest);
            let name = rest.split([' ', '(', ';']).next()?;
            (!name.is_empty()).then(|| name.to_owned())
        })
        .collect()
}

fn number(path: &str) -> Option<u32> {
    let name = path.strip_prefix("migrations/V")?.strip_suffix(".sql")?;
    let (number, subject) = name.split_once("__")?;
    let is_plain =
        |letter: char| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit();
    let named = !subject.is_empty() && subject.chars().all(is_plain);
    let counted = !number.starts_with('0');
    (named && counted).then(|| number.parse().ok()).flatten()
}

#[test]
fn names_of_migrations_are_read() {
    assert_eq!(number("migrations/V12__closed_periods.sql"), Some(12));
    assert_eq!(number("migrations/V01__ledger.sql"), None);
    assert_eq!(number("migrations/V1_ledger.sql"), None);
    assert_eq!(number("migrations/V1__.sql"), None);
    assert_eq!(number("migrations/1__ledger.sql"), None);
    assert_eq!(
        made_by(
            "CREATE TABLE a (\n  b\n);\nCREATE VIRTUAL TABLE c USING fts5 (d);\nCREATE VIEW e AS"
        ),
        ["a", "c", "e"]
    );
}
