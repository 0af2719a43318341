//! What can be said about a whole file without knowing what it means: every page, index and
//! reference holds together, and the tables and triggers are word for word those of this program.
//!
//! It proves little by itself: a flipped bit inside a value passes, and so does a file whose last
//! writes are gone. What the rows mean is for the floors above to prove.

use std::collections::BTreeMap;

use rusqlite::{Connection, ErrorCode};

use crate::migrations::{self, LIST, MigrationError};

/// Findings of each kind that are kept; a file this broken needs no longer list.
const KEPT: usize = 100;

/// Checks the whole file as `conn` sees it and returns what is wrong, a sentence each; nothing
/// for a sound file. Reads every page. Errors are those of the machine; a file too damaged to be
/// read to its end is a finding.
///
/// `compared` are the tables whose indexes the caller has compared with them already: looking
/// every row up in every index takes longer than all else together.
pub fn whole_file(conn: &Connection, compared: &[&str]) -> rusqlite::Result<Vec<String>> {
    let mut findings = Vec::new();
    if let Err(error) = gather(conn, compared, &mut findings) {
        findings.push(damage(error)?);
    }
    Ok(findings)
}

/// What SQLite says of a file that it cannot read to its end, or the error where it is another.
fn damage(error: rusqlite::Error) -> rusqlite::Result<String> {
    match error {
        rusqlite::Error::SqliteFailure(error, detail)
            if matches!(
                error.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
            ) =>
        {
            let detail = detail.unwrap_or_else(|| error.to_string());
            Ok(format!("SQLite finds in the file: {detail}."))
        }
        other => Err(other),
    }
}

/// Compares every table, index and trigger of the file with what this program's migrations make,
/// word for word, and returns what differs, a sentence each. So a trigger that was taken out,
/// put in or changed by a single bit is found, which SQLite by itself takes as it is. For a file
/// that has come as far as this program.
pub fn layout(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let fresh = Connection::open_in_memory()?;
    migrations::run(&fresh, LIST).map_err(|error| match error {
        MigrationError::Database(error) => error,
        other => rusqlite::Error::ToSqlConversionFailure(other.into()),
    })?;
    let meant = parts(&fresh)?;
    let mut found = match parts(conn) {
        Ok(found) => found,
        Err(error) => return damage(error).map(|finding| vec![finding]),
    };
    let mut findings = Vec::new();
    for ((kind, name), text) in meant {
        match found.remove(&(kind.clone(), name.clone())) {
            None => findings.push(format!("The {kind} {name} is not in the file.")),
            Some(other) if other != text => {
                findings.push(format!("The {kind} {name} is not as Hourbook made it."));
            }
            Some(_) => {}
        }
    }
    let strange = found.into_keys();
    findings.extend(strange.map(|(kind, name)| {
        format!("The {kind} {name} is in the file, and Hourbook did not make it.")
    }));
    findings.truncate(KEPT);
    Ok(findings)
}

/// Kind and name of everything a file is made of, with the table it belongs to and its text.
/// Without SQLite's own statistics, which may be there or not.
fn parts(conn: &Connection) -> rusqlite::Result<BTreeMap<(String, String), Vec<u8>>> {
    let mut parts = conn.prepare(
        "SELECT type, name, CAST(tbl_name || char(10) || coalesce(sql, '') AS BLOB)
           FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_stat%' ESCAPE '!'",
    )?;
    let rows = parts.query_map([], |row| {
        let word = |index| -> rusqlite::Result<String> {
            Ok(String::from_utf8_lossy(row.get_ref(index)?.as_bytes()?).into_owned())
        };
        Ok(((word(0)?, word(1)?), row.get(2)?))
    })?;
    rows.collect()
}

fn gather(
    conn: &Connection,
    compared: &[&str],
    findings: &mut Vec<String>,
) -> rusqlite::Result<()> {
    ask(conn, &format!("PRAGMA quick_check({KEPT})"), findings)?;
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let tables = tables.query_map([], |row| row.get(0))?;
    for table in tables.collect::<rusqlite::Result<Vec<String>>>()? {
        if !compared.contains(&table.as_str()) {
            let quoted = table.replace('"', "\"\"");
            ask(
                conn,
                &format!("PRAGMA integrity_check(\"{quoted}\")"),
                findings,
            )?;
        }
    }
    // Both checks look at the pages of a table.
    findings.sort_unstable();
    findings.dedup();
    let mut check = conn.prepare("PRAGMA foreign_key_check")?;
    let mut rows = check.query([])?;
    let mut dangling = 0;
    while let Some(row) = rows.next()?
        && dangling < KEPT
    {
        dangling += 1;
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        findings.push(format!(
            "A row of {table} names a row of {parent} that is not there."
        ));
    }
    Ok(())
}

/// What one of SQLite's own checks says.
fn ask(conn: &Connection, pragma: &str, findings: &mut Vec<String>) -> rusqlite::Result<()> {
    let mut check = conn.prepare(pragma)?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            findings.push(format!("SQLite finds in the file: {said}."));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Connection, LIST, layout, migrations, whole_file};

    const TREES: &str = "
        PRAGMA foreign_keys = OFF;
        CREATE TABLE tree (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE apple (tree INTEGER NOT NULL REFERENCES tree (id)) STRICT;
        CREATE INDEX apple_tree ON apple (tree);";

    #[test]
    fn a_sound_file_has_no_findings() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(TREES).unwrap();
        assert!(whole_file(&conn, &[]).unwrap().is_empty());
    }

    #[test]
    fn a_row_that_points_at_nothing_is_named_with_its_table() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(TREES).unwrap();
        conn.execute_batch("INSERT INTO apple VALUES (7)").unwrap();
        assert_eq!(
            whole_file(&conn, &[]).unwrap(),
            ["A row of apple names a row of tree that is not there."]
        );
    }

    #[test]
    fn an_index_without_its_row_is_found() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(TREES).unwrap();
        conn.execute_batch(
            "INSERT INTO tree VALUES (1);
             PRAGMA writable_schema = ON;
             CREATE TABLE other (tree INTEGER) STRICT;
             INSERT INTO other VALUES (1);
             UPDATE sqlite_schema
                SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'other')
              WHERE name = 'apple';
             PRAGMA writable_schema = RESET;",
        )
        .unwrap();
        let findings = whole_file(&conn, &[]).unwrap();
        assert!(
            findings
                .iter()
                .any(|finding| finding.contains("apple_tree")),
            "{findings:?}"
        );
        let left = whole_file(&conn, &["apple"]).unwrap();
        assert!(!left.iter().any(|finding| finding.contains("apple_tree")));
    }

    #[test]
    fn a_trigger_that_was_changed_taken_out_or_put_in_is_named() {
        let conn = Connection::open_in_memory().unwrap();
        migrations::run(&conn, LIST).unwrap();
        assert!(layout(&conn).unwrap().is_empty());
        let (changed, gone, table) = two_triggers(&conn);
        conn.execute_batch(&format!(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET sql = replace(sql, 'BEGIN', 'BEGIm') WHERE name = '{changed}';
             PRAGMA writable_schema = OFF;
             DROP TRIGGER {gone};
             CREATE TRIGGER zz_other BEFORE INSERT ON {table} BEGIN SELECT 1; END;"
        ))
        .unwrap();
        assert_eq!(
            layout(&conn).unwrap(),
            [
                format!("The trigger {changed} is not as Hourbook made it."),
                format!("The trigger {gone} is not in the file."),
                "The trigger zz_other is in the file, and Hourbook did not make it.".into(),
            ]
        );
    }

    /// The first two triggers by name, and the table of the second.
    fn two_triggers(conn: &Connection) -> (String, String, String) {
        let mut names = conn
            .prepare("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1")
            .unwrap();
        let mut rows = names.query([]).unwrap();
        let first = rows.next().unwrap().unwrap().get(0).unwrap();
        let second = rows.next().unwrap().unwrap();
        (first, second.get(0).unwrap(), second.get(1).unwrap())
    }
}
