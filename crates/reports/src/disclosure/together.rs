//! The rows of a list by project, where readers may have the report of every project and that of
//! the whole bank: which rows are to be hidden in the reports of all projects, so that nothing
//! of few people follows from any of them taken together.
//!
//! A row that has few people in any project, or in what belongs to none, is hidden in all; and so
//! is a row that the report of the whole bank hides. What readers can still work out of the
//! hidden rows are the margins: what each project has in them, and what the whole bank has in
//! each. From the margins of a table in which nothing else is known, a cell lies between the
//! bounds that Fréchet gave; rows are added until these are wide enough.

use super::audience::Rule;
use crate::activity::crowd::Crowd;
use crate::activity::{Amount, Counted};

/// A row of a list, with a cell for each project.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The report of the whole bank shows it.
    pub(super) in_whole: bool,
    /// How many people stand behind all of it.
    pub(super) people: u64,
    pub(super) cells: Vec<Counted>,
}

impl Row {
    fn amount(&self) -> Amount {
        Amount::sum(self.cells.iter().map(|cell| cell.amount))
    }

    /// All of it but one project.
    fn without(&self, column: usize) -> Counted {
        let others = self.cells.iter().enumerate();
        let others = others.filter(|(place, _)| *place != column);
        sum(others.map(|(_, cell)| cell))
    }
}

/// Which rows are hidden in the reports of all projects; nothing where the list must stay out of
/// them. Looks at all projects, and so is the same whichever is asked for.
pub(super) fn hidden(rows: &[Row], rule: Rule) -> Option<Vec<bool>> {
    let few = |cell: &Counted| is_few(cell, rule);
    let mut hidden: Vec<bool> = rows
        .iter()
        .map(|row| !row.in_whole || row.cells.iter().any(few))
        .collect();
    let mut others: Vec<usize> = (0..rows.len()).filter(|place| !hidden[*place]).collect();
    others.retain(|place| rows[*place].amount().exchanges > 0);
    // By the number of people, which is printed nowhere, and never by hours.
    others.sort_by_key(|place| rows[*place].people);
    let mut others = others.into_iter();
    while hidden.contains(&true) && !is_enough(&chosen(rows, &hidden), rule) {
        hidden[others.next()?] = true;
    }
    let is_shown = |(row, hidden): (&Row, &bool)| !hidden && row.amount().exchanges > 0;
    let shown = rows.iter().zip(&hidden).any(is_shown);
    (shown || !hidden.contains(&true)).then_some(hidden)
}

fn chosen<'a>(rows: &'a [Row], hidden: &[bool]) -> Vec<&'a Row> {
    let rows = rows.iter().zip(hidden);
    rows.filter_map(|(row, hidden)| hidden.then_some(row))
        .collect()
}

fn is_few(cell: &Counted, rule: Rule) -> bool {
    cell.amount.exchanges > 0 && rule.is_few(cell.behind.count())
}

/// Whether the margins of the hidden rows say nothing about few people.
fn is_enough(rows: &[&Row], rule: Rule) -> bool {
    let columns = rows.first().map_or(0, |row| row.cells.len());
    let in_column = |place: usize| rows.iter().map(move |row| &row.cells[place]);
    let all = Amount::sum(rows.iter().map(|row| row.amount()));
    let kept_back = rows.iter().filter(|row| !row.in_whole);
    let kept_back = Amount::sum(kept_back.map(|row| row.amount()));
    (0..columns).all(|place| {
        let column = sum(in_column(place));
        let filled = in_column(place).filter(|cell| cell.amount.exchanges > 0);
        let spare = column.amount.exchanges - filled.count() as u64;
        let told = is_few(&column, rule) || spare < rule.below - 2;
        if column.amount.exchanges > 0 && told {
            return false;
        }
        rows.iter().all(|row| {
            let asks = is_few(&row.cells[place], rule) || is_few(&row.without(place), rule);
            let margin = if row.in_whole {
                row.amount()
            } else {
                kept_back
            };
            !asks || is_wide(margin, column.amount, all, rule)
        })
    })
}

/// Whether a cell with these margins in a table of so much may be one of enough numbers.
fn is_wide(row: Amount, column: Amount, all: Amount, rule: Rule) -> bool {
    let exchanges = [row, column, all].map(|amount| amount.exchanges.cast_signed());
    let minutes = [row, column, all].map(|amount| amount.minutes);
    [exchanges, minutes].into_iter().all(|[row, column, all]| {
        let (least, most) = ((row + column - all).max(0), row.min(column));
        most - least >= rule.below.cast_signed() - 2
    })
}

/// Several cells as one.
pub(super) fn sum<'a>(cells: impl Iterator<Item = &'a Counted>) -> Counted {
    let cells: Vec<&Counted> = cells.collect();
    Counted {
        amount: Amount::sum(cells.iter().map(|cell| cell.amount)),
        behind: Crowd::of(cells.iter().map(|cell| &cell.behind)),
    }
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

    /// A row of so many exchanges of an hour by so many people in each project.
    fn row(cells: &[(u64, u128)]) -> Row {
        let cell = |(exchanges, people): &(u64, u128)| {
            let mut behind = Crowd::default();
            (0..*people).for_each(|one| behind.add(MemberId::new(Uuid::from_u128(one))));
            let (exchanges, minutes) = (*exchanges, 60 * exchanges.cast_signed());
            let amount = Amount { exchanges, minutes };
            Counted { amount, behind }
        };
        let cells: Vec<Counted> = cells.iter().map(cell).collect();
        let people = sum(cells.iter()).behind.count();
        Row {
            in_whole: true,
            people,
            cells,
        }
    }

    fn places(rows: &[Row]) -> Option<Vec<usize>> {
        let hidden = hidden(rows, RULE)?;
        Some((0..rows.len()).filter(|place| hidden[*place]).collect())
    }

    #[test]
    fn a_list_with_nobody_few_in_any_project_is_shown() {
        let rows = [row(&[(9, 6), (0, 0)]), row(&[(8, 5), (30, 9)])];
        assert_eq!(places(&rows), Some(vec![]));
    }

    #[test]
    fn a_row_of_few_in_one_project_takes_another_with_it_in_all() {
        let rows = [
            row(&[(20, 8), (20, 8)]),
            row(&[(30, 9), (30, 9)]),
            row(&[(9, 6), (2, 2)]),
        ];
        assert_eq!(places(&rows), Some(vec![0, 2]));
    }

    #[test]
    fn a_row_that_belongs_all_to_one_project_does_not_help() {
        let rows = [
            row(&[(20, 5), (0, 0)]),
            row(&[(20, 8), (20, 8)]),
            row(&[(30, 9), (30, 9)]),
            row(&[(9, 6), (2, 2)]),
        ];
        let alone = [rows[0].clone(), rows[3].clone()];
        let both: Vec<&Row> = alone.iter().collect();
        assert!(
            !is_enough(&both, RULE),
            "the second project has few in both"
        );
        assert_eq!(places(&rows), Some(vec![0, 1, 3]));
    }

    #[test]
    fn a_list_that_cannot_be_protected_stays_out() {
        assert_eq!(places(&[row(&[(9, 6), (2, 2)])]), None);
        assert_eq!(
            places(&[row(&[(9, 6), (2, 2)]), row(&[(9, 6), (0, 0)])]),
            None
        );
    }
}
