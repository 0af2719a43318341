//! The clock of the machine jumps: the book goes by its numbers.
//!
//! libfaketime stands between the program and the clock; a file says what time it is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, TimeDelta, Utc};
use database::Database;
use hourbook_tests::campaign::skip;
use timebank::clock::{Clock as _, SystemClock};

use crate::journal::{Journal, carry, examine_settled, found};
use crate::program::{Program, binary, verify};

/// The library, where Debian puts it.
fn library() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?;
    folders
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketime.so.1"))
        .find(|library| library.exists())
}

/// A server whose clock stands where it is put.
struct Jumping {
    program: Program,
    clock: PathBuf,
    began: DateTime<Utc>,
}

impl Jumping {
    fn serve(bank: &Path, library: &Path) -> Self {
        let clock = bank.with_extension("clock");
        let began = SystemClock.now();
        let mut command = Command::new(binary());
        command
            .env("LD_PRELOAD", library)
            .env("FAKETIME_TIMESTAMP_FILE", &clock)
            .env("FAKETIME_NO_CACHE", "1")
            .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .env("TZ", "UTC");
        fs::write(&clock, stands_at(began)).unwrap();
        let program = Program::start(command, bank, &[]);
        Self {
            program,
            clock,
            began,
        }
    }

    /// Puts the clock this far from where it began.
    fn put(&self, off: TimeDelta) {
        let partial = self.clock.with_extension("next");
        fs::write(&partial, stands_at(self.began + off)).unwrap();
        fs::rename(&partial, &self.clock).unwrap();
    }
}

fn stands_at(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%d %H:%M:%S\n").to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_clock_says_the_book_goes_by_its_numbers() {
    let Some(library) = library() else {
        skip("jumps of the clock", "libfaketime is not installed");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let bank = folder.path().join("test.hourbook");
    let programs = found(&bank).await;
    let journal = Journal::default();
    let server = Jumping::serve(&bank, &library);
    let http = reqwest::Client::new();
    for off in [
        TimeDelta::zero(),
        TimeDelta::days(-1),
        TimeDelta::hours(3),
        TimeDelta::days(-20),
        TimeDelta::days(2),
        TimeDelta::minutes(1),
    ] {
        server.put(off);
        let id = journal.intend().await;
        let address = server.program.address();
        let carried = carry(&http, address, &programs, &journal, id).await;
        assert_eq!(carried, Ok(()), "at {off}");
    }
    server.program.signal("TERM");
    let (status, said) = server.program.ended();
    assert!(status.success(), "{said}");
    verify(&bank);
    examine_settled(&bank, &journal).await;
    let times = Database::open_to_read(&bank)
        .unwrap()
        .read_blocking(|conn| {
            let mut times = Vec::new();
            ledger::for_each_transfer(conn, |transfer| {
                times.push(transfer.posted_at);
                Ok::<_, timebank::Error>(())
            })?;
            Ok::<_, timebank::Error>(times)
        });
    let times = times.unwrap();
    assert!(times.is_sorted(), "{times:?}");
}
