//! The next place in the book: what a transfer follows, and how early it may say it was posted.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction};

use crate::instant::book_second;
use crate::{Head, TransferId, head};

/// What the next transfer follows.
pub(crate) struct Place {
    pub(crate) head: Head,
    /// The newest second in the book: transfers, steps of holds and closings of months.
    newest: i64,
}

impl Place {
    /// The whole second that is written at `at`, whatever the clock says.
    pub(crate) fn second(&self, at: DateTime<Utc>) -> i64 {
        at.timestamp().max(self.newest)
    }
}

/// The next place, and whether an answer was given to a transfer of this id before: one look for
/// what every posting asks. The same as [`next`] and [`crate::post::first_answer`].
pub(crate) fn next_for(tx: &Transaction<'_>, id: TransferId) -> rusqlite::Result<(Place, bool)> {
    let found = tx
        .prepare_cached(
            "SELECT seq, digest,
                    max(posted_at,
                        coalesce((SELECT at FROM ledger_hold ORDER BY seq DESC LIMIT 1), 0),
                        coalesce((SELECT at FROM ledger_period ORDER BY number DESC LIMIT 1), 0)),
                    EXISTS (SELECT 1 FROM ledger_transfer WHERE id = ?1)
                      OR EXISTS (SELECT 1 FROM ledger_refusal WHERE id = ?1)
               FROM ledger_transfer ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([id], |row| {
            let head = Head {
                seq: row.get(0)?,
                digest: row.get(1)?,
            };
            let newest = row.get(2)?;
            Ok((Place { head, newest }, row.get(3)?))
        })
        .optional()?;
    match found {
        Some(found) => Ok(found),
        // Nothing is posted yet; something may be refused.
        None => Ok((next(tx)?, true)),
    }
}

/// The next place.
pub(crate) fn next(tx: &Transaction<'_>) -> rusqlite::Result<Place> {
    Ok(Place {
        head: head(tx)?,
        newest: book_second(tx, DateTime::UNIX_EPOCH)?,
    })
}
