//! What an exchange is: its parties, its particulars, where it stands ([`ExchangeState`]) and
//! what happened to it ([`Step`]).

mod state;
mod step;
mod table;
mod transition;
mod waiting;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, HoldId, Minutes, TransferId};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use words::say;

pub use state::{Awaits, ExchangeState, Side, Spoke};
pub use step::{Step, StepKind};
pub use table::{acts_table, waits_table};
pub use waiting::{Outcome, Owner, Stage, Wait};

use crate::clock::Channel;
use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId, ExchangeId, ListingId, MemberId, MemberNumber, ProjectId};

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

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        [Self::Giver, Self::Receiver, Self::Coordinator, Self::System]
            .into_iter()
            .find(|role| role.as_str() == code)
    }
}

impl From<Side> for RecordedAs {
    fn from(side: Side) -> Self {
        match side {
            Side::Giver => Self::Giver,
            Side::Receiver => Self::Receiver,
        }
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

impl NewExchange {
    /// On which side this member takes part.
    #[must_use]
    pub fn side_of(&self, member: MemberId) -> Option<Side> {
        if self.giver == member {
            Some(Side::Giver)
        } else if self.receiver == member {
            Some(Side::Receiver)
        } else {
            None
        }
    }

    /// Who stands on this side.
    #[must_use]
    pub const fn member_on(&self, side: Side) -> MemberId {
        match side {
            Side::Giver => self.giver,
            Side::Receiver => self.receiver,
        }
    }
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
    /// The day it happened; the day planned while it is being arranged.
    pub done_on: NaiveDate,
    /// How long it took, or is planned to take, as the bank rounds it: what is posted.
    pub minutes: Minutes,
    /// How long it took as it was told, before rounding.
    pub raw_minutes: Minutes,
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
    /// How far its wait has come, while it waits.
    pub stage: Stage,
    /// When something happens by itself, while it waits.
    pub due_at: Option<DateTime<Utc>>,
    /// Its hold in the book: the receiver's minutes, while they are promised.
    pub hold: Option<HoldId>,
    /// The exchange it stands in place of.
    pub corrects: Option<ExchangeId>,
    /// Since when one of the two asks to put it right, while nobody has answered that.
    pub asked_at: Option<DateTime<Utc>>,
    /// The project it belongs to; members never see it.
    pub project: Option<ProjectId>,
    /// Rises with every change.
    pub version: i64,
}

impl Exchange {
    /// Whose to-do it is; nobody's where nothing more is to be done.
    #[must_use]
    pub fn owner(&self) -> Option<Owner> {
        self.waits_for().map(|wait| wait.owner(self.stage))
    }

    /// For what it waits; for nothing where nothing more is to be done.
    #[must_use]
    pub fn waits_for(&self) -> Option<Wait> {
        let asked = self.asked_at.map(|_| Wait::Asked);
        self.state.waiting().or(asked)
    }

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

    /// Who stands on this side.
    #[must_use]
    pub const fn member_on(&self, side: Side) -> MemberId {
        match side {
            Side::Giver => self.giver.id,
            Side::Receiver => self.receiver.id,
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
        let awaited = self.state.awaits().map(Awaits::side);
        awaited.is_some() && self.side_of(member) == awaited
    }

    /// Whether it ended, if it has ended, before it was done.
    #[must_use]
    pub fn ended_ahead(&self) -> bool {
        match &self.state {
            ExchangeState::Cancelled { .. } => true,
            ExchangeState::Lapsed { from } => from.is_ahead(),
            // Refused by whoever was asked, or over before its day had come.
            ExchangeState::Declined { .. } | ExchangeState::Withdrawn { .. } => {
                self.refused_by().is_some() || self.done_on > self.state_at.date_naive()
            }
            _ => false,
        }
    }

    /// Which of the two declined it, where it was one of them.
    #[must_use]
    pub fn refused_by(&self) -> Option<&Party> {
        let declined = matches!(self.state, ExchangeState::Declined { .. });
        [&self.giver, &self.receiver]
            .into_iter()
            .find(|party| declined && self.state_by == Some(party.id))
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

/// Refuses a length that no one exchange can have.
pub(in crate::exchange) fn check_minutes(minutes: Minutes) -> Result<()> {
    if minutes.get() < 1 {
        return Err(Error::field(
            "minutes",
            say("exchange-enter-how-long-it-took"),
        ));
    }
    if minutes.get() > MOST_MINUTES {
        return Err(Error::field(
            "minutes",
            say("exchange-how-long-it-took-must"),
        ));
    }
    Ok(())
}

/// The id of the transfer that takes an exchange back: made from the exchange's own id, so that
/// it too can be posted once only.
pub(in crate::exchange) fn reversal_of(id: ExchangeId) -> TransferId {
    TransferId::new(derived(b"hourbook reversal of exchange", id, 0))
}

/// The id of the hold that an exchange places when it comes to this version.
pub(in crate::exchange) fn hold_of(id: ExchangeId, version: i64) -> HoldId {
    HoldId::new(derived(b"hourbook hold of exchange", id, version))
}

/// An id made from an exchange's own, so that the same step makes the same id again. A nought is
/// left out.
fn derived(what: &[u8], id: ExchangeId, number: i64) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(what);
    hash.update(id.uuid().as_bytes());
    if number != 0 {
        hash.update(number.to_be_bytes());
    }
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

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
