//! What an offer or a request is.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;

use crate::error::{Error, FieldError, Result};
use crate::ids::{AreaId, CategoryId, ListingId, MemberId};
use crate::typed::{check_length, tidy};

/// An offer or a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListingKind {
    /// "I can help with …"
    Offer,
    /// "I would like help with …"
    Request,
}

impl ListingKind {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Request => "request",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Offer, Self::Request]
            .into_iter()
            .find(|kind| kind.as_str() == code)
    }
}

/// What a listing says, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingDetails {
    /// In a few words.
    pub title: String,
    /// More about it; plain text.
    pub details: String,
    /// When: "Any weekday morning".
    pub timing: String,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// The name of the part of the place; the member's own when empty.
    pub area: String,
    /// About how long it takes.
    pub minutes: Option<Minutes>,
}

impl ListingDetails {
    pub(super) fn checked(&self) -> Result<Self> {
        let details = Self {
            title: tidy(&self.title),
            details: tidy(&self.details),
            timing: tidy(&self.timing),
            area: tidy(&self.area),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if details.title.is_empty() {
            errors.push(FieldError::new("title", "Enter what it is about"));
        }
        check_length(
            &mut errors,
            "title",
            "What it is about",
            &details.title,
            120,
        );
        check_length(&mut errors, "details", "Details", &details.details, 4_000);
        check_length(&mut errors, "timing", "When", &details.timing, 200);
        if details.minutes.is_some_and(|minutes| minutes.get() < 1) {
            errors.push(FieldError::new(
                "minutes",
                "How long must be at least 1 minute",
            ));
        }
        if errors.is_empty() {
            Ok(details)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// A listing to be added.
#[derive(Clone, Debug)]
pub struct NewListing {
    /// The id, made by the form, so that a form sent twice adds one listing.
    pub id: ListingId,
    /// Offer or request.
    pub kind: ListingKind,
    /// What it says.
    pub details: ListingDetails,
}

/// A listing as the bank knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The id.
    pub id: ListingId,
    /// Offer or request.
    pub kind: ListingKind,
    /// Whose it is.
    pub member: MemberId,
    /// Their name.
    pub member_name: String,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// Its name; empty when none was given.
    pub category_name: String,
    /// The name of its picture.
    pub icon: String,
    /// The part of the place.
    pub area: Option<AreaId>,
    /// Its name; empty when none was given.
    pub area_name: String,
    /// In a few words.
    pub title: String,
    /// More about it.
    pub details: String,
    /// When.
    pub timing: String,
    /// About how long.
    pub minutes: Option<Minutes>,
    /// Whether it is open.
    pub open: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// How many exchanges came of it.
    pub exchanges: u32,
    /// Rises with every change.
    pub version: i64,
}

/// How much help of the kind that a request asks for is offered by others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Helpers {
    /// Open offers of active members.
    pub anywhere: u32,
    /// Those of them in the part of the place where the help is needed.
    pub near: u32,
}

/// A listing and what came of it, as reports need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Offer or request.
    pub kind: ListingKind,
    /// Whose it is.
    pub member: MemberId,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// The first day of help that came of it and stands in the book.
    pub first_help: Option<NaiveDate>,
}

/// Which listings to look for; all open ones of active members by default.
#[derive(Clone, Debug)]
pub struct Search {
    /// Offers or requests; both when there is none.
    pub kind: Option<ListingKind>,
    /// Words of the title and the details, or of the member's name.
    pub words: String,
    /// Only this kind of help.
    pub category: Option<CategoryId>,
    /// Only this part of the place.
    pub area: Option<AreaId>,
    /// Everybody's but this member's.
    pub except: Option<MemberId>,
    /// Who looks: what is of those whom a block keeps apart from them is left out.
    pub viewer: Option<MemberId>,
}

impl Search {
    /// All open listings of a kind.
    #[must_use]
    pub const fn all(kind: ListingKind) -> Self {
        Self {
            kind: Some(kind),
            words: String::new(),
            category: None,
            area: None,
            except: None,
            viewer: None,
        }
    }
}
