//! What the caller speaks, and when they are usually free.

use axum::extract::State;
use axum::response::Response;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::circumstances::{self, Circumstances, Time};
use utoipa::ToSchema;

use super::Caller;
use super::change::{Change, Shown};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Json;
use crate::forms::FieldError;

/// What somebody speaks beside the language of the place, and when they are usually free. Every
/// member reads it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CircumstancesBody {
    /// By name, in the order in which they are shown.
    languages: Vec<String>,
    /// `mornings`, `afternoons`, `evenings` (from Monday to Friday), `weekends`.
    times: Vec<String>,
}

fn time(code: &str) -> Result<Time> {
    Time::parse(code).ok_or_else(|| {
        let codes = Time::ALL.map(Time::as_str).join(", ");
        WebError::fields([FieldError::new("times", format!("This is one of {codes}"))])
    })
}

fn body(said: Circumstances) -> CircumstancesBody {
    let times = said.times.iter().map(|time| time.as_str().to_owned());
    CircumstancesBody {
        times: times.collect(),
        languages: said.languages,
    }
}

pub(super) async fn get(State(app): State<App>, caller: Caller) -> Result<Json<CircumstancesBody>> {
    let me = caller.person.id();
    let said = app.read(move |conn| circumstances::of(conn, me)).await?;
    Ok(Json(body(said)))
}

pub(super) async fn say(
    State(app): State<App>,
    Change { caller, sent, once }: Change<CircumstancesBody>,
) -> Result<Response> {
    let times = sent.times.iter().map(|code| time(code));
    let said = Circumstances {
        times: times.collect::<Result<_>>()?,
        languages: sent.languages,
    };
    let (by, moment) = (caller.person, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        circumstances::say(tx, &by, &said, &moment)?;
        circumstances::of(tx, by.id())
    };
    once.answer(&app, command, |said| Shown::changed(body(said)))
        .await
}
