//! The routes of hours: Home, logging one's own and for somebody, and all that is done with an
//! exchange until it stands in the book.

use Policy::{Coordinator, Member, SignedIn};

use super::asks;
use crate::pages::exchanges::Question;
use crate::pages::{exchanges, home, log_hours, slips};
use crate::routing::{Policy, Route};

pub(super) fn home_and_hours() -> Vec<Route> {
    vec![
        Route::get("/home", SignedIn, "What one has and what waits", home::home),
        Route::get("/log-hours", Member, "Begin to log hours", log_hours::start),
        Route::post(
            "/log-hours",
            Member,
            "Keep the first answer",
            log_hours::begin,
        ),
        Route::get(
            "/log-hours/{id}/check",
            Member,
            "Check the answers",
            log_hours::check,
        ),
        Route::get(
            "/log-hours/{id}/{question}",
            Member,
            "One question",
            log_hours::ask,
        ),
        Route::post(
            "/log-hours/{id}/{question}",
            Member,
            "Keep an answer",
            log_hours::answer,
        ),
        Route::post(
            "/log-hours/{id}",
            Member,
            "Send the answers",
            log_hours::record,
        ),
        Route::post(
            "/log-hours/{id}/removal",
            SignedIn,
            "Throw the answers away",
            log_hours::throw_away,
        ),
    ]
}

pub(super) fn hours_for_somebody() -> Vec<Route> {
    vec![
        Route::get(
            "/enter-hours",
            Coordinator,
            "Begin for somebody",
            log_hours::start,
        ),
        Route::post(
            "/enter-hours",
            Coordinator,
            "Keep the first answer",
            log_hours::begin,
        ),
        Route::get(
            "/enter-hours/{id}/check",
            Coordinator,
            "Check the answers",
            log_hours::check,
        ),
        Route::get(
            "/enter-hours/{id}/{question}",
            Coordinator,
            "One question",
            log_hours::ask,
        ),
        Route::post(
            "/enter-hours/{id}/{question}",
            Coordinator,
            "Keep an answer",
            log_hours::answer,
        ),
        Route::post(
            "/enter-hours/{id}",
            Coordinator,
            "Send the answers",
            log_hours::record,
        ),
        Route::post(
            "/enter-hours/{id}/removal",
            Coordinator,
            "Throw the answers away",
            log_hours::throw_away,
        ),
    ]
}

pub(super) fn paper_slips() -> Vec<Route> {
    vec![
        Route::get(
            "/slips",
            Coordinator,
            "Envelopes of paper slips",
            slips::list,
        ),
        Route::post("/slips", Coordinator, "Begin an envelope", slips::begin),
        Route::get(
            "/slips/printed",
            Coordinator,
            "Slips to print",
            slips::printed,
        ),
        Route::get(
            "/slips/{id}",
            Coordinator,
            "The grid of an envelope",
            slips::show,
        ),
        Route::post("/slips/{id}", Coordinator, "Keep its lines", slips::keep),
        Route::post(
            "/slips/{id}/lines/{line}",
            Coordinator,
            "Keep one line",
            slips::keep_line,
        ),
        Route::get(
            "/slips/{id}/paste",
            Coordinator,
            "Paste rows of a spreadsheet",
            slips::ask_to_paste,
        ),
        Route::post(
            "/slips/{id}/paste",
            Coordinator,
            "Put the rows in the grid",
            slips::paste,
        ),
        Route::get(
            "/slips/{id}/check",
            Coordinator,
            "What will be entered",
            slips::check,
        ),
        Route::post(
            "/slips/{id}/entry",
            Coordinator,
            "Enter the slips",
            slips::enter,
        ),
        Route::post(
            "/slips/{id}/end",
            Coordinator,
            "Put the slips aside",
            slips::finish,
        ),
    ]
}

pub(super) fn own_exchanges() -> Vec<Route> {
    vec![
        Route::get(
            "/exchanges",
            SignedIn,
            "One’s own exchanges",
            exchanges::list,
        ),
        Route::get("/exchanges/{id}", SignedIn, "One exchange", exchanges::show),
        Route::get(
            "/exchanges/{id}/sent",
            SignedIn,
            "What was sent",
            exchanges::sent,
        ),
        Route::post(
            "/exchanges/{id}/confirmation",
            Member,
            "Confirm it",
            exchanges::confirm,
        ),
        asks(
            "/exchanges/{id}/dispute",
            Member,
            "What is wrong?",
            Question::Dispute,
        ),
        Route::post(
            "/exchanges/{id}/dispute",
            Member,
            "Say what is wrong",
            exchanges::dispute,
        ),
        asks(
            "/exchanges/{id}/withdrawal",
            Member,
            "Withdraw it?",
            Question::Withdrawal,
        ),
        Route::post(
            "/exchanges/{id}/withdrawal",
            Member,
            "Withdraw it",
            exchanges::withdraw,
        ),
        Route::post(
            "/exchanges/{id}/again",
            Member,
            "Log the same again",
            log_hours::again,
        ),
    ]
}

pub(super) fn deciding() -> Vec<Route> {
    vec![
        Route::post(
            "/exchanges/{id}/approval",
            Coordinator,
            "Approve it",
            exchanges::approve,
        ),
        asks(
            "/exchanges/{id}/decline",
            Coordinator,
            "Decline it?",
            Question::Decline,
        ),
        Route::post(
            "/exchanges/{id}/decline",
            Coordinator,
            "Decline it",
            exchanges::decline,
        ),
        asks(
            "/exchanges/{id}/confirmation-for",
            Coordinator,
            "How was it told?",
            Question::ConfirmationFor,
        ),
        Route::post(
            "/exchanges/{id}/confirmation-for",
            Coordinator,
            "Confirm on somebody’s word",
            exchanges::confirm_for,
        ),
        asks(
            "/exchanges/{id}/decision",
            Coordinator,
            "How long was it?",
            Question::Decision,
        ),
        Route::post(
            "/exchanges/{id}/decision",
            Coordinator,
            "Decide it",
            exchanges::decide,
        ),
        asks(
            "/exchanges/{id}/reversal",
            Coordinator,
            "Take it back?",
            Question::Reversal,
        ),
        Route::post(
            "/exchanges/{id}/reversal",
            Coordinator,
            "Take it back",
            exchanges::reverse,
        ),
    ]
}
