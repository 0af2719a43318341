//! [`Database`]: an open bank.

use std::error::Error;
use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, Transaction};

use crate::error::{OpenError, ReadError, WriteError};
use crate::file::{self, with_ending};
use crate::migrations::{LIST, Step};
use crate::opening;
use crate::readers::Readers;
use crate::watch::Watch;
use crate::writer::{Health, Writer};

/// An open bank. Clones are cheap and share the one writer and the readers; the file is closed
/// with the last of them, after everything accepted has been written.
///
/// A job may capture a `Database`, but must not use it: a write inside a write waits for itself.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

struct Inner {
    path: Box<Path>,
    readers: Readers,
    writer: Option<Writer>,
}

impl Database {
    /// Makes a new bank's file, with all migrations run. Refuses when anything has this name.
    pub fn create(path: &Path) -> Result<Database, OpenError> {
        Database::create_with(path, LIST)
    }

    /// Opens an existing bank to read and write.
    ///
    /// Where migrations are pending, a checked copy named `FILE.before-V3` is taken first.
    /// A server takes the [`BankLock`](crate::lock::BankLock) before it calls this.
    pub fn open(path: &Path) -> Result<Database, OpenError> {
        Database::open_with(path, LIST)
    }

    /// Opens an existing bank to read only, also while a server runs. Every write answers
    /// [`WriteError::Stopped`].
    pub fn open_to_read(path: &Path) -> Result<Database, OpenError> {
        let first = opening::open_reader(path, LIST)?;
        Ok(Database::new(path, Some(first), None))
    }

    /// Runs a job on the writer's thread and answers after the commit.
    ///
    /// Dropping the future does not take the job back: once accepted, it runs and commits. Its
    /// caller-made id lets the next try find that out.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, WriteError<E>>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Error + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => writer.write(job).await,
            None => Err(WriteError::Stopped),
        }
    }

    /// As [`write`](Database::write), for commands: blocks this thread, and waits for a place in
    /// the queue. Not for asynchronous code.
    pub fn write_blocking<T, E, F>(&self, job: F) -> Result<T, WriteError<E>>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Error + Send + 'static,
    {
        match &self.inner.writer {
            Some(writer) => writer.write_blocking(job),
            None => Err(WriteError::Stopped),
        }
    }

    /// Runs a job on a read-only connection, on a thread for blocking work. Everything it reads
    /// is one snapshot. Needs a Tokio runtime.
    pub async fn read<T, E, F>(&self, job: F) -> Result<T, ReadError<E>>
    where
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        // The turn goes with the job: a dropped future does not stop the thread that reads. The
        // semaphore is never closed.
        let turn = Arc::clone(&self.inner.readers.turns).acquire_owned().await;
        let read = move || {
            let _turn = turn;
            inner.readers.read(job)
        };
        tokio::task::spawn_blocking(read)
            .await
            .unwrap_or(Err(ReadError::Panicked))
    }

    /// As [`read`](Database::read), on this thread.
    pub fn read_blocking<T, E>(
        &self,
        job: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, ReadError<E>> {
        self.inner.readers.read(job)
    }

    /// Tells `watch` of every statement that reads run from now on: for tests that hold pages to
    /// their budgets. The program never does.
    pub fn watch_reads(&self, watch: Watch) {
        self.inner.readers.watch(watch);
    }

    /// The bank's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Whether the bank still writes, and if not, why.
    #[must_use]
    pub fn health(&self) -> Health {
        match &self.inner.writer {
            Some(writer) => writer.health(),
            None => Health::Stopped("the bank was opened to read only".to_owned()),
        }
    }

    /// Ready when the disk has failed, with the reason. A server then ends: its next start reads
    /// what the disk really holds. For a bank opened to read only it is never ready.
    pub async fn failed(&self) -> String {
        match &self.inner.writer {
            Some(writer) => writer.failed().await,
            None => std::future::pending().await,
        }
    }

    /// Whether the file system takes no writes at all, so that a fresh start would not help.
    #[must_use]
    pub fn disk_is_read_only(&self) -> bool {
        file::is_read_only(&with_ending(&self.inner.path, ".lock"))
    }

    /// How long the commit under way has taken, if one is. One that takes seconds waits for a disk
    /// that does not answer.
    #[must_use]
    pub fn at_work_for(&self) -> Option<Duration> {
        self.inner.writer.as_ref().and_then(Writer::at_work_for)
    }

    /// Calls `observer` on the writer's thread after each commit, once its writes are answered;
    /// one at a time, and it takes the place of an earlier one.
    ///
    /// All writes wait while it runs: it reads a row or two and hands over. It may not write. One
    /// that panics is not called again. Commits of other programs are not seen.
    pub fn after_commit(&self, observer: impl FnMut(&Connection) + Send + 'static) {
        if let Some(writer) = &self.inner.writer {
            writer.observe(Box::new(observer));
        }
    }

    /// Makes the bank read-only until it is opened anew: later writes answer
    /// [`WriteError::Stopped`], [`health`](Database::health) gives the reason, reads go on. The
    /// first reason stays.
    pub fn stop_writing(&self, reason: impl Into<String>) {
        if let Some(writer) = &self.inner.writer {
            writer.stop(reason.into());
        }
    }

    /// Writes what was accepted, brings everything into the one file and stops the writer; later
    /// writes, through other clones, answer [`WriteError::Stopped`]. Blocks until done.
    pub fn close(self) {
        self.inner.readers.close_idle();
        if let Some(writer) = &self.inner.writer {
            writer.close();
        }
    }

    pub(crate) fn create_with(path: &Path, list: &[Step]) -> Result<Database, OpenError> {
        let connection = opening::create(path, list)?;
        Database::with_writer(path, connection)
    }

    pub(crate) fn open_with(path: &Path, list: &[Step]) -> Result<Database, OpenError> {
        let connection = opening::open(path, list)?;
        Database::with_writer(path, connection)
    }

    fn with_writer(path: &Path, connection: Connection) -> Result<Database, OpenError> {
        let writer = Writer::start(connection).map_err(|error| OpenError::from_io(path, error))?;
        Ok(Database::new(path, None, Some(writer)))
    }

    fn new(path: &Path, reader: Option<Connection>, writer: Option<Writer>) -> Database {
        // Readers are opened later, when the working folder may be another one.
        let readers = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let readers = Readers::new(readers, reader);
        Database {
            inner: Arc::new(Inner {
                path: path.into(),
                readers,
                writer,
            }),
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Database")
            .field("path", &self.path())
            .finish_non_exhaustive()
    }
}
