//! How far the anchor of the book has come, as the page about the books says it.
//!
//! The program keeps the anchor and tells of each line it wrote; a page reads the newest. Where
//! no anchor is kept, as in a demonstration, nobody tells of any.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use ledger::Head;

/// A line of the anchor.
type Line = (Head, DateTime<Utc>);

/// The newest head that stands in the anchor, and when it was written there.
#[derive(Clone, Debug, Default)]
pub struct Anchored {
    newest: Arc<Mutex<Option<Line>>>,
}

impl Anchored {
    /// A line was written and brought to the disk.
    pub fn reached(&self, head: Head, at: DateTime<Utc>) {
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        *newest = Some((head, at));
    }

    /// The newest line; nothing where no anchor is kept.
    #[must_use]
    pub fn newest(&self) -> Option<Line> {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
