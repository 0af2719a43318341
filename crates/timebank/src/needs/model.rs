//! What somebody needs to be reached and written to well.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use words::say;

use crate::error::{Error, FieldError, Result};
use crate::ids::MemberId;
use crate::typed::{check_length, tidy};

/// One thing that a member may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Letters of 18 points.
    LargePrint,
    /// Short sentences with pictures.
    EasyRead,
    /// British Sign Language.
    SignLanguage,
    /// Somebody who interprets; which language stands beside it.
    Interpreter,
    /// A call rather than a letter or a mail.
    Call,
}

impl Need {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::LargePrint,
        Self::EasyRead,
        Self::SignLanguage,
        Self::Interpreter,
        Self::Call,
    ];

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LargePrint => "large_print",
            Self::EasyRead => "easy_read",
            Self::SignLanguage => "sign_language",
            Self::Interpreter => "interpreter",
            Self::Call => "call",
        }
    }

    /// The need with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.as_str() == code)
    }
}

/// All that one member needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// What is ticked, in the order of [`Need::ALL`].
    pub ticked: Vec<Need>,
    /// Into which language somebody interprets; only where that is ticked.
    pub interpreter: String,
    /// What else there is to know.
    pub other: String,
    /// Whether the other one of an arranged exchange reads it, too.
    pub shared: bool,
    /// The day on which it is asked again.
    pub review_on: NaiveDate,
}

impl Needs {
    /// Whether something is ticked.
    #[must_use]
    pub fn has(&self, need: Need) -> bool {
        self.ticked.contains(&need)
    }

    /// Whether nothing is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ticked.is_empty() && self.other.is_empty()
    }

    /// With white space tidied and everything once, or a message per field.
    pub(super) fn checked(&self, today: NaiveDate) -> Result<Self> {
        let interpreted = self.has(Need::Interpreter);
        let needs = Self {
            ticked: Need::ALL
                .into_iter()
                .filter(|need| self.has(*need))
                .collect(),
            interpreter: if interpreted {
                tidy(&self.interpreter)
            } else {
                String::new()
            },
            other: tidy(&self.other),
            shared: self.shared,
            review_on: self.review_on,
        };
        let mut errors = Vec::new();
        if interpreted && needs.interpreter.is_empty() {
            errors.push(FieldError::new(
                "interpreter",
                say!("member-enter-the-language"),
            ));
        }
        check_length(
            &mut errors,
            "interpreter",
            &say!("member-the-language"),
            &needs.interpreter,
            60,
        );
        check_length(
            &mut errors,
            "other",
            &say!("member-what-else-there-is"),
            &needs.other,
            400,
        );
        if needs.review_on <= today && !needs.is_empty() {
            errors.push(FieldError::new(
                "review",
                say!("member-choose-when-we-ask-again"),
            ));
        }
        if errors.is_empty() {
            Ok(needs)
        } else {
            Err(Error::Invalid(errors))
        }
    }
}

/// Somebody whose needs are to be asked about again.
#[derive(Clone, Debug)]
pub struct Due {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// Since which day.
    pub review_on: NaiveDate,
}

/// Somebody who wants to be rung, and for whom there is something.
#[derive(Clone, Debug)]
pub struct ToRing {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their telephone number; may be empty.
    pub phone: String,
    /// How many things there are to tell.
    pub things: u32,
    /// Since when the oldest of them waits.
    pub since: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_code_reads_back() {
        for need in Need::ALL {
            assert_eq!(Need::parse(need.as_str()), Some(need));
        }
    }

    #[test]
    fn an_interpreter_needs_a_language_and_nobody_else_keeps_one() {
        let today = day("2026-11-22");
        let needs = Needs {
            ticked: vec![Need::Call, Need::Interpreter, Need::Call],
            review_on: day("2027-11-22"),
            ..Needs::default()
        };
        assert!(needs.checked(today).is_err());
        let polish = Needs {
            interpreter: " Polish ".into(),
            ..needs.clone()
        };
        let checked = polish.checked(today).unwrap();
        assert_eq!(checked.ticked, [Need::Interpreter, Need::Call]);
        assert_eq!(checked.interpreter, "Polish");
        let without = Needs {
            ticked: vec![Need::Call],
            ..polish
        };
        assert_eq!(without.checked(today).unwrap().interpreter, "");
    }

    #[test]
    fn what_is_needed_is_asked_again_on_a_day_to_come() {
        let today = day("2026-11-22");
        let needs = Needs {
            ticked: vec![Need::LargePrint],
            review_on: today,
            ..Needs::default()
        };
        assert!(needs.checked(today).is_err());
    }
}
