//! The head of the book: its newest transfer and the digest that holds everything before it.
//!
//! A head written down elsewhere is the one thing that shows a book cut short: a shorter book is
//! a good book by itself.

use rusqlite::{Connection, OptionalExtension};

use crate::Digest;

/// The newest transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its sequence number; 0 for an empty book.
    pub seq: u64,
    /// Its digest; zeros for an empty book.
    pub digest: Digest,
}

impl Head {
    /// The head of a book without a transfer.
    pub const EMPTY: Head = Head {
        seq: 0,
        digest: Digest::ZERO,
    };
}

/// The head as it stands now.
pub fn head(conn: &Connection) -> rusqlite::Result<Head> {
    conn.prepare_cached("SELECT seq, digest FROM ledger_transfer ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| {
            Ok(Head {
                seq: row.get(0)?,
                digest: row.get(1)?,
            })
        })
        .optional()
        .map(|head| head.unwrap_or(Head::EMPTY))
}

/// The head as it was after the transfer `seq`, if the book reaches so far. A head written down
/// earlier must equal this.
pub fn head_at(conn: &Connection, seq: u64) -> rusqlite::Result<Option<Head>> {
    if seq == 0 {
        return Ok(Some(Head::EMPTY));
    }
    let Ok(seq) = i64::try_from(seq) else {
        return Ok(None);
    };
    conn.prepare_cached("SELECT seq, digest FROM ledger_transfer WHERE seq = ?1")?
        .query_row([seq], |row| {
            Ok(Head {
                seq: row.get(0)?,
                digest: row.get(1)?,
            })
        })
        .optional()
}
