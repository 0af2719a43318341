//! How much those who answered twice changed, with the interval of it: in integers.

use super::FEWEST_PAIRS;

/// The averages of those who answered twice, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// How many pairs.
    pub pairs: usize,
    /// The average the first time.
    pub first: i64,
    /// The average the second time.
    pub again: i64,
    /// The average change.
    pub change: i64,
    /// The ends of its 95% interval; nothing below [`FEWEST_PAIRS`].
    pub interval: Option<(i64, i64)>,
}

impl Change {
    /// Compares pairs of the first answer and the second; nothing where there is no pair.
    #[must_use]
    pub fn of(pairs: &[(i64, i64)]) -> Option<Change> {
        let n = i128::try_from(pairs.len()).ok().filter(|n| *n > 0)?;
        let sum = |part: fn(&(i64, i64)) -> i64| -> i128 {
            pairs.iter().map(|pair| i128::from(part(pair))).sum()
        };
        let difference = sum(|pair| pair.1 - pair.0);
        let squares = sum(|pair| (pair.1 - pair.0) * (pair.1 - pair.0));
        let interval = (pairs.len() >= FEWEST_PAIRS).then(|| {
            // n² (n − 1) times the square of the standard error, and so on in hundredths.
            let spread = n * squares - difference * difference;
            let square = spread * 10_i128.pow(20) / (n * n * (n - 1));
            let error = square.unsigned_abs().isqrt().cast_signed();
            let half = error * student(pairs.len() - 1);
            let mean = difference * 10_i128.pow(13) / n;
            let end = |end: i128| hundredths(end, 10_i128.pow(13));
            (end(mean - half), end(mean + half))
        });
        Some(Change {
            pairs: pairs.len(),
            first: hundredths(sum(|pair| pair.0), n),
            again: hundredths(sum(|pair| pair.1), n),
            change: hundredths(difference, n),
            interval,
        })
    }
}

/// A hundred times a quotient, a half away from nought.
pub(super) fn hundredths(sum: i128, by: i128) -> i64 {
    let size = (sum.abs() * 200 + by) / (2 * by);
    i64::try_from(size * sum.signum()).unwrap_or(i64::MAX)
}

/// Student’s t for a two-sided 95% interval, in thousandths, with so many degrees of freedom. In
/// between, the wider interval is taken.
fn student(freedom: usize) -> i128 {
    const ONE_BY_ONE: [i128; 22] = [
        2_262, 2_228, 2_201, 2_179, 2_160, 2_145, 2_131, 2_120, 2_110, 2_101, 2_093, 2_086, 2_080,
        2_074, 2_069, 2_064, 2_060, 2_056, 2_052, 2_048, 2_045, 2_042,
    ];
    match freedom {
        0..9 => 12_706,
        9..=30 => ONE_BY_ONE[freedom - 9],
        31..40 => 2_042,
        40..60 => 2_021,
        60..120 => 2_000,
        _ => 1_980,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_interval_from_ten_pairs_on() {
        // Differences 0 to 9: mean 4.5, deviation 3.0277, error 0.9574, t 2.262.
        let pairs: Vec<(i64, i64)> = (0..10).map(|n| (0, n)).collect();
        let change = Change::of(&pairs).unwrap();
        assert_eq!((change.first, change.again, change.change), (0, 450, 450));
        assert_eq!(change.interval, Some((233, 667)));
        let nine = Change::of(&pairs[..9]).unwrap();
        assert_eq!((nine.change, nine.interval), (400, None));
        assert_eq!(Change::of(&[]), None);
        let worse: Vec<(i64, i64)> = (0..10).map(|n| (n, 0)).collect();
        let change = Change::of(&worse).unwrap();
        assert_eq!(change.interval, Some((-667, -233)));
        let alike = Change::of(&[(3, 4); 12]).unwrap();
        assert_eq!(alike.interval, Some((100, 100)));
    }
}
