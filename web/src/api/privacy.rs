//! Whom one has blocked, and who sees how one is reached: one's own choices.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::block::{self, Blocked};
use timebank::contact::{self, Audiences, Field, SeenBy};
use timebank::{MemberId, Moment, Person};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Caller;
use super::change::{Change, Shown};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path};
use crate::forms::FieldError;

/// Whom the caller has blocked, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BlocksBody {
    /// The members.
    items: Vec<BlockedBody>,
}

/// Somebody whom the caller has blocked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BlockedBody {
    /// Who.
    member: Uuid,
    /// Their name.
    name: String,
    /// Since when.
    at: DateTime<Utc>,
}

/// Nothing more is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockBody {}

/// Who sees each field: `coordinators`, `exchanged` (also people with whom the member has an
/// exchange) or `members`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AudiencesBody {
    /// Of the telephone number.
    phone: String,
    /// Of the e-mail address.
    email: String,
    /// Of the postal address.
    address: String,
}

pub(super) async fn blocks(State(app): State<App>, caller: Caller) -> Result<Json<BlocksBody>> {
    let me = caller.person.id();
    let found = app.read(move |conn| block::of(conn, me)).await?;
    Ok(Json(of_blocks(found)))
}

/// What changes a block.
type Command = fn(&Transaction<'_>, &Person, MemberId, &Moment) -> timebank::Result<()>;

pub(super) async fn block(
    app: State<App>,
    id: Path<Uuid>,
    change: Change<BlockBody>,
) -> Result<Response> {
    run(app, id, change, block::block).await
}

pub(super) async fn unblock(
    app: State<App>,
    id: Path<Uuid>,
    change: Change<BlockBody>,
) -> Result<Response> {
    run(app, id, change, block::unblock).await
}

async fn run(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, once, .. }: Change<BlockBody>,
    command: Command,
) -> Result<Response> {
    let (by, moment) = (caller.person, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        command(tx, &by, MemberId::new(id), &moment)?;
        block::of(tx, by.id())
    };
    once.answer(&app, command, |found| Shown::changed(of_blocks(found)))
        .await
}

pub(super) async fn audiences(
    State(app): State<App>,
    caller: Caller,
) -> Result<Json<AudiencesBody>> {
    let me = caller.person.id();
    let found = app.read(move |conn| contact::audiences(conn, me)).await?;
    Ok(Json(of_audiences(found)))
}

pub(super) async fn choose(
    State(app): State<App>,
    Change { caller, sent, once }: Change<AudiencesBody>,
) -> Result<Response> {
    let mut chosen = Audiences::USUAL;
    for (field, code) in [
        (Field::Phone, &sent.phone),
        (Field::Email, &sent.email),
        (Field::Address, &sent.address),
    ] {
        let seen_by = SeenBy::parse(code).ok_or_else(|| {
            let message = "This is coordinators, exchanged or members";
            WebError::fields([FieldError::new(field.as_str(), message)])
        })?;
        chosen = chosen.with(field, seen_by);
    }
    let (by, moment) = (caller.person, caller.moment);
    let command = move |tx: &Transaction<'_>| {
        contact::choose(tx, &by, chosen, &moment)?;
        Ok(chosen)
    };
    once.answer(&app, command, |found| Shown::changed(of_audiences(found)))
        .await
}

fn of_blocks(found: Vec<Blocked>) -> BlocksBody {
    let item = |one: Blocked| BlockedBody {
        member: one.member.uuid(),
        name: one.name,
        at: one.at,
    };
    BlocksBody {
        items: found.into_iter().map(item).collect(),
    }
}

fn of_audiences(audiences: Audiences) -> AudiencesBody {
    let code = |field| audiences.of(field).as_str().to_owned();
    AudiencesBody {
        phone: code(Field::Phone),
        email: code(Field::Email),
        address: code(Field::Address),
    }
}
