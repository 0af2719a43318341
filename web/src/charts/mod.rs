//! Small charts: columns over time, bars of kinds, discs of members, the network of exchanges.
//!
//! **Shape.** Each chart is worked out here as places and lengths, and drawn by a macro of
//! `templates/components/charts.html`. Across it is percent, down it is em, so that text keeps
//! its size from a phone to a wall and nothing shifts when the page loads. Every chart begins at
//! zero and stands beside the same figures as a table.
//!
//! **Limits.** Whole numbers only: hundredths of an em and of a percent, so that the same figures
//! are always the same picture.

mod bars;
mod columns;
mod discs;
mod network;

use std::fmt;

pub use bars::{Bar, Bars};
pub use columns::{Column, Columns, GridLine, Label, Point, Stretch};
pub use discs::{DiscRow, DiscRows};
pub use network::Network;

/// A length or a place down the page, in hundredths of an em.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Em(pub i64);

/// A length or a place across the page, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub i64);

impl fmt::Display for Em {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(self.0, "em", out)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(self.0, "%", out)
    }
}

fn hundredths(value: i64, unit: &str, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    write!(out, "{sign}{}.{:02}{unit}", value / 100, value % 100)
}

/// `whole` of the part that `value` is of `most`: the length of a bar.
fn scaled(value: i64, most: i64, whole: i64) -> i64 {
    let length = i128::from(value.max(0)) * i128::from(whole) / i128::from(most.max(1));
    i64::try_from(length).unwrap_or(whole)
}

/// The shares of some amounts in whole percent. They add up to 100, unless there is nothing:
/// what rounding leaves over goes to those it took most from, the first of equals first.
#[must_use]
pub fn shares(amounts: &[i64]) -> Vec<u32> {
    let total: i128 = amounts.iter().map(|amount| i128::from(*amount)).sum();
    if total <= 0 {
        return vec![0; amounts.len()];
    }
    let exact = |amount: i64| i128::from(amount) * 100;
    let mut shares: Vec<u32> = amounts
        .iter()
        .map(|amount| u32::try_from(exact(*amount) / total).unwrap_or(0))
        .collect();
    let mut by_remainder: Vec<usize> = (0..amounts.len()).collect();
    by_remainder.sort_by_key(|index| -(exact(amounts[*index]) % total));
    let given: u32 = shares.iter().sum();
    for index in by_remainder
        .into_iter()
        .take(100_usize.saturating_sub(usize::try_from(given).unwrap_or(100)))
    {
        shares[index] += 1;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_a_hundred() {
        for amounts in [
            &[5_775, 5_310, 3_885, 3_120, 2_490, 2_175, 1_125, 870][..],
            &[1, 1, 1],
            &[7],
            &[0, 3, 0],
        ] {
            assert_eq!(shares(amounts).iter().sum::<u32>(), 100, "{amounts:?}");
        }
        assert_eq!(shares(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(shares(&[0, 0]), [0, 0]);
        assert!(shares(&[]).is_empty());
    }

    #[test]
    fn places_are_written_with_two_decimals() {
        assert_eq!(Em(1_380).to_string(), "13.80em");
        assert_eq!(Em(-5).to_string(), "-0.05em");
        assert_eq!(Percent(10_000).to_string(), "100.00%");
    }
}
