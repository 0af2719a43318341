//! What the SQL of several nouns shares: one of many changes can fail alone, and changes can be
//! rehearsed.

use rusqlite::Transaction;

use crate::error::{Error, Result};

/// Runs one of several changes in a savepoint of its own: where it is refused, nothing of it
/// stays and the others go on. A failure of the file ends them all.
pub(crate) fn one_of_many<T>(
    tx: &Transaction<'_>,
    change: impl FnOnce() -> Result<T>,
) -> Result<std::result::Result<T, Error>> {
    tx.execute_batch("SAVEPOINT one_of_many")?;
    match change() {
        Ok(done) => {
            tx.execute_batch("RELEASE one_of_many")?;
            Ok(Ok(done))
        }
        Err(fault @ (Error::Database(_) | Error::Broken(_))) => Err(fault),
        Err(refusal) => {
            tx.execute_batch("ROLLBACK TO one_of_many; RELEASE one_of_many")?;
            Ok(Err(refusal))
        }
    }
}

/// Runs changes and takes all of them back: what would happen, without its happening.
pub(crate) fn rehearse<T>(tx: &Transaction<'_>, changes: impl FnOnce() -> Result<T>) -> Result<T> {
    tx.execute_batch("SAVEPOINT rehearsal")?;
    let outcome = changes();
    tx.execute_batch("ROLLBACK TO rehearsal; RELEASE rehearsal")?;
    outcome
}
