//! Surveys and sheets as plain data.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use words::say;

use super::items::{Item, LONELINESS, LONELY, SWEMWBS, Scale, WELLBEING};
use crate::ids::{MemberId, SurveyId};

/// What a survey is to ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewSurvey {
    /// What coordinators and members call it.
    pub name: String,
    /// The four questions on well-being of the Office for National Statistics.
    pub wellbeing: bool,
    /// The four questions on loneliness.
    pub loneliness: bool,
    /// The reference of a licence for SWEMWBS; without one it is not asked.
    pub licence: String,
    /// The bank’s own questions: 0 to 10, or yes and no.
    pub own: Vec<(String, OwnKind)>,
}

/// What can be answered to a bank’s own question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnKind {
    /// 0, not at all, to 10, completely.
    Scale,
    /// Yes or no.
    YesNo,
}

impl OwnKind {
    /// The word in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            OwnKind::Scale => "scale",
            OwnKind::YesNo => "yes_no",
        }
    }

    /// The kind of a word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<OwnKind> {
        [OwnKind::Scale, OwnKind::YesNo]
            .into_iter()
            .find(|kind| kind.as_str() == word)
    }
}

/// A survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// Its number.
    pub id: SurveyId,
    /// What it is called.
    pub name: String,
    /// Whether it asks the four on well-being.
    pub wellbeing: bool,
    /// Whether it asks the four on loneliness.
    pub loneliness: bool,
    /// The reference of a licence for SWEMWBS; empty where it is not asked.
    pub licence: String,
    /// The bank’s own questions, with their codes.
    pub own: Vec<Item>,
    /// Whether answers are still taken.
    pub open: bool,
}

impl Survey {
    /// Every question, in the order in which they are asked.
    #[must_use]
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if self.wellbeing {
            let asked = WELLBEING.map(|(code, text)| Item::new(code, text, Scale::ZeroToTen));
            items.extend(asked);
        }
        if self.loneliness {
            let asked = LONELINESS.map(|(code, text)| Item::new(code, text, Scale::HowOften));
            items.extend(asked);
            items.push(Item::new(LONELY.0, LONELY.1, Scale::HowLonely));
        }
        if !self.licence.is_empty() {
            for (place, code) in (1..).zip(SWEMWBS) {
                let text = say!("survey-question-of-your-licensed-copy", place = place);
                items.push(Item::new(code, &text, Scale::OneToFive));
            }
        }
        items.extend(self.own.iter().cloned());
        items
    }
}

/// Whether somebody answers for the first time or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wave {
    /// The first time, before or soon after they joined.
    First,
    /// Again, some months later.
    Again,
}

impl Wave {
    /// The word in the file and in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Wave::First => "first",
            Wave::Again => "again",
        }
    }

    /// The wave of a word, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Wave> {
        [Wave::First, Wave::Again]
            .into_iter()
            .find(|wave| wave.as_str() == word)
    }
}

/// What somebody answered: the code of each question, and nothing where they would rather not say.
pub type Answers = BTreeMap<String, Option<i64>>;

/// What one member answered once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Which survey.
    pub survey: SurveyId,
    /// Who. Figures only bring the two times together by it.
    pub member: MemberId,
    /// The first time, or again.
    pub wave: Wave,
    /// The day.
    pub answered_on: NaiveDate,
    /// They would rather not take part; there are no answers then.
    pub declined: bool,
    /// The answers.
    pub answers: Answers,
}
