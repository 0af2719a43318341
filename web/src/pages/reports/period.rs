//! Which days a report is about: a period by name, or two dates in boxes or in the address.

use chrono::NaiveDate;
use reports::period::{Period, Preset};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::exchange;

use crate::components::Choice;
use crate::forms::{DayQuestion, Form};
use crate::words::say;

/// The first day, in three boxes.
pub(super) const FROM: DayQuestion = DayQuestion {
    when: "",
    day: "from_day",
    month: "from_month",
    year: "from_year",
    subject: "subject-first-day",
    past_only: false,
};

/// The last day, in three boxes.
pub(super) const TO: DayQuestion = DayQuestion {
    when: "",
    day: "to_day",
    month: "to_month",
    year: "to_year",
    subject: "subject-last-day",
    past_only: false,
};

/// What a form asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// Nothing: the last whole quarter, or this one where there is nothing older.
    Nothing,
    /// A period by name.
    Named(Preset),
    /// Its own days.
    Days(Period),
}

impl Asked {
    /// Reads the address or the boxes. What is wrong with the boxes stands in the form after.
    pub(super) fn read(form: &mut Form, today: NaiveDate) -> Self {
        if let Some(preset) = Preset::parse(form.value("period")) {
            return Self::Named(preset);
        }
        if let Some(period) = in_address(form) {
            return Self::Days(period);
        }
        if !form.has(FROM.day) {
            return Self::Nothing;
        }
        let from = form.take(FROM.read(form, today));
        let to = form.take(TO.read(form, today));
        let Some((from, to)) = from.zip(to) else {
            return Self::Nothing;
        };
        match Period::new(from, to) {
            Some(period) => Self::Days(period),
            None if from > to => {
                form.refuse(TO.day, say("reports-last-day-must-be-the"));
                Self::Nothing
            }
            None => {
                form.refuse(FROM.day, say("reports-first-day-must-be-a"));
                Self::Nothing
            }
        }
    }

    /// The days.
    pub(super) fn period(
        self,
        conn: &Connection,
        bank: &Bank,
        today: NaiveDate,
    ) -> timebank::Result<Period> {
        match self {
            Self::Days(period) => Ok(period),
            Self::Named(preset) => preset.period(conn, bank, today),
            Self::Nothing => {
                let quarter = Preset::LastQuarter.period(conn, bank, today)?;
                let older =
                    exchange::days_posted(conn)?.is_some_and(|(first, _)| first <= quarter.to());
                if older {
                    Ok(quarter)
                } else {
                    Preset::ThisQuarter.period(conn, bank, today)
                }
            }
        }
    }

    /// The code of the period in the list: the one chosen there, or the one that nothing means.
    pub(super) fn code(
        self,
        conn: &Connection,
        bank: &Bank,
        period: Period,
        today: NaiveDate,
    ) -> timebank::Result<&'static str> {
        Ok(match self {
            Self::Named(preset) => preset.as_str(),
            Self::Days(_) => "",
            Self::Nothing if period == Preset::LastQuarter.period(conn, bank, today)? => {
                Preset::LastQuarter.as_str()
            }
            Self::Nothing => Preset::ThisQuarter.as_str(),
        })
    }
}

/// `from=2026-07-01&to=2026-09-30`, as our own links write it.
fn in_address(form: &Form) -> Option<Period> {
    let day = |field| form.value(field).parse::<NaiveDate>().ok();
    Period::new(day("from")?, day("to")?)
}

/// The address part that names these days.
pub(super) fn query(period: Period) -> String {
    format!("from={}&to={}", period.from(), period.to())
}

/// The same as fields of a form, for whoever changes something else in it.
pub(super) fn fields(period: Period) -> [(&'static str, String); 2] {
    [
        ("from", period.from().to_string()),
        ("to", period.to().to_string()),
    ]
}

/// The periods of the list.
pub(super) fn choices() -> Vec<Choice> {
    Preset::ALL
        .map(|preset| Choice::new(preset.as_str(), preset.name()))
        .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-22".parse().unwrap()
    }

    fn form(answers: &[(&str, &str)]) -> Form {
        answers
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned()))
            .collect()
    }

    fn days(from: &str, to: &str) -> Asked {
        Asked::Days(Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap())
    }

    #[test]
    fn a_period_is_asked_for_by_name_by_address_or_in_boxes() {
        let read = |answers: &[(&str, &str)]| Asked::read(&mut form(answers), today());
        assert_eq!(read(&[]), Asked::Nothing);
        assert_eq!(
            read(&[("period", "this-year")]),
            Asked::Named(Preset::ThisYear)
        );
        let address = [("from", "2026-07-01"), ("to", "2026-09-30")];
        assert_eq!(read(&address), days("2026-07-01", "2026-09-30"));
        let boxes = [
            ("from_day", "1"),
            ("from_month", "July"),
            ("from_year", "2026"),
            ("to_day", "2"),
            ("to_month", "8"),
            ("to_year", "2026"),
        ];
        assert_eq!(read(&boxes), days("2026-07-01", "2026-08-02"));
    }

    #[test]
    fn boxes_that_are_wrong_say_what_is() {
        let mut form = form(&[
            ("from_day", "2"),
            ("from_month", "8"),
            ("from_year", "2026"),
            ("to_day", "1"),
            ("to_month", "7"),
            ("to_year", "2026"),
        ]);
        assert_eq!(Asked::read(&mut form, today()), Asked::Nothing);
        assert_eq!(
            form.error("to_day"),
            Some("Last day must be the same as or after the first day")
        );
    }

    #[test]
    fn the_address_of_a_period_is_read_back() {
        let period = Period::new("2026-07-01".parse().unwrap(), today()).unwrap();
        let query = query(period);
        assert_eq!(query, "from=2026-07-01&to=2026-11-22");
    }
}
