//! Joining, for people who have no account yet: the public page of the bank, and an application
//! behind a link of its own.
//!
//! The address of an application is a secret, as that of an invitation is: it is told to no other
//! page, kept by no browser cache, and the file holds its hash only.

mod check;
mod front;
mod question;
mod standing;

pub use self::check::{check, send};
pub use self::front::{begin, front};
pub use self::question::{answer, ask};
pub use self::standing::{ask_to_withdraw, standing, withdraw};

use axum::http::header;
use axum::response::{IntoResponse, Response};
use timebank::access::Secret;
use timebank::joining::{self, Application};

use crate::app::App;
use crate::error::{Result, WebError};

/// The application of a link, with the secret that leads to it.
async fn of_link(app: &App, token: &str) -> Result<(Secret, Application)> {
    let secret = Secret::parse(token).ok_or_else(WebError::not_found)?;
    let sought = secret.clone();
    let found = app
        .read(move |conn| joining::with_secret(conn, &sought))
        .await?;
    let application = found.ok_or_else(WebError::not_found)?;
    Ok((secret, application))
}

/// The address of this page is told to nobody, and the page is kept by nobody.
fn private(response: Response) -> Response {
    let headers = [
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, response).into_response()
}
