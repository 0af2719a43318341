//! Two programs that write to one bank at the same time: the server, and a command of the
//! operator beside it. Each waits its turn, and nobody is told that it failed.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;

use database::Database;
use hourbook_tests::Who;
use rusqlite::Transaction;
use timebank::access::{self, Secret};
use timebank::bank;
use timebank::clock::{Channel, Clock as _, SystemClock, random_bytes};
use timebank::{MemberId, System};

use crate::journal::{Journal, carry, examine_settled, found};
use crate::program::{Program, verify};

const CLIENTS: usize = 4;

/// The server is kept busy until each client and the other program have done so much.
const ENOUGH: usize = 12;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_program_that_writes_makes_nobody_fail() {
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Arc::new(Journal::default());
    let program = Program::serve(&bank);
    let other = Other::begin(bank.clone(), programs[&Who::Ann].0);
    let work: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let address = program.address().to_owned();
            let (programs, journal) = (Arc::clone(&programs), Arc::clone(&journal));
            let written = Arc::clone(&other.written);
            tokio::spawn(async move {
                let http = reqwest::Client::new();
                let mut trades = 0;
                while trades < ENOUGH || written.load(Ordering::SeqCst) < ENOUGH {
                    let id = journal.intend().await;
                    let carried = carry(&http, &address, &programs, &journal, id).await;
                    assert_eq!(carried, Ok(()), "beside another program");
                    trades += 1;
                }
            })
        })
        .collect();
    for task in work {
        task.await.unwrap();
    }
    let written = other.end();
    program.signal("TERM");
    assert!(program.ended().0.success());
    verify(&bank);
    examine_settled(&bank, &journal).await;
    let trades = journal.intended().await;
    println!("two programs: {trades} exchanges of the one, {written} writes of the other");
}

/// A program that writes to the same bank, one write after the other.
struct Other {
    written: Arc<AtomicUsize>,
    done: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Other {
    fn begin(bank: PathBuf, whose: MemberId) -> Self {
        let (written, done) = (Arc::default(), Arc::default());
        let (counted, over): (Arc<AtomicUsize>, Arc<AtomicBool>) =
            (Arc::clone(&written), Arc::clone(&done));
        let thread = std::thread::spawn(move || {
            let database = Database::open(&bank).unwrap();
            while !over.load(Ordering::SeqCst) {
                database.write_blocking(move |tx| token(tx, whose)).unwrap();
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self {
            written,
            done,
            thread: Some(thread),
        }
    }

    /// How often it wrote; it must not have failed.
    fn end(mut self) -> usize {
        self.done.store(true, Ordering::SeqCst);
        self.thread.take().unwrap().join().unwrap();
        self.written.load(Ordering::SeqCst)
    }
}

impl Drop for Other {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
    }
}

fn token(tx: &Transaction<'_>, whose: MemberId) -> timebank::Result<()> {
    let moment = bank::get(tx)?.moment(SystemClock.now(), Channel::Cli);
    let secret = Secret::new(random_bytes());
    access::create_token(
        tx,
        &System::COMMAND_LINE,
        whose,
        "other",
        1,
        &secret,
        &moment,
    )
    .map(drop)
}
