//! The routes of signing in and out: by password, by a link from a mail, by a printed code, and
//! the link with which somebody chooses a password.

use Policy::Public;

use crate::pages::{sign_in, welcome};
use crate::routing::{Policy, Route};

pub(super) fn signing_in() -> Vec<Route> {
    vec![
        Route::get("/", Public, "Go to Home, or sign in", sign_in::begin),
        Route::get("/sign-in", Public, "Sign in", sign_in::form),
        Route::post("/sign-in", Public, "Sign in", sign_in::submit),
        Route::get(
            "/sign-in/link",
            Public,
            "Ask for a link by mail",
            sign_in::ask_link,
        ),
        Route::post(
            "/sign-in/link",
            Public,
            "Ask for a link by mail",
            sign_in::send_link,
        ),
        Route::get(
            "/sign-in/link/{token}",
            Public,
            "For whom a link is",
            sign_in::follow_link,
        ),
        Route::post(
            "/sign-in/link/{token}",
            Public,
            "Sign in by a link",
            sign_in::use_link,
        ),
        Route::get("/code", Public, "Type a printed code", sign_in::ask_code),
        Route::post("/code", Public, "Sign in by a code", sign_in::use_code),
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
