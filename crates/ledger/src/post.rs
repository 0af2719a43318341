//! Posting: the one way into the book.
//!
//! The book is asked first and answers a [`Rejection`] in order of precedence; only then are the
//! entries written, and the transfer row last, as the seal. The same transfer sent again answers
//! the first receipt.

use chrono::{DateTime, Utc};
use rusqlite::Transaction;

use crate::account::SOURCE_BYTES_MAX;
use crate::digest::{Sealed, SealedEntry, digest_of};
use crate::draft::{Line, draft};
use crate::place::{self, Place};
use crate::posted::{PostedTransfer, transfer as find_transfer};
use crate::refusal::first_refusal;
use crate::reverse::reversible;
use crate::{Digest, PostError, Rejection, Transfer, TransferId};

/// What the book answers to a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Its place in the book: 1, 2, 3 … without gaps.
    pub seq: u64,
    /// The caller's id.
    pub id: TransferId,
    /// When it was posted; of the first time, where it was posted already.
    pub posted_at: DateTime<Utc>,
    /// The digest of this transfer and all before it.
    pub digest: Digest,
    /// The same transfer was posted before, and nothing has been written now.
    pub already: bool,
}

/// Posts a transfer at `at`, or at the newest instant in the book where that is later.
///
/// Idempotent: the same id with the same content (kind, day, entries, source, reversed transfer)
/// answers the first receipt with `already` set. Rejections: from [`Rejection::SourceTooLong`]
/// down, in order; of a transfer that [`crate::attempt`] was refused, the first one. Nothing is
/// written when rejected, and nothing remembers it: for requests that are sent again after a
/// doubt there is [`crate::attempt`].
pub fn post(
    tx: &Transaction<'_>,
    transfer: &Transfer,
    at: DateTime<Utc>,
) -> Result<Receipt, PostError> {
    check_source(transfer)?;
    let (place, answered) = place::next_for(tx, transfer.id())?;
    if answered && let Some(receipt) = first_answer(tx, transfer)? {
        return Ok(receipt);
    }
    let original = reversible(tx, transfer)?;
    let lines = draft(tx, transfer.entries(), None)?;
    Ok(write(tx, transfer, original, &lines, at, &place)?)
}

/// What was answered when a transfer of this id came first, if one did.
pub(crate) fn first_answer(
    tx: &Transaction<'_>,
    transfer: &Transfer,
) -> Result<Option<Receipt>, PostError> {
    check_source(transfer)?;
    if let Some(posted) = find_transfer(tx, transfer.id())? {
        return receipt_of_the_first(transfer, &posted).map(Some);
    }
    match first_refusal(tx, transfer)? {
        Some(rejection) => Err(rejection.into()),
        None => Ok(None),
    }
}

fn check_source(transfer: &Transfer) -> Result<(), Rejection> {
    let length = transfer.source().map_or(0, <[u8]>::len);
    if length > SOURCE_BYTES_MAX {
        return Err(Rejection::SourceTooLong { length });
    }
    Ok(())
}

fn receipt_of_the_first(
    transfer: &Transfer,
    posted: &PostedTransfer,
) -> Result<Receipt, PostError> {
    let entries = posted.entries.iter().map(|e| (e.account, e.minutes));
    let same = transfer.kind() == posted.kind
        && transfer.done_on() == posted.done_on
        && transfer.source() == posted.source.as_deref()
        && transfer.reverses() == posted.reverses
        && entries.eq(transfer.entries().iter().map(|e| (e.account, e.minutes)));
    if !same {
        return Err(Rejection::ExistsWithOtherContent { id: transfer.id() }.into());
    }
    Ok(receipt_of(posted))
}

/// The receipt of a transfer posted before.
pub(crate) fn receipt_of(posted: &PostedTransfer) -> Receipt {
    let PostedTransfer {
        seq,
        id,
        posted_at,
        digest,
        ..
    } = *posted;
    Receipt {
        seq,
        id,
        posted_at,
        digest,
        already: true,
    }
}

/// Entries first, the seal last. `reverses` is the sequence number of the original.
pub(crate) fn write(
    tx: &Transaction<'_>,
    transfer: &Transfer,
    reverses: Option<i64>,
    lines: &[Line],
    at: DateTime<Utc>,
    place: &Place,
) -> rusqlite::Result<Receipt> {
    let previous = &place.head;
    let seq = i64::try_from(previous.seq)
        .unwrap_or(i64::MAX)
        .saturating_add(1);
    let second = place.second(at);
    let posted_at = DateTime::from_timestamp(second, 0)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(4, second))?;
    let done_on = transfer.done_on().to_string();
    let sealed: Vec<SealedEntry> = lines
        .iter()
        .map(|line| SealedEntry {
            account: *line.account.uuid().as_bytes(),
            minutes: line.minutes.get(),
            balance: line.balance.get(),
        })
        .collect();
    let digest = digest_of(
        &previous.digest,
        &Sealed {
            seq,
            id: transfer.id().uuid().as_bytes(),
            kind: transfer.kind().as_str().as_bytes(),
            done_on: done_on.as_bytes(),
            posted_at: second,
            reverses: reverses.unwrap_or(0),
            source: transfer.source().unwrap_or_default(),
            entries: &sealed,
        },
    );
    let mut entry = tx.prepare_cached(
        "INSERT INTO ledger_entry (transfer, account, number, minutes, balance)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for line in lines {
        entry.execute((seq, line.key, line.number, line.minutes, line.balance))?;
    }
    tx.prepare_cached(
        "INSERT INTO ledger_transfer
           (seq, id, kind, done_on, posted_at, entries, reverses, source, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        seq,
        transfer.id(),
        transfer.kind(),
        &done_on,
        second,
        lines.len(),
        reverses,
        transfer.source(),
        digest,
    ))?;
    Ok(Receipt {
        seq: previous.seq + 1,
        id: transfer.id(),
        posted_at,
        digest,
        already: false,
    })
}
