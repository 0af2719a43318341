//! What goes wrong between a request and its answer, and what the person is told.
//!
//! **Shape.** Handlers of pages and of the API return the same [`WebError`]. As a response it is
//! a bare status that carries a [`Refusal`]; the outermost layer ([`crate::dress`]) turns that into
//! an HTML page with the bank's own header and footer, or into `application/problem+json`
//! (RFC 9457), by the kind of address that was asked for. So an error looks the same wherever it
//! arose: in a command, in an extractor, in the policy or in a layer.
//!
//! **Rule.** The person's sentence and the log's cause are different strings. A cause never
//! reaches a person; it is logged once, with the request's id, which the person can read out.

use std::fmt;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rusqlite::ErrorCode;
use timebank::{Error, Kind};

use crate::forms::FieldError;
pub use crate::problem::Problem;

/// The result of a handler.
pub type Result<T> = std::result::Result<T, WebError>;

/// Why a request was not answered as it wished.
#[derive(Debug)]
pub struct WebError {
    refusal: Refusal,
}

/// What is told about a [`WebError`]; travels in the response's extensions.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// Which problem it is: the last part of its URI in problem details, and its page.
    pub problem: Problem,
    /// A sentence for the person, where there is one of its own.
    pub sentence: Option<String>,
    /// Messages at fields.
    pub fields: Vec<FieldError>,
    /// Seconds after which another try makes sense.
    pub retry_after: Option<u32>,
    /// What happened, for the log only.
    pub cause: Option<Arc<str>>,
}

impl WebError {
    fn new(problem: Problem) -> Self {
        Self {
            refusal: Refusal {
                status: problem.status(),
                problem,
                sentence: None,
                fields: Vec::new(),
                retry_after: None,
                cause: None,
            },
        }
    }

    pub(crate) fn saying(mut self, sentence: impl Into<String>) -> Self {
        self.refusal.sentence = Some(sentence.into());
        self
    }

    fn because(mut self, cause: impl fmt::Display) -> Self {
        self.refusal.cause = Some(cause.to_string().into());
        self
    }

    const fn after(mut self, seconds: u32) -> Self {
        self.refusal.retry_after = Some(seconds);
        self
    }

    /// No such page or thing.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Problem::NotFound)
    }

    /// The address exists, but not for this method.
    #[must_use]
    pub fn method_not_allowed() -> Self {
        Self::new(Problem::MethodNotAllowed)
    }

    /// Nobody is signed in.
    #[must_use]
    pub fn sign_in_needed() -> Self {
        Self::new(Problem::SignInNeeded)
    }

    /// Signed in, but not for this; the sentence says why.
    #[must_use]
    pub fn forbidden(sentence: impl Into<String>) -> Self {
        Self::new(Problem::Forbidden).saying(sentence)
    }

    /// A form that another site sent.
    #[must_use]
    pub fn cross_site() -> Self {
        Self::new(Problem::CrossSite)
    }

    /// Fields that cannot stand. A page shows its form again instead of returning this; it is
    /// what the API answers.
    #[must_use]
    pub fn fields(errors: impl IntoIterator<Item = FieldError>) -> Self {
        let mut error = Self::new(Problem::Fields);
        error.refusal.fields = errors.into_iter().collect();
        error
    }

    /// Overtaken by another change; the sentence says how it stands now.
    #[must_use]
    pub fn conflict(sentence: impl Into<String>) -> Self {
        Self::new(Problem::Conflict).saying(sentence)
    }

    /// A request that an extractor could not read.
    #[must_use]
    pub fn unreadable(status: StatusCode, cause: impl fmt::Display) -> Self {
        let problem = match status {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
            _ => Problem::Unreadable,
        };
        let mut error = Self::new(problem).because(cause);
        if status.is_client_error() {
            error.refusal.status = status;
        }
        error
    }

    /// Too many tries from one address or for one account.
    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        Self::new(Problem::TooMany).after(seconds)
    }

    /// A request for a host that is not this bank's.
    #[must_use]
    pub fn misdirected() -> Self {
        Self::new(Problem::Misdirected)
    }

    /// Too much at once.
    #[must_use]
    pub fn busy() -> Self {
        Self::new(Problem::Busy).after(2)
    }

    /// An answer that took longer than anybody waits.
    #[must_use]
    pub fn slow() -> Self {
        Self::new(Problem::Busy)
            .after(10)
            .because("the handler took too long")
    }

    /// The bank no longer writes.
    #[must_use]
    pub fn stopped() -> Self {
        Self::new(Problem::Stopped).because("the bank has stopped writing")
    }

    /// What SQLite could not do: for want of room, of a disk that answers, or by our mistake.
    #[must_use]
    pub fn machine(cause: &rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::new(Problem::DiskFull).after(60).because(cause),
            Some(
                ErrorCode::SystemIoFailure
                | ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::CannotOpen
                | ErrorCode::ReadOnly,
            ) => Self::new(Problem::DiskFailed).after(10).because(cause),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::busy().because(cause)
            }
            _ => Self::internal(cause),
        }
    }

    /// A fault; `cause` goes to the log and nowhere else.
    #[must_use]
    pub fn internal(cause: impl fmt::Display) -> Self {
        Self::new(Problem::Internal).because(cause)
    }

    /// Which problem this is.
    #[must_use]
    pub const fn problem(&self) -> Problem {
        self.refusal.problem
    }

    /// The sentence for the person, where there is one of its own.
    #[must_use]
    pub fn sentence(&self) -> Option<&str> {
        self.refusal.sentence.as_deref()
    }

    /// The refusal that somebody was told before.
    pub(crate) fn again(
        problem: Problem,
        sentence: Option<String>,
        fields: Vec<FieldError>,
    ) -> Self {
        let mut error = Self::new(problem);
        error.refusal.sentence = sentence;
        error.refusal.fields = fields;
        error
    }

    /// The messages at fields; none unless the problem is [`Problem::Fields`].
    pub(crate) fn fields_refused(&self) -> &[FieldError] {
        &self.refusal.fields
    }

    /// The same, with what the book said, figures and all: for those who may see every account.
    #[must_use]
    pub fn with_figures(mut self) -> Self {
        if self.refusal.problem == Problem::RefusedByBook {
            self.refusal.sentence = self.refusal.cause.as_deref().map(str::to_owned);
        }
        self
    }

    /// The messages at fields, where the problem is [`Problem::Fields`]. A handler that shows its
    /// form again takes them with this and returns every other error.
    pub fn into_fields(self) -> std::result::Result<Vec<FieldError>, Self> {
        if self.refusal.problem == Problem::Fields {
            Ok(self.refusal.fields)
        } else {
            Err(self)
        }
    }
}

impl From<Error> for WebError {
    fn from(error: Error) -> Self {
        match (error.kind(), error) {
            (Kind::NotFound, error) => Self::not_found().because(error),
            (Kind::Forbidden, error) => Self::forbidden(error.to_string()),
            (Kind::Conflict, error) => Self::conflict(error.to_string()),
            (_, Error::Invalid(fields)) => Self::fields(fields.into_iter().map(Into::into)),
            (Kind::Rejected, error) => Self::new(Problem::RefusedByBook).because(error),
            (_, Error::Broken(cause)) => Self::stopped().because(cause),
            (_, Error::Database(cause)) => Self::machine(&cause),
            (_, error) => Self::internal(error),
        }
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.refusal.status.into_response();
        response.extensions_mut().insert(self.refusal);
        response
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn sqlite(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None)
    }

    #[test]
    fn each_kind_of_refusal_has_its_status() {
        for (error, status) in [
            (Error::NotFound("The exchange"), 404),
            (Error::forbidden("Only a coordinator can do this."), 403),
            (Error::field("minutes", "Enter how long it took"), 422),
            (Error::Conflict("It was approved by Nia Bevan.".into()), 409),
            (Error::Database(rusqlite::Error::InvalidQuery), 500),
            (Error::Database(sqlite(ffi::SQLITE_FULL)), 507),
            (Error::Database(sqlite(ffi::SQLITE_IOERR_READ)), 503),
        ] {
            assert_eq!(
                WebError::from(error).into_response().status().as_u16(),
                status
            );
        }
        assert_eq!(
            WebError::busy().into_response().status(),
            StatusCode::SERVICE_UNAVAILABLE
        );
    }

    #[test]
    fn what_the_machine_said_is_a_cause_and_never_a_sentence() {
        let error = WebError::from(Error::Database(rusqlite::Error::InvalidQuery));
        assert_eq!(error.refusal.sentence, None);
        assert!(error.refusal.cause.is_some());
    }

    #[test]
    fn field_errors_can_be_shown_at_their_fields_again() {
        let error = WebError::from(Error::field("minutes", "Enter how long it took"));
        let fields = error.into_fields().unwrap();
        assert_eq!(
            fields,
            [FieldError::new("minutes", "Enter how long it took")]
        );
        assert!(WebError::busy().into_fields().is_err());
    }

    #[test]
    fn a_body_that_is_too_large_keeps_its_status() {
        let error = WebError::unreadable(StatusCode::PAYLOAD_TOO_LARGE, "length limit exceeded");
        assert_eq!(error.problem(), Problem::TooLarge);
        assert_eq!(
            error.into_response().status(),
            StatusCode::PAYLOAD_TOO_LARGE
        );
    }
}
