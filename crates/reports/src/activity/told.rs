//! What an earlier report of the same days said, beside what they say now: the hours that came in
//! late.

use chrono::NaiveDate;
use rusqlite::Connection;
use timebank::bank::Bank;
use timebank::handover::{self, About};

use super::Amount;
use crate::period::Period;
use crate::words;

/// The last report of the same days that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restated {
    /// The day it was handed over, where the bank is.
    pub told_on: NaiveDate,
    /// How many transfers the book had.
    pub transfers: u64,
    /// What it said.
    pub told: Amount,
    /// What these days have now.
    pub now: Amount,
}

impl Restated {
    pub(super) fn of(
        conn: &Connection,
        bank: &Bank,
        period: Period,
        now: Amount,
    ) -> timebank::Result<Option<Restated>> {
        let latest = handover::latest(conn, (period.from(), period.to()), About::default())?;
        Ok(latest.map(|latest| Restated {
            told_on: bank.day_of(latest.at),
            transfers: latest.told.transfers,
            told: Amount {
                exchanges: latest.told.exchanges,
                minutes: latest.told.minutes,
            },
            now,
        }))
    }

    /// By how many minutes these days have changed since.
    #[must_use]
    pub const fn change(&self) -> i64 {
        self.now.minutes - self.told.minutes
    }

    /// What was told and what has changed, in a sentence or two.
    #[must_use]
    pub fn sentence(&self) -> String {
        let told = format!(
            "A report of these days was handed over on {}, from the book up to transfer {}: {} in \
             {}.",
            words::day(self.told_on),
            words::thousands(self.transfers),
            words::hours_said(self.told.minutes),
            words::counted(self.told.exchanges, "exchange", "exchanges"),
        );
        if self.told == self.now {
            return format!("{told} These days have not changed since.");
        }
        let more = match self.change() {
            0 => "as many hours".to_owned(),
            change @ 1.. => format!("{} more", words::hours_said(change)),
            change => format!("{} less", words::hours_said(change)),
        };
        format!(
            "{told} Since then exchanges of these days were posted late or put right: it is now \
             {more}, in {}.",
            words::counted(self.now.exchanges, "exchange", "exchanges"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_hour_is_told_beside_what_was_told_before() {
        let amount = |exchanges, minutes| Amount { exchanges, minutes };
        let restated = |now| Restated {
            told_on: NaiveDate::from_ymd_opt(2026, 10, 3).unwrap(),
            transfers: 1_184,
            told: amount(268, 24_750),
            now,
        };
        let told = "A report of these days was handed over on 3 October 2026, from the book up to \
                    transfer 1,184: 412 hours 30 minutes in 268 exchanges.";
        assert_eq!(
            restated(amount(268, 24_750)).sentence(),
            format!("{told} These days have not changed since.")
        );
        let late = restated(amount(270, 24_960));
        assert_eq!(late.change(), 210);
        let more = "Since then exchanges of these days were posted late or put right: it is now";
        assert_eq!(
            late.sentence(),
            format!("{told} {more} 3 hours 30 minutes more, in 270 exchanges.")
        );
        assert_eq!(
            restated(amount(267, 24_690)).sentence(),
            format!("{told} {more} 1 hour less, in 267 exchanges.")
        );
    }
}
