//! The API: JSON twins of the pages, over the same commands.
//!
//! A program is known by a bearer token, which acts as one member; it may do what that member
//! may do. Bodies with a field nobody knows are refused. Lengths are whole minutes, days ISO
//! dates, instants RFC 3339 in UTC. Lists are read in pages by cursor. Errors are problem
//! details (RFC 9457). Whatever is created carries an id made by the caller: the same id with
//! the same content again is the same thing. A request that carries an id of its own
//! ([`change::KEY`]) is done once, and gets its first answer whenever it is sent again.

mod accounts;
mod askings;
mod books;
mod categories;
mod change;
mod circumstances;
mod conversations;
mod digest;
mod exchanges;
mod imports;
mod joining;
mod kept;
mod listings;
mod mailings;
mod members;
mod months;
mod needs;
pub mod openapi;
mod pages;
mod privacy;
mod reports;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use timebank::bank::{self, Bank};
use timebank::{Channel, Coordinator, Member, Moment, Person, Role, Treasurer};

use crate::app::App;
use crate::error::{Result, WebError};
use crate::routing::Policy::{
    Account, Coordinator as ForCoordinators, Member as ForMembers, Public, SignedIn,
    Treasurer as ForTreasurers,
};
use crate::routing::Route;
use crate::session::Visitor;

/// How many items a page of a list holds unless the caller says otherwise.
const PAGE: u32 = 50;
/// How many items a page of a list can hold.
const MOST: u32 = 200;

/// The routes of the API, in reading order.
#[must_use]
pub fn routes() -> Vec<Route> {
    let document = Route::get(
        "/api/v1/openapi.json",
        Public,
        "This document",
        openapi::document,
    );
    [
        vec![document],
        of_exchanges(),
        of_the_rest(),
        of_askings(),
        of_conversations(),
        of_privacy(),
        of_mailings(),
        joining::routes(),
        imports::routes(),
        of_months(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_exchanges() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/exchanges",
            SignedIn,
            "List exchanges",
            exchanges::list,
        ),
        Route::post(
            "/api/v1/exchanges",
            ForMembers,
            "Record an exchange",
            exchanges::create,
        ),
        Route::get(
            "/api/v1/exchanges/{id}",
            SignedIn,
            "One exchange",
            exchanges::get,
        ),
        Route::post(
            "/api/v1/exchanges/{id}/confirmation",
            ForMembers,
            "Confirm an exchange",
            exchanges::confirm,
        ),
        Route::post(
            "/api/v1/exchanges/{id}/approval",
            ForCoordinators,
            "Approve an exchange and post it in the book",
            exchanges::approve,
        ),
        Route::post(
            "/api/v1/exchanges/{id}/decline",
            ForCoordinators,
            "Decline an exchange",
            exchanges::decline,
        ),
    ]
}

fn of_the_rest() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/accounts",
            ForCoordinators,
            "Every account with its balance, at one moment",
            accounts::list,
        ),
        Route::get(
            "/api/v1/accounts/{id}",
            SignedIn,
            "One account",
            accounts::get,
        ),
        Route::get(
            "/api/v1/accounts/{id}/statement",
            SignedIn,
            "The statement of an account",
            accounts::statement,
        ),
        Route::get("/api/v1/members", SignedIn, "List members", members::list),
        Route::get("/api/v1/members/{id}", SignedIn, "One member", members::get),
        Route::get(
            "/api/v1/categories",
            SignedIn,
            "List kinds of help",
            categories::list,
        ),
        Route::get(
            "/api/v1/listings",
            SignedIn,
            "List open offers and requests",
            listings::list,
        ),
        Route::post(
            "/api/v1/listings",
            ForMembers,
            "Add an offer or a request",
            listings::create,
        ),
        Route::get(
            "/api/v1/listings/{id}",
            SignedIn,
            "One offer or request",
            listings::get,
        ),
        Route::get(
            "/api/v1/reports/activity/schema",
            Public,
            "The JSON Schema of the activity report",
            reports::schema,
        ),
        Route::get(
            "/api/v1/reports/activity",
            ForCoordinators,
            "The activity report",
            reports::activity,
        ),
        Route::get(
            "/api/v1/book-check",
            Account,
            "How the books stand",
            books::get,
        ),
        Route::post(
            "/api/v1/book-check",
            ForTreasurers,
            "Check the books now",
            books::check,
        ),
    ]
}

fn of_askings() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/listings/{id}/matches",
            SignedIn,
            "Who could help with a request",
            askings::matches,
        ),
        Route::post(
            "/api/v1/askings",
            ForMembers,
            "Ask neighbours about a request",
            askings::create,
        ),
        Route::get(
            "/api/v1/askings/{id}",
            SignedIn,
            "Who is asked, and what they say",
            askings::get,
        ),
        Route::post(
            "/api/v1/askings/{id}/answer",
            ForMembers,
            "Answer: yes, or not this time",
            askings::answer,
        ),
        Route::post(
            "/api/v1/askings/{id}/ending",
            ForMembers,
            "Stop asking",
            askings::stop,
        ),
    ]
}

fn of_conversations() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/conversations",
            SignedIn,
            "List one’s conversations",
            conversations::list,
        ),
        Route::post(
            "/api/v1/conversations",
            ForMembers,
            "Write a first message about an exchange or a listing",
            conversations::create,
        ),
        Route::get(
            "/api/v1/conversations/{id}",
            SignedIn,
            "One conversation of one’s own",
            conversations::get,
        ),
        Route::post(
            "/api/v1/conversations/{id}/messages",
            ForMembers,
            "Write a message",
            conversations::write,
        ),
        Route::post(
            "/api/v1/conversations/{id}/reading",
            SignedIn,
            "Mark all messages as read",
            conversations::mark_read,
        ),
        Route::post(
            "/api/v1/conversations/{id}/calls",
            SignedIn,
            "Ask a coordinator to join, or report a message",
            conversations::call,
        ),
    ]
}

fn of_privacy() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/blocks",
            SignedIn,
            "Whom one has blocked",
            privacy::blocks,
        ),
        Route::post(
            "/api/v1/members/{id}/block",
            SignedIn,
            "Block a member, quietly",
            privacy::block,
        ),
        Route::post(
            "/api/v1/members/{id}/unblocking",
            SignedIn,
            "Take a block back",
            privacy::unblock,
        ),
        Route::get(
            "/api/v1/contact-audiences",
            SignedIn,
            "Who sees how one is reached",
            privacy::audiences,
        ),
        Route::post(
            "/api/v1/contact-audiences",
            SignedIn,
            "Choose who sees how one is reached",
            privacy::choose,
        ),
        Route::get(
            "/api/v1/circumstances",
            SignedIn,
            "One’s languages and times",
            circumstances::get,
        ),
        Route::post(
            "/api/v1/circumstances",
            SignedIn,
            "Say one’s languages and times",
            circumstances::say,
        ),
        Route::get(
            "/api/v1/needs",
            SignedIn,
            "How one is best reached",
            needs::get,
        ),
        Route::post(
            "/api/v1/needs",
            SignedIn,
            "Say how one is best reached",
            needs::say,
        ),
    ]
}

fn of_mailings() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/digest",
            SignedIn,
            "How often one is told what is new",
            digest::get,
        ),
        Route::post(
            "/api/v1/digest",
            SignedIn,
            "Choose how often",
            digest::choose,
        ),
        Route::get(
            "/api/v1/pages",
            SignedIn,
            "Pages that the bank writes itself",
            pages::list,
        ),
        Route::get(
            "/api/v1/mailings",
            ForCoordinators,
            "What was sent to many",
            mailings::list,
        ),
        Route::post(
            "/api/v1/mailings",
            ForCoordinators,
            "Send a message to all members who fit",
            mailings::send,
        ),
        Route::get(
            "/api/v1/announcements",
            SignedIn,
            "What stands on everybody’s Home page",
            mailings::announcements,
        ),
        Route::post(
            "/api/v1/announcements",
            ForCoordinators,
            "Put something on everybody’s Home page",
            mailings::announce,
        ),
    ]
}

fn of_months() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/months",
            Account,
            "List closed months",
            months::list,
        ),
        Route::post(
            "/api/v1/months/{month}/closing",
            ForTreasurers,
            "Close a month",
            months::close,
        ),
        Route::post(
            "/api/v1/months/{month}/signature",
            ForTreasurers,
            "Sign a closed month",
            months::sign,
        ),
        Route::post(
            "/api/v1/months/{month}/reopening",
            ForCoordinators,
            "Open a month again",
            months::reopen,
        ),
    ]
}

/// Who calls, when, at which bank.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    person: Person,
    bank: Bank,
    moment: Moment,
}

impl Caller {
    fn member(&self) -> Result<Member> {
        Ok(self.person.member()?)
    }

    fn treasurer(&self) -> Result<Treasurer> {
        Ok(self.person.treasurer()?)
    }

    fn coordinator(&self) -> Result<Coordinator> {
        Ok(self.person.coordinator()?)
    }

    fn is_coordinator(&self) -> bool {
        self.person.role() >= Role::Coordinator
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = parts
            .extensions
            .get::<Visitor>()
            .cloned()
            .unwrap_or_default();
        let person = visitor
            .person()
            .cloned()
            .ok_or_else(WebError::sign_in_needed)?;
        let bank = match visitor.bank() {
            Some(bank) => bank.clone(),
            None => app.read(bank::get).await?,
        };
        let moment = bank.moment(app.now(), Channel::Api);
        Ok(Self {
            person,
            bank,
            moment,
        })
    }
}

fn page_size(asked: Option<u32>) -> u32 {
    asked.unwrap_or(PAGE).clamp(1, MOST)
}
