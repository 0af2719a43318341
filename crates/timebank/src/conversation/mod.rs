//! Conversations: what two members write each other about one exchange or one listing.
//!
//! **Shape.** Each is about something and between two people: the giver and the receiver of an
//! exchange, or the member of a listing and one who is interested. It begins with its first
//! message and closes some time after what it is about is over: there is no open chat.
//!
//! **Who reads.** The two. Coordinators only while one of the two has [called](call) them in,
//! by asking them to join or by reporting a message; each reading is written down.
//!
//! **Limits.** Those who have never exchanged anything write to few people a day, and not much.

mod model;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use uuid::Uuid;

pub use model::{
    About, Call, Conversation, MOST_CHARS, Message, NewCall, NewMessage, Overview, Party, Seen,
};

use crate::actor::{Coordinator, Member, Person, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::exchange;
use crate::ids::{ConversationId, MemberId};
use crate::listing;
use crate::member::{self, Profile, State};
use crate::outbox::{self, NoticeKind};
use crate::{audit, block};

/// How long people go on writing after what it is about is over.
const GOES_ON: TimeDelta = TimeDelta::days(60);
/// Within this time the limits count.
const A_DAY: TimeDelta = TimeDelta::hours(24);
/// To how many people whom they never exchanged anything with somebody can begin to write a day.
const STRANGERS_A_DAY: u32 = 5;
/// How many messages a day go to somebody whom the writer never exchanged anything with.
const TO_A_STRANGER_A_DAY: u32 = 10;
/// How many messages somebody writes a day in all.
const IN_ALL_A_DAY: u32 = 100;

const NOT_FOUND: Error = Error::NotFound("This conversation");
const OVER: &str = "What this was about is over, so nothing more is written here.";
const BLOCKED: &str = "You have blocked them. Under My details you can take that back.";

/// What a conversation would be about, and with whom: for the page of the first message.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The conversation that there is already.
    pub known: Option<ConversationId>,
    /// About what, in a few words.
    pub title: String,
    /// With whom.
    pub with: Profile,
}

/// Who would write whom about something: the giver or asker first.
struct Pair {
    one: MemberId,
    other: MemberId,
    title: String,
    /// Since when it is over, if it is.
    over_since: Option<DateTime<Utc>>,
}

/// What a first message would begin, for somebody who may write it.
pub fn beginning(
    conn: &Connection,
    by: &Person,
    about: About,
    now: DateTime<Utc>,
) -> Result<Beginning> {
    let pair = pair(conn, by, about)?;
    let with = if pair.one == by.id() {
        pair.other
    } else {
        pair.one
    };
    let known = store::known(conn, about, pair.one)?;
    if known.is_none() {
        block::check(conn, by.id(), with)?;
        if pair.over_since.is_some_and(|at| now - at > GOES_ON) {
            return Err(Error::Conflict(OVER.into()));
        }
    }
    Ok(Beginning {
        known,
        title: pair.title,
        with: member::get(conn, with)?,
    })
}

fn pair(conn: &Connection, by: &Person, about: About) -> Result<Pair> {
    match about {
        About::Exchange(id) => {
            let (exchange, _) = exchange::of_party(conn, by.id(), id)?;
            Ok(Pair {
                one: exchange.giver.id,
                other: exchange.receiver.id,
                title: exchange.what().to_owned(),
                over_since: exchange.state.is_final().then_some(exchange.state_at),
            })
        }
        About::Listing(id) => {
            let listing = listing::get(conn, id)?;
            if listing.member == by.id() {
                return Err(Error::Conflict(
                    "This is your own. Whoever is interested writes first, and you answer.".into(),
                ));
            }
            Ok(Pair {
                one: by.id(),
                other: listing.member,
                title: listing.title,
                over_since: listing.closed_at,
            })
        }
    }
}

/// Writes the first message about something, or a further one where there is a conversation
/// already. The other one is told.
pub fn begin(
    tx: &Transaction<'_>,
    by: &Member,
    about: About,
    new: &NewMessage,
    moment: &Moment,
) -> Result<ConversationId> {
    if let Some(written) = store::conversation_of(tx, new.id)? {
        // The same form sent twice writes once.
        return Ok(written);
    }
    let pair = pair(tx, by.person(), about)?;
    if let Some(known) = store::known(tx, about, pair.one)? {
        write(tx, by, known, new, moment)?;
        return Ok(known);
    }
    if let About::Listing(id) = about
        && !listing::get(tx, id)?.open
    {
        return Err(Error::Conflict(
            "It is closed and off the list, so nobody is looked for any more.".into(),
        ));
    }
    let text = new.checked()?;
    check_begun(tx, by, &pair, moment)?;
    let id = ConversationId::new(new.id);
    store::begin(tx, id, about, pair.one, pair.other, moment.now)?;
    let conversation = get(tx, id)?;
    may_write(tx, by, &conversation, moment)?;
    add(tx, by.into(), by.id(), &conversation, new.id, &text, moment)?;
    Ok(id)
}

/// Writes a message to the other one, who is told.
pub fn write(
    tx: &Transaction<'_>,
    by: &Member,
    id: ConversationId,
    new: &NewMessage,
    moment: &Moment,
) -> Result<()> {
    if store::conversation_of(tx, new.id)?.is_some() {
        return Ok(());
    }
    let conversation = of_party(tx, by.id(), id)?;
    let text = new.checked()?;
    may_write(tx, by, &conversation, moment)?;
    add(tx, by.into(), by.id(), &conversation, new.id, &text, moment)
}

/// Writes to both, as a coordinator who was called in.
pub fn write_as_coordinator(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ConversationId,
    new: &NewMessage,
    moment: &Moment,
) -> Result<()> {
    if store::conversation_of(tx, new.id)?.is_some() {
        return Ok(());
    }
    let conversation = opened(tx, by, id)?;
    let text = new.checked()?;
    add(tx, by.into(), by.id(), &conversation, new.id, &text, moment)
}

/// Keeps a message and tells everybody of the two who did not write it.
fn add(
    tx: &Transaction<'_>,
    signature: Signature,
    writer: MemberId,
    conversation: &Conversation,
    message: Uuid,
    text: &str,
    moment: &Moment,
) -> Result<()> {
    let id = conversation.id;
    let number = store::add(tx, id, message, writer, text, moment.now)?;
    let (subject, details) = (id.uuid(), json!({ "number": number }));
    let action = "conversation.write";
    audit::write(tx, signature, moment, action, Some(subject), &details)?;
    for party in [&conversation.one, &conversation.other] {
        if party.id == writer {
            store::read_up_to(tx, id, writer, number)?;
        } else {
            let kind = NoticeKind::Message;
            outbox::tell(tx, moment, party.id, kind, subject, &details)?;
        }
    }
    Ok(())
}

/// One of the two has read all there is. Nobody else learns that.
pub fn mark_read(tx: &Transaction<'_>, by: &Person, id: ConversationId) -> Result<()> {
    of_party(tx, by.id(), id)?;
    let newest = store::messages(tx, id)?
        .last()
        .map_or(0, |last| last.number);
    Ok(store::read_up_to(tx, id, by.id(), newest)?)
}

/// Asks a coordinator to join, or reports a message: from now on coordinators can read it.
pub fn call(
    tx: &Transaction<'_>,
    by: &Person,
    id: ConversationId,
    new: &NewCall,
    moment: &Moment,
) -> Result<()> {
    of_party(tx, by.id(), id)?;
    let reason = new.checked()?;
    if let Some(number) = new.message {
        let messages = store::messages(tx, id)?;
        let reported = messages.iter().find(|message| message.number == number);
        if reported.is_none_or(|message| message.writer == by.id()) {
            return Err(Error::NotFound("This message"));
        }
    }
    if !store::call(tx, id, by.id(), new, &reason, moment.now)? {
        return Ok(());
    }
    let details = json!({ "message": new.message });
    let subject = Some(id.uuid());
    audit::write(
        tx,
        by.into(),
        moment,
        "conversation.call",
        subject,
        &details,
    )
}

/// A coordinator reads what they were called in for. That they did is written down.
pub fn inspect(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ConversationId,
    moment: &Moment,
) -> Result<Vec<Message>> {
    opened(tx, by, id)?;
    let (subject, action) = (Some(id.uuid()), "conversation.read");
    audit::write(tx, by.into(), moment, action, subject, &json!({}))?;
    Ok(store::messages(tx, id)?)
}

/// A coordinator has dealt with all that they were called in for: the two are among themselves
/// again.
pub fn settle(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: ConversationId,
    moment: &Moment,
) -> Result<()> {
    opened(tx, by, id)?;
    store::settle(tx, id, by.id(), moment.now)?;
    let (subject, action) = (Some(id.uuid()), "conversation.settle");
    audit::write(tx, by.into(), moment, action, subject, &json!({}))
}

/// The conversation and why coordinators were called in, without what was written; for a
/// coordinator who is neither of the two.
pub fn called(
    conn: &Connection,
    by: &Coordinator,
    id: ConversationId,
) -> Result<(Conversation, Vec<Call>)> {
    let conversation = opened(conn, by, id)?;
    Ok((conversation, store::calls(conn, Some(id))?))
}

/// Every call that is open, longest ago first.
pub fn calls(conn: &Connection) -> Result<Vec<Call>> {
    Ok(store::calls(conn, None)?)
}

/// A conversation with all its messages, to one of its two.
pub fn view(
    conn: &Connection,
    by: &Person,
    id: ConversationId,
    now: DateTime<Utc>,
) -> Result<Seen> {
    let conversation = of_party(conn, by.id(), id)?;
    let messages = store::messages(conn, id)?;
    let read = store::read(conn, id, by.id())?;
    let unread = |message: &&Message| message.number > read && message.writer != by.id();
    let unread = messages.iter().filter(unread).count();
    let mut calls = store::calls(conn, Some(id))?;
    calls.retain(|call| call.by == by.id() || call.message.is_none());
    Ok(Seen {
        closed: closed(conn, by.id(), &conversation, now)?,
        unread: u32::try_from(unread).unwrap_or(u32::MAX),
        conversation,
        messages,
        calls,
    })
}

/// A member's conversations, the one with the newest message first.
pub fn of_member(conn: &Connection, member: MemberId, limit: u32) -> Result<Vec<Overview>> {
    Ok(store::of_member(conn, member, false, limit)?)
}

/// A member's conversations with messages they have not read, newest first.
pub fn unread(conn: &Connection, member: MemberId, limit: u32) -> Result<Vec<Overview>> {
    Ok(store::of_member(conn, member, true, limit)?)
}

/// The conversations of this member about one thing, newest first.
pub fn of_member_about(conn: &Connection, member: MemberId, about: About) -> Result<Vec<Overview>> {
    let mut found = store::of_member(conn, member, false, u32::MAX)?;
    found.retain(|overview| overview.conversation.about == about);
    Ok(found)
}

/// One message, for whoever is told of it: with the conversation.
pub fn message(
    conn: &Connection,
    id: ConversationId,
    number: u32,
) -> Result<(Conversation, Message)> {
    let conversation = get(conn, id)?;
    let messages = store::messages(conn, id)?;
    let found = messages
        .into_iter()
        .find(|message| message.number == number);
    Ok((conversation, found.ok_or(NOT_FOUND)?))
}

/// What two entries of one person wrote and were written becomes that of the one that stays.
pub(crate) fn merge(tx: &Transaction<'_>, stays: MemberId, goes: MemberId) -> Result<()> {
    Ok(store::merge(tx, stays, goes)?)
}

fn get(conn: &Connection, id: ConversationId) -> Result<Conversation> {
    store::get(conn, id)?.ok_or(NOT_FOUND)
}

fn of_party(conn: &Connection, member: MemberId, id: ConversationId) -> Result<Conversation> {
    let conversation = get(conn, id)?;
    match conversation.with(member) {
        Some(_) => Ok(conversation),
        None => Err(NOT_FOUND),
    }
}

/// The conversation, where a coordinator may read it: somebody called, and it is not their own.
fn opened(conn: &Connection, by: &Coordinator, id: ConversationId) -> Result<Conversation> {
    let conversation = get(conn, id)?;
    if conversation.with(by.id()).is_some() || store::calls(conn, Some(id))?.is_empty() {
        return Err(NOT_FOUND);
    }
    Ok(conversation)
}

/// Whether the exchange or the listing has been over for so long that nothing more is written.
fn is_over(conn: &Connection, about: About, now: DateTime<Utc>) -> Result<bool> {
    let since = match about {
        About::Exchange(id) => {
            let exchange = exchange::get(conn, id)?;
            exchange.state.is_final().then_some(exchange.state_at)
        }
        About::Listing(id) => listing::get(conn, id)?.closed_at,
    };
    Ok(since.is_some_and(|at| now - at > GOES_ON))
}

fn closed(
    conn: &Connection,
    me: MemberId,
    conversation: &Conversation,
    now: DateTime<Utc>,
) -> Result<Option<&'static str>> {
    if is_over(conn, conversation.about, now)? {
        return Ok(Some(OVER));
    }
    let Some(with) = conversation.with(me) else {
        return Ok(None);
    };
    let apart = block::between(conn, me, with.id)?;
    if apart && block::has_blocked(conn, me, with.id)? {
        return Ok(Some(BLOCKED));
    }
    // Whoever has left and whoever has blocked: the reader cannot tell which.
    let left = !matches!(
        member::get(conn, with.id)?.state,
        State::Active | State::Paused
    );
    Ok((left || apart).then_some(block::NOT_NOW))
}

fn may_write(
    tx: &Transaction<'_>,
    by: &Member,
    conversation: &Conversation,
    moment: &Moment,
) -> Result<()> {
    if let Some(why) = closed(tx, by.id(), conversation, moment.now)? {
        return Err(Error::Conflict(why.into()));
    }
    let (me, since) = (by.id(), moment.now - A_DAY);
    if store::written(tx, me, None, since)? >= IN_ALL_A_DAY {
        let message = "You have written a great deal today. Write the rest tomorrow, or ring";
        return Err(Error::field("text", message));
    }
    let with = conversation.with(me).map_or(me, |party| party.id);
    let here = store::written(tx, me, Some(conversation.id), since)?;
    if here >= TO_A_STRANGER_A_DAY && !store::have_met(tx, me, with)? {
        let message = format!(
            "You have written {TO_A_STRANGER_A_DAY} messages here today. Write the rest tomorrow, \
             or ask a coordinator to join"
        );
        return Err(Error::field("text", message));
    }
    Ok(())
}

/// Whoever answers listings one after the other is asked to wait for answers.
fn check_begun(tx: &Transaction<'_>, by: &Member, pair: &Pair, moment: &Moment) -> Result<()> {
    let with = if pair.one == by.id() {
        pair.other
    } else {
        pair.one
    };
    if store::have_met(tx, by.id(), with)? {
        return Ok(());
    }
    if store::begun_with_strangers(tx, by.id(), moment.now - A_DAY)? >= STRANGERS_A_DAY {
        let message = format!(
            "You have written to {STRANGERS_A_DAY} new people today. Give them time to answer, \
             and write to more tomorrow"
        );
        return Err(Error::field("text", message));
    }
    Ok(())
}
