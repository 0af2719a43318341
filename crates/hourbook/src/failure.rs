//! How a command ends when it did not do what was asked: one clear sentence and an exit code.
//!
//! Whatever caused it, in the words of the machine, goes to the log and not to the sentence.

use std::error::Error as StdError;
use std::process::ExitCode;

use database::backup::BackupError;
use database::lock::LockError;
use database::{OpenError, ReadError, WriteError};

use crate::output::note;

/// Why a command ends early.
#[derive(Debug)]
pub(crate) struct Failure {
    sentence: String,
    code: u8,
}

/// The outcome of a command.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// The command was understood, and could not be done.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self {
            sentence: finished(sentence.into()),
            code: 1,
        }
    }

    /// The command was not understood.
    pub(crate) fn usage(sentence: impl Into<String>) -> Self {
        Self {
            sentence: finished(sentence.into()),
            code: 2,
        }
    }

    /// Everything was said already; only the exit code is left.
    pub(crate) const fn silent() -> Self {
        Self {
            sentence: String::new(),
            code: 1,
        }
    }

    /// The sentence alone.
    #[cfg(test)]
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// Says it on the error stream and gives the exit code.
    pub(crate) fn report(&self) -> ExitCode {
        if !self.sentence.is_empty() {
            note(&self.sentence);
        }
        ExitCode::from(self.code)
    }

    fn caused(sentence: impl Into<String>, cause: &dyn StdError) -> Self {
        let mut source = cause.source();
        while let Some(error) = source {
            tracing::debug!(cause = %error, "what lay behind it");
            source = error.source();
        }
        Self::new(sentence)
    }
}

/// Messages beside a form field have no full stop; a sentence has.
fn finished(mut sentence: String) -> String {
    if sentence.ends_with(|last: char| last.is_alphanumeric() || last == ')') {
        sentence.push('.');
    }
    sentence
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        if let OpenError::Damaged { finding, .. } = &error {
            tracing::debug!(%finding, "what lay behind it");
        }
        Self::caused(error.to_string(), &error)
    }
}

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        if let BackupError::Damaged { finding, .. } = &error {
            tracing::debug!(%finding, "what lay behind it");
        }
        Self::caused(error.to_string(), &error)
    }
}

impl From<LockError> for Failure {
    fn from(error: LockError) -> Self {
        Self::caused(error.to_string(), &error)
    }
}

impl From<timebank::Error> for Failure {
    fn from(error: timebank::Error) -> Self {
        Self::caused(capital(&error.to_string()), &error)
    }
}

impl From<WriteError<timebank::Error>> for Failure {
    fn from(error: WriteError<timebank::Error>) -> Self {
        match error {
            WriteError::Refused(refusal) => refusal.into(),
            other => Self::caused(other.to_string(), &other),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::caused(format!("The answer could not be written: {error}."), &error)
    }
}

impl From<reports::Error> for Failure {
    fn from(error: reports::Error) -> Self {
        match error {
            reports::Error::Bank(refusal) => refusal.into(),
            other @ reports::Error::Write(_) => Self::caused(capital(&other.to_string()), &other),
        }
    }
}

impl From<ReadError<reports::Error>> for Failure {
    fn from(error: ReadError<reports::Error>) -> Self {
        match error {
            ReadError::Refused(refusal) => refusal.into(),
            other => Self::caused(other.to_string(), &other),
        }
    }
}

impl From<ReadError<timebank::Error>> for Failure {
    fn from(error: ReadError<timebank::Error>) -> Self {
        match error {
            ReadError::Refused(refusal) => refusal.into(),
            other => Self::caused(other.to_string(), &other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_told_as_a_whole_sentence() {
        let refusal = timebank::Error::field("name", "Enter the name");
        assert_eq!(Failure::from(refusal).sentence(), "Enter the name.");
        let missing = timebank::Error::Database(rusqlite::Error::QueryReturnedNoRows);
        assert_eq!(
            Failure::from(missing).sentence(),
            "The bank’s file could not be read or written."
        );
    }

    #[test]
    fn a_sentence_that_ends_by_itself_is_left_alone() {
        assert_eq!(Failure::new("Stop it first.").sentence(), "Stop it first.");
        assert_eq!(Failure::new("").sentence(), "");
    }
}
