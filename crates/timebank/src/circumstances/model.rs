//! What somebody speaks, and when they are usually free.

use serde::{Deserialize, Serialize};
use words::say;

use crate::error::{Error, FieldError, Result};
use crate::typed::tidy;

/// So many languages can be named.
const MOST_LANGUAGES: usize = 8;

/// The longest name of a language, in characters.
const MOST_CHARS: usize = 40;

/// A part of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Time {
    /// Mornings from Monday to Friday.
    Mornings,
    /// Afternoons from Monday to Friday.
    Afternoons,
    /// Evenings from Monday to Friday.
    Evenings,
    /// Saturdays and Sundays.
    Weekends,
}

impl Time {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [
        Self::Mornings,
        Self::Afternoons,
        Self::Evenings,
        Self::Weekends,
    ];

    /// Its code in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mornings => "mornings",
            Self::Afternoons => "afternoons",
            Self::Evenings => "evenings",
            Self::Weekends => "weekends",
        }
    }

    /// The time with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|time| time.as_str() == code)
    }

    /// The times among these codes, parted by blanks, in the order of the page.
    pub(crate) fn among(codes: &str) -> Vec<Self> {
        let named = |time: &Self| codes.split(' ').any(|code| code == time.as_str());
        Self::ALL.into_iter().filter(named).collect()
    }
}

/// What one member said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Languages beside that of the place, in the order in which they were said.
    pub languages: Vec<String>,
    /// When they are usually free, in the order of [`Time::ALL`].
    pub times: Vec<Time>,
}

impl Circumstances {
    /// Reads languages as they are typed into one box, parted by commas, semicolons or new lines.
    #[must_use]
    pub fn languages_in(typed: &str) -> Vec<String> {
        let parts = typed.split([',', ';', '\n']).map(tidy);
        parts.filter(|part| !part.is_empty()).collect()
    }

    /// Each language once and beginning with a capital letter, each time once; or a message.
    pub(super) fn checked(&self) -> Result<Self> {
        let mut languages: Vec<String> = Vec::new();
        for language in self
            .languages
            .iter()
            .flat_map(|one| Self::languages_in(one))
        {
            let language = words::sentence(&language);
            let known = |one: &String| one.to_lowercase() == language.to_lowercase();
            if !languages.iter().any(known) {
                languages.push(language);
            }
        }
        let refused = |message: String| {
            let error = FieldError::new("languages", message);
            Err(Error::Invalid(vec![error]))
        };
        if languages.len() > MOST_LANGUAGES {
            return refused(say!("circumstances-too-many"));
        }
        if languages.iter().any(|one| one.chars().count() > MOST_CHARS) {
            return refused(say!("circumstances-no-language"));
        }
        let said = |time: &Time| self.times.contains(time);
        Ok(Self {
            languages,
            times: Time::ALL.into_iter().filter(said).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for time in Time::ALL {
            assert_eq!(Time::parse(time.as_str()), Some(time));
        }
        assert_eq!(
            Time::among("weekends mornings noon"),
            [Time::Mornings, Time::Weekends]
        );
    }

    #[test]
    fn languages_are_typed_into_one_box_and_kept_once() {
        let typed = " welsh, Polish;polish\n\nbritish Sign Language,";
        let said = Circumstances {
            languages: Circumstances::languages_in(typed),
            times: vec![Time::Weekends, Time::Mornings, Time::Weekends],
        };
        let kept = said.checked().unwrap();
        assert_eq!(kept.languages, ["Welsh", "Polish", "British Sign Language"]);
        assert_eq!(kept.times, [Time::Mornings, Time::Weekends]);
    }

    #[test]
    fn a_sentence_is_no_language() {
        let said = |languages: &str| Circumstances {
            languages: Circumstances::languages_in(languages),
            times: Vec::new(),
        };
        let sentence = said("I speak a little Welsh and I would like to learn Polish");
        assert!(sentence.checked().is_err());
        assert!(said("a,b,c,d,e,f,g,h,i").checked().is_err());
    }
}
