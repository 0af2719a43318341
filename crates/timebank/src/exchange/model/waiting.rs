//! For what an exchange waits, whose to-do that is, and what happens by itself when nobody acts.
//!
//! A wait has three stages. *Fresh*: whoever is asked has been told. *Reminded*: they have been
//! told again. *Handed*: their time is up, and somebody else looks after it. From there it can
//! only be finished, or lapse: so no exchange waits for ever, and none waits for nobody.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::policy::{Spells, Waits};

/// For what an exchange waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wait {
    /// For the answer to a proposal.
    Proposed,
    /// For a coordinator to look at what the two arranged.
    Agreed,
    /// For the day, and then for one of the two to say that it was done.
    Arranged,
    /// For the other one to confirm what was recorded.
    Recorded,
    /// For a coordinator to approve it.
    Confirmed,
    /// For a coordinator to decide it, or for the other one to accept what was claimed.
    Disputed,
    /// It stands in the book, and one of the two asks to put it right.
    Asked,
}

/// Whose to-do a wait is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// The one of the two whose answer is awaited.
    Asked,
    /// Both of them.
    Both,
    /// Any coordinator who took no part.
    Coordinators,
    /// Any administrator who took no part.
    Administrators,
}

/// What happens when the limit of a wait passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Somebody else looks after it from now on.
    HandTo(Owner),
    /// Nobody said no: it counts as confirmed.
    Confirm,
    /// It ends. Nothing is written in the book; the two are told.
    Lapse,
}

/// How far a wait has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Told once.
    Fresh,
    /// Reminded.
    Reminded,
    /// Handed to somebody else.
    Handed,
}

impl Stage {
    /// All stages in their order.
    pub const ALL: [Self; 3] = [Self::Fresh, Self::Reminded, Self::Handed];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Reminded => "reminded",
            Self::Handed => "handed",
        }
    }

    pub(in crate::exchange) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == code)
    }
}

impl Wait {
    /// All kinds of wait, in the order of life.
    pub const ALL: [Self; 7] = [
        Self::Proposed,
        Self::Agreed,
        Self::Arranged,
        Self::Recorded,
        Self::Confirmed,
        Self::Disputed,
        Self::Asked,
    ];

    /// The code kept in the file: that of the state, where it is one.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Agreed => "agreed",
            Self::Arranged => "arranged",
            Self::Recorded => "recorded",
            Self::Confirmed => "confirmed",
            Self::Disputed => "disputed",
            Self::Asked => "asked",
        }
    }

    /// The wait with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wait| wait.as_str() == code)
    }

    /// Whose to-do it is at this stage.
    #[must_use]
    pub const fn owner(self, stage: Stage) -> Owner {
        match (self, stage) {
            (Self::Arranged | Self::Recorded, Stage::Handed) => Owner::Coordinators,
            (_, Stage::Handed) => Owner::Administrators,
            (Self::Proposed | Self::Recorded, _) => Owner::Asked,
            (Self::Arranged, _) => Owner::Both,
            (Self::Agreed | Self::Confirmed | Self::Disputed | Self::Asked, _) => {
                Owner::Coordinators
            }
        }
    }

    /// How long its stages last.
    #[must_use]
    pub const fn spells(self, waits: &Waits) -> Spells {
        match self {
            Self::Proposed => waits.proposed,
            Self::Agreed => waits.agreed,
            Self::Arranged => waits.arranged,
            Self::Recorded => waits.recorded,
            Self::Confirmed => waits.confirmed,
            Self::Disputed => waits.disputed,
            Self::Asked => waits.asked,
        }
    }

    /// What happens when the limit passes.
    #[must_use]
    pub const fn outcome(self, waits: &Waits) -> Outcome {
        match self {
            Self::Proposed => Outcome::Lapse,
            Self::Recorded if waits.silence_confirms => Outcome::Confirm,
            Self::Arranged | Self::Recorded => Outcome::HandTo(Owner::Coordinators),
            Self::Agreed | Self::Confirmed | Self::Disputed | Self::Asked => {
                Outcome::HandTo(Owner::Administrators)
            }
        }
    }

    /// When something happens by itself, for a wait that comes to this stage `now`. One that is
    /// arranged begins to wait when its day has passed.
    #[must_use]
    pub fn due(
        self,
        stage: Stage,
        planned: NaiveDate,
        waits: &Waits,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        let spells = self.spells(waits);
        let days = match stage {
            Stage::Fresh => spells.remind,
            Stage::Reminded => spells.limit,
            Stage::Handed => spells.last,
        };
        let begins = if self == Self::Arranged && stage == Stage::Fresh {
            now.max(planned.and_time(chrono::NaiveTime::MIN).and_utc())
        } else {
            now
        };
        begins + TimeDelta::days(i64::from(days))
    }

    /// Until when it can wait at the most, if it begins `now`.
    #[must_use]
    pub fn last(self, planned: NaiveDate, waits: &Waits, now: DateTime<Utc>) -> DateTime<Utc> {
        let spells = self.spells(waits);
        let rest = i64::from(spells.in_all()) - i64::from(spells.remind);
        self.due(Stage::Fresh, planned, waits, now) + TimeDelta::days(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wait_has_an_owner_at_every_stage_and_an_end() {
        for waits in [
            Waits::default(),
            Waits {
                silence_confirms: true,
                ..Waits::default()
            },
        ] {
            for wait in Wait::ALL {
                match wait.outcome(&waits) {
                    Outcome::HandTo(owner) => assert_eq!(wait.owner(Stage::Handed), owner),
                    Outcome::Confirm => assert_eq!(wait, Wait::Recorded),
                    Outcome::Lapse => assert_eq!(wait, Wait::Proposed),
                }
                assert!(wait.spells(&waits).in_all() > 0);
            }
        }
    }

    #[test]
    fn what_is_arranged_waits_from_its_day_on() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let planned = NaiveDate::from_ymd_opt(2026, 12, 8).unwrap();
        let waits = Waits::default();
        let due = Wait::Arranged.due(Stage::Fresh, planned, &waits, now);
        assert_eq!(due.to_rfc3339(), "2026-12-10T00:00:00+00:00");
        let late = Wait::Arranged.due(Stage::Fresh, now.date_naive(), &waits, now);
        assert_eq!(late - now, TimeDelta::days(2));
    }
}
