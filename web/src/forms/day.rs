//! "When was it?": Today, Yesterday, or Another day in three text boxes.
//!
//! A day is a day where the bank stands; the caller brings today. One message at a time, in this
//! order: something is missing, the day is impossible, the day breaks the rule of the past.

use chrono::{Days, NaiveDate};

use super::{FieldError, Form};
use crate::words::{self, Language, say};

/// The names of the fields and the subject of the messages about them.
#[derive(Clone, Copy, Debug)]
pub struct DayQuestion {
    /// The radios: `today`, `yesterday`, `other`. An empty name means that there are none.
    pub when: &'static str,
    /// The box for the day of the month.
    pub day: &'static str,
    /// The box for the month.
    pub month: &'static str,
    /// The box for the year.
    pub year: &'static str,
    /// The key of what the messages are about: `subject-date-you-helped`.
    pub subject: &'static str,
    /// Whether a day to come is refused.
    pub past_only: bool,
}

impl DayQuestion {
    /// The day on which help was given; never in the future.
    #[must_use]
    pub const fn done(subject: &'static str) -> Self {
        Self {
            when: "when",
            day: "day",
            month: "month",
            year: "year",
            subject,
            past_only: true,
        }
    }

    /// Reads the answer from a form.
    pub fn read(&self, form: &Form, today: NaiveDate) -> Result<NaiveDate, FieldError> {
        let boxes = [self.day, self.month, self.year].map(|name| form.value(name));
        parse_day(*self, form.value(self.when), boxes, today)
    }

    /// What the messages are about, in the middle of a sentence.
    fn subject(&self) -> String {
        say(self.subject)
    }

    /// Puts a day into the three boxes.
    pub fn fill(&self, form: &mut Form, day: NaiveDate) {
        form.set(self.day, day.format("%-d").to_string());
        form.set(self.month, day.format("%-m").to_string());
        form.set(self.year, day.format("%Y").to_string());
    }

    fn sentence(&self) -> String {
        let subject = self.subject();
        // In English the article goes: "Date you helped must be a real date".
        words::sentence(subject.strip_prefix("the ").unwrap_or(&subject))
    }
}

/// The day that is meant, or the one message that helps most.
pub fn parse_day(
    question: DayQuestion,
    when: &str,
    boxes: [&str; 3],
    today: NaiveDate,
) -> Result<NaiveDate, FieldError> {
    if !question.when.is_empty() {
        match when {
            "today" => return Ok(today),
            "yesterday" => return Ok(today - Days::new(1)),
            "other" => {}
            _ if boxes.iter().any(|typed| !typed.trim().is_empty()) => {}
            _ => {
                let message = say!("form-choose", subject = question.subject());
                return Err(FieldError::new(question.when, message));
            }
        }
    }
    let day = read_boxes(question, boxes)?;
    if question.past_only && day > today {
        let message = say!("form-day-in-the-past", sentence = question.sentence());
        return Err(FieldError::new(question.day, message));
    }
    Ok(day)
}

fn read_boxes(question: DayQuestion, boxes: [&str; 3]) -> Result<NaiveDate, FieldError> {
    let [day, month, year] = boxes.map(tidy);
    let names = [question.day, question.month, question.year];
    let missing: Vec<_> = ["form-a-day", "form-a-month", "form-a-year"]
        .into_iter()
        .zip([&day, &month, &year])
        .zip(names)
        .filter(|((_, typed), _)| typed.is_empty())
        .map(|((part, _), name)| (part, name))
        .collect();
    match missing.as_slice() {
        [] => {}
        [_, _, _] => {
            return Err(FieldError::new(
                question.day,
                say!("form-enter", subject = question.subject()),
            ));
        }
        [(part, name), rest @ ..] => {
            let parts: Vec<String> = [*part]
                .into_iter()
                .chain(rest.iter().map(|(next, _)| *next))
                .map(say)
                .collect();
            let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
            let message = say!(
                "form-day-must-include",
                sentence = question.sentence(),
                parts = words::list(&parts),
            );
            return Err(FieldError::new(*name, message));
        }
    }
    if year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(FieldError::new(question.year, say("form-year-in-full")));
    }
    read_year(&year)
        .zip(read_month(&month))
        .zip(day.parse::<u32>().ok())
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or_else(|| {
            FieldError::new(
                question.day,
                say!("form-day-not-real", sentence = question.sentence()),
            )
        })
}

/// Small letters without stray spaces and full stops, and `19th` as 19.
fn tidy(typed: &str) -> String {
    let text: String = typed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let digits = text.trim_end_matches(|c: char| c.is_alphabetic());
    if !digits.is_empty() && ["st", "nd", "rd", "th", "º"].contains(&&text[digits.len()..]) {
        return digits.to_owned();
    }
    text
}

/// Four digits; the book begins no earlier than 1900 and a slip of the finger ends there.
fn read_year(text: &str) -> Option<i32> {
    (text.len() == 4)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| *year >= 1900)
}

/// A number, a name in any of the languages, or the beginning of a name (three letters at least).
fn read_month(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    if text.len() < 3 {
        return None;
    }
    Language::ALL
        .into_iter()
        .flat_map(|language| (1..=12_u32).map(move |month| (language, month)))
        .find(|(language, month)| {
            let name = words::speaking(*language, || say!("month", number = *month));
            name.to_lowercase().starts_with(text)
        })
        .map(|(_, month)| month)
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUESTION: DayQuestion = DayQuestion::done("subject-date-you-helped");

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn read(when: &str, boxes: [&str; 3]) -> Result<String, String> {
        parse_day(QUESTION, when, boxes, today())
            .map(|day| day.to_string())
            .map_err(|error| error.message)
    }

    #[test]
    fn today_and_yesterday_need_no_typing() {
        assert_eq!(read("today", ["", "", ""]), Ok("2026-11-22".into()));
        assert_eq!(
            read("yesterday", ["9", "9", "1999"]),
            Ok("2026-11-21".into())
        );
    }

    #[test]
    fn another_day_is_read_from_numbers_and_from_names() {
        for boxes in [
            ["19", "11", "2026"],
            ["19", "November", "2026"],
            ["19", "nov.", "2026"],
            ["19th", " Nov ", "2026."],
            ["019", "11", "2026"],
        ] {
            assert_eq!(read("other", boxes), Ok("2026-11-19".into()), "{boxes:?}");
        }
        assert_eq!(
            read("other", ["2", "Sept", "2026"]),
            Ok("2026-09-02".into())
        );
    }

    #[test]
    fn typing_a_date_is_choosing_another_day() {
        assert_eq!(read("", ["19", "11", "2026"]), Ok("2026-11-19".into()));
    }

    #[test]
    fn nothing_chosen_asks_for_it() {
        assert_eq!(
            read("", ["", "", ""]),
            Err("Choose the date you helped".into())
        );
        assert_eq!(
            read("other", ["", " ", ""]),
            Err("Enter the date you helped".into())
        );
    }

    #[test]
    fn what_is_missing_is_named_before_anything_else() {
        assert_eq!(
            read("other", ["31", "", "99"]),
            Err("Date you helped must include a month".into())
        );
        assert_eq!(
            read("other", ["", "", "2026"]),
            Err("Date you helped must include a day and a month".into())
        );
    }

    #[test]
    fn an_impossible_day_is_not_a_real_date() {
        for boxes in [
            ["31", "11", "2026"],
            ["29", "2", "2026"],
            ["1", "13", "2026"],
            ["x", "11", "2026"],
            ["1", "ju", "2026"],
            ["1", "11", "20266"],
        ] {
            assert_eq!(
                read("other", boxes),
                Err("Date you helped must be a real date".into()),
                "{boxes:?}"
            );
        }
        assert_eq!(
            read("other", ["19", "11", "26"]),
            Err("Year must include 4 numbers, like 2026".into())
        );
    }

    #[test]
    fn a_day_to_come_breaks_the_rule_and_is_said_last() {
        assert_eq!(
            read("other", ["29", "11", "2026"]),
            Err("Date you helped must be today or in the past".into())
        );
    }

    #[test]
    fn the_message_stands_at_the_first_faulty_box() {
        let at = |boxes| {
            parse_day(QUESTION, "other", boxes, today())
                .unwrap_err()
                .field
        };
        assert_eq!(at(["19", "", "2026"]), "month");
        assert_eq!(at(["19", "11", "26"]), "year");
        assert_eq!(at(["29", "11", "2026"]), "day");
        assert_eq!(
            parse_day(QUESTION, "", ["", "", ""], today())
                .unwrap_err()
                .field,
            "when"
        );
    }
}
