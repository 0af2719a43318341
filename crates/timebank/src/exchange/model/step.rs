//! The history of an exchange: one line per step.

use std::fmt;

use chrono::{DateTime, Utc};
use ledger::Minutes;

use crate::clock::Channel;
use crate::ids::MemberId;

/// What happened to an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// One of the two would like to.
    Proposed,
    /// The other one too.
    Agreed,
    /// A coordinator looked at what they arranged.
    Allowed,
    /// Done, and written down.
    Recorded,
    /// Confirmed by the other party, or on their word.
    Confirmed,
    /// Somebody said that something is wrong.
    Disputed,
    /// The other one said that what was claimed is right.
    Accepted,
    /// A coordinator decided a dispute.
    Decided,
    /// Approved and posted.
    Approved,
    /// Declined by a coordinator.
    Declined,
    /// Taken back before it was posted.
    Withdrawn,
    /// Called off before it was done.
    Cancelled,
    /// Whoever is asked was told again.
    Reminded,
    /// Their time was up: somebody else looks after it.
    Handed,
    /// Nobody acted in time.
    Lapsed,
    /// One of the two asks to put it right after it was posted.
    Asked,
    /// A coordinator looked at it, and it stays as it is.
    Kept,
    /// Put right after it was posted.
    Corrected,
    /// Taken back after it was posted.
    Reversed,
}

impl StepKind {
    /// All kinds, in the order of life.
    pub const ALL: [Self; 19] = [
        Self::Proposed,
        Self::Agreed,
        Self::Allowed,
        Self::Recorded,
        Self::Confirmed,
        Self::Disputed,
        Self::Accepted,
        Self::Decided,
        Self::Approved,
        Self::Declined,
        Self::Withdrawn,
        Self::Cancelled,
        Self::Reminded,
        Self::Handed,
        Self::Lapsed,
        Self::Asked,
        Self::Kept,
        Self::Corrected,
        Self::Reversed,
    ];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.names().0
    }

    /// The action the audit keeps.
    #[must_use]
    pub(in crate::exchange) const fn action(self) -> &'static str {
        self.names().1
    }

    /// The notice that tells of it.
    #[must_use]
    pub(in crate::exchange) const fn notice(self) -> &'static str {
        self.names().2
    }

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Code, action, notice.
    const fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Proposed => ("proposed", "exchange.propose", "exchange.proposed"),
            Self::Agreed => ("agreed", "exchange.agree", "exchange.agreed"),
            Self::Allowed => ("allowed", "exchange.allow", "exchange.allowed"),
            Self::Recorded => ("recorded", "exchange.record", "exchange.answer_needed"),
            Self::Confirmed => ("confirmed", "exchange.confirm", "exchange.confirmed"),
            Self::Disputed => ("disputed", "exchange.dispute", "exchange.disputed"),
            Self::Accepted => ("accepted", "exchange.accept", "exchange.accepted"),
            Self::Decided => ("decided", "exchange.decide", "exchange.decided"),
            Self::Approved => ("approved", "exchange.approve", "exchange.posted"),
            Self::Declined => ("declined", "exchange.decline", "exchange.declined"),
            Self::Withdrawn => ("withdrawn", "exchange.withdraw", "exchange.withdrawn"),
            Self::Cancelled => ("cancelled", "exchange.cancel", "exchange.cancelled"),
            Self::Reminded => ("reminded", "exchange.remind", "exchange.reminder"),
            Self::Handed => ("handed", "exchange.hand", "exchange.handed"),
            Self::Lapsed => ("lapsed", "exchange.lapse", "exchange.lapsed"),
            Self::Asked => (
                "asked",
                "exchange.ask_to_correct",
                "exchange.correction_asked",
            ),
            Self::Kept => ("kept", "exchange.keep", "exchange.kept"),
            Self::Corrected => ("corrected", "exchange.correct", "exchange.corrected"),
            Self::Reversed => ("reversed", "exchange.reverse", "exchange.reversed"),
        }
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
