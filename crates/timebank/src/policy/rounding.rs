//! Rounding: to what minutes a bank rounds the length of help.

use ledger::Minutes;
use serde::{Deserialize, Serialize};

/// To what, and which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rounding {
    /// To whole multiples of this.
    pub step: RoundingStep,
    /// Which way.
    pub way: RoundingWay,
}

/// The multiples that minutes are rounded to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingStep {
    /// To the minute: nothing is rounded.
    #[default]
    Minute,
    /// Quarters of an hour.
    Quarter,
    /// Half hours.
    Half,
    /// Whole hours.
    Hour,
}

/// Which way minutes are rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingWay {
    /// To the nearest multiple; the middle goes up.
    #[default]
    Nearest,
    /// To the next multiple.
    Up,
}

impl RoundingStep {
    /// All steps, from the finest.
    pub const ALL: [Self; 4] = [Self::Minute, Self::Quarter, Self::Half, Self::Hour];

    /// How many minutes.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Minute => 1,
            Self::Quarter => 15,
            Self::Half => 30,
            Self::Hour => 60,
        }
    }
}

impl Rounding {
    /// The length that is posted for help that took so long: never less than one step, never
    /// nought, and the same however often it is rounded.
    #[must_use]
    pub fn round(self, raw: Minutes) -> Minutes {
        let (step, minutes) = (self.step.minutes(), raw.get());
        if minutes <= 0 {
            return raw;
        }
        let up = match self.way {
            RoundingWay::Nearest => minutes + step / 2,
            RoundingWay::Up => minutes + step - 1,
        };
        Minutes::new((up / step * step).max(step)).unwrap_or(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(step: RoundingStep, way: RoundingWay, minutes: i64) -> i64 {
        let rounding = Rounding { step, way };
        rounding.round(Minutes::new(minutes).unwrap()).get()
    }

    #[test]
    fn fifty_two_minutes_are_an_hour_where_quarters_are_rounded_up() {
        assert_eq!(rounded(RoundingStep::Quarter, RoundingWay::Up, 52), 60);
        assert_eq!(rounded(RoundingStep::Quarter, RoundingWay::Up, 70), 75);
        assert_eq!(rounded(RoundingStep::Quarter, RoundingWay::Nearest, 52), 45);
        assert_eq!(rounded(RoundingStep::Half, RoundingWay::Nearest, 45), 60);
    }

    #[test]
    fn the_shortest_help_counts_as_one_step_and_never_as_nothing() {
        assert_eq!(rounded(RoundingStep::Hour, RoundingWay::Nearest, 1), 60);
        assert_eq!(rounded(RoundingStep::Minute, RoundingWay::Up, 1), 1);
    }

    #[test]
    fn rounding_twice_changes_nothing_and_no_length_passes_a_whole_day() {
        for step in RoundingStep::ALL {
            for way in [RoundingWay::Nearest, RoundingWay::Up] {
                for minutes in 1..=24 * 60 {
                    let once = rounded(step, way, minutes);
                    assert_eq!(rounded(step, way, once), once);
                    assert!((1..=24 * 60).contains(&once));
                    assert!((once - minutes).abs() < step.minutes());
                    assert!(way == RoundingWay::Nearest || once >= minutes);
                }
            }
        }
    }
}
