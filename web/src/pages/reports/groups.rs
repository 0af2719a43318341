//! The figures that do not stand large, in groups, each with how it is counted; and the lists
//! that need no picture.

use reports::activity::{self, Amount, Metric, Unit};
use reports::disclosure::{ProtectedFigure, ProtectedReport, Shown};

use super::cell::Cell;
use crate::words;

/// Figures about one thing.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) rows: Vec<Row>,
}

/// A figure and what it means.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) metric: &'static Metric,
    pub(super) value: Cell,
    /// `Rounded to the nearest 5`, where it is.
    pub(super) note: Option<String>,
}

/// A list of exchanges and hours.
#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    /// What is at the head of its first column.
    pub(super) what: &'static str,
    pub(super) rows: Vec<(&'static str, Cell, Cell)>,
    /// All of them together.
    pub(super) total: (Cell, Cell),
}

/// Every figure that is in no headline and no chart.
pub(super) fn groups(report: &ProtectedReport) -> Vec<Group> {
    activity::GROUPS
        .iter()
        .filter_map(|group| {
            let (id, name, metrics) = (group.id, group.name, group.metrics);
            let figures = report.figures.iter();
            let ours = figures.filter(|one| metrics.iter().any(|of| of.id == one.metric.id));
            let mut rows: Vec<Row> = ours.map(Row::of).collect();
            let place = |row: &Row| metrics.iter().position(|of| of.id == row.metric.id);
            rows.sort_by_key(place);
            (!rows.is_empty()).then_some(Group { id, name, rows })
        })
        .collect()
}

impl Row {
    pub(super) fn of(figure: &ProtectedFigure) -> Self {
        let value = match figure.metric.unit {
            // Nothing is kept back here: there is nothing.
            _ if figure.value == Shown::Nothing => Cell {
                text: figure.value.instead().unwrap_or_default(),
                masked: false,
            },
            Unit::Minutes => Cell::hours(figure.value),
            Unit::Days => Cell::of(figure.value, |days| {
                let days = days.unsigned_abs();
                words::count(days, "day")
            }),
            Unit::Exchanges | Unit::Members | Unit::Listings | Unit::Times => {
                Cell::count(figure.value)
            }
        };
        let note = match figure.value {
            Shown::Rounded { nearest, .. } => Some(format!("Rounded to the nearest {nearest}")),
            _ => None,
        };
        Self {
            metric: figure.metric,
            value,
            note,
        }
    }
}

/// Who helped whom, and how it was recorded.
pub(super) fn lists(report: &ProtectedReport) -> Vec<List> {
    let total = report.total();
    if total.value().is_none_or(|total| total.exchanges == 0) {
        return Vec::new();
    }
    let row = |name, amount: Shown<Amount>| {
        let [exchanges, hours] = cells(amount);
        (name, exchanges, hours)
    };
    let pairs = report
        .pairs
        .iter()
        .map(|pair| row(pair.name(), pair.amount));
    let ways = report
        .channels
        .iter()
        .map(|way| row(way.name(), way.amount));
    let list = |id, name, what, rows: Vec<_>| {
        let [exchanges, hours] = cells(total);
        List {
            id,
            name,
            what,
            rows,
            total: (exchanges, hours),
        }
    };
    [
        list("pairs", "Who helped whom", "From and to", pairs.collect()),
        list("channels", "How it was recorded", "Way", ways.collect()),
    ]
    .into_iter()
    .filter(|list| !list.rows.is_empty())
    .collect()
}

fn cells(amount: Shown<Amount>) -> [Cell; 2] {
    let exchanges = amount.exchanges().map(u64::cast_signed);
    [Cell::count(exchanges), Cell::hours(amount.minutes())]
}

#[cfg(test)]
mod tests {
    use reports::activity::metric;
    use reports::disclosure::Audience;

    use super::super::samples;
    use super::*;

    #[test]
    fn every_figure_stands_large_or_in_a_group_or_in_the_chart_of_giving_and_receiving() {
        let report = samples::report(Audience::Committee);
        let groups = groups(&report);
        let grouped: Vec<&str> = groups
            .iter()
            .flat_map(|group| group.rows.iter().map(|row| row.metric.id))
            .collect();
        let elsewhere = [
            "minutes_exchanged",
            "exchanges",
            "members_active",
            "members_giving",
            "members_receiving",
            "members_both",
            "days_to_approval",
        ];
        for metric in metric::ALL {
            let found = grouped.contains(&metric.id) || elsewhere.contains(&metric.id);
            assert!(found, "{} is on no page", metric.id);
        }
    }
}
