//! Reading exchanges: one, lists for a member, the coordinators' queues, and the stream of
//! posted ones that reports are made from.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use ledger::Minutes;
use rusqlite::Connection;

use super::model::{Exchange, Outcome, RecordedAs, Reference, Side, Stage, Step};
use super::store;
use crate::actor::{Person, Role};
use crate::clock::Channel;
use crate::error::{Error, Result};
use crate::ids::{
    AreaId, CategoryId, ExchangeId, FunderId, ListingId, MemberId, MemberNumber, ProjectId,
};
use crate::member::MemberKind;
use crate::policy;

/// Which exchanges to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this state, by its code.
    pub state: Option<&'static str>,
    /// Only those in which this member took part.
    pub member: Option<MemberId>,
    /// Only this kind of help.
    pub category: Option<CategoryId>,
    /// Only those received in this part of the place.
    pub area: Option<AreaId>,
    /// Only those that came this way.
    pub channel: Option<Channel>,
    /// Done on this day or later.
    pub from: Option<NaiveDate>,
    /// Done on this day or earlier.
    pub to: Option<NaiveDate>,
}

/// A posted exchange, as reports need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostedExchange {
    /// The day it was done.
    pub done_on: NaiveDate,
    /// Minutes of help.
    pub minutes: i64,
    /// Who gave.
    pub giver: MemberId,
    /// What the giver is.
    pub giver_kind: MemberKind,
    /// Who received.
    pub receiver: MemberId,
    /// What the receiver is.
    pub receiver_kind: MemberKind,
    /// The part of the place where the receiver lives.
    pub receiver_area: Option<AreaId>,
    /// The kind of help.
    pub category: Option<CategoryId>,
    /// The project it belongs to.
    pub project: Option<ProjectId>,
    /// Who pays for that project.
    pub funder: Option<FunderId>,
    /// How it was recorded.
    pub channel: Channel,
    /// In which capacity somebody recorded it.
    pub recorded_as: RecordedAs,
    /// Who recorded it; nobody for the program.
    pub recorded_by: Option<MemberId>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// When it was approved and posted.
    pub posted_at: DateTime<Utc>,
}

/// An exchange of any state as a list has it, read where it stands: each row is gone with the
/// next one.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'r> {
    /// The reference.
    pub reference: Reference,
    /// The id.
    pub id: ExchangeId,
    /// The word of the state.
    pub state: &'r str,
    /// The day it was done, or is planned for.
    pub done_on: NaiveDate,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// How long.
    pub minutes: i64,
    /// Who gave.
    pub giver_number: MemberNumber,
    /// Their name.
    pub giver_name: &'r str,
    /// Who received.
    pub receiver_number: MemberNumber,
    /// Their name.
    pub receiver_name: &'r str,
    /// The name of the kind of help; empty where none was given.
    pub category: &'r str,
    /// What it was, in words; may be empty.
    pub description: &'r str,
    /// The word of the way it was recorded.
    pub channel: &'r str,
    /// Since when it is in its state.
    pub state_at: DateTime<Utc>,
    /// The offer or request it came from.
    pub listing: Option<ListingId>,
    /// The project it counts for.
    pub project: Option<ProjectId>,
}

/// What a member did in a span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PartTaken {
    /// Minutes given.
    pub given: i64,
    /// Minutes received.
    pub received: i64,
    /// How many different people and organisations they exchanged with.
    pub partners: u32,
}

/// What all members together did in a span of days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// How many members gave or received.
    pub members: u32,
    /// Minutes, each counted once.
    pub minutes: i64,
}

/// One exchange, whoever asks.
pub fn get(conn: &Connection, id: ExchangeId) -> Result<Exchange> {
    store::get(conn, id)?.ok_or(Error::NotFound("This exchange"))
}

/// These exchanges, each by its id; those that do not exist are left out.
pub fn many(conn: &Connection, ids: &[ExchangeId]) -> Result<HashMap<ExchangeId, Exchange>> {
    Ok(store::many(conn, ids)?)
}

/// One exchange, to somebody who may see it: the two, and coordinators.
pub fn view(conn: &Connection, by: &Person, id: ExchangeId) -> Result<Exchange> {
    let exchange = get(conn, id)?;
    if by.role() >= Role::Coordinator || exchange.side_of(by.id()).is_some() {
        Ok(exchange)
    } else {
        Err(Error::NotFound("This exchange"))
    }
}

/// What happened to an exchange, oldest first.
pub fn steps(conn: &Connection, id: ExchangeId) -> Result<Vec<Step>> {
    Ok(store::steps(conn, id)?)
}

/// The exchanges that wait for this member's answer, oldest first.
pub fn awaiting(conn: &Connection, member: MemberId) -> Result<Vec<Exchange>> {
    Ok(store::awaiting(conn, member)?)
}

/// What a member has begun with somebody and is not confirmed yet.
#[derive(Clone, Debug, Default)]
pub struct Unfinished {
    /// What waits for their answer, longest first: the same as [`awaiting`].
    pub awaiting: Vec<Exchange>,
    /// What they have arranged, or asked for, and not done yet, by the day that is planned.
    pub ahead: Vec<Exchange>,
}

/// What a member has begun with somebody and is not confirmed yet.
pub fn unfinished(conn: &Connection, member: MemberId) -> Result<Unfinished> {
    let (awaiting, mut ahead): (Vec<Exchange>, Vec<Exchange>) = store::unfinished(conn, member)?
        .into_iter()
        .partition(|exchange| exchange.awaits_answer_of(member));
    ahead.retain(|exchange| exchange.state.is_ahead());
    ahead.sort_by_key(|exchange| (exchange.done_on, exchange.id));
    Ok(Unfinished { awaiting, ahead })
}

/// What happens by itself with an exchange that waits, and when, if nobody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    /// When: a reminder may come before.
    pub at: DateTime<Utc>,
    /// What.
    pub outcome: Outcome,
}

/// What happens by itself with this exchange; nothing where it waits for nobody, or was written
/// by an older program and has not been looked at.
pub fn then(conn: &Connection, exchange: &Exchange) -> Result<Option<Then>> {
    let (Some(wait), Some(due)) = (exchange.waits_for(), exchange.due_at) else {
        return Ok(None);
    };
    let waits = policy::current(conn)?.waits;
    let (at, outcome) = match exchange.stage {
        Stage::Fresh => {
            let limit = TimeDelta::days(wait.spells(&waits).limit.into());
            (due + limit, wait.outcome(&waits))
        }
        Stage::Reminded => (due, wait.outcome(&waits)),
        Stage::Handed => (due, Outcome::Lapse),
    };
    Ok(Some(Then { at, outcome }))
}

/// The posted exchanges that one of the two asks to put right, longest asked first.
pub fn asked(conn: &Connection) -> Result<Vec<Exchange>> {
    Ok(store::asked(conn)?)
}

/// A member's exchanges, newest first; `before` continues a list after its last exchange.
pub fn of_member(
    conn: &Connection,
    member: MemberId,
    before: Option<ExchangeId>,
    limit: u32,
) -> Result<Vec<Exchange>> {
    let filter = Filter {
        member: Some(member),
        ..Filter::default()
    };
    list(conn, &filter, before, limit)
}

/// The exchanges of any state between two members, newest first.
pub fn between(
    conn: &Connection,
    one: MemberId,
    other: MemberId,
    limit: u32,
) -> Result<Vec<Exchange>> {
    Ok(store::between(conn, one, other, limit)?)
}

/// Whether there is any exchange at all.
pub fn any(conn: &Connection) -> Result<bool> {
    Ok(store::any(conn)?)
}

/// Exchanges, newest first; `before` continues a list after its last exchange.
pub fn list(
    conn: &Connection,
    filter: &Filter,
    before: Option<ExchangeId>,
    limit: u32,
) -> Result<Vec<Exchange>> {
    let before = before.map(|id| get(conn, id)).transpose()?;
    let before = before.map(|exchange| (exchange.recorded_at.timestamp(), exchange.id));
    Ok(store::list(conn, filter, before, limit)?)
}

/// What waits for approval, longest waiting first.
pub fn approvals(conn: &Connection, filter: &Filter, limit: u32) -> Result<Vec<Exchange>> {
    let filter = Filter {
        state: Some("confirmed"),
        ..filter.clone()
    };
    Ok(store::longest_waiting(conn, &filter, limit)?)
}

/// A member's balance now, and as it will be when so many minutes given or received are posted.
pub fn balance_after(
    conn: &Connection,
    person: &Person,
    side: Side,
    minutes: Minutes,
) -> Result<(i64, i64)> {
    let now = ledger::balance(conn, person.account())?.get();
    let after = match side {
        Side::Giver => now + minutes.get(),
        Side::Receiver => now - minutes.get(),
    };
    Ok((now, after))
}

/// A member's exchanges that stand in the book, or stood there before they were taken back, and
/// that came to where they are at `since` or later.
pub fn in_book_of(
    conn: &Connection,
    member: MemberId,
    since: Option<DateTime<Utc>>,
) -> Result<Vec<Exchange>> {
    Ok(store::in_book_of(conn, member, since)?)
}

/// What a member gave and received between two days, both included, by the day it was done.
pub fn part_taken(
    conn: &Connection,
    member: MemberId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<PartTaken> {
    Ok(store::part_taken(conn, member, from, to)?)
}

/// What all members shared between two days, both included, by the day it was done.
pub fn shared(conn: &Connection, from: NaiveDate, to: NaiveDate) -> Result<Shared> {
    Ok(store::shared(conn, from, to)?)
}

/// Calls `each` for every exchange that stands in the book and was done between two days, both
/// included, in order of day. Those taken back are left out.
pub fn for_each_posted(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    each: impl FnMut(PostedExchange),
) -> Result<()> {
    Ok(store::for_each_posted(conn, from, to, each)?)
}

/// The first day on which each member gave or received anything that stands in the book. Those who
/// have not are left out.
pub fn first_days(conn: &Connection) -> Result<HashMap<MemberId, NaiveDate>> {
    Ok(store::first_days(conn)?)
}

/// The first and the last day on which anything that stands in the book was done.
pub fn days_posted(conn: &Connection) -> Result<Option<(NaiveDate, NaiveDate)>> {
    Ok(store::days_posted(conn)?)
}

/// Calls `each` for every exchange of any state that was done in a span of days, both included,
/// or for all there are, in the order of their references. The first error ends it. In constant
/// memory, whatever the number.
pub fn for_each_listed<E: From<rusqlite::Error>>(
    conn: &Connection,
    days: Option<(NaiveDate, NaiveDate)>,
    each: impl FnMut(&Listed<'_>) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each_listed(conn, days, each)
}

/// Calls `each` for every exchange of any state, oldest record first. The first error ends it.
pub fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: impl FnMut(Exchange) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each(conn, each)
}
