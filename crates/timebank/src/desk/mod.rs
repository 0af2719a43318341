//! The coordinators' desk: notes about people and things, who looks after what waits, and whom
//! nobody has seen for a while.
//!
//! A note is written once and stays. One that is private is left out of every list; reading those
//! of a member is itself written down. Who is quiet is read from the days of posted exchanges,
//! never from when a row was changed.

mod model;
mod store;

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, Transaction};
use serde_json::json;
use uuid::Uuid;

pub use model::{About, Care, Frame, NewNote, Note, NoteKind, Unseen};

use crate::actor::{Coordinator, Role};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{ApplicationId, ExchangeId, MemberId, NoteId};
use crate::outbox::{self, NoticeKind};
use crate::{activity, audit, exchange, joining, listing, member};

/// What the frame of every page shows to somebody of this role.
pub fn frame(conn: &Connection, role: Option<Role>) -> Result<Frame> {
    let approves = matches!(role, Some(Role::Coordinator | Role::Administrator));
    let grants = role == Some(Role::Treasurer);
    store::frame(conn, approves, grants)?.ok_or(Error::NotFound("The bank"))
}

/// Writes a note. The same form sent twice writes it once.
pub fn note(tx: &Transaction<'_>, by: &Coordinator, new: &NewNote, moment: &Moment) -> Result<()> {
    let new = new.checked()?;
    exists(tx, new.about)?;
    if !store::insert(tx, by.id(), &new, moment.now)? {
        return Ok(());
    }
    let details = json!({ "kind": new.kind.as_str() });
    let subject = Some(new.about.uuid());
    audit::write(tx, by.into(), moment, "desk.note", subject, &details)
}

/// Asks the two of an exchange about it before it is approved: both are told and read the
/// question. Nobody asks where they took part.
pub fn query(
    tx: &Transaction<'_>,
    by: &Coordinator,
    id: NoteId,
    about: ExchangeId,
    question: &str,
    moment: &Moment,
) -> Result<()> {
    let exchange = exchange::get(tx, about)?;
    if exchange.side_of(by.id()).is_some() {
        return Err(Error::forbidden(
            "You took part in this exchange, so another coordinator looks after it.",
        ));
    }
    if exchange.state.is_final() {
        return Err(Error::Conflict("This exchange is decided already.".into()));
    }
    let new = NewNote {
        id,
        about: About::Exchange(about),
        kind: NoteKind::Question,
        text: question.to_owned(),
    };
    let new = new.checked()?;
    if !store::insert(tx, by.id(), &new, moment.now)? {
        return Ok(());
    }
    let subject = Some(about.uuid());
    audit::write(tx, by.into(), moment, "exchange.query", subject, &json!({}))?;
    for party in [exchange.giver.id, exchange.receiver.id] {
        outbox::tell(
            tx,
            moment,
            party,
            NoticeKind::Queried,
            about.uuid(),
            &json!({}),
        )?;
    }
    Ok(())
}

/// What was written about something, newest first, without what is private.
pub fn notes(conn: &Connection, about: About) -> Result<Vec<Note>> {
    Ok(store::notes(conn, about.uuid(), false)?)
}

/// The questions asked about an exchange, newest first: for the two as well.
pub fn questions(conn: &Connection, about: ExchangeId) -> Result<Vec<Note>> {
    let mut notes = store::notes(conn, about.uuid(), false)?;
    notes.retain(|note| note.kind == NoteKind::Question);
    Ok(notes)
}

/// The exchanges that somebody has asked about.
pub fn queried(conn: &Connection) -> Result<HashMap<ExchangeId, Note>> {
    Ok(store::queried(conn)?)
}

/// How many private notes there are about a member.
pub fn count_private(conn: &Connection, about: MemberId) -> Result<u32> {
    Ok(store::count_private(conn, about)?)
}

/// The private notes about a member, newest first. That they were read is written down.
pub fn read_private(
    tx: &Transaction<'_>,
    by: &Coordinator,
    about: MemberId,
    moment: &Moment,
) -> Result<Vec<Note>> {
    member::get(tx, about)?;
    if about == by.id() {
        return Err(Error::forbidden(
            "What is noted about you is for another coordinator to read.",
        ));
    }
    let subject = Some(about.uuid());
    audit::write(
        tx,
        by.into(),
        moment,
        "desk.read_private",
        subject,
        &json!({}),
    )?;
    Ok(store::notes(tx, about.uuid(), true)?)
}

/// Says who looks after something that waits, or that nobody in particular does.
pub fn assign(
    tx: &Transaction<'_>,
    by: &Coordinator,
    topic: &str,
    subject: Uuid,
    carer: Option<MemberId>,
    moment: &Moment,
) -> Result<()> {
    if let Some(carer) = carer
        && !member::coordinators(tx)?.iter().any(|one| one.id == carer)
    {
        return Err(Error::field("carer", "Choose a coordinator"));
    }
    store::assign(tx, topic, subject, carer, by.id(), moment.now)?;
    let details = json!({ "topic": topic, "carer": carer.map(MemberId::uuid) });
    audit::write(
        tx,
        by.into(),
        moment,
        "desk.assign",
        Some(subject),
        &details,
    )
}

/// Puts something off until a day to come; nothing brings it back at once.
pub fn put_off(
    tx: &Transaction<'_>,
    by: &Coordinator,
    topic: &str,
    subject: Uuid,
    until: Option<NaiveDate>,
    moment: &Moment,
) -> Result<()> {
    if until.is_some_and(|until| until <= moment.today) {
        return Err(Error::field("day", "The date must be in the future"));
    }
    store::put_off(tx, topic, subject, until, by.id(), moment.now)?;
    let details = json!({ "topic": topic, "until": until.map(|day| day.to_string()) });
    audit::write(
        tx,
        by.into(),
        moment,
        "desk.put_off",
        Some(subject),
        &details,
    )
}

/// Who looks after what, by topic and subject.
pub fn care(conn: &Connection) -> Result<HashMap<(String, Uuid), Care>> {
    Ok(store::care(conn)?)
}

/// Members whom somebody could ring, those unseen longest first.
#[derive(Clone, Debug, Default)]
pub struct Missed {
    /// They stand in no posted exchange; since when they are members.
    pub never_started: Vec<Unseen>,
    /// The day of their last posted exchange is long ago.
    pub quiet: Vec<Unseen>,
}

/// Active members who joined on `joined_by` or earlier and stand in no posted exchange, and those
/// whose last one was done on `last_by` or earlier.
pub fn missed(conn: &Connection, joined_by: NaiveDate, last_by: NaiveDate) -> Result<Missed> {
    let mut missed = Missed::default();
    for (begun, unseen) in store::missed(conn, joined_by, last_by)? {
        if begun {
            missed.quiet.push(unseen);
        } else {
            missed.never_started.push(unseen);
        }
    }
    Ok(missed)
}

fn exists(conn: &Connection, about: About) -> Result<()> {
    match about {
        About::Member(id) => member::get(conn, id).map(drop),
        About::Exchange(id) => exchange::get(conn, id).map(drop),
        About::Listing(id) => listing::get(conn, id).map(drop),
        About::Activity(id) => activity::get(conn, id).map(drop),
        About::Application(id) => joining::get(conn, id).map(drop),
    }
}

/// What was written about an application goes with what was told in it.
pub(crate) fn forget_notes(tx: &Transaction<'_>, about: ApplicationId) -> Result<()> {
    Ok(store::forget_notes(tx, about.uuid())?)
}
