//! The activity report: what a community did in a period, defined figure by figure and proved
//! against the book.
//!
//! Everything a page or a file shows is in [`ActivityReport`], so they cannot differ. The words
//! of a figure are part of its definition, see [`Metric`].

mod attended;
pub mod chapter;
mod closings;
pub(crate) mod crowd;
pub(crate) mod facts;
pub(crate) mod grid;
mod groups;
mod headings;
mod json;
pub mod metric;
mod outcomes;
mod pack;
mod part;
mod pdf;
mod projects;
mod reconciliation;
mod report;
mod sheet;
pub(crate) mod story;
mod tally;
mod text;
mod told;
mod workbook;
mod worth;

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::{StoryId, SurveyId, category, exchange};

use attended::Attended;
pub(crate) use attended::COMPARED;
pub use chapter::{Chapter, ChapterRow, ChapterTable, Column, Measure};
pub use closings::MonthClosing;
use crowd::{Behind, Crowd};
use facts::Facts;
pub use groups::{GROUPS, Group, HEADLINES};
pub use headings::HeadingShare;
pub use json::{ActivityDocument, SCHEMA, write_json};
pub use metric::{Figure, Metric, Scope, Unit};
pub use outcomes::{Change, FEWEST_PAIRS, Outcomes};
pub use pack::write_pack;
pub use part::Part;
pub use pdf::write_pdf;
pub use projects::ProjectShare;
pub use reconciliation::{Reconciliation, Totals};
pub use report::{ActivityReport, CategoryShare, ChannelShare, Month, PairShare, Previous};
pub use sheet::write_csv;
pub use tally::Amount;
pub(crate) use tally::{Counted, Pair};
use tally::{PAIRS, Tally};
pub use text::write_text;
pub use told::Restated;
pub use workbook::write_xlsx;
pub use worth::{LABEL as REPLACEMENT_COST, Valued, Worth};

pub use crate::period::{Period, Preset};
use crate::words;

/// What help without a kind is listed under, always last.
pub const NO_KIND_GIVEN: &str = "No kind given";

/// Makes the report of a period. Call it inside one snapshot of the file: the exchanges and the
/// book are read one after the other and compared.
pub fn activity(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    made_at: DateTime<Utc>,
) -> timebank::Result<ActivityReport> {
    activity_of(conn, bank, period, &Part::WHOLE, made_at)
}

/// What a report has only where somebody asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// What it would have cost to pay for the hours.
    pub worth: bool,
    /// What members answered to this survey.
    pub survey: Option<SurveyId>,
    /// This story, while it may be shown.
    pub story: Option<StoryId>,
}

/// The report of a period for a part of the bank, with what else was asked for.
pub fn activity_with(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    part: &Part,
    extras: &Extras,
    made_at: DateTime<Utc>,
) -> timebank::Result<ActivityReport> {
    let mut report = activity_of(conn, bank, period, part, made_at)?;
    if extras.worth {
        report.worth = Some(Worth::of(conn, period, part)?);
    }
    if let Some(survey) = extras.survey {
        report.outcomes = Some(Outcomes::of(conn, survey, period)?);
    }
    if let Some(id) = extras.story {
        report.story = timebank::story::shown_on(conn, id, report.made_on)?;
    }
    Ok(report)
}

/// Makes the report of a period for a part of the bank. Beside that of the whole bank it says what
/// the other part did, so to readers outside one of projects is shown as far as both can be
/// protected together, and nothing of any other.
pub fn activity_of(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    part: &Part,
    made_at: DateTime<Utc>,
) -> timebank::Result<ActivityReport> {
    let made_on = bank.day_of(made_at);
    let mut tally = Tally::of(conn, bank, period, part)?;
    let grid = tally.grid.take();
    let beside = grid.as_ref().map(|_| activity(conn, bank, period, made_at));
    let beside = beside.transpose()?.map(Box::new);
    let attended = Attended::of(conn, period, part)?;
    let reconciliation = Reconciliation::of(conn, period, &tally, attended.in_book)?;
    let whole = part.is_whole();
    let restated = whole.then(|| Restated::of(conn, bank, period, tally.total));
    let restated = restated.transpose()?.flatten();
    let closings = whole.then(|| MonthClosing::all(conn, bank, period));
    let closings = closings.transpose()?.unwrap_or_default();
    let mut behind = Behind::of(&tally);
    if reconciliation.help.reversals > 0 {
        behind.reversals = taken_back(conn, period)?;
    }
    let earlier = |period| Earlier::of(conn, bank, period, part);
    let before = period.previous().map(earlier).transpose()?;
    let last_year = period.year_before();
    let last_year = last_year.filter(|year| Some(*year) != period.previous());
    let last_year = last_year.map(earlier).transpose()?;
    let months = behind.months(period, &tally);
    let categories = behind.categories(conn, &tally)?;
    let headings = behind.headings(conn, &tally, &categories)?;
    let channels = behind.channels(&tally);
    let pairs = behind.pairs(&tally);
    let projects = behind.projects(conn, &tally)?;
    let previous = before.as_ref().map(|then| behind.previous(then));
    let year_before = last_year.as_ref().map(|then| behind.year_before(then));
    let before = before.as_ref().map(|then| (then.period, &then.tally));
    let counted = (tally, attended);
    let accounts = &reconciliation.accounts;
    let facts = Facts::of(conn, bank, period, counted, before, made_on, accounts)?;
    behind.facts(&facts);
    let figures = metric::ALL.iter().filter(|metric| part.has(metric.scope));
    Ok(ActivityReport {
        bank: bank.name.clone(),
        period,
        part: part.said(conn)?,
        made_at,
        made_at_words: format!(
            "{} at {}",
            words::day(made_on),
            made_at.with_timezone(&bank.zone).format("%-I:%M%P")
        ),
        made_on,
        figures: figures.map(|metric| metric.of(&facts)).collect(),
        months,
        categories,
        headings,
        channels,
        pairs,
        projects,
        previous,
        year_before,
        reconciliation,
        restated,
        closings,
        worth: None,
        outcomes: None,
        story: None,
        head: ledger::head(conn)?,
        whole: beside,
        grid,
        behind,
    })
}

/// What was counted in an earlier period, to compare with.
struct Earlier {
    period: Period,
    tally: Tally,
    crowds: [Crowd; 2],
    figures: Vec<Figure>,
}

impl Earlier {
    fn of(
        conn: &Connection,
        bank: &Bank,
        period: Period,
        part: &Part,
    ) -> timebank::Result<Earlier> {
        let attended = Attended::of(conn, period, part)?;
        Ok(Earlier {
            period,
            tally: Tally::of(conn, bank, period, part)?,
            crowds: attended.crowds(),
            figures: if part.has(Scope::Attended) {
                attended.compared()
            } else {
                Vec::new()
            },
        })
    }

    fn previous(&self, months: Vec<Month>) -> Previous {
        Previous {
            period: self.period,
            amount: self.tally.total,
            months,
            figures: self.figures.clone(),
        }
    }
}

impl Behind {
    fn of(tally: &Tally) -> Behind {
        Behind {
            waits: tally.waited.clone(),
            ..Behind::default()
        }
    }

    fn previous(&mut self, then: &Earlier) -> Previous {
        let (months, months_behind) = months(then.period, &then.tally);
        (self.previous, self.previous_months) = (then.tally.everybody(), months_behind);
        self.attended_before.clone_from(&then.crowds);
        then.previous(months)
    }

    fn year_before(&mut self, then: &Earlier) -> Previous {
        self.year_before = then.tally.everybody();
        self.attended_year_before.clone_from(&then.crowds);
        then.previous(Vec::new())
    }

    fn facts(&mut self, facts: &Facts) {
        self.newcomers = facts.members.newcomers.clone();
        self.listings = facts.listings.clone();
        self.attended = facts.attended.crowds();
    }

    fn months(&mut self, period: Period, tally: &Tally) -> Vec<Month> {
        let months;
        (months, self.months) = self::months(period, tally);
        months
    }

    fn categories(
        &mut self,
        conn: &Connection,
        tally: &Tally,
    ) -> timebank::Result<Vec<CategoryShare>> {
        let categories;
        (categories, self.categories) = self::categories(conn, tally)?;
        Ok(categories)
    }

    fn channels(&mut self, tally: &Tally) -> Vec<ChannelShare> {
        let channels;
        (channels, self.channels) = self::channels(tally);
        channels
    }

    fn pairs(&mut self, tally: &Tally) -> Vec<PairShare> {
        let pairs;
        (pairs, self.pairs) = self::pairs(tally);
        pairs
    }
}

/// How many of the exchanges that were taken back are looked at: enough to find as many
/// different members as a figure that leaves the bank must have behind it.
const LOOKED_AT: u32 = 100;

fn taken_back(conn: &Connection, period: Period) -> timebank::Result<Crowd> {
    let filter = exchange::Filter {
        state: Some("reversed"),
        from: Some(period.from()),
        to: Some(period.to()),
        ..exchange::Filter::default()
    };
    let mut crowd = Crowd::default();
    for exchange in exchange::list(conn, &filter, None, LOOKED_AT)? {
        crowd.add(exchange.giver.id);
        crowd.add(exchange.receiver.id);
    }
    Ok(crowd)
}

/// A period of more months than this lists its months from the first to the last exchange only.
const MOST_MONTHS: usize = 100 * 12;

fn months(period: Period, tally: &Tally) -> (Vec<Month>, Vec<Crowd>) {
    let listed = if period.months().nth(MOST_MONTHS).is_some() {
        first_to_last(tally)
    } else {
        Some(period)
    };
    let month = |first| {
        let Counted { amount, behind } = tally.in_month(first);
        (Month { first, amount }, behind)
    };
    let months = listed.map(|period| period.months().map(month).unzip());
    months.unwrap_or_default()
}

fn first_to_last(tally: &Tally) -> Option<Period> {
    let first_of = |(year, month): &(i32, u32)| NaiveDate::from_ymd_opt(*year, *month, 1);
    let (first, _) = tally.months.first_key_value()?;
    let (last, _) = tally.months.last_key_value()?;
    Period::new(first_of(first)?, first_of(last)?)
}

fn categories(
    conn: &Connection,
    tally: &Tally,
) -> timebank::Result<(Vec<CategoryShare>, Vec<Crowd>)> {
    let names = category::names(conn)?;
    let mut shares = Vec::with_capacity(tally.categories.len());
    for (&category, counted) in &tally.categories {
        let name = match category {
            Some(id) => {
                let name = names.get(&id).cloned();
                name.ok_or(timebank::Error::NotFound("This kind of help"))?
            }
            None => NO_KIND_GIVEN.to_owned(),
        };
        let share = CategoryShare {
            category,
            name,
            amount: counted.amount,
        };
        shares.push((share, counted.behind.clone()));
    }
    shares.sort_by(|(one, _), (other, _)| {
        let rank = |share: &CategoryShare| {
            let Amount { minutes, exchanges } = share.amount;
            (share.category.is_none(), Reverse((minutes, exchanges)))
        };
        (rank(one), &one.name).cmp(&(rank(other), &other.name))
    });
    Ok(shares.into_iter().unzip())
}

fn channels(tally: &Tally) -> (Vec<ChannelShare>, Vec<Crowd>) {
    let mut shares: Vec<(ChannelShare, Crowd)> = tally
        .channels
        .iter()
        .map(|(&channel, counted)| {
            let amount = counted.amount;
            (ChannelShare { channel, amount }, counted.behind.clone())
        })
        .collect();
    shares.sort_by_key(|(share, _)| (Reverse(share.amount.minutes), share.channel));
    shares.into_iter().unzip()
}

/// Who helped whom; the pairs that did not occur are left out.
fn pairs(tally: &Tally) -> (Vec<PairShare>, Vec<Crowd>) {
    let found = PAIRS.into_iter().filter_map(|pair| {
        let counted = tally.pairs.get(&pair)?;
        let (giver, receiver) = pair;
        let share = PairShare {
            giver,
            receiver,
            amount: counted.amount,
        };
        Some((share, counted.behind.clone()))
    });
    found.unzip()
}
