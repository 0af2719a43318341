//! The edges of what is allowed: the longest reference, a limit met exactly, a refusal that is
//! kept, a file that cannot be read at all. A survivor of the mutation run was here before each.

use ledger::{Attempt, Month, Rejection};
use rusqlite::Connection;

use crate::support::{
    SCHEMA, account, at, empty, help, id, limits, open_members, promise, rejection, write,
};

const LONGEST: [u8; 32] = [7; 32];
const TOO_LONG: [u8; 33] = [7; 33];

#[test]
fn a_reference_has_at_most_thirty_two_bytes_wherever_it_stands() {
    let mut book = empty();
    let september = Month::new(2026, 9).unwrap();
    let later = at(2_000_000);
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        let band = limits(-500, 500);
        ledger::set_limits(tx, account(1), band, at(1), Some(&LONGEST)).unwrap();
        let refused = ledger::set_limits(tx, account(1), band, at(1), Some(&TOO_LONG));
        assert_eq!(rejection(refused), Rejection::SourceTooLong { length: 33 });
        let mut hold = promise(1, 1, None, 30, 900);
        hold.source = Some(TOO_LONG.to_vec());
        let refused = ledger::place(tx, &hold, at(2));
        assert_eq!(rejection(refused), Rejection::SourceTooLong { length: 33 });
        hold.source = Some(LONGEST.to_vec());
        ledger::place(tx, &hold, at(2)).unwrap();
        let end = september.end_in_utc();
        let refused = ledger::close_month(tx, september, end, later, Some(&TOO_LONG));
        assert_eq!(rejection(refused), Rejection::SourceTooLong { length: 33 });
        ledger::close_month(tx, september, end, later, Some(&LONGEST)).unwrap();
    });
    let kept: Vec<u8> = book
        .query_row("SELECT source FROM ledger_limit", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, LONGEST);
}

#[test]
fn no_bytes_are_no_reference() {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1]);
        ledger::set_limits(tx, account(1), limits(-5, 5), at(1), Some(&[])).unwrap();
    });
    let kept: Option<Vec<u8>> = book
        .query_row("SELECT source FROM ledger_limit", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, None);
}

#[test]
fn a_second_reversal_that_was_refused_is_kept_as_refused() {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        ledger::post(tx, &help(1, 1, 2, 60, "2026-09-20"), at(1)).unwrap();
        let first = ledger::reversal_of(tx, id(1), id(2), None).unwrap();
        let second = ledger::reversal_of(tx, id(1), id(3), None).unwrap();
        ledger::post(tx, &first, at(2)).unwrap();
        for _ in 0..2 {
            let answer = ledger::attempt(tx, &second, at(3)).unwrap();
            assert!(matches!(answer, Attempt::Refused(_)), "{answer:?}");
        }
    });
    let kept: i64 = book
        .query_row("SELECT count(*) FROM ledger_refusal", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn a_file_that_is_damaged_is_a_finding_and_one_that_is_no_book_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut book = Connection::open(&path).unwrap();
    book.execute_batch(SCHEMA).unwrap();
    write(&mut book, |tx| open_members(tx, &[1, 2]));
    drop(book);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[4096..].fill(0x5A);
    std::fs::write(&path, bytes).unwrap();
    let damaged = Connection::open(&path).unwrap();
    let proof = ledger::verify(&damaged, &mut |_, _| ()).unwrap();
    assert!(!proof.is_clean());
    assert!(
        proof
            .findings
            .iter()
            .any(|one| one.text.contains("damaged"))
    );
    let no_book = Connection::open_in_memory().unwrap();
    assert!(ledger::verify(&no_book, &mut |_, _| ()).is_err());
}
