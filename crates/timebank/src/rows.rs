//! Between rows of the file and our types: instants, enums with a code, optional columns.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::types::{FromSql as _, Type};
use rusqlite::{Row, RowIndex};
use uuid::Uuid;

/// The instant of a column of whole seconds.
pub(crate) fn instant(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<DateTime<Utc>> {
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
    column: impl RowIndex,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    parse(text).ok_or_else(|| unknown_code(text))
}

/// Several ids as one value, for `IN (SELECT unhex(value) FROM json_each(?1))`.
pub(crate) fn ids(ids: impl IntoIterator<Item = Uuid>) -> String {
    let quoted = ids.into_iter().map(|id| format!("\"{}\"", id.simple()));
    format!("[{}]", quoted.collect::<Vec<String>>().join(","))
}

/// Several values of bytes as one, for the same.
pub(crate) fn blobs<'a>(values: impl IntoIterator<Item = &'a [u8; 32]>) -> String {
    let mut list = String::from("[");
    for (place, value) in values.into_iter().enumerate() {
        list.push_str(if place > 0 { ",\"" } else { "\"" });
        for byte in value {
            // Writing to a string cannot fail.
            let _ = write!(list, "{byte:02x}");
        }
        list.push('"');
    }
    list.push(']');
    list
}

/// The texts of a column that holds a list of them in JSON.
pub(crate) fn list(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<String>> {
    serde_json::from_str(text(row, column)?).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, error.into())
    })
}

/// The text of a column where it stands, without a copy.
pub(crate) fn text<'r>(row: &'r Row<'_>, column: impl RowIndex) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

/// The day of a column, read by its digits: a report reads a million of them.
pub(crate) fn day(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<NaiveDate> {
    let value = row.get_ref(column)?;
    let found = value.as_bytes().ok().and_then(|digits| match digits {
        [y @ .., b'-', m1, m2, b'-', d1, d2] if y.len() == 4 => {
            let number = |digits: &[u8]| {
                digits.iter().try_fold(0_u32, |number, digit| {
                    let digit = char::from(*digit).to_digit(10)?;
                    Some(number * 10 + digit)
                })
            };
            let year = i32::try_from(number(y)?).ok()?;
            NaiveDate::from_ymd_opt(year, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
        }
        _ => None,
    });
    match found {
        Some(day) => Ok(day),
        None => Ok(NaiveDate::column_result(value)?),
    }
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

#[cfg(test)]
mod tests;
