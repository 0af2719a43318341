//! What can go wrong: [`OpenError`] for an operator to read, [`WriteError`] and [`ReadError`] for
//! the floor above to turn into an answer.

mod open;

use std::error::Error;

pub use open::OpenError;

/// Why a write has no answer of its own. `E` is the job's own error.
#[derive(Debug, thiserror::Error)]
pub enum WriteError<E> {
    /// The job said no; what it had done was rolled back, and nothing else was.
    #[error("{0}")]
    Refused(E),
    /// Too many writes wait, or another program is writing. The job did not run: try again.
    #[error("The bank is busy. Try again in a moment.")]
    Busy,
    /// The bank no longer writes, or was opened to read only; the job did not run.
    /// [`Database::health`](crate::Database::health) gives the reason.
    #[error("The bank has stopped writing. The operator’s log says why.")]
    Stopped,
    /// The job panicked; what it had done was rolled back.
    #[error("Something went wrong inside Hourbook, and nothing was recorded.")]
    Panicked,
    /// The commit failed. Where the disk failed, the write may or may not be on it: ask again
    /// with the same ids, which records it once in either case.
    #[error("The change could not be saved. Try again.")]
    Failed(#[source] rusqlite::Error),
}

/// Why a read has no answer of its own. `E` is the job's own error.
#[derive(Debug, thiserror::Error)]
pub enum ReadError<E> {
    /// The job's own error.
    #[error("{0}")]
    Refused(E),
    /// The job panicked.
    #[error("Something went wrong inside Hourbook.")]
    Panicked,
    /// The file could not be read.
    #[error("The bank could not be read.")]
    Failed(#[source] rusqlite::Error),
}

/// The same error once more: one failed commit answers several callers, and SQLite's error cannot
/// be cloned.
pub(crate) fn copy_of(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, text) => {
            rusqlite::Error::SqliteFailure(*code, text.clone())
        }
        other => rusqlite::Error::ToSqlConversionFailure(other.to_string().into()),
    }
}

/// What SQLite said, under the wrappings.
pub(crate) fn sqlite_fault<'e>(
    mut error: &'e (dyn Error + 'static),
) -> Option<&'e rusqlite::Error> {
    loop {
        if let Some(fault) = error.downcast_ref() {
            return Some(fault);
        }
        error = error.source()?;
    }
}
