//! Every route of the program, in the order in which somebody would walk through it: signing in,
//! hours (in `routes/hours.rs`), the member's pages, the coordinator's pages, help, then the API.
//! The router, the OpenAPI document and the authorization test are all made from this list.

mod desk;
mod entering;
mod figures;
mod finding;
mod hours;
mod joining;
mod life;
mod talk;

use Policy::{Account, Administrator, Coordinator, Member, Public, SignedIn, Treasurer};

use crate::api;
use crate::pages::exchanges::{self, Question};
use crate::pages::{
    approvals, books, help, installed, listings, me, members, months, people, post, probes,
    problems, statement, todo,
};
use crate::routing::{Policy, Route, RouteFacts};

/// The page that asks one question about an exchange.
fn asks(path: &'static str, policy: Policy, summary: &'static str, question: Question) -> Route {
    Route::get(path, policy, summary, move |app, page, id| {
        exchanges::ask(app, page, id, question)
    })
}

/// The routes.
#[must_use]
pub fn all() -> Vec<Route> {
    [
        entering::signing_in(),
        joining::applying(),
        hours::home_and_hours(),
        hours::own_exchanges(),
        hours::hours_for_somebody(),
        hours::paper_slips(),
        hours::deciding(),
        life::arranging(),
        life::arranging_for_others(),
        life::thanking(),
        life::putting_right(),
        life::hours_given(),
        neighbours(),
        finding::asking(),
        talk::messages(),
        talk::called_in(),
        talk::keeping_apart(),
        talk::reaching(),
        talk::telling_many(),
        talk::what_is_new(),
        finding::regular(),
        finding::directory(),
        own_pages(),
        telling(),
        talk::leaflets(),
        coordinating(),
        months_pages(),
        desk::group_activities(),
        desk::activity_lists(),
        desk::looking_after(),
        desk::members_together(),
        desk::spreadsheets(),
        desk::spreadsheets_in(),
        desk::starter_pack(),
        desk::first_day(),
        joining::applications(),
        joining::deciding(),
        members_pages(),
        figures::report(),
        figures::worth(),
        figures::projects(),
        figures::health(),
        figures::lists(),
        figures::more_lists(),
        joining::agreement(),
        figures::surveys(),
        figures::own_surveys(),
        figures::stories(),
        joining::kinds(),
        joining::areas(),
        life::settings(),
        help_pages(),
        machine(),
        api::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What is known about each route, for the OpenAPI document and the authorization test.
#[must_use]
pub fn table() -> Vec<RouteFacts> {
    all().iter().map(|route| route.facts().clone()).collect()
}

fn neighbours() -> Vec<Route> {
    vec![
        Route::get(
            "/requests",
            SignedIn,
            "What members ask for",
            listings::requests,
        ),
        Route::get(
            "/requests/new",
            Member,
            "Ask for help",
            listings::new_request,
        ),
        Route::get("/offers", SignedIn, "What members offer", listings::offers),
        Route::get("/offers/new", Member, "Add an offer", listings::new_offer),
        Route::get(
            "/listings",
            Coordinator,
            "Offers and requests",
            listings::all,
        ),
        Route::post(
            "/listings",
            Member,
            "Add an offer or a request",
            listings::create,
        ),
        Route::get(
            "/listings/{id}",
            SignedIn,
            "An offer or a request",
            listings::show,
        ),
        Route::get("/listings/{id}/edit", Member, "Change it", listings::edit),
        Route::post("/listings/{id}/edit", Member, "Change it", listings::save),
        Route::get(
            "/listings/{id}/closing",
            Member,
            "Close it?",
            listings::ask_to_close,
        ),
        Route::post(
            "/listings/{id}/closing",
            Member,
            "Close it",
            listings::close,
        ),
        Route::get(
            "/people",
            SignedIn,
            "Everybody who takes part",
            people::list,
        ),
        Route::get("/people/{id}", SignedIn, "A person", people::show),
    ]
}

fn telling() -> Vec<Route> {
    vec![
        Route::get("/me/told", SignedIn, "How you are told", me::told),
        Route::post("/me/told", SignedIn, "How you are told", me::choose_told),
        Route::get(
            "/members/{id}/told",
            Coordinator,
            "How a member is told",
            me::told,
        ),
        Route::post(
            "/members/{id}/told",
            Coordinator,
            "How a member is told",
            me::choose_told,
        ),
        Route::get("/post", Coordinator, "Mail and letters", post::show),
        Route::get(
            "/post/letters",
            Coordinator,
            "Letters to print",
            post::letters,
        ),
        Route::post(
            "/post/letters",
            Coordinator,
            "The letters are posted",
            post::letters_posted,
        ),
        Route::post(
            "/post/{notice}/attempt",
            Coordinator,
            "Send a mail once more",
            post::again,
        ),
        Route::post(
            "/post/{notice}/dismissal",
            Coordinator,
            "Let a mail be",
            post::dismiss,
        ),
    ]
}

fn own_pages() -> Vec<Route> {
    vec![
        Route::get("/statement", SignedIn, "Your statement", statement::own),
        Route::get(
            "/statement.csv",
            SignedIn,
            "Your statement, as a file",
            statement::own_csv,
        ),
        Route::get(
            "/statement.pdf",
            SignedIn,
            "Your statement, to print",
            statement::own_pdf,
        ),
        Route::get(
            "/members/{id}/statement",
            Coordinator,
            "A member’s statement",
            statement::of_member,
        ),
        Route::get(
            "/members/{id}/statement.pdf",
            Coordinator,
            "A member’s statement, to print",
            statement::of_member_pdf,
        ),
        Route::get(
            "/members/{id}/statement.csv",
            Coordinator,
            "A member’s statement, as a file",
            statement::of_member_csv,
        ),
        Route::get("/me", Account, "My details", me::show),
        Route::post(
            "/me/everything",
            Account,
            "Take everything about me along",
            me::take_along,
        ),
        Route::get("/me/hours", SignedIn, "What my hours did", me::hours),
        Route::get(
            "/me/hours/confirmation",
            SignedIn,
            "A confirmation of hours to print",
            me::confirmation,
        ),
        Route::get("/me/edit", Account, "Change my details", me::edit),
        Route::post("/me/edit", Account, "Change my details", me::save),
        Route::get(
            "/me/password",
            Account,
            "Change my password",
            me::ask_password,
        ),
        Route::post(
            "/me/password",
            Account,
            "Change my password",
            me::change_password,
        ),
        Route::post(
            "/me/sessions",
            Account,
            "Sign out elsewhere",
            me::sign_out_elsewhere,
        ),
    ]
}

fn coordinating() -> Vec<Route> {
    vec![
        Route::get(
            "/to-do",
            Coordinator,
            "What waits for a coordinator",
            todo::show,
        ),
        Route::get(
            "/approvals",
            Coordinator,
            "What waits for approval",
            approvals::list,
        ),
        Route::post(
            "/approvals/check",
            Coordinator,
            "Look at what was chosen",
            approvals::check,
        ),
        Route::post(
            "/approvals",
            Coordinator,
            "Approve what was chosen",
            approvals::approve,
        ),
        Route::get(
            "/books",
            Account,
            "What the last check of the books found",
            books::show,
        ),
        Route::post("/books", Treasurer, "Check the books", books::check),
    ]
}

fn months_pages() -> Vec<Route> {
    vec![
        Route::get("/books/months", Account, "Closed months", months::list),
        Route::get(
            "/books/months/{month}",
            Treasurer,
            "A month, before and after it is closed",
            months::show,
        ),
        Route::get(
            "/books/months/{month}/certificate",
            Account,
            "The certificate of a closed month",
            months::certificate,
        ),
        Route::get(
            "/books/months/{month}/certificate.pdf",
            Account,
            "The certificate as a printed document",
            months::certificate_pdf,
        ),
        Route::post(
            "/books/months/{month}/closing",
            Treasurer,
            "Close a month",
            months::close,
        ),
        Route::post(
            "/books/months/{month}/signature",
            Treasurer,
            "Sign a closed month",
            months::sign,
        ),
        Route::get(
            "/books/months/{month}/reopening",
            Coordinator,
            "Open it again?",
            months::ask_to_reopen,
        ),
        Route::post(
            "/books/months/{month}/reopening",
            Coordinator,
            "Open a month again",
            months::reopen,
        ),
    ]
}

fn members_pages() -> Vec<Route> {
    vec![
        Route::get("/members", Coordinator, "Members", members::list),
        Route::get("/members/new", Coordinator, "Add a member", members::ask),
        Route::post("/members", Coordinator, "Add a member", members::add),
        Route::get("/members/{id}", Coordinator, "One member", members::show),
        Route::get(
            "/members/{id}/edit",
            Coordinator,
            "A member’s details",
            members::edit,
        ),
        Route::post(
            "/members/{id}/edit",
            Coordinator,
            "Change the details",
            members::change,
        ),
        Route::post(
            "/members/{id}/invitation",
            Coordinator,
            "Make a link",
            members::invite,
        ),
        Route::post(
            "/members/{id}/code",
            Coordinator,
            "Print a code to sign in with",
            members::print_code,
        ),
        Route::get(
            "/members/{id}/state",
            Coordinator,
            "Before it changes",
            members::ask_state,
        ),
        Route::post(
            "/members/{id}/state",
            Coordinator,
            "Pause, leave …",
            members::change_state,
        ),
        Route::get(
            "/members/{id}/role",
            Administrator,
            "A member’s role",
            members::ask_role,
        ),
        Route::post(
            "/members/{id}/role",
            Administrator,
            "Give a role",
            members::give_role,
        ),
    ]
}

fn help_pages() -> Vec<Route> {
    vec![
        Route::get("/help", Public, "How things are done", help::help),
        Route::get(
            "/accessibility",
            Public,
            "How well everybody can use this",
            help::accessibility,
        ),
        Route::get(
            "/privacy",
            Public,
            "What is kept, why, and for how long",
            help::privacy,
        ),
        Route::get("/cookies", Public, "The one cookie", help::cookies),
        Route::get(
            "/offline",
            Public,
            "You are not connected",
            installed::offline,
        ),
        Route::get(
            "/manifest.webmanifest",
            Public,
            "How the bank looks on a telephone’s first screen",
            installed::manifest,
        ),
        Route::get(
            "/worker.js",
            Public,
            "What shows a page without a connection",
            installed::worker,
        ),
    ]
}

fn machine() -> Vec<Route> {
    vec![
        Route::get(
            "/problems/{name}",
            Public,
            "What a problem of the API means",
            problems::show,
        ),
        Route::get("/livez", Public, "Is the program running", probes::live),
        Route::get(
            "/readyz",
            Public,
            "Can the bank be read and written",
            probes::ready,
        ),
    ]
}
