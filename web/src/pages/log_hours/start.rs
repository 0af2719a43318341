//! The first question, and what it begins with: nothing, somebody's page, an offer or a request,
//! or an exchange that is logged again.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::exchange;
use timebank::listing::{self, Listing, ListingKind};
use timebank::member::{self, State as Membership};
use timebank::{DraftId, Error, ExchangeId, MemberId, category, clock, draft};

use super::answers::{Answers, Way};
use super::order::{Mode, Question};
use super::question::{self, Asked, QuestionPage, Stage, filled};
use super::story::Story;
use super::{keep, load};
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Path, Query};
use crate::forms::Form;
use crate::page::Page;

/// Where it begins. What cannot be read is left out: the questions are then asked.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Beginning {
    #[serde(default)]
    with: String,
    #[serde(default)]
    listing: String,
    #[serde(default)]
    way: String,
}

/// The first question, in a form with a fresh id. Nothing is kept yet.
pub async fn start(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    Query(beginning): Query<Beginning>,
) -> Result<Response> {
    let id = DraftId::new(clock::new_id());
    let (asked, way) = read(&app, &page, mode, id, beginning).await?;
    let question = first(mode);
    let form =
        filled(question, &asked.answers, page.today()).with("way", way.map_or("", Way::code));
    page.show(|shell| QuestionPage::new(shell, mode, question, Stage::Beginning, asked, form))
}

/// Takes the first answer: from here on the answers are kept.
pub async fn begin(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    mut form: Form,
) -> Result<Response> {
    let id = form.value("id").parse();
    let id: DraftId = id.unwrap_or_else(|_| DraftId::new(clock::new_id()));
    if is_sent(&app, &page, id).await? {
        return Ok(Redirect::to(&format!("/exchanges/{id}")).into_response());
    }
    let beginning = Beginning {
        with: form.value("with").to_owned(),
        listing: form.value("listing").to_owned(),
        way: String::new(),
    };
    let (asked, _) = read(&app, &page, mode, id, beginning).await?;
    let question = first(mode);
    if let Some(answer) = question::read(question, &mut form, &asked, page.today()) {
        let seed = Some(asked.answers.clone());
        let answers = keep(&app, &page, mode, id, question, answer, seed).await?;
        return Ok(Redirect::to(&mode.next(id, &answers)).into_response());
    }
    page.refuse(|shell| QuestionPage::new(shell, mode, question, Stage::Beginning, asked, form))
}

/// Begins with the answers of an exchange, all but the day.
pub async fn again(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    form: Form,
) -> Result<Response> {
    let new = form.value("id").parse();
    let new: DraftId = new.unwrap_or_else(|_| DraftId::new(clock::new_id()));
    let (member, moment) = (page.member()?, page.moment());
    let answers = app
        .write(move |tx| {
            let person = member.person();
            let exchange = exchange::view(tx, person, id)?;
            let side = exchange
                .side_of(person.id())
                .ok_or(Error::NotFound("This exchange"))?;
            // Sent twice, it begins once, and what was answered since is kept.
            if let Some(known) = load(tx, person, Mode::Own, new)? {
                return Ok(known);
            }
            let answers = Answers::again(&exchange, side);
            let json = serde_json::to_string(&answers).unwrap_or_default();
            draft::keep(tx, person, new, Mode::Own.kind(), &json, &moment)?;
            Ok(answers)
        })
        .await?;
    Ok(Redirect::to(&Mode::Own.next(new, &answers)).into_response())
}

fn first(mode: Mode) -> Question {
    mode.questions()[0]
}

async fn is_sent(app: &App, page: &Page, id: DraftId) -> Result<bool> {
    let person = page.person()?.clone();
    let id = ExchangeId::new(id.uuid());
    app.read(move |conn| match exchange::view(conn, &person, id) {
        Ok(_) => Ok(true),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    })
    .await
}

async fn read(
    app: &App,
    page: &Page,
    mode: Mode,
    id: DraftId,
    beginning: Beginning,
) -> std::result::Result<(Asked, Option<Way>), WebError> {
    let me = page.person()?.id();
    app.read(move |conn| {
        let (answers, way) = seed(conn, me, &beginning)?;
        let asked = Asked {
            id,
            story: Story::read(conn, mode, me, &answers)?,
            people: Vec::new(),
            query: String::new(),
            kinds: category::list(conn)?,
            answers,
        };
        Ok((asked, way))
    })
    .await
}

/// What is known before the first question.
fn seed(
    conn: &Connection,
    me: MemberId,
    beginning: &Beginning,
) -> timebank::Result<(Answers, Option<Way>)> {
    let listing = match beginning.listing.parse() {
        Ok(id) => found(listing::get(conn, id))?,
        Err(_) => None,
    };
    let named = beginning.with.parse().ok();
    let with = named.or(listing.as_ref().map(|listing| listing.member));
    let with = match with.filter(|with| *with != me) {
        Some(with) => found(member::get(conn, with))?,
        None => None,
    };
    let with = with.filter(|profile| profile.state == Membership::Active);
    let way = Way::parse(&beginning.way).or(listing.as_ref().map(|listing| way_of(listing, me)));
    let mut answers = Answers {
        with: with.map(|profile| profile.id),
        ..Answers::default()
    };
    if let Some(listing) = listing {
        answers.listing = Some(listing.id);
        answers.category = listing.category;
        answers.description = listing.title;
    }
    Ok((answers, way))
}

/// Whoever answers a request helps; whoever takes up an offer is helped; one's own listing is
/// the other way round.
fn way_of(listing: &Listing, me: MemberId) -> Way {
    match (listing.kind, listing.member == me) {
        (ListingKind::Request, false) | (ListingKind::Offer, true) => Way::Gave,
        (ListingKind::Offer, false) | (ListingKind::Request, true) => Way::Received,
    }
}

/// What was found; nothing where it does not exist.
fn found<T>(answer: timebank::Result<T>) -> timebank::Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
