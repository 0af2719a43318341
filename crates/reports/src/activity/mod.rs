//! The activity report: what a community did in a period, defined figure by figure and proved
//! against the book.
//!
//! Everything a page or a file shows is in [`ActivityReport`], so they cannot differ. The words
//! of a figure are part of its definition, see [`Metric`].

mod json;
pub mod metric;
mod reconciliation;
mod report;
mod sheet;
mod tally;
mod text;

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::category;

pub use json::{ActivityDocument, write_json};
pub use metric::{Figure, Metric, Unit};
pub use reconciliation::{Reconciliation, Totals};
pub use report::{ActivityReport, CategoryShare, ChannelShare, Month, Previous};
pub use sheet::write_csv;
pub use tally::Amount;
use tally::Tally;
pub use text::write_text;

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
    let tally = Tally::of(conn, bank, period)?;
    let local = made_at.with_timezone(&bank.zone);
    Ok(ActivityReport {
        bank: bank.name.clone(),
        period,
        made_at,
        made_at_words: format!(
            "{} at {}",
            words::day(local.date_naive()),
            local.format("%-I:%M%P")
        ),
        made_on: local.date_naive(),
        figures: metric::ALL.map(|metric| metric.of(&tally)).to_vec(),
        months: months(period, &tally),
        categories: categories(conn, &tally)?,
        channels: channels(&tally),
        previous: period
            .previous()
            .map(|before| previous(conn, bank, before))
            .transpose()?,
        reconciliation: Reconciliation::of(conn, period, &tally)?,
        head: ledger::head(conn)?,
    })
}

/// A period of more months than this lists its months from the first to the last exchange only.
const MOST_MONTHS: usize = 100 * 12;

fn months(period: Period, tally: &Tally) -> Vec<Month> {
    let listed = if period.months().nth(MOST_MONTHS).is_some() {
        first_to_last(tally)
    } else {
        Some(period)
    };
    let month = |first| Month {
        first,
        amount: tally.in_month(first),
    };
    listed.map_or_else(Vec::new, |period| period.months().map(month).collect())
}

fn first_to_last(tally: &Tally) -> Option<Period> {
    let first_of = |(year, month): &(i32, u32)| NaiveDate::from_ymd_opt(*year, *month, 1);
    let (first, _) = tally.months.first_key_value()?;
    let (last, _) = tally.months.last_key_value()?;
    Period::new(first_of(first)?, first_of(last)?)
}

fn categories(conn: &Connection, tally: &Tally) -> timebank::Result<Vec<CategoryShare>> {
    let mut shares = Vec::with_capacity(tally.categories.len());
    for (&category, &amount) in &tally.categories {
        let name = match category {
            Some(id) => category::get(conn, id)?.name,
            None => NO_KIND_GIVEN.to_owned(),
        };
        shares.push(CategoryShare {
            category,
            name,
            amount,
        });
    }
    shares.sort_by(|one, other| {
        let rank = |share: &CategoryShare| {
            let Amount { minutes, exchanges } = share.amount;
            (share.category.is_none(), Reverse((minutes, exchanges)))
        };
        (rank(one), &one.name).cmp(&(rank(other), &other.name))
    });
    Ok(shares)
}

fn channels(tally: &Tally) -> Vec<ChannelShare> {
    let share = |(&channel, &amount)| ChannelShare { channel, amount };
    let mut shares: Vec<ChannelShare> = tally.channels.iter().map(share).collect();
    shares.sort_by_key(|share| (Reverse(share.amount.minutes), share.channel));
    shares
}

fn previous(conn: &Connection, bank: &Bank, period: Period) -> timebank::Result<Previous> {
    let tally = Tally::of(conn, bank, period)?;
    Ok(Previous {
        period,
        amount: tally.total,
        months: months(period, &tally),
    })
}
