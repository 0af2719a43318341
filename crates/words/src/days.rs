//! Days, months and instants as they are written.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

use crate::given::Given;
use crate::language::{Language, language};
use crate::message::{Value, say, say_with};

/// A day in full: `Thursday 19 November 2026`.
#[must_use]
pub fn weekday(day: impl Given<NaiveDate>) -> String {
    written("day-with-weekday-and-year", day.given())
}

/// A day near today, where the year is plain: `Sunday 22 November`.
#[must_use]
pub fn weekday_short(day: impl Given<NaiveDate>) -> String {
    written("day-with-weekday", day.given())
}

/// A day with its year: `19 November 2026`.
#[must_use]
pub fn day(day: impl Given<NaiveDate>) -> String {
    written("day-with-year", day.given())
}

/// A day where the year stands elsewhere: `19 November`.
#[must_use]
pub fn day_short(day: impl Given<NaiveDate>) -> String {
    written("day-without-year", day.given())
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
    written("month-with-year", day.given())
}

/// A stretch of days, both included: `1 September to 22 November 2026`.
#[must_use]
pub fn days(from: impl Given<NaiveDate>, to: impl Given<NaiveDate>) -> String {
    let (from, to) = (from.given(), to.given());
    let first = if from == to {
        return day(from);
    } else if from.year() != to.year() {
        day(from)
    } else if from.month() != to.month() {
        day_short(from)
    } else {
        from.day().to_string()
    };
    say_with(
        "days-from-to",
        [("from", first.into()), ("to", day(to).into())],
    )
}

/// How long ago a day was: `today`, `yesterday`, `11 days ago`. A day to come is named.
#[must_use]
pub fn ago(then: impl Given<NaiveDate>, today: impl Given<NaiveDate>) -> String {
    let (then, today) = (then.given(), today.given());
    match today.signed_duration_since(then).num_days() {
        0 => say("ago-today"),
        1 => say("ago-yesterday"),
        days @ 2.. => say_with("ago-days", [("number", days.into())]),
        _ => say_with("ago-to-come", [("day", day(then).into())]),
    }
}

/// A time of day: `9:32am`, `5:30pm`, `midday`, `midnight`, `2pm`; in Spanish `9:32`, `17:30`.
#[must_use]
pub fn time(time: impl Given<NaiveTime>) -> String {
    let time = time.given();
    if language() == Language::Spanish {
        return format!("{}:{:02}", time.hour(), time.minute());
    }
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
    say_with(
        "instant",
        [
            ("day", day(local.date_naive()).into()),
            ("time", time(local.time()).into()),
        ],
    )
}

/// Years have no thousands, so the year is given as words.
fn written(key: &str, day: NaiveDate) -> String {
    let of = |key, number: u32| say_with(key, [("number", Value::from(number))]);
    say_with(
        key,
        [
            (
                "weekday",
                of("weekday", day.weekday().number_from_monday()).into(),
            ),
            ("day", Value::from(day.day())),
            ("month", of("month", day.month()).into()),
            ("year", day.year().to_string().into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speaking;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
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
    fn spanish_days_have_their_own_words_and_order() {
        speaking(Language::Spanish, || {
            let sunday = date(2026, 11, 22);
            assert_eq!(weekday(sunday), "domingo, 22 de noviembre de 2026");
            assert_eq!(weekday_short(sunday), "domingo, 22 de noviembre");
            assert_eq!(day(sunday), "22 de noviembre de 2026");
            assert_eq!(month(sunday), "noviembre de 2026");
            assert_eq!(
                days(date(2026, 9, 1), sunday),
                "del 1 de septiembre al 22 de noviembre de 2026"
            );
            assert_eq!(
                days(date(2026, 11, 1), sunday),
                "del 1 al 22 de noviembre de 2026"
            );
            assert_eq!(ago(date(2026, 11, 20), sunday), "hace 2 días");
            assert_eq!(time(NaiveTime::from_hms_opt(17, 5, 0).unwrap()), "17:05");
            let at = DateTime::from_timestamp(1_780_561_920, 0).unwrap();
            assert_eq!(instant(at, Tz::Europe__Madrid), "4 de junio de 2026, 10:32");
        });
    }

    #[test]
    fn every_month_and_weekday_has_its_name_in_every_language() {
        for language in Language::ALL {
            let names: Vec<String> = speaking(language, || {
                let months = (1..=12).map(|number| month(date(2026, number, 1)));
                months
                    .chain((1..=7).map(|number| weekday_short(date(2026, 6, number))))
                    .collect()
            });
            let mut different = names.clone();
            different.sort();
            different.dedup();
            assert_eq!(different.len(), 19, "{names:?}");
        }
    }
}
