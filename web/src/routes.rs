//! Every route of the program, in the order in which somebody would walk through it: signing in,
//! the member's pages, the coordinator's pages, help, then the API. The router, the OpenAPI
//! document and the authorization test are all made from this list.

use Policy::Public;

use crate::api;
use crate::pages::{help, probes, problems, sign_in, welcome};
use crate::routing::{Policy, Route, RouteFacts};

/// The routes.
#[must_use]
pub fn all() -> Vec<Route> {
    [signing_in(), help_pages(), machine(), api::routes()]
        .into_iter()
        .flatten()
        .collect()
}

/// What is known about each route, for the OpenAPI document and the authorization test.
#[must_use]
pub fn table() -> Vec<RouteFacts> {
    all().iter().map(|route| route.facts().clone()).collect()
}

fn signing_in() -> Vec<Route> {
    vec![
        Route::get("/", Public, "Go to Home, or sign in", sign_in::begin),
        Route::get("/sign-in", Public, "Sign in", sign_in::form),
        Route::post("/sign-in", Public, "Sign in", sign_in::submit),
        Route::post("/sign-out", Public, "Sign out", sign_in::leave),
        Route::get(
            "/welcome/{token}",
            Public,
            "Choose a password",
            welcome::show,
        ),
        Route::post(
            "/welcome/{token}",
            Public,
            "Choose a password",
            welcome::accept,
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
