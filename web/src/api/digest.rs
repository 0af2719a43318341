//! How often the caller is told what is new.

use axum::extract::State;
use axum::response::Response;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::access::Secret;
use timebank::clock;
use timebank::digest::{self, Often};
use utoipa::ToSchema;

use super::Caller;
use super::change::{Change, Shown};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Json;
use crate::forms::FieldError;

/// How often: `weekly`, `monthly` or `never`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DigestBody {
    /// How often.
    often: String,
}

fn body(often: Option<Often>) -> DigestBody {
    let often = often.map_or("never", Often::as_str).to_owned();
    DigestBody { often }
}

pub(super) async fn get(State(app): State<App>, caller: Caller) -> Result<Json<DigestBody>> {
    let me = caller.person.id();
    let often = app.read(move |conn| digest::of(conn, me)).await?;
    Ok(Json(body(often)))
}

pub(super) async fn choose(
    State(app): State<App>,
    Change { caller, sent, once }: Change<DigestBody>,
) -> Result<Response> {
    let often = Often::parse(&sent.often);
    if often.is_none() && sent.often != "never" {
        let message = "This is weekly, monthly or never";
        return Err(WebError::fields([FieldError::new("often", message)]));
    }
    let (by, moment) = (caller.person, caller.moment);
    let secret = Secret::new(clock::random_bytes());
    let command = move |tx: &Transaction<'_>| {
        digest::choose(tx, &by, often, &secret, &moment)?;
        Ok(often)
    };
    once.answer(&app, command, |often| Shown::changed(body(often)))
        .await
}
