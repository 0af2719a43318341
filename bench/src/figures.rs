//! Medians, percentiles and the table that is printed.

#![expect(
    clippy::float_arithmetic,
    reason = "ratios of measurements, never minutes of a book"
)]

use std::fmt::Write as _;
use std::time::Duration;

/// The middle one; of an even number the upper of the two.
pub(crate) fn median(values: &[f64]) -> f64 {
    percentile(values, 50)
}

/// The value below which so many of a hundred lie.
pub(crate) fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).copied().unwrap_or(f64::NAN)
}

/// The median of the ratios of two series, round by round.
pub(crate) fn ratio(over: &[f64], under: &[f64]) -> f64 {
    let ratios: Vec<f64> = over.iter().zip(under).map(|(o, u)| o / u).collect();
    median(&ratios)
}

/// So many a second.
pub(crate) fn rate(count: u32, time: Duration) -> f64 {
    f64::from(count) / time.as_secs_f64()
}

/// Microseconds for each of so many.
pub(crate) fn micros_each(time: Duration, count: u32) -> f64 {
    time.as_secs_f64() * 1e6 / f64::from(count)
}

/// Microseconds.
pub(crate) fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// Which side of its target a figure should be on.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    AtLeast(f64),
    AtMost(f64),
    /// For information.
    None,
}

/// The table of one run: a line for each figure, in Markdown.
pub(crate) struct Table {
    text: String,
    rows: u32,
    missed: u32,
}

impl Table {
    pub(crate) fn new() -> Table {
        let text = "| work | measured | ratio or figure | target | |\n\
                    | --- | --- | --- | --- | --- |\n"
            .to_owned();
        Table {
            text,
            rows: 0,
            missed: 0,
        }
    }

    /// Adds a line. `measured` says in words what stood behind the figure.
    pub(crate) fn row(&mut self, work: &str, measured: &str, figure: f64, target: Target) {
        let (wanted, met) = match target {
            Target::AtLeast(least) => (format!("≥ {least}"), Some(figure >= least)),
            Target::AtMost(most) => (format!("≤ {most}"), Some(figure <= most)),
            Target::None => (String::new(), None),
        };
        let verdict = match met {
            Some(true) => "met",
            Some(false) => "**not met**",
            None => "",
        };
        self.rows += 1;
        self.missed += u32::from(met == Some(false));
        let line = format!("| {work} | {measured} | {figure:.2} | {wanted} | {verdict} |");
        eprintln!("{line}");
        let _ = writeln!(self.text, "{line}");
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(crate) fn missed(&self) -> u32 {
        self.missed
    }
}

#[cfg(test)]
mod tests {
    use super::{median, percentile, ratio};

    #[test]
    fn the_median_is_the_middle_one() {
        assert!((median(&[9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_percentile_of_a_hundred_values_is_the_one_at_its_place() {
        let values: Vec<f64> = (0..100).rev().map(f64::from).collect();
        assert!((percentile(&values, 99) - 99.0).abs() < f64::EPSILON);
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let ratio = ratio(&[2.0, 30.0, 4.0], &[1.0, 10.0, 4.0]);
        assert!((ratio - 2.0).abs() < f64::EPSILON);
    }
}
