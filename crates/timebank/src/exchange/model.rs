//! What an exchange is: its parties, its states with their data, and the changes between them.
//!
//! A transition consumes the state and gives the next one, or says why it cannot be.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, Minutes, TransferId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::clock::Channel;
use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId, ExchangeId, ListingId, MemberId, MemberNumber};

/// The longest exchange that can be recorded in one go: 24 hours.
pub const MOST_MINUTES: i64 = 24 * 60;

/// One of the two who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The member.
    pub id: MemberId,
    /// The whole name.
    pub name: String,
    /// The name for a greeting.
    pub greeting: String,
    /// The number.
    pub number: MemberNumber,
    /// The account in the book.
    pub account: AccountId,
    /// The part of the place.
    pub area_name: String,
}

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

    pub(super) fn parse(code: &str) -> Option<Self> {
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

    pub(super) fn confirm(self, side: Side) -> Result<Self> {
        match self {
            Self::Recorded { awaits } if awaits.side() == side => Ok(Self::Confirmed),
            Self::Recorded { .. } => Err(Error::Conflict(
                "The other person is asked to confirm this one.".into(),
            )),
            other => Err(other.not_waiting()),
        }
    }

    pub(super) fn dispute(
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

    pub(super) fn withdraw(self, reason: String) -> Result<Self> {
        match self {
            Self::Recorded { .. } | Self::Confirmed | Self::Disputed { .. } => {
                Ok(Self::Withdrawn { reason })
            }
            other => Err(other.not_waiting()),
        }
    }

    pub(super) fn decide(self) -> Result<Self> {
        match self {
            Self::Disputed { .. } => Ok(Self::Confirmed),
            other => Err(other.not_waiting()),
        }
    }

    pub(super) fn approve(self, transfer: TransferId) -> Result<Self> {
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

    pub(super) fn decline(self, reason: String) -> Result<Self> {
        match self {
            Self::Recorded { .. } | Self::Confirmed | Self::Disputed { .. } => {
                Ok(Self::Declined { reason })
            }
            other => Err(other.not_waiting()),
        }
    }

    pub(super) fn reverse(self, reason: String) -> Result<Self> {
        match self {
            Self::Posted { transfer } => Ok(Self::Reversed { transfer, reason }),
            Self::Reversed { .. } => Err(self.not_waiting()),
            _ => Err(Error::Conflict(
                "It is not in the book, so nothing is to be reversed.".into(),
            )),
        }
    }

    /// Why nothing waits here any more.
    pub(super) fn not_waiting(&self) -> Error {
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

/// The reference a member can read out over the telephone: `W-26-1184`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The year in which it was recorded.
    pub year: i32,
    /// Its number in that year.
    pub serial: u32,
}

impl Reference {
    /// As printed by the bank with this prefix.
    #[must_use]
    pub fn printed(self, prefix: &str) -> String {
        format!(
            "{prefix}-{:02}-{:04}",
            self.year.rem_euclid(100),
            self.serial
        )
    }
}

/// In which capacity somebody recorded an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordedAs {
    /// The giver.
    Giver,
    /// The receiver.
    Receiver,
    /// A coordinator, for somebody else.
    Coordinator,
    /// The program: an import.
    System,
}

impl RecordedAs {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Receiver => "receiver",
            Self::Coordinator => "coordinator",
            Self::System => "system",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Giver, Self::Receiver, Self::Coordinator, Self::System]
            .into_iter()
            .find(|role| role.as_str() == code)
    }
}

/// An exchange to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewExchange {
    /// The id, made by the form, so that a form sent twice records once.
    pub id: ExchangeId,
    /// Who helped.
    pub giver: MemberId,
    /// Who was helped.
    pub receiver: MemberId,
    /// The offer or request it came from.
    pub listing: Option<ListingId>,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// What was done.
    pub description: String,
    /// For the two and the coordinators only.
    pub note: String,
    /// The day it happened.
    pub done_on: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
}

/// An exchange as the bank knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The id.
    pub id: ExchangeId,
    /// The reference.
    pub reference: Reference,
    /// Who helped.
    pub giver: Party,
    /// Who was helped.
    pub receiver: Party,
    /// The offer or request it came from.
    pub listing: Option<ListingId>,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// Its name; empty when none was given.
    pub category_name: String,
    /// The name of its picture.
    pub icon: String,
    /// What was done.
    pub description: String,
    /// For the two and the coordinators only.
    pub note: String,
    /// The day it happened.
    pub done_on: NaiveDate,
    /// How long it took.
    pub minutes: Minutes,
    /// How it was recorded.
    pub channel: Channel,
    /// Who recorded it; nobody for the program.
    pub recorded_by: Option<MemberId>,
    /// In which capacity.
    pub recorded_as: RecordedAs,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// Where it stands.
    pub state: ExchangeState,
    /// Who brought it there.
    pub state_by: Option<MemberId>,
    /// When it came there.
    pub state_at: DateTime<Utc>,
    /// The receiver's part of the place: where help usually happens.
    pub area: Option<AreaId>,
    /// Rises with every change.
    pub version: i64,
}

impl Exchange {
    /// On which side this member took part.
    #[must_use]
    pub fn side_of(&self, member: MemberId) -> Option<Side> {
        if self.giver.id == member {
            Some(Side::Giver)
        } else if self.receiver.id == member {
            Some(Side::Receiver)
        } else {
            None
        }
    }

    /// The other party, seen from this member.
    #[must_use]
    pub fn other_party(&self, member: MemberId) -> &Party {
        if self.giver.id == member {
            &self.receiver
        } else {
            &self.giver
        }
    }

    /// Whether this member's answer is awaited.
    #[must_use]
    pub fn awaits_answer_of(&self, member: MemberId) -> bool {
        match self.state {
            ExchangeState::Recorded { awaits } => self.side_of(member) == Some(awaits.side()),
            _ => false,
        }
    }

    /// The kind of help, or what was done, or "Help": never empty.
    #[must_use]
    pub fn what(&self) -> &str {
        if !self.category_name.is_empty() {
            &self.category_name
        } else if !self.description.is_empty() {
            &self.description
        } else {
            "Help"
        }
    }
}

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
    pub(super) fn action(self) -> &'static str {
        self.names().2
    }

    /// The notice that tells of it.
    #[must_use]
    pub(super) fn notice(self) -> &'static str {
        self.names().3
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
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

/// Refuses a length that no one exchange can have.
pub(super) fn check_minutes(minutes: Minutes) -> Result<()> {
    if minutes.get() < 1 {
        return Err(Error::field("minutes", "Enter how long it took"));
    }
    if minutes.get() > MOST_MINUTES {
        return Err(Error::field(
            "minutes",
            "How long it took must be 24 hours or less",
        ));
    }
    Ok(())
}

/// The id of the transfer that takes an exchange back: made from the exchange's own id, so that
/// it too can be posted once only.
pub(super) fn reversal_of(id: ExchangeId) -> TransferId {
    let mut hash = Sha256::new();
    hash.update(b"hourbook reversal of exchange");
    hash.update(id.uuid().as_bytes());
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    TransferId::new(Uuid::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_reversal_has_an_id_of_its_own() {
        let id = ExchangeId::new(Uuid::from_u128(7));
        assert_ne!(reversal_of(id), id.transfer());
        assert_eq!(reversal_of(id), reversal_of(id));
    }

    #[test]
    fn a_reference_has_two_digits_of_year_and_at_least_four_of_number() {
        assert_eq!(
            Reference {
                year: 2026,
                serial: 7
            }
            .printed("W"),
            "W-26-0007"
        );
    }
}
