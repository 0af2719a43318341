//! The report that a month is closed with, in JSON.

use ledger::Month;
use reports::activity::{self, Period};
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::{Error, Moment, Result};

/// The activity report of a month with every figure exact, as it stands now.
pub(crate) fn of(conn: &Connection, bank: &Bank, month: Month, moment: &Moment) -> Result<String> {
    let missing = || Error::NotFound("This month");
    let period = Period::new(month.first_day(), month.last_day()).ok_or_else(missing)?;
    let report = activity::activity(conn, bank, period, moment.now)?;
    let mut json = Vec::new();
    activity::write_json(&report, &mut json).map_err(|_| missing())?;
    String::from_utf8(json).map_err(|_| missing())
}
