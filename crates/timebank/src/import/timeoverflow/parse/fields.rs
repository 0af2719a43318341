//! The cells that several files share: days, lengths, numbers, parties.

use chrono::{Datelike, NaiveDate};

use crate::ids::MemberNumber;

/// No timebank is older than its century.
const FIRST_YEAR: i32 = 1900;

/// The day of a cell: `2019-01-24`, or an instant that begins with it, `2019-01-24 11:33:01 UTC`.
/// The day is taken as it is printed.
pub(super) fn day(cell: &str, what: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let (date, rest) = cell.split_at_checked(10).unwrap_or((cell, ""));
    let day = NaiveDate::parse_from_str(date, "%Y-%m-%d")
        .ok()
        .filter(|day| day.year() >= FIRST_YEAR && rest.chars().next().is_none_or(is_gap))
        .ok_or_else(|| format!("{what} “{cell}” is not a date like 2019-03-31"))?;
    if day > today {
        return Err(format!("{what} {day} lies in the future"));
    }
    Ok(day)
}

fn is_gap(letter: char) -> bool {
    letter == ' ' || letter == 'T'
}

/// The minutes of a quantity in hours and minutes: `1:30`.
pub(super) fn quantity(cell: &str) -> Result<i64, String> {
    let minutes = cell.split_once(':').and_then(|(hours, minutes)| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (1..=6).contains(&hours.len()) && minutes.len() == 2;
        if !fits || !digits(hours) || !digits(minutes) {
            return None;
        }
        let minutes: i64 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
        Some(hours.parse::<i64>().ok()? * 60 + minutes)
    });
    match minutes {
        Some(0) => Err("the quantity is 0:00, which moves nothing".to_owned()),
        Some(minutes) => Ok(minutes),
        None if cell == "0" => Err("the quantity is 0, which moves nothing".to_owned()),
        None => Err(format!(
            "the quantity “{cell}” is not hours and minutes like 1:30"
        )),
    }
}

/// The highest member number that is taken over: it leaves room for numbers still to be given.
const HIGHEST_NUMBER: u32 = 999_999_999;

/// A member number: whole and 1 or more.
pub(super) fn number(cell: &str) -> Option<MemberNumber> {
    let digits = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |number: &u32| digits && (1..=HIGHEST_NUMBER).contains(number);
    let number = cell.parse().ok().filter(fits)?;
    Some(MemberNumber::new(number))
}

/// Splits `Name (number)`; a name may hold brackets of its own.
pub(super) fn name_and_number(cell: &str) -> Option<(&str, MemberNumber)> {
    let (name, rest) = cell.rsplit_once('(')?;
    let number = number(rest.strip_suffix(')')?)?;
    Some((name.trim_end(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(cell: &str) -> Result<NaiveDate, String> {
        day(
            cell,
            "the date",
            NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        )
    }

    #[test]
    fn a_day_may_carry_a_time_which_is_passed_over() {
        let expected = NaiveDate::from_ymd_opt(2019, 1, 24).unwrap();
        for cell in [
            "2019-01-24",
            "2019-01-24 23:59:01 UTC",
            "2019-01-24T09:00:00Z",
        ] {
            assert_eq!(day_of(cell), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_day_of_the_past_is_refused() {
        for cell in [
            "",
            "24/01/2019",
            "2019-02-30",
            "2019-01-241",
            "0019-01-24",
            "áéíóúñçüö",
        ] {
            assert!(
                day_of(cell).unwrap_err().contains("is not a date"),
                "{cell}"
            );
        }
        assert!(
            day_of("2026-11-23")
                .unwrap_err()
                .contains("lies in the future")
        );
    }

    #[test]
    fn a_quantity_is_hours_and_minutes() {
        assert_eq!(quantity("0:45"), Ok(45));
        assert_eq!(quantity("88:00"), Ok(5_280));
        assert!(quantity("0:00").unwrap_err().contains("moves nothing"));
        for cell in [
            "", "1", "1:5", "1:60", "-1:00", "1:000", ":30", "1.5", "1:30:00", "+1:30",
        ] {
            assert!(
                quantity(cell).unwrap_err().contains("hours and minutes"),
                "{cell}"
            );
        }
    }

    #[test]
    fn a_party_is_read_from_the_last_brackets() {
        let number = MemberNumber::new;
        assert_eq!(
            name_and_number("Ann Lee (12)"),
            Some(("Ann Lee", number(12)))
        );
        assert_eq!(
            name_and_number("Ann (Annie) Lee (12)"),
            Some(("Ann (Annie) Lee", number(12)))
        );
        for phrase in [
            "The user is not active",
            "Ann (Annie)",
            "Ann (0)",
            "Ann (1) Lee",
            "(-1)",
        ] {
            assert_eq!(name_and_number(phrase), None, "{phrase}");
        }
    }
}
