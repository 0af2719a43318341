//! Whose page of details it is: one's own under `/me`, or that of a member who says on the
//! telephone or face to face how it should be.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::MemberId;

use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::session::Visitor;
use crate::words::say;

/// Whose page it is, by its address: `/me/told` or `/members/{id}/told`. One handler serves both,
/// and chooses the command by it.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// That of whoever looks.
    Mine(MemberId),
    /// That of a member whom a coordinator helps.
    Theirs(MemberId),
}

impl Whose {
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

impl FromRequestParts<App> for Whose {
    type Rejection = WebError;

    /// Refused to somebody who is not signed in, and to whoever is no coordinator where it is the
    /// page of a member.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = parts.extensions.get::<Visitor>();
        let person = visitor
            .and_then(Visitor::person)
            .ok_or_else(WebError::sign_in_needed)?;
        if !parts.uri.path().starts_with("/members/") {
            return Ok(Self::Mine(person.id()));
        }
        person.coordinator()?;
        let Path(id) = Path::from_request_parts(parts, app).await?;
        Ok(Self::Theirs(id))
    }
}
