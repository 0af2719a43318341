//! Writing and reading.

use database::{Database, Health, WriteError};
use rusqlite::{Error, Transaction};
use std::path::Path;

fn add(transaction: &Transaction<'_>, name: &str) -> Result<i64, Error> {
    transaction.execute("INSERT INTO area (name) VALUES (?1)", [name])?;
    Ok(transaction.last_insert_rowid())
}

#[test]
fn a_smoke() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.hourbook");
    let bank = Database::create(&path).unwrap();
    assert_eq!(bank.health(), Health::Writing);
    bank.write_blocking(|tx| add(tx, "North")).unwrap();
    let n: i64 = bank
        .read_blocking(|c| c.query_row("SELECT count(*) FROM area", [], |r| r.get(0)))
        .unwrap();
    assert_eq!(n, 1);
    bank.close();
    assert!(!Path::new(&format!("{}-wal", path.display())).exists());
    let bank = Database::open(&path).unwrap();
    let bad = bank.write_blocking(|tx| add(tx, "North"));
    assert!(matches!(bad, Err(WriteError::Refused(_))));
    drop(bank);
    Database::open_to_read(&path).unwrap();
}
