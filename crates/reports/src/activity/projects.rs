//! To which projects the exchanges of a report belong: one list more, whose rows are protected
//! like those of any other. It has no list by funder beside it: that would be the sums of its rows.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::Connection;
use timebank::ProjectId;
use timebank::project::{self, Plan};

use super::chapter::{Chapter, ChapterRow, ChapterTable, Column, Measure};
use super::crowd::{Behind, Crowd};
use super::tally::{Amount, Cell, Tally};
use crate::disclosure::Shown;

/// What belongs to no project is listed under, always last.
const NO_PROJECT: &str = "No project";

/// What belongs to one project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectShare {
    /// The project; nothing where an exchange belongs to none.
    pub project: Option<ProjectId>,
    /// Its name.
    pub name: String,
    /// Who pays for it; empty for nobody in particular.
    pub funder: String,
    /// How much belongs to it.
    pub amount: Amount,
}

impl ProjectShare {
    /// The list as a chapter, from its rows as they may be shown.
    pub(crate) fn chapter(rows: &[(&ProjectShare, Shown<Amount>)]) -> Chapter {
        let row = |(share, amount): &(&ProjectShare, Shown<Amount>)| {
            let figures = vec![amount.exchanges().map(u64::cast_signed), amount.minutes()];
            let id = share
                .project
                .map_or_else(|| "none".to_owned(), |id| id.to_string());
            let row = ChapterRow::new(id, share.name.clone(), figures);
            match share.funder.as_str() {
                "" => row,
                funder => row.noted(format!("Paid for by {funder}")),
            }
        };
        Chapter {
            id: "projects",
            short: "Projects",
            title: "Projects".to_owned(),
            label: "Hours that belong to projects".to_owned(),
            lead: vec![
                "Each exchange belongs to one project or to none, so these rows add up to all \
                 hours of the report."
                    .to_owned(),
            ],
            tables: vec![ChapterTable {
                id: "projects".to_owned(),
                title: "Exchanges and hours of each project".to_owned(),
                what: "Project",
                columns: vec![
                    Column::new("exchanges", "Exchanges", Measure::Count),
                    Column::new("minutes", "Hours", Measure::Minutes),
                ],
                rows: rows.iter().map(row).collect(),
            }],
            notes: vec![
                "An exchange belongs to the project that takes its kind of help or its area on \
                 the day it was done, or to the one that a coordinator chose for it. Goes by: the \
                 day the help was given. Left out: what was taken back, and group activities."
                    .to_owned(),
            ],
        }
    }
}

impl Behind {
    /// The projects by hours; nothing where no exchange belongs to one.
    pub(super) fn projects(
        &mut self,
        conn: &Connection,
        tally: &Tally,
    ) -> timebank::Result<Vec<ProjectShare>> {
        if tally.projects.keys().all(Option::is_none) {
            return Ok(Vec::new());
        }
        let plans = project::all(conn)?.into_iter();
        let plans: HashMap<ProjectId, Plan> = plans.map(|one| (one.id, one.plan)).collect();
        let mut shares: Vec<(ProjectShare, Crowd)> = Vec::with_capacity(tally.projects.len());
        for (&project, counted) in &tally.projects {
            let plan = project.and_then(|id| plans.get(&id));
            let share = ProjectShare {
                project,
                name: plan.map_or_else(|| NO_PROJECT.to_owned(), |plan| plan.name.clone()),
                funder: plan.map_or_else(String::new, |plan| plan.funder.clone()),
                amount: counted.amount,
            };
            shares.push((share, counted.behind.clone()));
        }
        shares.sort_by_cached_key(|(share, _)| {
            let Amount { minutes, exchanges } = share.amount;
            let size = Reverse((minutes, exchanges));
            (share.project.is_none(), size, share.name.clone())
        });
        let shares: (Vec<ProjectShare>, Vec<Crowd>) = shares.into_iter().unzip();
        self.projects = shares.1;
        self.project_rests = rests(&tally.cells);
        Ok(shares.0)
    }
}

/// What is left of a kind of help when a project that lies in it is taken out, and of a project
/// when a kind of help that lies in it is. A reader who knows that the one lies in the other
/// subtracts their rows, which stand in two lists.
pub(super) fn rests(cells: &HashMap<Cell, Crowd>) -> Vec<Crowd> {
    let mut found = Vec::new();
    for &(kind, project) in cells.keys().filter(|(_, project)| project.is_some()) {
        let of_kind = cells.iter().filter(|(cell, _)| cell.0 == kind);
        let of_project = cells.iter().filter(|(cell, _)| cell.1 == project);
        let (of_kind, of_project): (Vec<_>, Vec<_>) = (of_kind.collect(), of_project.collect());
        for (inner, outer) in [(&of_project, &of_kind), (&of_kind, &of_project)] {
            if inner.len() == 1 && outer.len() > 1 {
                let rest = outer.iter().filter(|(cell, _)| **cell != (kind, project));
                found.push(Crowd::of(rest.map(|(_, behind)| *behind)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use timebank::{CategoryId, MemberId};
    use uuid::Uuid;

    use super::*;

    fn cells(found: &[(i64, Option<i64>, u128)]) -> HashMap<Cell, Crowd> {
        let mut cells = HashMap::new();
        for (kind, project, people) in found {
            let mut crowd = Crowd::default();
            (0..*people).for_each(|one| crowd.add(MemberId::new(Uuid::from_u128(one))));
            let cell = (Some(CategoryId::new(*kind)), project.map(ProjectId::new));
            cells.insert(cell, crowd);
        }
        cells
    }

    fn left(found: &[(i64, Option<i64>, u128)]) -> Vec<u64> {
        let mut left: Vec<u64> = rests(&cells(found)).iter().map(Crowd::count).collect();
        left.sort_unstable();
        left
    }

    #[test]
    fn what_two_rows_of_two_lists_tell_by_their_difference_is_looked_at() {
        assert_eq!(left(&[(1, None, 9), (2, None, 9)]), [0; 0], "no project");
        assert_eq!(left(&[(1, Some(1), 9), (2, None, 9)]), [0; 0], "the same");
        let some_before = [(1, Some(1), 9), (1, None, 2)];
        assert_eq!(left(&some_before), [2]);
        let two_by_hand = [(1, Some(1), 9), (2, Some(1), 3), (2, None, 8)];
        assert_eq!(left(&two_by_hand), [3]);
        let across = [(1, Some(1), 9), (1, None, 2), (2, Some(1), 3), (2, None, 8)];
        assert_eq!(left(&across), [0; 0], "neither lies in the other");
    }
}
