//! The batch from inside: what is answered when, and what a failed commit does.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, Transaction, ffi};
use tempfile::TempDir;

use super::batch::{ALONE_AFTER_DANGLING, BATCH_MAX, Batches, End, is_disk_fault};
use super::job::{Fate, Job, Ran};
use super::{ObserverSlot, Stopped};
use crate::connection::{make_writer, open_to_read, open_to_write};
use crate::file::create_private;

const TABLES: &str = "
    CREATE TABLE basket (name TEXT NOT NULL) STRICT;
    CREATE TABLE tree (id INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE apple (tree INTEGER REFERENCES tree (id) DEFERRABLE INITIALLY DEFERRED) STRICT;";

struct Orchard {
    _folder: TempDir,
    path: PathBuf,
    connection: Connection,
}

fn orchard() -> Orchard {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orchard");
    create_private(&path).unwrap();
    let connection = open_to_write(&path).unwrap();
    make_writer(&connection).unwrap();
    connection.execute_batch(TABLES).unwrap();
    Orchard {
        _folder: folder,
        path,
        connection,
    }
}

/// Runs one statement, and notes at its answer its fate and how many rows others can see.
struct Probe {
    statement: &'static str,
    path: PathBuf,
    notes: Notes,
}

type Notes = Arc<Mutex<Vec<(&'static str, i64)>>>;

impl Job for Probe {
    fn run(&mut self, transaction: &Transaction<'_>) -> Ran {
        match transaction.execute_batch(self.statement) {
            Ok(()) => Ran::Accepted,
            Err(_) => Ran::RolledBack,
        }
    }

    fn answer(self: Box<Self>, fate: Fate<'_>) {
        let fate = match fate {
            Fate::Committed => "committed",
            Fate::Failed(_) => "failed",
            Fate::Busy => "busy",
            Fate::Stopped => "stopped",
        };
        self.notes.lock().unwrap().push((fate, baskets(&self.path)));
    }
}

fn baskets(path: &Path) -> i64 {
    let reader = open_to_read(path).unwrap();
    reader
        .query_row("SELECT count(*) FROM basket", [], |row| row.get(0))
        .unwrap()
}

fn probes(path: &Path, notes: &Notes, statements: &[&'static str]) -> VecDeque<Box<dyn Job>> {
    let probe = |statement: &&'static str| -> Box<dyn Job> {
        Box::new(Probe {
            statement,
            path: path.to_path_buf(),
            notes: Arc::clone(notes),
        })
    };
    statements.iter().map(probe).collect()
}

const BASKET: &str = "INSERT INTO basket VALUES ('one')";
const DANGLING: &str = "INSERT INTO apple VALUES (7)";

#[test]
fn every_job_of_a_batch_is_answered_only_after_the_commit_of_all() {
    let orchard = orchard();
    let notes = Notes::default();
    let mut waiting = probes(&orchard.path, &notes, &[BASKET, BASKET, BASKET]);
    let mut batches = Batches::new(orchard.connection).unwrap();
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("committed", 3); 3]);
}

#[test]
fn a_failed_commit_fails_every_job_of_its_batch_and_the_next_batch_goes_on() {
    let orchard = orchard();
    let refuse = Arc::new(Mutex::new(true));
    let hook = Arc::clone(&refuse);
    let mut connection = orchard.connection;
    connection
        .commit_hook(Some(move || *hook.lock().unwrap()))
        .unwrap();
    let notes = Notes::default();
    let mut batches = Batches::new(connection).unwrap();

    let mut waiting = probes(&orchard.path, &notes, &[BASKET, BASKET]);
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("failed", 0); 2]);

    *refuse.lock().unwrap() = false;
    let mut waiting = probes(&orchard.path, &notes, &[BASKET]);
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(notes.lock().unwrap().last(), Some(&("committed", 1)));
}

#[test]
fn a_dangling_reference_fails_its_batch_and_takes_no_neighbour_the_second_time() {
    let orchard = orchard();
    let notes = Notes::default();
    let mut batches = Batches::new(orchard.connection).unwrap();
    let mut waiting = probes(&orchard.path, &notes, &[BASKET, DANGLING]);
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("failed", 0); 2]);

    notes.lock().unwrap().clear();
    let mut waiting = probes(&orchard.path, &notes, &[BASKET, DANGLING, BASKET]);
    while !waiting.is_empty() {
        assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    }
    assert_eq!(
        *notes.lock().unwrap(),
        [("committed", 1), ("failed", 1), ("committed", 2)]
    );
}

#[test]
fn jobs_share_commits_again_after_enough_of_them_went_alone() {
    let orchard = orchard();
    let notes = Notes::default();
    let mut batches = Batches::new(orchard.connection).unwrap();
    batches.commit(
        &mut probes(&orchard.path, &notes, &[DANGLING]),
        &Stopped::default(),
    );
    assert_eq!(batches.room(), 1);
    for _ in 0..ALONE_AFTER_DANGLING {
        batches.commit(
            &mut probes(&orchard.path, &notes, &[BASKET]),
            &Stopped::default(),
        );
    }
    assert_eq!(batches.room(), BATCH_MAX);
}

#[test]
fn a_job_cannot_end_the_transaction_of_its_neighbours() {
    let orchard = orchard();
    let notes = Notes::default();
    let statements = [BASKET, "COMMIT", "ROLLBACK", "COMMIT; BEGIN", BASKET];
    let mut waiting = probes(&orchard.path, &notes, &statements);
    let mut batches = Batches::new(orchard.connection).unwrap();
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("committed", 2); 5]);
}

#[test]
fn a_transaction_that_sqlite_itself_rolled_back_fails_those_who_ran_and_keeps_the_others() {
    let orchard = orchard();
    orchard
        .connection
        .execute_batch("CREATE UNIQUE INDEX once ON basket (name)")
        .unwrap();
    let notes = Notes::default();
    let whole = "INSERT OR ROLLBACK INTO basket VALUES ('one')";
    let mut waiting = probes(&orchard.path, &notes, &[BASKET, whole, BASKET]);
    let mut batches = Batches::new(orchard.connection).unwrap();
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("failed", 0); 2]);
    assert_eq!(waiting.len(), 1);
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(notes.lock().unwrap().last(), Some(&("committed", 1)));
}

#[test]
fn an_observer_is_called_after_the_answers_and_only_for_what_was_committed() {
    let orchard = orchard();
    let notes = Notes::default();
    let seen = Arc::clone(&notes);
    let slot = ObserverSlot::default();
    *slot.lock().unwrap() = Some(Box::new(move |connection| {
        let count = connection.query_row("SELECT count(*) FROM basket", [], |row| row.get(0));
        seen.lock().unwrap().push(("observed", count.unwrap()));
    }));
    let mut batches = Batches::new(orchard.connection).unwrap().observed_by(slot);
    batches.commit(
        &mut probes(&orchard.path, &notes, &[BASKET, BASKET]),
        &Stopped::default(),
    );
    batches.commit(
        &mut probes(&orchard.path, &notes, &[DANGLING]),
        &Stopped::default(),
    );
    assert_eq!(
        *notes.lock().unwrap(),
        [
            ("committed", 2),
            ("committed", 2),
            ("observed", 2),
            ("failed", 2)
        ]
    );
}

#[test]
fn an_observer_that_panics_is_not_called_again_and_the_bank_writes_on() {
    let orchard = orchard();
    let notes = Notes::default();
    let slot = ObserverSlot::default();
    *slot.lock().unwrap() = Some(Box::new(|_| panic!("a mistake in an observer")));
    let seen = Arc::clone(&slot);
    let mut batches = Batches::new(orchard.connection).unwrap().observed_by(slot);
    for _ in 0..2 {
        let mut waiting = probes(&orchard.path, &notes, &[BASKET]);
        assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    }
    assert!(seen.lock().unwrap().is_none());
    assert_eq!(notes.lock().unwrap().last(), Some(&("committed", 2)));
}

#[test]
fn another_program_that_writes_makes_the_bank_busy_and_no_job_runs() {
    let orchard = orchard();
    let other = open_to_write(&orchard.path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    orchard
        .connection
        .busy_timeout(std::time::Duration::ZERO)
        .unwrap();
    let notes = Notes::default();
    let mut waiting = probes(&orchard.path, &notes, &[BASKET, BASKET]);
    let mut batches = Batches::new(orchard.connection).unwrap();
    assert_eq!(batches.commit(&mut waiting, &Stopped::default()), End::GoOn);
    assert_eq!(*notes.lock().unwrap(), [("busy", 0); 2]);
}

#[test]
fn a_failed_sync_stops_the_bank_and_a_full_disk_does_not() {
    let error = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
    for code in [
        ffi::SQLITE_IOERR_FSYNC,
        ffi::SQLITE_IOERR_WRITE,
        ffi::SQLITE_CORRUPT,
    ] {
        assert!(is_disk_fault(&error(code)));
    }
    assert!(!is_disk_fault(&error(ffi::SQLITE_FULL)));
    assert!(!is_disk_fault(&error(ffi::SQLITE_CONSTRAINT_FOREIGNKEY)));
}
