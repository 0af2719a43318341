//! The charts of the activity report, each with its finding and the same figures as a table.
//! Drawn is only what may be shown.

use chrono::{Datelike, NaiveDate};
use reports::disclosure::{CategoryRow, MonthRow, ProtectedReport, Shown};
use reports::period::Period;

use super::cell::Cell;
use super::figures::people;
use crate::charts::{Bars, Columns, DiscRows, Point, Stretch, shares};
use crate::words::{self, say};

/// More months than this are drawn as years.
const MOST_MONTHS: usize = 36;
/// The time before is drawn beside it where both together are no more columns than this.
const MOST_COLUMNS: usize = 24;

/// The charts of a report.
#[derive(Clone, Debug)]
pub(super) struct Charts {
    pub(super) over_time: OverTime,
    pub(super) kinds: Kinds,
    pub(super) ways: Parts,
}

impl Charts {
    /// The charts; none where there is nothing to draw, or nothing that may be drawn.
    pub(super) fn of(report: &ProtectedReport) -> Option<Self> {
        let total = report.total().value()?;
        (total.exchanges > 0).then(|| Self {
            over_time: OverTime::of(report),
            kinds: Kinds::of(report),
            ways: Parts::of(report),
        })
    }
}

/// Hours month by month, or year by year where there are many.
#[derive(Clone, Debug)]
pub(super) struct OverTime {
    pub(super) finding: String,
    pub(super) title: String,
    pub(super) chart: Option<Columns>,
    /// The same figures, the time before first.
    pub(super) rows: Vec<(String, Cell)>,
    pub(super) yearly: bool,
}

impl OverTime {
    fn of(report: &ProtectedReport) -> Self {
        let yearly = report.months.len() > MOST_MONTHS;
        let now = spans(&report.months, yearly);
        let before = report.previous.as_ref();
        let before = before
            .filter(|before| before.amount.value().is_some_and(|all| all.exchanges > 0))
            .map(|before| (before.period, spans(&before.months, yearly)))
            .filter(|(_, before)| before.iter().any(|span| span.minutes.value().is_some()))
            .filter(|(_, before)| before.len() + now.len() <= MOST_COLUMNS);
        let title = if yearly {
            say("reports-hours-exchanged-each-year")
        } else {
            say("reports-hours-exchanged-each-month")
        };
        let drawn = now.iter().any(|span| span.minutes.value().is_some());
        let chart = drawn.then(|| {
            let before = before.as_ref();
            let before = before.map(|(period, spans)| stretch(*period, spans));
            Columns::of(&*title, before.as_ref(), &stretch(report.period, &now))
        });
        let mut spans = before.map_or_else(Vec::new, |(_, before)| before);
        spans.extend(now);
        let all_shown = spans.iter().all(|span| span.minutes.value().is_some());
        let missing = match (drawn, yearly) {
            _ if all_shown => String::new(),
            (false, _) => format!(" {}", say("reports-too-few-people-stand-behind")),
            (true, true) => format!(" {}", say("reports-years-without-a-column-are")),
            (true, false) => format!(" {}", say("reports-months-without-a-column-are")),
        };
        Self {
            finding: format!("{}{missing}", report.comparison),
            title,
            chart,
            rows: spans
                .into_iter()
                .map(|span| (span.whole_name, Cell::hours(span.minutes)))
                .collect(),
            yearly,
        }
    }
}

/// A month or a year.
struct Span {
    name: String,
    whole_name: String,
    minutes: Shown<i64>,
}

/// The months, or the years they make. A year is hidden where a month of it is.
fn spans(months: &[MonthRow], yearly: bool) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for month in months {
        let span = span(month.first, month.amount.minutes(), yearly);
        match spans.last_mut() {
            Some(last) if last.whole_name == span.whole_name => {
                last.minutes = match (last.minutes, span.minutes) {
                    (Shown::Exact(one), Shown::Exact(other)) => Shown::Exact(one + other),
                    _ => Shown::Hidden,
                };
            }
            _ => spans.push(span),
        }
    }
    spans
}

fn span(first: NaiveDate, minutes: Shown<i64>, yearly: bool) -> Span {
    let (name, whole_name) = if yearly {
        (first.year().to_string(), first.year().to_string())
    } else {
        (first.format("%B").to_string(), words::month(first))
    };
    Span {
        name,
        whole_name,
        minutes,
    }
}

fn stretch(period: Period, spans: &[Span]) -> Stretch {
    let point = |span: &Span| Point {
        name: span.name.clone(),
        whole_name: span.whole_name.clone(),
        minutes: span.minutes.value(),
    };
    Stretch {
        name: period.name(),
        points: spans.iter().map(point).collect(),
    }
}

/// Hours by kind of help.
#[derive(Clone, Debug)]
pub(super) struct Kinds {
    pub(super) finding: String,
    pub(super) title: String,
    pub(super) chart: Option<Bars>,
    /// Name, hours and share; every kind.
    pub(super) rows: Vec<(String, Cell, Cell)>,
    pub(super) all: Cell,
}

impl Kinds {
    fn of(report: &ProtectedReport) -> Self {
        let total = report.total().minutes();
        let shown = |row: &&CategoryRow| row.amount.value().is_some();
        let kinds = report.categories.iter().filter(shown);
        let minutes = |row: &CategoryRow| row.amount.value().map_or(0, |amount| amount.minutes);
        // What is not shown has its share too, or the others would seem larger than they are.
        let mut parts: Vec<i64> = kinds.clone().map(minutes).collect();
        parts.push(total.value().unwrap_or(0) - parts.iter().sum::<i64>());
        let mut percents = shares(&parts).into_iter();
        let title = say("reports-hours-by-kind-of-help");
        let mut named = Vec::new();
        let mut rest = None;
        let mut rows = Vec::new();
        for row in &report.categories {
            let percent = row.amount.value().and_then(|_| percents.next());
            let share = percent.map_or(Shown::Hidden, Shown::Exact);
            let share = Cell::of(share, |percent| format!("{percent}%"));
            rows.push((row.name.clone(), Cell::hours(row.amount.minutes()), share));
            match (percent, row.category) {
                (Some(percent), Some(_)) => named.push((row.name.clone(), minutes(row), percent)),
                (Some(_), None) => rest = Some((row.name.clone(), minutes(row))),
                (None, _) => {}
            }
        }
        let bars: Vec<_> = named
            .iter()
            .map(|(name, of, _)| (name.clone(), *of))
            .collect();
        let drawn = !bars.is_empty() || rest.is_some();
        let chart = drawn.then(|| Bars::of(&*title, &bars, rest.as_ref()));
        Self {
            finding: kinds_finding(report, &named, rest.is_some()),
            title,
            chart,
            rows,
            all: Cell::hours(total),
        }
    }
}

/// What the kinds say, and how many of them are not shown.
fn kinds_finding(report: &ProtectedReport, named: &[(String, i64, u32)], rest: bool) -> String {
    let rows = report.categories.iter();
    let hidden = rows.filter(|row| row.amount.value().is_none()).count();
    if report.categories.is_empty() || (hidden > 0 && named.is_empty() && !rest) {
        return say("reports-too-few-people-stand-behind-b");
    }
    if hidden == 0 {
        return most(named);
    }
    let missing = say!("reports-kinds-are-not-shown-to", number = hidden);
    match named {
        // A kind that is not shown may have more hours than those that are.
        [(first, _, one), (second, _, two), ..] => {
            let most = say!(
                "reports-of-the-kinds-that-are",
                first = first,
                one = *one,
                second = second,
                two = *two
            );
            format!("{most} {missing}")
        }
        [_] => format!("{} {missing}", most(named)),
        [] => words::sentence(&missing),
    }
}

/// "Most hours went to Gardening (23%) and Company and visits (21%)."
fn most(rows: &[(String, i64, u32)]) -> String {
    match rows {
        [] => say("reports-no-kind-of-help-was"),
        [(name, _, percent)] => say!(
            "reports-of-all-hours-went-to",
            percent = *percent,
            name = name
        ),
        [(first, _, one), (second, _, two), ..] => {
            say!(
                "reports-most-hours-went-to-and",
                first = first,
                one = *one,
                second = second,
                two = *two
            )
        }
    }
}

/// How many members took part in which way.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) finding: String,
    /// What the table is, and to what it is rounded.
    pub(super) title: String,
    pub(super) chart: Option<DiscRows>,
    pub(super) rows: Vec<(&'static str, Cell)>,
    pub(super) all_name: String,
    pub(super) all: Cell,
}

impl Parts {
    fn of(report: &ProtectedReport) -> Self {
        let [both, gave, received, (all_name, _, all)] = report.taking_part();
        let parts = [both, gave, received];
        let rounded = report.rounded_to();
        let title = rounded.map_or_else(
            || say("reports-how-members-took-part"),
            |nearest| say!("reports-how-members-took-part-rounded", nearest = nearest),
        );
        let drawn: Vec<(String, u64)> = parts
            .iter()
            .filter_map(|(name, _, members)| Some(((*name).to_owned(), members.value()?)))
            .map(|(name, members)| (name, members.unsigned_abs()))
            .collect();
        let chart = drawn
            .iter()
            .any(|(_, members)| *members > 0)
            .then(|| DiscRows::of(&*title, &drawn));
        let mut finding = taking_part(both.2, all);
        if let Some(chart) = &chart {
            finding = format!("{finding} {}", chart.key());
        }
        Self {
            finding,
            title,
            chart,
            rows: parts
                .map(|(name, _, members)| (name, Cell::count(members)))
                .to_vec(),
            all_name: rounded.map_or_else(
                || all_name.to_owned(),
                |nearest| say!("reports-rounded", name = all_name, nearest = nearest),
            ),
            all: Cell::count(all),
        }
    }
}

/// "About 40 of about 85 active members both gave and received."
fn taking_part(both: Shown<i64>, all: Shown<i64>) -> String {
    if all.value().is_none() {
        return say("reports-how-many-members-took-part");
    }
    if both == Shown::Hidden {
        let who = words::sentence(&people(all, "member"));
        return say!("reports-took-part-who-gave-and", who = who);
    }
    say!(
        "reports-of-both-gave-and-received",
        both = words::sentence(&both.said()),
        all = people(all, "active member")
    )
}

#[cfg(test)]
mod tests {
    use reports::activity::Amount;
    use reports::disclosure::Audience;

    use super::super::samples;
    use super::*;
    use crate::spanish::in_spanish;

    fn month(first: &str, amount: Shown<i64>) -> MonthRow {
        MonthRow {
            first: first.parse().unwrap(),
            amount: amount.map(|minutes| Amount {
                exchanges: 1,
                minutes,
            }),
        }
    }

    #[test]
    fn years_add_up_the_months_they_hold_unless_one_is_hidden() {
        let months = [
            month("2025-12-01", Shown::FewPeople(5)),
            month("2025-12-02", Shown::Exact(60)),
            month("2026-01-01", Shown::Exact(30)),
            month("2026-02-01", Shown::Exact(45)),
        ];
        let told: Vec<_> = spans(&months, true)
            .into_iter()
            .map(|span| (span.name, span.minutes))
            .collect();
        let year = |name: &str, minutes| (name.to_owned(), minutes);
        assert_eq!(
            told,
            [year("2025", Shown::Hidden), year("2026", Shown::Exact(75))]
        );
        let monthly = spans(&months[2..], false);
        assert_eq!(monthly[1].whole_name, "February 2026");
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

    #[test]
    fn a_kind_that_is_not_shown_is_not_drawn_and_keeps_its_share_of_the_whole() {
        let kinds = Kinds::of(&samples::report(Audience::OUTSIDE));
        let bars = kinds.chart.unwrap().bars;
        let drawn: Vec<_> = bars.iter().map(|bar| (&*bar.name, bar.minutes)).collect();
        assert_eq!(drawn, [("Gardening", 1_200), ("Lifts", 600)]);
        let cells: Vec<_> = kinds
            .rows
            .iter()
            .map(|(name, hours, share)| (&**name, hours.masked, &*share.text))
            .collect();
        assert_eq!(
            cells,
            [
                ("Gardening", false, "50%"),
                ("Lifts", false, "25%"),
                ("Cooking", true, "hidden"),
                ("Legal help", true, "hidden"),
            ]
        );
        assert_eq!(
            kinds.finding,
            "Of the kinds that are shown, most hours went to Gardening (50%) and Lifts (25%). \
             2 kinds are not shown, to protect small numbers."
        );
    }

    #[test]
    fn a_month_that_is_not_shown_has_no_column_and_the_chart_says_so() {
        let over_time = OverTime::of(&samples::report(Audience::OUTSIDE));
        assert_eq!(over_time.chart.unwrap().columns.len(), 1);
        assert!(over_time.rows[1].1.masked && over_time.rows[2].1.masked);
        assert!(over_time.finding.contains("Months without a column"));
        let committee = OverTime::of(&samples::report(Audience::Committee));
        assert_eq!(committee.chart.unwrap().columns.len(), 3);
        assert!(!committee.finding.contains("without a column"));
    }

    #[test]
    fn how_members_took_part_is_told_as_far_as_it_may_be() {
        let (about, few) = (
            |value| Shown::Rounded { value, nearest: 5 },
            Shown::FewerThan(5),
        );
        let told = [
            taking_part(Shown::Exact(40), Shown::Exact(85)),
            taking_part(about(40), about(85)),
            taking_part(few, about(15)),
            taking_part(Shown::Hidden, about(15)),
            taking_part(Shown::Hidden, Shown::Hidden),
        ];
        assert_eq!(
            told,
            [
                "40 of 85 active members both gave and received.",
                "About 40 of about 85 active members both gave and received.",
                "Fewer than 5 of about 15 active members both gave and received.",
                "About 15 members took part. Who gave and who received is hidden, so that \
                 nobody can be worked out.",
                "How many members took part is hidden, so that nobody can be worked out.",
            ]
        );
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let row = |name: &str, percent| (name.to_owned(), 60, percent);
        let both = [row("Jardín", 23), row("Coche", 21)];
        in_spanish(&[], || {
            let report = samples::report(Audience::OUTSIDE);
            let told = [&both[..], &both[..1], &[]].map(|rows| {
                let shown = most(rows);
                shown + " " + &kinds_finding(&report, rows, false)
            });
            let over_time = OverTime::of(&samples::report(Audience::Committee));
            let hidden = taking_part(Shown::Hidden, Shown::Hidden);
            told.join(" ") + &over_time.title + &Kinds::of(&report).title + &hidden
        });
    }
}
