//! How long the writer has been at what it does, so that a disk that does not answer shows.
//!
//! A commit takes milliseconds. One that takes seconds waits for the disk, and nothing in the
//! program can hurry it or call it off; whoever watches the bank can at least be told.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Since when the writer has been at work; shared between the handle and the thread.
#[derive(Default)]
pub(crate) struct Pulse(Mutex<Option<Instant>>);

/// Ends the work when dropped.
pub(crate) struct AtWork<'p>(&'p Pulse);

impl Pulse {
    pub(crate) fn begin(&self) -> AtWork<'_> {
        *self.lock() = Some(Instant::now());
        AtWork(self)
    }

    pub(crate) fn at_work_for(&self) -> Option<Duration> {
        self.lock().map(|since| since.elapsed())
    }

    fn lock(&self) -> MutexGuard<'_, Option<Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        *self.0.lock() = None;
    }
}
