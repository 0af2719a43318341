//! The changes between states. Each takes a state and gives the next one, or says why it cannot
//! be. Pure: who may ask for which is decided by the commands.

use ledger::{Minutes, TransferId};
use words::say;

use super::state::{Awaits, ExchangeState, Side};
use super::waiting::Wait;
use crate::error::{Error, Result};
use crate::ids::{ExchangeId, MemberId};

impl ExchangeState {
    /// The one who was asked would like to; `look` says whether a coordinator looks first.
    pub(in crate::exchange) fn agree(self, side: Side, look: bool) -> Result<Self> {
        match self {
            Self::Proposed { awaits } if awaits.side() == side => {
                Ok(if look { Self::Agreed } else { Self::Arranged })
            }
            Self::Proposed { .. } => {
                Err(Error::Conflict(say("exchange-you-proposed-this-one-the")))
            }
            other => Err(other.not_waiting()),
        }
    }

    /// A coordinator has looked at what the two arranged.
    pub(in crate::exchange) fn allow(self) -> Result<Self> {
        match self {
            Self::Agreed => Ok(Self::Arranged),
            Self::Proposed { .. } => Err(Error::Conflict(say("exchange-the-other-person-has-not"))),
            other => Err(other.not_waiting()),
        }
    }

    /// It was done. `asks` is whose confirmation is asked for, if anybody's.
    pub(in crate::exchange) fn done(self, asks: Option<Awaits>) -> Result<Self> {
        match self {
            Self::Arranged => Ok(match asks {
                Some(awaits) => Self::Recorded { awaits },
                None => Self::Confirmed,
            }),
            Self::Agreed => Err(Error::Conflict(say("exchange-a-coordinator-looks-at-it"))),
            other => Err(other.not_waiting()),
        }
    }

    pub(in crate::exchange) fn confirm(self, side: Side) -> Result<Self> {
        match self {
            Self::Recorded { awaits } if awaits.side() == side => Ok(Self::Confirmed),
            Self::Recorded { .. } => {
                Err(Error::Conflict(say("exchange-the-other-person-is-asked")))
            }
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
        let disputed = Self::Disputed {
            by: Some(by),
            claimed,
            reason,
        };
        match self {
            Self::Recorded { awaits } if awaits.side() == side => Ok(disputed),
            // Until a coordinator has approved it, either may still say that it is wrong.
            Self::Confirmed => Ok(disputed),
            Self::Recorded { .. } => Err(Error::Conflict(say(
                "exchange-you-logged-this-one-withdraw",
            ))),
            other => Err(other.not_waiting()),
        }
    }

    /// The other one says that the length claimed is right; answers that length.
    pub(in crate::exchange) fn accept(self, member: MemberId) -> Result<(Self, Minutes)> {
        match self {
            Self::Disputed { by, .. } if by == Some(member) => {
                Err(Error::Conflict(say("exchange-you-said-that-something-is")))
            }
            Self::Disputed {
                claimed: Some(claimed),
                ..
            } => Ok((Self::Confirmed, claimed)),
            Self::Disputed { .. } => {
                Err(Error::Conflict(say("exchange-no-other-length-was-named")))
            }
            other => Err(other.not_waiting()),
        }
    }

    /// Whoever proposed or recorded it takes it back.
    pub(in crate::exchange) fn withdraw(self, reason: String) -> Result<Self> {
        match self {
            Self::Proposed { .. }
            | Self::Recorded { .. }
            | Self::Confirmed
            | Self::Disputed { .. } => Ok(Self::Withdrawn { reason }),
            other => Err(other.not_waiting()),
        }
    }

    /// One of the two calls off what they arranged.
    pub(in crate::exchange) fn cancel(self, reason: String) -> Result<Self> {
        match self {
            Self::Agreed | Self::Arranged => Ok(Self::Cancelled { reason }),
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
            Self::Recorded { .. } => {
                Err(Error::Conflict(say("exchange-the-other-person-has-not-b")))
            }
            Self::Disputed { .. } => Err(Error::Conflict(say("exchange-one-of-the-two-says"))),
            other => Err(other.not_waiting()),
        }
    }

    /// A coordinator says no.
    pub(in crate::exchange) fn decline(self, reason: String) -> Result<Self> {
        if self.is_final() {
            Err(self.not_waiting())
        } else {
            Ok(Self::Declined { reason })
        }
    }

    /// Whoever was asked would rather not.
    pub(in crate::exchange) fn refuse(self, side: Side, reason: String) -> Result<Self> {
        match self {
            Self::Proposed { awaits } if awaits.side() == side => Ok(Self::Declined { reason }),
            Self::Proposed { .. } => Err(Error::Conflict(say(
                "exchange-you-proposed-this-one-withdraw",
            ))),
            other => Err(other.not_waiting()),
        }
    }

    /// Nobody objected in time.
    pub(in crate::exchange) fn silence(self) -> Result<Self> {
        match self {
            Self::Recorded { .. } => Ok(Self::Confirmed),
            other => Err(other.not_waiting()),
        }
    }

    /// Nobody acted in time.
    pub(in crate::exchange) fn lapse(self) -> Result<Self> {
        match self.waiting() {
            Some(from) => Ok(Self::Lapsed { from }),
            None => Err(self.not_waiting()),
        }
    }

    pub(in crate::exchange) fn reverse(self, reason: String) -> Result<Self> {
        match self {
            Self::Posted { transfer } => Ok(Self::Reversed { transfer, reason }),
            other => Err(other.not_in_book()),
        }
    }

    pub(in crate::exchange) fn correct(self, by: ExchangeId, reason: String) -> Result<Self> {
        match self {
            Self::Posted { transfer } => Ok(Self::Corrected {
                transfer,
                by,
                reason,
            }),
            other => Err(other.not_in_book()),
        }
    }

    fn not_in_book(&self) -> Error {
        match self {
            Self::Reversed { .. } | Self::Corrected { .. } => self.not_waiting(),
            _ => Error::Conflict(say("exchange-it-is-not-in-the")),
        }
    }

    /// Why nothing waits here any more.
    pub(in crate::exchange) fn not_waiting(&self) -> Error {
        let sentence = match self {
            Self::Proposed { .. } => say("exchange-it-waits-for-the-other"),
            Self::Agreed => say("exchange-both-have-agreed-a-coordinator-b"),
            Self::Arranged => say("exchange-it-is-arranged-and-has-b"),
            Self::Recorded { .. } => say("exchange-it-waits-for-the-other-b"),
            Self::Confirmed => say("exchange-it-has-been-confirmed-already"),
            Self::Disputed { .. } => say("exchange-one-of-the-two-says-b"),
            Self::Posted { .. } => say("exchange-it-has-been-approved-already"),
            Self::Declined { .. } => say("exchange-it-has-been-declined"),
            Self::Withdrawn { .. } => say("exchange-it-has-been-withdrawn"),
            Self::Cancelled { .. } => say("exchange-it-has-been-called-off"),
            Self::Lapsed { from } if from.is_ahead() => say("exchange-its-time-has-passed-without"),
            Self::Lapsed { .. } => say("exchange-its-time-has-passed-without-b"),
            Self::Corrected { .. } => say("exchange-it-has-been-put-right"),
            Self::Reversed { .. } => say("exchange-it-has-been-taken-back"),
        };
        Error::Conflict(sentence)
    }
}

impl Wait {
    /// Whether it had not been done yet.
    #[must_use]
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Proposed | Self::Agreed | Self::Arranged)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn recorded() -> ExchangeState {
        ExchangeState::Recorded {
            awaits: Awaits::of(Side::Receiver),
        }
    }

    fn transfer() -> TransferId {
        ExchangeId::new(Uuid::from_u128(7)).transfer()
    }

    fn posted() -> ExchangeState {
        ExchangeState::Posted {
            transfer: transfer(),
        }
    }

    #[test]
    fn only_a_confirmed_exchange_is_approved() {
        assert_eq!(
            ExchangeState::Confirmed.approve(transfer()).unwrap(),
            posted()
        );
        let withdrawn = ExchangeState::Withdrawn {
            reason: String::new(),
        };
        for state in [recorded(), posted(), withdrawn, ExchangeState::Arranged] {
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
    fn nobody_agrees_to_their_own_proposal() {
        let proposed = || ExchangeState::Proposed {
            awaits: Awaits::of(Side::Giver),
        };
        assert!(proposed().agree(Side::Receiver, false).is_err());
        assert_eq!(
            proposed().agree(Side::Giver, false).unwrap(),
            ExchangeState::Arranged
        );
        assert_eq!(
            proposed().agree(Side::Giver, true).unwrap(),
            ExchangeState::Agreed
        );
    }

    #[test]
    fn what_waits_for_a_coordinator_is_not_done_before_they_have_looked() {
        assert!(ExchangeState::Agreed.done(None).is_err());
        assert_eq!(
            ExchangeState::Agreed.allow().unwrap(),
            ExchangeState::Arranged
        );
        assert_eq!(
            ExchangeState::Arranged.done(None).unwrap(),
            ExchangeState::Confirmed
        );
    }

    #[test]
    fn whoever_disputes_does_not_accept_their_own_claim() {
        let (ann, bob) = (
            MemberId::new(Uuid::from_u128(1)),
            MemberId::new(Uuid::from_u128(2)),
        );
        let disputed = |claimed| ExchangeState::Disputed {
            by: Some(bob),
            claimed,
            reason: "Shorter".into(),
        };
        let hour = Minutes::new(60);
        assert!(disputed(hour).accept(bob).is_err());
        assert!(disputed(None).accept(ann).is_err());
        let (state, minutes) = disputed(hour).accept(ann).unwrap();
        assert_eq!((state, Some(minutes)), (ExchangeState::Confirmed, hour));
    }

    #[test]
    fn what_is_in_the_book_is_only_ever_put_right() {
        assert!(posted().decline("no".into()).is_err());
        assert!(posted().withdraw(String::new()).is_err());
        assert!(posted().cancel(String::new()).is_err());
        assert!(posted().decide().is_err());
        assert!(posted().lapse().is_err());
        let reversed = posted().reverse("wrong person".into()).unwrap();
        assert!(reversed.reverse("again".into()).is_err());
        let other = ExchangeId::new(Uuid::from_u128(8));
        let corrected = posted().correct(other, "an hour less".into()).unwrap();
        assert!(corrected.correct(other, "again".into()).is_err());
    }

    #[test]
    fn a_refusal_is_told_in_the_language_of_whoever_asked() {
        let told = || ExchangeState::Confirmed.not_waiting().to_string();
        assert_eq!(told(), "It has been confirmed already.");
        let spanish = words::speaking(words::Language::Spanish, told);
        assert_eq!(spanish, "Ya está confirmado.");
    }
}
