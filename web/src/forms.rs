//! A form as it was typed, and what is wrong with it.
//!
//! **Shape.** [`Form`] keeps every answer as the raw text that arrived, so that a page shown
//! again shows what the person wrote; [`parse_duration`] and [`parse_day`] turn text into values
//! or into one [`FieldError`]. A handler reads fields, collects errors with [`Form::refuse`], and
//! either acts on the values or renders the same page with status 422.
//!
//! **Limits.** No HTML here: the macros of `templates/components/forms.html` read a `Form`. Only
//! the shape of an answer is judged; what the community allows is decided by `timebank`, whose
//! field errors join the form through [`Form::refuse_all`].
//!
//! **Words.** Empty: an instruction ("Enter how long it took"). Wrong: a description ("How long
//! it took must be 24 hours or less"). Never "please", "sorry", "invalid" or "required".

mod day;
mod duration;

use axum::extract::{FromRequest, Request};
use axum_extra::extract::Form as UrlEncoded;

pub use self::day::{DayQuestion, parse_day};
pub use self::duration::{DurationQuestion, parse_duration};

use crate::error::WebError;

/// One thing to put right, said in the summary and again at its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The `name` of the field, which is also its `id` in the page.
    pub field: String,
    /// What to do, or what is wrong.
    pub message: String,
}

impl FieldError {
    /// A message at a field.
    #[must_use]
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

impl From<timebank::FieldError> for FieldError {
    fn from(error: timebank::FieldError) -> Self {
        Self::new(error.field, error.message)
    }
}

/// The answers as typed, and the errors found in them. A new form is blank and has none.
#[derive(Clone, Debug, Default)]
pub struct Form {
    answers: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Form {
    /// A blank form.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The form with an answer already in it, for pages that change something that exists.
    #[must_use]
    pub fn with(mut self, field: &str, answer: impl Into<String>) -> Self {
        self.set(field, answer);
        self
    }

    /// The form with one more answer of this name, as of several boxes ticked.
    #[must_use]
    pub fn also(mut self, field: &str, answer: impl Into<String>) -> Self {
        self.answers.push((field.to_owned(), answer.into()));
        self
    }

    /// Puts one answer in place of whatever was there.
    pub fn set(&mut self, field: &str, answer: impl Into<String>) {
        self.answers.retain(|(name, _)| name != field);
        self.answers.push((field.to_owned(), answer.into()));
    }

    /// What was typed, character by character; empty where nothing was.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.answers
            .iter()
            .find(|(name, _)| name == field)
            .map_or("", |(_, answer)| answer)
    }

    /// What was typed, without the spaces around it and with runs of spaces made one.
    #[must_use]
    pub fn text(&self, field: &str) -> String {
        self.value(field)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What was typed over several lines: line ends are made alike, blank ends are cut.
    #[must_use]
    pub fn lines(&self, field: &str) -> String {
        self.value(field).replace("\r\n", "\n").trim().to_owned()
    }

    /// All answers of one name, as from a set of boxes ticked.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.answers
            .iter()
            .filter(move |(name, _)| name == field)
            .map(|(_, answer)| &**answer)
    }

    /// Whether a radio or a box of this name and value was chosen.
    #[must_use]
    pub fn chose(&self, field: &str, value: &str) -> bool {
        self.all(field).any(|answer| answer == value)
    }

    /// Whether a field or button of this name was sent at all.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.answers.iter().any(|(name, _)| name == field)
    }

    /// Every answer, in the order of the page, for keeping a draft.
    #[must_use]
    pub fn answers(&self) -> &[(String, String)] {
        &self.answers
    }

    /// Records that a field cannot stand.
    pub fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError::new(field, message));
    }

    /// Records the field errors of a refused command.
    pub fn refuse_all<E: Into<FieldError>>(&mut self, errors: impl IntoIterator<Item = E>) {
        self.errors.extend(errors.into_iter().map(Into::into));
    }

    /// Takes a parsed value, or records why there is none.
    pub fn take<T>(&mut self, parsed: Result<T, FieldError>) -> Option<T> {
        parsed.map_err(|error| self.errors.push(error)).ok()
    }

    /// What was typed in a field that must be filled in; `ask` is said where it is empty.
    pub fn ask(&mut self, field: &str, ask: impl Into<String>) -> Option<String> {
        let typed = self.text(field);
        if typed.is_empty() {
            self.refuse(field, ask);
            return None;
        }
        Some(typed)
    }

    /// The message at one field, if it has one.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| &*error.message)
    }

    /// The message of a question made of several fields: the first that has one.
    #[must_use]
    pub fn error_in(&self, fields: &[&str]) -> Option<&str> {
        fields.iter().find_map(|field| self.error(field))
    }

    /// All messages, in the order in which they were found.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether nothing has been refused.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.errors.is_empty()
    }
}

impl FromIterator<(String, String)> for Form {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(answers: I) -> Self {
        Self {
            answers: answers.into_iter().collect(),
            errors: Vec::new(),
        }
    }
}

/// Reads a posted form (`POST`) or the query of a list (`GET`).
impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebError> {
        let UrlEncoded(answers) = UrlEncoded::<Vec<(String, String)>>::from_request(request, state)
            .await
            .map_err(|rejection| WebError::unreadable(rejection.status(), &rejection))?;
        Ok(answers.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answers: &[(&str, &str)]) -> Form {
        answers
            .iter()
            .map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned()))
            .collect()
    }

    #[test]
    fn answers_are_kept_exactly_as_typed() {
        let form = typed(&[("title", "  Dig  over\u{a0}two beds ")]);
        assert_eq!(form.value("title"), "  Dig  over\u{a0}two beds ");
        assert_eq!(form.text("title"), "Dig over two beds");
        assert_eq!(form.value("elsewhere"), "");
    }

    #[test]
    fn boxes_of_one_name_are_all_kept() {
        let form = typed(&[("exchange", "a"), ("exchange", "b"), ("all", "1")]);
        assert_eq!(form.all("exchange").collect::<Vec<_>>(), ["a", "b"]);
        assert!(form.chose("exchange", "b") && !form.chose("exchange", "c"));
        assert!(form.has("all") && !form.has("none"));
    }

    #[test]
    fn an_error_stands_in_the_summary_and_at_its_field() {
        let mut form = typed(&[("title", " ")]);
        assert_eq!(form.ask("title", "Enter a title"), None);
        assert!(!form.is_clean());
        assert_eq!(form.error("title"), Some("Enter a title"));
        assert_eq!(form.error_in(&["details", "title"]), Some("Enter a title"));
        assert_eq!(form.errors().len(), 1);
        assert_eq!(form.error("details"), None);
    }

    #[test]
    fn lines_of_a_long_answer_are_kept() {
        let form = typed(&[("details", "\r\nOne\r\n\r\nTwo  \r\n")]);
        assert_eq!(form.lines("details"), "One\n\nTwo");
    }

    #[test]
    fn a_form_can_begin_with_what_is_known() {
        let form = Form::new()
            .with("title", "Knitting")
            .with("title", "Sewing");
        assert_eq!(form.value("title"), "Sewing");
        assert_eq!(form.answers().len(), 1);
    }
}
