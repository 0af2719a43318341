//! The questions and their order: a member's own five, and a coordinator's six.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use timebank::DraftId;

use super::answers::Answers;
use crate::app::App;
use crate::error::WebError;

/// For whom hours are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A member's own.
    Own,
    /// A coordinator's, for somebody else.
    ForSomebody,
}

/// One page of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Who told, and how.
    Told,
    /// I helped somebody, or somebody helped me.
    Way,
    /// The other one.
    Who,
    /// Who helped.
    Giver,
    /// Who was helped.
    Receiver,
    /// What was done.
    What,
    /// On which day.
    When,
    /// For how long.
    Length,
}

impl Mode {
    /// The questions, in their order.
    pub(super) const fn questions(self) -> &'static [Question] {
        match self {
            Self::Own => &[
                Question::Way,
                Question::Who,
                Question::What,
                Question::When,
                Question::Length,
            ],
            Self::ForSomebody => &[
                Question::Told,
                Question::Giver,
                Question::Receiver,
                Question::What,
                Question::When,
                Question::Length,
            ],
        }
    }

    /// Where its pages begin.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Own => "/log-hours",
            Self::ForSomebody => "/enter-hours",
        }
    }

    /// The kind of its drafts.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Own => "hours",
            Self::ForSomebody => "hours for somebody",
        }
    }

    /// The question with this address, where it belongs to these pages.
    pub(super) fn question(self, slug: &str) -> Option<Question> {
        let known = self.questions().iter();
        known.copied().find(|question| question.slug() == slug)
    }

    /// The place of a question, from 1.
    pub(super) fn place(self, question: Question) -> usize {
        let before = self
            .questions()
            .iter()
            .take_while(|known| **known != question);
        before.count() + 1
    }

    /// The question before this one.
    pub(super) fn before(self, question: Question) -> Option<Question> {
        let place = self.place(question).checked_sub(2)?;
        self.questions().get(place).copied()
    }

    /// The first question that has no answer yet.
    pub(super) fn unanswered(self, answers: &Answers) -> Option<Question> {
        let mut questions = self.questions().iter().copied();
        questions.find(|question| !answers.has(*question))
    }

    /// Where to go on: the first question without an answer, else the page to check them all.
    pub(super) fn next(self, id: DraftId, answers: &Answers) -> String {
        match self.unanswered(answers) {
            Some(question) => self.address(id, question),
            None => format!("{}/{id}/check", self.path()),
        }
    }

    /// The address of a question.
    pub(super) fn address(self, id: DraftId, question: Question) -> String {
        format!("{}/{id}/{}", self.path(), question.slug())
    }
}

/// The same handlers serve both: the address says for whom.
impl FromRequestParts<App> for Mode {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, WebError> {
        let path = parts.uri.path();
        let found = [Self::Own, Self::ForSomebody]
            .into_iter()
            .find(|mode| path.starts_with(mode.path()));
        found.ok_or_else(WebError::not_found)
    }
}

impl Question {
    /// The last part of its address.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Told => "who-told",
            Self::Way => "way",
            Self::Who => "who",
            Self::Giver => "who-helped",
            Self::Receiver => "who-was-helped",
            Self::What => "what",
            Self::When => "when",
            Self::Length => "how-long",
        }
    }

    /// Whether somebody is chosen.
    pub(super) const fn is_about_a_person(self) -> bool {
        matches!(self, Self::Who | Self::Giver | Self::Receiver)
    }

    /// The question at which a refusal of this field is put right.
    pub(super) fn of_field(mode: Mode, field: &str) -> Self {
        match (field, mode) {
            ("category" | "description" | "note", _) => Self::What,
            ("done_on", _) => Self::When,
            ("minutes", _) => Self::Length,
            (_, Mode::Own) => Self::Who,
            (_, Mode::ForSomebody) => Self::Giver,
        }
    }
}
