//! Between rows of the file and our types: instants, enums with a code, optional columns.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use rusqlite::types::Type;

/// The instant of a column of whole seconds.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    Ok(DateTime::from_timestamp(row.get(column)?, 0).unwrap_or_default())
}

/// The instant of a column of whole seconds that may be empty.
pub(crate) fn instant_if_any(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let seconds: Option<i64> = row.get(column)?;
    Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
}

/// A column that holds the code of an enum.
pub(crate) fn code<T>(
    row: &Row<'_>,
    column: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    parse(&text).ok_or_else(|| unknown_code(&text))
}

/// The failure of reading a code that no enum has.
pub(crate) fn unknown<T>(text: &str) -> rusqlite::Result<T> {
    Err(unknown_code(text))
}

fn unknown_code(text: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(
        0,
        Type::Text,
        format!("the file holds a code this program does not know: {text}").into(),
    )
}
