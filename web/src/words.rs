//! How figures, days and times are written where a person reads them.
//!
//! Pure functions from values to English words; no HTML and no clock. Lengths of time are whole
//! minutes. Two forms exist and are never mixed: the *sentence* form (`3 hours 30 minutes`) and
//! the *column* form (`3 h 30 min`, always both parts, so that figures stand under each other).
//! Every function takes its values as [`Given`]: templates pass references, or references to them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

/// A value, however many references deep.
pub trait Given<T> {
    /// The value.
    fn given(self) -> T;
}

impl<T: Copy> Given<T> for T {
    fn given(self) -> T {
        self
    }
}

impl<T: Copy> Given<T> for &T {
    fn given(self) -> T {
        *self
    }
}

impl<T: Copy> Given<T> for &&T {
    fn given(self) -> T {
        **self
    }
}

/// A number of things, of whichever type counted them, however many references deep.
pub trait Count {
    /// The number; what could not be counted is nought.
    fn number(self) -> u64;
}

macro_rules! counts {
    ($($kind:ty),*) => {$(
        impl Count for $kind {
            fn number(self) -> u64 {
                u64::try_from(self).unwrap_or_default()
            }
        }
    )*};
}
counts!(u8, u32, u64, usize, i32, i64);

impl<T: Count + Copy> Count for &T {
    fn number(self) -> u64 {
        (*self).number()
    }
}

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

/// A length in a sentence: `3 hours 30 minutes`, `45 minutes`, `1 hour`, `0 hours`. The sign is
/// left out: the sentence around it says whether the hours are to spend or to give back.
#[must_use]
pub fn length(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given().unsigned_abs();
    let (hours, rest) = (minutes / 60, minutes % 60);
    match (hours, rest) {
        (0, 0) => "0 hours".to_owned(),
        (0, rest) => counted(rest, "minute", "minutes"),
        (hours, 0) => counted(hours, "hour", "hours"),
        (hours, rest) => {
            format!(
                "{} {}",
                counted(hours, "hour", "hours"),
                counted(rest, "minute", "minutes")
            )
        }
    }
}

/// A length in a column: `3 h 30 min`, `−0 h 15 min`, with no-break spaces and a real minus sign.
#[must_use]
pub fn column(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    let sign = if minutes < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    sign + &unsigned_column(minutes)
}

/// A change in a column: `+1 h 30 min`, `−0 h 23 min`, `0 h 00 min`.
#[must_use]
pub fn change(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    let sign = if minutes > 0 { "+" } else { "" };
    format!("{sign}{}", column(minutes))
}

/// One term of a sum: a sign, a no-break space, and the column form, as in `− 5 h 45 min`. The
/// sign stands for the operation; a term below nought keeps its own minus as well.
#[must_use]
pub fn term(sign: &str, minutes: impl Given<i64>) -> String {
    let sign = if sign == "-" { "\u{2212}" } else { sign };
    format!("{sign}{NO_BREAK}{}", column(minutes))
}

fn unsigned_column(minutes: i64) -> String {
    let minutes = minutes.unsigned_abs();
    format!(
        "{}{NO_BREAK}h{NO_BREAK}{:02}{NO_BREAK}min",
        grouped(minutes / 60),
        minutes % 60
    )
}

/// 1 for hours to spend, −1 for hours to give back, 0 for neither: what a sentence turns on.
#[must_use]
pub fn sign(minutes: impl Given<i64>) -> i64 {
    minutes.given().signum()
}

/// What somebody has, as the end of "You have …": `3 hours 30 minutes to spend`, `45 minutes to
/// give back`, `no hours to spend or to give back`.
#[must_use]
pub fn standing(minutes: impl Given<i64>) -> String {
    let minutes = minutes.given();
    match minutes.signum() {
        1 => format!("{} to spend", length(minutes)),
        -1 => format!("{} to give back", length(minutes)),
        _ => "no hours to spend or to give back".to_owned(),
    }
}

/// The whole hours of a length, for a figure set large: `412` of `412 h 30 min`.
#[must_use]
pub fn hours_part(minutes: impl Given<i64>) -> String {
    grouped(minutes.given().unsigned_abs() / 60)
}

/// The minutes beside [`hours_part`], always two digits.
#[must_use]
pub fn minutes_part(minutes: impl Given<i64>) -> String {
    format!("{:02}", minutes.given().unsigned_abs() % 60)
}

/// A whole number with its thousands marked: `9,412`, `−3`.
#[must_use]
pub fn number(value: impl Given<i64>) -> String {
    let value = value.given();
    let sign = if value < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    sign + &grouped(value.unsigned_abs())
}

/// A count of things whose plural takes an s: `12 exchanges`, `1 exchange`.
#[must_use]
pub fn count(value: impl Count, thing: &str) -> String {
    counted(value.number(), thing, &format!("{thing}s"))
}

/// A count of things with a plural of their own: `2 people`.
#[must_use]
pub fn count_of(value: impl Count, one: &str, many: &str) -> String {
    counted(value.number(), one, many)
}

/// Names one after another: `Ann`, `Ann and Bob`, `Ann, Bob and Grace`.
#[must_use]
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A day in full: `Thursday 19 November 2026`.
#[must_use]
pub fn weekday(day: impl Given<NaiveDate>) -> String {
    day.given().format("%A %-d %B %Y").to_string()
}

/// A day near today, where the year is plain: `Sunday 22 November`.
#[must_use]
pub fn weekday_short(day: impl Given<NaiveDate>) -> String {
    day.given().format("%A %-d %B").to_string()
}

/// A day with its year: `19 November 2026`.
#[must_use]
pub fn day(day: impl Given<NaiveDate>) -> String {
    day.given().format("%-d %B %Y").to_string()
}

/// A day where the year stands elsewhere: `19 November`.
#[must_use]
pub fn day_short(day: impl Given<NaiveDate>) -> String {
    day.given().format("%-d %B").to_string()
}

/// A day as it is best read today: `19 November` in this year, `19 November 2025` otherwise.
#[must_use]
pub fn day_near(day_: impl Given<NaiveDate>, today: impl Given<NaiveDate>) -> String {
    let day_ = day_.given();
    if day_.year() == today.given().year() {
        day_short(day_)
    } else {
        day(day_)
    }
}

/// A month: `September 2026`.
#[must_use]
pub fn month(day: impl Given<NaiveDate>) -> String {
    day.given().format("%B %Y").to_string()
}

/// A stretch of days, both included: `1 September to 22 November 2026`.
#[must_use]
pub fn days(from: impl Given<NaiveDate>, to: impl Given<NaiveDate>) -> String {
    let (from, to) = (from.given(), to.given());
    if from == to {
        day(from)
    } else if from.year() != to.year() {
        format!("{} to {}", day(from), day(to))
    } else if from.month() != to.month() {
        format!("{} to {}", day_short(from), day(to))
    } else {
        format!("{} to {}", from.day(), day(to))
    }
}

/// How long ago a day was: `today`, `yesterday`, `11 days ago`. A day to come is named.
#[must_use]
pub fn ago(then: impl Given<NaiveDate>, today: impl Given<NaiveDate>) -> String {
    let (then, today) = (then.given(), today.given());
    match today.signed_duration_since(then).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days @ 2.. => format!("{} ago", counted(days.unsigned_abs(), "day", "days")),
        _ => format!("on {}", day(then)),
    }
}

/// A time of day: `9:32am`, `5:30pm`, `midday`, `midnight`, `2pm`.
#[must_use]
pub fn time(time: impl Given<NaiveTime>) -> String {
    let time = time.given();
    let (afternoon, hour) = time.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// An instant, in the bank's own zone: `4 June 2026 at 9:32am`.
#[must_use]
pub fn instant(at: impl Given<DateTime<Utc>>, zone: impl Given<Tz>) -> String {
    let local = at.given().with_timezone(&zone.given());
    format!("{} at {}", day(local.date_naive()), time(local.time()))
}

/// Capitalises the first letter, for a word that begins a sentence or a table cell.
#[must_use]
pub fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// The number to dial behind a telephone number as it is written: `+441632960118` for
/// `01632 960118`. Spaces, dots, hyphens and brackets are for reading only.
#[must_use]
pub fn dial(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    match digits.strip_prefix('0') {
        Some(national) if !national.starts_with('0') => format!("+44{national}"),
        _ => digits,
    }
}

fn counted(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(value), if value == 1 { one } else { many })
}

fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_length_in_a_sentence_leaves_out_the_part_that_is_nought() {
        let said = [210, 45, 60, 61, 1, 120, 0, -45, 1_234 * 60].map(length);
        assert_eq!(
            said,
            [
                "3 hours 30 minutes",
                "45 minutes",
                "1 hour",
                "1 hour 1 minute",
                "1 minute",
                "2 hours",
                "0 hours",
                "45 minutes",
                "1,234 hours",
            ]
        );
    }

    #[test]
    fn a_length_in_a_column_has_both_parts_and_a_real_minus() {
        assert_eq!(column(210), "3\u{a0}h\u{a0}30\u{a0}min");
        assert_eq!(column(-15), "\u{2212}0\u{a0}h\u{a0}15\u{a0}min");
        assert_eq!(column(0), "0\u{a0}h\u{a0}00\u{a0}min");
        assert_eq!(column(243_240), "4,054\u{a0}h\u{a0}00\u{a0}min");
        let (once, twice) = (&90_i64, &&90_i64);
        assert_eq!(length(once), length(twice));
        assert_eq!(change(90), "+1\u{a0}h\u{a0}30\u{a0}min");
        assert_eq!(change(-23), "\u{2212}0\u{a0}h\u{a0}23\u{a0}min");
        assert_eq!(change(0), column(0));
        assert_eq!(term("-", 345), "\u{2212}\u{a0}5\u{a0}h\u{a0}45\u{a0}min");
    }

    #[test]
    fn a_large_figure_is_split_into_hours_and_minutes() {
        assert_eq!(
            (hours_part(24_750), minutes_part(24_750)),
            ("412".into(), "30".into())
        );
        assert_eq!(minutes_part(60), "00");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(count(1, "exchange"), "1 exchange");
        assert_eq!(count(12, "exchange"), "12 exchanges");
        assert_eq!(count_of(0, "person", "people"), "0 people");
        assert_eq!(number(9_412), "9,412");
        assert_eq!(number(-1_000_000), "\u{2212}1,000,000");
    }

    #[test]
    fn days_are_written_out() {
        let thursday = date(2026, 11, 19);
        assert_eq!(weekday(thursday), "Thursday 19 November 2026");
        assert_eq!(weekday_short(thursday), "Thursday 19 November");
        assert_eq!(day(thursday), "19 November 2026");
        assert_eq!(day_near(thursday, date(2026, 11, 22)), "19 November");
        assert_eq!(day_near(thursday, date(2027, 1, 2)), "19 November 2026");
        assert_eq!(month(thursday), "November 2026");
    }

    #[test]
    fn a_stretch_of_days_says_nothing_twice() {
        assert_eq!(
            days(date(2026, 9, 1), date(2026, 11, 22)),
            "1 September to 22 November 2026"
        );
        assert_eq!(
            days(date(2026, 9, 1), date(2026, 9, 30)),
            "1 to 30 September 2026"
        );
        assert_eq!(
            days(date(2025, 12, 1), date(2026, 1, 31)),
            "1 December 2025 to 31 January 2026"
        );
        assert_eq!(days(date(2026, 9, 1), date(2026, 9, 1)), "1 September 2026");
    }

    #[test]
    fn a_day_long_past_is_told_in_days() {
        let today = date(2026, 11, 22);
        let told = [22, 21, 11].map(|day| ago(date(2026, 11, day), today));
        assert_eq!(told, ["today", "yesterday", "11 days ago"]);
        assert_eq!(ago(date(2026, 11, 29), today), "on 29 November 2026");
    }

    #[test]
    fn an_instant_is_told_in_the_banks_own_zone() {
        let at = DateTime::from_timestamp(1_780_561_920, 0).unwrap();
        assert_eq!(instant(at, Tz::Europe__London), "4 June 2026 at 9:32am");
        assert_eq!(instant(at, Tz::UTC), "4 June 2026 at 8:32am");
    }

    #[test]
    fn clock_times_name_midday_and_midnight() {
        let said = [(0, 0), (0, 5), (12, 0), (14, 0), (17, 30)]
            .map(|(hour, minute)| time(NaiveTime::from_hms_opt(hour, minute, 0).unwrap()));
        assert_eq!(said, ["midnight", "12:05am", "midday", "2pm", "5:30pm"]);
    }

    #[test]
    fn a_telephone_number_can_be_dialled() {
        assert_eq!(dial("01632 960118"), "+441632960118");
        assert_eq!(dial("+44 (1632) 960-118"), "+441632960118");
        assert_eq!(dial("0033 1 23"), "0033123");
    }

    #[test]
    fn a_word_can_begin_a_sentence() {
        assert_eq!(sentence("yesterday"), "Yesterday");
        assert_eq!(sentence(""), "");
    }
}
