//! The arithmetic of settling an activity: who gives how many minutes, and who gets them.
//!
//! Pure functions of who was there for how long. The minutes sum to zero, each to the minute, and
//! the order in which people stand on a list makes no difference: what does not divide evenly is
//! shared by largest remainder, and of equal claims the lower member number carries the minute.

use std::collections::BTreeMap;

use ledger::{AccountId, Minutes, share};
use words::say;

use super::model::{Part, Payment};
use crate::ids::MemberNumber;

/// Somebody who was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// Their account.
    pub account: AccountId,
    /// Their number, which decides between equal claims.
    pub number: MemberNumber,
    /// Whether they led.
    pub part: Part,
    /// For how long: more than nought.
    pub minutes: Minutes,
}

/// The accounts beside those of the people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purses {
    /// The community pot.
    pub pot: AccountId,
    /// Whoever sponsors it; the pot where nobody does.
    pub sponsor: AccountId,
}

/// What would be written in the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The change of each account, none of them nought, by account. They sum to zero.
    pub changes: BTreeMap<AccountId, i64>,
    /// Minutes of those who led.
    pub leader_minutes: i64,
    /// Minutes of those who came.
    pub attendee_minutes: i64,
}

/// Why nothing can be written so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Nobody came who could pay.
    NobodyCame,
    /// Nobody led, so nobody gets the hours.
    NobodyLed,
    /// Those who came pay so many minutes less than the leaders get.
    TooLittle(i64),
}

impl Obstacle {
    /// What to do about it.
    #[must_use]
    pub fn sentence(self) -> String {
        match self {
            Self::NobodyCame => say("settling-tick-at-least-one-person"),
            Self::NobodyLed => say("settling-add-the-person-who-led"),
            Self::TooLittle(minutes) => say!(
                "settling-those-who-came-pay-minutes",
                minutes = minutes.to_string()
            ),
        }
    }
}

/// Works out what would be written.
pub fn plan(payment: Payment, purses: Purses, people: &[Present]) -> Result<Plan, Obstacle> {
    let of = |part| people.iter().filter(move |person| person.part == part);
    let total = |part| of(part).map(|person| person.minutes.get()).sum::<i64>();
    let mut plan = Plan {
        changes: BTreeMap::new(),
        leader_minutes: total(Part::Leader),
        attendee_minutes: total(Part::Attendee),
    };
    let (led, came) = (plan.leader_minutes, plan.attendee_minutes);
    let own = |part| of(part).map(|person| (person.account, person.minutes.get()));
    match payment {
        Payment::Split => {
            need(led, Obstacle::NobodyLed)?;
            plan.add(own(Part::Leader), 1);
            plan.add(
                shared(led, of(Part::Attendee)).ok_or(Obstacle::NobodyCame)?,
                -1,
            );
        }
        Payment::EachToLeaders => {
            need(came, Obstacle::NobodyCame)?;
            plan.add(own(Part::Attendee), -1);
            plan.add(
                shared(came, of(Part::Leader)).ok_or(Obstacle::NobodyLed)?,
                1,
            );
        }
        Payment::EachToPot => {
            need(came, Obstacle::NobodyCame)?;
            need(led, Obstacle::NobodyLed)?;
            if came < led {
                return Err(Obstacle::TooLittle(led - came));
            }
            plan.add(own(Part::Attendee), -1);
            plan.add(own(Part::Leader), 1);
            plan.add([(purses.pot, came - led)], 1);
        }
        Payment::Sponsored { credit, .. } => {
            let credited = if credit { came } else { 0 };
            need(
                led + credited,
                if credit {
                    Obstacle::NobodyCame
                } else {
                    Obstacle::NobodyLed
                },
            )?;
            plan.add(own(Part::Leader), 1);
            if credit {
                plan.add(own(Part::Attendee), 1);
            }
            plan.add([(purses.sponsor, led + credited)], -1);
        }
    }
    plan.changes.retain(|_, minutes| *minutes != 0);
    Ok(plan)
}

const fn need(minutes: i64, obstacle: Obstacle) -> Result<(), Obstacle> {
    if minutes > 0 { Ok(()) } else { Err(obstacle) }
}

/// A total, shared by how long each was there.
fn shared<'a>(
    total: i64,
    people: impl Iterator<Item = &'a Present>,
) -> Option<Vec<(AccountId, i64)>> {
    let (mut accounts, mut weights) = (BTreeMap::new(), Vec::new());
    for person in people {
        accounts.insert(person.number, person.account);
        weights.push((person.number, person.minutes.get().unsigned_abs()));
    }
    let parts = share(Minutes::new(total)?, &weights)?;
    let part =
        |(number, minutes): (MemberNumber, Minutes)| Some((*accounts.get(&number)?, minutes.get()));
    parts.into_iter().map(part).collect()
}

impl Plan {
    fn add(&mut self, minutes: impl IntoIterator<Item = (AccountId, i64)>, sign: i64) {
        for (account, minutes) in minutes {
            *self.changes.entry(account).or_default() += sign * minutes;
        }
    }

    /// The change of one account.
    #[must_use]
    pub fn of(&self, account: AccountId) -> i64 {
        self.changes.get(&account).copied().unwrap_or(0)
    }
}
