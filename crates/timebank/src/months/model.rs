//! What became of a month: closed with which figures, signed by whom, opened again and why.

use chrono::{DateTime, Utc};
use ledger::{Head, HelpTotals, Month, ReopenReason};

use crate::actor::Role;
use crate::ids::MemberId;

/// How many people sign the end of a month.
pub const SIGNATURES: usize = 2;

/// The help done in a month: what the givers were credited, less what was taken back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many exchanges stand.
    pub exchanges: i64,
    /// Their hours, in minutes.
    pub minutes: i64,
}

impl From<HelpTotals> for Figures {
    fn from(totals: HelpTotals) -> Self {
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        Self {
            exchanges: count(totals.transfers) - count(totals.reversals),
            minutes: totals.posted.get() - totals.reversed.get(),
        }
    }
}

/// Somebody who signed the end of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub signer: MemberId,
    /// Their name.
    pub name: String,
    /// What they looked after when they signed.
    pub role: Role,
    /// When.
    pub at: DateTime<Utc>,
}

/// How far a closing has been signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignOff {
    /// Two people have signed.
    ByTwo,
    /// One has, and the bank had nobody else who could.
    ByTheOnlyOne,
    /// So many are still to sign.
    Waits(usize),
}

/// A month closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Its place among the steps of all months.
    pub step: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who closed it; nobody for the command line.
    pub by: Option<String>,
    /// The last transfer posted before the month’s end, and its digest.
    pub head: Head,
    /// The newest transfer when it was closed. What comes after it comes late.
    pub after: u64,
    /// The help done in the month, as it stood then.
    pub figures: Figures,
    /// How many people could have signed then.
    pub coordinators: u32,
    /// Who signed, in order; at most two.
    pub signatures: Vec<Signature>,
}

impl Closing {
    /// How far it has been signed.
    #[must_use]
    pub fn sign_off(&self) -> SignOff {
        match self.signatures.len() {
            1 if self.coordinators <= 1 => SignOff::ByTheOnlyOne,
            signed if signed >= SIGNATURES => SignOff::ByTwo,
            signed => SignOff::Waits(SIGNATURES - signed),
        }
    }

    /// Whether this person has signed it.
    #[must_use]
    pub fn is_signed_by(&self, person: MemberId) -> bool {
        self.signatures
            .iter()
            .any(|signature| signature.signer == person)
    }
}

/// A month opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; nobody for the command line.
    pub by: Option<String>,
    /// Why.
    pub reason: ReopenReason,
    /// Why, in their own words.
    pub note: String,
}

/// One thing that became of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It was closed.
    Closed(Closing),
    /// It was opened again.
    Reopened(Reopening),
}

/// A month that was closed at least once, with everything that became of it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The month.
    pub month: Month,
    /// Never empty.
    pub steps: Vec<Step>,
}

impl History {
    /// The closing that stands; nothing where the month was opened again.
    #[must_use]
    pub fn standing(&self) -> Option<&Closing> {
        match self.steps.last() {
            Some(Step::Closed(closing)) => Some(closing),
            _ => None,
        }
    }

    /// The times it was opened again.
    pub fn reopenings(&self) -> impl Iterator<Item = &Reopening> {
        self.steps.iter().filter_map(|step| match step {
            Step::Reopened(reopening) => Some(reopening),
            Step::Closed(_) => None,
        })
    }
}
