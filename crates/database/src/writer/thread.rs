//! The thread that writes: takes jobs, has them committed, tidies the log when nobody waits.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode};

use super::batch::{Batches, End, answer, is_disk_fault};
use super::job::{Fate, Job};
use super::pulse::Pulse;
use super::{ObserverSlot, Stopped};
use crate::connection::keep_log_on_close;
use crate::file::Whereabouts;

/// Nobody has written for this long: time to bring the log into the file.
const IDLE: Duration = Duration::from_secs(1);

/// Waits for readers this long when the bank is closed, then leaves the log to the next start.
const CLOSING_WAIT: Duration = Duration::from_secs(2);

/// Runs until every handle to the queue is gone and everything in it is answered.
pub(crate) fn run(
    connection: Connection,
    observer: ObserverSlot,
    pulse: &Pulse,
    jobs: &Receiver<Box<dyn Job>>,
    stopped: &Stopped,
) {
    let outcome = catch_unwind(AssertUnwindSafe(|| match Batches::new(connection) {
        Ok(batches) => write_until_closed(batches.observed_by(observer), pulse, jobs, stopped),
        Err(error) => fail(stopped, format!("the writer could not be set up: {error}")),
    }));
    if outcome.is_err() {
        fail(
            stopped,
            "the writer failed in a way it should not".to_owned(),
        );
    }
    // Only after a fault is anybody left to be told.
    answer(jobs.iter(), Fate::Stopped);
}

fn write_until_closed(
    mut batches: Batches,
    pulse: &Pulse,
    jobs: &Receiver<Box<dyn Job>>,
    stopped: &Stopped,
) {
    let mut waiting = VecDeque::new();
    let whereabouts = Whereabouts::of(batches.connection());
    let mut log_grew = false;
    loop {
        let next = next(jobs, &mut waiting, batches.room(), log_grew);
        let _at_work = pulse.begin();
        match next {
            Next::Jobs => {
                log_grew = true;
                if let Some(reason) = whereabouts.changed() {
                    fail(stopped, reason);
                    answer(waiting.drain(..), Fate::Stopped);
                    return abandon(batches);
                }
                if let End::Stop(reason) = batches.commit(&mut waiting, stopped) {
                    fail(stopped, reason);
                    answer(waiting.drain(..), Fate::Stopped);
                    return abandon(batches);
                }
            }
            Next::Idle => {
                log_grew = false;
                if let Err(error) = checkpoint(batches.connection(), Duration::ZERO) {
                    let reason = format!("the disk failed at a checkpoint: {error}");
                    fail(stopped, reason);
                    return abandon(batches);
                }
            }
            Next::Closed => {
                return close(batches, stopped, &whereabouts);
            }
        }
    }
}

enum Next {
    Jobs,
    Idle,
    Closed,
}

/// Fills `waiting` with what there is, up to `room`; waits where there is nothing.
fn next(
    jobs: &Receiver<Box<dyn Job>>,
    waiting: &mut VecDeque<Box<dyn Job>>,
    room: usize,
    log_grew: bool,
) -> Next {
    if waiting.is_empty() {
        let first = if log_grew {
            jobs.recv_timeout(IDLE)
        } else {
            jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match first {
            Ok(job) => waiting.push_back(job),
            Err(RecvTimeoutError::Timeout) => return Next::Idle,
            Err(RecvTimeoutError::Disconnected) => return Next::Closed,
        }
    }
    while waiting.len() < room {
        let Ok(job) = jobs.try_recv() else { break };
        waiting.push_back(job);
    }
    Next::Jobs
}

/// Brings the log into the file and empties it, as far as readers allow. Only a fault of the disk
/// is an error: a reader in the way is not.
fn checkpoint(connection: &Connection, wait: Duration) -> rusqlite::Result<()> {
    let usual: i64 = connection.query_row("PRAGMA busy_timeout", [], |row| row.get(0))?;
    connection.busy_timeout(wait)?;
    let outcome = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(Duration::from_millis(usual.unsigned_abs()))?;
    match outcome {
        Err(error) if is_disk_fault(&error) => Err(error),
        Err(error) if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) => {
            tracing::warn!(%error, "a checkpoint was put off");
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Brings everything into the one file, and leaves no log beside it.
fn close(batches: Batches, stopped: &Stopped, whereabouts: &Whereabouts) {
    let checkpointed = match whereabouts.changed() {
        Some(reason) => Err(reason),
        None => checkpoint(batches.connection(), CLOSING_WAIT)
            .map_err(|error| format!("the disk failed at the last checkpoint: {error}")),
    };
    // Closing the connection would try once more, and remove the log if a second sync of the
    // same pages reported success.
    if let Err(reason) = checkpointed {
        fail(stopped, reason);
        abandon(batches);
    }
}

/// Leaves the file exactly as the fault left it; the next start recovers from the log.
fn abandon(batches: Batches) {
    if let Err(error) = keep_log_on_close(batches.connection(), true) {
        tracing::error!(%error, "the log may be checkpointed on closing");
    }
    drop(batches);
}

fn fail(stopped: &Stopped, reason: String) {
    tracing::error!(%reason, "the bank has stopped writing");
    stopped.failed(reason);
}
