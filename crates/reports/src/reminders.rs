//! The reports that are handed over regularly and are due: the days of a set-up are over, and
//! nothing of exactly these days has been handed over.

use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::handover::{self, About};
use timebank::setup::{self, Kept};

use crate::period::{Period, Preset};

/// A report that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The set-up it is made with.
    pub kept: Kept,
    /// Its days.
    pub period: Period,
}

/// Every report that is due, seen from today, by the name of its set-up.
pub fn due(conn: &Connection, bank: &Bank, today: NaiveDate) -> timebank::Result<Vec<Due>> {
    let mut found = Vec::new();
    for kept in setup::all(conn)? {
        let preset = Preset::parse(&kept.setup.period);
        let preset = preset.filter(|preset| kept.setup.reminds && preset.is_over());
        let Some(preset) = preset else { continue };
        let period = preset.period(conn, bank, today)?;
        let about = About {
            project: kept.setup.project,
            funder: kept.setup.funder,
        };
        if handover::latest(conn, (period.from(), period.to()), about)?.is_none() {
            found.push(Due { kept, period });
        }
    }
    Ok(found)
}
