//! Opaque ids: an account and a transfer are each named by 16 bytes their owner has chosen.
//!
//! The book reads nothing out of an id. Ids that rise with time keep the file compact.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

/// Names an account. Whose it is stands outside the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(Uuid);

/// Names a transfer. The caller makes it once and sends the same one again after a doubt:
/// the same transfer is never posted twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransferId(Uuid);

impl AccountId {
    /// The account of this id.
    #[must_use]
    pub const fn new(id: Uuid) -> AccountId {
        AccountId(id)
    }

    /// The id as a plain UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl TransferId {
    /// The transfer of this id.
    #[must_use]
    pub const fn new(id: Uuid) -> TransferId {
        TransferId(id)
    }

    /// The id as a plain UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for TransferId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl ToSql for AccountId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
    }
}

impl ToSql for TransferId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
    }
}

impl FromSql for AccountId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<AccountId> {
        read(value).map(AccountId)
    }
}

impl FromSql for TransferId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<TransferId> {
        read(value).map(TransferId)
    }
}

fn read(value: ValueRef<'_>) -> FromSqlResult<Uuid> {
    Uuid::from_slice(value.as_blob()?).map_err(FromSqlError::other)
}
