//! A write on its way: the caller's closure, then what became of it, then the answer.

use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::{ErrorCode, Transaction};

use crate::error::{WriteError, copy_of, sqlite_fault};

/// A closure whose types are forgotten, so that one queue carries all.
pub(crate) trait Job: Send {
    /// Runs the closure and keeps its result. Never panics. Called at most once.
    fn run(&mut self, transaction: &Transaction<'_>) -> Ran;

    /// Tells the caller, who may be gone.
    fn answer(self: Box<Self>, fate: Fate<'_>);
}

/// What a job did inside its savepoint.
#[derive(Debug)]
pub(crate) enum Ran {
    /// Its changes are to be committed.
    Accepted,
    /// It refused or panicked: its changes are to be rolled back.
    RolledBack,
    /// The machine let it down, with this error: the batch goes no further.
    Faulted(rusqlite::Error),
}

/// What became of the changes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Fate<'e> {
    Committed,
    Failed(&'e rusqlite::Error),
    Busy,
    Stopped,
}

/// The only [`Job`]: a closure and the way back to its caller.
pub(crate) struct Closure<T, E, F, R> {
    job: Option<F>,
    result: Option<Result<T, WriteError<E>>>,
    reply: R,
}

impl<T, E, F, R> Closure<T, E, F, R>
where
    F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    R: FnOnce(Result<T, WriteError<E>>) + Send + 'static,
    T: Send + 'static,
    E: Error + Send + 'static,
{
    pub(crate) fn boxed(job: F, reply: R) -> Box<dyn Job> {
        Box::new(Closure {
            job: Some(job),
            result: None,
            reply,
        })
    }
}

impl<T, E, F, R> Job for Closure<T, E, F, R>
where
    F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send,
    R: FnOnce(Result<T, WriteError<E>>) + Send,
    T: Send,
    E: Error + Send + 'static,
{
    fn run(&mut self, transaction: &Transaction<'_>) -> Ran {
        let Some(job) = self.job.take() else {
            return Ran::RolledBack;
        };
        // Safe to go on after a panic: what the job did to the database is rolled back, and what
        // it owned is gone.
        let outcome = catch_unwind(AssertUnwindSafe(|| job(transaction)));
        let (result, ran) = match outcome {
            Ok(Ok(value)) => (Some(Ok(value)), Ran::Accepted),
            Ok(Err(error)) => match machine_fault(&error) {
                // No word of the job's own: it shares the fate of its batch.
                Some(fault) => (None, Ran::Faulted(fault)),
                None => (Some(Err(WriteError::Refused(error))), Ran::RolledBack),
            },
            Err(_panic) => (Some(Err(WriteError::Panicked)), Ran::RolledBack),
        };
        self.result = result;
        ran
    }

    fn answer(self: Box<Self>, fate: Fate<'_>) {
        let answer = match (self.result, fate) {
            // It changed nothing, whatever became of its neighbours.
            (Some(Err(error)), _) => Err(error),
            (Some(Ok(value)), Fate::Committed) => Ok(value),
            (_, Fate::Failed(error)) => Err(WriteError::Failed(copy_of(error))),
            (_, Fate::Busy) => Err(WriteError::Busy),
            (_, Fate::Stopped | Fate::Committed) => Err(WriteError::Stopped),
        };
        (self.reply)(answer);
    }
}

/// The fault of the disk or of memory that lies behind a job's error, if one does. SQLite has then
/// given up the whole transaction, or cannot be trusted with the rest of it.
fn machine_fault(error: &(dyn Error + 'static)) -> Option<rusqlite::Error> {
    let fault = sqlite_fault(error)?;
    let of_the_machine = matches!(
        fault.sqlite_error_code(),
        Some(
            ErrorCode::SystemIoFailure
                | ErrorCode::DiskFull
                | ErrorCode::OutOfMemory
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
        )
    );
    of_the_machine.then(|| copy_of(fault))
}
