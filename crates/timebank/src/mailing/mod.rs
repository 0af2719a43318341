//! Mailings: one text of the coordinators to all members whom a filter finds, never to addresses
//! typed by hand.
//!
//! Each of them gets a notice in the outbox, so that it leaves by mail, joins the letters to
//! print or stands on the website, as the member chose. What was sent is kept: by whom, to which
//! filter, to how many.

mod model;
mod store;

use rusqlite::{Connection, Transaction};
use serde_json::json;
use words::say;

pub use model::{Filter, Mailing, NewMailing, Reach, Recipient, Taking};

use crate::actor::Coordinator;
use crate::audit;
use crate::clock::Moment;
use crate::delivery::{self, Topic, Way};
use crate::error::{Error, Result};
use crate::ids::MailingId;
use crate::outbox::{self, NoticeKind};

/// Whom a filter finds today, by name, each with how they are reached.
pub fn recipients(
    conn: &Connection,
    _by: &Coordinator,
    filter: &Filter,
    moment: &Moment,
) -> Result<Vec<Recipient>> {
    found(conn, filter, moment)
}

fn found(conn: &Connection, filter: &Filter, moment: &Moment) -> Result<Vec<Recipient>> {
    let mut found = store::recipients(conn, filter, filter.quiet_by(moment.today))?;
    for one in &mut found {
        let way = delivery::choices(conn, one.member)?.way(Topic::News);
        one.way = match way {
            Way::Mail if !one.has_email => Way::Here,
            way => way,
        };
    }
    Ok(found)
}

/// Sends it to all whom its filter finds now. The same form sent twice sends once.
pub fn send(
    tx: &Transaction<'_>,
    by: &Coordinator,
    new: &NewMailing,
    moment: &Moment,
) -> Result<Mailing> {
    if let Some(known) = store::get(tx, new.id)? {
        return Ok(known);
    }
    let new = new.checked()?;
    let recipients = found(tx, &new.filter, moment)?;
    if recipients.is_empty() {
        return Err(Error::field(
            "state",
            say!("telling-nobody-fits-what-you-have"),
        ));
    }
    let reach = Reach::of(&recipients);
    store::insert(tx, by.id(), &new, reach, moment.now)?;
    let subject = new.id.uuid();
    for one in &recipients {
        let kind = NoticeKind::Mailing;
        outbox::tell(tx, moment, one.member, kind, subject, &json!({}))?;
    }
    let details = json!({
        "mail": reach.by_mail, "letter": reach.by_letter, "here": reach.here,
    });
    let action = "mailing.send";
    audit::write(tx, by.into(), moment, action, Some(subject), &details)?;
    get(tx, new.id)
}

/// One of them.
pub fn get(conn: &Connection, id: MailingId) -> Result<Mailing> {
    store::get(conn, id)?.ok_or(Error::NotFound("This message"))
}

/// What was sent, newest first.
pub fn list(conn: &Connection, _by: &Coordinator, limit: u32) -> Result<Vec<Mailing>> {
    Ok(store::list(conn, limit)?)
}
