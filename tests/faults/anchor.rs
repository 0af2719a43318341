//! The anchor after a kill: behind the book by a moment perhaps, never ahead of it.

use std::fs;
use std::path::{Path, PathBuf};

use database::Database;

/// Whether anything stands in the anchor of a bank.
pub(crate) fn was_written(bank: &Path) -> bool {
    !fs::read(beside(bank)).unwrap_or_default().is_empty()
}

/// Every line of the anchor is in the book, with its digest.
pub(crate) fn is_never_ahead(bank: &Path, database: &Database) {
    // A kill may leave the last line torn; the next start takes it away.
    let text = fs::read_to_string(beside(bank)).unwrap_or_default();
    let whole = text
        .split_inclusive('\n')
        .filter(|line| line.ends_with('\n'));
    let mut last = 0;
    for line in whole {
        let mut words = line.split_whitespace();
        let seq: u64 = words.next().unwrap().parse().unwrap();
        let digest = words.next().unwrap();
        let found = database
            .read_blocking(|conn| ledger::head_at(conn, seq))
            .unwrap()
            .unwrap_or_else(|| panic!("the anchor reaches transfer {seq}, the book does not"));
        assert_eq!(found.digest.to_string(), digest, "transfer {seq}");
        assert!(seq > last, "{text}");
        last = seq;
    }
}

fn beside(bank: &Path) -> PathBuf {
    let mut path = bank.as_os_str().to_owned();
    path.push(".anchor");
    path.into()
}
