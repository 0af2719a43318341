//! The routes of finding each other: asking neighbours about a request, and
//! what two people do again and again.

use Policy::{Coordinator, Member, SignedIn};

use crate::pages::{askings, listings, regular};
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

pub(super) fn directory() -> Vec<Route> {
    vec![Route::get(
        "/offers/directory",
        Coordinator,
        "Every offer, in large print",
        listings::directory,
    )]
}

pub(super) fn regular() -> Vec<Route> {
    vec![
        Route::get("/regular/new", Member, "Arrange regular help", regular::ask),
        Route::post("/regular", Member, "Ask the other one", regular::propose),
        Route::get(
            "/regular/{id}",
            SignedIn,
            "A regular arrangement",
            regular::show,
        ),
        Route::post(
            "/regular/{id}/agreement",
            Member,
            "Agree to it",
            regular::agree,
        ),
        Route::post(
            "/regular/{id}/refusal",
            Member,
            "Rather not",
            regular::refuse,
        ),
        Route::post("/regular/{id}/ending", Member, "End it", regular::end),
        Route::get(
            "/regular/{id}/days/{number}",
            Member,
            "Did it happen?",
            regular::ask_day,
        ),
        Route::post(
            "/regular/{id}/days/{number}/record",
            Member,
            "It happened",
            regular::record,
        ),
        Route::post(
            "/regular/{id}/days/{number}/dismissal",
            Member,
            "It did not, or will not",
            regular::leave_out,
        ),
    ]
}
