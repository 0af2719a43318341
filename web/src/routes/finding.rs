//! The routes of finding each other: asking neighbours about a request.

use Policy::{Coordinator, Member, SignedIn};

use crate::pages::askings;
use crate::routing::{Policy, Route};

pub(super) fn asking() -> Vec<Route> {
    vec![
        Route::get(
            "/listings/{id}/asking",
            Member,
            "Whom to ask about a request",
            askings::ask,
        ),
        Route::post("/listings/{id}/asking", Member, "Ask them", askings::choose),
        Route::get(
            "/askings/{id}",
            SignedIn,
            "Who is asked, and what they say",
            askings::show,
        ),
        Route::post(
            "/askings/{id}/answer",
            Member,
            "Yes, or not this time",
            askings::answer,
        ),
        Route::post(
            "/askings/{id}/answer-for",
            Coordinator,
            "Answer on somebody’s word",
            askings::answer_for,
        ),
        Route::post("/askings/{id}/ending", Member, "Stop asking", askings::stop),
        Route::post(
            "/askings/{id}/follow-up",
            Coordinator,
            "Note how it went",
            askings::follow_up,
        ),
    ]
}
