//! Conversations about exchanges and listings, to their two people: list, read, write, mark as
//! read, call a coordinator.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::conversation::{self, About, Conversation, Message, NewCall, NewMessage, Seen};
use timebank::{ConversationId, ExchangeId, ListingId};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::change::{Change, Shown};
use super::{Caller, page_size};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path, Query};
use crate::forms::FieldError;

/// What two members write each other about one thing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationBody {
    /// The id.
    id: Uuid,
    /// `exchange` or `listing`.
    about: &'static str,
    /// The id of that exchange or listing.
    about_id: Uuid,
    /// That in a few words.
    title: String,
    /// The other one of the two.
    with: Option<Uuid>,
    /// Their name.
    with_name: Option<String>,
    /// How many messages of others the caller has not marked as read.
    unread: u32,
    /// When the first message was written.
    begun_at: DateTime<Utc>,
    /// All messages, oldest first; in a list only the newest.
    messages: Vec<MessageBody>,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MessageBody {
    /// Its place in the conversation, from 1.
    number: u32,
    /// Who wrote it: one of the two, or a coordinator who was called in.
    writer: Uuid,
    /// Their name.
    writer_name: String,
    /// The words, plain.
    text: String,
    /// When.
    at: DateTime<Utc>,
}

/// The caller's conversations, the one with the newest message first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConversationList {
    /// The conversations.
    items: Vec<ConversationBody>,
}

/// How many to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// How many, at most 200.
    limit: Option<u32>,
}

/// A first message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewConversationBody {
    /// An id of the message, made by the caller.
    id: Uuid,
    /// The exchange it is about.
    #[serde(default)]
    exchange: Option<Uuid>,
    /// The offer or request it is about.
    #[serde(default)]
    listing: Option<Uuid>,
    /// The words, plain.
    text: String,
}

/// A further message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMessageBody {
    /// An id of the message, made by the caller.
    id: Uuid,
    /// The words, plain.
    text: String,
}

/// All that was written is marked as read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadingBody {}

/// A coordinator is asked to join, or a message is reported.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallBody {
    /// An id of the call, made by the caller.
    id: Uuid,
    /// The number of the message that is reported; none to ask a coordinator to join.
    #[serde(default)]
    message: Option<u32>,
    /// Why; coordinators read it.
    reason: String,
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<ConversationList>> {
    let (me, limit) = (caller.person.id(), page_size(query.limit));
    let found = app
        .read(move |conn| conversation::of_member(conn, me, limit))
        .await?;
    let items = found.iter().map(|one| {
        let newest = std::slice::from_ref(&one.newest);
        body(&caller, &one.conversation, one.unread, newest)
    });
    Ok(Json(ConversationList {
        items: items.collect(),
    }))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<ConversationBody>> {
    let (person, now) = (caller.person.clone(), caller.moment.now);
    let seen = app
        .read(move |conn| conversation::view(conn, &person, ConversationId::new(id), now))
        .await?;
    Ok(Json(of_seen(&caller, &seen)))
}

pub(super) async fn create(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewConversationBody>,
) -> Result<Response> {
    let about = match (sent.exchange, sent.listing) {
        (Some(id), None) => About::Exchange(ExchangeId::new(id)),
        (None, Some(id)) => About::Listing(ListingId::new(id)),
        _ => {
            let message = "Name an exchange or a listing, one of the two";
            return Err(WebError::fields([FieldError::new("exchange", message)]));
        }
    };
    let new = NewMessage {
        id: sent.id,
        text: sent.text,
    };
    let (by, moment, caller) = (caller.member()?, caller.moment, caller);
    let command = move |tx: &Transaction<'_>| {
        let id = conversation::begin(tx, &by, about, &new, &moment)?;
        conversation::view(tx, by.person(), id, moment.now)
    };
    let show = move |seen: Seen| {
        let location = format!("/api/v1/conversations/{}", seen.conversation.id);
        Shown::created(location, of_seen(&caller, &seen))
    };
    once.answer(&app, command, show).await
}

pub(super) async fn write(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, sent, once }: Change<NewMessageBody>,
) -> Result<Response> {
    let new = NewMessage {
        id: sent.id,
        text: sent.text,
    };
    let (by, moment, id) = (caller.member()?, caller.moment, ConversationId::new(id));
    let command = move |tx: &Transaction<'_>| {
        conversation::write(tx, &by, id, &new, &moment)?;
        conversation::view(tx, by.person(), id, moment.now)
    };
    let show = move |seen: Seen| Shown::changed(of_seen(&caller, &seen));
    once.answer(&app, command, show).await
}

pub(super) async fn mark_read(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, once, .. }: Change<ReadingBody>,
) -> Result<Response> {
    let (by, moment, id) = (
        caller.person.clone(),
        caller.moment,
        ConversationId::new(id),
    );
    let command = move |tx: &Transaction<'_>| {
        conversation::mark_read(tx, &by, id)?;
        conversation::view(tx, &by, id, moment.now)
    };
    let show = move |seen: Seen| Shown::changed(of_seen(&caller, &seen));
    once.answer(&app, command, show).await
}

pub(super) async fn call(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, sent, once }: Change<CallBody>,
) -> Result<Response> {
    let new = NewCall {
        id: sent.id,
        message: sent.message,
        reason: sent.reason,
    };
    let (by, moment, id) = (
        caller.person.clone(),
        caller.moment,
        ConversationId::new(id),
    );
    let command = move |tx: &Transaction<'_>| {
        conversation::call(tx, &by, id, &new, &moment)?;
        conversation::view(tx, &by, id, moment.now)
    };
    let show = move |seen: Seen| Shown::changed(of_seen(&caller, &seen));
    once.answer(&app, command, show).await
}

fn of_seen(caller: &Caller, seen: &Seen) -> ConversationBody {
    body(caller, &seen.conversation, seen.unread, &seen.messages)
}

fn body(
    caller: &Caller,
    conversation: &Conversation,
    unread: u32,
    messages: &[Message],
) -> ConversationBody {
    let with = conversation.with(caller.person.id());
    let message = |message: &Message| MessageBody {
        number: message.number,
        writer: message.writer.uuid(),
        writer_name: message.writer_name.clone(),
        text: message.text.clone(),
        at: message.at,
    };
    ConversationBody {
        id: conversation.id.uuid(),
        about: conversation.about.kind(),
        about_id: conversation.about.uuid(),
        title: conversation.title.clone(),
        with: with.map(|party| party.id.uuid()),
        with_name: with.map(|party| party.name.clone()),
        unread,
        begun_at: conversation.begun_at,
        messages: messages.iter().map(message).collect(),
    }
}
