//! Asking neighbours about a request: who could help, asking them, answering.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use ledger::Minutes;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::asking::{self, Asked, Asking, AskingState, Match, NewAsking, Reply};
use timebank::{AskingId, Channel, ListingId, MemberId, listing};
use utoipa::ToSchema;
use uuid::Uuid;

use super::Caller;
use super::change::{Change, Shown};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path};
use crate::forms::FieldError;
use crate::pages::askings::{reasons, seeker};
use crate::pages::exchanges::spoken;

/// How many of those who could help are listed.
const MANY: u32 = 12;

/// A check that a kind of help asks for, and how it stands for somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct EvidenceBody {
    /// The check.
    check: String,
    /// `seen`, `ran_out` or `missing`.
    standing: &'static str,
}

/// Somebody who could help with a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MatchBody {
    /// Who.
    member: Uuid,
    /// Their number.
    number: u32,
    /// Their name.
    name: String,
    /// Why, in words, the most important first.
    reasons: Vec<String>,
    /// Whether they offer this kind of help, its heading or what stands under it; else words of an
    /// offer are in the request.
    same_kind: bool,
    /// The check that this kind of help asks for. To a member, nobody is named who lacks it.
    evidence: Option<EvidenceBody>,
    /// Whether they live in the part of the place where help is wanted.
    near: bool,
    /// The last day on which the two helped each other.
    last_together: Option<NaiveDate>,
}

/// Those who could help, best first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MatchesBody {
    /// The people.
    items: Vec<MatchBody>,
}

/// Neighbours to ask about a request.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewAskingBody {
    /// An id made by the caller.
    id: Uuid,
    /// The request: the caller's own, or anybody's for a coordinator.
    listing: Uuid,
    /// Whom to ask: one to three members.
    people: Vec<Uuid>,
    /// A few words to them.
    #[serde(default)]
    message: String,
    /// The day on which the help would be given.
    planned_on: NaiveDate,
    /// About how long.
    minutes: i64,
}

/// An answer to being asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerBody {
    /// `yes` or `no`.
    reply: String,
    /// Who said so, where a coordinator writes it down; the caller when absent.
    #[serde(default)]
    member: Option<Uuid>,
    /// How it was told then: `phone`, `paper` or `in_person`.
    #[serde(default)]
    channel: Option<String>,
}

/// What ending an asking carries: nothing.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndingBody {}

/// Somebody who is asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AskedBody {
    /// Who.
    member: Uuid,
    /// Their name.
    name: String,
    /// `yes` or `no`; absent until they answer.
    reply: Option<&'static str>,
    /// When they answered.
    answered_at: Option<DateTime<Utc>>,
}

/// Neighbours who are asked about a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AskingBody {
    /// The id.
    id: Uuid,
    /// The request.
    listing: Uuid,
    /// What it asks for.
    title: String,
    /// Whose it is.
    member: Uuid,
    /// Whether a coordinator asked for the member.
    introduced: bool,
    /// A few words.
    message: String,
    /// The day on which the help would be given.
    planned_on: NaiveDate,
    /// About how long.
    minutes: i64,
    /// When it was asked.
    asked_at: DateTime<Utc>,
    /// Until when an answer is waited for.
    ends_at: DateTime<Utc>,
    /// `open`, `found`, `nobody`, `lapsed` or `stopped`.
    state: &'static str,
    /// What was arranged, once found.
    exchange: Option<Uuid>,
    /// Who is asked; to somebody who is asked, only themselves.
    people: Vec<AskedBody>,
}

pub(super) async fn matches(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<MatchesBody>> {
    let (me, staff, moment) = (caller.person.id(), caller.is_coordinator(), caller.moment);
    let (listing, found) = app
        .read(move |conn| {
            let listing = listing::get(conn, ListingId::new(id))?;
            let seeker = seeker(listing.member != me);
            let found = asking::matches(conn, &listing, seeker, MANY, &moment)?;
            Ok((listing, found))
        })
        .await?;
    if listing.member != me && !staff {
        return Err(WebError::not_found());
    }
    let staff = listing.member != me;
    let item = |one: &Match| MatchBody {
        member: one.member.uuid(),
        number: one.number.get(),
        name: one.name.clone(),
        reasons: reasons(one, staff, moment.today),
        same_kind: one.same_kind,
        evidence: one.evidence.as_ref().map(|evidence| EvidenceBody {
            check: evidence.check.clone(),
            standing: evidence.standing.as_str(),
        }),
        near: one.near,
        last_together: one.last_together,
    };
    Ok(Json(MatchesBody {
        items: found.iter().map(item).collect(),
    }))
}

pub(super) async fn create(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewAskingBody>,
) -> Result<Response> {
    let minutes = Minutes::new(sent.minutes)
        .ok_or_else(|| refused("minutes", "About how long must be 24 hours or less"))?;
    let new = NewAsking {
        id: AskingId::new(sent.id),
        request: ListingId::new(sent.listing),
        people: sent.people.into_iter().map(MemberId::new).collect(),
        message: sent.message,
        planned_on: sent.planned_on,
        minutes,
    };
    let (person, moment) = (caller.person.clone(), caller.moment);
    let (me, staff) = (caller.person.id(), caller.is_coordinator());
    let member = caller.member()?;
    let show = move |asking: Asking| {
        let location = format!("/api/v1/askings/{}", asking.id);
        Shown::created(location, body(&asking, me, staff))
    };
    let command = move |tx: &Transaction<'_>| match person.coordinator() {
        Ok(by) => asking::introduce(tx, &by, &new, &moment),
        Err(_) => asking::ask(tx, &member, &new, &moment),
    };
    once.answer(&app, command, show).await
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<AskingBody>> {
    let (me, staff) = (caller.person.id(), caller.is_coordinator());
    let asking = app
        .read(move |conn| asking::view(conn, &caller.person, AskingId::new(id)))
        .await?;
    Ok(Json(body(&asking, me, staff)))
}

pub(super) async fn answer(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, sent, once }: Change<AnswerBody>,
) -> Result<Response> {
    let reply = Reply::parse(&sent.reply).ok_or_else(|| refused("reply", "This is yes or no"))?;
    let (id, moment) = (AskingId::new(id), caller.moment);
    let (me, staff) = (caller.person.id(), caller.is_coordinator());
    let show = move |asking: Asking| Shown::changed(body(&asking, me, staff));
    let other = sent
        .member
        .map(MemberId::new)
        .filter(|member| *member != me);
    if let Some(member) = other {
        let by = caller.coordinator()?;
        let channel = match sent.channel {
            None => Channel::Api,
            Some(code) => spoken(&code)
                .ok_or_else(|| refused("channel", "This is phone, paper or in_person"))?,
        };
        let moment = moment.through(channel);
        let command =
            move |tx: &Transaction<'_>| asking::answer_for(tx, &by, id, member, reply, &moment);
        once.answer(&app, command, show).await
    } else {
        let by = caller.member()?;
        let command = move |tx: &Transaction<'_>| asking::answer(tx, &by, id, reply, &moment);
        once.answer(&app, command, show).await
    }
}

pub(super) async fn stop(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Change { caller, once, .. }: Change<EndingBody>,
) -> Result<Response> {
    let (by, moment) = (caller.member()?, caller.moment);
    let (id, me, staff) = (
        AskingId::new(id),
        caller.person.id(),
        caller.is_coordinator(),
    );
    let show = move |asking: Asking| Shown::changed(body(&asking, me, staff));
    let command = move |tx: &Transaction<'_>| asking::stop(tx, &by, id, &moment);
    once.answer(&app, command, show).await
}

fn refused(field: &'static str, message: &'static str) -> WebError {
    WebError::fields([FieldError::new(field, message)])
}

/// Who else is asked stays with whoever asks, and with coordinators.
fn body(asking: &Asking, me: MemberId, staff: bool) -> AskingBody {
    let sees_all = staff || asking.member == me;
    let seen = asking
        .people
        .iter()
        .filter(|one| sees_all || one.member == me);
    AskingBody {
        id: asking.id.uuid(),
        listing: asking.request.uuid(),
        title: asking.title.clone(),
        member: asking.member.uuid(),
        introduced: asking.introduced,
        message: asking.message.clone(),
        planned_on: asking.planned_on,
        minutes: asking.minutes.get(),
        asked_at: asking.asked_at,
        ends_at: asking.ends_at,
        state: asking.state.as_str(),
        exchange: match asking.state {
            AskingState::Found { exchange } => Some(exchange.uuid()),
            _ => None,
        }
        .filter(|_| sees_all || asking.helper().is_some_and(|one| one.member == me)),
        people: seen.map(person).collect(),
    }
}

fn person(one: &Asked) -> AskedBody {
    AskedBody {
        member: one.member.uuid(),
        name: one.name.clone(),
        reply: one.answer.as_ref().map(|answer| answer.reply.as_str()),
        answered_at: one.answer.as_ref().map(|answer| answer.at),
    }
}
