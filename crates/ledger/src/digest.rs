//! The digest of a transfer and of everything before it. The byte form is written out in
//! `docs/proof.md`; a change of one byte here breaks every book there is.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use sha2::{Digest as _, Sha256};

use crate::Transfer;

/// SHA-256 over a transfer and the digest of the transfer before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// What stands before the first transfer.
    pub const ZERO: Digest = Digest([0; 32]);

    /// The digest of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Digest {
        Digest(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Lower-case hexadecimal in groups of four, to be read aloud: `7b1e 04c9 …`.
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut text = String::with_capacity(79);
        for (place, digit) in self.to_string().chars().enumerate() {
            if place > 0 && place.is_multiple_of(4) {
                text.push(' ');
            }
            text.push(digit);
        }
        text
    }
}

/// 64 hexadecimal digits, lower case.
impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The fields of a transfer as they stand in the file. Bytes and not types, so that a damaged
/// row has a digest too, and a wrong one.
pub(crate) struct Sealed<'a> {
    pub(crate) seq: i64,
    pub(crate) id: &'a [u8],
    pub(crate) kind: &'a [u8],
    pub(crate) done_on: &'a [u8],
    pub(crate) posted_at: i64,
    /// Sequence number, 0 for none.
    pub(crate) reverses: i64,
    /// Empty for none.
    pub(crate) source: &'a [u8],
    /// In ascending byte order of account id.
    pub(crate) entries: &'a [SealedEntry],
}

/// An entry as it stands in the digest.
pub(crate) struct SealedEntry {
    pub(crate) account: [u8; 16],
    pub(crate) minutes: i64,
    pub(crate) balance: i64,
}

/// The digest of a transfer that follows `previous`.
pub(crate) fn digest_of(previous: &Digest, transfer: &Sealed<'_>) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"hourbook transfer 1\n");
    hash.update(previous.0);
    hash.update(transfer.seq.to_be_bytes());
    hash.update(transfer.id);
    hash.update(length_u8(transfer.kind));
    hash.update(transfer.kind);
    hash.update(transfer.done_on);
    hash.update(transfer.posted_at.to_be_bytes());
    hash.update(transfer.reverses.to_be_bytes());
    hash.update(length_u8(transfer.source));
    hash.update(transfer.source);
    hash.update(
        u32::try_from(transfer.entries.len())
            .unwrap_or(u32::MAX)
            .to_be_bytes(),
    );
    for entry in transfer.entries {
        hash.update(entry.account);
        hash.update(entry.minutes.to_be_bytes());
        hash.update(entry.balance.to_be_bytes());
    }
    Digest(hash.finalize().into())
}

/// The fields of a step of a hold as they stand in the file.
pub(crate) struct SealedStep<'a> {
    /// The digest of the newest transfer of its time.
    pub(crate) head: &'a Digest,
    pub(crate) seq: i64,
    pub(crate) step: &'a [u8],
    pub(crate) hold: &'a [u8],
    pub(crate) account: &'a [u8],
    /// Sixteen zeros for nobody.
    pub(crate) recipient: &'a [u8],
    pub(crate) minutes: i64,
    pub(crate) held: i64,
    pub(crate) at: i64,
    /// 0 on every step but the first.
    pub(crate) lapses_at: i64,
    /// Sequence number, 0 for none.
    pub(crate) transfer: i64,
    /// Empty for none.
    pub(crate) source: &'a [u8],
}

/// The digest of a step of a hold that follows `previous`.
pub(crate) fn digest_of_step(previous: &Digest, step: &SealedStep<'_>) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"hourbook hold 1\n");
    hash.update(previous.0);
    hash.update(step.head.0);
    hash.update(step.seq.to_be_bytes());
    hash.update(length_u8(step.step));
    hash.update(step.step);
    hash.update(step.hold);
    hash.update(step.account);
    hash.update(step.recipient);
    hash.update(step.minutes.to_be_bytes());
    hash.update(step.held.to_be_bytes());
    hash.update(step.at.to_be_bytes());
    hash.update(step.lapses_at.to_be_bytes());
    hash.update(step.transfer.to_be_bytes());
    hash.update(length_u8(step.source));
    hash.update(step.source);
    Digest(hash.finalize().into())
}

/// What a transfer says before it has a place in the book: two of one content say the same.
pub(crate) fn digest_of_content(transfer: &Transfer) -> Digest {
    let mut hash = Sha256::new();
    hash.update(b"hourbook content 1\n");
    hash.update(transfer.id().uuid().as_bytes());
    let kind = transfer.kind().as_str().as_bytes();
    hash.update(length_u8(kind));
    hash.update(kind);
    hash.update(transfer.done_on().format("%Y-%m-%d").to_string());
    let reverses = transfer
        .reverses()
        .map_or([0; 16], |id| *id.uuid().as_bytes());
    hash.update([u8::from(transfer.reverses().is_some())]);
    hash.update(reverses);
    let source = transfer.source().unwrap_or_default();
    hash.update(length_u8(source));
    hash.update(source);
    for entry in transfer.entries() {
        hash.update(entry.account.uuid().as_bytes());
        hash.update(entry.minutes.get().to_be_bytes());
    }
    Digest(hash.finalize().into())
}

/// The tables keep these lengths far below 255; a damaged row may not, and fails its digest.
fn length_u8(bytes: &[u8]) -> [u8; 1] {
    [u8::try_from(bytes.len()).unwrap_or(u8::MAX)]
}

impl ToSql for Digest {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_slice()))
    }
}

impl FromSql for Digest {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Digest> {
        value
            .as_blob()?
            .try_into()
            .map(Digest)
            .map_err(FromSqlError::other)
    }
}
