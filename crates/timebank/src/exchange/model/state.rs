//! Where an exchange stands, with what each state needs to know, and the changes between states.
//!
//! A transition consumes the state and gives the next one, or says why it cannot be.

use ledger::{Minutes, TransferId};

use crate::error::{Error, Result};
use crate::ids::MemberId;

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

/// Whose answer a recorded exchange waits for.
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
    /// Written down; the other party has not answered yet.
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
    /// A coordinator said no.
    Declined {
        /// Why.
        reason: String,
    },
    /// Taken back by whoever recorded it.
    Withdrawn {
        /// Why, where they said so.
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
    pub const CODES: [&'static str; 7] = [
        "recorded",
        "confirmed",
        "disputed",
        "posted",
        "declined",
        "withdrawn",
        "reversed",
    ];

    /// The code kept in the file and used in exports.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "recorded",
            Self::Confirmed => "confirmed",
            Self::Disputed { .. } => "disputed",
            Self::Posted { .. } => "posted",
            Self::Declined { .. } => "declined",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Reversed { .. } => "reversed",
        }
    }

    /// Whether nothing more is to be done.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        !matches!(
            self,
            Self::Recorded { .. } | Self::Confirmed | Self::Disputed { .. }
        )
    }

    pub(in crate::exchange) fn confirm(self, side: Side) -> Result<Self> {
        match self {
            Self::Recorded { awaits } if awaits.side() == side => Ok(Self::Confirmed),
            Self::Recorded { .. } => Err(Error::Conflict(
                "The other person is asked to confirm this one.".into(),
            )),
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn dispute(
        self,
        side: Side,
        by: MemberId,
        claimed: Option<Minutes>,
        reason: String,
    ) -> Result<Self> {
        match self {
            Self::Recorded { awaits } if awaits.side() == side => Ok(Self::Disputed {
                by: Some(by),
                claimed,
                reason,
            }),
            // Until a coordinator has approved it, either may still say that it is wrong.
            Self::Confirmed => Ok(Self::Disputed {
                by: Some(by),
                claimed,
                reason,
            }),
            Self::Recorded { .. } => Err(Error::Conflict(
                "You logged this one: withdraw it and log it again.".into(),
            )),
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn withdraw(self, reason: String) -> Result<Self> {
        match self {
            Self::Recorded { .. } | Self::Confirmed | Self::Disputed { .. } => {
                Ok(Self::Withdrawn { reason })
            }
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn decide(self) -> Result<Self> {
        match self {
            Self::Disputed { .. } => Ok(Self::Confirmed),
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn approve(self, transfer: TransferId) -> Result<Self> {
        match self {
            Self::Confirmed => Ok(Self::Posted { transfer }),
            Self::Recorded { .. } => Err(Error::Conflict(
                "The other person has not confirmed it yet.".into(),
            )),
            Self::Disputed { .. } => Err(Error::Conflict(
                "One of the two says it is wrong. Decide that first.".into(),
            )),
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn decline(self, reason: String) -> Result<Self> {
        match self {
            Self::Recorded { .. } | Self::Confirmed | Self::Disputed { .. } => {
                Ok(Self::Declined { reason })
            }
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn reverse(self, reason: String) -> Result<Self> {
        match self {
            Self::Posted { transfer } => Ok(Self::Reversed { transfer, reason }),
            Self::Reversed { .. } => Err(self.not_waiting()),
            _ => Err(Error::Conflict(
                "It is not in the book, so nothing is to be reversed.".into(),
            )),
        }
    }

    /// Why nothing waits here any more.
    pub(in crate::exchange) fn not_waiting(&self) -> Error {
        let sentence = match self {
            Self::Recorded { .. } => "It waits for the other person to confirm it.",
            Self::Confirmed => "It has been confirmed already.",
            Self::Disputed { .. } => "One of the two says that something is wrong with it.",
            Self::Posted { .. } => "It has been approved already and stands in the book.",
            Self::Declined { .. } => "It has been declined.",
            Self::Withdrawn { .. } => "It has been withdrawn.",
            Self::Reversed { .. } => "It has been taken back already.",
        };
        Error::Conflict(sentence.into())
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::ExchangeId;

    fn recorded() -> ExchangeState {
        ExchangeState::Recorded {
            awaits: Awaits::of(Side::Receiver),
        }
    }

    fn transfer() -> TransferId {
        ExchangeId::new(Uuid::from_u128(7)).transfer()
    }

    #[test]
    fn only_a_confirmed_exchange_is_approved() {
        let posted = ExchangeState::Posted {
            transfer: transfer(),
        };
        assert_eq!(
            ExchangeState::Confirmed.approve(transfer()).unwrap(),
            posted
        );
        for state in [
            recorded(),
            posted,
            ExchangeState::Withdrawn {
                reason: String::new(),
            },
        ] {
            assert!(state.approve(transfer()).is_err());
        }
    }

    #[test]
    fn nobody_confirms_what_they_recorded_themselves() {
        assert!(recorded().confirm(Side::Giver).is_err());
        assert_eq!(
            recorded().confirm(Side::Receiver).unwrap(),
            ExchangeState::Confirmed
        );
    }

    #[test]
    fn what_is_in_the_book_is_only_ever_reversed() {
        let posted = || ExchangeState::Posted {
            transfer: transfer(),
        };
        assert!(posted().decline("no".into()).is_err());
        assert!(posted().withdraw(String::new()).is_err());
        assert!(posted().decide().is_err());
        let reversed = posted().reverse("wrong person".into()).unwrap();
        assert!(reversed.reverse("again".into()).is_err());
    }
}
