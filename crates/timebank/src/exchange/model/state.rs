//! Where an exchange stands, with what each state needs to know. The changes between states are
//! in `transition`, how long each may wait in `waiting`.

use ledger::{Minutes, TransferId};

use super::waiting::Wait;
use crate::ids::{ExchangeId, MemberId};

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Gave the help.
    Giver,
    /// Received it.
    Receiver,
}

impl Side {
    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Giver => Self::Receiver,
            Self::Receiver => Self::Giver,
        }
    }
}

/// Whose answer a proposed or recorded exchange waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Awaits(Side);

impl Awaits {
    /// Waits for the answer of `side`.
    #[must_use]
    pub const fn of(side: Side) -> Self {
        Self(side)
    }

    /// Who is to answer.
    #[must_use]
    pub const fn side(self) -> Side {
        self.0
    }

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self.0 {
            Side::Giver => "giver",
            Side::Receiver => "receiver",
        }
    }

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        match code {
            "giver" => Some(Self(Side::Giver)),
            "receiver" => Some(Self(Side::Receiver)),
            _ => None,
        }
    }
}

/// On whose word a coordinator records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoke {
    /// The giver told; the receiver is asked.
    Giver,
    /// The receiver told; the giver is asked.
    Receiver,
    /// Both told, or both signed the slip.
    Both,
}

impl Spoke {
    /// The side that spoke, where only one did.
    #[must_use]
    pub const fn side(self) -> Option<Side> {
        match self {
            Self::Giver => Some(Side::Giver),
            Self::Receiver => Some(Side::Receiver),
            Self::Both => None,
        }
    }

    /// The code kept in the file and sent in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Receiver => "receiver",
            Self::Both => "both",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Giver, Self::Receiver, Self::Both]
            .into_iter()
            .find(|spoke| spoke.as_str() == code)
    }
}

/// Where an exchange stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeState {
    /// One of the two would like to; the other has not answered yet.
    Proposed {
        /// Whose answer is awaited.
        awaits: Awaits,
    },
    /// Both would like to; a coordinator looks at it before it is done.
    Agreed,
    /// It may be done, on the day that is planned.
    Arranged,
    /// Done and written down; the other party has not answered yet.
    Recorded {
        /// Whose answer is awaited.
        awaits: Awaits,
    },
    /// Both say so; waits for a coordinator.
    Confirmed,
    /// One of the two says that something is wrong; waits for a coordinator.
    Disputed {
        /// Who says so.
        by: Option<MemberId>,
        /// How long it was, where they named it.
        claimed: Option<Minutes>,
        /// In their own words.
        reason: String,
    },
    /// Approved, and in the book.
    Posted {
        /// Its transfer.
        transfer: TransferId,
    },
    /// A coordinator said no, or whoever was asked would rather not.
    Declined {
        /// Why.
        reason: String,
    },
    /// Taken back by whoever proposed or recorded it.
    Withdrawn {
        /// Why, where they said so.
        reason: String,
    },
    /// Arranged, then called off by one of the two.
    Cancelled {
        /// Why, where they said so.
        reason: String,
    },
    /// Its last time limit passed without an answer.
    Lapsed {
        /// Where it had waited.
        from: Wait,
    },
    /// Posted, then put right: reversed in the book, with another exchange in its place.
    Corrected {
        /// The transfer that was reversed.
        transfer: TransferId,
        /// The exchange that stands in its place.
        by: ExchangeId,
        /// Why.
        reason: String,
    },
    /// Posted, then taken back with a reversal in the book.
    Reversed {
        /// The transfer that was reversed.
        transfer: TransferId,
        /// Why.
        reason: String,
    },
}

impl ExchangeState {
    /// The codes of all states, in the order of life.
    pub const CODES: [&'static str; 13] = [
        "proposed",
        "agreed",
        "arranged",
        "recorded",
        "confirmed",
        "disputed",
        "posted",
        "declined",
        "withdrawn",
        "cancelled",
        "lapsed",
        "corrected",
        "reversed",
    ];

    /// The code kept in the file and used in exports.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Proposed { .. } => "proposed",
            Self::Agreed => "agreed",
            Self::Arranged => "arranged",
            Self::Recorded { .. } => "recorded",
            Self::Confirmed => "confirmed",
            Self::Disputed { .. } => "disputed",
            Self::Posted { .. } => "posted",
            Self::Declined { .. } => "declined",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Cancelled { .. } => "cancelled",
            Self::Lapsed { .. } => "lapsed",
            Self::Corrected { .. } => "corrected",
            Self::Reversed { .. } => "reversed",
        }
    }

    /// For what it waits; nothing where nothing more is to be done.
    #[must_use]
    pub const fn waiting(&self) -> Option<Wait> {
        match self {
            Self::Proposed { .. } => Some(Wait::Proposed),
            Self::Agreed => Some(Wait::Agreed),
            Self::Arranged => Some(Wait::Arranged),
            Self::Recorded { .. } => Some(Wait::Recorded),
            Self::Confirmed => Some(Wait::Confirmed),
            Self::Disputed { .. } => Some(Wait::Disputed),
            Self::Posted { .. }
            | Self::Declined { .. }
            | Self::Withdrawn { .. }
            | Self::Cancelled { .. }
            | Self::Lapsed { .. }
            | Self::Corrected { .. }
            | Self::Reversed { .. } => None,
        }
    }

    /// Whether nothing more is to be done.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        self.waiting().is_none()
    }

    /// Whether it has not been done yet: it is still being arranged.
    #[must_use]
    pub const fn is_ahead(&self) -> bool {
        matches!(self, Self::Proposed { .. } | Self::Agreed | Self::Arranged)
    }

    /// Whether the receiver's minutes are held while it stands here: somebody has promised them,
    /// or they have been used.
    #[must_use]
    pub const fn holds(&self) -> bool {
        !self.is_final() && !matches!(self, Self::Proposed { .. })
    }

    /// Whose answer is awaited, where it is that of one of the two.
    #[must_use]
    pub const fn awaits(&self) -> Option<Awaits> {
        match self {
            Self::Proposed { awaits } | Self::Recorded { awaits } => Some(*awaits),
            _ => None,
        }
    }
}
