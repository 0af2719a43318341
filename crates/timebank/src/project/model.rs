//! What a project is, and what says that an exchange belongs to it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::ids::{AreaId, CategoryId, FunderId, ProjectId};

/// What is decided about a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Its name, as reports have it.
    pub name: String,
    /// Who pays for it; empty for nobody in particular.
    pub funder: String,
    /// The first day, where it has one.
    pub from: Option<NaiveDate>,
    /// The last day, counted as well.
    pub to: Option<NaiveDate>,
    /// It takes help of this kind by itself.
    pub category: Option<CategoryId>,
    /// It takes help received here by itself; with a kind, only help of that kind.
    pub area: Option<AreaId>,
}

impl Plan {
    /// Whether it takes exchanges by itself.
    #[must_use]
    pub const fn takes_by_itself(&self) -> bool {
        self.category.is_some() || self.area.is_some()
    }
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// What is decided about it.
    pub plan: Plan,
    /// Who pays for it.
    pub funder: Option<FunderId>,
    /// Whether it can be chosen, and takes exchanges by itself.
    pub open: bool,
}

/// Who pays for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Funder {
    /// Its id.
    pub id: FunderId,
    /// Its name.
    pub name: String,
}

/// That somebody, or a project by itself, said where an exchange belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The name of the project; empty for none.
    pub project: String,
    /// A coordinator said so.
    pub by_hand: bool,
    /// Which; empty where the project took it by itself.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}
