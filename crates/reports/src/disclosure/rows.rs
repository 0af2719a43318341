//! The rows of a list whose total is shown: those that come from few people are masked, and
//! others are hidden with them until the masked ones cannot be worked out from the total.
//!
//! What a reader can subtract is the sum of the hidden rows. So these together must come from as
//! many people as any figure that is shown, and have room for each row to be anything. Which row
//! is hidden next goes by the number of people behind it, which is printed nowhere, and never by
//! its hours: the choice says nothing about them.

use super::audience::Rule;
use super::shown::Shown;
use crate::activity::Amount;
use crate::activity::crowd::Crowd;

/// A row and who stands behind it.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) amount: Amount,
    pub(crate) behind: &'a Crowd,
}

/// The rows as they may be shown, in the same order; nothing where the list must stay out as a
/// whole. Expects them in an order that says nothing about their amounts.
pub(crate) fn protect(rows: &[Row<'_>], rule: Rule) -> Option<Vec<Shown<Amount>>> {
    let is_few = |row: &Row<'_>| row.amount.exchanges > 0 && rule.is_few(row.behind.count());
    let mut shown: Vec<Shown<Amount>> = rows
        .iter()
        .map(|row| {
            if is_few(row) {
                Shown::FewPeople(rule.below)
            } else {
                Shown::Exact(row.amount)
            }
        })
        .collect();
    let mut hidden: Vec<usize> = (0..rows.len())
        .filter(|place| is_few(&rows[*place]))
        .collect();
    if hidden.is_empty() {
        return Some(shown);
    }
    let mut others: Vec<usize> = (0..rows.len())
        .filter(|place| rows[*place].amount.exchanges > 0 && !is_few(&rows[*place]))
        .collect();
    others.sort_by_key(|place| rows[*place].behind.count());
    let mut others = others.into_iter();
    while !is_enough(hidden.iter().map(|place| rows[*place]), rule) {
        let next = others.next()?;
        shown[next] = Shown::Hidden;
        hidden.push(next);
    }
    Some(shown)
}

/// Whether the sum of these rows says nothing about each of them.
fn is_enough<'a>(hidden: impl Iterator<Item = Row<'a>> + Clone, rule: Rule) -> bool {
    let people = Crowd::of(hidden.clone().map(|row| row.behind)).count();
    let exchanges: u64 = hidden.clone().map(|row| row.amount.exchanges).sum();
    let rows = hidden.count() as u64;
    // Every row has one exchange at least; what is over may belong to any of them.
    rows > 1 && people >= rule.below && exchanges - rows >= rule.below - 2
}

#[cfg(test)]
mod tests {
    use timebank::MemberId;
    use uuid::Uuid;

    use super::*;

    const RULE: Rule = Rule {
        below: 5,
        nearest: 5,
    };

    fn crowd(members: std::ops::Range<u128>) -> Crowd {
        let mut crowd = Crowd::default();
        members.for_each(|member| crowd.add(MemberId::new(Uuid::from_u128(member))));
        crowd
    }

    /// What is left of rows of so many exchanges by these members, an hour each.
    fn protected(rows: &[(u64, std::ops::Range<u128>)]) -> Option<Vec<Option<u64>>> {
        let crowds: Vec<Crowd> = rows.iter().map(|row| crowd(row.1.clone())).collect();
        let rows: Vec<Row<'_>> = rows
            .iter()
            .zip(&crowds)
            .map(|((exchanges, _), behind)| Row {
                amount: Amount {
                    exchanges: *exchanges,
                    minutes: 60 * exchanges.cast_signed(),
                },
                behind,
            })
            .collect();
        let exchanges = |row: &Shown<Amount>| row.value().map(|amount| amount.exchanges);
        protect(&rows, RULE).map(|shown| shown.iter().map(exchanges).collect())
    }

    #[test]
    fn a_list_without_few_people_is_shown_as_it_is() {
        let rows = [(9, 0..6), (0, 0..0), (8, 2..9)];
        assert_eq!(protected(&rows), Some(vec![Some(9), Some(0), Some(8)]));
    }

    #[test]
    fn a_row_of_few_takes_the_row_of_the_next_fewest_with_it() {
        let rows = [(9, 0..9), (3, 0..2), (50, 0..6), (0, 0..0)];
        let expected = vec![Some(9), None, None, Some(0)];
        assert_eq!(protected(&rows), Some(expected));
    }

    #[test]
    fn rows_hidden_together_have_enough_people_behind_them() {
        let rows = [(5, 0..2), (4, 0..3), (20, 0..6), (30, 0..9)];
        assert_eq!(
            protected(&rows),
            Some(vec![None, None, None, Some(30)]),
            "two rows of the same three people are still three people"
        );
        let rows = [(5, 0..2), (4, 2..6), (20, 0..8)];
        assert_eq!(protected(&rows), Some(vec![None, None, Some(20)]));
    }

    #[test]
    fn a_list_that_cannot_be_protected_stays_out() {
        assert_eq!(
            protected(&[(9, 0..9), (0, 0..0), (1, 0..2)]).map(drop),
            Some(())
        );
        assert_eq!(protected(&[(1, 0..2), (1, 2..4), (1, 4..6)]), None);
        assert_eq!(protected(&[(9, 0..4)]), None);
    }
}
