//! Reports that were handed to readers outside the bank.
//!
//! Two reports can give somebody away by their difference, so it is kept which days left the
//! bank and when. It is kept, too, what the report said: when hours of those days come in later,
//! the next report can say how many. Append-only; what a report holds is for `reports` to know.

mod store;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::error::Result;
use crate::ids::{FunderId, MemberId, ProjectId, SurveyId};

/// A report that left the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// When.
    pub at: DateTime<Utc>,
    /// Who handed it over.
    pub actor: Option<MemberId>,
    /// What it said.
    pub told: Told,
}

/// What a report was about: the whole bank, unless something is named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// This project alone.
    pub project: Option<ProjectId>,
    /// The projects that this one pays for.
    pub funder: Option<FunderId>,
}

/// What a report said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The first of its days.
    pub from: NaiveDate,
    /// The last of its days.
    pub to: NaiveDate,
    /// How it was written: `pdf`, `pack`, `xlsx`, `csv`, `json`, `print`.
    pub format: String,
    /// How many transfers the book had.
    pub transfers: u64,
    /// The exchanges of its days.
    pub exchanges: u64,
    /// Their minutes.
    pub minutes: i64,
    /// What it was about.
    pub about: About,
    /// The survey it carried, and how many answered sheets stood behind that.
    pub survey: Option<(SurveyId, u64)>,
}

/// Remembers that a report is handed over.
pub fn remember(
    tx: &Transaction<'_>,
    by: &Coordinator,
    told: &Told,
    moment: &Moment,
) -> Result<()> {
    store::insert(tx, by.id(), told, moment.now)?;
    let mut facts = json!({
        "from": told.from.to_string(), "to": told.to.to_string(), "format": told.format,
    });
    if let Some(project) = told.about.project {
        facts["project"] = json!(project);
    }
    if let Some(funder) = told.about.funder {
        facts["funder"] = json!(funder);
    }
    audit::write(tx, by.into(), moment, "report.hand_over", None, &facts)
}

/// Every report that left the bank, oldest first.
pub fn all(conn: &Connection) -> Result<Vec<Handover>> {
    Ok(store::all(conn)?)
}

/// The last report about this, of exactly these days, that left the bank.
pub fn latest(
    conn: &Connection,
    (from, to): (NaiveDate, NaiveDate),
    about: About,
) -> Result<Option<Handover>> {
    Ok(store::latest(conn, from, to, about)?)
}
