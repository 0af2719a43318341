//! One fault at every point of a trade: recorded, confirmed, approved, and then the program told
//! to stop, which brings the log into the file.
//!
//! The point moves on by one call until a trade goes by without meeting it. After each point the
//! book must agree with the journal, and sending again must finish the trade once.

use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::ExitStatus;

use hourbook_tests::Who;
use hourbook_tests::campaign::is_full;
use reqwest::StatusCode;

use crate::journal::{Journal, Programs, carry, examine, examine_settled, found, look, settle};
use crate::program::{Program, verify};
use crate::strace::{Strace, Whom, usable};

/// A fault, what it may lead to, and how many points it must find at least.
struct Fault {
    calls: &'static str,
    how: &'static str,
    /// From the point on, every call; otherwise the one.
    lasting: bool,
    /// A landing tries every so many points; a campaign, all.
    stride: usize,
    whom: Whom,
    /// What a step that was not done may be answered; nothing is a lost connection.
    answers: &'static [Option<u16>],
    /// What the program may end with; nothing is a signal.
    codes: &'static [Option<i32>],
    /// Reading is answered as ever.
    reads_go_on: bool,
    at_least: usize,
}

const WRITER: Whom = Whom::Thread("bank-writer");

/// The process is gone at the call, which is not made.
const KILLED: Fault = Fault {
    calls: "",
    how: "signal=SIGKILL",
    lasting: false,
    stride: 1,
    whom: Whom::All,
    answers: &[None],
    codes: &[None],
    reads_go_on: false,
    at_least: 1,
};

/// The disk says no. Nobody knows what it holds, so the program ends with an error.
const FAILED: Fault = Fault {
    how: "error=EIO",
    whom: WRITER,
    answers: &[Some(503)],
    codes: &[Some(1)],
    ..KILLED
};

/// No room. Nothing is written, reading goes on, and so does the program.
const FULL: Fault = Fault {
    how: "error=ENOSPC",
    whom: WRITER,
    answers: &[Some(507)],
    codes: &[Some(0)],
    reads_go_on: true,
    ..KILLED
};

/// How one trade went.
struct Outcome {
    carried: Result<(), Option<StatusCode>>,
    read: Option<StatusCode>,
    status: ExitStatus,
    said: String,
    hit: bool,
}

impl Fault {
    fn name(&self) -> String {
        let lasting = if self.lasting { " from then on" } else { "" };
        format!("{} {}{lasting}", self.calls, self.how)
    }

    /// Walks every point; says how many there were.
    async fn at_each_point(&self) {
        let folder = tempfile::tempdir().unwrap();
        let bank = folder.path().join("test.hourbook");
        let programs = found(&bank).await;
        let journal = Journal::default();
        let (mut point, mut hits, mut missed) = (0, 0, 0);
        // Where one trade starts from a log left behind and the next from none, they differ by a
        // call or two: only when two have gone by are there no more points.
        while missed < 2 {
            point += if is_full() { 1 } else { self.stride };
            let outcome = self.one_trade(&bank, &programs, &journal, point).await;
            self.judge(&outcome, point);
            if outcome.hit {
                hits += 1;
                missed = 0;
            } else {
                missed += 1;
            }
            examine(&bank, &journal).await;
        }
        let program = Program::serve(&bank);
        settle(program.address(), &programs, &journal).await;
        program.signal("TERM");
        assert!(program.ended().0.success());
        verify(&bank);
        examine_settled(&bank, &journal).await;
        println!("{}: {hits} points, 0 lost, 0 doubled", self.name());
        assert!(hits >= self.at_least, "{}: only {hits} points", self.name());
    }

    async fn one_trade(
        &self,
        bank: &Path,
        programs: &Programs,
        journal: &Journal,
        point: usize,
    ) -> Outcome {
        let program = Program::serve(bank);
        // What the last point left open is finished first, by sending it again.
        settle(program.address(), programs, journal).await;
        let lasting = if self.lasting { "+" } else { "" };
        let inject = format!("{}:{}:when={point}{lasting}", self.calls, self.how);
        let strace = Strace::attach(&program, self.whom, &inject);
        let http = reqwest::Client::new();
        let id = journal.intend().await;
        let carried = carry(&http, program.address(), programs, journal, id).await;
        let read = look(&http, program.address(), &programs[&Who::Ruth].1, journal).await;
        program.signal("TERM");
        let (status, said) = program.ended();
        let seen = strace.until_alone();
        Outcome {
            carried,
            read,
            status,
            said,
            hit: status.signal() == Some(9) || seen.contains("(INJECTED)"),
        }
    }

    fn judge(&self, outcome: &Outcome, point: usize) {
        let at = format!("{} at point {point}", self.name());
        let said = &outcome.said;
        assert!(!said.contains("panicked"), "{at}: {said}");
        if !outcome.hit {
            assert_eq!(outcome.carried, Ok(()), "{at}");
            assert_eq!(outcome.status.code(), Some(0), "{at}: {said}");
            return;
        }
        let code = outcome.status.code();
        assert!(self.codes.contains(&code), "{at}: ended {code:?}: {said}");
        if let Err(answer) = outcome.carried {
            let answer = answer.map(|status| status.as_u16());
            assert!(self.answers.contains(&answer), "{at}: {answer:?}: {said}");
            // Who cannot trust the disk any more does not go on.
            let unsure = answer == Some(503) && self.whom == WRITER;
            assert!(!unsure || code == Some(1), "{at}: ended {code:?}: {said}");
        }
        let read = outcome.read;
        let read_well = !self.reads_go_on || read == Some(StatusCode::OK);
        assert!(read_well, "{at}: reading was answered {read:?}: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_every_call_that_changes_a_file_it_loses_nothing() {
    if !usable("killed at every call") {
        return;
    }
    for (calls, whom, at_least) in [
        ("pwrite64", Whom::All, 50),
        ("fsync", Whom::All, 3),
        ("ftruncate", Whom::All, 1),
        ("unlink", Whom::All, 1),
        ("write", Whom::Thread("anchor"), 1),
        ("fdatasync", Whom::Thread("anchor"), 1),
    ] {
        let fault = Fault {
            calls,
            whom,
            at_least,
            ..KILLED
        };
        fault.at_each_point().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_failed_sync_the_program_ends_and_sending_again_gives_one_row() {
    if !usable("failed syncs") {
        return;
    }
    for lasting in [false, true] {
        // One for each of the three commits at least, and the answer does not come before it.
        let fault = Fault {
            calls: "fsync",
            lasting,
            at_least: 4,
            ..FAILED
        };
        fault.at_each_point().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_that_the_disk_refuses_is_never_acknowledged() {
    if !usable("failed writes") {
        return;
    }
    for (calls, lasting, stride) in [
        ("pwrite64", false, 1),
        ("pwrite64", true, 4),
        ("ftruncate", false, 1),
    ] {
        let fault = Fault {
            calls,
            lasting,
            stride,
            codes: &[Some(0), Some(1)],
            ..FAILED
        };
        fault.at_each_point().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_room_nothing_is_written_and_reading_goes_on() {
    if !usable("a full disk") {
        return;
    }
    for (lasting, stride) in [(false, 1), (true, 4)] {
        let fault = Fault {
            calls: "pwrite64",
            lasting,
            stride,
            at_least: 15,
            ..FULL
        };
        fault.at_each_point().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_is_not_guessed() {
    if !usable("failed reads") {
        return;
    }
    for lasting in [false, true] {
        let fault = Fault {
            calls: "pread64",
            lasting,
            whom: Whom::All,
            answers: &[Some(503)],
            codes: &[Some(0), Some(1)],
            ..FAILED
        };
        fault.at_each_point().await;
    }
}
