//! Opaque ids: an account, a transfer and a hold are each named by 16 bytes their owner has chosen.
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

/// Names a hold. The caller makes it once: the same hold is never placed twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HoldId(Uuid);

/// What every id can do.
macro_rules! id {
    ($Id:ident, $new:literal) => {
        impl $Id {
            #[doc = $new]
            #[must_use]
            pub const fn new(id: Uuid) -> $Id {
                $Id(id)
            }

            /// The id as a plain UUID.
            #[must_use]
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $Id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ToSql for $Id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(ToSqlOutput::from(self.0.as_bytes().as_slice()))
            }
        }

        impl FromSql for $Id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<$Id> {
                Uuid::from_slice(value.as_blob()?)
                    .map($Id)
                    .map_err(FromSqlError::other)
            }
        }
    };
}

id!(AccountId, "The account of this id.");
id!(TransferId, "The transfer of this id.");
id!(HoldId, "The hold of this id.");
