//! Rates and years as plain data, and the one calculation that is theirs.

use chrono::{Days, Months, NaiveDate};

use crate::ids::RateId;

/// Which end of the range a rate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The least that may be paid, such as a minimum wage. It understates.
    Low,
    /// What half of all employees earn. It overstates.
    Median,
}

impl Level {
    /// Both, the low one first.
    pub const ALL: [Level; 2] = [Level::Low, Level::Median];

    /// The word in the file and in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Low => "low",
            Level::Median => "median",
        }
    }

    /// The level of a word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.as_str() == word)
    }
}

/// What an hour costs from a day on, as somebody enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRate {
    /// Which end of the range.
    pub level: Level,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// Pence for an hour.
    pub pence: i64,
    /// Where it is from, in words.
    pub source: String,
}

/// What an hour costs from a day on, until the next one of its level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Its number.
    pub id: RateId,
    /// Which end of the range.
    pub level: Level,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// Pence for an hour.
    pub pence: i64,
    /// Where it is from, in words.
    pub source: String,
    /// It came with the program, and nobody has changed it.
    pub shipped: bool,
}

/// The rate of a level that holds on a day, from rates in the order of their days.
#[must_use]
pub fn rate_on(rates: &[Rate], level: Level, day: NaiveDate) -> Option<&Rate> {
    let mut of_level = rates.iter().rev().filter(|rate| rate.level == level);
    of_level.find(|rate| rate.from <= day)
}

/// What a year of the bank cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Its first day; it has twelve months.
    pub from: NaiveDate,
    /// What it cost, in pence.
    pub cost: i64,
    /// The guesses of a social return.
    pub social: SocialReturn,
}

/// What a social return on investment is worked out from. It stays blank until all are entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SocialReturn {
    /// What the changes of the first year are worth, in pence.
    pub outcomes: Option<i64>,
    /// Where that is from.
    pub source: String,
    /// Percent that would have happened anyway.
    pub deadweight: Option<u8>,
    /// Percent that others brought about.
    pub attribution: Option<u8>,
    /// Percent that only moved from somewhere else.
    pub displacement: Option<u8>,
    /// Percent by which it shrinks each further year.
    pub drop_off: Option<u8>,
    /// For how many years it lasts.
    pub years: Option<u8>,
}

impl Year {
    /// Its last day.
    #[must_use]
    pub fn to(&self) -> NaiveDate {
        let next = self.from.checked_add_months(Months::new(12));
        let last = next.and_then(|next| next.checked_sub_days(Days::new(1)));
        last.unwrap_or(NaiveDate::MAX)
    }

    /// Whether it begins on another day and still has days of this one.
    pub(super) fn crosses(&self, other: &Year) -> bool {
        self.from != other.from && self.from <= other.to() && other.from <= self.to()
    }

    /// What each pound brought, in hundredths of a pound; nothing until every guess is entered.
    /// Later years are not discounted.
    #[must_use]
    pub fn social_return(&self) -> Option<i64> {
        let social = &self.social;
        if !social.is_complete() {
            return None;
        }
        let left = |share: Option<u8>| share.map(|share| 100 - i128::from(share));
        let first = i128::from(social.outcomes?)
            * left(social.deadweight)?
            * left(social.attribution)?
            * left(social.displacement)?;
        // Σ (1 − d)ᵗ over the years, in hundredths to the power of the last one.
        let (mut lasting, mut whole) = (1, 1);
        let mut year = 1;
        for _ in 1..social.years? {
            year *= left(social.drop_off)?;
            lasting = lasting * 100 + year;
            whole *= 100;
        }
        let cost = i128::from(self.cost) * 1_000_000 * whole;
        let hundredths = (first.checked_mul(lasting)?.checked_mul(100)? + cost / 2) / cost;
        i64::try_from(hundredths).ok()
    }
}

impl SocialReturn {
    /// Whether every guess is entered, with its source.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.outcomes.is_some()
            && !self.source.is_empty()
            && self.years.is_some()
            && self.shares().iter().all(|(_, share)| share.is_some())
    }

    /// The four shares, each with the name of its field.
    #[must_use]
    pub const fn shares(&self) -> [(&'static str, Option<u8>); 4] {
        [
            ("deadweight", self.deadweight),
            ("attribution", self.attribution),
            ("displacement", self.displacement),
            ("drop_off", self.drop_off),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn year() -> Year {
        Year {
            from: day("2025-04-01"),
            cost: 1_000_000,
            social: SocialReturn {
                outcomes: Some(5_000_000),
                source: "Our own study".into(),
                deadweight: Some(20),
                attribution: Some(50),
                displacement: Some(0),
                drop_off: Some(50),
                years: Some(2),
            },
        }
    }

    #[test]
    fn a_year_has_twelve_months_and_shares_none_of_them() {
        assert_eq!(year().to(), day("2026-03-31"));
        let other = |from: &str| Year {
            from: day(from),
            ..year()
        };
        assert!(other("2026-03-31").crosses(&year()));
        assert!(other("2024-04-02").crosses(&year()));
        assert!(!other("2025-04-01").crosses(&year()), "it is replaced");
        assert!(!other("2026-04-01").crosses(&year()));
    }

    #[test]
    fn a_social_return_takes_off_every_share_and_fades() {
        // £50,000 × 0.8 × 0.5 = £20,000 the first year and £10,000 the second, for £10,000.
        assert_eq!(year().social_return(), Some(300));
        let mut one = year();
        one.social.years = Some(1);
        assert_eq!(one.social_return(), Some(200));
        let mut ten = year();
        (ten.social.years, ten.social.drop_off) = (Some(10), Some(0));
        assert_eq!(ten.social_return(), Some(2_000));
    }

    #[test]
    fn a_social_return_is_blank_until_everything_is_entered() {
        let blanks: [fn(&mut SocialReturn); 7] = [
            |social| social.outcomes = None,
            |social| social.source.clear(),
            |social| social.deadweight = None,
            |social| social.attribution = None,
            |social| social.displacement = None,
            |social| social.drop_off = None,
            |social| social.years = None,
        ];
        for blank in blanks {
            let mut year = year();
            blank(&mut year.social);
            assert_eq!(year.social_return(), None, "{year:?}");
        }
    }

    #[test]
    fn the_rate_of_a_day_is_the_last_that_began() {
        let rate = |id, from: &str, pence| Rate {
            id: RateId::new(id),
            level: Level::Low,
            from: day(from),
            pence,
            source: String::new(),
            shipped: true,
        };
        let rates = [rate(1, "2025-04-01", 1_221), rate(2, "2026-04-01", 1_271)];
        let on = |text| rate_on(&rates, Level::Low, day(text)).map(|rate| rate.pence);
        assert_eq!(on("2025-03-31"), None);
        assert_eq!(on("2025-04-01"), Some(1_221));
        assert_eq!(on("2026-03-31"), Some(1_221));
        assert_eq!(on("2026-04-01"), Some(1_271));
        assert!(rate_on(&rates, Level::Median, day("2026-04-01")).is_none());
    }
}
