//! Delivery: how a notice leaves the bank, by mail or as a printed letter.
//!
//! **Shape.** The outbox says who is to be told what; a row here says what becomes of it outside
//! the bank. A worker [sorts](sort) new notices, [claims](claim) mails that are due and writes
//! down how each went.
//!
//! **At most once.** A claimed mail is written as *trying* before a byte of it leaves. What is
//! found in that state [at the start](recover) may have arrived: it is shown to a coordinator and
//! not sent again unasked.

mod model;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

use crate::actor::{Coordinator, Person, Signature, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::member;
use crate::needs;
use crate::outbox::NoticeKind;
pub use model::{Choices, Errand, Topic, Trouble, Undelivered, Way};

/// A notice older than this is no longer news: it is not sent when mail is set up later.
const NEWS: TimeDelta = TimeDelta::days(7);

/// How a member wants to be told.
pub fn choices(conn: &Connection, member: MemberId) -> Result<Choices> {
    Ok(store::choices(conn, member)?)
}

/// Chooses how one is told.
pub fn choose(tx: &Transaction<'_>, by: &Person, choices: Choices, moment: &Moment) -> Result<()> {
    write_choices(tx, by.into(), by.id(), choices, moment)
}

/// Chooses for a member who said so on the telephone or in person.
pub fn choose_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    choices: Choices,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    write_choices(tx, by.into(), member, choices, moment)
}

fn write_choices(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    choices: Choices,
    moment: &Moment,
) -> Result<()> {
    for topic in Topic::ALL {
        store::choose(tx, member, topic, choices.way(topic))?;
    }
    let ways = Topic::ALL.map(|topic| (topic.as_str(), choices.way(topic).as_str()));
    let details = json!(std::collections::BTreeMap::from(ways));
    audit::write(
        tx,
        by,
        moment,
        "member.told_by",
        Some(member.uuid()),
        &details,
    )
}

/// Decides for each new notice whether it leaves the bank, and how. Without a mail server
/// (`mail` is false) notices for mail stay in the bank only.
///
/// Returns how many leave.
pub fn sort(tx: &Transaction<'_>, _by: &System, mail: bool, moment: &Moment) -> Result<usize> {
    let mut leaving = 0;
    store::sort_old(tx, moment.now - NEWS, moment.now)?;
    for notice in store::unsorted(tx)? {
        // Whoever asks for a link waits at the screen, however else they like to be told.
        let way = match notice.kind {
            NoticeKind::SignInLink => Way::Mail,
            // Whoever wants to be rung stands on To do instead.
            kind if needs::is_rung(kind) && needs::rings(tx, notice.member)? => Way::Here,
            kind => store::choices(tx, notice.member)?.way(Topic::of(kind)),
        };
        let to = member::get(tx, notice.member)?;
        let leaves = match way {
            Way::Mail => mail && to.email.is_some(),
            Way::Letter => true,
            Way::Here => false,
        };
        if leaves && to.state != member::State::Left {
            store::begin(tx, notice.id, way, moment.now)?;
            leaving += 1;
        }
        store::sorted(tx, notice.id, moment.now)?;
    }
    Ok(leaving)
}

/// Whether there are notices that nobody has sorted yet: a look that costs no write.
pub fn has_new(conn: &Connection) -> Result<bool> {
    Ok(store::has_new(conn)?)
}

/// Whether a mail is due.
pub fn is_due(conn: &Connection, now: DateTime<Utc>) -> Result<bool> {
    Ok(store::is_due(conn, now)?)
}

/// Takes mails that are due, at most `limit`, and writes that they are being tried.
pub fn claim(
    tx: &Transaction<'_>,
    _by: &System,
    limit: u32,
    moment: &Moment,
) -> Result<Vec<Errand>> {
    let due = store::due(tx, moment.now, limit)?;
    for errand in &due {
        store::trying(tx, errand.notice.id, errand.attempts, moment.now)?;
    }
    Ok(due)
}

/// Writes how a tried mail went.
pub fn tried(
    tx: &Transaction<'_>,
    _by: &System,
    errand: &Errand,
    went: std::result::Result<(), Trouble>,
    moment: &Moment,
) -> Result<()> {
    let id = errand.notice.id;
    match went {
        Ok(()) => store::sent(tx, id, moment.now)?,
        Err(trouble) => match trouble.next_try(errand.attempts) {
            Some(wait) => store::put_off(tx, id, trouble, moment.now + wait, moment.now)?,
            None => store::failed(tx, id, trouble, moment.now)?,
        },
    }
    Ok(())
}

/// At the start of the program: what was being tried when it stopped may have arrived.
pub fn recover(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<usize> {
    Ok(store::recover(tx, moment.now)?)
}

/// The letters that wait to be printed, by member and then by age.
pub fn letters(conn: &Connection, _by: &Coordinator) -> Result<Vec<Errand>> {
    Ok(store::letters(conn)?)
}

/// Writes that these letters were printed and posted. Those posted before stay as they are.
pub fn posted(
    tx: &Transaction<'_>,
    by: &Coordinator,
    notices: &[i64],
    moment: &Moment,
) -> Result<usize> {
    let mut done = 0;
    for notice in notices {
        done += store::letter_posted(tx, *notice, moment.now)?;
    }
    let details = json!({ "letters": done });
    audit::write(tx, by.into(), moment, "delivery.posted", None, &details)?;
    Ok(done)
}

/// The mails that have not arrived, newest first.
pub fn undelivered(conn: &Connection, _by: &Coordinator) -> Result<Vec<Undelivered>> {
    Ok(store::undelivered(conn)?)
}

/// Sends a failed mail once more, to the address the member has now.
pub fn again(tx: &Transaction<'_>, by: &Coordinator, notice: i64, moment: &Moment) -> Result<()> {
    change_failed(tx, by, notice, "delivery.again", moment, store::again)
}

/// Lets a failed mail be: the member was told otherwise.
pub fn drop_it(tx: &Transaction<'_>, by: &Coordinator, notice: i64, moment: &Moment) -> Result<()> {
    change_failed(tx, by, notice, "delivery.drop", moment, store::dropped)
}

fn change_failed(
    tx: &Transaction<'_>,
    by: &Coordinator,
    notice: i64,
    action: &'static str,
    moment: &Moment,
    change: impl FnOnce(&Transaction<'_>, i64, DateTime<Utc>) -> rusqlite::Result<usize>,
) -> Result<()> {
    if change(tx, notice, moment.now)? == 0 {
        return Err(Error::Conflict(say!("post-this-mail-does-not-wait")));
    }
    let details = json!({ "notice": notice });
    audit::write(tx, by.into(), moment, action, None, &details)
}
