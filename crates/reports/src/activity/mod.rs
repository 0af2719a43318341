//! The activity report: what a community did in a period, defined figure by figure and proved
//! against the book.
//!
//! Everything a page or a file shows is in [`ActivityReport`], so they cannot differ. The words
//! of a figure are part of its definition, see [`Metric`].

pub(crate) mod crowd;
mod json;
pub mod metric;
mod reconciliation;
mod report;
mod sheet;
mod tally;
mod text;
mod workbook;

use std::cmp::Reverse;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::{category, exchange};

use crowd::{Behind, Crowd};
pub use json::{ActivityDocument, write_json};
pub use metric::{Figure, Metric, Unit};
pub use reconciliation::{Reconciliation, Totals};
pub use report::{ActivityReport, CategoryShare, ChannelShare, Month, Previous};
pub use sheet::write_csv;
pub use tally::Amount;
use tally::{Counted, Tally};
pub use text::write_text;
pub use workbook::write_xlsx;

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
    let reconciliation = Reconciliation::of(conn, period, &tally)?;
    let (months, months_behind) = months(period, &tally);
    let (categories, categories_behind) = categories(conn, &tally)?;
    let (channels, channels_behind) = channels(&tally);
    let mut behind = Behind {
        months: months_behind,
        categories: categories_behind,
        channels: channels_behind,
        waits: tally.waited.clone(),
        ..Behind::default()
    };
    if reconciliation.help.reversals > 0 {
        behind.reversals = taken_back(conn, period)?;
    }
    let previous = match period.previous() {
        Some(before) => Some(previous(conn, bank, before, &mut behind)?),
        None => None,
    };
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
        months,
        categories,
        channels,
        previous,
        reconciliation,
        head: ledger::head(conn)?,
        behind,
    })
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
    let mut shares = Vec::with_capacity(tally.categories.len());
    for (&category, counted) in &tally.categories {
        let name = match category {
            Some(id) => category::get(conn, id)?.name,
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

fn previous(
    conn: &Connection,
    bank: &Bank,
    period: Period,
    behind: &mut Behind,
) -> timebank::Result<Previous> {
    let tally = Tally::of(conn, bank, period)?;
    let months;
    (months, behind.previous_months) = self::months(period, &tally);
    behind.previous = tally.everybody();
    Ok(Previous {
        period,
        amount: tally.total,
        months,
    })
}
