//! The figures and charts of the activity report, in words.

use chrono::{Datelike, NaiveDate};
use reports::activity::{ActivityReport, Amount, Figure, Month, Unit, metric};
use reports::period::Period;

use crate::charts::{Bars, Columns, DiscRows, Point, Stretch, shares};
use crate::words;

/// More months than this are drawn as years.
const MOST_MONTHS: usize = 36;
/// The time before is drawn beside it where both together are no more columns than this.
const MOST_COLUMNS: usize = 24;

/// A headline figure.
#[derive(Clone, Debug)]
pub(super) struct Headline {
    pub(super) name: &'static str,
    /// Numbers and the small words after them: `412`, `h`, `30`, `min`.
    pub(super) parts: Vec<(String, &'static str)>,
    pub(super) note: &'static str,
}

/// The figures that stand large, each with its note.
pub(super) fn headlines(report: &ActivityReport) -> Vec<Headline> {
    let notes = [
        (metric::MINUTES_EXCHANGED.id, "Each hour counted once"),
        (metric::EXCHANGES.id, "Approved, and in the book"),
        (metric::MEMBERS_ACTIVE.id, "Gave or received at least once"),
        (metric::MEMBERS_NEW.id, "Began in these days"),
        (metric::DAYS_TO_APPROVAL.id, "The middle one of all"),
    ];
    notes
        .into_iter()
        .filter_map(|(id, note)| {
            let figure = report
                .figures
                .iter()
                .find(|figure| figure.metric.id == id)?;
            Some(Headline {
                name: figure.metric.name,
                parts: parts(figure)?,
                note,
            })
        })
        .collect()
}

fn parts(figure: &Figure) -> Option<Vec<(String, &'static str)>> {
    let value = figure.value?;
    Some(match figure.metric.unit {
        Unit::Minutes => vec![
            (words::hours_part(value), "h"),
            (words::minutes_part(value), "min"),
        ],
        Unit::Days => vec![(
            words::number(value),
            if value == 1 { "day" } else { "days" },
        )],
        Unit::Exchanges | Unit::Members => vec![(words::number(value), "")],
    })
}

/// "85 members shared 412 hours 30 minutes in 268 exchanges."
pub(super) fn finding(report: &ActivityReport) -> String {
    if report.exchanges() == 0 {
        return "No help of these days stands in the book.".to_owned();
    }
    format!(
        "{} shared {} in {}.",
        words::count(report.members_active(), "member"),
        words::length(report.minutes_exchanged()),
        words::count(report.exchanges(), "exchange"),
    )
}

/// Hours month by month, or year by year where there are many.
#[derive(Clone, Debug)]
pub(super) struct OverTime {
    pub(super) chart: Columns,
    /// The same figures, the time before first.
    pub(super) rows: Vec<(String, i64)>,
    pub(super) yearly: bool,
}

pub(super) fn over_time(report: &ActivityReport) -> OverTime {
    let yearly = report.months.len() > MOST_MONTHS;
    let now = stretch(report.period, &report.months, yearly);
    let before = report
        .previous
        .as_ref()
        .filter(|before| before.amount.exchanges > 0)
        .map(|before| stretch(before.period, &before.months, yearly))
        .filter(|before| before.points.len() + now.points.len() <= MOST_COLUMNS);
    let title = if yearly {
        "Hours exchanged each year"
    } else {
        "Hours exchanged each month"
    };
    let points = before.iter().flat_map(|before| &before.points);
    OverTime {
        chart: Columns::of(title, before.as_ref(), &now),
        rows: points
            .chain(&now.points)
            .map(|point| (point.whole_name.clone(), point.minutes))
            .collect(),
        yearly,
    }
}

fn stretch(period: Period, months: &[Month], yearly: bool) -> Stretch {
    let mut points: Vec<Point> = Vec::new();
    for month in months {
        let point = point(month.first, month.amount, yearly);
        match points.last_mut() {
            Some(last) if last.whole_name == point.whole_name => last.minutes += point.minutes,
            _ => points.push(point),
        }
    }
    Stretch {
        name: period.name(),
        points,
    }
}

fn point(first: NaiveDate, amount: Amount, yearly: bool) -> Point {
    let minutes = amount.minutes;
    if yearly {
        let year = first.year().to_string();
        return Point {
            name: year.clone(),
            whole_name: year,
            minutes,
        };
    }
    Point {
        name: first.format("%B").to_string(),
        whole_name: words::month(first),
        minutes,
    }
}

/// Hours by kind of help.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    pub(super) finding: String,
    pub(super) chart: Bars,
    /// Name, minutes, share in percent; every kind.
    pub(super) rows: Vec<(String, i64, u32)>,
}

pub(super) fn kinds(report: &ActivityReport) -> Kinds {
    let minutes: Vec<i64> = report
        .categories
        .iter()
        .map(|share| share.amount.minutes)
        .collect();
    let rows: Vec<(String, i64, u32)> = report
        .categories
        .iter()
        .zip(shares(&minutes))
        .map(|(share, percent)| (share.name.clone(), share.amount.minutes, percent))
        .collect();
    let of_kind = |named: bool| {
        let shares = report.categories.iter();
        shares
            .filter(move |share| share.category.is_some() == named)
            .map(|share| (share.name.clone(), share.amount.minutes))
    };
    let named: Vec<_> = of_kind(true).collect();
    let rest = of_kind(false).next();
    Kinds {
        finding: most(&rows[..named.len().min(rows.len())]),
        chart: Bars::of("Hours by kind of help", &named, rest.as_ref()),
        rows,
    }
}

/// "Most hours went to Gardening (23%) and Company and visits (21%)."
fn most(rows: &[(String, i64, u32)]) -> String {
    match rows {
        [] => "No kind of help was given with these hours.".to_owned(),
        [(name, _, percent)] => format!("{percent}% of all hours went to {name}."),
        [(first, _, one), (second, _, two), ..] => {
            format!("Most hours went to {first} ({one}%) and {second} ({two}%).")
        }
    }
}

/// How many members took part in which way.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) finding: String,
    pub(super) chart: DiscRows,
    pub(super) all: u64,
}

pub(super) fn ways(report: &ActivityReport) -> Parts {
    let rows = [
        ("Gave and received", report.members_both()),
        ("Gave only", report.members_giving_only()),
        ("Received only", report.members_receiving_only()),
    ]
    .map(|(name, members)| (name.to_owned(), members));
    let chart = DiscRows::of("How members took part", &rows);
    Parts {
        finding: format!(
            "{} of {} both gave and received. {}",
            words::number(i64::try_from(report.members_both()).unwrap_or(i64::MAX)),
            words::count(report.members_active(), "active member"),
            chart.key()
        ),
        chart,
        all: report.members_active(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(first: &str, minutes: i64) -> Month {
        Month {
            first: first.parse().unwrap(),
            amount: Amount {
                exchanges: 1,
                minutes,
            },
        }
    }

    fn period() -> Period {
        Period::new("2025-12-01".parse().unwrap(), "2026-02-28".parse().unwrap()).unwrap()
    }

    #[test]
    fn years_add_up_the_months_they_hold() {
        let months = [
            month("2025-12-01", 60),
            month("2026-01-01", 30),
            month("2026-02-01", 45),
        ];
        let yearly = stretch(period(), &months, true);
        let told: Vec<_> = yearly
            .points
            .iter()
            .map(|point| (&*point.name, point.minutes))
            .collect();
        assert_eq!(told, [("2025", 60), ("2026", 75)]);
        let monthly = stretch(period(), &months, false);
        assert_eq!(monthly.points.len(), 3);
        assert_eq!(monthly.points[1].whole_name, "January 2026");
        assert_eq!(monthly.name, "December 2025 to February 2026");
    }

    #[test]
    fn the_largest_kinds_are_named_with_their_share() {
        let row = |name: &str, percent| (name.to_owned(), 60, percent);
        assert_eq!(
            most(&[row("Gardening", 23), row("Lifts", 21), row("Baking", 2)]),
            "Most hours went to Gardening (23%) and Lifts (21%)."
        );
        assert_eq!(most(&[row("Lifts", 40)]), "40% of all hours went to Lifts.");
        assert!(most(&[]).starts_with("No kind"));
    }
}
