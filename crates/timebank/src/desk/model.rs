//! What is written at the desk: notes about somebody or something, and who looks after what.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;
use words::say;

use crate::bank::Bank;
use crate::error::{Error, Result};
use crate::ids::{ActivityId, ApplicationId, ExchangeId, ListingId, MemberId, NoteId};
use crate::typed::tidy;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// A member.
    Member(MemberId),
    /// An exchange.
    Exchange(ExchangeId),
    /// An offer or a request.
    Listing(ListingId),
    /// A group activity.
    Activity(ActivityId),
    /// Somebody who asks to join.
    Application(ApplicationId),
}

impl About {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Exchange(_) => "exchange",
            Self::Listing(_) => "listing",
            Self::Activity(_) => "activity",
            Self::Application(_) => "application",
        }
    }

    /// The bits of its id.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Member(id) => id.uuid(),
            Self::Exchange(id) => id.uuid(),
            Self::Listing(id) => id.uuid(),
            Self::Activity(id) => id.uuid(),
            Self::Application(id) => id.uuid(),
        }
    }
}

/// What kind of note it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// A telephone call: "rang, no answer".
    Call,
    /// A visit, or a talk at the office.
    Visit,
    /// A letter or a message.
    Message,
    /// Anything else.
    Note,
    /// Something that not everybody at the desk needs to see: reading it is written down.
    Private,
    /// A question about an exchange, which the two can read.
    Question,
}

impl NoteKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Call,
        Self::Visit,
        Self::Message,
        Self::Note,
        Self::Private,
        Self::Question,
    ];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Visit => "visit",
            Self::Message => "message",
            Self::Note => "note",
            Self::Private => "private",
            Self::Question => "question",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }
}

/// A note to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNote {
    /// The id, made by the form, so that a form sent twice writes one note.
    pub id: NoteId,
    /// What it is about.
    pub about: About,
    /// What kind of note.
    pub kind: NoteKind,
    /// What it says.
    pub text: String,
}

impl NewNote {
    pub(super) fn checked(&self) -> Result<Self> {
        let text = tidy(&self.text);
        if text.is_empty() {
            return Err(Error::field("text", say("note-write-what-was-said-or")));
        }
        if text.chars().count() > 2_000 {
            let message = say("note-the-note-must-be-characters");
            return Err(Error::field("text", message));
        }
        Ok(Self {
            text,
            ..self.clone()
        })
    }
}

/// A note that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The id.
    pub id: NoteId,
    /// What kind of note.
    pub kind: NoteKind,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub written_by: MemberId,
    /// Their name.
    pub written_by_name: String,
    /// When.
    pub written_at: DateTime<Utc>,
}

/// Who looks after something that waits, and until when it rests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// Who looks after it; nobody in particular.
    pub carer: Option<MemberId>,
    /// Their name.
    pub carer_name: String,
    /// It is shown again on this day.
    pub rests_until: Option<NaiveDate>,
}

/// A member who has not been seen in an exchange for a while.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// Who.
    pub member: MemberId,
    /// The whole name.
    pub name: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// Since when: the day they joined, or that of their last exchange.
    pub since: NaiveDate,
}

/// What the frame of every page shows: the bank, and how much waits for whoever looks.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The bank.
    pub bank: Bank,
    /// Exchanges that wait for approval; nought for whoever approves none.
    pub approvals: u32,
    /// Grants that wait for a second pair of eyes; nought for whoever is none.
    pub grants: u32,
}
