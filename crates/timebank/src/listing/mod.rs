//! Listings: what members offer and what they ask for.

mod model;
mod store;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Answered, Helpers, Listing, ListingDetails, ListingKind, NewListing, Search};

use crate::actor::{Coordinator, Member, Role, Signature};
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{AreaId, CategoryId, ListingId, MemberId};
use crate::{asking, audit, category, member};

/// A member adds an offer or a request.
pub fn add(
    tx: &Transaction<'_>,
    by: &Member,
    new: &NewListing,
    moment: &Moment,
) -> Result<Listing> {
    insert(tx, by.into(), by.id(), new, moment)
}

/// A coordinator adds an offer or a request for somebody.
pub fn add_for(
    tx: &Transaction<'_>,
    by: &Coordinator,
    member: MemberId,
    new: &NewListing,
    moment: &Moment,
) -> Result<Listing> {
    insert(tx, by.into(), member, new, moment)
}

/// An import brings in an open offer or request as of `added_at`. The import writes one audit
/// row for all it does.
pub(crate) fn import_open(
    tx: &Transaction<'_>,
    member: MemberId,
    new: &NewListing,
    added_at: DateTime<Utc>,
) -> Result<()> {
    let details = new.details.checked()?;
    let area = member::get(tx, member)?.area;
    Ok(store::insert(
        tx, new.id, new.kind, member, &details, area, added_at,
    )?)
}

/// Changes a listing: its member, or a coordinator. `version` is the one the form was made from.
pub fn change(
    tx: &Transaction<'_>,
    by: &Member,
    id: ListingId,
    details: &ListingDetails,
    version: i64,
    moment: &Moment,
) -> Result<Listing> {
    let listing = own_or_coordinated(tx, by, id)?;
    if listing.version != version {
        return Err(Error::Conflict(
            "Somebody else changed this meanwhile. Look at it again.".into(),
        ));
    }
    let mut details = details.checked()?;
    details.category = usable(tx, details.category)?;
    let area = category::area_named(tx, &details.area)?;
    store::update(tx, id, &details, area, moment.now)?;
    audit::write(
        tx,
        by.into(),
        moment,
        "listing.change",
        Some(id.uuid()),
        &json!({}),
    )?;
    get(tx, id)
}

/// Closes a listing: its member, or a coordinator. Closing a closed one changes nothing.
pub fn close(tx: &Transaction<'_>, by: &Member, id: ListingId, moment: &Moment) -> Result<Listing> {
    let listing = own_or_coordinated(tx, by, id)?;
    if listing.open {
        asking::request_closed(tx, by.into(), id, moment)?;
        store::close(tx, id, moment.now)?;
        audit::write(
            tx,
            by.into(),
            moment,
            "listing.close",
            Some(id.uuid()),
            &json!({}),
        )?;
    }
    get(tx, id)
}

/// One listing, open or closed.
pub fn get(conn: &Connection, id: ListingId) -> Result<Listing> {
    store::get(conn, id)?.ok_or(Error::NotFound("This offer or request"))
}

/// Open listings of active members that a search finds: requests that wait longest last.
pub fn search(conn: &Connection, search: &Search, offset: u32, limit: u32) -> Result<Vec<Listing>> {
    Ok(store::search(conn, search, offset, limit)?)
}

/// The newest open listings that a search finds, those of one part of the place before all others.
pub fn near(
    conn: &Connection,
    search: &Search,
    area: Option<AreaId>,
    limit: u32,
) -> Result<Vec<Listing>> {
    Ok(store::near(conn, search, area, limit)?)
}

/// The titles of these listings, open or closed; those that do not exist are left out.
pub fn titles(conn: &Connection, listings: &[ListingId]) -> Result<HashMap<ListingId, String>> {
    Ok(store::titles(conn, listings)?)
}

/// How much help of its kind is offered for each of these requests; those without a kind are left
/// out.
pub fn helpers(conn: &Connection, requests: &[ListingId]) -> Result<HashMap<ListingId, Helpers>> {
    Ok(store::helpers(conn, requests)?)
}

/// How many open listings a search finds.
pub fn count(conn: &Connection, search: &Search) -> Result<u32> {
    Ok(store::count(conn, search)?)
}

/// Open requests of active members, made at `since` or earlier, that no exchange came of: those
/// that wait longest first.
pub fn unanswered(conn: &Connection, since: DateTime<Utc>, limit: u32) -> Result<Vec<Listing>> {
    Ok(store::unanswered(conn, since, limit)?)
}

/// How many requests nobody has answered since then.
pub fn count_unanswered(conn: &Connection, since: DateTime<Utc>) -> Result<u32> {
    Ok(store::count_unanswered(conn, since)?)
}

/// Every offer and request there ever was, with what came of it.
pub fn answered(conn: &Connection) -> Result<Vec<Answered>> {
    Ok(store::answered(conn)?)
}

/// Calls `each` for every offer and request, open or closed, oldest first. The first error ends
/// it.
pub fn for_each<E: From<rusqlite::Error>>(
    conn: &Connection,
    each: impl FnMut(Listing) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    store::for_each(conn, each)
}

/// A member's open listings, newest first.
pub fn of_member(conn: &Connection, member: MemberId) -> Result<Vec<Listing>> {
    Ok(store::of_member(conn, member)?)
}

/// The titles of what each of these members offers now, newest first.
pub fn offers_of(
    conn: &Connection,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Vec<String>>> {
    Ok(store::offers_of(conn, members)?)
}

/// Whether this member may change a listing.
#[must_use]
pub fn may_change(listing: &Listing, by: &Member) -> bool {
    listing.member == by.id() || by.person().role() >= Role::Coordinator
}

fn own_or_coordinated(conn: &Connection, by: &Member, id: ListingId) -> Result<Listing> {
    let listing = get(conn, id)?;
    if may_change(&listing, by) {
        Ok(listing)
    } else {
        Err(Error::forbidden(
            "Only the member who added it, or a coordinator, can change it.",
        ))
    }
}

fn insert(
    tx: &Transaction<'_>,
    by: Signature,
    member: MemberId,
    new: &NewListing,
    moment: &Moment,
) -> Result<Listing> {
    if let Some(known) = store::get(tx, new.id)? {
        // The same form sent twice adds the listing once.
        return Ok(known);
    }
    let mut details = new.details.checked()?;
    let owner = member::get(tx, member)?;
    if !owner.takes_part() {
        return Err(Error::forbidden(
            "This member is not taking part at the moment.",
        ));
    }
    details.category = usable(tx, details.category)?;
    let area = category::area_named(tx, &details.area)?.or(owner.area);
    store::insert(tx, new.id, new.kind, member, &details, area, moment.now)?;
    let facts = json!({ "kind": new.kind.as_str() });
    audit::write(tx, by, moment, "listing.add", Some(new.id.uuid()), &facts)?;
    get(tx, new.id)
}

fn usable(conn: &Connection, category: Option<CategoryId>) -> Result<Option<CategoryId>> {
    category.map(|id| category::usable(conn, id)).transpose()
}
