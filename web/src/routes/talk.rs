//! The routes of messages: conversations about exchanges and listings.

use Policy::{Coordinator, Member, SignedIn};

use crate::pages::conversations;
use crate::routing::{Policy, Route};

pub(super) fn messages() -> Vec<Route> {
    vec![
        Route::get(
            "/conversations",
            SignedIn,
            "Your messages",
            conversations::list,
        ),
        Route::get(
            "/conversations/new",
            Member,
            "Write about an exchange or a listing",
            conversations::first,
        ),
        Route::post(
            "/conversations",
            Member,
            "Send the first message",
            conversations::begin,
        ),
        Route::get(
            "/conversations/{id}",
            SignedIn,
            "A conversation",
            conversations::show,
        ),
        Route::post(
            "/conversations/{id}/messages",
            Member,
            "Send a message",
            conversations::add,
        ),
        Route::post(
            "/conversations/{id}/reading",
            SignedIn,
            "Mark as read",
            conversations::mark_read,
        ),
    ]
}

pub(super) fn called_in() -> Vec<Route> {
    vec![
        Route::get(
            "/conversations/{id}/call",
            SignedIn,
            "Ask a coordinator to join?",
            conversations::ask_to_call,
        ),
        Route::post(
            "/conversations/{id}/calls",
            SignedIn,
            "Ask a coordinator to join, or report a message",
            conversations::call,
        ),
        Route::post(
            "/conversations/{id}/inspection",
            Coordinator,
            "Read what was written",
            conversations::inspect,
        ),
        Route::post(
            "/conversations/{id}/settlement",
            Coordinator,
            "It is dealt with",
            conversations::settle,
        ),
    ]
}
