//! Columns over time.

use super::{Em, Percent, scaled};

/// Where the columns stand, and how high the highest is.
const AXIS: i64 = 1_380;
const HIGHEST: i64 = 1_160;
/// Room at the left for the figures of the grid.
const LEFT: i64 = 1_600;
const RIGHT: i64 = 9_960;
/// Up to so many columns each carry their number.
const ALL_NUMBERED: usize = 6;
/// Up to so many columns each carry their name.
const ALL_NAMED: usize = 4;

/// A chart of hours over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// What it shows, for who cannot see it.
    pub title: String,
    /// Its figures in a sentence.
    pub description: String,
    /// The lines behind the columns.
    pub grid: Vec<GridLine>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The words under the axis.
    pub labels: Vec<Label>,
}

/// A line behind the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridLine {
    /// Where.
    pub y: Em,
    /// Where its figure stands.
    pub text_y: Em,
    /// Its figure: `50 h`.
    pub figure: String,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it stands for, in minutes.
    pub minutes: i64,
    /// Its left edge.
    pub x: Percent,
    /// Its middle.
    pub middle: Percent,
    /// Its width.
    pub width: Percent,
    /// Its upper edge.
    pub y: Em,
    /// Its height.
    pub height: Em,
    /// Where its number stands.
    pub text_y: Em,
    /// Its number, where it carries one: whole hours, or quarters where all are small.
    pub number: Option<String>,
}

/// Words under the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub x: Percent,
    /// `mid`, `end`, or empty for the beginning.
    pub anchor: &'static str,
    /// What.
    pub text: String,
}

impl Columns {
    /// The chart of `(name, whole name, minutes)` in order of time: `July`, `July 2026`, 7,875.
    #[must_use]
    pub fn of(title: impl Into<String>, values: &[(String, String, i64)]) -> Self {
        let most = values.iter().map(|value| value.2).max().unwrap_or(0);
        let count = i64::try_from(values.len()).unwrap_or(i64::MAX).max(1);
        let slot = (RIGHT - LEFT) / count;
        let width = slot * 78 / 100;
        let numbered = numbered(values);
        let columns: Vec<Column> = (0..)
            .zip(values)
            .map(|(index, (_, _, minutes))| {
                let x = LEFT + slot * index + (slot - width) / 2;
                let height = scaled(*minutes, most, HIGHEST);
                let shown = usize::try_from(index).is_ok_and(|index| numbered.contains(&index));
                Column {
                    minutes: *minutes,
                    x: Percent(x),
                    middle: Percent(x + width / 2),
                    width: Percent(width),
                    y: Em(AXIS - height),
                    height: Em(height),
                    text_y: Em(AXIS - height - 45),
                    number: shown.then(|| hours(*minutes, most < 600)),
                }
            })
            .collect();
        Self {
            title: title.into(),
            description: description(values),
            grid: grid(most),
            labels: labels(values, &columns),
            columns,
        }
    }

    /// Where the axis lies.
    #[must_use]
    pub const fn axis(&self) -> Em {
        Em(AXIS)
    }

    /// Where the words under the axis stand.
    #[must_use]
    pub const fn label_y(&self) -> Em {
        Em(AXIS + 140)
    }

    /// How high the whole chart is.
    #[must_use]
    pub const fn height(&self) -> Em {
        Em(AXIS + 200)
    }
}

/// Which columns carry their number: all of a few; of many the highest, and the first and the
/// last where they stand clear of it.
fn numbered(values: &[(String, String, i64)]) -> Vec<usize> {
    if values.len() <= ALL_NUMBERED {
        return (0..values.len()).collect();
    }
    let highest = (0..values.len()).rev().max_by_key(|index| values[*index].2);
    let clear = (values.len() / 6).max(1);
    let mut chosen: Vec<usize> = highest.into_iter().collect();
    for end in [0, values.len() - 1] {
        if highest.is_some_and(|highest| highest.abs_diff(end) > clear) {
            chosen.push(end);
        }
    }
    chosen
}

/// Whole hours, or quarters of an hour where all are small.
fn hours(minutes: i64, small: bool) -> String {
    if !small {
        return crate::words::number((minutes + 30) / 60);
    }
    let quarters = (minutes + 7) / 15;
    let part = ["", "¼", "½", "¾"][usize::try_from(quarters % 4).unwrap_or(0)];
    match (quarters / 4, part) {
        (0, "") => "0".to_owned(),
        (0, part) => part.to_owned(),
        (whole, part) => format!("{whole}{part}"),
    }
}

fn grid(most: i64) -> Vec<GridLine> {
    const STEPS: [i64; 3] = [1, 2, 5];
    let hours = most / 60;
    let step = (0..15)
        .flat_map(|power| STEPS.map(|step| step * 10_i64.pow(power)))
        .find(|step| hours / step <= 4)
        .unwrap_or(1);
    (1..=hours / step)
        .map(|line| {
            let y = AXIS - scaled(line * step * 60, most, HIGHEST);
            GridLine {
                y: Em(y),
                text_y: Em(y - 30),
                figure: format!("{}\u{a0}h", crate::words::number(line * step)),
            }
        })
        .collect()
}

fn labels(values: &[(String, String, i64)], columns: &[Column]) -> Vec<Label> {
    if values.len() <= ALL_NAMED {
        let under = |(value, column): (&(String, String, i64), &Column)| Label {
            x: column.middle,
            anchor: "mid",
            text: value.0.clone(),
        };
        return values.iter().zip(columns).map(under).collect();
    }
    let (Some(first), Some(last)) = (values.first(), values.last()) else {
        return Vec::new();
    };
    let start = columns.first().map_or(Percent(LEFT), |column| column.x);
    let label = |x, anchor, text: &String| Label {
        x,
        anchor,
        text: text.clone(),
    };
    vec![
        label(start, "", &first.1),
        label(Percent(10_000), "end", &last.1),
    ]
}

fn description(values: &[(String, String, i64)]) -> String {
    let told: Vec<String> = values
        .iter()
        .map(|(_, name, minutes)| format!("{name} {}", crate::words::length(*minutes)))
        .collect();
    format!(
        "{}: {}.",
        crate::words::count(values.len(), "column"),
        told.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(minutes: &[i64]) -> Columns {
        let values: Vec<_> = (1..)
            .zip(minutes)
            .map(|(month, minutes)| (format!("M{month}"), format!("M{month} 2026"), *minutes))
            .collect();
        Columns::of("Hours exchanged each month", &values)
    }

    #[test]
    fn the_columns_stand_for_all_that_was_given() {
        let minutes = [7_875, 7_110, 9_765];
        let chart = chart(&minutes);
        let drawn: i64 = chart.columns.iter().map(|column| column.minutes).sum();
        assert_eq!(drawn, minutes.iter().sum::<i64>());
        assert!(chart.description.contains("M3 2026 162 hours 45 minutes"));
    }

    #[test]
    fn the_highest_reaches_the_top_and_nought_has_no_height() {
        let chart = chart(&[600, 0, 300]);
        let heights: Vec<_> = chart.columns.iter().map(|column| column.height.0).collect();
        assert_eq!(heights, [1_160, 0, 580]);
        for column in &chart.columns {
            assert_eq!(column.y.0 + column.height.0, AXIS);
        }
    }

    #[test]
    fn few_columns_are_all_numbered_and_of_many_only_some() {
        let numbers = |minutes: &[i64]| -> Vec<Option<String>> {
            let columns = chart(minutes).columns;
            columns.into_iter().map(|column| column.number).collect()
        };
        assert!(numbers(&[60; 6]).iter().all(Option::is_some));
        let mut year = [6_000; 12];
        year[5] = 60_000;
        let shown: Vec<_> = numbers(&year).into_iter().flatten().collect();
        assert_eq!(shown, ["100", "1,000", "100"]);
    }

    #[test]
    fn every_column_stays_inside_the_picture() {
        for count in [1, 3, 12, 36, 120] {
            for column in chart(&vec![60; count]).columns {
                assert!(column.x.0 >= LEFT && column.x.0 + column.width.0 <= 10_000);
            }
        }
    }

    #[test]
    fn small_hours_are_told_in_quarters() {
        assert_eq!(
            [0, 15, 90, 135, 58].map(|minutes| hours(minutes, true)),
            ["0", "¼", "1½", "2¼", "1"]
        );
        assert_eq!(hours(9_765, false), "163");
    }

    #[test]
    fn the_grid_has_at_most_four_lines_below_the_highest() {
        for most in [0, 59, 60, 9_765, 14_999, 1_000_000] {
            let grid = grid(most);
            assert!(grid.len() <= 4, "{most}");
            assert!(grid.iter().all(|line| line.y.0 >= AXIS - HIGHEST));
        }
        let figures: Vec<_> = grid(9_765).into_iter().map(|line| line.figure).collect();
        assert_eq!(figures, ["50\u{a0}h", "100\u{a0}h", "150\u{a0}h"]);
    }
}
