//! Hours that are given away: how many, on which day, under which id.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Minutes, TransferId};

use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::ids::MemberId;

/// The most hours that move in one go without an exchange: 100 hours.
const MOST_MINUTES: i64 = 100 * 60;

/// Hours to be given away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours {
    /// The id of the transfer, made by the form, so that a form sent twice moves them once.
    pub id: TransferId,
    /// How many minutes.
    pub minutes: Minutes,
    /// The day they count for.
    pub given_on: NaiveDate,
}

/// What was decided about a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Whether it was given; else it was declined.
    pub given: bool,
    /// Why it was declined; empty where it was given.
    pub reason: String,
    /// Who decided.
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// A grant that a second pair of eyes looks at.
#[derive(Clone, Debug)]
pub struct Proposed {
    /// The id that its transfer will have.
    pub id: TransferId,
    /// Who would get it.
    pub taker: MemberId,
    /// Their name.
    pub taker_name: String,
    /// How many minutes.
    pub minutes: Minutes,
    /// Why.
    pub words: String,
    /// Who proposed it.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// When it was proposed.
    pub at: DateTime<Utc>,
    /// What was decided; nothing while it waits.
    pub decided: Option<Decided>,
}

/// Who gave hours without an exchange, to whom, and in what words. Empty where it was the pot or
/// the bank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The name of whoever gave.
    pub giver: String,
    /// The name of whoever got.
    pub taker: String,
    /// What was said with it.
    pub words: String,
}

impl Hours {
    pub(super) fn check(&self, moment: &Moment) -> Result<()> {
        let mut errors = Vec::new();
        if self.minutes.get() < 1 {
            errors.push(FieldError::new("minutes", "Enter how many hours"));
        }
        if self.minutes.get() > MOST_MINUTES {
            let message = "How many hours must be 100 or less";
            errors.push(FieldError::new("minutes", message));
        }
        if self.given_on > moment.today {
            let message = "The day must be today or in the past";
            errors.push(FieldError::new("given_on", message));
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(errors))
        }
    }
}
