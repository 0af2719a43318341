//! What a group activity is: when and where, who leads, who comes, and where it stands.

use chrono::NaiveDate;
use ledger::{AccountId, Minutes, TransferId};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::error::{Error, FieldError, Result};
use crate::exchange::MOST_MINUTES;
use crate::ids::{ActivityId, AreaId, CategoryId, MemberId, MemberNumber};
use crate::member::MemberKind;
use crate::typed::{check_length, tidy};

/// The most people on one list.
pub const MOST_PEOPLE: usize = 300;

/// What is planned, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityDetails {
    /// What it is: "Chair yoga at St Bride’s".
    pub title: String,
    /// Where.
    pub place: String,
    /// On which day.
    pub held_on: NaiveDate,
    /// At what time, in words: "2pm to 4pm".
    pub starts: String,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// How long it takes.
    pub minutes: Minutes,
    /// What to bring, whom to ask for.
    pub notes: String,
}

impl ActivityDetails {
    pub(super) fn checked(&self) -> Result<Self> {
        let details = Self {
            title: tidy(&self.title),
            place: tidy(&self.place),
            starts: tidy(&self.starts),
            notes: tidy(&self.notes),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if details.title.is_empty() {
            errors.push(FieldError::new("title", "Enter what the activity is"));
        }
        check_length(&mut errors, "title", "What it is", &details.title, 120);
        check_length(&mut errors, "place", "Where", &details.place, 120);
        check_length(&mut errors, "starts", "When it begins", &details.starts, 60);
        check_length(&mut errors, "notes", "Notes", &details.notes, 1_000);
        if let Some(message) = length_refused(details.minutes) {
            errors.push(FieldError::new("hours", message));
        }
        if errors.is_empty() {
            Ok(details)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Why nobody can be at one activity for so long.
pub(super) fn length_refused(minutes: Minutes) -> Option<&'static str> {
    match minutes.get() {
        ..1 => Some("Enter how long it takes"),
        length if length > MOST_MINUTES => Some("How long it takes must be 24 hours or less"),
        _ => None,
    }
}

/// An activity to be planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewActivity {
    /// The id, made by the form, so that a form sent twice plans one activity.
    pub id: ActivityId,
    /// What is planned.
    pub details: ActivityDetails,
}

/// The part somebody takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Leads it: gets hours.
    Leader,
    /// Comes to it.
    Attendee,
}

impl Part {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::Attendee => "attendee",
        }
    }

    /// The part with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Leader, Self::Attendee]
            .into_iter()
            .find(|part| part.as_str() == code)
    }
}

/// Who pays where a sponsor does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sponsor {
    /// The community pot.
    Pot,
    /// The account for running the bank.
    Bank,
    /// An organisation, or another member, out of their own hours.
    Member(MemberId),
}

/// Who pays for the hours of those who lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payment {
    /// Those who came share the leaders’ time.
    Split,
    /// Everybody pays their full time, and the leaders get all of it.
    EachToLeaders,
    /// Everybody pays their full time, the leaders get theirs, and the pot the rest.
    EachToPot,
    /// A sponsor pays; with `credit` those who came get their time too.
    Sponsored {
        /// Who.
        by: Sponsor,
        /// Whether those who came are credited for coming.
        credit: bool,
    },
}

impl Payment {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::EachToLeaders => "each_to_leaders",
            Self::EachToPot => "each_to_pot",
            Self::Sponsored { credit: false, .. } => "sponsored",
            Self::Sponsored { credit: true, .. } => "sponsored_credit",
        }
    }

    pub(super) fn parse(code: &str, sponsor: Option<Sponsor>) -> Option<Self> {
        match code {
            "split" => Some(Self::Split),
            "each_to_leaders" => Some(Self::EachToLeaders),
            "each_to_pot" => Some(Self::EachToPot),
            "sponsored" | "sponsored_credit" => Some(Self::Sponsored {
                by: sponsor?,
                credit: code == "sponsored_credit",
            }),
            _ => None,
        }
    }

    /// Who sponsors it, where somebody does.
    #[must_use]
    pub const fn sponsor(self) -> Option<Sponsor> {
        match self {
            Self::Sponsored { by, .. } => Some(by),
            _ => None,
        }
    }
}

impl Sponsor {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pot => "pot",
            Self::Bank => "bank",
            Self::Member(_) => "member",
        }
    }

    pub(super) fn parse(code: &str, member: Option<MemberId>) -> Option<Self> {
        match code {
            "pot" => Some(Self::Pot),
            "bank" => Some(Self::Bank),
            "member" => member.map(Self::Member),
            _ => None,
        }
    }
}

/// Where an activity stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActivityState {
    /// It is to come, or has not been settled.
    Planned,
    /// Its hours stand in the book.
    Settled {
        /// As which transfer.
        transfer: TransferId,
        /// Who paid.
        payment: Payment,
    },
    /// It does not take place.
    Cancelled {
        /// Why.
        reason: String,
    },
    /// It was settled, and that was taken back.
    TakenBack {
        /// The transfer that was taken back.
        transfer: TransferId,
        /// Who had paid.
        payment: Payment,
        /// Why.
        reason: String,
    },
}

/// An activity as the bank knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The id.
    pub id: ActivityId,
    /// What is planned.
    pub details: ActivityDetails,
    /// The name of its kind; empty when it has none.
    pub category_name: String,
    /// Where it stands.
    pub state: ActivityState,
    /// Rises with every change, of its list too.
    pub version: i64,
}

/// Somebody on the list of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The member.
    pub member: MemberId,
    /// The whole name.
    pub name: String,
    /// The name for a greeting.
    pub greeting: String,
    /// The number.
    pub number: MemberNumber,
    /// The account in the book.
    pub account: AccountId,
    /// Whether they lead.
    pub part: Part,
    /// Whether they came; nobody has said so far.
    pub came: Option<bool>,
    /// For how long, where it was not as long as the activity.
    pub minutes: Option<Minutes>,
    /// What the book says of them for it, once it is settled: plus in, minus out.
    pub change: i64,
}

/// How long somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Who.
    pub member: MemberId,
    /// Whether they came.
    pub came: bool,
    /// For how long, where it was not as long as the activity.
    pub minutes: Option<Minutes>,
}

/// An activity in a list: how many are on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The activity.
    pub activity: Activity,
    /// How many lead it.
    pub leaders: u32,
    /// How many come.
    pub attendees: u32,
}

/// An activity that stands in the book, as one member’s statement names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InBook {
    /// The activity.
    pub id: ActivityId,
    /// What it was.
    pub title: String,
    /// The part they took; none where they only paid.
    pub part: Option<Part>,
}

/// Somebody who was at an activity whose hours stand in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The activity.
    pub activity: ActivityId,
    /// Its kind of help.
    pub category: Option<CategoryId>,
    /// Who.
    pub member: MemberId,
    /// What they are.
    pub kind: MemberKind,
    /// The part of the place where they live.
    pub area: Option<AreaId>,
    /// Whether they led.
    pub part: Part,
    /// How many minutes they were there.
    pub minutes: i64,
}

/// Somebody on the list of an activity of any state as an export has it, read where it stands:
/// each row is gone with the next one.
#[derive(Clone, Copy, Debug)]
pub struct OnList<'r> {
    /// The activity.
    pub activity: ActivityId,
    /// What it is.
    pub title: &'r str,
    /// On which day.
    pub held_on: NaiveDate,
    /// The word of its state.
    pub state: &'r str,
    /// The name of its kind; empty where it has none.
    pub category: &'r str,
    /// The word of who pays; empty before it is settled.
    pub payment: &'r str,
    /// The number.
    pub number: MemberNumber,
    /// The whole name.
    pub name: &'r str,
    /// The word of the part they take.
    pub part: &'r str,
    /// Whether they came; nobody has said so far.
    pub came: Option<bool>,
    /// How many minutes they were there, where that is known.
    pub minutes: Option<i64>,
    /// What the book says of them for it: plus in, minus out.
    pub change: i64,
}

/// What settled activities come to: the time of those who led, and of those who came, apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many activities.
    pub activities: u32,
    /// Minutes of those who led.
    pub leader_minutes: i64,
    /// Minutes of those who came.
    pub attendee_minutes: i64,
    /// How many different people led.
    pub leaders: u32,
    /// How many different people came.
    pub attendees: u32,
}

/// The id of the transfer that takes the settlement back: made from the activity’s own.
pub(super) fn taking_back(id: ActivityId) -> TransferId {
    let mut hash = Sha256::new();
    hash.update(b"hourbook activity taken back");
    hash.update(id.uuid().as_bytes());
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    TransferId::new(Uuid::from_bytes(bytes))
}
