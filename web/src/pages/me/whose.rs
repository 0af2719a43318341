//! Whose page of details it is: one's own under `/me`, or that of a member who says on the
//! telephone or face to face how it should be.

use axum::response::{IntoResponse, Redirect, Response};
use timebank::MemberId;

use crate::error::Result;
use crate::page::Page;
use crate::words::say;

/// Whose page it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whose {
    /// That of whoever looks.
    Mine(MemberId),
    /// That of a member whom a coordinator helps.
    Theirs(MemberId),
}

impl Whose {
    /// The page of whoever looks.
    pub(crate) fn mine(page: &Page) -> Result<Self> {
        Ok(Self::Mine(page.person()?.id()))
    }

    /// The page of a member, for a coordinator.
    pub(crate) fn theirs(page: &Page, id: MemberId) -> Result<Self> {
        page.coordinator()?;
        Ok(Self::Theirs(id))
    }

    /// Of whom it tells.
    pub(crate) const fn id(self) -> MemberId {
        match self {
            Self::Mine(id) | Self::Theirs(id) => id,
        }
    }

    pub(crate) const fn is_mine(self) -> bool {
        matches!(self, Self::Mine(_))
    }

    /// The address of one of the pages, such as `told`.
    pub(crate) fn path(self, part: &str) -> String {
        match self {
            Self::Mine(_) => format!("/me/{part}"),
            Self::Theirs(id) => format!("/members/{id}/{part}"),
        }
    }

    /// Where the link back leads, and what it says.
    pub(crate) fn back(self, name: &str) -> (String, String) {
        match self {
            Self::Mine(_) => ("/me".to_owned(), say!("me-my-details")),
            Self::Theirs(id) => (format!("/members/{id}"), name.to_owned()),
        }
    }

    /// Back to the page, which says that it is saved.
    pub(crate) fn saved(self, part: &str) -> Response {
        Redirect::to(&format!("{}?done=saved", self.path(part))).into_response()
    }
}
