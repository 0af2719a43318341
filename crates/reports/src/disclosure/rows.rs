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

/// A row of a list beside a list of larger rows: in which of those it lies, and whether it is
/// masked or hidden.
#[derive(Clone, Copy)]
pub(crate) struct Part<'a> {
    /// The place of the larger row.
    pub(crate) of: usize,
    pub(crate) row: Row<'a>,
    pub(crate) is_hidden: bool,
}

/// Rows that are sums of the rows of another list, as they may be shown beside that list; nothing
/// where they must stay out.
///
/// From a larger row that is shown a reader subtracts those of its parts that are shown: what is
/// left is the sum of its hidden parts. From the total they know the sum of the hidden parts of all
/// larger rows that are hidden. Each of these sums must say nothing about its parts, just as the
/// hidden larger rows together must say nothing about each of them.
pub(crate) fn protect_sums(
    rows: &[Row<'_>],
    parts: &[Part<'_>],
    rule: Rule,
) -> Option<Vec<Shown<Amount>>> {
    let is_few = |row: &Row<'_>| row.amount.exchanges > 0 && rule.is_few(row.behind.count());
    let left = |places: &[usize]| {
        let of_them = |part: &&Part<'_>| part.is_hidden && places.contains(&part.of);
        let left: Vec<Row<'_>> = parts.iter().filter(of_them).map(|part| part.row).collect();
        left
    };
    let tells_nothing = |rows: &[Row<'_>]| rows.is_empty() || is_enough(rows.iter().copied(), rule);
    let mut hidden: Vec<usize> = (0..rows.len())
        .filter(|place| is_few(&rows[*place]) || !tells_nothing(&left(&[*place])))
        .collect();
    let mut others: Vec<usize> = (0..rows.len())
        .filter(|place| rows[*place].amount.exchanges > 0 && !hidden.contains(place))
        .collect();
    others.sort_by_key(|place| rows[*place].behind.count());
    let mut others = others.into_iter();
    loop {
        let together: Vec<Row<'_>> = hidden.iter().map(|place| rows[*place]).collect();
        if tells_nothing(&together) && tells_nothing(&left(&hidden)) {
            break;
        }
        hidden.push(others.next()?);
    }
    let shown = |(place, row): (usize, &Row<'_>)| {
        if is_few(row) {
            Shown::FewPeople(rule.below)
        } else if hidden.contains(&place) {
            Shown::Hidden
        } else {
            Shown::Exact(row.amount)
        }
    };
    Some(rows.iter().enumerate().map(shown).collect())
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

    /// Sums of these parts, each of a larger row, of so many exchanges by these members, hidden or
    /// not: what is left of the larger rows.
    fn sums(parts: &[(usize, u64, std::ops::Range<u128>, bool)]) -> Option<Vec<Option<u64>>> {
        let crowds: Vec<Crowd> = parts.iter().map(|part| crowd(part.2.clone())).collect();
        let part = |(part, behind)| {
            let (of, exchanges, _, is_hidden): &(usize, u64, _, bool) = part;
            let amount = Amount {
                exchanges: *exchanges,
                minutes: 60 * exchanges.cast_signed(),
            };
            let row = Row { amount, behind };
            Part {
                of: *of,
                row,
                is_hidden: *is_hidden,
            }
        };
        let parts: Vec<Part<'_>> = parts.iter().zip(&crowds).map(part).collect();
        let count = parts.iter().map(|part| part.of + 1).max().unwrap_or(0);
        let of = |of: usize| parts.iter().filter(move |part| part.of == of);
        let behind: Vec<Crowd> = (0..count)
            .map(|place| Crowd::of(of(place).map(|part| part.row.behind)))
            .collect();
        let row = |place: usize| Row {
            amount: Amount::sum(of(place).map(|part| part.row.amount)),
            behind: &behind[place],
        };
        let rows: Vec<Row<'_>> = (0..count).map(row).collect();
        let exchanges = |row: &Shown<Amount>| row.value().map(|amount| amount.exchanges);
        protect_sums(&rows, &parts, RULE).map(|shown| shown.iter().map(exchanges).collect())
    }

    #[test]
    fn a_sum_is_shown_where_its_hidden_parts_are_many_together() {
        let parts = [
            (0, 9, 0..6, false),
            (0, 6, 0..3, true),
            (0, 9, 3..9, true),
            (1, 7, 0..7, false),
        ];
        assert_eq!(sums(&parts), Some(vec![Some(24), Some(7)]));
    }

    #[test]
    fn a_sum_that_would_tell_a_hidden_part_is_hidden_with_others() {
        let told = [
            (0, 9, 0..6, false),
            (0, 6, 0..3, true),
            (1, 9, 3..9, true),
            (1, 5, 0..5, false),
            (2, 30, 0..9, false),
        ];
        assert_eq!(sums(&told), Some(vec![None, None, Some(30)]));
        // Hidden or not, nothing else of the list is hidden: its total tells the part.
        let alone = [(0, 9, 0..6, false), (0, 6, 0..3, true), (1, 9, 3..9, false)];
        assert_eq!(sums(&alone), None);
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
