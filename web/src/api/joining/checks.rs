//! Checks that a coordinator saw: what kind, which level, when, until when it holds. Never the
//! paper itself, nor its number.

use axum::extract::State;
use axum::response::Response;
use chrono::NaiveDate;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::checks::{self, Check, NewCheck, Whose};
use timebank::{CheckId, MemberId, member};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::api::Caller;
use crate::api::change::{Change, Shown};
use crate::app::App;
use crate::error::Result;
use crate::extract::{Json, Path};

/// Checks that were seen, those that hold first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct ChecksBody {
    /// The checks.
    items: Vec<CheckBody>,
}

/// A check that was seen.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct CheckBody {
    /// The id.
    id: Uuid,
    /// What was looked at.
    kind: String,
    /// Which level; may be empty.
    level: String,
    /// When.
    seen_on: NaiveDate,
    /// By whom, by name.
    seen_by: String,
    /// When it has to be looked at again, if ever.
    renew_on: Option<NaiveDate>,
    /// Replaced by another, or no longer needed.
    ended: bool,
}

/// A check to be written down. Leave the number of the paper out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NewCheckBody {
    /// An id made by the caller.
    id: Uuid,
    /// What was looked at, such as a driving licence.
    kind: String,
    /// Where there are levels, which.
    #[serde(default)]
    level: String,
    /// When it was looked at.
    seen_on: NaiveDate,
    /// When it has to be looked at again, if ever.
    #[serde(default)]
    renew_on: Option<NaiveDate>,
}

/// A check that is no longer needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct CheckEndingBody {
    /// Its id.
    check: Uuid,
}

impl From<NewCheckBody> for NewCheck {
    fn from(sent: NewCheckBody) -> Self {
        Self {
            id: CheckId::new(sent.id),
            kind: sent.kind,
            level: sent.level,
            seen_on: sent.seen_on,
            renew_on: sent.renew_on,
        }
    }
}

pub(super) fn body(checks: Vec<Check>) -> ChecksBody {
    let items = checks.into_iter().map(|check| CheckBody {
        id: check.id.uuid(),
        kind: check.kind,
        level: check.level,
        seen_on: check.seen_on,
        seen_by: check.seen_by,
        renew_on: check.renew_on,
        ended: check.ended,
    });
    ChecksBody {
        items: items.collect(),
    }
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MemberId>,
) -> Result<Json<ChecksBody>> {
    caller.coordinator()?;
    let found = app.read(move |conn| {
        member::get(conn, id)?;
        checks::of(conn, Whose::Member(id))
    });
    Ok(Json(body(found.await?)))
}

pub(super) async fn see(
    State(app): State<App>,
    Path(id): Path<MemberId>,
    Change { caller, sent, once }: Change<NewCheckBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let (whose, new) = (Whose::Member(id), NewCheck::from(sent));
    let command = move |tx: &Transaction<'_>| {
        checks::see(tx, &by, whose, &new, &moment)?;
        checks::of(tx, whose)
    };
    once.answer(&app, command, move |found| {
        Shown::created(format!("/api/v1/members/{id}/checks"), body(found))
    })
    .await
}

pub(super) async fn end(
    State(app): State<App>,
    Path(id): Path<MemberId>,
    Change { caller, sent, once }: Change<CheckEndingBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        member::get(tx, id)?;
        checks::end(tx, &by, id, CheckId::new(sent.check), &moment)?;
        checks::of(tx, Whose::Member(id))
    };
    once.answer(&app, command, |found| Shown::changed(body(found)))
        .await
}
