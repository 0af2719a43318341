//! Asking: whoever made a request asks up to three neighbours at once whether they could help.
//!
//! ```text
//! open ── found ── an arrangement
//!   └── nobody could · lapsed · stopped
//! ```
//!
//! The first yes arranges the help through [`exchange`] and ends the asking; whoever has not
//! answered is told kindly. Nobody is asked for a reason. An asking ends by itself after a week,
//! or with the day it is about, and reminds once at half of that time. A coordinator asks for a
//! member in the same way (an introduction), writes down answers that come by telephone, and is
//! asked a week later how it went.

mod model;
mod store;
mod sweep;

use std::collections::HashMap;

use chrono::{DateTime, Days, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{
    Answer, Asked, Asking, AskingState, Evidence, MOST_CHARS, MOST_PEOPLE, Match, NewAsking, Part,
    Reply, Seeker, Standing,
};
pub use sweep::{Swept, sweep};

use crate::actor::{Coordinator, Member, Person, Role, Signature};
use crate::clock::Moment;
use crate::desk::{self, About, NewNote};
use crate::error::{Error, Result};
use crate::exchange::{self, NewExchange};
use crate::ids::{AskingId, ListingId, MemberId};
use crate::listing::{self, Listing, ListingKind};
use crate::outbox::{self, NoticeKind};
use crate::{audit, bank, block, member};

/// How long an answer is waited for.
const WAITS: TimeDelta = TimeDelta::days(7);

/// What counts as lately, in days.
const LATELY: u64 = 91;

/// After how many days a coordinator asks how an introduction went.
const FOLLOWED_UP_AFTER: TimeDelta = TimeDelta::days(7);

/// Who could help with a request, best first, without those who were asked about it before. Where
/// its kind of help asks for a check, whoever lacks it comes last, or is left out.
pub fn matches(
    conn: &Connection,
    request: &Listing,
    seeker: Seeker,
    limit: u32,
    moment: &Moment,
) -> Result<Vec<Match>> {
    let days = (moment.today - Days::new(LATELY), moment.today);
    Ok(store::matches(conn, request, seeker, days, limit)?)
}

/// The member whose request it is asks.
pub fn ask(tx: &Transaction<'_>, by: &Member, new: &NewAsking, moment: &Moment) -> Result<Asking> {
    let request = listing::get(tx, new.request)?;
    if request.member != by.id() {
        return Err(Error::forbidden("You can ask about a request of your own."));
    }
    begin(tx, by.into(), (by.id(), "member"), &request, new, moment)
}

/// A coordinator asks for the member whose request it is, who is told.
pub fn introduce(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewAsking,
    moment: &Moment,
) -> Result<Asking> {
    let request = listing::get(tx, new.request)?;
    if request.member == by.id() {
        return ask(tx, &by.as_member(), new, moment);
    }
    begin(
        tx,
        by.into(),
        (by.id(), "coordinator"),
        &request,
        new,
        moment,
    )
}

/// Refuses whom a block keeps apart from whoever made the request. A coordinator reads that there
/// is one, a member only that it cannot be done.
fn keep_apart(conn: &Connection, asks_as: &str, request: &Listing, new: &NewAsking) -> Result<()> {
    for one in &new.people {
        if !block::between(conn, request.member, *one)? {
            continue;
        }
        if asks_as == "member" {
            return Err(Error::Conflict(block::NOT_NOW.into()));
        }
        let (name, other) = (member::get(conn, *one)?.name, &request.member_name);
        let message = format!("{name} and {other} are to be kept apart");
        return Err(Error::field("person", message));
    }
    Ok(())
}

fn begin(
    tx: &Transaction<'_>,
    by: Signature,
    asks: (MemberId, &'static str),
    request: &Listing,
    new: &NewAsking,
    moment: &Moment,
) -> Result<Asking> {
    if let Some(known) = store::get(tx, new.id)? {
        // The same form sent twice asks once.
        return Ok(known);
    }
    let new = new.checked(moment)?;
    if request.kind != ListingKind::Request || !request.open {
        return Err(Error::Conflict("This request is closed.".into()));
    }
    if of_request(tx, request.id)?.iter().any(Asking::is_open) {
        let message = "People are asked about this request already. See what they say first.";
        return Err(Error::Conflict(message.into()));
    }
    for one in new.people.iter().chain([&request.member]) {
        let profile = member::get(tx, *one)?;
        if !profile.takes_part() || !profile.role.takes_part() {
            let message = format!("{} is not taking part at the moment", profile.name);
            return Err(Error::field("person", message));
        }
    }
    if new.people.contains(&request.member) {
        let message = "Choose somebody other than the person who asks for help";
        return Err(Error::field("person", message));
    }
    keep_apart(tx, asks.1, request, &new)?;
    store::insert(tx, &new, asks, &limits(tx, &new, moment)?, moment.now)?;
    let subject = new.id.uuid();
    let details = json!({ "request": request.id.uuid(), "people": new.people.len() });
    audit::write(tx, by, moment, "asking.ask", Some(subject), &details)?;
    for one in &new.people {
        outbox::tell(tx, moment, *one, NoticeKind::Asked, subject, &json!({}))?;
    }
    if asks.0 != request.member {
        let kind = NoticeKind::Introduced;
        outbox::tell(tx, moment, request.member, kind, subject, &json!({}))?;
    }
    get(tx, new.id)
}

/// A week, or until the day it is about has ended; a reminder half way.
fn limits(conn: &Connection, new: &NewAsking, moment: &Moment) -> Result<store::Limits> {
    let day_ends = bank::get(conn)?.start_of(new.planned_on + Days::new(1));
    let ends_at = day_ends.min(moment.now + WAITS);
    Ok(store::Limits {
        reminds_at: moment.now + (ends_at - moment.now) / 2,
        ends_at,
    })
}

/// Somebody who is asked says yes, and the help is arranged; or says “not this time”.
pub fn answer(
    tx: &Transaction<'_>,
    by: &Member,
    id: AskingId,
    reply: Reply,
    moment: &Moment,
) -> Result<Asking> {
    let asking = view(tx, by.person(), id)?;
    let author = Author {
        by: by.into(),
        coordinator: None,
    };
    write_answer(tx, &asking, by.id(), reply, &author, moment)
}

/// A coordinator writes down what somebody who is asked said on the telephone or in person.
pub fn answer_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: AskingId,
    member: MemberId,
    reply: Reply,
    moment: &Moment,
) -> Result<Asking> {
    let asking = get(tx, id)?;
    if [asking.member, member].contains(&by.id()) {
        return Err(Error::forbidden(
            "This is about you: answer for yourself, or let another coordinator write it down.",
        ));
    }
    let author = Author {
        by: by.into(),
        coordinator: Some(by),
    };
    write_answer(tx, &asking, member, reply, &author, moment)
}

/// Who writes an answer down.
struct Author<'a> {
    by: Signature,
    coordinator: Option<&'a Coordinator>,
}

fn write_answer(
    tx: &Transaction<'_>,
    asking: &Asking,
    member: MemberId,
    reply: Reply,
    author: &Author<'_>,
    moment: &Moment,
) -> Result<Asking> {
    let asked = asking
        .asked(member)
        .ok_or(Error::NotFound("This question"))?;
    if let Some(before) = &asked.answer {
        // Sent twice: it is answered so already.
        return if before.reply == reply {
            Ok(asking.clone())
        } else {
            Err(Error::Conflict("This was answered already.".into()))
        };
    }
    if !asking.is_open() || asking.ends_at <= moment.now {
        return Err(Error::Conflict(over(asking).into()));
    }
    let answer = Answer {
        reply,
        at: moment.now,
        by: None,
        channel: moment.channel,
    };
    let coordinator = author.coordinator.map(Coordinator::id);
    store::answer(tx, asking.id, member, &answer, coordinator)?;
    let subject = asking.id.uuid();
    let details = json!({ "member": member.uuid(), "reply": reply.as_str() });
    audit::write(
        tx,
        author.by,
        moment,
        "asking.answer",
        Some(subject),
        &details,
    )?;
    match reply {
        Reply::Yes => {
            let new = arrangement(asking, member);
            let spoke = coordinator.map(|_| member);
            let exchange = exchange::both_would(tx, author.by, spoke, &new, moment)?;
            let found = AskingState::Found {
                exchange: exchange.id,
            };
            end(tx, asking, found, Some(member), moment)?;
        }
        Reply::No if asking.silent().count() == 1 => {
            end(tx, asking, AskingState::Nobody, Some(member), moment)?;
        }
        Reply::No => {}
    }
    get(tx, asking.id)
}

const fn over(asking: &Asking) -> &'static str {
    match asking.state {
        AskingState::Found { .. } => "Somebody else could, so it is settled. It was kind to look.",
        _ => "The time for answering is over.",
    }
}

fn arrangement(asking: &Asking, helper: MemberId) -> NewExchange {
    NewExchange {
        id: asking.id.exchange(),
        giver: helper,
        receiver: asking.member,
        listing: Some(asking.request),
        category: asking.category,
        description: asking.title.clone(),
        note: String::new(),
        done_on: asking.planned_on,
        minutes: asking.minutes,
    }
}

/// Ends an asking and tells whoever is concerned: those who had not answered that it is settled,
/// whoever asked where nobody could. `last` answered just now.
fn end(
    tx: &Transaction<'_>,
    asking: &Asking,
    state: AskingState,
    last: Option<MemberId>,
    moment: &Moment,
) -> Result<()> {
    store::update_state(tx, asking.id, state, moment.now)?;
    let subject = asking.id.uuid();
    for one in asking.silent().filter(|one| Some(one.member) != last) {
        let kind = NoticeKind::AskingOver;
        outbox::tell(tx, moment, one.member, kind, subject, &json!({}))?;
    }
    if matches!(state, AskingState::Nobody | AskingState::Lapsed) {
        let mut told = vec![asking.member];
        if asking.introduced {
            told.push(asking.asked_by);
        }
        for one in told {
            let kind = NoticeKind::NobodyCould;
            outbox::tell(tx, moment, one, kind, subject, &json!({}))?;
        }
    }
    Ok(())
}

/// Whoever made the request, or a coordinator, ends an asking. Ended twice changes nothing.
pub fn stop(tx: &Transaction<'_>, by: &Member, id: AskingId, moment: &Moment) -> Result<Asking> {
    let asking = view(tx, by.person(), id)?;
    if asking.member != by.id() && by.person().role() < Role::Coordinator {
        return Err(Error::forbidden(
            "Only the member who made the request, or a coordinator, can end this.",
        ));
    }
    if asking.is_open() {
        stopped(tx, by.into(), &asking, moment)?;
    }
    get(tx, id)
}

fn stopped(tx: &Transaction<'_>, by: Signature, asking: &Asking, moment: &Moment) -> Result<()> {
    end(tx, asking, AskingState::Stopped, None, moment)?;
    let subject = Some(asking.id.uuid());
    audit::write(tx, by, moment, "asking.stop", subject, &json!({}))
}

/// The request was closed: nobody is asked about it any more.
pub(crate) fn request_closed(
    tx: &Transaction<'_>,
    by: Signature,
    request: ListingId,
    moment: &Moment,
) -> Result<()> {
    for asking in of_request(tx, request)?.iter().filter(|one| one.is_open()) {
        stopped(tx, by, asking, moment)?;
    }
    Ok(())
}

/// A member leaves: their requests are closed, and their answers are not waited for.
pub(crate) fn member_leaves(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    moment: &Moment,
) -> Result<()> {
    for asking in store::open_of_member(tx, member)? {
        stopped(tx, by, &asking, moment)?;
    }
    for asking in store::awaiting(tx, member)? {
        let author = Author {
            by,
            coordinator: None,
        };
        write_answer(tx, &asking, member, Reply::No, &author, moment)?;
    }
    Ok(())
}

/// Two entries of one person become one: what waits for one waits for the other.
pub(crate) fn merged(tx: &Transaction<'_>, goes: MemberId, stays: MemberId) -> Result<()> {
    Ok(store::merge(tx, goes, stays)?)
}

/// A coordinator has asked how an introduction went, and notes it with the request.
pub fn follow_up(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: AskingId,
    note: &NewNote,
    moment: &Moment,
) -> Result<()> {
    let asking = get(tx, id)?;
    let note = NewNote {
        about: About::Listing(asking.request),
        ..note.clone()
    };
    desk::note(tx, by, &note, moment)?;
    if store::follow_up(tx, id, moment.now)? == 0 {
        return Ok(());
    }
    let subject = Some(id.uuid());
    audit::write(
        tx,
        by.into(),
        moment,
        "asking.follow_up",
        subject,
        &json!({}),
    )
}

/// One asking, whoever looks.
pub fn get(conn: &Connection, id: AskingId) -> Result<Asking> {
    store::get(conn, id)?.ok_or(Error::NotFound("This question"))
}

/// One asking, to somebody who may see it: whoever made the request, whoever is asked, and
/// coordinators.
pub fn view(conn: &Connection, by: &Person, id: AskingId) -> Result<Asking> {
    let asking = get(conn, id)?;
    let concerned = asking.member == by.id() || asking.asked(by.id()).is_some();
    if concerned || by.role() >= Role::Coordinator {
        Ok(asking)
    } else {
        Err(Error::NotFound("This question"))
    }
}

/// The askings about a request, newest first.
pub fn of_request(conn: &Connection, request: ListingId) -> Result<Vec<Asking>> {
    Ok(store::of_request(conn, request)?)
}

/// The newest asking about each of these requests; requests nobody was asked about are left out.
pub fn newest_of(conn: &Connection, requests: &[ListingId]) -> Result<HashMap<ListingId, Asking>> {
    let mut newest = HashMap::new();
    for asking in store::of_requests(conn, requests)? {
        newest.entry(asking.request).or_insert(asking);
    }
    Ok(newest)
}

/// The askings that wait for this member's answer, those that end first before the others.
pub fn awaiting(conn: &Connection, member: MemberId) -> Result<Vec<Asking>> {
    Ok(store::awaiting(conn, member)?)
}

/// Introductions of a week ago and longer of which nobody has asked how they went.
pub fn to_follow_up(conn: &Connection, now: DateTime<Utc>) -> Result<Vec<Asking>> {
    Ok(store::to_follow_up(conn, now - FOLLOWED_UP_AFTER)?)
}

/// Every asking that a member stands in: by them, for them, or of them.
pub fn parts(conn: &Connection, member: MemberId) -> Result<Vec<Part>> {
    Ok(store::parts(conn, member)?)
}
