//! The problems a person or a program can be told about, and their words.
//!
//! A page shows the title and sentences of its own ([`crate::pages::errors`]); the API names the
//! problem by an address that leads to its explanation ([`crate::pages::problems`]).

use axum::http::StatusCode;

use crate::words::say;

/// The problems a person or program can be told about, each documented under its own URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No such page or thing, or not for this person.
    NotFound,
    /// The address knows other methods.
    MethodNotAllowed,
    /// Nobody is signed in, or the token is not known.
    SignInNeeded,
    /// Signed in, but not for this.
    Forbidden,
    /// A form sent from another site.
    CrossSite,
    /// Fields that cannot stand.
    Fields,
    /// Overtaken by another change.
    Conflict,
    /// Refused by the book.
    RefusedByBook,
    /// The request could not be read.
    Unreadable,
    /// More than is read in one request.
    TooLarge,
    /// Too many tries.
    TooMany,
    /// A name that is not this bank's.
    Misdirected,
    /// Too much at once; come again.
    Busy,
    /// The bank has stopped writing.
    Stopped,
    /// No room on the disk.
    DiskFull,
    /// The disk did not do what it was told.
    DiskFailed,
    /// A fault in the program.
    Internal,
}

impl Problem {
    /// All problems.
    pub const ALL: [Self; 17] = [
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::SignInNeeded,
        Self::Forbidden,
        Self::CrossSite,
        Self::Fields,
        Self::Conflict,
        Self::RefusedByBook,
        Self::Unreadable,
        Self::TooLarge,
        Self::TooMany,
        Self::Misdirected,
        Self::Busy,
        Self::Stopped,
        Self::DiskFull,
        Self::DiskFailed,
        Self::Internal,
    ];

    /// The name in the problem's URI.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::SignInNeeded => "sign-in-needed",
            Self::Forbidden => "forbidden",
            Self::CrossSite => "cross-site",
            Self::Fields => "fields",
            Self::Conflict => "conflict",
            Self::RefusedByBook => "refused-by-book",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::Misdirected => "misdirected",
            Self::Busy => "busy",
            Self::Stopped => "stopped",
            Self::DiskFull => "disk-full",
            Self::DiskFailed => "disk-failed",
            Self::Internal => "internal",
        }
    }

    /// The title: of the problem in the API, of the page in a browser.
    #[must_use]
    pub fn title(self) -> String {
        match self {
            Self::NotFound => say!("problem-title-not-found"),
            Self::MethodNotAllowed => say!("problem-title-method-not-allowed"),
            Self::SignInNeeded => say!("problem-title-sign-in-needed"),
            Self::Forbidden => say!("problem-title-forbidden"),
            Self::CrossSite => say!("problem-title-cross-site"),
            Self::Fields => say!("problem-title-fields"),
            Self::Conflict => say!("problem-title-conflict"),
            Self::RefusedByBook => say!("problem-title-refused-by-book"),
            Self::Unreadable => say!("problem-title-unreadable"),
            Self::TooLarge => say!("problem-title-too-large"),
            Self::TooMany => say!("problem-title-too-many"),
            Self::Misdirected => say!("problem-title-misdirected"),
            Self::Busy => say!("problem-title-busy"),
            Self::Stopped => say!("problem-title-stopped"),
            Self::DiskFull => say!("problem-title-disk-full"),
            Self::DiskFailed => say!("problem-title-disk-failed"),
            Self::Internal => say!("problem-title-internal"),
        }
    }

    /// The title in problem details, where that of the page speaks of pages.
    #[must_use]
    pub fn api_title(self) -> String {
        match self {
            Self::NotFound => say!("problem-api-not-found"),
            Self::Forbidden => say!("problem-api-forbidden"),
            Self::SignInNeeded => say!("problem-api-sign-in-needed"),
            other => other.title(),
        }
    }

    /// What it means to whoever writes a program; in English, as the whole of the API.
    #[must_use]
    pub const fn for_programs(self) -> &'static str {
        match self {
            Self::NotFound => {
                "Nothing has this address or id, or not for this token. Things of other \
                 people read the same as things that do not exist."
            }
            Self::MethodNotAllowed => {
                "The address exists, but not with this method. The Allow header names those \
                 it knows."
            }
            Self::SignInNeeded => {
                "The request has no bearer token, or the token is unknown, over, or taken \
                 back. Cookies do not count."
            }
            Self::Forbidden => {
                "The token’s member may not do this: another role is needed, or an active \
                 membership, or somebody who took no part in the exchange. The detail says \
                 which."
            }
            Self::CrossSite => "A browser sent this from a page of another site.",
            Self::Fields => {
                "Something in the body cannot stand. The errors name each field and say \
                 what to do."
            }
            Self::Conflict => {
                "The thing has changed since it was read, or the id was used before for \
                 something else. Read it again and decide."
            }
            Self::RefusedByBook => {
                "The book did not take the transfer: it would pass a limit, or an account \
                 is closed. Nothing was written."
            }
            Self::Unreadable => "The body or the query could not be read. The detail says where.",
            Self::TooLarge => "The body is larger than 64 KiB.",
            Self::TooMany => {
                "Too many tries. The Retry-After header says when the next one is looked \
                 at."
            }
            Self::Misdirected => "The Host header does not name this timebank.",
            Self::Busy => {
                "Too much at once. Send the same again, with the same id, after the seconds \
                 in Retry-After: it is written once."
            }
            Self::Stopped => {
                "The bank can be read but writes nothing until somebody has looked at its \
                 disk."
            }
            Self::DiskFull => {
                "The bank’s disk is full, and nothing was written. Reading goes on. Send the same \
                 again, with the same id, once there is room."
            }
            Self::DiskFailed => {
                "The bank’s disk failed. Whether the change was written is not known: send the \
                 same again, with the same id, and it is written once. The program ends after \
                 such a fault and reads its disk anew when it is started again."
            }
            Self::Internal => {
                "A fault in the program. Whether the change was written is not known: send \
                 the same again, with the same id."
            }
        }
    }

    /// The status it is answered with.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::CrossSite => StatusCode::FORBIDDEN,
            Self::Fields => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Conflict | Self::RefusedByBook => StatusCode::CONFLICT,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Misdirected => StatusCode::MISDIRECTED_REQUEST,
            Self::Busy | Self::Stopped | Self::DiskFailed => StatusCode::SERVICE_UNAVAILABLE,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}
