//! Who helped whom as a graph: members are its points, minutes given its arrows.

use std::collections::{BTreeMap, BTreeSet};

/// Shares are kept in tenths of a percent.
const WHOLE: i128 = 1_000;

/// A share of a whole in tenths of a percent, rounded; nothing of nothing.
pub(super) fn per_mille(part: i128, whole: i128) -> Option<i64> {
    (whole > 0)
        .then(|| (part * WHOLE * 2 + whole) / (whole * 2))
        .and_then(|share| i64::try_from(share).ok())
}

/// Minutes from one member to another, by their places.
#[derive(Debug, Default)]
pub(super) struct Graph {
    arrows: BTreeMap<(usize, usize), i64>,
}

impl Graph {
    pub(super) fn add(&mut self, giver: usize, receiver: usize, minutes: i64) {
        *self.arrows.entry((giver, receiver)).or_default() += minutes;
    }

    /// All minutes.
    pub(super) fn minutes(&self) -> i64 {
        self.arrows.values().sum()
    }

    /// Of all ordered pairs of `members`, how many helped: L ÷ n(n − 1).
    pub(super) fn density(&self, members: usize) -> Option<i64> {
        let pairs = members.checked_mul(members.checked_sub(1)?)?;
        per_mille(self.arrows.len() as i128, pairs as i128)
    }

    /// Of all arrows, those that have one back.
    pub(super) fn reciprocity(&self) -> Option<i64> {
        let back =
            |(giver, receiver): &&(usize, usize)| self.arrows.contains_key(&(*receiver, *giver));
        let mutual = self.arrows.keys().filter(back).count();
        per_mille(mutual as i128, self.arrows.len() as i128)
    }

    /// Of all minutes, those that came back between the same two: Σ min(w, back) ÷ Σ w.
    pub(super) fn weighted_reciprocity(&self) -> Option<i64> {
        let back = |(giver, receiver): (usize, usize)| self.arrows.get(&(receiver, giver));
        let mutual = self.arrows.iter().map(|(pair, minutes)| {
            let returned = back(*pair).copied().unwrap_or(0);
            i128::from(returned.min(*minutes))
        });
        per_mille(mutual.sum(), self.minutes().into())
    }

    /// Each two who exchanged, with their minutes in both directions.
    pub(super) fn ties(&self) -> Vec<(usize, usize, i64)> {
        let mut ties: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for ((giver, receiver), minutes) in &self.arrows {
            let pair = (*giver.min(receiver), *giver.max(receiver));
            *ties.entry(pair).or_default() += minutes;
        }
        let ties = ties.into_iter().filter(|((one, other), _)| one != other);
        ties.map(|((one, other), minutes)| (one, other, minutes))
            .collect()
    }

    /// How many different members each one gave to or received from.
    pub(super) fn partners(&self) -> Vec<usize> {
        let mut partners: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (giver, receiver) in self.arrows.keys() {
            partners.entry(*giver).or_default().insert(*receiver);
            partners.entry(*receiver).or_default().insert(*giver);
        }
        partners.values().map(BTreeSet::len).collect()
    }

    /// The largest group in which hours can come round from everybody to everybody (strongly
    /// connected): how many they are, and their share of all minutes among themselves.
    pub(super) fn circle(&self) -> (usize, Option<i64>) {
        let groups = self.groups();
        let mut sizes: BTreeMap<usize, (usize, i64)> = BTreeMap::new();
        for group in groups.values() {
            sizes.entry(*group).or_default().0 += 1;
        }
        for ((giver, receiver), minutes) in &self.arrows {
            if groups[giver] == groups[receiver] {
                sizes.entry(groups[giver]).or_default().1 += minutes;
            }
        }
        let (size, inside) = sizes.into_values().max().unwrap_or_default();
        let share = per_mille(inside.into(), self.minutes().into());
        (if size > 1 { size } else { 0 }, share)
    }

    /// Each point with the mark of its strongly connected group (Kosaraju: once along the
    /// arrows, once against them in the opposite order of leaving).
    fn groups(&self) -> BTreeMap<usize, usize> {
        let along = self.lists(|pair| pair);
        let against = self.lists(|(giver, receiver)| (receiver, giver));
        let mut left = Vec::new();
        let mut seen = BTreeSet::new();
        for point in along.keys() {
            walk(*point, &along, &mut seen, &mut left);
        }
        let mut groups = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for point in left.into_iter().rev() {
            let mut group = Vec::new();
            walk(point, &against, &mut seen, &mut group);
            groups.extend(group.into_iter().map(|member| (member, point)));
        }
        groups
    }

    fn lists(
        &self,
        turned: impl Fn((usize, usize)) -> (usize, usize),
    ) -> BTreeMap<usize, Vec<usize>> {
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for pair in self.arrows.keys() {
            let (from, to) = turned(*pair);
            lists.entry(from).or_default().push(to);
            lists.entry(to).or_default();
        }
        lists
    }
}

/// Walks everywhere from a point, and notes each one when it is left. No recursion: a bank may
/// have more members than a stack has room for.
fn walk(
    point: usize,
    lists: &BTreeMap<usize, Vec<usize>>,
    seen: &mut BTreeSet<usize>,
    left: &mut Vec<usize>,
) {
    if !seen.insert(point) {
        return;
    }
    let mut path = vec![(point, 0)];
    while let Some((at, next)) = path.pop() {
        match lists[&at].get(next) {
            Some(onward) => {
                path.push((at, next + 1));
                if seen.insert(*onward) {
                    path.push((*onward, 0));
                }
            }
            None => left.push(at),
        }
    }
}

/// How unequal amounts are, from nought (all alike) to 100 % (one has everything): Gini’s
/// coefficient Σᵢ Σⱼ |xᵢ − xⱼ| ÷ (2n Σ x).
pub(super) fn concentration(amounts: &[i64]) -> Option<i64> {
    let total: i128 = amounts.iter().map(|amount| i128::from(*amount)).sum();
    per_mille(differences(amounts), 2 * amounts.len() as i128 * total)
}

/// The same for balances, which have signs and may sum to nought: G* = Σᵢ Σⱼ |bᵢ − bⱼ| ÷
/// (2(n − 1)(T⁺ + T⁻)), with T⁺ and T⁻ what stands above and below nought in all.
pub(super) fn balance_concentration(balances: &[i64]) -> Option<i64> {
    let sizes = balances
        .iter()
        .map(|balance| i128::from(balance.unsigned_abs()));
    let others = balances.len().checked_sub(1)? as i128;
    per_mille(differences(balances), 2 * others * sizes.sum::<i128>())
}

/// Σᵢ Σⱼ |xᵢ − xⱼ| over all ordered pairs.
fn differences(amounts: &[i64]) -> i128 {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable();
    let (mut sum, mut so_far) = (0, 0);
    for (place, amount) in (0_i128..).zip(sorted) {
        let amount = i128::from(amount);
        sum += amount * place - so_far;
        so_far += amount;
    }
    2 * sum
}

/// The share of the fifth of all who have most.
pub(super) fn top_fifth(amounts: &[i64]) -> Option<i64> {
    let mut sorted = amounts.to_vec();
    sorted.sort_unstable_by_key(|amount| std::cmp::Reverse(*amount));
    let sum = |amounts: &[i64]| -> i128 {
        let amounts = amounts.iter();
        amounts.map(|amount| i128::from(*amount)).sum()
    };
    per_mille(sum(&sorted[..sorted.len().div_ceil(5)]), sum(&sorted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(arrows: &[(usize, usize, i64)]) -> Graph {
        let mut graph = Graph::default();
        for (giver, receiver, minutes) in arrows {
            graph.add(*giver, *receiver, *minutes);
        }
        graph
    }

    #[test]
    fn two_balances_that_mirror_each_other_are_as_concentrated_as_can_be() {
        assert_eq!(balance_concentration(&[90, -90]), Some(1_000));
        assert_eq!(balance_concentration(&[90, 90]), Some(0));
        assert_eq!(balance_concentration(&[60, 0, -60]), Some(1_000));
        assert_eq!(balance_concentration(&[60, 60, -60, -60]), Some(667));
        assert_eq!(balance_concentration(&[0, 0]), None);
        assert_eq!(balance_concentration(&[5]), None);
    }

    #[test]
    fn amounts_are_concentrated_where_one_has_nearly_all() {
        assert_eq!(concentration(&[5, 5, 5, 5]), Some(0));
        assert_eq!(concentration(&[0, 0, 0, 8]), Some(750));
        assert_eq!(concentration(&[1, 3]), Some(250));
        assert_eq!(concentration(&[]), None);
        assert_eq!(top_fifth(&[10, 10, 10, 10, 60]), Some(600));
        assert_eq!(top_fifth(&[1, 1, 1, 1, 1, 1]), Some(333));
    }

    #[test]
    fn hours_come_back_between_two_or_round_a_circle() {
        // A ring of three, and a fourth who only gives.
        let ring = graph(&[(0, 1, 60), (1, 2, 60), (2, 0, 60), (3, 0, 20)]);
        assert_eq!(ring.reciprocity(), Some(0));
        assert_eq!(ring.circle(), (3, Some(900)));
        assert_eq!(ring.partners(), [3, 2, 2, 1]);
        assert_eq!(ring.density(4), Some(333));
        let pair = graph(&[(0, 1, 60), (1, 0, 20), (1, 2, 20)]);
        assert_eq!(pair.reciprocity(), Some(667));
        assert_eq!(pair.weighted_reciprocity(), Some(400));
        assert_eq!(pair.circle(), (2, Some(800)));
        let chain = graph(&[(0, 1, 60), (1, 2, 60)]);
        assert_eq!(chain.circle(), (0, Some(0)));
        assert_eq!(graph(&[]).circle(), (0, None));
        assert_eq!(graph(&[]).reciprocity(), None);
    }

    #[test]
    fn a_long_chain_does_not_need_a_deep_stack() {
        let mut long = Graph::default();
        for place in 0..50_000 {
            long.add(place, (place + 1) % 50_000, 1);
        }
        assert_eq!(long.circle(), (50_000, Some(1_000)));
    }
}
