//! Reading: a few read-only connections, each read in one snapshot.
//!
//! At most [`READS_MAX`] asynchronous reads run at once, the others wait their turn without
//! holding a thread. Connections are opened when first needed and kept. A connection that is in
//! doubt (its transaction did not end) is closed instead of kept.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::connection::open_to_read;
use crate::error::ReadError;
use crate::watch::{Watch, watched};

/// Reads that run at once, and connections kept.
pub(crate) const READS_MAX: usize = 4;

pub(crate) struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    /// One per asynchronous read. Blocking reads belong to commands, which run one at a time.
    pub(crate) turns: Arc<Semaphore>,
    /// Who is told of each statement; nobody but in tests.
    watch: OnceLock<Watch>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf, first: Option<Connection>) -> Readers {
        let idle = Mutex::new(first.into_iter().collect());
        Readers {
            path,
            idle,
            turns: Arc::new(Semaphore::new(READS_MAX)),
            watch: OnceLock::new(),
        }
    }

    /// Runs a job on this thread.
    pub(crate) fn read<T, E>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, ReadError<E>> {
        let connection = self.take().map_err(ReadError::Failed)?;
        at_once(&connection, "BEGIN").map_err(ReadError::Failed)?;
        let outcome = catch_unwind(AssertUnwindSafe(|| job(&connection)));
        let ended = at_once(&connection, "COMMIT");
        if ended.is_ok() {
            self.keep(connection);
        }
        match outcome {
            Ok(answer) => answer.map_err(ReadError::Refused),
            Err(_panic) => Err(ReadError::Panicked),
        }
    }

    /// From now on every connection tells of its statements; the first who asks is told.
    pub(crate) fn watch(&self, watch: Watch) {
        if self.watch.set(watch).is_ok() {
            self.close_idle();
        }
    }

    /// Closes the connections that nobody uses, so that the last one out can clear the log.
    pub(crate) fn close_idle(&self) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn take(&self) -> rusqlite::Result<Connection> {
        let kept = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(kept) = kept {
            return Ok(kept);
        }
        let mut connection = open_to_read(&self.path)?;
        if let Some(watch) = self.watch.get() {
            watched(&mut connection, Arc::clone(watch))?;
        }
        Ok(connection)
    }

    fn keep(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < READS_MAX {
            idle.push(connection);
        }
    }
}

/// Runs a statement that was prepared before: a read is often shorter than its preparation.
fn at_once(connection: &Connection, statement: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(statement)?.execute([]).map(drop)
}
