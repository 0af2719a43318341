//! The periods people ask for by name.

use chrono::{Datelike, Months, NaiveDate};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::{exchange, member};

use super::Period;

/// The month in which the financial year of British charities begins, on its first day.
pub(super) const FINANCIAL_YEAR_MONTH: u32 = 4;

/// The month in which the school year of England begins, for reports.
pub(super) const SCHOOL_YEAR_MONTH: u32 = 9;

/// A period by name, seen from today. The ones that are still running go to their last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Preset {
    /// The month of today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// January to March, April to June …
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// From 1 April to 31 March.
    ThisFinancialYear,
    /// The financial year before.
    LastFinancialYear,
    /// From 1 September to 31 August.
    ThisSchoolYear,
    /// The school year before.
    LastSchoolYear,
    /// From 1 January to 31 December.
    ThisYear,
    /// The year before.
    LastYear,
    /// From the bank’s first day until today.
    Everything,
}

impl Preset {
    /// All of them, in the order in which a list offers them.
    pub const ALL: [Preset; 11] = [
        Preset::ThisMonth,
        Preset::LastMonth,
        Preset::ThisQuarter,
        Preset::LastQuarter,
        Preset::ThisFinancialYear,
        Preset::LastFinancialYear,
        Preset::ThisSchoolYear,
        Preset::LastSchoolYear,
        Preset::ThisYear,
        Preset::LastYear,
        Preset::Everything,
    ];

    /// The code used in addresses and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Preset::ThisMonth => "this-month",
            Preset::LastMonth => "last-month",
            Preset::ThisQuarter => "this-quarter",
            Preset::LastQuarter => "last-quarter",
            Preset::ThisFinancialYear => "this-financial-year",
            Preset::LastFinancialYear => "last-financial-year",
            Preset::ThisSchoolYear => "this-school-year",
            Preset::LastSchoolYear => "last-school-year",
            Preset::ThisYear => "this-year",
            Preset::LastYear => "last-year",
            Preset::Everything => "everything",
        }
    }

    /// What a list calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Preset::ThisMonth => "This month",
            Preset::LastMonth => "Last month",
            Preset::ThisQuarter => "This quarter",
            Preset::LastQuarter => "Last quarter",
            Preset::ThisFinancialYear => "This financial year",
            Preset::LastFinancialYear => "Last financial year",
            Preset::ThisSchoolYear => "This school year",
            Preset::LastSchoolYear => "Last school year",
            Preset::ThisYear => "This year",
            Preset::LastYear => "Last year",
            Preset::Everything => "Everything",
        }
    }

    /// Whether its days are over, whichever day it is seen from.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(
            self,
            Preset::LastMonth
                | Preset::LastQuarter
                | Preset::LastFinancialYear
                | Preset::LastSchoolYear
                | Preset::LastYear
        )
    }

    /// The preset with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Preset> {
        Preset::ALL
            .into_iter()
            .find(|preset| preset.as_str() == code)
    }

    /// Its days, seen from `today`. Everything begins with the first of: the bank’s founding, a
    /// member’s joining, a day of help in the book; it ends today.
    pub fn period(
        self,
        conn: &Connection,
        bank: &Bank,
        today: NaiveDate,
    ) -> timebank::Result<Period> {
        match self.by_calendar(today) {
            Some(period) => Ok(period),
            None => whole(conn, bank, today),
        }
    }

    /// Its days where the calendar alone decides them.
    fn by_calendar(self, today: NaiveDate) -> Option<Period> {
        let month = today.month0();
        let into_financial_year = (month + 13 - FINANCIAL_YEAR_MONTH) % 12;
        let into_school_year = (month + 13 - SCHOOL_YEAR_MONTH) % 12;
        // How many months ago it began, and how many it has.
        let (ago, count) = match self {
            Preset::ThisMonth => (0, 1),
            Preset::LastMonth => (1, 1),
            Preset::ThisQuarter => (month % 3, 3),
            Preset::LastQuarter => (month % 3 + 3, 3),
            Preset::ThisFinancialYear => (into_financial_year, 12),
            Preset::LastFinancialYear => (into_financial_year + 12, 12),
            Preset::ThisSchoolYear => (into_school_year, 12),
            Preset::LastSchoolYear => (into_school_year + 12, 12),
            Preset::ThisYear => (month, 12),
            Preset::LastYear => (month + 12, 12),
            Preset::Everything => return None,
        };
        Period::of_months(today.checked_sub_months(Months::new(ago))?, count)
    }
}

fn whole(conn: &Connection, bank: &Bank, today: NaiveDate) -> timebank::Result<Period> {
    let mut from = bank.day_of(bank.founded_at).min(today);
    let mut to = today;
    if let Some((first, last)) = exchange::days_posted(conn)? {
        (from, to) = (from.min(first), to.max(last));
    }
    member::for_each(conn, |member| {
        from = member.joined_on.map_or(from, |joined| from.min(joined));
        timebank::Result::Ok(())
    })?;
    Ok(Period { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(preset: Preset, today: &str) -> String {
        let period = preset.by_calendar(today.parse().unwrap()).unwrap();
        format!("{} {}", period.from(), period.to())
    }

    #[test]
    fn months_and_quarters_begin_and_end_with_the_calendar() {
        for (preset, today, expected) in [
            (Preset::ThisMonth, "2028-02-29", "2028-02-01 2028-02-29"),
            (Preset::LastMonth, "2026-03-31", "2026-02-01 2026-02-28"),
            (Preset::LastMonth, "2026-01-01", "2025-12-01 2025-12-31"),
            (Preset::ThisQuarter, "2026-09-30", "2026-07-01 2026-09-30"),
            (Preset::LastQuarter, "2026-01-15", "2025-10-01 2025-12-31"),
            (Preset::ThisYear, "2026-12-31", "2026-01-01 2026-12-31"),
            (Preset::LastYear, "2026-01-01", "2025-01-01 2025-12-31"),
        ] {
            assert_eq!(days(preset, today), expected, "{preset:?} {today}");
        }
    }

    #[test]
    fn the_financial_year_turns_on_the_first_of_april() {
        let this = Preset::ThisFinancialYear;
        assert_eq!(days(this, "2026-03-31"), "2025-04-01 2026-03-31");
        assert_eq!(days(this, "2026-04-01"), "2026-04-01 2027-03-31");
        let last = Preset::LastFinancialYear;
        assert_eq!(days(last, "2026-03-31"), "2024-04-01 2025-03-31");
        assert_eq!(days(last, "2026-12-31"), "2025-04-01 2026-03-31");
    }

    #[test]
    fn the_school_year_turns_on_the_first_of_september() {
        let this = Preset::ThisSchoolYear;
        assert_eq!(days(this, "2026-08-31"), "2025-09-01 2026-08-31");
        assert_eq!(days(this, "2026-09-01"), "2026-09-01 2027-08-31");
        let last = Preset::LastSchoolYear;
        assert_eq!(days(last, "2026-11-22"), "2025-09-01 2026-08-31");
    }

    #[test]
    fn every_preset_is_read_back_from_its_code() {
        for preset in Preset::ALL {
            assert_eq!(Preset::parse(preset.as_str()), Some(preset));
        }
    }
}
