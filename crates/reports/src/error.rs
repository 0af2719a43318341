//! What can go wrong when a file is written out.

use std::io;

/// The result of writing a file.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a file could not be written to its end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The bank could not be read, or what was asked for does not exist.
    #[error(transparent)]
    Bank(#[from] timebank::Error),
    /// The file could not be written.
    #[error("the file could not be written: {0}")]
    Write(#[from] io::Error),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Error {
        Error::Bank(error.into())
    }
}

impl From<csv::Error> for Error {
    fn from(error: csv::Error) -> Error {
        Error::Write(error.into())
    }
}

impl From<rust_xlsxwriter::XlsxError> for Error {
    fn from(error: rust_xlsxwriter::XlsxError) -> Error {
        Error::Write(io::Error::other(error))
    }
}
