//! How long it took, in one box: `1½`, `90`, `1:30`, `1h30`, `2`.
//!
//! A bare number is hours up to 9 and minutes from 15. Between them it could be either, so it is
//! asked for.

use crate::forms::{DurationQuestion, parse_duration};
use crate::words::say;

/// Whole minutes, or what is wrong.
pub(in crate::pages::slips) fn read(typed: &str) -> Result<i64, String> {
    let text = without_seconds(typed.trim());
    if let Some((hours, minutes)) = text.split_once(' ')
        && let (Ok(hours), Ok(minutes), 2) =
            (hours.parse::<u8>(), minutes.parse::<u8>(), minutes.len())
    {
        return within(&hours.to_string(), &minutes.to_string());
    }
    match text.parse::<u32>() {
        Ok(number @ 10..=14) => Err(say!("slips-type-h-for-hours-or", number = number)),
        Ok(minutes @ 15..) => within("", &minutes.to_string()),
        _ => within(text, ""),
    }
}

fn within(hours: &str, minutes: &str) -> Result<i64, String> {
    parse_duration(DurationQuestion::TOOK, hours, minutes)
        .map(i64::from)
        .map_err(|error| {
            // What cannot be read is told with what this one box understands.
            let unreadable = parse_duration(DurationQuestion::TOOK, "?", "");
            if unreadable.is_err_and(|other| other.message == error.message) {
                say!("slips-how-long-must-be-like")
            } else {
                error.message
            }
        })
}

/// Spreadsheets write an hour and a half as `01:30:00`.
fn without_seconds(text: &str) -> &str {
    match text.strip_suffix(":00") {
        Some(rest) if rest.contains(':') => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_in_any_usual_form() {
        for (typed, minutes) in [
            ("1½", 90),
            ("½", 30),
            ("90", 90),
            ("1:30", 90),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("1.5", 90),
            ("1,5", 90),
            ("1 30", 90),
            ("01:30:00", 90),
            ("2", 120),
            ("9", 540),
            ("15", 15),
            ("10h", 600),
            ("10m", 10),
            ("45 min", 45),
        ] {
            assert_eq!(read(typed), Ok(minutes), "{typed}");
        }
    }

    #[test]
    fn a_number_that_could_be_either_is_asked_for() {
        for number in 10..15 {
            assert_eq!(
                read(&number.to_string()),
                Err(format!("Type {number}h for hours or {number}m for minutes"))
            );
        }
    }

    #[test]
    fn what_is_no_length_is_described() {
        assert_eq!(
            read("x"),
            Err("How long must be like 1½, 1:30 or 90".into())
        );
        assert_eq!(
            read("25h"),
            Err("How long it took must be 24 hours or less".into())
        );
        assert_eq!(read(""), Err("Enter how long it took".into()));
        assert!(read("0").is_err() && read("1441").is_err());
    }
}
