//! What a member is: particulars, states and the changes between them.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{AccountId, TransferId};
use words::say;

use crate::actor::Role;
use crate::error::{Error, FieldError, Result};
use crate::ids::{AreaId, MemberId, MemberNumber};
use crate::needs::Need;
use crate::typed::{called, check_length, tidy};

/// How many members take part, and how many would again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakingPart {
    /// They take part.
    pub active: u32,
    /// They have paused.
    pub paused: u32,
}

/// From when to when somebody is a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Who.
    pub member: MemberId,
    /// Their account in the book.
    pub account: AccountId,
    /// The first day as a member.
    pub joined_on: NaiveDate,
    /// The day on which they left, if they have.
    pub left_on: Option<NaiveDate>,
}

impl Stay {
    /// Whether they are a member at the end of a day.
    #[must_use]
    pub fn lasts_past(&self, day: NaiveDate) -> bool {
        self.joined_on <= day && self.left_on.is_none_or(|left| left > day)
    }
}

/// A person or an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberKind {
    /// Somebody.
    Person,
    /// A club, charity, school, shop …
    Organisation,
}

impl MemberKind {
    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Person, Self::Organisation]
            .into_iter()
            .find(|kind| kind.as_str() == code)
    }
}

/// Where a membership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Asked to join.
    Applicant,
    /// Takes part.
    Active,
    /// Rests; keeps the balance, may look at it, records nothing.
    Paused,
    /// Has left; the account is closed.
    Left,
}

/// What can be done to a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateChange {
    /// An applicant becomes a member, or a paused member comes back.
    Activate,
    /// An active member rests.
    Pause,
    /// A member leaves for good.
    Leave,
}

impl StateChange {
    /// The change with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "activate" => Some(Self::Activate),
            "pause" => Some(Self::Pause),
            "leave" => Some(Self::Leave),
            _ => None,
        }
    }
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Applicant, Self::Active, Self::Paused, Self::Left];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Left => "left",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == code)
    }

    /// The state after a change, or why it cannot be.
    pub fn after(self, change: StateChange) -> Result<Self> {
        match (self, change) {
            (Self::Applicant | Self::Paused, StateChange::Activate) => Ok(Self::Active),
            (Self::Active, StateChange::Pause) => Ok(Self::Paused),
            (Self::Applicant | Self::Active | Self::Paused, StateChange::Leave) => Ok(Self::Left),
            (Self::Left, _) => Err(Error::Conflict(say!("member-this-member-has-left"))),
            (Self::Active, StateChange::Activate) => Err(Error::Conflict(say!(
                "member-this-member-is-already-active"
            ))),
            (Self::Applicant | Self::Paused, StateChange::Pause) => {
                Err(Error::Conflict(say!("member-only-an-active-member-can")))
            }
        }
    }
}

/// Where the hours of a leaver go, or where what is missing comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settlement {
    /// The id of the transfer, made by the form.
    pub id: TransferId,
    /// Somebody named; the pot where there is nobody.
    pub with: Option<MemberId>,
}

/// A member's particulars, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The whole name.
    pub name: String,
    /// First name or nickname.
    pub known_as: String,
    /// E-mail address; many members have none.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: String,
    /// Postal address.
    pub address: String,
    /// The name of the part of the place where the member lives.
    pub area: String,
    /// What others may read about the member.
    pub about: String,
}

impl Details {
    /// The particulars with white space tidied, or a message per field.
    pub(crate) fn checked(&self) -> Result<Self> {
        let email = self
            .email
            .as_deref()
            .map(str::trim)
            .filter(|email| !email.is_empty());
        let details = Self {
            name: tidy(&self.name),
            known_as: tidy(&self.known_as),
            email: email.map(str::to_owned),
            phone: tidy(&self.phone),
            address: tidy(&self.address),
            area: tidy(&self.area),
            about: tidy(&self.about),
        };
        let mut errors = Vec::new();
        if details.name.is_empty() {
            errors.push(FieldError::new("name", say!("member-enter-the-name")));
        }
        check_length(
            &mut errors,
            "name",
            &say!("member-name"),
            &details.name,
            120,
        );
        check_length(
            &mut errors,
            "known_as",
            &say!("member-name-for-greetings"),
            &details.known_as,
            60,
        );
        check_length(
            &mut errors,
            "phone",
            &say!("member-telephone-number"),
            &details.phone,
            40,
        );
        check_length(
            &mut errors,
            "address",
            &say!("member-address"),
            &details.address,
            400,
        );
        check_length(&mut errors, "area", &say!("member-area"), &details.area, 80);
        check_length(
            &mut errors,
            "about",
            &say!("member-about"),
            &details.about,
            2_000,
        );
        if details
            .email
            .as_deref()
            .is_some_and(|email| !looks_like_email(email))
        {
            let message = say!("member-enter-an-email-address-in");
            errors.push(FieldError::new("email", message));
        }
        if errors.is_empty() {
            Ok(details)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

pub(crate) fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !",;<>\"".contains(c);
    !local.is_empty()
        && text.len() <= 254
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !domain.contains('@')
        && text.chars().all(plain)
}

/// A member to be added.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The id, made by whoever asks, so that a form sent twice adds one member.
    pub id: MemberId,
    /// The id of the account to be opened in the book.
    pub account: AccountId,
    /// Person or organisation.
    pub kind: MemberKind,
    /// The number to take; the next free one when there is none.
    pub number: Option<MemberNumber>,
    /// The particulars.
    pub details: Details,
    /// The first day of membership; today when there is none.
    pub joined_on: Option<NaiveDate>,
}

/// A member, as the bank knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The id.
    pub id: MemberId,
    /// The number on slips and statements.
    pub number: MemberNumber,
    /// Person or organisation.
    pub kind: MemberKind,
    /// The whole name.
    pub name: String,
    /// First name or nickname; may be empty.
    pub known_as: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Telephone number; may be empty.
    pub phone: String,
    /// Postal address; may be empty.
    pub address: String,
    /// The part of the place.
    pub area: Option<AreaId>,
    /// Its name; empty when there is none.
    pub area_name: String,
    /// What others may read.
    pub about: String,
    /// The role.
    pub role: Role,
    /// Where the membership stands.
    pub state: State,
    /// The account in the book.
    pub account: AccountId,
    /// First day as a member.
    pub joined_on: Option<NaiveDate>,
    /// Last day as a member.
    pub left_on: Option<NaiveDate>,
    /// When the row was made.
    pub created_at: DateTime<Utc>,
    /// Rises with each change of particulars, state or role.
    pub version: i64,
}

impl Profile {
    /// Whether hours can be given to them and received from them now: active, and not a reader.
    #[must_use]
    pub fn takes_part(&self) -> bool {
        self.state == State::Active && self.role.takes_part()
    }

    /// The name for a greeting.
    #[must_use]
    pub fn greeting(&self) -> &str {
        called(&self.name, &self.known_as)
    }

    /// The particulars, as a form shows them.
    #[must_use]
    pub fn details(&self) -> Details {
        Details {
            name: self.name.clone(),
            known_as: self.known_as.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            address: self.address.clone(),
            area: self.area_name.clone(),
            about: self.about.clone(),
        }
    }
}

/// The little that a list needs to name somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The whole name.
    pub name: String,
    /// The number.
    pub number: MemberNumber,
    /// Person or organisation.
    pub kind: MemberKind,
}

/// What names members in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mentions {
    /// Their numbers.
    pub numbers: Vec<MemberNumber>,
    /// Their e-mail addresses; capitals do not count.
    pub emails: Vec<String>,
    /// Their whole names; the capitals of plain letters do not count.
    pub names: Vec<String>,
}

/// Which members to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Words of the name, or a number; empty for all.
    pub words: String,
    /// Only this state.
    pub state: Option<State>,
    /// Only this kind.
    pub kind: Option<MemberKind>,
    /// Only this area.
    pub area: Option<AreaId>,
    /// Everybody but this member.
    pub except: Option<MemberId>,
    /// Only those who need this to be reached well.
    pub need: Option<Need>,
    /// Readers too, who take no part and whom only coordinators see.
    pub readers: bool,
    /// Who looks: those whom a block keeps apart from them are left out.
    pub viewer: Option<MemberId>,
}

impl Search {
    /// Whether it finds everybody there is.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        let everybody = Self {
            readers: true,
            ..Self::default()
        };
        *self == everybody
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_who_left_stays_left() {
        for change in [
            StateChange::Activate,
            StateChange::Pause,
            StateChange::Leave,
        ] {
            assert!(State::Left.after(change).is_err());
        }
    }

    #[test]
    fn an_empty_email_is_no_email() {
        let details = Details {
            name: " Ann ".into(),
            email: Some("  ".into()),
            ..Details::default()
        };
        let checked = details.checked().unwrap();
        assert_eq!((checked.name.as_str(), checked.email), ("Ann", None));
    }

    #[test]
    fn an_address_that_could_not_be_written_to_is_refused() {
        for typed in [
            "ann",
            "ann@",
            "@example.org",
            "ann@example",
            "a b@example.org",
            "a@b@c.d",
        ] {
            assert!(!looks_like_email(typed), "{typed}");
        }
        assert!(looks_like_email("ann@example.org"));
    }
}
