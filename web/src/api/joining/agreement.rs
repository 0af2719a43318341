//! The agreement: read and accepted by members, written in versions by administrators, signed on
//! paper with coordinators.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};
use timebank::agreement::{self, Accepted, Agreement};
use timebank::{MemberId, member};
use utoipa::ToSchema;

use crate::api::Caller;
use crate::api::change::{Change, Shown};
use crate::app::App;
use crate::error::Result;
use crate::extract::{Json, Path};

/// The newest version of the agreement, for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AgreementBody {
    /// 1, 2, 3 …
    version: u32,
    /// Plain text; an empty line parts paragraphs.
    text: String,
    /// The day on which the caller accepted this version, if they did.
    accepted_on: Option<NaiveDate>,
    /// Whether the caller is asked to accept it.
    asked: bool,
}

/// That one accepts the agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct AcceptanceBody {
    /// The version that was read.
    version: u32,
}

/// All versions, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct VersionsBody {
    /// The versions.
    items: Vec<VersionBody>,
}

/// One version of the agreement.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct VersionBody {
    /// 1, 2, 3 …
    version: u32,
    /// Plain text.
    text: String,
    /// Whether members were asked to accept it.
    asks_again: bool,
    /// Who wrote it, by name; empty where it came with the program.
    written_by: String,
    /// When; absent where it came with the program.
    written_at: Option<DateTime<Utc>>,
    /// How many active members have accepted it.
    accepted: u32,
}

/// A new version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct NewVersionBody {
    /// Plain text; an empty line parts paragraphs.
    text: String,
    /// Whether members are asked to accept it.
    #[serde(default)]
    asks_again: bool,
    /// The newest version the caller has seen.
    newest: u32,
}

/// What a member has accepted, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AcceptedBody {
    /// Each version and its day.
    items: Vec<AcceptedVersionBody>,
}

/// That a member accepted a version.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AcceptedVersionBody {
    /// Which.
    version: u32,
    /// On what day.
    on: NaiveDate,
    /// Who wrote it down for them, by name; empty where they did so themselves.
    written_by: String,
}

/// That a member signed the newest version on paper.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SignedBody {
    /// On what day.
    signed_on: NaiveDate,
}

fn of(conn: &Connection, me: MemberId) -> timebank::Result<AgreementBody> {
    let newest = agreement::current(conn)?;
    let accepted = agreement::accepted(conn, me)?;
    let accepted = accepted.iter().find(|one| one.version == newest.version);
    Ok(AgreementBody {
        accepted_on: accepted.map(|one| one.on),
        asked: agreement::asked(conn, me)?.is_some(),
        version: newest.version,
        text: newest.text,
    })
}

pub(super) async fn get(State(app): State<App>, caller: Caller) -> Result<Json<AgreementBody>> {
    let me = caller.person.id();
    Ok(Json(app.read(move |conn| of(conn, me)).await?))
}

pub(super) async fn accept(
    State(app): State<App>,
    Change { caller, sent, once }: Change<AcceptanceBody>,
) -> Result<Response> {
    let (by, moment) = (caller.person, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        agreement::accept(tx, &by, sent.version, &moment)?;
        of(tx, by.id())
    };
    once.answer(&app, command, Shown::changed).await
}

fn versions_body(versions: Vec<Agreement>) -> VersionsBody {
    let items = versions.into_iter().map(|one| VersionBody {
        version: one.version,
        text: one.text,
        asks_again: one.asks_again,
        written_by: one.by,
        written_at: one.at,
        accepted: one.accepted,
    });
    VersionsBody {
        items: items.collect(),
    }
}

pub(super) async fn versions(State(app): State<App>, caller: Caller) -> Result<Json<VersionsBody>> {
    caller.person.administrator()?;
    let found = app.read(agreement::versions).await?;
    Ok(Json(versions_body(found)))
}

pub(super) async fn write(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewVersionBody>,
) -> Result<Response> {
    let (by, moment) = (caller.person.administrator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        agreement::write(tx, &by, &sent.text, sent.asks_again, sent.newest, &moment)?;
        agreement::versions(tx)
    };
    once.answer(&app, command, |found| {
        Shown::created(
            "/api/v1/agreement/versions".to_owned(),
            versions_body(found),
        )
    })
    .await
}

fn accepted_body(accepted: Vec<Accepted>) -> AcceptedBody {
    let items = accepted.into_iter().map(|one| AcceptedVersionBody {
        version: one.version,
        on: one.on,
        written_by: one.written_by,
    });
    AcceptedBody {
        items: items.collect(),
    }
}

pub(super) async fn of_member(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<MemberId>,
) -> Result<Json<AcceptedBody>> {
    caller.coordinator()?;
    let found = app.read(move |conn| {
        member::get(conn, id)?;
        agreement::accepted(conn, id)
    });
    Ok(Json(accepted_body(found.await?)))
}

pub(super) async fn accept_for(
    State(app): State<App>,
    Path(id): Path<MemberId>,
    Change { caller, sent, once }: Change<SignedBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        agreement::accept_for(tx, &by, id, sent.signed_on, &moment)?;
        agreement::accepted(tx, id)
    };
    once.answer(&app, command, |found| Shown::changed(accepted_body(found)))
        .await
}
