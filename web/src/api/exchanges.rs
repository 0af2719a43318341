//! Exchanges: list, read, record, confirm, approve, decline.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::exchange::{self, Exchange, ExchangeState, Filter, NewExchange, Party, Spoke};
use timebank::{CategoryId, Channel, ExchangeId, ListingId, MemberId};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::change::{Change, Shown};
use super::{Caller, page_size};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path, Query};
use crate::forms::FieldError;

/// One of the two who took part.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PartyBody {
    /// The member.
    member: Uuid,
    /// The member's account in the book.
    account: Uuid,
    /// The member's number, without prefix and check digit.
    number: u32,
    /// The whole name.
    name: String,
}

/// An exchange.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExchangeBody {
    /// The id.
    id: Uuid,
    /// The reference people use: `W-26-1184`.
    reference: String,
    /// Who helped.
    giver: PartyBody,
    /// Who was helped.
    receiver: PartyBody,
    /// The kind of help.
    category: Option<String>,
    /// The id of the kind of help.
    category_id: Option<i64>,
    /// What was done.
    description: String,
    /// For the two and the coordinators only.
    note: String,
    /// The day it was done.
    done_on: NaiveDate,
    /// How long it took, or is planned to take, as the bank rounds it: what is posted.
    minutes: i64,
    /// How long as it was told, before rounding.
    raw_minutes: i64,
    /// `proposed`, `agreed`, `arranged`, `recorded`, `confirmed`, `disputed`, `posted`,
    /// `declined`, `withdrawn`, `cancelled`, `lapsed`, `corrected` or `reversed`.
    state: &'static str,
    /// Recorded: whose answer is awaited, `giver` or `receiver`.
    awaits: Option<&'static str>,
    /// Disputed, declined, withdrawn, reversed: the reason given.
    reason: Option<String>,
    /// Disputed: how long it was, where the other side named it.
    claimed_minutes: Option<i64>,
    /// Posted or reversed: its transfer in the book.
    transfer: Option<Uuid>,
    /// How it was recorded.
    channel: &'static str,
    /// When it was recorded.
    recorded_at: DateTime<Utc>,
    /// Rises with every change; send it with an approval.
    version: i64,
}

/// A page of exchanges, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ExchangePage {
    /// The exchanges.
    items: Vec<ExchangeBody>,
    /// Ask with `cursor` for the next page; absent on the last.
    next_cursor: Option<Uuid>,
}

/// Which exchanges to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Only this state.
    state: Option<String>,
    /// Only those of this member; a member sees only their own in any case.
    member: Option<Uuid>,
    /// Only this kind of help; of a heading, also what stands under it.
    category: Option<i64>,
    /// Done on this day or later.
    from: Option<NaiveDate>,
    /// Done on this day or earlier.
    to: Option<NaiveDate>,
    /// Where the page before ended.
    cursor: Option<Uuid>,
    /// How many, at most 200.
    limit: Option<u32>,
}

/// An exchange to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewExchangeBody {
    /// An id made by the caller.
    id: Uuid,
    /// Who helped.
    giver: Uuid,
    /// Who was helped.
    receiver: Uuid,
    /// The offer or request it came from.
    #[serde(default)]
    listing: Option<Uuid>,
    /// The kind of help.
    #[serde(default)]
    category_id: Option<i64>,
    /// What was done.
    #[serde(default)]
    description: String,
    /// For the two and the coordinators only.
    #[serde(default)]
    note: String,
    /// The day it was done.
    done_on: NaiveDate,
    /// How long it took: 1 to 1,440.
    minutes: i64,
    /// A coordinator recording for others says on whose word: `giver`, `receiver` or `both`.
    #[serde(default)]
    on_word_of: Option<String>,
    /// A coordinator recording for others says how it came: `phone`, `paper` or `in_person`.
    #[serde(default)]
    channel: Option<String>,
}

/// What an approval may carry.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApprovalBody {
    /// The version that was looked at; another one is a conflict.
    #[serde(default)]
    version: Option<i64>,
}

/// What a decline carries.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeclineBody {
    /// Why; both members read it.
    reason: String,
    /// The version that was looked at; another one is a conflict.
    #[serde(default)]
    version: Option<i64>,
}

/// What a confirmation carries: nothing.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ConfirmationBody {}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<ExchangePage>> {
    let limit = page_size(query.limit);
    let filter = filter(&caller, &query)?;
    let cursor = query.cursor.map(ExchangeId::new);
    let prefix = caller.bank.prefix.clone();
    let mut found = app
        .read(move |conn| exchange::list(conn, &filter, cursor, limit + 1))
        .await?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let next_cursor = found.last().filter(|_| more).map(|last| last.id.uuid());
    let items = found
        .iter()
        .map(|exchange| body(exchange, &prefix))
        .collect();
    Ok(Json(ExchangePage { items, next_cursor }))
}

fn filter(caller: &Caller, query: &ListQuery) -> Result<Filter> {
    let state = match query.state.as_deref() {
        None => None,
        Some(asked) => Some(
            ExchangeState::CODES
                .into_iter()
                .find(|code| *code == asked)
                .ok_or_else(|| refused("state", "There is no such state"))?,
        ),
    };
    let member = if caller.is_coordinator() {
        query.member.map(MemberId::new)
    } else {
        Some(caller.person.id())
    };
    Ok(Filter {
        state,
        member,
        category: query.category.map(CategoryId::new),
        from: query.from,
        to: query.to,
        ..Filter::default()
    })
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<ExchangeBody>> {
    let prefix = caller.bank.prefix.clone();
    let exchange = app
        .read(move |conn| exchange::view(conn, &caller.person, ExchangeId::new(id)))
        .await?;
    Ok(Json(body(&exchange, &prefix)))
}

pub(super) async fn create(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewExchangeBody>,
) -> Result<Response> {
    let minutes = Minutes::new(sent.minutes)
        .ok_or_else(|| refused("minutes", "How long it took must be 24 hours or less"))?;
    let new = NewExchange {
        id: ExchangeId::new(sent.id),
        giver: MemberId::new(sent.giver),
        receiver: MemberId::new(sent.receiver),
        listing: sent.listing.map(ListingId::new),
        category: sent.category_id.map(CategoryId::new),
        description: sent.description,
        note: sent.note,
        done_on: sent.done_on,
        minutes,
    };
    let moment = caller.moment;
    let prefix = caller.bank.prefix.clone();
    let show = move |exchange: Exchange| {
        let location = format!("/api/v1/exchanges/{}", exchange.id);
        Shown::created(location, body(&exchange, &prefix))
    };
    if let Some(word) = sent.on_word_of {
        let spoke = spoke(&word)?;
        let channel = sent
            .channel
            .map_or(Ok(Channel::Api), |code| told_through(&code))?;
        let by = caller.coordinator()?;
        let moment = moment.through(channel);
        let command =
            move |tx: &Transaction<'_>| exchange::record_for(tx, &by, spoke, &new, &moment);
        once.answer(&app, command, show).await
    } else {
        let by = caller.member()?;
        let command = move |tx: &Transaction<'_>| exchange::record(tx, &by, &new, &moment);
        once.answer(&app, command, show).await
    }
}

pub(super) async fn confirm(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, once, .. }: Change<ConfirmationBody>,
) -> Result<Response> {
    let (by, moment) = (caller.member()?, caller.moment);
    let id = ExchangeId::new(id);
    let command = move |tx: &Transaction<'_>| exchange::confirm(tx, &by, id, &moment);
    once.answer(&app, command, changed(caller)).await
}

pub(super) async fn approve(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, sent, once }: Change<ApprovalBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let id = ExchangeId::new(id);
    let command = move |tx: &Transaction<'_>| exchange::approve(tx, &by, id, sent.version, &moment);
    once.answer(&app, command, changed(caller)).await
}

pub(super) async fn decline(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, sent, once }: Change<DeclineBody>,
) -> Result<Response> {
    let (by, moment) = (caller.coordinator()?, caller.moment);
    let id = ExchangeId::new(id);
    let command = move |tx: &Transaction<'_>| {
        exchange::decline(tx, &by, id, sent.version, &sent.reason, &moment)
    };
    once.answer(&app, command, changed(caller)).await
}

/// How an exchange is shown to whoever changed it.
fn changed(caller: Caller) -> impl FnOnce(Exchange) -> Shown<ExchangeBody> + Send + 'static {
    move |exchange| Shown::changed(body(&exchange, &caller.bank.prefix))
}

fn spoke(word: &str) -> Result<Spoke> {
    match word {
        "giver" => Ok(Spoke::Giver),
        "receiver" => Ok(Spoke::Receiver),
        "both" => Ok(Spoke::Both),
        _ => Err(refused("on_word_of", "This is giver, receiver or both")),
    }
}

fn told_through(code: &str) -> Result<Channel> {
    Channel::parse(code)
        .filter(|channel| matches!(channel, Channel::Phone | Channel::Paper | Channel::InPerson))
        .ok_or_else(|| refused("channel", "This is phone, paper or in_person"))
}

fn refused(field: &'static str, message: &'static str) -> WebError {
    WebError::fields([FieldError::new(field, message)])
}

fn body(exchange: &Exchange, prefix: &str) -> ExchangeBody {
    let (mut awaits, mut reason, mut claimed, mut transfer) = (None, None, None, None);
    match &exchange.state {
        ExchangeState::Proposed { awaits: side } | ExchangeState::Recorded { awaits: side } => {
            awaits = Some(side.as_str());
        }
        ExchangeState::Agreed
        | ExchangeState::Arranged
        | ExchangeState::Confirmed
        | ExchangeState::Lapsed { .. } => {}
        ExchangeState::Disputed {
            claimed: minutes,
            reason: why,
            ..
        } => {
            claimed = minutes.map(Minutes::get);
            reason = Some(why.clone());
        }
        ExchangeState::Posted { transfer: id } => transfer = Some(id.uuid()),
        ExchangeState::Declined { reason: why }
        | ExchangeState::Withdrawn { reason: why }
        | ExchangeState::Cancelled { reason: why } => {
            reason = Some(why.clone());
        }
        ExchangeState::Corrected {
            transfer: id,
            reason: why,
            ..
        }
        | ExchangeState::Reversed {
            transfer: id,
            reason: why,
        } => {
            transfer = Some(id.uuid());
            reason = Some(why.clone());
        }
    }
    ExchangeBody {
        id: exchange.id.uuid(),
        reference: exchange.reference.printed(prefix),
        giver: party(&exchange.giver),
        receiver: party(&exchange.receiver),
        category: exchange.category.map(|_| exchange.category_name.clone()),
        category_id: exchange.category.map(CategoryId::get),
        description: exchange.description.clone(),
        note: exchange.note.clone(),
        done_on: exchange.done_on,
        minutes: exchange.minutes.get(),
        raw_minutes: exchange.raw_minutes.get(),
        state: exchange.state.as_str(),
        awaits,
        reason,
        claimed_minutes: claimed,
        transfer,
        channel: exchange.channel.as_str(),
        recorded_at: exchange.recorded_at,
        version: exchange.version,
    }
}

fn party(party: &Party) -> PartyBody {
    PartyBody {
        member: party.id.uuid(),
        account: party.account.uuid(),
        number: party.number.get(),
        name: party.name.clone(),
    }
}
