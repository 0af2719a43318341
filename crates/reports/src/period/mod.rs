//! The stretch of days a report covers: both ends included, named in words.

mod preset;

use chrono::{Datelike, Days, Months, NaiveDate};

pub use preset::Preset;

use crate::words;

/// A stretch of days, both ends included, within the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// From one day to another; nothing where the second comes before the first.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Period> {
        let written = |day: NaiveDate| (1..=9999).contains(&day.year());
        (from <= to && written(from) && written(to)).then_some(Period { from, to })
    }

    /// `count` whole months from the one of `day` on.
    fn of_months(day: NaiveDate, count: u32) -> Option<Period> {
        let from = day.with_day(1)?;
        let to = from
            .checked_add_months(Months::new(count))?
            .checked_sub_days(Days::new(1))?;
        Period::new(from, to)
    }

    /// The first day of the quarter of a day.
    pub(crate) fn quarter_of(day: NaiveDate) -> Option<NaiveDate> {
        let first = day.with_day(1)?;
        first.checked_sub_months(Months::new(day.month0() % 3))
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn to(self) -> NaiveDate {
        self.to
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Its name for a heading: `July 2026`, `July to September 2026`, `2026`,
    /// `Financial year 2026 to 2027`, else its days.
    #[must_use]
    pub fn name(self) -> String {
        match self.shape() {
            Shape::Year => self.from.year().to_string(),
            Shape::FinancialYear => format!(
                "Financial year {} to {}",
                self.from.year(),
                self.from.year() + 1
            ),
            Shape::SchoolYear => format!(
                "School year {} to {}",
                self.from.year(),
                self.from.year() + 1
            ),
            Shape::Month => words::month(self.from),
            Shape::Months => {
                let first = if self.within_one_year() {
                    words::month_name(self.from)
                } else {
                    words::month(self.from)
                };
                format!("{first} to {}", words::month(self.to))
            }
            Shape::Days => self.in_days(),
        }
    }

    /// Its days: `1 July to 30 September 2026`, `3 July 2026`.
    #[must_use]
    pub fn in_days(self) -> String {
        let last = words::day(self.to);
        if self.from == self.to {
            last
        } else if !self.within_one_year() {
            format!("{} to {last}", words::day(self.from))
        } else if self.from.month() == self.to.month() {
            format!("{} to {last}", self.from.day())
        } else {
            let (day, month) = (self.from.day(), words::month_name(self.from));
            format!("{day} {month} to {last}")
        }
    }

    /// Its name inside a sentence: `in July 2026`, `from July to September 2026`,
    /// `in the financial year 2026 to 2027`, `on 3 July 2026`.
    #[must_use]
    pub fn said(self) -> String {
        match self.shape() {
            Shape::Year | Shape::Month => format!("in {}", self.name()),
            Shape::FinancialYear => {
                let year = self.from.year();
                format!("in the financial year {year} to {}", year + 1)
            }
            Shape::SchoolYear => {
                let year = self.from.year();
                format!("in the school year {year} to {}", year + 1)
            }
            Shape::Days if self.from == self.to => format!("on {}", self.in_days()),
            Shape::Months | Shape::Days => format!("from {}", self.name()),
        }
    }

    /// The period of equal length just before: as many whole months where these are whole
    /// months, else as many days. Nothing where that would begin before the year 1.
    #[must_use]
    pub fn previous(self) -> Option<Period> {
        let to = self.from.checked_sub_days(Days::new(1))?;
        let from = if let Some(months) = self.whole_months() {
            self.from.checked_sub_months(Months::new(months))?
        } else {
            let days = (self.to - self.from).num_days().unsigned_abs();
            to.checked_sub_days(Days::new(days))?
        };
        Period::new(from, to)
    }

    /// The same days a year before; to the end of the month where these are whole months. Nothing
    /// where that would begin before the year 1.
    #[must_use]
    pub fn year_before(self) -> Option<Period> {
        let year = Months::new(12);
        let from = self.from.checked_sub_months(year)?;
        let to = match self.whole_months() {
            Some(count) => return Period::of_months(from, count),
            None => self.to.checked_sub_months(year)?,
        };
        Period::new(from, to)
    }

    /// The first days of the months it touches, in order.
    pub fn months(self) -> impl Iterator<Item = NaiveDate> {
        let last = self.to;
        let first = self.from.with_day(1);
        std::iter::successors(first, |month| month.checked_add_months(Months::new(1)))
            .take_while(move |month| *month <= last)
    }

    fn shape(self) -> Shape {
        match (self.whole_months(), self.from.month()) {
            (Some(12), 1) => Shape::Year,
            (Some(12), preset::FINANCIAL_YEAR_MONTH) => Shape::FinancialYear,
            (Some(12), preset::SCHOOL_YEAR_MONTH) => Shape::SchoolYear,
            (Some(1), _) => Shape::Month,
            (Some(_), _) => Shape::Months,
            (None, _) => Shape::Days,
        }
    }

    /// How many whole months it is made of, if it is.
    fn whole_months(self) -> Option<u32> {
        let after = self.to.succ_opt()?;
        if self.from.day() != 1 || after.day() != 1 {
            return None;
        }
        let months = |day: NaiveDate| day.year() * 12 + day.month().cast_signed();
        u32::try_from(months(after) - months(self.from)).ok()
    }

    fn within_one_year(self) -> bool {
        self.from.year() == self.to.year()
    }
}

enum Shape {
    Year,
    FinancialYear,
    SchoolYear,
    Month,
    Months,
    Days,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, to: &str) -> Period {
        Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_period_is_named_in_the_words_people_use() {
        for (from, to, name, days, said) in [
            (
                "2026-07-01",
                "2026-09-30",
                "July to September 2026",
                "1 July to 30 September 2026",
                "from July to September 2026",
            ),
            (
                "2026-02-01",
                "2026-02-28",
                "February 2026",
                "1 to 28 February 2026",
                "in February 2026",
            ),
            (
                "2026-01-01",
                "2026-12-31",
                "2026",
                "1 January to 31 December 2026",
                "in 2026",
            ),
            (
                "2025-09-01",
                "2026-08-31",
                "School year 2025 to 2026",
                "1 September 2025 to 31 August 2026",
                "in the school year 2025 to 2026",
            ),
            (
                "2026-04-01",
                "2027-03-31",
                "Financial year 2026 to 2027",
                "1 April 2026 to 31 March 2027",
                "in the financial year 2026 to 2027",
            ),
            (
                "2026-11-01",
                "2027-01-31",
                "November 2026 to January 2027",
                "1 November 2026 to 31 January 2027",
                "from November 2026 to January 2027",
            ),
            (
                "2026-07-03",
                "2026-07-03",
                "3 July 2026",
                "3 July 2026",
                "on 3 July 2026",
            ),
            (
                "2026-07-03",
                "2026-08-02",
                "3 July to 2 August 2026",
                "3 July to 2 August 2026",
                "from 3 July to 2 August 2026",
            ),
        ] {
            let period = period(from, to);
            assert_eq!(period.name(), name);
            assert_eq!(period.in_days(), days);
            assert_eq!(period.said(), said);
        }
    }

    #[test]
    fn the_period_before_is_as_long() {
        let before = |from, to| period(from, to).previous();
        assert_eq!(
            before("2026-07-01", "2026-09-30"),
            Some(period("2026-04-01", "2026-06-30"))
        );
        assert_eq!(
            before("2028-03-01", "2028-03-31"),
            Some(period("2028-02-01", "2028-02-29"))
        );
        assert_eq!(
            before("2026-07-11", "2026-07-20"),
            Some(period("2026-07-01", "2026-07-10"))
        );
        assert_eq!(before("0001-01-01", "9999-12-31"), None);
    }

    #[test]
    fn days_the_wrong_way_round_are_no_period() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(Period::new(day("2026-07-02"), day("2026-07-01")), None);
        assert_eq!(Period::new(day("2026-07-01"), NaiveDate::MAX), None);
    }

    #[test]
    fn every_month_it_touches_is_listed() {
        let months: Vec<_> = period("2026-11-30", "2027-01-01").months().collect();
        let expected = ["2026-11-01", "2026-12-01", "2027-01-01"].map(|day| day.parse().unwrap());
        assert_eq!(months, expected);
    }

    #[test]
    fn the_same_days_a_year_before_end_with_their_month() {
        for (from, to, expected) in [
            ("2026-07-01", "2026-09-30", ("2025-07-01", "2025-09-30")),
            ("2024-02-01", "2024-02-29", ("2023-02-01", "2023-02-28")),
            ("2025-02-01", "2025-02-28", ("2024-02-01", "2024-02-29")),
            ("2026-07-03", "2026-07-09", ("2025-07-03", "2025-07-09")),
        ] {
            let (first, last) = expected;
            let before = period(from, to).year_before();
            assert_eq!(before, Some(period(first, last)), "{from}");
        }
        assert_eq!(period("0001-01-01", "0001-12-31").year_before(), None);
    }
}
