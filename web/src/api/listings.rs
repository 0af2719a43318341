//! Offers and requests: list, read, add.

use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use ledger::Minutes;
use rusqlite::Transaction;
use serde::{Deserialize, Serialize};
use timebank::listing::{self, Listing, ListingDetails, ListingKind, NewListing, Search};
use timebank::{AreaId, CategoryId, ListingId, MemberId};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::change::{Change, Shown};
use super::{Caller, page_size};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path, Query};
use crate::forms::FieldError;
use crate::pages::people::{is_apart, viewer};

/// An offer or a request.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListingBody {
    /// The id.
    id: Uuid,
    /// `offer` or `request`.
    kind: &'static str,
    /// Whose it is.
    member: Uuid,
    /// Their name.
    member_name: String,
    /// The kind of help.
    category: Option<String>,
    /// The id of the kind of help.
    category_id: Option<i64>,
    /// The part of the place.
    area: Option<String>,
    /// In a few words.
    title: String,
    /// More about it.
    details: String,
    /// When.
    timing: String,
    /// About how long.
    minutes: Option<i64>,
    /// Whether it is open.
    open: bool,
    /// When it was added.
    created_at: DateTime<Utc>,
    /// Rises with every change.
    version: i64,
}

/// A page of listings, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ListingPage {
    /// The listings.
    items: Vec<ListingBody>,
    /// How many there are in all.
    total: u32,
    /// Ask with `cursor` for the next page; absent on the last.
    next_cursor: Option<u32>,
}

/// Which open listings to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// `offer` or `request`; both when absent.
    kind: Option<String>,
    /// Words of the title and the details.
    q: Option<String>,
    /// Only this kind of help; of a heading, also what stands under it.
    category: Option<i64>,
    /// Only this part of the place.
    area: Option<i64>,
    /// Where the page before ended.
    cursor: Option<u32>,
    /// How many, at most 200.
    limit: Option<u32>,
}

/// An offer or a request to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewListingBody {
    /// An id made by the caller.
    id: Uuid,
    /// `offer` or `request`.
    kind: String,
    /// For whom; a coordinator may add for others, the caller when absent.
    #[serde(default)]
    member: Option<Uuid>,
    /// In a few words.
    title: String,
    /// More about it; plain text.
    #[serde(default)]
    details: String,
    /// When: "Any weekday morning".
    #[serde(default)]
    timing: String,
    /// The kind of help.
    #[serde(default)]
    category_id: Option<i64>,
    /// The name of the part of the place; the member's own when empty.
    #[serde(default)]
    area: String,
    /// About how long.
    #[serde(default)]
    minutes: Option<i64>,
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<ListingPage>> {
    let search = Search {
        kind: query.kind.as_deref().map(kind).transpose()?,
        words: query.q.unwrap_or_default(),
        category: query.category.map(CategoryId::new),
        area: query.area.map(AreaId::new),
        except: None,
        viewer: viewer(&caller.person),
    };
    let (offset, limit) = (query.cursor.unwrap_or(0), page_size(query.limit));
    let (found, total) = app
        .read(move |conn| {
            Ok((
                listing::search(conn, &search, offset, limit)?,
                listing::count(conn, &search)?,
            ))
        })
        .await?;
    let end = offset.saturating_add(u32::try_from(found.len()).unwrap_or(u32::MAX));
    let items = found.iter().map(body).collect();
    Ok(Json(ListingPage {
        items,
        total,
        next_cursor: (end < total).then_some(end),
    }))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<ListingBody>> {
    let person = caller.person;
    let listing = app
        .read(move |conn| {
            let mut listing = listing::get(conn, ListingId::new(id))?;
            listing.open &= !is_apart(conn, &person, listing.member)?;
            Ok(listing)
        })
        .await?;
    Ok(Json(body(&listing)))
}

pub(super) async fn create(
    State(app): State<App>,
    Change { caller, sent, once }: Change<NewListingBody>,
) -> Result<Response> {
    let minutes = match sent.minutes {
        None => None,
        Some(minutes) => Some(
            Minutes::new(minutes)
                .filter(|minutes| minutes.get() > 0)
                .ok_or_else(|| refused("minutes", "How long must be at least 1 minute"))?,
        ),
    };
    let new = NewListing {
        id: ListingId::new(sent.id),
        kind: kind(&sent.kind)?,
        details: ListingDetails {
            title: sent.title,
            details: sent.details,
            timing: sent.timing,
            category: sent.category_id.map(CategoryId::new),
            area: sent.area,
            minutes,
        },
    };
    let moment = caller.moment;
    let other = sent
        .member
        .map(MemberId::new)
        .filter(|member| *member != caller.person.id());
    let show = |listing: Listing| {
        let location = format!("/api/v1/listings/{}", listing.id);
        Shown::created(location, body(&listing))
    };
    if let Some(member) = other {
        let by = caller.coordinator()?;
        let command = move |tx: &Transaction<'_>| listing::add_for(tx, &by, member, &new, &moment);
        once.answer(&app, command, show).await
    } else {
        let by = caller.member()?;
        let command = move |tx: &Transaction<'_>| listing::add(tx, &by, &new, &moment);
        once.answer(&app, command, show).await
    }
}

fn kind(code: &str) -> Result<ListingKind> {
    ListingKind::parse(code).ok_or_else(|| refused("kind", "This is offer or request"))
}

fn refused(field: &'static str, message: &'static str) -> WebError {
    WebError::fields([FieldError::new(field, message)])
}

fn body(listing: &Listing) -> ListingBody {
    ListingBody {
        id: listing.id.uuid(),
        kind: listing.kind.as_str(),
        member: listing.member.uuid(),
        member_name: listing.member_name.clone(),
        category: listing.category.map(|_| listing.category_name.clone()),
        category_id: listing.category.map(CategoryId::get),
        area: listing.area.map(|_| listing.area_name.clone()),
        title: listing.title.clone(),
        details: listing.details.clone(),
        timing: listing.timing.clone(),
        minutes: listing.minutes.map(Minutes::get),
        open: listing.open,
        created_at: listing.created_at,
        version: listing.version,
    }
}
