//! How the caller is best reached: what they need to be written to and rung well.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::needs::{self, Need, Needs};
use utoipa::ToSchema;

use super::Caller;
use super::change::{Change, Shown};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Json;
use crate::forms::FieldError;

/// What somebody needs. Coordinators read it, and the other one of an arranged exchange where
/// `shared` is true.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NeedsBody {
    /// `large_print`, `easy_read`, `sign_language`, `interpreter`, `call`.
    needs: Vec<String>,
    /// Into which language somebody interprets.
    #[serde(default)]
    interpreter: String,
    /// What else there is to know.
    #[serde(default)]
    other: String,
    /// Whether the other one of an arranged exchange reads it.
    #[serde(default)]
    shared: bool,
    /// The day on which it is asked again; absent where nothing is needed.
    #[serde(default)]
    review_on: Option<NaiveDate>,
}

/// The need with this code, or a message that lists them.
pub(super) fn need(code: &str) -> Result<Need> {
    Need::parse(code).ok_or_else(|| {
        let codes = Need::ALL.map(Need::as_str).join(", ");
        WebError::fields([FieldError::new("need", format!("This is one of {codes}"))])
    })
}

fn body(found: Option<Needs>) -> NeedsBody {
    let review_on = found.as_ref().map(|needs| needs.review_on);
    let needs = found.unwrap_or_default();
    let ticked = needs.ticked.iter().map(|need| need.as_str().to_owned());
    NeedsBody {
        needs: ticked.collect(),
        interpreter: needs.interpreter,
        other: needs.other,
        shared: needs.shared,
        review_on,
    }
}

pub(super) async fn get(State(app): State<App>, caller: Caller) -> Result<Json<NeedsBody>> {
    let me = caller.person.id();
    let found = app.read(move |conn| needs::of(conn, me)).await?;
    Ok(Json(body(found)))
}

pub(super) async fn say(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NeedsBody>,
) -> Result<Response> {
    let wanted = Needs {
        ticked: sent
            .needs
            .iter()
            .map(|code| need(code))
            .collect::<Result<_>>()?,
        interpreter: sent.interpreter,
        other: sent.other,
        shared: sent.shared,
        review_on: sent.review_on.unwrap_or_default(),
    };
    let (by, moment) = (caller.person, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        needs::say(tx, &by, &wanted, &moment)?;
        needs::of(tx, by.id())
    };
    once.answer(&app, command, |found| Shown::changed(body(found)))
        .await
}
