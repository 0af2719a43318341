//! Adding an offer or a request, and changing one.
//!
//! The id of a new one is made when the form is shown, so that a form sent twice adds one. A
//! change carries the version the form was made from.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::listing::{self, Listing, ListingKind, NewListing};
use timebank::member::Profile;
use timebank::{ListingId, Member, Moment};

use super::address;
use super::form::{Edit, Lists, filled, read};
use super::whose::{self, Whose};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

/// The form for a request; `?for=` adds one for somebody.
pub async fn new_request(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    blank(&app, page, &form, ListingKind::Request).await
}

/// The form for an offer; `?for=` adds one for somebody.
pub async fn new_offer(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    blank(&app, page, &form, ListingKind::Offer).await
}

async fn blank(app: &App, page: Page, query: &Form, kind: ListingKind) -> Result<Response> {
    let asked = whose::asked(query, &page)?;
    let mut form = Form::new()
        .with("id", timebank::clock::new_id().to_string())
        .with("side", kind.as_str());
    if query.has("for") {
        form.set("for", query.value("for"));
    }
    let (form, whose, lists) = app
        .read(move |conn| {
            let whose = whose::known(conn, &form, asked)?;
            Ok((form, whose, Lists::read(conn)?))
        })
        .await?;
    page.show(|shell| Edit::of_new(form, kind, whose, &lists, shell))
}

/// Adds an offer or a request.
pub async fn create(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let member = page.member()?;
    let unreadable = || WebError::unreadable(StatusCode::BAD_REQUEST, "a form without its id");
    let kind = ListingKind::parse(form.value("side")).ok_or_else(unreadable)?;
    let id: ListingId = form.value("id").parse().map_err(|_| unreadable())?;
    let asked = whose::asked(&form, &page)?;
    let typed = form.text("who");
    let (mut form, whose, found, lists) = app
        .read(move |conn| {
            let whose = whose::known(conn, &form, asked)?;
            let found = match &whose {
                Whose::Typed => Some(whose::find(conn, &typed)?),
                Whose::Own | Whose::Of(_) => None,
            };
            form.set("id", id.to_string());
            Ok((form, whose, found, Lists::read(conn)?))
        })
        .await?;
    let typed = match found {
        Some(Err(message)) => {
            form.refuse("who", message);
            None
        }
        Some(Ok(profile)) => Some(profile),
        None => None,
    };
    let details = read(&mut form, &lists);
    if let Some(details) = details.filter(|_| form.is_clean()) {
        let new = NewListing { id, kind, details };
        let other = typed.as_ref().or_else(|| whose.other());
        match add(&app, &page, member, other, new).await {
            Ok(listing) => {
                let path = format!("{}?done=added", address(&listing));
                return Ok(Redirect::to(&path).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    page.refuse(|shell| Edit::of_new(form, kind, whose, &lists, shell))
}

async fn add(
    app: &App,
    page: &Page,
    member: Member,
    other: Option<&Profile>,
    new: NewListing,
) -> Result<Listing> {
    let moment: Moment = page.moment();
    match other {
        Some(other) => {
            let (coordinator, other) = (page.coordinator()?, other.id);
            app.write(move |tx| listing::add_for(tx, &coordinator, other, &new, &moment))
                .await
        }
        None => {
            app.write(move |tx| listing::add(tx, &member, &new, &moment))
                .await
        }
    }
}

/// The form with what an offer or request says now.
pub async fn edit(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
) -> Result<Response> {
    let member = page.member()?;
    let (listing, lists) = theirs_to_change(&app, &member, id).await?;
    if !listing.open {
        return Ok(Redirect::to(&address(&listing)).into_response());
    }
    let form = filled(&listing);
    page.show(|shell| Edit::of_known(form, &listing, &lists, shell))
}

/// Changes an offer or a request.
pub async fn save(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ListingId>,
    mut form: Form,
) -> Result<Response> {
    let (member, moment) = (page.member()?, page.moment());
    let (listing, lists) = theirs_to_change(&app, &member, id).await?;
    let version: i64 = form
        .value("version")
        .parse()
        .map_err(|error| WebError::unreadable(StatusCode::BAD_REQUEST, error))?;
    if let Some(details) = read(&mut form, &lists) {
        let changed = app
            .write(move |tx| listing::change(tx, &member, id, &details, version, &moment))
            .await;
        match changed {
            Ok(listing) => {
                let path = format!("{}?done=changed", address(&listing));
                return Ok(Redirect::to(&path).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    page.refuse(|shell| Edit::of_known(form, &listing, &lists, shell))
}

/// The listing, to somebody who may change it: asked before anything that was typed is looked at.
async fn theirs_to_change(app: &App, member: &Member, id: ListingId) -> Result<(Listing, Lists)> {
    let (listing, lists) = app
        .read(move |conn| Ok((listing::get(conn, id)?, Lists::read(conn)?)))
        .await?;
    if !listing::may_change(&listing, member) {
        return Err(WebError::forbidden(say(
            "listing-only-the-member-who-added-b",
        )));
    }
    Ok((listing, lists))
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::page::Shell;
    use crate::spanish::in_spanish;
    use askama::Template;

    #[test]
    fn in_spanish_no_english_is_left() {
        // What the form makes itself, and what was typed.
        let typed = [
            "Walk Biscuit, a small calm dog",
            "He likes the river.",
            "His lead hangs by the door.",
            "Tuesdays and Thursdays",
            "Change this request",
            "Add an offer for somebody",
        ];
        let lists = Lists::default();
        in_spanish(&typed, || {
            let (listing, form) = (samples::request(), Form::new());
            let known = Edit::of_known(filled(&listing), &listing, &lists, Shell::sample());
            let offer = ListingKind::Offer;
            let new = Edit::of_new(form, offer, Whose::Typed, &lists, Shell::sample());
            known.render().unwrap() + &new.render().unwrap()
        });
    }
}
