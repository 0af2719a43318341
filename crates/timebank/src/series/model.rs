//! What a regular arrangement is: two people, a rhythm, a list of days, and what became of each.

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use ledger::Minutes;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::clock::Moment;
use crate::error::{Error, FieldError, Result};
use crate::exchange::{MOST_MINUTES, Side};
use crate::ids::{CategoryId, ExchangeId, MemberId, SeriesId};
use crate::typed::{check_length, tidy};

/// So many days can be arranged in one go: every week for a year, and a little more.
pub const MOST_DATES: u32 = 60;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week, on the same day of the week.
    Weekly,
    /// Every other week.
    Fortnightly,
    /// Every month, on the same day of the month; on the last where a month is shorter.
    Monthly,
}

impl Rhythm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Weekly, Self::Fortnightly, Self::Monthly];

    /// The code kept in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Fortnightly => "fortnightly",
            Self::Monthly => "monthly",
        }
    }

    /// The rhythm with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// The day so many turns after the first.
    fn day(self, first: NaiveDate, turns: u32) -> Option<NaiveDate> {
        match self {
            Self::Weekly => first.checked_add_days(Days::new(u64::from(turns) * 7)),
            Self::Fortnightly => first.checked_add_days(Days::new(u64::from(turns) * 14)),
            Self::Monthly => first.checked_add_months(Months::new(turns)),
        }
    }
}

/// How long it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Until this day, included.
    Day(NaiveDate),
    /// So many times.
    Times(u32),
}

/// A regular arrangement to be proposed.
#[derive(Clone, Debug)]
pub struct NewSeries {
    /// The id, made by the form, so that a form sent twice proposes once.
    pub id: SeriesId,
    /// Who would help.
    pub giver: MemberId,
    /// Who would be helped.
    pub receiver: MemberId,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// What would be done.
    pub description: String,
    /// How long, each time.
    pub minutes: Minutes,
    /// How often.
    pub rhythm: Rhythm,
    /// The first day.
    pub first_on: NaiveDate,
    /// How long it goes on.
    pub until: Until,
    /// Who is asked afterwards whether it happened.
    pub logs: Side,
}

impl NewSeries {
    /// The days, in their order: never more than one beyond the most that are allowed.
    #[must_use]
    pub fn days(&self) -> Vec<NaiveDate> {
        let times = match self.until {
            Until::Day(_) => MOST_DATES + 1,
            Until::Times(times) => times.min(MOST_DATES + 1),
        };
        (0..times)
            .map_while(|turn| self.rhythm.day(self.first_on, turn))
            .take_while(|day| !matches!(self.until, Until::Day(last) if *day > last))
            .collect()
    }

    /// Tidied, with its days; or what is wrong with it.
    pub(super) fn checked(&self, moment: &Moment) -> Result<(Self, Vec<NaiveDate>)> {
        let mut errors = Vec::new();
        let description = tidy(&self.description);
        if self.giver == self.receiver {
            let message = "Choose somebody other than the person who helps";
            errors.push(FieldError::new("with", message));
        }
        if self.category.is_none() && description.is_empty() {
            errors.push(FieldError::new("category", "Select the kind of help"));
        }
        check_length(
            &mut errors,
            "description",
            "What would be done",
            &description,
            400,
        );
        if !(1..=MOST_MINUTES).contains(&self.minutes.get()) {
            let message = "How long must be from 1 minute to 24 hours";
            errors.push(FieldError::new("hours", message));
        }
        let ahead = (self.first_on - moment.today).num_days();
        if !(0..=366).contains(&ahead) {
            let message = "The first day must be today or later, and within a year";
            errors.push(FieldError::new("day", message));
        }
        let days = self.days();
        match days.len() {
            0 | 1 => errors.push(FieldError::new(
                "times",
                "It must happen at least twice: choose a later last day, or more times",
            )),
            many if many > MOST_DATES as usize => errors.push(FieldError::new(
                "times",
                "It can happen 60 times at the most: choose an earlier last day, or fewer times",
            )),
            _ => {}
        }
        if errors.is_empty() {
            let tidied = Self {
                description,
                ..self.clone()
            };
            Ok((tidied, days))
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Where a regular arrangement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesState {
    /// The other one has not answered.
    Proposed,
    /// Both have said yes.
    Running,
    /// The other one would rather not.
    Declined,
    /// One of the two ended it.
    Ended,
    /// Nobody answered in time.
    Lapsed,
    /// The last day has been.
    Over,
}

impl SeriesState {
    const ALL: [Self; 6] = [
        Self::Proposed,
        Self::Running,
        Self::Declined,
        Self::Ended,
        Self::Lapsed,
        Self::Over,
    ];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Running => "running",
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::Lapsed => "lapsed",
            Self::Over => "over",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }
}

/// What became of one of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateState {
    /// It has not come, or nobody was asked yet.
    Ahead,
    /// It has been, and whoever writes it down was asked.
    Asked,
    /// It happened.
    Recorded {
        /// The exchange that was written down.
        exchange: ExchangeId,
    },
    /// It did not happen.
    NotDone,
    /// It was left out beforehand.
    Skipped,
    /// Nobody said in time whether it happened: nothing was written down.
    Lapsed,
}

impl DateState {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ahead => "ahead",
            Self::Asked => "asked",
            Self::Recorded { .. } => "recorded",
            Self::NotDone => "not_done",
            Self::Skipped => "skipped",
            Self::Lapsed => "lapsed",
        }
    }

    pub(super) fn read(code: &str, exchange: Option<ExchangeId>) -> Option<Self> {
        match (code, exchange) {
            ("ahead", None) => Some(Self::Ahead),
            ("asked", None) => Some(Self::Asked),
            ("recorded", Some(exchange)) => Some(Self::Recorded { exchange }),
            ("not_done", None) => Some(Self::NotDone),
            ("skipped", None) => Some(Self::Skipped),
            ("lapsed", None) => Some(Self::Lapsed),
            _ => None,
        }
    }

    /// Whether something can still be said about it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Ahead | Self::Asked)
    }
}

/// One of the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// Its place, from 1.
    pub number: u32,
    /// The day.
    pub planned_on: NaiveDate,
    /// What became of it.
    pub state: DateState,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The member.
    pub id: MemberId,
    /// The whole name.
    pub name: String,
    /// The name for a greeting.
    pub greeting: String,
}

/// A regular arrangement as the bank knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The id.
    pub id: SeriesId,
    /// Who helps.
    pub giver: Party,
    /// Who is helped.
    pub receiver: Party,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// Its name; may be empty.
    pub category_name: String,
    /// What is done; may be empty.
    pub description: String,
    /// How long, each time.
    pub minutes: Minutes,
    /// How often.
    pub rhythm: Rhythm,
    /// Who is asked afterwards whether it happened.
    pub logs: Side,
    /// Who proposed it.
    pub proposed_by: MemberId,
    /// Until when the other one can answer.
    pub answer_by: DateTime<Utc>,
    /// Where it stands.
    pub state: SeriesState,
    /// Who brought it there; nobody for the program.
    pub state_by: Option<MemberId>,
    /// The days, in their order.
    pub dates: Vec<Date>,
}

impl Series {
    /// The one on this side.
    #[must_use]
    pub const fn party(&self, side: Side) -> &Party {
        match side {
            Side::Giver => &self.giver,
            Side::Receiver => &self.receiver,
        }
    }

    /// On which side this member stands.
    #[must_use]
    pub fn side_of(&self, member: MemberId) -> Option<Side> {
        [Side::Giver, Side::Receiver]
            .into_iter()
            .find(|side| self.party(*side).id == member)
    }

    /// The other one of the two.
    #[must_use]
    pub fn other(&self, member: MemberId) -> &Party {
        if self.giver.id == member {
            &self.receiver
        } else {
            &self.giver
        }
    }

    /// Whether it is proposed or runs.
    #[must_use]
    pub const fn is_going(&self) -> bool {
        matches!(self.state, SeriesState::Proposed | SeriesState::Running)
    }

    /// Whether this member's answer is waited for.
    #[must_use]
    pub fn awaits(&self, member: MemberId) -> bool {
        self.state == SeriesState::Proposed
            && self.side_of(member).is_some()
            && self.proposed_by != member
    }

    /// What is done, in a few words: the description, else the kind of help.
    #[must_use]
    pub fn what(&self) -> &str {
        if self.description.is_empty() {
            &self.category_name
        } else {
            &self.description
        }
    }

    /// The day with this number.
    #[must_use]
    pub fn date(&self, number: u32) -> Option<Date> {
        self.dates.iter().find(|one| one.number == number).copied()
    }

    /// The next day to come, from `today` on.
    #[must_use]
    pub fn next(&self, today: NaiveDate) -> Option<Date> {
        let ahead = |one: &&Date| one.state == DateState::Ahead && one.planned_on >= today;
        self.dates.iter().find(ahead).copied()
    }
}

/// The exchange that one of the days becomes: the same day always the same, so that it is written
/// down once.
pub(super) fn exchange_of(id: SeriesId, number: u32) -> ExchangeId {
    let mut hash = Sha256::new();
    hash.update(b"hourbook exchange of series");
    hash.update(id.uuid().as_bytes());
    hash.update(number.to_be_bytes());
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    ExchangeId::new(Uuid::from_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(rhythm: Rhythm, first: &str, until: Until) -> Vec<NaiveDate> {
        NewSeries {
            id: SeriesId::new(Uuid::from_u128(1)),
            giver: MemberId::new(Uuid::from_u128(2)),
            receiver: MemberId::new(Uuid::from_u128(3)),
            category: None,
            description: "Shopping".into(),
            minutes: Minutes::new(60).unwrap(),
            rhythm,
            first_on: day(first),
            until,
            logs: Side::Giver,
        }
        .days()
    }

    #[test]
    fn every_week_and_every_other_week_until_a_day_that_is_included() {
        let until = Until::Day(day("2026-12-15"));
        let weekly = days(Rhythm::Weekly, "2026-11-24", until);
        assert_eq!(
            weekly,
            ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"].map(day)
        );
        let fortnightly = days(Rhythm::Fortnightly, "2026-11-24", until);
        assert_eq!(fortnightly, ["2026-11-24", "2026-12-08"].map(day));
    }

    #[test]
    fn every_month_on_its_last_day_where_it_is_shorter() {
        let monthly = days(Rhythm::Monthly, "2027-01-31", Until::Times(3));
        assert_eq!(monthly, ["2027-01-31", "2027-02-28", "2027-03-31"].map(day));
    }

    #[test]
    fn a_series_without_end_is_cut_one_beyond_the_most() {
        let many = days(Rhythm::Weekly, "2026-11-24", Until::Times(10_000));
        assert_eq!(many.len(), MOST_DATES as usize + 1);
    }

    #[test]
    fn each_day_becomes_an_exchange_of_its_own() {
        let id = SeriesId::new(Uuid::from_u128(1));
        assert_eq!(exchange_of(id, 1), exchange_of(id, 1));
        assert_ne!(exchange_of(id, 1), exchange_of(id, 2));
    }
}
