//! What became of the months of a report in the book: closed, opened again, and what came in late
//! since.

use chrono::NaiveDate;
use ledger::ReopenReason;
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::months::{self, Figures, History, Step};

use crate::period::Period;
use crate::words;

/// A month of the report that was closed at least once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthClosing {
    /// The first day of the month.
    pub first: NaiveDate,
    /// The day it was closed, where the bank is; nothing while it stands open again.
    pub closed_on: Option<NaiveDate>,
    /// How often it was opened again: the day, and why.
    pub reopened: Vec<(NaiveDate, ReopenReason)>,
    /// What came in late or was put right since it was closed; nothing while it stands open
    /// again, and for readers outside: one person may stand behind it.
    pub late: Option<Figures>,
}

impl MonthClosing {
    /// The months that lie wholly in a period, in order.
    pub(super) fn all(
        conn: &Connection,
        bank: &Bank,
        period: Period,
    ) -> timebank::Result<Vec<MonthClosing>> {
        let inside = |history: &History| {
            let month = history.month;
            period.contains(month.first_day()) && period.contains(month.last_day())
        };
        let mut found = Vec::new();
        for history in months::all(conn)?.iter().filter(|one| inside(one)) {
            found.push(Self::of(conn, bank, history)?);
        }
        found.sort_by_key(|month| month.first);
        Ok(found)
    }

    fn of(conn: &Connection, bank: &Bank, history: &History) -> timebank::Result<MonthClosing> {
        let standing = history.standing();
        let reopened = history.steps.iter().filter_map(|step| match step {
            Step::Reopened(again) => Some((bank.day_of(again.at), again.reason)),
            Step::Closed(_) => None,
        });
        Ok(MonthClosing {
            first: history.month.first_day(),
            closed_on: standing.map(|closing| bank.day_of(closing.at)),
            reopened: reopened.collect(),
            late: standing
                .map(|closing| months::late(conn, history.month, closing))
                .transpose()?,
        })
    }

    /// The same for readers outside.
    pub(crate) fn without_late_hours(&self) -> MonthClosing {
        MonthClosing {
            late: None,
            ..self.clone()
        }
    }

    /// Its code in files: `2026-07`.
    #[must_use]
    pub fn code(&self) -> String {
        self.first.format("%Y-%m").to_string()
    }

    /// What became of it, in a sentence or two.
    #[must_use]
    pub fn sentence(&self) -> String {
        let again: Vec<String> = self
            .reopened
            .iter()
            .map(|(day, reason)| format!("opened again on {} ({})", words::day(*day), why(*reason)))
            .collect();
        let mut steps = again;
        steps.push(match self.closed_on {
            Some(day) => format!("closed on {}", words::day(day)),
            None => "not closed since".to_owned(),
        });
        let said = format!("{} was {}.", words::month(self.first), steps.join(", "));
        match self.late {
            Some(late) if late != Figures::default() => {
                let much = match late.minutes {
                    0 => "as many hours".to_owned(),
                    more @ 1.. => format!("{} more", words::hours_said(more)),
                    less => format!("{} less", words::hours_said(less)),
                };
                format!("{said} Since then hours came in late or were put right: {much}.")
            }
            _ => said,
        }
    }
}

/// Why a month was opened again, within a sentence.
const fn why(reason: ReopenReason) -> &'static str {
    match reason {
        ReopenReason::ByMistake => "it was closed by mistake, or too early",
        ReopenReason::LateHours => "hours of it came in late",
        ReopenReason::Correction => "something in it was to be put right",
        ReopenReason::Audit => "an auditor asked for it",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_tells_what_became_of_it() {
        let mut july = MonthClosing {
            first: day("2026-07-01"),
            closed_on: Some(day("2026-08-03")),
            reopened: Vec::new(),
            late: Some(Figures::default()),
        };
        assert_eq!(july.sentence(), "July 2026 was closed on 3 August 2026.");
        july.late = Some(Figures {
            exchanges: 2,
            minutes: 150,
        });
        assert_eq!(
            july.sentence(),
            "July 2026 was closed on 3 August 2026. Since then hours came in late or were put \
             right: 2 hours 30 minutes more."
        );
        july.reopened = vec![(day("2026-08-09"), ReopenReason::LateHours)];
        july.closed_on = None;
        july.late = None;
        assert_eq!(
            july.sentence(),
            "July 2026 was opened again on 9 August 2026 (hours of it came in late), not closed \
             since."
        );
        assert_eq!(july.code(), "2026-07");
    }
}
