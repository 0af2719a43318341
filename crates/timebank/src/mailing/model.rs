//! Whom a mailing is for, and what was sent.

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use words::say;

use crate::delivery::Way;
use crate::error::{Error, FieldError, Result};
use crate::ids::{AreaId, CategoryId, MailingId, MemberId};
use crate::needs::Need;
use crate::typed::{check_length, tidy};

/// How members take part who are to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taking {
    /// However they do.
    #[default]
    Any,
    /// They stand in no exchange in the book.
    NeverStarted,
    /// Their last exchange was done three months ago or earlier.
    Quiet3,
    /// Six months ago or earlier.
    Quiet6,
    /// Twelve months ago or earlier.
    Quiet12,
}

impl Taking {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Any,
        Self::NeverStarted,
        Self::Quiet3,
        Self::Quiet6,
        Self::Quiet12,
    ];

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::NeverStarted => "never_started",
            Self::Quiet3 => "quiet3",
            Self::Quiet6 => "quiet6",
            Self::Quiet12 => "quiet12",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|found| found.as_str() == code)
    }

    const fn months(self) -> Option<u32> {
        match self {
            Self::Any | Self::NeverStarted => None,
            Self::Quiet3 => Some(3),
            Self::Quiet6 => Some(6),
            Self::Quiet12 => Some(12),
        }
    }
}

/// Who is to be told: those who fit all of it. Applicants, leavers and readers never are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Paused members in place of active ones.
    pub paused: bool,
    /// Only this area.
    pub area: Option<AreaId>,
    /// Only those who offer this kind of help now.
    pub offers: Option<CategoryId>,
    /// How they take part.
    pub taking: Taking,
    /// Only those who need this to be reached well.
    #[serde(default)]
    pub need: Option<Need>,
}

impl Filter {
    /// The last exchange was done on this day or earlier; nothing where that does not matter.
    pub(super) fn quiet_by(&self, today: NaiveDate) -> Option<NaiveDate> {
        let months = self.taking.months()?;
        Some(
            today
                .checked_sub_months(Months::new(months))
                .unwrap_or(today),
        )
    }
}

/// Somebody whom a filter finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Telephone number; may be empty.
    pub phone: String,
    /// How it reaches them; by mail only where there is an address.
    pub way: Way,
    pub(super) has_email: bool,
}

impl Recipient {
    pub(super) const fn new(
        member: MemberId,
        name: String,
        phone: String,
        has_email: bool,
    ) -> Self {
        Self {
            member,
            name,
            phone,
            way: Way::Here,
            has_email,
        }
    }
}

/// How many members are reached in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// By mail.
    pub by_mail: u32,
    /// By a letter that a coordinator prints.
    pub by_letter: u32,
    /// On the website only.
    pub here: u32,
}

impl Reach {
    /// Counts them.
    #[must_use]
    pub fn of(recipients: &[Recipient]) -> Self {
        let mut reach = Self::default();
        for one in recipients {
            match one.way {
                Way::Mail => reach.by_mail += 1,
                Way::Letter => reach.by_letter += 1,
                Way::Here => reach.here += 1,
            }
        }
        reach
    }

    /// How many in all.
    #[must_use]
    pub const fn all(self) -> u32 {
        self.by_mail + self.by_letter + self.here
    }
}

/// A mailing to be sent.
#[derive(Clone, Debug)]
pub struct NewMailing {
    /// The id, made by the form, so that a form sent twice sends once.
    pub id: MailingId,
    /// In a few words: the subject of the mail.
    pub subject: String,
    /// What there is to say; plain.
    pub text: String,
    /// To whom.
    pub filter: Filter,
}

impl NewMailing {
    /// With white space tidied, or a message per field.
    pub fn checked(&self) -> Result<Self> {
        let new = Self {
            subject: tidy(&self.subject),
            text: tidy(&self.text),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if new.subject.is_empty() || new.subject.contains('\n') {
            let message = say!("telling-enter-what-it-is-about");
            errors.push(FieldError::new("subject", message));
        }
        if new.text.is_empty() {
            errors.push(FieldError::new(
                "text",
                say!("telling-write-what-you-would-like"),
            ));
        }
        check_length(
            &mut errors,
            "subject",
            &say!("telling-what-it-is-about"),
            &new.subject,
            120,
        );
        check_length(
            &mut errors,
            "text",
            &say!("telling-the-message"),
            &new.text,
            4_000,
        );
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Which.
    pub id: MailingId,
    /// In a few words.
    pub subject: String,
    /// What was said.
    pub text: String,
    /// To whom.
    pub filter: Filter,
    /// Who sent it, by name.
    pub sent_by: String,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// To how many.
    pub reach: Reach,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_kept_and_read_back() {
        for taking in Taking::ALL {
            assert_eq!(Taking::parse(taking.as_str()), Some(taking));
            let filter = Filter {
                area: Some(AreaId::new(2)),
                taking,
                ..Filter::default()
            };
            let kept = serde_json::to_string(&filter).unwrap();
            assert_eq!(serde_json::from_str::<Filter>(&kept).unwrap(), filter);
        }
    }
}
