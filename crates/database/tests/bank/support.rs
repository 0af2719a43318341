//! A bank in a folder of its own, and the least of SQL to see what became of a write.
//!
//! Table `area` stands for any table: this crate does not know what it means.

use std::path::{Path, PathBuf};

use database::Database;
use rusqlite::Transaction;
use tempfile::TempDir;

/// An open bank.
pub(crate) struct Bank {
    pub(crate) open: Database,
    folder: TempDir,
}

/// A closed one.
pub(crate) struct Closed {
    pub(crate) file: PathBuf,
    _folder: TempDir,
}

impl Bank {
    pub(crate) fn new() -> Bank {
        let folder = tempfile::tempdir().unwrap();
        let open = Database::create(&folder.path().join("elm.hourbook")).unwrap();
        Bank { open, folder }
    }

    pub(crate) fn close(self) -> Closed {
        let file = self.open.path().to_path_buf();
        self.open.close();
        Closed {
            file,
            _folder: self.folder,
        }
    }
}

impl Closed {
    /// Another name in the same folder, such as the log's.
    pub(crate) fn beside(&self, ending: &str) -> PathBuf {
        beside(&self.file, ending)
    }
}

pub(crate) fn beside(file: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", file.display()))
}

pub(crate) fn add_area(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    transaction
        .execute("INSERT INTO area (name) VALUES (?1)", [name])
        .map(drop)
}

pub(crate) fn areas(bank: &Database) -> Vec<String> {
    let names = bank.read_blocking(|connection| {
        let mut statement = connection.prepare("SELECT name FROM area ORDER BY name")?;
        let names = statement.query_map([], |row| row.get(0))?;
        names.collect::<rusqlite::Result<Vec<String>>>()
    });
    names.unwrap()
}
