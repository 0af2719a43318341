//! Minutes shared out by largest remainder, whatever the weights.

use std::collections::BTreeMap;

use ledger::{Minutes, share};
use proptest::prelude::*;

use super::support::minutes;

fn parts(total: i64, weights: &[u64]) -> Vec<i64> {
    let weights: Vec<(usize, u64)> = weights.iter().copied().enumerate().collect();
    let parts = share(minutes(total), &weights).unwrap();
    parts.into_iter().map(|(_, part)| part.get()).collect()
}

#[test]
fn the_largest_remainders_get_what_is_left_over() {
    assert_eq!(parts(100, &[1, 1, 1]), [34, 33, 33]);
    assert_eq!(parts(10, &[6, 3, 1]), [6, 3, 1]);
    assert_eq!(
        parts(7, &[47, 16, 158, 12]),
        [1, 1, 5, 0],
        "1.41, 0.48, 4.75, 0.36"
    );
    assert_eq!(parts(1, &[5, 7, 6]), [0, 1, 0]);
    assert_eq!(parts(-100, &[1, 1, 1]), [-34, -33, -33]);
    assert_eq!(parts(0, &[1, 2]), [0, 0]);
    assert_eq!(parts(90, &[0, 2, 0]), [0, 90, 0]);
}

#[test]
fn remainders_alike_go_by_weight_and_then_by_key() {
    assert_eq!(
        parts(2, &[1, 3]),
        [0, 2],
        "half and half left over: to the larger weight"
    );
    assert_eq!(parts(3, &[1, 1]), [2, 1]);
    let parts = share(minutes(3), &[('b', 1), ('a', 1)]).unwrap();
    assert_eq!(parts, [('b', minutes(1)), ('a', minutes(2))]);
}

#[test]
fn without_a_weight_there_is_nothing_to_go_by() {
    assert_eq!(share::<u8>(minutes(5), &[]), None);
    assert_eq!(share(minutes(5), &[(1, 0), (2, 0)]), None);
}

#[test]
fn the_largest_figures_there_are_do_not_overflow() {
    let most = Minutes::new(Minutes::MAX).unwrap();
    let parts = share(most, &[(1, u64::MAX), (2, u64::MAX)]).unwrap();
    let half = minutes(Minutes::MAX / 2);
    assert_eq!(parts, [(1, half), (2, half)]);
}

fn weights() -> impl Strategy<Value = Vec<(u8, u64)>> {
    let weight = prop_oneof![0..20_u64, 0..1_000_u64, any::<u64>()];
    prop::collection::btree_map(any::<u8>(), weight, 1..20)
        .prop_map(|weights| weights.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_are_exact_to_the_minute_and_go_by_weight(
        total in -100_000..100_000_i64, weights in weights(),
    ) {
        let sum: u128 = weights.iter().map(|(_, weight)| u128::from(*weight)).sum();
        let Some(parts) = share(minutes(total), &weights) else {
            prop_assert_eq!(sum, 0);
            return Ok(());
        };
        let parts: Vec<i64> = parts.into_iter().map(|(_, part)| part.get()).collect();
        prop_assert_eq!(parts.iter().sum::<i64>(), total);
        for ((_, weight), part) in weights.iter().zip(&parts) {
            let (exact, part) = (
                u128::from(total.unsigned_abs()) * u128::from(*weight),
                u128::from(part.unsigned_abs()),
            );
            prop_assert!(exact / sum <= part && part <= exact.div_ceil(sum), "rounded once");
            let within = u128::from(total.unsigned_abs()) <= sum;
            prop_assert!(!within || part <= u128::from(*weight), "never more than the weight");
        }
        for (one, other) in weights.iter().zip(&parts).zip(weights.iter().zip(&parts).skip(1)) {
            if one.0.1 > other.0.1 {
                prop_assert!(one.1.abs() >= other.1.abs(), "a larger weight gets no less");
            }
        }
    }

    #[test]
    fn the_order_of_the_weights_makes_no_difference(
        total in -10_000..10_000_i64, (weights, shuffled) in weights().prop_flat_map(|weights| {
            (Just(weights.clone()), Just(weights).prop_shuffle())
        }),
    ) {
        let by_key = |weights: &[(u8, u64)]| {
            let parts = share(minutes(total), weights);
            parts.map(|parts| parts.into_iter().collect::<BTreeMap<_, _>>())
        };
        prop_assert_eq!(by_key(&weights), by_key(&shuffled));
    }
}
