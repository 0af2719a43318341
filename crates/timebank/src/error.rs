//! What can go wrong with a command, in the words of the community.
//!
//! The crate above asks for [`Error::kind`] and turns it into a status; the sentences here may
//! be shown to the person who acted, and are made in their language (see [`words`]). Failures of
//! the file are kept apart and never shown.

use std::fmt;

use rusqlite::ErrorCode;

/// The result of a command or query.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a command was refused. Nothing was changed when it is returned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// What was named does not exist, or not for this person. Its name is for the log and the
    /// command line, in English; a person is shown the page of that problem.
    #[error("{0} was not found")]
    NotFound(&'static str),
    /// The person may not do this; the sentence says why.
    #[error("{0}")]
    Forbidden(String),
    /// Something typed cannot stand; one message per field.
    #[error("{}", Fields(.0))]
    Invalid(Vec<FieldError>),
    /// The subject has changed since it was looked at; the sentence says how it stands now.
    #[error("{0}")]
    Conflict(String),
    /// The book refused the transfer.
    #[error("{0}")]
    Rejected(ledger::Rejection),
    /// The file refuses what the book’s own rules allowed: the book and the program disagree, and
    /// neither can be trusted until somebody has looked.
    #[error("the book and the program disagree")]
    Broken(#[source] rusqlite::Error),
    /// The file could not be read or written.
    #[error("the bank’s file could not be read or written")]
    Database(#[source] rusqlite::Error),
}

/// What kind of refusal an [`Error`] is: all that a caller needs to choose a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No such thing.
    NotFound,
    /// Not allowed.
    Forbidden,
    /// Something typed cannot stand.
    Invalid,
    /// Overtaken by another change.
    Conflict,
    /// Refused by the book.
    Rejected,
    /// A rule of the book was found broken: nothing more is to be written.
    Broken,
    /// A failure of the machine, not of the person.
    Internal,
}

impl Error {
    /// What kind of refusal this is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::NotFound(_) => Kind::NotFound,
            Self::Forbidden(_) => Kind::Forbidden,
            Self::Invalid(_) => Kind::Invalid,
            Self::Conflict(_) => Kind::Conflict,
            Self::Rejected(_) => Kind::Rejected,
            Self::Broken(_) => Kind::Broken,
            Self::Database(_) => Kind::Internal,
        }
    }

    /// A refusal for somebody who may not do this; the sentence says why.
    pub fn forbidden(sentence: impl Into<String>) -> Self {
        Self::Forbidden(sentence.into())
    }

    /// A refusal of one field.
    pub fn field(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<ledger::PostError> for Error {
    fn from(error: ledger::PostError) -> Self {
        match error {
            ledger::PostError::Rejected(rejection) => Self::Rejected(rejection),
            // Everything was asked before it was written, so no constraint can be in the way.
            ledger::PostError::Database(error)
                if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) =>
            {
                Self::Broken(error)
            }
            ledger::PostError::Database(error) => Self::Database(error),
        }
    }
}

impl From<ledger::Rejection> for Error {
    fn from(rejection: ledger::Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

/// One field that cannot stand, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in forms and in JSON.
    pub field: &'static str,
    /// What to do: "Enter how long it took".
    pub message: String,
}

impl FieldError {
    /// A message at a field.
    pub fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

struct Fields<'a>(&'a [FieldError]);

impl fmt::Display for Fields<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("; ")?;
            }
            formatter.write_str(&error.message)?;
        }
        Ok(())
    }
}
