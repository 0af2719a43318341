//! The days a statement covers, as its reader chooses them.

use crate::words::say;
use chrono::{Datelike, Months, NaiveDate};

/// A choice of days, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// This month until today, and the two months before it.
    ThreeMonths,
    /// From 1 January until today.
    ThisYear,
    /// The whole year before.
    LastYear,
    /// From the first line until today.
    Everything,
}

impl Span {
    /// All choices, in the order of the list.
    pub(super) const ALL: [Self; 4] = [
        Self::ThreeMonths,
        Self::ThisYear,
        Self::LastYear,
        Self::Everything,
    ];

    /// The code in the address.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::ThreeMonths => "three-months",
            Self::ThisYear => "this-year",
            Self::LastYear => "last-year",
            Self::Everything => "everything",
        }
    }

    /// What the list calls it.
    pub(super) fn name(self) -> String {
        match self {
            Self::ThreeMonths => say("statement-last-months"),
            Self::ThisYear => say("statement-this-year"),
            Self::LastYear => say("statement-last-year"),
            Self::Everything => say("statement-everything"),
        }
    }

    /// The choice with this code; the last three months for anything else.
    pub(super) fn parse(code: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|span| span.code() == code)
            .unwrap_or(Self::ThreeMonths)
    }

    /// The first day, if there is one, and the last.
    pub(super) fn days(self, today: NaiveDate) -> (Option<NaiveDate>, NaiveDate) {
        let year = today.year();
        match self {
            Self::ThreeMonths => {
                let month = today.with_day(1);
                (
                    month.and_then(|day| day.checked_sub_months(Months::new(2))),
                    today,
                )
            }
            Self::ThisYear => (NaiveDate::from_ymd_opt(year, 1, 1), today),
            Self::LastYear => (
                NaiveDate::from_ymd_opt(year - 1, 1, 1),
                NaiveDate::from_ymd_opt(year - 1, 12, 31).unwrap_or(today),
            ),
            Self::Everything => (None, today),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(code: &str, today: &str) -> String {
        let (from, to) = Span::parse(code).days(today.parse().unwrap());
        format!(
            "{} {to}",
            from.map_or_else(|| "-".to_owned(), |day| day.to_string())
        )
    }

    #[test]
    fn three_months_are_this_one_and_the_two_before() {
        assert_eq!(days("", "2026-11-22"), "2026-09-01 2026-11-22");
        assert_eq!(days("nonsense", "2026-01-31"), "2025-11-01 2026-01-31");
    }

    #[test]
    fn a_year_goes_by_the_calendar() {
        assert_eq!(days("this-year", "2026-11-22"), "2026-01-01 2026-11-22");
        assert_eq!(days("last-year", "2026-11-22"), "2025-01-01 2025-12-31");
        assert_eq!(days("everything", "2026-11-22"), "- 2026-11-22");
    }

    #[test]
    fn every_choice_is_found_by_its_code() {
        for span in Span::ALL {
            assert_eq!(Span::parse(span.code()), span);
        }
    }
}
