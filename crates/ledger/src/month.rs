//! A calendar month: the unit in which the book is closed.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

/// A month of a year from 0 to 9998. Written `2026-09`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month of this number, 1 to 12, if the book can hold it.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Month> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        (0..=9998).contains(&year).then_some(Month(first))
    }

    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: NaiveDate) -> Option<Month> {
        Month::new(day.year(), day.month())
    }

    /// The month that is written so: `2026-09`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Month> {
        let day = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
        Month::of(day).filter(|month| month.to_string() == text)
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> NaiveDate {
        let next = self.0.checked_add_months(chrono::Months::new(1));
        next.and_then(|next| next.pred_opt()).unwrap_or(self.0)
    }

    /// The month after it.
    #[must_use]
    pub fn next(self) -> Option<Month> {
        let later = self.0.checked_add_months(chrono::Months::new(1))?;
        Month::of(later)
    }

    /// The month before it.
    #[must_use]
    pub fn previous(self) -> Option<Month> {
        let earlier = self.0.checked_sub_months(chrono::Months::new(1))?;
        Month::of(earlier)
    }

    /// The first instant after it in UTC. A bank elsewhere has its own, up to 14 hours earlier
    /// or 12 hours later.
    #[must_use]
    pub fn end_in_utc(self) -> DateTime<Utc> {
        let next = self.0.checked_add_months(chrono::Months::new(1));
        next.unwrap_or(self.0).and_time(NaiveTime::MIN).and_utc()
    }

    /// Whether the month can end at this instant somewhere on earth.
    pub(crate) fn can_end_at(self, instant: DateTime<Utc>) -> bool {
        let after = instant - self.end_in_utc();
        TimeDelta::hours(-14) <= after && after <= TimeDelta::hours(12)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

impl ToSql for Month {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.to_string()))
    }
}

impl FromSql for Month {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Month> {
        Month::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::Month;

    #[test]
    fn months_follow_one_another_over_the_turn_of_the_year() {
        let december = Month::new(2026, 12).unwrap();
        let january = december.next().unwrap();
        assert_eq!(january.to_string(), "2027-01");
        assert_eq!(january.previous(), Some(december));
        assert_eq!(Month::of(january.first_day()), Some(january));
        assert_eq!(december.end_in_utc().timestamp(), 1_798_761_600);
    }

    #[test]
    fn a_month_outside_the_calendar_or_the_book_is_none() {
        assert_eq!(Month::new(2026, 0), None);
        assert_eq!(Month::new(2026, 13), None);
        assert_eq!(Month::new(-1, 1), None);
        assert_eq!(Month::new(9999, 1), None);
        assert_eq!(Month::new(9998, 12).unwrap().next(), None);
        assert_eq!(Month::new(0, 1).unwrap().previous(), None);
    }

    #[test]
    fn a_month_is_read_as_it_is_written() {
        let february = Month::new(2028, 2).unwrap();
        assert_eq!(Month::parse("2028-02"), Some(february));
        assert_eq!(february.last_day().to_string(), "2028-02-29");
        for wrong in [
            "",
            "2028-2",
            "2028-13",
            " 2028-02",
            "2028-02-01",
            "+2028-02",
        ] {
            assert_eq!(Month::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_month_ends_where_some_clock_on_earth_says_so() {
        let month = Month::new(2026, 9).unwrap();
        let end = month.end_in_utc();
        assert!(month.can_end_at(end - TimeDelta::hours(14)));
        assert!(month.can_end_at(end + TimeDelta::hours(12)));
        assert!(!month.can_end_at(end - TimeDelta::hours(14) - TimeDelta::seconds(1)));
        assert!(!month.can_end_at(end + TimeDelta::hours(12) + TimeDelta::seconds(1)));
    }
}
