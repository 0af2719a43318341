//! The history of an exchange: one line per step.

use std::fmt;

use chrono::{DateTime, Utc};
use ledger::Minutes;

use crate::clock::Channel;
use crate::ids::MemberId;
use crate::outbox::NoticeKind;

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
    pub(in crate::exchange) const fn notice(self) -> NoticeKind {
        self.names().2
    }

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Code, action, notice.
    const fn names(self) -> (&'static str, &'static str, NoticeKind) {
        use NoticeKind as Notice;
        match self {
            Self::Proposed => ("proposed", "exchange.propose", Notice::Proposed),
            Self::Agreed => ("agreed", "exchange.agree", Notice::Agreed),
            Self::Allowed => ("allowed", "exchange.allow", Notice::Allowed),
            Self::Recorded => ("recorded", "exchange.record", Notice::AnswerNeeded),
            Self::Confirmed => ("confirmed", "exchange.confirm", Notice::Confirmed),
            Self::Disputed => ("disputed", "exchange.dispute", Notice::Disputed),
            Self::Accepted => ("accepted", "exchange.accept", Notice::Accepted),
            Self::Decided => ("decided", "exchange.decide", Notice::Decided),
            Self::Approved => ("approved", "exchange.approve", Notice::Posted),
            Self::Declined => ("declined", "exchange.decline", Notice::Declined),
            Self::Withdrawn => ("withdrawn", "exchange.withdraw", Notice::Withdrawn),
            Self::Cancelled => ("cancelled", "exchange.cancel", Notice::Cancelled),
            Self::Reminded => ("reminded", "exchange.remind", Notice::Reminder),
            Self::Handed => ("handed", "exchange.hand", Notice::Handed),
            Self::Lapsed => ("lapsed", "exchange.lapse", Notice::Lapsed),
            Self::Asked => ("asked", "exchange.ask_to_correct", Notice::CorrectionAsked),
            Self::Kept => ("kept", "exchange.keep", Notice::Kept),
            Self::Corrected => ("corrected", "exchange.correct", Notice::Corrected),
            Self::Reversed => ("reversed", "exchange.reverse", Notice::Reversed),
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
