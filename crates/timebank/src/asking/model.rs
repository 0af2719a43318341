//! What an asking is: who was asked about which request, what they said, what came of it; and
//! who could be asked.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;

use crate::circumstances::Time;
use crate::clock::{Channel, Moment};
use crate::error::{Error, FieldError, Result};
use crate::exchange::MOST_MINUTES;
use crate::ids::{AskingId, CategoryId, ExchangeId, ListingId, MemberId, MemberNumber};
use crate::typed::{check_length, tidy};

/// So many can be asked at once.
pub const MOST_PEOPLE: usize = 3;

/// The longest message, in characters.
pub const MOST_CHARS: usize = 400;

/// How many days ahead the day may be.
const MOST_DAYS_AHEAD: i64 = 366;

/// An asking to be made.
#[derive(Clone, Debug)]
pub struct NewAsking {
    /// The id, made by the form, so that a form sent twice asks once.
    pub id: AskingId,
    /// The request.
    pub request: ListingId,
    /// Who is asked, in the order in which they were chosen.
    pub people: Vec<MemberId>,
    /// A few words to them; may be empty.
    pub message: String,
    /// The day on which the help would be given.
    pub planned_on: NaiveDate,
    /// About how long.
    pub minutes: Minutes,
}

impl NewAsking {
    pub(super) fn checked(&self, moment: &Moment) -> Result<Self> {
        let mut errors = Vec::new();
        let mut people = Vec::new();
        for one in &self.people {
            if !people.contains(one) {
                people.push(*one);
            }
        }
        if people.is_empty() {
            errors.push(FieldError::new("person", "Choose whom to ask"));
        } else if people.len() > MOST_PEOPLE {
            errors.push(FieldError::new("person", "Choose three people at the most"));
        }
        let message = tidy(&self.message);
        check_length(&mut errors, "message", "The message", &message, MOST_CHARS);
        let ahead = (self.planned_on - moment.today).num_days();
        if ahead < 0 {
            errors.push(FieldError::new("day", "The day must be today or later"));
        } else if ahead > MOST_DAYS_AHEAD {
            errors.push(FieldError::new("day", "The day must be within a year"));
        }
        if !(1..=MOST_MINUTES).contains(&self.minutes.get()) {
            let message = "About how long must be from 1 minute to 24 hours";
            errors.push(FieldError::new("hours", message));
        }
        if errors.is_empty() {
            Ok(Self {
                people,
                message,
                ..self.clone()
            })
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// What somebody who is asked says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Yes, I can.
    Yes,
    /// Not this time. Nobody asks why.
    No,
}

impl Reply {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// The reply with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Yes, Self::No]
            .into_iter()
            .find(|reply| reply.as_str() == code)
    }
}

/// Where an asking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskingState {
    /// At least one has not answered, and nobody said yes.
    Open,
    /// Somebody said yes: this was arranged.
    Found {
        /// The arrangement.
        exchange: ExchangeId,
    },
    /// Everybody said “not this time”.
    Nobody,
    /// Its time passed without a yes.
    Lapsed,
    /// Whoever asked, or a coordinator, ended it; or the request was closed.
    Stopped,
}

impl AskingState {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Found { .. } => "found",
            Self::Nobody => "nobody",
            Self::Lapsed => "lapsed",
            Self::Stopped => "stopped",
        }
    }

    pub(super) fn read(code: &str, exchange: Option<ExchangeId>) -> Option<Self> {
        match (code, exchange) {
            ("open", None) => Some(Self::Open),
            ("found", Some(exchange)) => Some(Self::Found { exchange }),
            ("nobody", None) => Some(Self::Nobody),
            ("lapsed", None) => Some(Self::Lapsed),
            ("stopped", None) => Some(Self::Stopped),
            _ => None,
        }
    }
}

/// An answer, and how it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// What was said.
    pub reply: Reply,
    /// When it was written down.
    pub at: DateTime<Utc>,
    /// The coordinator who wrote it down, where it was not the person themselves.
    pub by: Option<String>,
    /// How it came.
    pub channel: Channel,
}

/// Somebody who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their telephone number, for coordinators.
    pub phone: String,
    /// What they said, if they have.
    pub answer: Option<Answer>,
}

/// An asking as the bank knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The id.
    pub id: AskingId,
    /// The request.
    pub request: ListingId,
    /// What it asks for, in a few words.
    pub title: String,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// Whose request it is.
    pub member: MemberId,
    /// Their name.
    pub member_name: String,
    /// What they are called.
    pub member_greeting: String,
    /// The part of the place; may be empty.
    pub area_name: String,
    /// Who asked: the same member, or a coordinator for them.
    pub asked_by: MemberId,
    /// Their name.
    pub asked_by_name: String,
    /// Whether a coordinator asked for the member.
    pub introduced: bool,
    /// A few words to those who are asked.
    pub message: String,
    /// The day on which the help would be given.
    pub planned_on: NaiveDate,
    /// About how long.
    pub minutes: Minutes,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Until when an answer is waited for.
    pub ends_at: DateTime<Utc>,
    /// Where it stands.
    pub state: AskingState,
    /// Since when.
    pub state_at: DateTime<Utc>,
    /// Whether a coordinator has asked how it went.
    pub followed_up: bool,
    /// Who is asked, in the order in which they were chosen.
    pub people: Vec<Asked>,
}

impl Asking {
    /// Whether it still waits.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, AskingState::Open)
    }

    /// Whether somebody said yes.
    #[must_use]
    pub const fn was_found(&self) -> bool {
        matches!(self.state, AskingState::Found { .. })
    }

    /// This member as one of those who are asked.
    #[must_use]
    pub fn asked(&self, member: MemberId) -> Option<&Asked> {
        self.people.iter().find(|one| one.member == member)
    }

    /// Whoever said yes.
    #[must_use]
    pub fn helper(&self) -> Option<&Asked> {
        self.people.iter().find(|one| said(one) == Some(Reply::Yes))
    }

    /// Those who have said nothing.
    pub fn silent(&self) -> impl Iterator<Item = &Asked> {
        self.people.iter().filter(|one| one.answer.is_none())
    }

    /// Whether this member's answer is waited for.
    #[must_use]
    pub fn awaits(&self, member: MemberId) -> bool {
        self.is_open() && self.silent().any(|one| one.member == member)
    }
}

fn said(one: &Asked) -> Option<Reply> {
    one.answer.as_ref().map(|answer| answer.reply)
}

/// A check that a kind of help asks for, and how it stands for one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The check: Driving licence.
    pub check: String,
    /// How it stands.
    pub standing: Standing,
}

/// How a check stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A coordinator has seen it.
    Seen {
        /// The day from which it is to be seen again, if it runs out.
        until: Option<NaiveDate>,
    },
    /// It was seen and ran out on a day.
    RanOut {
        /// That day.
        on: NaiveDate,
    },
    /// Nobody has seen it.
    Missing,
}

impl Standing {
    /// A code for programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Seen { .. } => "seen",
            Self::RanOut { .. } => "ran_out",
            Self::Missing => "missing",
        }
    }

    /// How a check stands on a day that was last seen to be good until `until`;
    /// [`NaiveDate::MAX`] where it does not run out.
    pub(super) fn on(today: NaiveDate, until: Option<NaiveDate>) -> Self {
        match until {
            None => Self::Missing,
            Some(NaiveDate::MAX) => Self::Seen { until: None },
            Some(day) if day > today => Self::Seen { until: Some(day) },
            Some(on) => Self::RanOut { on },
        }
    }
}

/// Who looks for somebody who could help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeker {
    /// The member who asks: nobody is named whose evidence is missing or has run out.
    Member,
    /// A coordinator: they are named last, because a coordinator can see the paper first.
    Coordinator,
}

/// Somebody who could help with a request, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Who.
    pub member: MemberId,
    /// Their number.
    pub number: MemberNumber,
    /// Their name.
    pub name: String,
    /// The part of the place where they live; may be empty.
    pub area_name: String,
    /// Whether that is the part where the help is wanted.
    pub near: bool,
    /// What they offer, in a few words.
    pub offer: String,
    /// The kind of help of that offer; may be empty.
    pub offer_kind: String,
    /// Whether they offer this kind of help, its heading or what stands under it; else words of
    /// their offer are in the request.
    pub same_kind: bool,
    /// The check that this kind of help asks for, and how it stands; nothing where there is none.
    pub evidence: Option<Evidence>,
    /// The last day on which the two helped each other, if ever.
    pub last_together: Option<NaiveDate>,
    /// Languages that both speak beside that of the place, or into which somebody would have to
    /// interpret for whoever asks; may be empty.
    pub languages: Vec<String>,
    /// When both are usually free; empty where one of them has not said.
    pub times: Vec<Time>,
    /// Minutes they gave in the last three months. Those who gave least are named first.
    pub given_lately: i64,
}

/// Which askings a member stands in, as they take them along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What was asked for.
    pub title: String,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Where it stands.
    pub state: String,
    /// A few words that went with it.
    pub message: String,
    /// Whether they were asked; else it was asked by them or for them.
    pub was_asked: bool,
    /// What they answered, if they were asked and did.
    pub answer: Option<String>,
}
