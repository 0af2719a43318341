//! Members: what everybody may know of everybody, and the particulars for coordinators.

use axum::extract::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use timebank::member::{self, Profile, Search, State as Membership};
use timebank::{Error, MemberId, contact};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{Caller, page_size};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Json, Path, Query};
use crate::forms::FieldError;
use crate::pages::people::{is_apart, viewer};

/// A member. The particulars are there for coordinators and for the member.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberBody {
    /// The id.
    id: Uuid,
    /// The number, without prefix and check digit.
    number: u32,
    /// The number as printed.
    printed_number: String,
    /// `person` or `organisation`.
    kind: &'static str,
    /// The whole name.
    name: String,
    /// The part of the place.
    area: Option<String>,
    /// What others may read.
    about: String,
    /// First day as a member.
    joined_on: Option<NaiveDate>,
    /// `applicant`, `active`, `paused` or `left`.
    state: &'static str,
    /// How they are reached, as far as the caller may see it; absent in a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    reached: Option<ReachedBody>,
    /// What only the member and coordinators see.
    #[serde(skip_serializing_if = "Option::is_none")]
    particulars: Option<Particulars>,
}

/// How a member is reached; what the caller may not see is empty.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReachedBody {
    /// Telephone number.
    phone: String,
    /// E-mail address.
    email: String,
    /// Postal address.
    address: String,
}

/// What only the member and coordinators see.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Particulars {
    /// The account in the book.
    account: Uuid,
    /// `member`, `coordinator` or `administrator`.
    role: &'static str,
    /// E-mail address.
    email: Option<String>,
    /// Telephone number.
    phone: String,
    /// Postal address.
    address: String,
    /// Last day as a member.
    left_on: Option<NaiveDate>,
}

/// A page of members, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MemberPage {
    /// The members.
    items: Vec<MemberBody>,
    /// How many there are in all.
    total: u32,
    /// Ask with `cursor` for the next page; absent on the last.
    next_cursor: Option<u32>,
}

/// Which members to list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(super) struct ListQuery {
    /// Words of the name, or a number.
    q: Option<String>,
    /// Only this state; members see active ones in any case.
    state: Option<String>,
    /// Where the page before ended.
    cursor: Option<u32>,
    /// How many, at most 200.
    limit: Option<u32>,
}

pub(super) async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(query): Query<ListQuery>,
) -> Result<Json<MemberPage>> {
    let state = match query.state.as_deref() {
        _ if !caller.is_coordinator() => Some(Membership::Active),
        None => None,
        Some(code) => Some(Membership::parse(code).ok_or_else(|| {
            WebError::fields([FieldError::new("state", "There is no such state")])
        })?),
    };
    let search = Search {
        words: query.q.unwrap_or_default(),
        state,
        viewer: viewer(&caller.person),
        ..Search::default()
    };
    let (offset, limit) = (query.cursor.unwrap_or(0), page_size(query.limit));
    let (found, total) = app
        .read(move |conn| {
            Ok((
                member::search(conn, &search, offset, limit)?,
                member::count(conn, &search)?,
            ))
        })
        .await?;
    let end = offset.saturating_add(u32::try_from(found.len()).unwrap_or(u32::MAX));
    let items = found.iter().map(|profile| body(profile, &caller)).collect();
    Ok(Json(MemberPage {
        items,
        total,
        next_cursor: (end < total).then_some(end),
    }))
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> Result<Json<MemberBody>> {
    let id = MemberId::new(id);
    let own = id == caller.person.id();
    let all = caller.is_coordinator() || own;
    let person = caller.person.clone();
    let (profile, visible) = app
        .read(move |conn| {
            let profile = member::get(conn, id)?;
            let seen = profile.state == Membership::Active && !is_apart(conn, &person, id)?;
            if all || seen {
                let visible = contact::visible(conn, &person, &profile)?;
                Ok((profile, visible))
            } else {
                Err(Error::NotFound("This member"))
            }
        })
        .await?;
    let mut body = body(&profile, &caller);
    body.reached = Some(ReachedBody {
        phone: visible.phone,
        email: visible.email,
        address: visible.address,
    });
    Ok(Json(body))
}

fn body(profile: &Profile, caller: &Caller) -> MemberBody {
    let sees_all = caller.is_coordinator() || profile.id == caller.person.id();
    MemberBody {
        id: profile.id.uuid(),
        number: profile.number.get(),
        printed_number: profile.number.printed(&caller.bank.prefix),
        kind: profile.kind.as_str(),
        name: profile.name.clone(),
        area: Some(profile.area_name.clone()).filter(|name| !name.is_empty()),
        about: profile.about.clone(),
        joined_on: profile.joined_on,
        state: profile.state.as_str(),
        reached: None,
        particulars: sees_all.then(|| Particulars {
            account: profile.account.uuid(),
            role: profile.role.as_str(),
            email: profile.email.clone(),
            phone: profile.phone.clone(),
            address: profile.address.clone(),
            left_on: profile.left_on,
        }),
    }
}
