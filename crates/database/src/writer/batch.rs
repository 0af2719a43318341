//! One commit for all who wait.
//!
//! Each job runs in a savepoint, so a job that refuses or panics leaves nothing and its
//! neighbours stay. Nobody is answered before the commit.
//!
//! **A job may not end the transaction.** An authorizer refuses BEGIN, COMMIT and ROLLBACK inside
//! a job: they would commit or lose the neighbours' work. SQLite itself rolls everything back on
//! some faults (a full disk, a failed read): then the jobs so far are answered
//! [`Failed`](crate::WriteError::Failed), and those that have not run go into the next batch, or
//! are answered [`Stopped`](crate::WriteError::Stopped) where the disk failed.
//!
//! **A job may leave a reference dangling** where a foreign key is deferred, and SQLite notices
//! at the commit only, for the batch as a whole. No statement asks whose it was, and a closure
//! cannot run twice, so the whole batch is rolled back and answered `Failed`. It takes a mistake
//! in a job's code; so that such a job, tried again, takes no neighbour with it a second time,
//! the next [`ALONE_AFTER_DANGLING`] jobs are committed one by one.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior, ffi};

use super::job::{Fate, Job, Ran};
use super::{ObserverSlot, Stopped};

/// Jobs per commit.
pub(crate) const BATCH_MAX: usize = 64;

/// Jobs that get a commit each after one left a reference dangling.
pub(crate) const ALONE_AFTER_DANGLING: usize = 256;

/// The writer's connection and what it remembers between batches.
pub(crate) struct Batches {
    connection: Connection,
    inside_job: Arc<AtomicBool>,
    alone: usize,
    observer: ObserverSlot,
}

/// How a batch ended for the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    GoOn,
    /// The disk cannot be trusted any more; the reason is for the log.
    Stop(String),
}

impl Batches {
    pub(crate) fn new(mut connection: Connection) -> rusqlite::Result<Batches> {
        let inside_job = Arc::new(AtomicBool::new(false));
        let inside = Arc::clone(&inside_job);
        connection.authorizer(Some(move |context: AuthContext<'_>| match context.action {
            AuthAction::Transaction { .. } if inside.load(Ordering::Relaxed) => Authorization::Deny,
            _ => Authorization::Allow,
        }))?;
        Ok(Batches {
            connection,
            inside_job,
            alone: 0,
            observer: ObserverSlot::default(),
        })
    }

    /// The same, and whoever stands in this slot is called after each commit.
    pub(crate) fn observed_by(self, observer: ObserverSlot) -> Batches {
        Batches { observer, ..self }
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// How many jobs the next commit may hold.
    pub(crate) fn room(&self) -> usize {
        if self.alone > 0 { 1 } else { BATCH_MAX }
    }

    /// Runs jobs from the front of those that wait, commits, and answers. Jobs left in `waiting`
    /// have not run. A fault of the disk stands in `stopped` before anybody is told of it.
    pub(crate) fn commit(
        &mut self,
        waiting: &mut VecDeque<Box<dyn Job>>,
        stopped: &Stopped,
    ) -> End {
        let room = self.room();
        self.alone = self.alone.saturating_sub(1);
        let mut ran = Vec::with_capacity(waiting.len().min(room));
        let outcome = self.run_and_commit(waiting, &mut ran, room);
        let outcome = outcome.and_then(|()| self.require_ended());
        let Err(error) = outcome else {
            answer(ran, Fate::Committed);
            self.tell_observer();
            return End::GoOn;
        };
        tracing::error!(%error, jobs = ran.len(), "a commit failed");
        let end = self.end_after(&error);
        if let End::Stop(reason) = &end {
            stopped.failed(reason.as_str());
        }
        // Nothing ran: either somebody else writes, or no job can run.
        if ran.is_empty() {
            let busy = error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
            let fate = if busy {
                Fate::Busy
            } else {
                Fate::Failed(&error)
            };
            answer(waiting.drain(..), fate);
        }
        if is_dangling_reference(&error) {
            self.alone = ALONE_AFTER_DANGLING;
        }
        answer(ran, Fate::Failed(&error));
        end
    }

    fn run_and_commit(
        &self,
        waiting: &mut VecDeque<Box<dyn Job>>,
        ran: &mut Vec<Box<dyn Job>>,
        room: usize,
    ) -> rusqlite::Result<()> {
        // Dropped without a commit, it rolls back.
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        while ran.len() < room {
            let Some(mut job) = waiting.pop_front() else {
                break;
            };
            let kept = self.run_in_savepoint(&transaction, job.as_mut());
            ran.push(job);
            kept?;
        }
        transaction.commit()
    }

    fn run_in_savepoint(
        &self,
        transaction: &Transaction<'_>,
        job: &mut dyn Job,
    ) -> rusqlite::Result<()> {
        run(transaction, "SAVEPOINT hourbook_job")?;
        self.inside_job.store(true, Ordering::Relaxed);
        let ran = job.run(transaction);
        self.inside_job.store(false, Ordering::Relaxed);
        match ran {
            Ran::Faulted(fault) => Err(fault),
            // SQLite has rolled the whole transaction back.
            _ if transaction.is_autocommit() => Err(aborted()),
            Ran::Accepted => run(transaction, "RELEASE hourbook_job"),
            Ran::RolledBack => {
                run(transaction, "ROLLBACK TO hourbook_job")?;
                run(transaction, "RELEASE hourbook_job")
            }
        }
    }

    /// An observer that panics is not asked again: what is written matters more than who watches.
    fn tell_observer(&self) {
        let mut slot = self.observer.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(observer) = slot.as_mut() else {
            return;
        };
        if catch_unwind(AssertUnwindSafe(|| observer(&self.connection))).is_err() {
            tracing::error!("what was to be done after each commit failed, and is done no more");
            *slot = None;
        }
    }

    /// After a transaction the connection is outside of one, or nothing can be trusted.
    fn require_ended(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() {
            Ok(())
        } else {
            Err(aborted())
        }
    }

    fn end_after(&self, error: &rusqlite::Error) -> End {
        if is_disk_fault(error) {
            End::Stop(format!("the disk failed while writing: {error}"))
        } else if self.connection.is_autocommit() {
            End::GoOn
        } else {
            End::Stop(format!("a failed write could not be rolled back: {error}"))
        }
    }
}

/// Runs a statement that is kept prepared: every job needs it.
fn run(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(drop)
}

/// Gives every job the same fate.
pub(crate) fn answer(jobs: impl IntoIterator<Item = Box<dyn Job>>, fate: Fate<'_>) {
    for job in jobs {
        job.answer(fate);
    }
}

/// Faults after which the disk may hold something other than SQLite believes. A full disk is not
/// one: the write was rolled back, and room can be made.
pub(crate) fn is_disk_fault(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

fn is_dangling_reference(error: &rusqlite::Error) -> bool {
    error
        .sqlite_error()
        .is_some_and(|code| code.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
}

fn aborted() -> rusqlite::Error {
    let text = "the transaction was rolled back before its commit".to_owned();
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_ABORT), Some(text))
}
