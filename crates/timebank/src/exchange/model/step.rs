//! The history of an exchange: one line per step.

use std::fmt;

use chrono::{DateTime, Utc};
use ledger::Minutes;

use crate::clock::Channel;
use crate::ids::MemberId;

/// What happened to an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Written down.
    Recorded,
    /// Confirmed by the other party, or on their word.
    Confirmed,
    /// Somebody said that something is wrong.
    Disputed,
    /// A coordinator decided a dispute.
    Decided,
    /// Approved and posted.
    Approved,
    /// Declined by a coordinator.
    Declined,
    /// Taken back before it was posted.
    Withdrawn,
    /// Taken back after it was posted.
    Reversed,
}

impl StepKind {
    const NAMES: [(Self, &'static str, &'static str, &'static str); 8] = [
        (
            Self::Recorded,
            "recorded",
            "exchange.record",
            "exchange.answer_needed",
        ),
        (
            Self::Confirmed,
            "confirmed",
            "exchange.confirm",
            "exchange.confirmed",
        ),
        (
            Self::Disputed,
            "disputed",
            "exchange.dispute",
            "exchange.disputed",
        ),
        (
            Self::Decided,
            "decided",
            "exchange.decide",
            "exchange.decided",
        ),
        (
            Self::Approved,
            "approved",
            "exchange.approve",
            "exchange.posted",
        ),
        (
            Self::Declined,
            "declined",
            "exchange.decline",
            "exchange.declined",
        ),
        (
            Self::Withdrawn,
            "withdrawn",
            "exchange.withdraw",
            "exchange.withdrawn",
        ),
        (
            Self::Reversed,
            "reversed",
            "exchange.reverse",
            "exchange.reversed",
        ),
    ];

    /// The code kept in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.names().1
    }

    /// The action the audit keeps.
    #[must_use]
    pub(in crate::exchange) fn action(self) -> &'static str {
        self.names().2
    }

    /// The notice that tells of it.
    #[must_use]
    pub(in crate::exchange) fn notice(self) -> &'static str {
        self.names().3
    }

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        Self::NAMES
            .into_iter()
            .find(|names| names.1 == code)
            .map(|names| names.0)
    }

    fn names(self) -> (Self, &'static str, &'static str, &'static str) {
        Self::NAMES
            .into_iter()
            .find(|names| names.0 == self)
            .unwrap_or(Self::NAMES[0])
    }
}

impl fmt::Display for StepKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// One line of an exchange's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happened.
    pub kind: StepKind,
    /// Who did it; nobody for the program.
    pub actor: Option<MemberId>,
    /// Their name.
    pub actor_name: String,
    /// On whose word, where somebody else did it.
    pub spoke: Option<MemberId>,
    /// Their name.
    pub spoke_name: String,
    /// How it came.
    pub channel: Channel,
    /// When.
    pub at: DateTime<Utc>,
    /// The length the step names.
    pub minutes: Option<Minutes>,
    /// The reason given.
    pub reason: String,
}
