//! The day on a slip: `19 11`, `19/11/26`, `19 nov`, `19 de noviembre`, `19`, `2026-11-19`. Never
//! "today": a line may be looked at again tomorrow.

use chrono::{Datelike, NaiveDate};

use crate::words::{Language, say, speaking};

/// The day that is meant, never after `today`: without a year the last such day, without a month
/// the last such day of a month. Or what is wrong with it.
pub(in crate::pages::slips) fn read(typed: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let text = typed.to_lowercase();
    if let Ok(day) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return in_the_past(day, today);
    }
    let parts: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty() && *part != "de")
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [day] => (*day, None, None),
        [day, month] => (*day, Some(*month), None),
        [day, month, year] => (*day, Some(*month), Some(*year)),
        _ => return Err(unreadable()),
    };
    let day = day_of_month(day).ok_or_else(unreadable)?;
    let month = match month {
        Some(month) => Some(month_of_year(month).ok_or_else(unreadable)?),
        None => None,
    };
    match (month, year) {
        (None, _) => last_of_a_month(day, today),
        (Some(month), None) => [today.year(), today.year() - 1]
            .into_iter()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|found| *found <= today)
            .ok_or_else(unreal),
        (Some(month), Some(year)) => {
            let year = full_year(year).ok_or_else(unreadable)?;
            let day = NaiveDate::from_ymd_opt(year, month, day).ok_or_else(unreal)?;
            in_the_past(day, today)
        }
    }
}

fn in_the_past(day: NaiveDate, today: NaiveDate) -> Result<NaiveDate, String> {
    if day > today {
        return Err(say!("slips-date-must-be-today-or"));
    }
    Ok(day)
}

/// `19`, `19th`.
fn day_of_month(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    let ending = &text[digits.len()..];
    let fits = ending.is_empty() || ["st", "nd", "rd", "th"].contains(&ending);
    fits.then(|| digits.parse().ok()).flatten()
}

/// `11`, `nov`, `november`, `noviembre`: in whichever language it was written.
fn month_of_year(text: &str) -> Option<u32> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let begins = |language, month: u32| {
        let name = speaking(language, || say!("month", number = month));
        name.to_lowercase().starts_with(text)
    };
    let named = |month: &u32| {
        Language::ALL
            .into_iter()
            .any(|language| begins(language, *month))
    };
    (text.chars().count() >= 3)
        .then(|| (1..=12).find(named))
        .flatten()
}

/// `26` is 2026.
fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn last_of_a_month(day: u32, today: NaiveDate) -> Result<NaiveDate, String> {
    let mut first = today.with_day(1);
    for _ in 0..12 {
        let Some(month) = first else { break };
        if let Some(found) = month.with_day(day).filter(|found| *found <= today) {
            return Ok(found);
        }
        first = month.pred_opt().and_then(|last| last.with_day(1));
    }
    Err(unreal())
}

fn unreadable() -> String {
    say!("slips-date-must-be-like-or")
}

fn unreal() -> String {
    say!("slips-date-must-be-a-real")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_read_however_it_is_written() {
        let today = day("2026-11-22");
        for (typed, meant) in [
            ("19 11", "2026-11-19"),
            ("19/11", "2026-11-19"),
            ("19.11.", "2026-11-19"),
            ("19/11/26", "2026-11-19"),
            ("19-11-2025", "2025-11-19"),
            ("19 nov", "2026-11-19"),
            ("19th November", "2026-11-19"),
            ("19 de noviembre", "2026-11-19"),
            ("2 ene 2026", "2026-01-02"),
            ("2026-11-19", "2026-11-19"),
        ] {
            assert_eq!(read(typed, today), Ok(day(meant)), "{typed}");
        }
    }

    #[test]
    fn what_is_left_out_is_the_last_such_day() {
        let today = day("2026-03-05");
        for (typed, meant) in [
            ("5", "2026-03-05"),
            ("6", "2026-02-06"),
            ("31", "2026-01-31"),
            ("24 12", "2025-12-24"),
            ("5 march", "2026-03-05"),
            ("6 march", "2025-03-06"),
        ] {
            assert_eq!(read(typed, today), Ok(day(meant)), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_said_to_be_none() {
        let today = day("2026-11-22");
        for typed in ["31 2 2026", "1 1 1 1", "today", "19 x", "0", "19 11 226"] {
            assert!(read(typed, today).is_err(), "{typed}");
        }
        assert_eq!(
            read("23/11/2026", today),
            Err("Date must be today or in the past".into())
        );
    }
}
