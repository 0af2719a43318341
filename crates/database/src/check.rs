//! What SQLite itself can say about a whole file: every page, index and reference.
//!
//! It proves little by itself: a flipped bit inside a value passes, and so does a file whose last
//! writes are gone. What the rows mean is for the floors above to prove.

use rusqlite::{Connection, ErrorCode};

/// Findings of each kind that are kept; a file this broken needs no longer list.
const KEPT: usize = 100;

/// Checks the whole file as `conn` sees it and returns what is wrong, a sentence each; nothing
/// for a sound file. Reads every page. Errors are those of the machine; a file too damaged to be
/// read to its end is a finding.
pub fn whole_file(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut findings = Vec::new();
    match gather(conn, &mut findings) {
        Err(rusqlite::Error::SqliteFailure(error, detail))
            if matches!(
                error.code,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase
            ) =>
        {
            let detail = detail.unwrap_or_else(|| error.to_string());
            findings.push(format!("SQLite finds in the file: {detail}."));
        }
        other => other?,
    }
    Ok(findings)
}

fn gather(conn: &Connection, findings: &mut Vec<String>) -> rusqlite::Result<()> {
    let mut check = conn.prepare(&format!("PRAGMA integrity_check({KEPT})"))?;
    let mut rows = check.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            findings.push(format!("SQLite finds in the file: {said}."));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::{Connection, whole_file};

    const TREES: &str = "
        PRAGMA foreign_keys = OFF;
        CREATE TABLE tree (id INTEGER PRIMARY KEY) STRICT;
        CREATE TABLE apple (tree INTEGER NOT NULL REFERENCES tree (id)) STRICT;
        CREATE INDEX apple_tree ON apple (tree);";

    #[test]
    fn a_sound_file_has_no_findings() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(TREES).unwrap();
        assert!(whole_file(&conn).unwrap().is_empty());
    }

    #[test]
    fn a_row_that_points_at_nothing_is_named_with_its_table() {
        let conn = Connection::open_in_memory().unwrap();
        conn.execute_batch(TREES).unwrap();
        conn.execute_batch("INSERT INTO apple VALUES (7)").unwrap();
        assert_eq!(
            whole_file(&conn).unwrap(),
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
        let findings = whole_file(&conn).unwrap();
        assert!(
            findings
                .iter()
                .any(|finding| finding.contains("apple_tree")),
            "{findings:?}"
        );
    }
}
