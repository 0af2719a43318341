//! Sharing minutes out by weight, to the minute: the largest remainders get what is left over.

use crate::Minutes;

/// Shares `total` out in proportion to weights, by the method of largest remainders (Hamilton).
///
/// Each part is its exact share rounded down or up, and the parts sum to `total`. Where two
/// remainders are alike the larger weight goes first, then the smaller key: so the same parts
/// come out in whatever order the weights are handed in, provided that the keys differ. No part
/// is more than its weight where `total` is no more than all weights together. The parts stand
/// in the order of `weights`; some may be nought. A minus is shared as its plus would be.
///
/// Nothing where there is no weight to go by.
#[must_use]
pub fn share<K: Ord + Copy>(total: Minutes, weights: &[(K, u64)]) -> Option<Vec<(K, Minutes)>> {
    let weight: u128 = weights.iter().map(|(_, weight)| u128::from(*weight)).sum();
    if weight == 0 {
        return None;
    }
    let magnitude = u128::from(total.get().unsigned_abs());
    let mut parts: Vec<u128> = Vec::with_capacity(weights.len());
    let mut remainders: Vec<(u128, u64, K, usize)> = Vec::with_capacity(weights.len());
    for (place, (key, own)) in weights.iter().enumerate() {
        let exact = magnitude.checked_mul(u128::from(*own))?;
        parts.push(exact / weight);
        remainders.push((exact % weight, *own, *key, place));
    }
    // What the rounding down has left over is less than one minute for each weight.
    let left = usize::try_from(magnitude - parts.iter().sum::<u128>()).ok()?;
    remainders.sort_unstable_by(|a, b| {
        let by_size = (b.0, b.1).cmp(&(a.0, a.1));
        by_size.then_with(|| (a.2, a.3).cmp(&(b.2, b.3)))
    });
    for (_, _, _, place) in remainders.iter().take(left) {
        parts[*place] += 1;
    }
    let sign = total.get().signum();
    let part = |part: u128| Some(Minutes::total(i64::try_from(part).ok()? * sign));
    let keys = weights.iter().map(|(key, _)| *key);
    keys.zip(parts)
        .map(|(key, minutes)| Some((key, part(minutes)?)))
        .collect()
}
