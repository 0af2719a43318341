//! The routes of the rest of an exchange's life: arranging before it is done, putting right after
//! it was posted; hours that are given; and what the bank has decided about all of it.

use Policy::{Account, Administrator, Coordinator, Member, Treasurer};

use super::asks;
use crate::pages::exchanges::Question;
use crate::pages::{arrangements, exchanges, pot, settings};
use crate::routing::{Policy, Route};

pub(super) fn arranging() -> Vec<Route> {
    vec![
        Route::get(
            "/arrangements/new",
            Member,
            "Arrange help",
            arrangements::ask,
        ),
        Route::post(
            "/arrangements",
            Member,
            "Ask the other one",
            arrangements::propose,
        ),
        Route::post(
            "/exchanges/{id}/agreement",
            Member,
            "Agree to it",
            exchanges::agree,
        ),
        asks(
            "/exchanges/{id}/refusal",
            Member,
            "Rather not?",
            Question::Refusal,
        ),
        Route::post(
            "/exchanges/{id}/refusal",
            Member,
            "Rather not",
            exchanges::refuse,
        ),
        asks(
            "/exchanges/{id}/cancellation",
            Member,
            "Call it off?",
            Question::Cancellation,
        ),
        Route::post(
            "/exchanges/{id}/cancellation",
            Member,
            "Call it off",
            exchanges::cancel,
        ),
        asks(
            "/exchanges/{id}/done",
            Member,
            "When was it done?",
            Question::Done,
        ),
        Route::post(
            "/exchanges/{id}/done",
            Member,
            "Say that it was done",
            exchanges::say_done,
        ),
        Route::post(
            "/exchanges/{id}/acceptance",
            Member,
            "Accept the length",
            exchanges::accept,
        ),
    ]
}

pub(super) fn arranging_for_others() -> Vec<Route> {
    vec![
        Route::post(
            "/exchanges/{id}/allowance",
            Coordinator,
            "Say that they may",
            exchanges::allow,
        ),
        asks(
            "/exchanges/{id}/agreement-for",
            Coordinator,
            "How was it told?",
            Question::AgreementFor,
        ),
        Route::post(
            "/exchanges/{id}/agreement-for",
            Coordinator,
            "Agree on somebody’s word",
            exchanges::agree_for,
        ),
        asks(
            "/exchanges/{id}/done-for",
            Coordinator,
            "When was it done?",
            Question::DoneFor,
        ),
        Route::post(
            "/exchanges/{id}/done-for",
            Coordinator,
            "Say on their word that it was done",
            exchanges::done_for,
        ),
    ]
}

pub(super) fn thanking() -> Vec<Route> {
    vec![
        asks(
            "/exchanges/{id}/thanks",
            Member,
            "What would you like to say?",
            Question::Thanks,
        ),
        Route::post(
            "/exchanges/{id}/thanks",
            Member,
            "Say thank you",
            exchanges::thank,
        ),
        Route::post(
            "/exchanges/{id}/thanks-privacy",
            Member,
            "Keep the thanks between the two",
            exchanges::keep_thanks_private,
        ),
    ]
}

pub(super) fn putting_right() -> Vec<Route> {
    vec![
        asks(
            "/exchanges/{id}/correction-request",
            Member,
            "What is wrong in the book?",
            Question::CorrectionRequest,
        ),
        Route::post(
            "/exchanges/{id}/correction-request",
            Member,
            "Ask to put it right",
            exchanges::request_correction,
        ),
        Route::get(
            "/exchanges/{id}/correction",
            Coordinator,
            "What is right?",
            exchanges::ask_to_correct,
        ),
        Route::post(
            "/exchanges/{id}/correction",
            Coordinator,
            "Put it right",
            exchanges::correct,
        ),
        asks(
            "/exchanges/{id}/keeping",
            Coordinator,
            "Leave it?",
            Question::Keeping,
        ),
        Route::post(
            "/exchanges/{id}/keeping",
            Coordinator,
            "Leave it as it is",
            exchanges::keep,
        ),
    ]
}

pub(super) fn hours_given() -> Vec<Route> {
    vec![
        Route::get("/pot", Account, "The community pot", pot::show),
        Route::get(
            "/gifts/new",
            Member,
            "Give hours to a person",
            pot::ask_gift,
        ),
        Route::post("/gifts/check", Member, "Check the gift", pot::check_gift),
        Route::post("/gifts", Member, "Give them", pot::give),
        Route::get(
            "/donations/new",
            Member,
            "Give hours to the pot",
            pot::ask_donation,
        ),
        Route::post(
            "/donations/check",
            Member,
            "Check the donation",
            pot::check_donation,
        ),
        Route::post("/donations", Member, "Give them", pot::donate),
        Route::get(
            "/pot/grants/new",
            Coordinator,
            "Give hours from the pot",
            pot::ask_grant,
        ),
        Route::post(
            "/pot/grants/check",
            Coordinator,
            "Check the grant",
            pot::check_grant,
        ),
        Route::post("/pot/grants", Coordinator, "Give them", pot::grant),
        Route::get(
            "/pot/grants/{id}",
            Treasurer,
            "A grant that waits",
            pot::show_grant,
        ),
        Route::post(
            "/pot/grants/{id}/approval",
            Treasurer,
            "Give what waits",
            pot::approve_grant,
        ),
        Route::post(
            "/pot/grants/{id}/refusal",
            Treasurer,
            "Decline what waits",
            pot::decline_grant,
        ),
    ]
}

pub(super) fn settings() -> Vec<Route> {
    vec![
        Route::get(
            "/settings",
            Administrator,
            "What the bank has decided",
            settings::list,
        ),
        Route::get(
            "/settings/{topic}",
            Administrator,
            "One topic",
            settings::show,
        ),
        Route::post(
            "/settings/{topic}",
            Administrator,
            "Change it",
            settings::change,
        ),
    ]
}
