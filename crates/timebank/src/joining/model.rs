//! What an application is: its answers, where it stands, and what a coordinator noted on the way.

use chrono::{DateTime, NaiveDate, Utc};
use words::say;

use crate::error::{Error, FieldError, Result};
use crate::ids::{ApplicationId, MemberId};
use crate::member::{self, MemberKind};
use crate::typed::{check_length, tidy};

/// The questions, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// Who somebody is, and how to reach them.
    You,
    /// Where they live.
    Place,
    /// What they might offer, and would be glad of.
    Help,
    /// What everybody promises.
    Agreement,
}

impl Question {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::You, Self::Place, Self::Help, Self::Agreement];

    /// Its code, in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::You => "you",
            Self::Place => "place",
            Self::Help => "help",
            Self::Agreement => "agreement",
        }
    }

    /// The question with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == code)
    }

    /// The one after it; nothing after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|one| *one == self)?;
        Self::ALL.get(place + 1).copied()
    }
}

/// What an applicant said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// A person, or an organisation.
    pub kind: MemberKind,
    /// The whole name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// E-mail address; empty where there is none.
    pub email: String,
    /// The part of the place where they live.
    pub area: String,
    /// Postal address; may be empty.
    pub address: String,
    /// What they might offer.
    pub gives: String,
    /// What they would be glad of.
    pub wishes: String,
    /// The version of the agreement they accept.
    pub agreement: Option<u32>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            kind: MemberKind::Person,
            name: String::new(),
            phone: String::new(),
            email: String::new(),
            area: String::new(),
            address: String::new(),
            gives: String::new(),
            wishes: String::new(),
            agreement: None,
        }
    }
}

impl Answers {
    /// These answers with those of one question from `new`.
    #[must_use]
    pub(super) fn with(&self, question: Question, new: &Self) -> Self {
        let old = self.clone();
        let new = new.clone();
        match question {
            Question::You => Self {
                kind: new.kind,
                name: tidy(&new.name),
                phone: tidy(&new.phone),
                email: tidy(&new.email),
                ..old
            },
            Question::Place => Self {
                area: tidy(&new.area),
                address: tidy(&new.address),
                ..old
            },
            Question::Help => Self {
                gives: tidy(&new.gives),
                wishes: tidy(&new.wishes),
                ..old
            },
            Question::Agreement => Self {
                agreement: new.agreement,
                ..old
            },
        }
    }

    /// What is wrong with the answers to one question. `newest`: the version of the agreement.
    pub(super) fn wrong(&self, question: Question, newest: u32) -> Vec<FieldError> {
        let mut errors = Vec::new();
        match question {
            Question::You => self.wrong_name(&mut errors),
            Question::Place => {
                if self.area.is_empty() {
                    let message = say!("joining-enter-the-part-of-the");
                    errors.push(FieldError::new("area", message));
                }
                check_length(
                    &mut errors,
                    "area",
                    &say!("joining-the-part-of-the-place"),
                    &self.area,
                    80,
                );
                check_length(
                    &mut errors,
                    "address",
                    &say!("join-address"),
                    &self.address,
                    400,
                );
            }
            Question::Help => {
                check_length(
                    &mut errors,
                    "gives",
                    &say!("joining-what-you-might-do"),
                    &self.gives,
                    1_000,
                );
                let label = say!("joining-what-you-would-be-glad");
                check_length(&mut errors, "wishes", &label, &self.wishes, 1_000);
            }
            Question::Agreement => match self.agreement {
                Some(version) if version == newest => {}
                Some(_) => {
                    let message = say!("joining-the-agreement-was-changed-meanwhile");
                    errors.push(FieldError::new("agreed", message));
                }
                None => {
                    let message = say!("joining-tick-the-box-if-you");
                    errors.push(FieldError::new("agreed", message));
                }
            },
        }
        errors
    }

    fn wrong_name(&self, errors: &mut Vec<FieldError>) {
        if self.name.is_empty() {
            errors.push(FieldError::new("name", say!("joining-enter-your-name")));
        }
        check_length(errors, "name", &say!("join-name"), &self.name, 120);
        check_length(
            errors,
            "phone",
            &say!("join-telephone-number"),
            &self.phone,
            40,
        );
        if self.phone.is_empty() && self.email.is_empty() {
            let message = say!("joining-enter-a-telephone-number-or");
            errors.push(FieldError::new("phone", message));
        }
        if !self.email.is_empty() && !member::looks_like_email(&self.email) {
            let message = say!("joining-enter-an-email-address-in");
            errors.push(FieldError::new("email", message));
        }
    }
}

/// Where an application stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Answers are being given; nothing was sent.
    Begun,
    /// A coordinator looks at it.
    Sent,
    /// They are a member.
    Joined(MemberId),
    /// It came to nothing.
    Declined {
        /// What we wrote to them.
        letter: String,
        /// How the letter went.
        went: Went,
    },
    /// They took it back.
    Withdrawn,
}

/// How a letter to somebody who applied went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// It waits to be mailed or printed.
    Waits,
    /// A mail is under way, or is tried again later.
    Trying,
    /// It went by mail.
    Mailed,
    /// No mail arrived for sure: it waits to be printed.
    Failed,
    /// It was printed and posted, or handed over.
    Posted,
}

/// An application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The id.
    pub id: ApplicationId,
    /// Of the reference; nothing before it is sent.
    pub number: Option<u32>,
    /// Where it stands.
    pub standing: Standing,
    /// What was said; empty once it is erased.
    pub answers: Answers,
    /// When it was sent; when it was begun, before.
    pub sent_at: DateTime<Utc>,
    /// When somebody talked with them.
    pub talked_on: Option<NaiveDate>,
    /// When they were shown how things are done.
    pub inducted_on: Option<NaiveDate>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// By whom; empty for the applicant.
    pub decided_by: String,
    /// Whether somebody goes along to the first exchange.
    pub accompany: bool,
    /// What was told about people is gone.
    pub erased: bool,
    /// Rises with every change by a coordinator.
    pub version: i64,
}

impl Application {
    /// The reference, as people read it.
    #[must_use]
    pub fn reference(&self) -> String {
        self.number
            .map_or_else(String::new, |number| format!("J-{number:04}"))
    }

    /// The name; after it is erased, the reference.
    #[must_use]
    pub fn name(&self) -> String {
        if self.answers.name.is_empty() {
            self.reference()
        } else {
            self.answers.name.clone()
        }
    }

    pub(super) fn is_sent(&self) -> Result<()> {
        match self.standing {
            Standing::Sent => Ok(()),
            Standing::Begun => Err(Error::NotFound("This application")),
            Standing::Joined(_) => Err(Error::Conflict(say!(
                "joining-this-application-is-decided-they"
            ))),
            Standing::Declined { .. } => Err(Error::Conflict(say!(
                "joining-this-application-was-declined"
            ))),
            Standing::Withdrawn => Err(Error::Conflict(say!(
                "joining-the-applicant-has-taken-this"
            ))),
        }
    }
}

/// Somebody who knows the applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The first, the second …
    pub place: u8,
    /// Who.
    pub name: String,
    /// How they are reached.
    pub reach: String,
    /// When they were asked.
    pub asked_on: Option<NaiveDate>,
    /// When they answered, and whether what they said was fine.
    pub answer: Option<(NaiveDate, bool)>,
}

impl Reference {
    pub(super) fn checked(&self, today: NaiveDate) -> Result<Self> {
        let new = Self {
            name: tidy(&self.name),
            reach: tidy(&self.reach),
            ..self.clone()
        };
        let mut errors = Vec::new();
        if new.name.is_empty() {
            errors.push(FieldError::new("name", say!("joining-enter-who-is-asked")));
        }
        check_length(&mut errors, "name", &say!("join-name"), &new.name, 120);
        check_length(
            &mut errors,
            "reach",
            &say!("joining-how-they-are-reached"),
            &new.reach,
            200,
        );
        let later = |day: Option<NaiveDate>| day.is_some_and(|day| day > today);
        if later(new.asked_on) || later(new.answer.map(|(on, _)| on)) {
            let message = say!("joining-the-day-must-be-today");
            errors.push(FieldError::new("day", message));
        }
        if errors.is_empty() {
            Ok(new)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// A step that a coordinator takes with an applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// They talked.
    Talked,
    /// They were shown how things are done.
    Inducted,
}

impl Taken {
    /// The code of the step.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Talked => "talked",
            Self::Inducted => "inducted",
        }
    }

    /// The step with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Talked, Self::Inducted]
            .into_iter()
            .find(|step| step.as_str() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_questions_follow_each_other_to_the_agreement() {
        let mut asked = vec![Question::You];
        while let Some(next) = asked.last().and_then(|last| last.next()) {
            asked.push(next);
        }
        assert_eq!(asked, Question::ALL);
        for question in Question::ALL {
            assert_eq!(Question::parse(question.as_str()), Some(question));
        }
    }

    #[test]
    fn somebody_without_email_can_be_rung_and_the_other_way_round() {
        let asked = |phone: &str, email: &str| {
            let answers = Answers {
                name: "Leah Osborne".into(),
                phone: phone.into(),
                email: email.into(),
                ..Answers::default()
            };
            answers.wrong(Question::You, 1).len()
        };
        assert_eq!(asked("01632 960161", ""), 0);
        assert_eq!(asked("", "leah@example.org"), 0);
        assert_eq!(asked("", ""), 1);
        assert_eq!(asked("", "leah at example"), 1);
    }

    #[test]
    fn only_the_version_that_holds_can_be_accepted() {
        let accepts = |agreement| {
            let answers = Answers {
                agreement,
                ..Answers::default()
            };
            answers.wrong(Question::Agreement, 2).is_empty()
        };
        assert!(accepts(Some(2)) && !accepts(Some(1)) && !accepts(None));
    }
}
