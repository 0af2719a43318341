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
    /// Drawn pale: of the time before.
    pub past: bool,
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
    /// Where across.
    pub x: Percent,
    /// Where down.
    pub y: Em,
    /// Whether it names the time the chart is about.
    pub strong: bool,
    /// `mid`, `end`, or empty for the beginning.
    pub anchor: &'static str,
    /// What.
    pub text: String,
}

/// One value of a chart over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its short name: `July`.
    pub name: String,
    /// Its whole name: `July 2026`.
    pub whole_name: String,
    /// In minutes; nothing where it may not be shown. Its place stays empty then.
    pub minutes: Option<i64>,
}

/// A row of points that belong together, and what it is called: `July to September 2026`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// What it is called.
    pub name: String,
    /// Its points, in order of time.
    pub points: Vec<Point>,
}

impl Columns {
    /// The chart of a stretch of time, after the pale one before it where there is one.
    #[must_use]
    pub fn of(title: impl Into<String>, before: Option<&Stretch>, now: &Stretch) -> Self {
        let past = before.map_or(0, |before| before.points.len());
        let points: Vec<&Point> = before
            .into_iter()
            .flat_map(|before| &before.points)
            .chain(&now.points)
            .collect();
        let most = points.iter().filter_map(|point| point.minutes).max();
        let most = most.unwrap_or(0);
        let numbered = numbered(&points);
        let places = Places::of(points.len(), past);
        let columns: Vec<Column> = points
            .iter()
            .enumerate()
            .map(|(index, point)| {
                let x = places.left_of(index);
                let minutes = point.minutes.unwrap_or(0);
                let height = scaled(minutes, most, HIGHEST);
                Column {
                    minutes,
                    past: index < past,
                    x: Percent(x),
                    middle: Percent(x + places.width / 2),
                    width: Percent(places.width),
                    y: Em(AXIS - height),
                    height: Em(height),
                    text_y: Em(AXIS - height - 45),
                    number: numbered
                        .contains(&index)
                        .then(|| hours(minutes, most < 600)),
                }
            })
            .collect();
        Self {
            title: title.into(),
            description: description(&points),
            grid: grid(most),
            labels: match before {
                Some(before) => group_labels([before, now], &columns),
                None => labels(&points, &columns),
            },
            columns: shown(columns, &points),
        }
    }

    /// Where the axis lies.
    #[must_use]
    pub const fn axis(&self) -> Em {
        Em(AXIS)
    }

    /// How high the whole chart is.
    #[must_use]
    pub const fn height(&self) -> Em {
        Em(AXIS + 320)
    }
}

/// Without those that may not be shown; the others keep their places.
fn shown(columns: Vec<Column>, points: &[&Point]) -> Vec<Column> {
    let beside = columns.into_iter().zip(points);
    beside
        .filter(|(_, point)| point.minutes.is_some())
        .map(|(column, _)| column)
        .collect()
}

/// Where columns stand: all of one width, with a gap after those of the time before.
struct Places {
    slot: i64,
    width: i64,
    past: usize,
    gap: i64,
}

impl Places {
    fn of(count: usize, past: usize) -> Self {
        // The gap is half a column wide, so everything is counted in halves.
        let halves = i64::try_from(count * 2 + usize::from(past > 0)).unwrap_or(i64::MAX);
        let half = (RIGHT - LEFT) / halves.max(1);
        let slot = half * 2;
        Self {
            slot,
            width: slot * 78 / 100,
            past,
            gap: if past > 0 { half } else { 0 },
        }
    }

    fn left_of(&self, index: usize) -> i64 {
        let after_gap = if index >= self.past { self.gap } else { 0 };
        let slots = i64::try_from(index).unwrap_or(0);
        LEFT + self.slot * slots + after_gap + (self.slot - self.width) / 2
    }
}

/// Which columns carry their number: all of a few; of many the highest, and the first and the
/// last where they are not nought, stand clear of it, and do not run into a higher neighbour.
fn numbered(points: &[&Point]) -> Vec<usize> {
    if points.len() <= ALL_NUMBERED {
        return (0..points.len()).collect();
    }
    let minutes = |index: usize| points[index].minutes.unwrap_or(0);
    let highest = (0..points.len()).rev().max_by_key(|index| minutes(*index));
    let clear = (points.len() / 6).max(1);
    let last = points.len() - 1;
    let mut chosen: Vec<usize> = highest.into_iter().collect();
    for (end, neighbour) in [(0, 1), (last, last - 1)] {
        let apart = highest.is_some_and(|highest| highest.abs_diff(end) > clear);
        if apart && minutes(end) > 0 && minutes(neighbour) <= minutes(end) {
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

/// Each point's name under it where there is room, else the first and the last.
fn labels(points: &[&Point], columns: &[Column]) -> Vec<Label> {
    let y = Em(AXIS + 140);
    if points.len() <= ALL_NAMED {
        let under = |(point, column): (&&Point, &Column)| Label {
            x: column.middle,
            y,
            anchor: "mid",
            strong: true,
            text: point.name.clone(),
        };
        return points.iter().zip(columns).map(under).collect();
    }
    let ends = [
        (points.first(), columns.first().map(|column| column.x), ""),
        (points.last(), Some(Percent(10_000)), "end"),
    ];
    let mut labels = Vec::new();
    for (point, x, anchor) in ends {
        let (Some(point), Some(x)) = (point, x) else {
            continue;
        };
        labels.extend(lines(x, anchor, true, &point.whole_name));
    }
    labels
}

/// A name under the axis, in two lines where it is long.
fn lines(x: Percent, anchor: &'static str, strong: bool, name: &str) -> Vec<Label> {
    (0..)
        .zip(two_lines(name))
        .map(|(line, text)| Label {
            x,
            y: Em(AXIS + 140 + 130 * line),
            anchor,
            strong,
            text,
        })
        .collect()
}

/// The name of each stretch under its middle, in two lines.
fn group_labels(stretches: [&Stretch; 2], columns: &[Column]) -> Vec<Label> {
    let mut labels = Vec::new();
    for (stretch, past) in stretches.into_iter().zip([true, false]) {
        let mut own = columns.iter().filter(|column| column.past == past);
        let Some(first) = own.next() else { continue };
        let last = own.next_back().unwrap_or(first);
        let middle = (first.x.0 + last.x.0 + last.width.0) / 2;
        labels.extend(lines(Percent(middle), "mid", !past, &stretch.name));
    }
    labels
}

/// Words in two lines of nearly the same length.
fn two_lines(text: &str) -> Vec<String> {
    let spaces = text.match_indices(' ').map(|(place, _)| place);
    let best = spaces.min_by_key(|place| place.abs_diff(text.len() / 2));
    match best {
        Some(place) if text.len() > 10 => {
            vec![text[..place].to_owned(), text[place + 1..].to_owned()]
        }
        _ => vec![text.to_owned()],
    }
}

fn description(points: &[&Point]) -> String {
    let told = |point: &&Point| match point.minutes {
        Some(minutes) => format!("{} {}", point.whole_name, crate::words::length(minutes)),
        None => format!("{} not shown", point.whole_name),
    };
    let drawn = points.iter().filter(|point| point.minutes.is_some());
    format!(
        "{}: {}.",
        crate::words::count(drawn.count(), "column"),
        points.iter().map(told).collect::<Vec<_>>().join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(minutes: &[i64]) -> Stretch {
        let points = (1..).zip(minutes).map(|(month, minutes)| Point {
            name: format!("M{month}"),
            whole_name: format!("M{month} 2026"),
            minutes: Some(*minutes),
        });
        Stretch {
            name: "July to September 2026".into(),
            points: points.collect(),
        }
    }

    fn chart(minutes: &[i64]) -> Columns {
        Columns::of("Hours exchanged each month", None, &stretch(minutes))
    }

    #[test]
    fn the_time_before_is_pale_and_stands_apart() {
        let before = stretch(&[7_215, 7_620, 7_470]);
        let now = stretch(&[7_875, 7_110, 9_765]);
        let chart = Columns::of("Hours", Some(&before), &now);
        let past: Vec<_> = chart.columns.iter().map(|column| column.past).collect();
        assert_eq!(past, [true, true, true, false, false, false]);
        let step = |index: usize| chart.columns[index + 1].x.0 - chart.columns[index].x.0;
        assert!(step(2) > step(1) && step(1) == step(3));
        let last = &chart.columns[5];
        assert!(last.x.0 + last.width.0 <= RIGHT);
        let labels: Vec<_> = chart.labels.iter().map(|label| &*label.text).collect();
        assert_eq!(
            labels,
            ["July to", "September 2026", "July to", "September 2026"]
        );
        assert!(!chart.labels[0].strong && chart.labels[2].strong);
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
        let mut year = [5_000; 12];
        (year[0], year[5], year[11]) = (6_000, 60_000, 6_000);
        let shown: Vec<_> = numbers(&year).into_iter().flatten().collect();
        assert_eq!(shown, ["100", "1,000", "100"]);
        year[10] = 9_000;
        let shown: Vec<_> = numbers(&year).into_iter().flatten().collect();
        assert_eq!(
            shown,
            ["100", "1,000"],
            "the last would run into the one before"
        );
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
    fn what_may_not_be_shown_leaves_its_place_empty() {
        let mut hours = stretch(&[600, 450, 300]);
        let all = Columns::of("Hours", None, &hours);
        hours.points[0].minutes = None;
        let chart = Columns::of("Hours", None, &hours);
        let places: Vec<_> = chart.columns.iter().map(|column| column.x).collect();
        assert_eq!(places, [all.columns[1].x, all.columns[2].x]);
        assert_eq!(chart.columns[0].height.0, 1_160);
        assert_eq!(chart.labels, all.labels);
        assert_eq!(
            chart.description,
            "2 columns: M1 2026 not shown, M2 2026 7 hours 30 minutes, M3 2026 5 hours."
        );
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
