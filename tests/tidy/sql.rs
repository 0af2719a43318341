//! Where SQL may stand, and which tables each floor may name.

use crate::checkout::{self, Findings, Text};
use crate::{migrations, source};

/// Calls that run SQL: a crate without SQL has no use for them.
const CALLS: &[&str] = &[
    "execute_batch",
    "pragma_query",
    "pragma_update",
    "prepare",
    "prepare_cached",
    "query_map",
    "query_one",
    "query_row",
];

/// Openings of a statement, with a word that must follow somewhere after it.
const STATEMENTS: &[(&str, &str)] = &[
    ("SELECT ", ""),
    ("INSERT INTO ", ""),
    ("INSERT OR ", ""),
    ("REPLACE INTO ", ""),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("CREATE ", ""),
    ("DROP ", ""),
    ("ALTER TABLE ", ""),
    ("WITH ", " AS "),
    ("PRAGMA ", ""),
    ("ATTACH ", ""),
    ("VACUUM", ""),
    ("BEGIN", ""),
    ("SAVEPOINT ", ""),
];

/// Words after which a statement names a table.
const BEFORE_A_TABLE: &[&str] = &[
    "from",
    "join",
    "into",
    "update",
    "table",
    "references",
    "on",
];

#[test]
fn sql_stands_only_in_stores_the_ledger_and_the_database() {
    let mut findings = Findings::new(
        "move the statement into the `store.rs` of its noun in crates/timebank and call that",
    );
    for file in checkout::rust_files() {
        if !may_hold_sql(&file.path) {
            statements(&file, &mut findings);
        }
    }
    findings.expect_none();
}

#[test]
fn the_upper_floors_run_no_sql() {
    let mut findings =
        Findings::new("ask a query of crates/timebank or crates/ledger and pass the connection on");
    for folder in ["crates/reports/src", "web/src", "crates/hourbook/src"] {
        for file in checkout::files(folder, &["rs"]) {
            calls(&file, &mut findings);
        }
    }
    findings.expect_none();
}

#[test]
fn only_the_ledger_names_the_tables_of_the_book() {
    let mut findings =
        Findings::new("ask crates/ledger through its functions; it alone reads its tables");
    let folders = [
        "crates/timebank",
        "crates/reports",
        "crates/hourbook",
        "web",
        "crates/database",
    ];
    for file in folders
        .iter()
        .flat_map(|folder| checkout::files(folder, &["rs"]))
    {
        if is_test_code(&file.path) {
            continue;
        }
        for (line, text) in source::strings(source::tokens(&file)) {
            for table in migrations::tables()
                .iter()
                .filter(|table| table.starts_with("ledger_"))
            {
                if text.contains(table.as_str()) {
                    findings.add(&file.path, line, format!("names the table `{table}`"));
                }
            }
        }
    }
    findings.expect_none();
}

#[test]
fn the_ledger_and_the_database_know_no_table_of_the_community() {
    let mut findings = Findings::new(
        "the ledger reads its own tables and the database reads none: take what is needed as an \
         argument",
    );
    let tables = migrations::tables();
    let community: Vec<&String> = tables
        .iter()
        .filter(|table| !table.starts_with("ledger_"))
        .collect();
    for folder in ["crates/ledger/src", "crates/database/src"] {
        for file in checkout::files(folder, &["rs"]) {
            if is_test_code(&file.path) {
                continue;
            }
            for (line, text) in source::strings(source::tokens(&file)) {
                for name in tables_named(&text) {
                    if community.iter().any(|table| **table == name) {
                        findings.add(&file.path, line, format!("names the table `{name}`"));
                    }
                }
            }
        }
    }
    findings.expect_none();
}

/// Tests may break into the file to show that the file defends itself.
fn is_test_code(path: &str) -> bool {
    path.starts_with("tests/") || path.contains("/tests/") || path.ends_with("tests.rs")
}

fn may_hold_sql(path: &str) -> bool {
    let store = path.ends_with("/store.rs") || path.contains("/store/");
    path.starts_with("crates/ledger/")
        || path.starts_with("crates/database/")
        || path.starts_with("crates/timebank/src/") && store
        || path.starts_with("bench/")
        || is_test_code(path)
}

fn statements(file: &Text, findings: &mut Findings) {
    for (line, text) in source::strings(source::tokens(file)) {
        if let Some(opening) = statement(&text) {
            findings.add(&file.path, line, format!("SQL text: {}…", opening.trim()));
        }
    }
}

/// The opening of the statement that a string holds. Sentences for people begin with a capital
/// and go on in small letters; SQL is written all large or all small.
fn statement(text: &str) -> Option<&'static str> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is = |opening: &str, later: &str| {
        text.strip_prefix(opening).is_some_and(|rest| {
            let clause = rest.contains(later);
            let ends =
                opening.ends_with(' ') || !rest.starts_with(|next: char| next.is_alphanumeric());
            clause && ends
        })
    };
    let large = STATEMENTS
        .iter()
        .find(|(opening, later)| is(opening, later));
    // Small letters are ordinary words too, so they must look like a whole statement.
    let small = STATEMENTS.iter().find(|(opening, later)| {
        let later = if later.is_empty() { " from " } else { later };
        opening.ends_with(' ') && is(&opening.to_lowercase(), &later.to_lowercase())
    });
    large.or(small).map(|(opening, _)| *opening)
}

fn calls(file: &Text, findings: &mut Findings) {
    let words = source::words(source::tokens(file));
    for window in words.windows(3) {
        let [(_, dot), (line, name), (_, bracket)] = window else {
            continue;
        };
        if dot == "." && bracket == "(" && CALLS.contains(&name.as_str()) {
            findings.add(&file.path, *line, format!("runs SQL: `.{name}(…)`"));
        }
    }
}

/// The tables that a piece of SQL names. Nothing for a string that is no SQL.
fn tables_named(text: &str) -> Vec<String> {
    let looks_like_sql = STATEMENTS.iter().any(|(opening, _)| {
        let opening = opening.trim();
        text.contains(opening) || text.trim_start().starts_with(&opening.to_lowercase())
    });
    if !looks_like_sql {
        return Vec::new();
    }
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words
        .windows(2)
        .filter(|pair| BEFORE_A_TABLE.contains(&pair[0].as_str()))
        .map(|pair| pair[1].clone())
        .collect()
}

#[test]
fn sql_is_told_from_sentences() {
    for sql in [
        "SELECT 1",
        "\n    select id\n    from member",
        "INSERT INTO a VALUES (?1)",
        "UPDATE a SET b = 1",
        "with x as (select 1) select * from x",
        "CREATE TEMP TABLE a (b)",
        "PRAGMA foreign_keys = ON",
        "VACUUM INTO ?1",
        "BEGIN IMMEDIATE",
    ] {
        assert!(statement(sql).is_some(), "{sql}");
    }
    for words in [
        "Select the exchanges you want to approve",
        "select an answer",
        "Update your profile",
        "Delete from this list",
        "with Ann",
        "BEGINNING",
        "create an account",
    ] {
        assert!(statement(words).is_none(), "{words}");
    }
}

#[test]
fn a_call_that_runs_sql_is_seen() {
    let mut findings = Findings::new("");
    let file =
        source::sample("fn a(c: &Connection) { c.query_row(TEXT, [], |r| r.get(0)); prepare(); }");
    calls(&file, &mut findings);
    assert_eq!(findings.len(), 1);
}

#[test]
fn tables_are_read_out_of_a_statement() {
    assert_eq!(
        tables_named("SELECT a FROM member JOIN (SELECT 1) LEFT JOIN listing USING (b)"),
        ["member", "select", "listing"]
    );
    assert!(tables_named("taken from member to member").is_empty());
}

#[test]
fn a_store_may_hold_sql_and_its_neighbour_may_not() {
    assert!(may_hold_sql("crates/timebank/src/exchange/store.rs"));
    assert!(may_hold_sql("crates/timebank/src/exchange/store/search.rs"));
    assert!(may_hold_sql("crates/ledger/src/post.rs"));
    assert!(!may_hold_sql("crates/timebank/src/exchange/mod.rs"));
    assert!(!may_hold_sql("crates/reports/src/store.rs"));
    assert!(!may_hold_sql("web/src/store.rs"));
}
