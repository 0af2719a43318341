//! What it would have cost to pay for the hours of a report: each hour at the rate of its day.
//!
//! It is a range from a low rate to a median one, and it is never called savings: nobody’s budget
//! became smaller. With more than one rate in the period the sum says what was done before and
//! after the change, so readers outside see it only where the months say the same.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rusqlite::Connection;
use timebank::exchange;
use timebank::worth::{self, Level, Rate, Year, rate_on};

use super::chapter::{Chapter, ChapterRow, ChapterTable, Column, Measure};
use super::part::Part;
use crate::disclosure::{ProtectedReport, Shown};
use crate::period::Period;
use crate::words;

/// What stands above every figure of money.
pub const LABEL: &str = "Replacement cost, not savings";

/// The hours of a period and what they would have cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worth {
    /// One for each level that has a rate, the low one first.
    pub ranges: Vec<Valued>,
    /// What the year cost, where the report is of exactly that year and of the whole bank.
    pub year: Option<Year>,
}

/// The hours of a period at the rates of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// Which level.
    pub level: Level,
    /// Every rate that held on a day of the period, oldest first, and the minutes done in its days.
    pub rates: Vec<(Rate, i64)>,
    /// Minutes done before the first rate.
    pub without_rate: i64,
}

impl Valued {
    /// All of it, in pence; a half penny counts as one.
    #[must_use]
    pub fn pence(&self) -> i64 {
        let exact: i128 = self
            .rates
            .iter()
            .map(|(rate, minutes)| exact(rate, *minutes))
            .sum();
        i64::try_from((exact + 30).div_euclid(60)).unwrap_or(i64::MAX)
    }

    /// Whether the rate changed in the days of the report.
    fn changes(&self) -> bool {
        self.rates.len() > 1 || self.without_rate > 0
    }
}

/// Sixtieths of a penny.
fn exact(rate: &Rate, minutes: i64) -> i128 {
    i128::from(rate.pence) * i128::from(minutes)
}

impl Worth {
    pub(super) fn of(conn: &Connection, period: Period, part: &Part) -> timebank::Result<Worth> {
        let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
        let taking = part.taking(conn)?;
        exchange::for_each_posted(conn, period.from(), period.to(), |exchange| {
            if taking.takes(&exchange) {
                *days.entry(exchange.done_on).or_default() += exchange.minutes;
            }
        })?;
        let rates = worth::rates(conn)?;
        let with_rates = |level: &Level| rates.iter().any(|rate| rate.level == *level);
        let levels = Level::ALL.into_iter().filter(with_rates);
        let years = worth::years(conn)?.into_iter();
        let is_this = |year: &Year| year.from == period.from() && year.to() == period.to();
        Ok(Worth {
            ranges: levels
                .map(|level| valued(level, &rates, period, &days))
                .collect(),
            year: years.filter(is_this).find(|_| part.is_whole()),
        })
    }

    /// The chapter, as the readers of this report may see it.
    pub(crate) fn chapter(&self, report: &ProtectedReport) -> Chapter {
        let mut tables = vec![self.range(report)];
        tables.extend(self.rates(report));
        tables.extend(self.costs(report));
        Chapter {
            id: "worth",
            short: "Replacement cost",
            title: "What it would have cost to pay for these hours".to_owned(),
            label: LABEL.to_owned(),
            lead: vec![self.finding(report)],
            tables,
            notes: self.notes(report),
        }
    }

    /// Whether the sums say no more than the rest of the report.
    fn is_shown(report: &ProtectedReport, valued: &Valued) -> bool {
        let minutes = report.total().minutes();
        minutes.value().is_some()
            && (report.is_exact()
                || !valued.changes()
                || report.months.iter().all(|month| month.amount.is_exact())
                    && valued
                        .rates
                        .iter()
                        .skip(1)
                        .all(|(rate, _)| rate.from.day() == 1)
                    && valued.without_rate == 0)
    }

    fn sum(report: &ProtectedReport, valued: &Valued) -> Shown<i64> {
        if Self::is_shown(report, valued) {
            Shown::Exact(valued.pence())
        } else {
            Shown::Hidden
        }
    }

    fn range(&self, report: &ProtectedReport) -> ChapterTable {
        let row = |valued: &Valued| {
            let figures = vec![Self::sum(report, valued)];
            ChapterRow::new(valued.level.as_str(), name(valued.level), figures)
        };
        ChapterTable {
            id: "range".to_owned(),
            title: "From a low rate to a median one".to_owned(),
            what: "Rate",
            columns: vec![Column::new(
                "replacement_cost",
                "Replacement cost",
                Measure::Pence,
            )],
            rows: self.ranges.iter().map(row).collect(),
        }
    }

    fn rates(&self, report: &ProtectedReport) -> Option<ChapterTable> {
        let row = |valued: &Valued, rate: &Rate, minutes: i64| {
            let minutes = if Self::is_shown(report, valued) {
                Shown::Exact(minutes)
            } else {
                Shown::Hidden
            };
            let name = format!("{}, from {}", name(rate.level), words::day(rate.from));
            let id = format!("{}_{}", rate.level.as_str(), rate.from);
            ChapterRow::new(id, name, vec![Shown::Exact(rate.pence), minutes]).noted(&rate.source)
        };
        let rows = |valued: &Valued| -> Vec<ChapterRow> {
            let rates = valued.rates.iter();
            rates
                .map(|(rate, minutes)| row(valued, rate, *minutes))
                .collect()
        };
        let rows: Vec<ChapterRow> = self.ranges.iter().flat_map(rows).collect();
        (!rows.is_empty()).then(|| ChapterTable {
            id: "rates".to_owned(),
            title: "The rates of these days".to_owned(),
            what: "Rate",
            columns: vec![
                Column::new("an_hour", "An hour", Measure::Pence),
                Column::new("minutes", "Hours done", Measure::Minutes),
            ],
            rows,
        })
    }

    /// What the year cost for each member and each hour, and its social return.
    fn costs(&self, report: &ProtectedReport) -> Option<ChapterTable> {
        let year = self.year.as_ref()?;
        let active = report.value(&super::metric::MEMBERS_ACTIVE);
        let per_member = match active {
            Shown::Exact(members) if members >= FEWEST || report.is_exact() => {
                rounded(year.cost, members)
            }
            _ => Shown::Hidden,
        };
        let per_hour = match report.total().minutes() {
            Shown::Exact(minutes) => rounded(year.cost.saturating_mul(60), minutes),
            _ => Shown::Hidden,
        };
        let of = format!(
            "the year from {} to {}",
            words::day(year.from),
            words::day(year.to())
        );
        let mut rows = vec![
            ChapterRow::new(
                "cost",
                "What the timebank cost",
                vec![Shown::Exact(year.cost)],
            )
            .noted(words::capital(&of)),
            ChapterRow::new(
                "cost_per_active_member",
                "For each active member",
                vec![per_member],
            )
            .noted(format!("In {of}")),
            ChapterRow::new("cost_per_hour", "For each hour of help", vec![per_hour])
                .noted(format!("In {of}")),
        ];
        if let Some(hundredths) = year.social_return() {
            let note = format!("Worked out from what changed, by: {}", year.social.source);
            let row = ChapterRow::new(
                "social_return",
                "Social return on each pound",
                vec![Shown::Exact(hundredths)],
            );
            rows.push(row.noted(note));
        }
        Some(ChapterTable {
            id: "costs".to_owned(),
            title: format!("What the timebank cost in {of}"),
            what: "Cost",
            columns: vec![Column::new("pounds", "Came to", Measure::Pence)],
            rows,
        })
    }

    fn finding(&self, report: &ProtectedReport) -> String {
        let Some(minutes) = report.total().minutes().value() else {
            return "The hours of these days are not shown, so nothing is said of their cost."
                .to_owned();
        };
        let hours = words::hours_said(minutes);
        let sums: Vec<Shown<i64>> = self
            .ranges
            .iter()
            .map(|valued| Self::sum(report, valued))
            .collect();
        match sums
            .iter()
            .map(Shown::value)
            .collect::<Option<Vec<i64>>>()
            .as_deref()
        {
            Some([low, high]) => format!(
                "To pay for these {hours} would have cost from {} to {}.",
                words::pounds(*low.min(high)),
                words::pounds(*low.max(high))
            ),
            Some([one]) => format!(
                "To pay for these {hours} would have cost {} at the {} rate.",
                words::pounds(*one),
                name(self.ranges[0].level).to_lowercase()
            ),
            Some(_) => {
                "No rate is written down, so nothing is said of what it would have cost.".to_owned()
            }
            None => "The rate changed in these days, and the sum would say what few people did: \
                it is not shown."
                .to_owned(),
        }
    }

    fn notes(&self, report: &ProtectedReport) -> Vec<String> {
        let mut notes = vec![
            "A replacement cost is what the same hours would have cost had somebody been paid for \
             them. Nobody’s budget became smaller by it, so it is not money saved. Each hour is \
             counted once and valued at the rate that held on the day it was done. A low rate, \
             such as a minimum wage, understates; a median overstates; so both are shown. Hours \
             themselves have no price: members never see one, and nobody is paid."
                .to_owned(),
        ];
        if !self
            .ranges
            .iter()
            .any(|valued| valued.level == Level::Median)
        {
            notes.push(
                "The upper end of the range is left blank: the timebank has not written down a \
                 median rate with its source."
                    .to_owned(),
            );
        }
        for valued in &self.ranges {
            if valued.without_rate > 0 && Self::is_shown(report, valued) {
                notes.push(format!(
                    "{} of these days came before the first {} rate and are not valued.",
                    words::capital(&words::hours_said(valued.without_rate)),
                    name(valued.level).to_lowercase()
                ));
            }
        }
        match &self.year {
            Some(year) if year.social_return().is_some() => notes.push(social_note(year)),
            Some(_) => notes.push(
                "A social return is left blank until all it is worked out from is written down."
                    .to_owned(),
            ),
            None => {}
        }
        notes
    }
}

/// The fewest people of whom an average is shown outside.
const FEWEST: i64 = 8;

/// A sum divided, a half counting as one.
fn rounded(sum: i64, by: i64) -> Shown<i64> {
    if by <= 0 {
        return Shown::Nothing;
    }
    let half = i128::from(by) / 2;
    let each = (i128::from(sum) + half).div_euclid(i128::from(by));
    i64::try_from(each).map_or(Shown::Nothing, Shown::Exact)
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Low => "Low",
        Level::Median => "Median",
    }
}

fn social_note(year: &Year) -> String {
    let social = &year.social;
    let percent = |share: Option<u8>| share.unwrap_or(0);
    format!(
        "The social return takes what changed in the first year, {}, less {}% that would have \
         happened anyway, less {}% that others brought about, less {}% that only moved from \
         elsewhere, for {}, shrinking by {}% each further year, and divides it by what the year \
         cost. Later years are not discounted. These shares are the timebank’s own estimates.",
        words::pounds(social.outcomes.unwrap_or(0)),
        percent(social.deadweight),
        percent(social.attribution),
        percent(social.displacement),
        words::counted(u64::from(percent(social.years)), "year", "years"),
        percent(social.drop_off),
    )
}

fn valued(level: Level, rates: &[Rate], period: Period, days: &BTreeMap<NaiveDate, i64>) -> Valued {
    let mut held: Vec<(Rate, i64)> = Vec::new();
    let first = rate_on(rates, level, period.from()).map(|rate| rate.from);
    let first = first.unwrap_or(period.from());
    for rate in rates.iter().filter(|rate| rate.level == level) {
        if rate.from >= first && rate.from <= period.to() {
            held.push((rate.clone(), 0));
        }
    }
    let mut without_rate = 0;
    for (day, minutes) in days {
        match held.iter_mut().rev().find(|(rate, _)| rate.from <= *day) {
            Some((_, of_rate)) => *of_rate += minutes,
            None => without_rate += minutes,
        }
    }
    Valued {
        level,
        rates: held,
        without_rate,
    }
}
