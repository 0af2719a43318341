//! Kinds of help by the heading under which they stand: the list of kinds once more, with fewer
//! and larger rows. Beside that list its rows are sums of rows, so what may leave the bank is
//! decided for both together, see [`crate::disclosure`].

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rusqlite::Connection;
use timebank::{CategoryId, category};

use super::chapter::{Chapter, ChapterRow, ChapterTable, Column, Measure};
use super::crowd::{Behind, Crowd};
use super::projects::rests;
use super::tally::{Amount, Cell, Counted, Tally};
use super::{CategoryShare, NO_KIND_GIVEN};
use crate::disclosure::Shown;

/// What stands under one heading, the heading's own included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingShare {
    /// The heading, or a kind of help that stands by itself; nothing where no kind was given.
    pub heading: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// How much stands under it.
    pub amount: Amount,
}

impl HeadingShare {
    /// The list as a chapter, from its rows as they may be shown.
    pub(crate) fn chapter(rows: &[(&HeadingShare, Shown<Amount>)]) -> Chapter {
        let row = |(share, amount): &(&HeadingShare, Shown<Amount>)| {
            let figures = vec![amount.exchanges().map(u64::cast_signed), amount.minutes()];
            let id = share
                .heading
                .map_or_else(|| "none".to_owned(), |id| id.to_string());
            ChapterRow::new(id, share.name.clone(), figures)
        };
        Chapter {
            id: "headings",
            short: "Headings",
            title: "Kinds of help by heading".to_owned(),
            label: "Hours under each heading".to_owned(),
            lead: vec![
                "Each kind of help stands under one heading or by itself, so these rows add up to \
                 all hours of the report."
                    .to_owned(),
            ],
            tables: vec![ChapterTable {
                id: "headings".to_owned(),
                title: "Exchanges and hours under each heading".to_owned(),
                what: "Heading",
                columns: vec![
                    Column::new("exchanges", "Exchanges", Measure::Count),
                    Column::new("minutes", "Hours", Measure::Minutes),
                ],
                rows: rows.iter().map(row).collect(),
            }],
            notes: vec![
                "A kind of help counts under the heading where it stood on the day this report \
                 was made. Goes by: the day the help was given. Left out: what was taken back, \
                 and group activities."
                    .to_owned(),
            ],
        }
    }
}

impl Behind {
    /// The headings by hours; nothing where no two kinds of help of the report stand under one.
    pub(super) fn headings(
        &mut self,
        conn: &Connection,
        tally: &Tally,
        kinds: &[CategoryShare],
    ) -> timebank::Result<Vec<HeadingShare>> {
        let known = category::headings(conn)?;
        let top = |kind: Option<CategoryId>| kind.map(|id| *known.get(&id).unwrap_or(&id));
        let under: Vec<_> = kinds.iter().map(|share| top(share.category)).collect();
        let tops: HashSet<_> = under.iter().collect();
        if tops.len() == kinds.len() {
            // The same rows once more would say nothing.
            return Ok(Vec::new());
        }
        let mut counted: HashMap<Option<CategoryId>, Counted> = HashMap::new();
        for (&kind, of_kind) in &tally.categories {
            let sum = counted.entry(top(kind)).or_default();
            sum.amount = Amount::sum([sum.amount, of_kind.amount]);
            sum.behind = Crowd::of([&sum.behind, &of_kind.behind]);
        }
        let mut shares: Vec<(HeadingShare, Crowd)> = Vec::with_capacity(counted.len());
        for (heading, Counted { amount, behind }) in counted {
            let name = match heading {
                Some(id) => category::get(conn, id)?.name,
                None => NO_KIND_GIVEN.to_owned(),
            };
            let share = HeadingShare {
                heading,
                name,
                amount,
            };
            shares.push((share, behind));
        }
        shares.sort_by_cached_key(|(share, _)| {
            let size = Reverse((share.amount.minutes, share.amount.exchanges));
            (share.heading.is_none(), size, share.name.clone())
        });
        let shares: (Vec<HeadingShare>, Vec<Crowd>) = shares.into_iter().unzip();
        self.headings = shares.1;
        self.under = under;
        self.heading_rests = rests(&cells(tally, top));
        Ok(shares.0)
    }
}

/// Who stands behind each heading of each project.
fn cells(
    tally: &Tally,
    top: impl Fn(Option<CategoryId>) -> Option<CategoryId>,
) -> HashMap<Cell, Crowd> {
    let mut cells: HashMap<Cell, Crowd> = HashMap::new();
    for ((kind, project), behind) in &tally.cells {
        let cell = cells.entry((top(*kind), *project)).or_default();
        *cell = Crowd::of([&*cell, behind]);
    }
    cells
}
