//! The routes of messages, of blocking somebody, of who sees how one is reached, and of telling
//! many at once.

use Policy::{Coordinator, Member, Public, SignedIn};

use crate::pages::{blocks, conversations, digest, leaflets, mailings, me};
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

pub(super) fn keeping_apart() -> Vec<Route> {
    vec![
        Route::get("/me/blocks", SignedIn, "Whom one has blocked", blocks::list),
        Route::get("/people/{id}/block", SignedIn, "Block them?", blocks::ask),
        Route::post("/people/{id}/block", SignedIn, "Block them", blocks::block),
        Route::post(
            "/people/{id}/unblocking",
            SignedIn,
            "Take it back",
            blocks::unblock,
        ),
    ]
}

pub(super) fn reaching() -> Vec<Route> {
    vec![
        Route::get("/me/contact", SignedIn, "Who can reach one", me::contact),
        Route::post(
            "/me/contact",
            SignedIn,
            "Choose who can",
            me::choose_contact,
        ),
        Route::get(
            "/members/{id}/contact",
            Coordinator,
            "Who can reach a member",
            me::contact,
        ),
        Route::post(
            "/members/{id}/contact",
            Coordinator,
            "Choose for a member who can",
            me::choose_contact,
        ),
        Route::get(
            "/me/languages",
            SignedIn,
            "One’s languages and times",
            me::circumstances,
        ),
        Route::post(
            "/me/languages",
            SignedIn,
            "Say one’s languages and times",
            me::say_circumstances,
        ),
        Route::get(
            "/members/{id}/languages",
            Coordinator,
            "A member’s languages and times",
            me::circumstances,
        ),
        Route::post(
            "/members/{id}/languages",
            Coordinator,
            "Say them for a member",
            me::say_circumstances,
        ),
        Route::get("/me/needs", SignedIn, "How one is best reached", me::needs),
        Route::post(
            "/me/needs",
            SignedIn,
            "Say how one is best reached",
            me::say_needs,
        ),
        Route::get(
            "/members/{id}/needs",
            Coordinator,
            "How a member is best reached",
            me::needs,
        ),
        Route::post(
            "/members/{id}/needs",
            Coordinator,
            "Say it for a member",
            me::say_needs,
        ),
    ]
}

pub(super) fn telling_many() -> Vec<Route> {
    vec![
        Route::get(
            "/mailings",
            Coordinator,
            "What many were told",
            mailings::list,
        ),
        Route::get(
            "/mailings/new",
            Coordinator,
            "Write to members",
            mailings::ask,
        ),
        Route::post(
            "/mailings/check",
            Coordinator,
            "Check it before it is sent",
            mailings::check,
        ),
        Route::post("/mailings", Coordinator, "Send it", mailings::send),
        Route::get(
            "/mailings/{id}",
            Coordinator,
            "One message to many",
            mailings::show,
        ),
        Route::post(
            "/announcements",
            Coordinator,
            "Put something on everybody’s Home page",
            mailings::put_up,
        ),
        Route::post(
            "/announcements/{id}/end",
            Coordinator,
            "Take it down",
            mailings::take_down,
        ),
    ]
}

pub(super) fn what_is_new() -> Vec<Route> {
    vec![
        Route::get("/me/digest", SignedIn, "Told what is new?", digest::ask),
        Route::post("/me/digest", SignedIn, "Choose how often", digest::choose),
        Route::get(
            "/members/{id}/digest",
            Coordinator,
            "Is a member told what is new?",
            digest::ask,
        ),
        Route::post(
            "/members/{id}/digest",
            Coordinator,
            "Choose for a member how often",
            digest::choose,
        ),
        Route::get(
            "/unsubscribe/{token}",
            Public,
            "No more mails of what is new?",
            digest::show_link,
        ),
        Route::post(
            "/unsubscribe/{token}",
            Public,
            "End these mails",
            digest::stop,
        ),
    ]
}

pub(super) fn leaflets() -> Vec<Route> {
    vec![
        Route::get("/pages", Public, "Pages of our own", leaflets::list),
        Route::get("/pages/new", Coordinator, "Write a page", leaflets::ask),
        Route::post(
            "/pages/preview",
            Coordinator,
            "Look before you publish",
            leaflets::preview,
        ),
        Route::post("/pages", Coordinator, "Publish a page", leaflets::publish),
        Route::get("/pages/{page}", Public, "A page", leaflets::show),
        Route::get(
            "/pages/{page}/edit",
            Coordinator,
            "Change a page",
            leaflets::edit,
        ),
        Route::get(
            "/pages/{page}/versions",
            Coordinator,
            "Its versions",
            leaflets::versions,
        ),
        Route::post(
            "/pages/{page}/withdrawal",
            Coordinator,
            "Withdraw it, or bring it back",
            leaflets::withdraw,
        ),
    ]
}
