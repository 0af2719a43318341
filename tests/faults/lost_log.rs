//! The write-ahead log cut short, altered or taken away while the bank was closed.
//!
//! SQLite opens what is left without a word. The anchor knows better: the bank is then served to
//! readers only, and the transfers that are missing are named.

use std::fs;
use std::path::{Path, PathBuf};

use database::Database;
use hourbook_tests::Who;
use hourbook_tests::campaign::{Dice, size};
use reqwest::{Client, StatusCode};
use rusqlite::{Connection, OpenFlags};

use crate::journal::{Journal, Programs, carry, found};
use crate::program::Program;
use crate::specimen::below;

/// Every one of them is in the log alone.
const TRANSFERS: u64 = 20;

/// A bank whose transfers are in its log, and an anchor that knows of all of them.
struct Logged {
    bank: Vec<u8>,
    log: Vec<u8>,
    anchor: Vec<u8>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_was_cut_altered_or_taken_away_is_noticed_and_what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let logged = Logged::make(&bank, &programs).await;
    let mut dice = Dice::seeded("damaged logs");
    let cases = size("LOGS", 100);
    let mut lost = 0;
    for case in 0..cases {
        let mut log = logged.log.clone();
        let place = below(&mut dice, log.len());
        match case % 8 {
            0 => log.clear(),
            1..4 => log.truncate(place),
            _ => log[place] ^= 1 << below(&mut dice, 8),
        }
        let bank = folder.path().join(format!("{case}.hourbook"));
        logged.lay(&bank, &log);
        let reached = reached(&bank);
        logged.lay(&bank, &log);
        lost += usize::from(reached < TRANSFERS);
        served(&bank, reached, &programs).await;
        for ending in ["", "-wal", "-shm", ".lock", ".anchor"] {
            let _none = fs::remove_file(beside(&bank, ending));
        }
    }
    assert!(lost > cases / 2, "only {lost} of {cases} lost anything");
    println!("damaged logs: {cases}, {lost} of them lost transfers, all noticed and named");
}

impl Logged {
    async fn make(bank: &Path, programs: &Programs) -> Self {
        // A reader of the empty book keeps the log from being brought into the file.
        let reader = Connection::open_with_flags(bank, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        reader
            .execute_batch("BEGIN; SELECT count(*) FROM ledger_transfer")
            .unwrap();
        let (program, journal) = (Program::serve(bank), Journal::default());
        let http = Client::new();
        for _ in 0..TRANSFERS {
            let id = journal.intend().await;
            let carried = carry(&http, program.address(), programs, &journal, id).await;
            assert_eq!(carried, Ok(()));
        }
        // On its way out it writes the last head into the anchor.
        program.signal("TERM");
        assert!(program.ended().0.success());
        let read = |ending| fs::read(beside(bank, ending)).unwrap();
        let logged = Self {
            bank: read(""),
            log: read("-wal"),
            anchor: read(".anchor"),
        };
        drop(reader);
        assert!(!logged.log.is_empty(), "the log was brought into the file");
        logged
    }

    fn lay(&self, bank: &Path, log: &[u8]) {
        let _none = fs::remove_file(beside(bank, "-shm"));
        fs::write(bank, &self.bank).unwrap();
        fs::write(beside(bank, "-wal"), log).unwrap();
        fs::write(beside(bank, ".anchor"), &self.anchor).unwrap();
    }
}

/// The newest transfer of what is left.
fn reached(bank: &Path) -> u64 {
    let database = Database::open_to_read(bank).unwrap();
    let head = database.read_blocking(ledger::head);
    head.unwrap().seq
}

/// The program says what is missing, if anything is; then it can be read and not written.
async fn served(bank: &Path, reached: u64, programs: &Programs) {
    let program = Program::serve(bank);
    let ready = reqwest::get(format!("{}/readyz", program.address()));
    let ready = ready.await.unwrap();
    let (status, said) = (ready.status(), ready.text().await.unwrap());
    let journal = Journal::default();
    let http = Client::new();
    let id = journal.intend().await;
    let carried = carry(&http, program.address(), programs, &journal, id).await;
    if reached == TRANSFERS {
        assert_eq!((status, said.as_str()), (StatusCode::OK, "ready\n"));
        assert_eq!(carried, Ok(()));
        return program.kill();
    }
    let missing = match reached + 1 {
        TRANSFERS => format!("transfer {TRANSFERS} is missing"),
        first => format!("transfers {first} to {TRANSFERS} are missing"),
    };
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{said}");
    assert!(said.contains(&missing), "{missing}: {said}");
    assert_eq!(carried, Err(Some(StatusCode::SERVICE_UNAVAILABLE)));
    let list = http
        .get(format!("{}/api/v1/exchanges", program.address()))
        .bearer_auth(&programs[&Who::Ruth].1);
    assert_eq!(list.send().await.unwrap().status(), StatusCode::OK);
    program.kill();
}

fn beside(bank: &Path, ending: &str) -> PathBuf {
    format!("{}{ending}", bank.display()).into()
}
