//! Writing: one thread per bank, a bounded queue, and group commit.
//!
//! **Shape.** [`Writer`] is the handle: it wraps a closure into a [`Job`], puts it into the queue
//! and waits for the answer. The thread ([`thread`]) takes what waits and hands it to [`batch`],
//! which runs each job in a savepoint of its own, commits once, and only then answers.
//!
//! **Limits.** [`QUEUE_MAX`] jobs wait; the next asynchronous write is answered
//! [`WriteError::Busy`] at once. A batch holds at most [`batch::BATCH_MAX`] jobs.
//!
//! **Who wants to know of commits** leaves an [`Observer`] behind, which the thread calls after it
//! has answered. It sees the connection and not what was written: this floor knows no table.
//!
//! **After a fault of the disk** the thread stops writing for good: what SQLite holds in memory
//! and what the disk holds may then differ, and only a fresh start reads the disk again.

mod batch;
mod job;
mod pulse;
mod thread;

use std::error::Error;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;
use std::{io, thread as threads};

use rusqlite::{Connection, Transaction};
use tokio::sync::{oneshot, watch};

use crate::error::WriteError;
use job::{Closure, Job};
use pulse::Pulse;

/// Jobs that may wait.
pub(crate) const QUEUE_MAX: usize = 256;

/// Whether a bank writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Health {
    /// It does.
    Writing,
    /// It does not, for this reason, in words for the operator's log. Reading goes on.
    Stopped(String),
    /// Its disk failed, for this reason: what is in memory and what is on the disk may differ.
    /// Only a fresh start reads the disk again.
    Failed(String),
}

/// Called on the writer's thread after each commit. It must be quick, and must not write.
pub(crate) type Observer = Box<dyn FnMut(&Connection) + Send>;

/// The one observer there may be, shared between the handle and the thread.
pub(crate) type ObserverSlot = Arc<Mutex<Option<Observer>>>;

pub(crate) struct Writer {
    /// `None` once closed.
    queue: Mutex<Option<SyncSender<Box<dyn Job>>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    stopped: Arc<Stopped>,
    observer: ObserverSlot,
    pulse: Arc<Pulse>,
}

/// Whether the bank still writes, shared between the handle and the thread.
pub(crate) struct Stopped(watch::Sender<Health>);

impl Writer {
    pub(crate) fn start(connection: Connection) -> io::Result<Writer> {
        let (queue, jobs) = sync_channel(QUEUE_MAX);
        let stopped = Arc::new(Stopped::default());
        let for_thread = Arc::clone(&stopped);
        let observer = ObserverSlot::default();
        let observed_by = Arc::clone(&observer);
        let pulse = Arc::new(Pulse::default());
        let felt = Arc::clone(&pulse);
        let thread = Builder::new()
            .name("bank-writer".to_owned())
            .spawn(move || thread::run(connection, observed_by, &felt, &jobs, &for_thread))?;
        Ok(Writer {
            queue: Mutex::new(Some(queue)),
            thread: Mutex::new(Some(thread)),
            stopped,
            observer,
            pulse,
        })
    }

    pub(crate) async fn write<T, E, F>(&self, job: F) -> Result<T, WriteError<E>>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Error + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Closure::boxed(job, move |outcome| drop(reply.send(outcome)));
        let Some(queue) = self.queue() else {
            return Err(WriteError::Stopped);
        };
        match queue.try_send(job) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Err(WriteError::Busy),
            Err(TrySendError::Disconnected(_)) => return Err(WriteError::Stopped),
        }
        // The thread must be able to end while this waits.
        drop(queue);
        answer.await.unwrap_or(Err(WriteError::Stopped))
    }

    pub(crate) fn write_blocking<T, E, F>(&self, job: F) -> Result<T, WriteError<E>>
    where
        F: FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: Error + Send + 'static,
    {
        let (reply, answer) = sync_channel(1);
        let job = Closure::boxed(job, move |outcome| drop(reply.send(outcome)));
        let Some(queue) = self.queue() else {
            return Err(WriteError::Stopped);
        };
        if queue.send(job).is_err() {
            return Err(WriteError::Stopped);
        }
        drop(queue);
        answer.recv().unwrap_or(Err(WriteError::Stopped))
    }

    /// Takes the place of an earlier observer.
    pub(crate) fn observe(&self, observer: Observer) {
        *self.observer.lock().unwrap_or_else(PoisonError::into_inner) = Some(observer);
    }

    /// Takes no more jobs; those already accepted are written.
    pub(crate) fn stop(&self, reason: String) {
        self.stopped.because(reason);
    }

    pub(crate) fn at_work_for(&self) -> Option<Duration> {
        self.pulse.at_work_for()
    }

    pub(crate) fn health(&self) -> Health {
        self.stopped.health()
    }

    /// Waits until the disk has failed, which may be for ever; the reason.
    pub(crate) async fn failed(&self) -> String {
        let mut health = self.stopped.0.subscribe();
        let failed = health.wait_for(|health| matches!(health, Health::Failed(_)));
        match failed.await.as_deref() {
            Ok(Health::Failed(reason)) => reason.clone(),
            // The sender lives as long as this handle.
            _ => std::future::pending().await,
        }
    }

    /// Takes no more jobs, writes those accepted, and waits for the thread to end.
    pub(crate) fn close(&self) {
        self.stopped.because("the bank was closed");
        drop(
            self.queue
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(thread) = thread else { return };
        // A job may hold the last clone of its bank: the writer does not wait for itself.
        if thread.thread().id() != threads::current().id() && thread.join().is_err() {
            tracing::error!("the writer’s thread ended in a panic");
        }
    }

    fn queue(&self) -> Option<SyncSender<Box<dyn Job>>> {
        if self.stopped.health() != Health::Writing {
            return None;
        }
        self.queue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

impl Default for Stopped {
    fn default() -> Self {
        Self(watch::Sender::new(Health::Writing))
    }
}

impl Stopped {
    /// Somebody decided so. The first reason stays.
    pub(crate) fn because(&self, reason: impl Into<String>) {
        self.0.send_if_modified(|health| {
            let first = *health == Health::Writing;
            if first {
                *health = Health::Stopped(reason.into());
            }
            first
        });
    }

    /// The disk failed, which outweighs every other reason but an earlier failure.
    pub(crate) fn failed(&self, reason: impl Into<String>) {
        self.0.send_if_modified(|health| {
            let first = !matches!(health, Health::Failed(_));
            if first {
                *health = Health::Failed(reason.into());
            }
            first
        });
    }

    pub(crate) fn health(&self) -> Health {
        self.0.borrow().clone()
    }
}

#[cfg(test)]
mod tests;
