//! The digest: what is new near a member and what waits for them, once a week or once a month,
//! for those who asked for it.
//!
//! It is a notice of the outbox like any other, so it leaves by mail or as a letter. What it says
//! is read when it is told. A period in which nothing happened is passed over in silence. Every
//! mail carries a link that ends it: the link is for whoever holds it and needs no sign-in.

mod store;

use chrono::{DateTime, Days, Months, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

use crate::access::Secret;
use crate::actor::{Coordinator, Person, Signature, System};
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::MemberId;
use crate::listing::{self, Listing, ListingKind, Search};
use crate::outbox::{self, NoticeKind};
use crate::{conversation, exchange, member};

/// How many listings of each kind are named.
const NAMED: usize = 5;
/// So many are looked through for those that are new.
const LOOKED_THROUGH: u32 = 200;
/// So many members are told in one go.
const AT_ONCE: u32 = 200;

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// Once a week.
    Weekly,
    /// Once a month.
    Monthly,
}

impl Often {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Weekly, Self::Monthly];

    /// The code kept in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|often| often.as_str() == code)
    }

    fn after(self, at: DateTime<Utc>) -> DateTime<Utc> {
        let next = match self {
            Self::Weekly => at.checked_add_days(Days::new(7)),
            Self::Monthly => at.checked_add_months(Months::new(1)),
        };
        next.unwrap_or(at)
    }
}

/// What is new, and what waits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// New requests, those from the member's own area first.
    pub requests: Vec<Listing>,
    /// New offers, likewise.
    pub offers: Vec<Listing>,
    /// Exchanges that wait for the member's answer.
    pub waiting: usize,
    /// Conversations with messages the member has not read.
    pub unread: usize,
}

impl Contents {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty() && self.offers.is_empty() && self.waiting + self.unread == 0
    }
}

/// How often a member is told; nothing where they did not ask for it.
pub fn of(conn: &Connection, member: MemberId) -> Result<Option<Often>> {
    Ok(store::of(conn, member)?)
}

/// Asks for it, or for none. The first comes after a week or a month; `secret` makes the link
/// that ends it, unless there is one already.
pub fn choose(
    tx: &Transaction<'_>,
    by: &Person,
    often: Option<Often>,
    secret: &Secret,
    moment: &Moment,
) -> Result<()> {
    write(tx, by.into(), by.id(), often, secret, moment)
}

/// Asks for it, or for none, for a member who said so on the telephone or in person.
pub fn choose_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    often: Option<Often>,
    secret: &Secret,
    moment: &Moment,
) -> Result<()> {
    member::get(tx, member)?;
    write(tx, by.into(), member, often, secret, moment)
}

fn write(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    often: Option<Often>,
    secret: &Secret,
    moment: &Moment,
) -> Result<()> {
    match often {
        Some(often) => {
            let next = often.after(moment.now);
            store::choose(tx, member, often, &secret.text(), moment.now, next)?;
        }
        None => store::stop(tx, member)?,
    }
    write_down(tx, by, member, often, moment)
}

/// Whoever holds the link of a mail ends it. Done twice, it changes nothing more.
pub fn stop_by_link(tx: &Transaction<'_>, by: &System, token: &str, moment: &Moment) -> Result<()> {
    if let Some(member) = store::with_token(tx, token)? {
        store::stop(tx, member)?;
        write_down(tx, by.into(), member, None, moment)?;
    }
    Ok(())
}

fn write_down(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    often: Option<Often>,
    moment: &Moment,
) -> Result<()> {
    let details = json!({ "often": often.map(Often::as_str) });
    let (subject, action) = (Some(member.uuid()), "member.digest");
    audit::write(tx, by, moment, action, subject, &details)
}

/// What the link in a mail ends with; nothing where the member does not get it any more.
pub fn token(conn: &Connection, member: MemberId) -> Result<Option<String>> {
    Ok(store::token(conn, member)?)
}

/// Refuses a link that belongs to nobody.
pub fn check_link(conn: &Connection, token: &str) -> Result<()> {
    let found = store::with_token(conn, token)?;
    found.map(drop).ok_or(Error::NotFound("This link"))
}

/// Tells those whose time has come, where there is something to tell.
///
/// Returns how many are told.
pub fn sweep(tx: &Transaction<'_>, _by: &System, moment: &Moment) -> Result<usize> {
    let mut told = 0;
    for due in store::due(tx, moment.now, AT_ONCE)? {
        let since = due.told_at;
        store::told(tx, due.member, moment.now, due.often.after(moment.now))?;
        if contents(tx, due.member, since)?.is_empty() {
            continue;
        }
        let details = json!({ "since": since.timestamp() });
        let (member, kind) = (due.member, NoticeKind::Digest);
        outbox::tell(tx, moment, member, kind, member.uuid(), &details)?;
        told += 1;
    }
    Ok(told)
}

/// What is new for a member since an instant, as it stands now.
pub fn contents(conn: &Connection, member: MemberId, since: DateTime<Utc>) -> Result<Contents> {
    Ok(Contents {
        requests: new(conn, member, ListingKind::Request, since)?,
        offers: new(conn, member, ListingKind::Offer, since)?,
        waiting: exchange::awaiting(conn, member)?.len(),
        unread: conversation::unread(conn, member, LOOKED_THROUGH)?.len(),
    })
}

fn new(
    conn: &Connection,
    member: MemberId,
    kind: ListingKind,
    since: DateTime<Utc>,
) -> Result<Vec<Listing>> {
    let area = member::get(conn, member)?.area;
    let search = Search {
        except: Some(member),
        viewer: Some(member),
        ..Search::all(kind)
    };
    let mut found = listing::search(conn, &search, 0, LOOKED_THROUGH)?;
    // One made in the very second of the last digest may be told twice, and is never left out.
    found.retain(|listing| listing.created_at >= since);
    found.sort_by_key(|listing| area.is_none() || listing.area != area);
    found.truncate(NAMED);
    Ok(found)
}
