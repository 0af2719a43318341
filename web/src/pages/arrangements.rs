//! Arranging help before it is done: one page that asks who helps, with what, when and about how
//! long; the other one is then asked. It begins on the page of an offer, a request or a person.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Minutes;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::category;
use timebank::exchange::{self, NewExchange};
use timebank::listing::{self, Listing, ListingKind};
use timebank::member::{self, Profile, State as Membership};
use timebank::{CategoryId, ExchangeId, ListingId, MemberId, clock};

use super::exchanges::{refused, with_length};
use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::{Result, WebError};
use crate::extract::Query;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};
use crate::words::say;

/// "When would it be?", in three boxes.
pub(in crate::pages) const PLANNED: DayQuestion = DayQuestion {
    when: "",
    past_only: false,
    ..DayQuestion::done("subject-day-it-would-be")
};

/// "About how long?"
pub(in crate::pages) const ABOUT: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-about-how-long-it-takes",
};

/// With whom, and from which offer or request.
#[derive(Debug, Deserialize)]
pub struct Wish {
    with: Option<MemberId>,
    listing: Option<ListingId>,
}

#[derive(Template)]
#[template(path = "arrangements/new.html")]
struct New {
    shell: Shell,
    form: Form,
    name: String,
    greeting: String,
    back: String,
    sides: Vec<Choice>,
    categories: Vec<Choice>,
    day: DayQuestion,
    length: DurationQuestion,
    available: i64,
}

/// What the page shows beside the form.
struct Shown {
    other: Profile,
    categories: Vec<Choice>,
    available: i64,
}

impl Shown {
    fn read(
        conn: &Connection,
        with: MemberId,
        account: ledger::AccountId,
    ) -> timebank::Result<Self> {
        Ok(Self {
            other: member::get(conn, with)?,
            categories: kinds::to_choose(&category::list(conn)?),
            available: ledger::available(conn, account)?.get(),
        })
    }

    fn page(self, shell: Shell, form: Form) -> New {
        let greeting = self.other.greeting().to_owned();
        let back = match form.value("listing") {
            "" => format!("/people/{}", self.other.id),
            listing => format!("/listings/{listing}"),
        };
        New {
            shell,
            back,
            sides: vec![
                Choice::new("received", say!("arrange-would-help-me", name = &greeting)),
                Choice::new("gave", say!("arrange-i-would-help", name = &greeting)),
            ],
            name: self.other.name.clone(),
            greeting,
            categories: self.categories,
            day: PLANNED,
            length: ABOUT,
            available: self.available,
            form,
        }
    }
}

/// The page.
pub async fn ask(State(app): State<App>, page: Page, Query(wish): Query<Wish>) -> Result<Response> {
    let me = page.member()?;
    let account = me.person().account();
    let found = app
        .read(move |conn| {
            let listing = wish.listing.map(|id| listing::get(conn, id)).transpose()?;
            let other = wish.with.or(listing.as_ref().map(|listing| listing.member));
            let shown = other
                .map(|other| Shown::read(conn, other, account))
                .transpose()?;
            Ok((listing, shown))
        })
        .await?;
    let (listing, Some(shown)) = found else {
        return Ok(Redirect::to("/people").into_response());
    };
    if shown.other.id == me.id() || shown.other.state != Membership::Active {
        return Err(WebError::conflict(say(
            "arrange-choose-somebody-else-who-takes",
        )));
    }
    let form = prefilled(&shown.other, listing.as_ref());
    page.show(|shell| shown.page(shell, form))
}

/// Asks the other one.
pub async fn propose(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let with = form
        .value("with")
        .parse()
        .map_err(|_| WebError::not_found())?;
    let account = by.person().account();
    if let Some(new) = read(&mut form, &page, by.id(), with) {
        let answer = app
            .write(move |tx| exchange::propose(tx, &by, &new, &moment))
            .await;
        if let Some(exchange) = refused(&mut form, answer)? {
            let path = format!("/exchanges/{}?done=proposed", exchange.id);
            return Ok(Redirect::to(&path).into_response());
        }
    }
    let shown = app
        .read(move |conn| Shown::read(conn, with, account))
        .await?;
    page.refuse(|shell| shown.page(shell, form))
}

/// Whoever answers a request would give, whoever takes up an offer would receive.
fn prefilled(other: &Profile, listing: Option<&Listing>) -> Form {
    let mut form = Form::new()
        .with("id", clock::new_id().to_string())
        .with("with", other.id.to_string());
    if let Some(listing) = listing.filter(|listing| listing.member == other.id) {
        let way = match listing.kind {
            ListingKind::Request => "gave",
            ListingKind::Offer => "received",
        };
        form.set("way", way);
        form.set("listing", listing.id.to_string());
        form.set("description", listing.title.clone());
        let kind = listing.category.map(|kind| kind.to_string());
        form.set("category", kind.unwrap_or_default());
        if let Some(minutes) = listing.minutes {
            form = with_length(form, minutes);
        }
    }
    form
}

fn read(form: &mut Form, page: &Page, me: MemberId, with: MemberId) -> Option<NewExchange> {
    let (giver, receiver) = match form.value("way") {
        "gave" => (me, with),
        "received" => (with, me),
        _ => {
            form.refuse("way", say("arrange-select-who-would-help"));
            (me, with)
        }
    };
    let (day, length) = (PLANNED.read(form, page.today()), ABOUT.read(form));
    let (day, minutes) = (form.take(day), form.take(length));
    let id = form.value("id").parse().ok();
    if !form.is_clean() {
        return None;
    }
    Some(NewExchange {
        id: ExchangeId::new(id?),
        giver,
        receiver,
        listing: form.value("listing").parse().ok(),
        category: form.value("category").parse().ok().map(CategoryId::new),
        description: form.text("description"),
        note: form.lines("note"),
        done_on: day?,
        minutes: Minutes::new(minutes?.into())?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::people::samples;

    #[test]
    fn the_page_asks_who_what_when_and_about_how_long() {
        let shown = Shown {
            other: samples::dilys(),
            categories: vec![Choice::new("2", "Gardening")],
            available: 90,
        };
        let form = prefilled(&shown.other, None);
        let html = shown.page(Shell::sample(), form).render().unwrap();
        assert_eq!(html.matches("<h1").count(), 1);
        assert!(html.contains("would help me"));
        assert!(html.contains("action=\"/arrangements\" method=\"post\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let html = crate::spanish::in_spanish(&[], || {
            let shown = Shown {
                other: samples::dilys(),
                categories: vec![Choice::new("2", "Gardening")],
                available: 90,
            };
            let form = prefilled(&shown.other, None);
            shown.page(Shell::sample(), form).render().unwrap()
        });
        assert!(html.contains("Yo ayudaría a Dilys"));
    }
}
