//! "How long did it take?": two text boxes, hours and minutes, read generously.
//!
//! Read in whole minutes by integer arithmetic alone. Accepted in the hours box: `1`, `1.5`,
//! `1,5`, `1:30`, `1h30`, `1 h 30 min`, `1½`, `90 min`; with the minutes box beside it: hours and
//! minutes, or minutes alone, also more than 59. Whether the length is allowed in this bank
//! (its rounding step, its longest exchange) is for `timebank` to say; here a day is the limit.

use super::{FieldError, Form};
use crate::words::{self, say};

/// The longest length that can be meant: a day.
const LONGEST: u32 = 24 * 60;

/// The names of the two boxes and the subject of the messages about them.
#[derive(Clone, Copy, Debug)]
pub struct DurationQuestion {
    /// The box for hours.
    pub hours: &'static str,
    /// The box for minutes.
    pub minutes: &'static str,
    /// The key of what the messages are about: `subject-how-long-it-took`.
    pub subject: &'static str,
}

impl DurationQuestion {
    /// "How long did it take?", in boxes named `hours` and `minutes`.
    pub const TOOK: Self = Self {
        hours: "hours",
        minutes: "minutes",
        subject: "subject-how-long-it-took",
    };

    /// Reads the answer from a form: whole minutes, 1 to 1,440.
    pub fn read(&self, form: &Form) -> Result<u32, FieldError> {
        parse_duration(*self, form.value(self.hours), form.value(self.minutes))
    }

    fn sentence(&self) -> String {
        words::sentence(&say(self.subject))
    }
}

/// Whole minutes, 1 to 1,440, or the one message that helps most: missing, then impossible, then
/// out of range.
pub fn parse_duration(
    question: DurationQuestion,
    hours: &str,
    minutes: &str,
) -> Result<u32, FieldError> {
    let (hours, minutes) = (tidy(hours), tidy(minutes));
    if hours.is_empty() && minutes.is_empty() {
        return Err(FieldError::new(
            question.hours,
            say!("form-enter", subject = say(question.subject)),
        ));
    }
    let from_hours = if hours.is_empty() {
        0
    } else {
        read_hours(&hours, !minutes.is_empty()).ok_or_else(|| {
            FieldError::new(
                question.hours,
                say!("form-length-unread", sentence = question.sentence()),
            )
        })?
    };
    let from_minutes = if minutes.is_empty() {
        0
    } else {
        read_minutes(&minutes)
            .ok_or_else(|| FieldError::new(question.minutes, say("form-minutes-unread")))?
    };
    if !hours.is_empty() && from_hours > 0 && from_minutes > 59 {
        return Err(FieldError::new(
            question.minutes,
            say("form-minutes-too-many"),
        ));
    }
    match from_hours.saturating_add(from_minutes) {
        0 => Err(FieldError::new(
            question.hours,
            say!("form-length-too-short", sentence = question.sentence()),
        )),
        1..=LONGEST => Ok(from_hours + from_minutes),
        _ => Err(FieldError::new(
            question.hours,
            say!("form-length-too-long", sentence = question.sentence()),
        )),
    }
}

/// Small letters, no spaces, and no full stop left over from writing.
fn tidy(typed: &str) -> String {
    let text: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    text.trim_end_matches(['.', ',', ';']).to_owned()
}

/// Minutes from the hours box. With something in the minutes box, only whole hours make sense.
fn read_hours(text: &str, whole_only: bool) -> Option<u32> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at(split);
    let hours = if digits.is_empty() {
        0
    } else {
        digits.parse::<u32>().ok()?
    };
    let minutes = hours.checked_mul(60)?;
    if rest.is_empty() || is_word(rest, HOURS) {
        return (!digits.is_empty()).then_some(minutes);
    }
    if whole_only {
        return None;
    }
    if is_word(rest, MINUTES) {
        return digits.parse().ok();
    }
    let (mark, rest) = rest.split_at(rest.chars().next()?.len_utf8());
    let part = match mark {
        "½" => quarter(30, rest)?,
        "¼" => quarter(15, rest)?,
        "¾" => quarter(45, rest)?,
        "." | "," => read_decimal(rest.trim_end_matches(|c: char| c.is_alphabetic()))?,
        ":" => read_sixtieth(rest)?,
        "h" => read_sixtieth(after_hours(rest))?,
        _ => return None,
    };
    minutes.checked_add(part)
}

const HOURS: &[&str] = &["h", "hr", "hrs", "hour", "hours", "hora", "horas"];
const MINUTES: &[&str] = &["m", "min", "mins", "minute", "minutes", "minuto", "minutos"];

fn is_word(text: &str, words: &[&str]) -> bool {
    words.contains(&text.trim_end_matches('.'))
}

/// `1½` and `1½ hours`: nothing but the word for hours may follow.
fn quarter(minutes: u32, rest: &str) -> Option<u32> {
    (rest.is_empty() || is_word(rest, HOURS)).then_some(minutes)
}

/// What follows an `h`: the rest of "hr", "hours" is skipped.
fn after_hours(rest: &str) -> &str {
    ["ours", "our", "oras", "ora", "rs", "r"]
        .iter()
        .find_map(|ending| rest.strip_prefix(ending))
        .unwrap_or(rest)
}

/// Two digits of minutes, 0 to 59, with or without their word: the `30` of `1:30`.
fn read_sixtieth(text: &str) -> Option<u32> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, word) = text.split_at(split);
    let fits = (1..=2).contains(&digits.len()) && (word.is_empty() || is_word(word, MINUTES));
    fits.then(|| digits.parse().ok())
        .flatten()
        .filter(|minutes| *minutes < 60)
}

/// The part of an hour behind the point, to the nearest minute: `5` is 30, `25` is 15.
fn read_decimal(digits: &str) -> Option<u32> {
    let fits = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let scale = 10_u32.pow(u32::try_from(digits.len()).ok().filter(|_| fits)?);
    Some((digits.parse::<u32>().ok()? * 60 + scale / 2) / scale)
}

fn read_minutes(text: &str) -> Option<u32> {
    let split = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, word) = text.split_at(split);
    if word.is_empty() || is_word(word, MINUTES) {
        digits.parse().ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(hours: &str, minutes: &str) -> Result<u32, String> {
        parse_duration(DurationQuestion::TOOK, hours, minutes).map_err(|error| error.message)
    }

    #[test]
    fn hours_and_minutes_are_added() {
        for (hours, minutes, total) in [
            ("1", "30", 90),
            ("0", "45", 45),
            ("2", "0", 120),
            ("2", "", 120),
            ("", "90", 90),
        ] {
            assert_eq!(read(hours, minutes), Ok(total), "{hours:?} {minutes:?}");
        }
    }

    #[test]
    fn a_length_written_in_the_hours_box_alone_is_understood() {
        for (typed, total) in [
            ("1.5", 90),
            ("1,5", 90),
            ("1:30", 90),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("1hr 30mins", 90),
            ("1½", 90),
            ("½", 30),
            ("2¼ hours", 135),
            ("1.25 hours", 75),
            (".75", 45),
            ("1.33", 80),
            ("90 min", 90),
            ("2 hours", 120),
            (" 3. ", 180),
        ] {
            assert_eq!(read(typed, ""), Ok(total), "{typed:?}");
        }
    }

    #[test]
    fn nothing_typed_asks_for_it() {
        assert_eq!(read("", " "), Err("Enter how long it took".into()));
    }

    #[test]
    fn what_cannot_be_read_is_described() {
        for typed in [
            "an hour",
            "1:75",
            "1.5.5",
            "1h30x",
            "-1",
            "1/2",
            "99999999999",
        ] {
            assert_eq!(
                read(typed, ""),
                Err("How long it took must be in hours and minutes, like 1 and 30".into()),
                "{typed:?}"
            );
        }
        assert_eq!(
            read("1", "half"),
            Err("Minutes must be a whole number, like 30".into())
        );
        assert!(read("1.5", "30").is_err(), "a part of an hour twice");
    }

    #[test]
    fn more_than_an_hour_of_minutes_needs_an_empty_hours_box() {
        assert_eq!(read("1", "90"), Err("Minutes must be 59 or fewer".into()));
        assert_eq!(read("0", "90"), Ok(90));
    }

    #[test]
    fn a_length_is_between_a_minute_and_a_day() {
        assert_eq!(
            read("0", "0"),
            Err("How long it took must be 1 minute or more".into())
        );
        assert_eq!(read("24", "0"), Ok(1_440));
        assert_eq!(
            read("24", "1"),
            Err("How long it took must be 24 hours or less".into())
        );
        assert_eq!(
            read("", "4000000000"),
            Err("How long it took must be 24 hours or less".into())
        );
    }
}
