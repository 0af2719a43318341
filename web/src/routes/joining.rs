//! The routes of joining: the public page and an application behind its link, the coordinators’
//! side of it, checks that were seen, and the agreement.

use Policy::{Administrator, Coordinator, Public, SignedIn};

use crate::pages::{agreement, applications, join, settings};
use crate::routing::{Policy, Route};

pub(super) fn applying() -> Vec<Route> {
    vec![
        Route::get(
            "/join",
            Public,
            "What this is, and how to join",
            join::front,
        ),
        Route::post("/join", Public, "Begin an application", join::begin),
        Route::get(
            "/join/{token}",
            Public,
            "Where an application stands",
            join::standing,
        ),
        Route::get(
            "/join/{token}/check",
            Public,
            "Check before you send",
            join::check,
        ),
        Route::post(
            "/join/{token}/check",
            Public,
            "Send an application",
            join::send,
        ),
        Route::get(
            "/join/{token}/withdrawal",
            Public,
            "Take it back?",
            join::ask_to_withdraw,
        ),
        Route::post(
            "/join/{token}/withdrawal",
            Public,
            "Take an application back",
            join::withdraw,
        ),
        Route::get(
            "/join/{token}/{question}",
            Public,
            "One question",
            join::ask,
        ),
        Route::post(
            "/join/{token}/{question}",
            Public,
            "Answer a question",
            join::answer,
        ),
    ]
}

pub(super) fn applications() -> Vec<Route> {
    vec![
        Route::get(
            "/applications",
            Coordinator,
            "People who ask to join",
            applications::list,
        ),
        Route::get(
            "/applications/{id}",
            Coordinator,
            "One application",
            applications::show,
        ),
        Route::get(
            "/applications/{id}/references/{place}",
            Coordinator,
            "Somebody who knows them",
            applications::ask_reference,
        ),
        Route::post(
            "/applications/{id}/references/{place}",
            Coordinator,
            "Write a reference down",
            applications::write_reference,
        ),
        Route::get(
            "/applications/{id}/steps/{step}",
            Coordinator,
            "A step of the checklist",
            applications::ask_step,
        ),
        Route::post(
            "/applications/{id}/steps/{step}",
            Coordinator,
            "Write a step down",
            applications::note_step,
        ),
        Route::get(
            "/applications/{id}/checks",
            Coordinator,
            "Checks that were seen",
            applications::ask,
        ),
        Route::post(
            "/applications/{id}/checks",
            Coordinator,
            "A check was seen",
            applications::add,
        ),
    ]
}

pub(super) fn deciding() -> Vec<Route> {
    vec![
        Route::get(
            "/applications/{id}/membership",
            Coordinator,
            "Make them a member?",
            applications::ask_to_admit,
        ),
        Route::post(
            "/applications/{id}/membership",
            Coordinator,
            "Make them a member",
            applications::admit,
        ),
        Route::get(
            "/applications/{id}/declining",
            Coordinator,
            "Decline it?",
            applications::ask_to_decline,
        ),
        Route::post(
            "/applications/{id}/declining",
            Coordinator,
            "Decline an application",
            applications::decline,
        ),
        Route::get(
            "/members/{id}/checks",
            Coordinator,
            "Checks of a member",
            applications::of_member,
        ),
        Route::post(
            "/members/{id}/checks",
            Coordinator,
            "A check was seen",
            applications::add_for_member,
        ),
        Route::post(
            "/members/{id}/checks/{check}/end",
            Coordinator,
            "A check is no longer needed",
            applications::end,
        ),
        Route::post(
            "/members/{id}/agreement",
            Coordinator,
            "A member has signed on paper",
            applications::sign_for_member,
        ),
    ]
}

pub(super) fn agreement() -> Vec<Route> {
    vec![
        Route::get("/me/agreement", SignedIn, "Our agreement", agreement::own),
        Route::post(
            "/me/agreement",
            SignedIn,
            "Accept the agreement",
            agreement::accept,
        ),
        Route::get(
            "/settings/agreement",
            Administrator,
            "The agreement and its versions",
            agreement::ask,
        ),
        Route::post(
            "/settings/agreement",
            Administrator,
            "Write a new version",
            agreement::write,
        ),
    ]
}

pub(super) fn kinds() -> Vec<Route> {
    vec![
        Route::get(
            "/settings/kinds",
            Administrator,
            "Kinds of help",
            settings::kinds,
        ),
        Route::post(
            "/settings/kinds",
            Administrator,
            "Add a kind of help",
            settings::add_kind,
        ),
        Route::get(
            "/settings/kinds/starting-set",
            Administrator,
            "The kinds of help a new bank begins with",
            settings::starting_set,
        ),
        Route::post(
            "/settings/kinds/starting-set",
            Administrator,
            "Take the starting set",
            settings::take_starting_set,
        ),
        Route::get(
            "/settings/kinds/{kind}",
            Administrator,
            "One kind of help",
            settings::kind,
        ),
        Route::post(
            "/settings/kinds/{kind}",
            Administrator,
            "Change a kind of help",
            settings::change_kind,
        ),
        Route::post(
            "/settings/kinds/{kind}/place",
            Administrator,
            "Move it up",
            settings::move_kind_up,
        ),
        Route::post(
            "/settings/kinds/{kind}/closing",
            Administrator,
            "Close it, or open it again",
            settings::open_or_close_kind,
        ),
        Route::get(
            "/settings/kinds/{kind}/merging",
            Administrator,
            "Make one of two?",
            settings::ask_to_merge_kinds,
        ),
        Route::post(
            "/settings/kinds/{kind}/merging",
            Administrator,
            "Make one of two",
            settings::merge_kinds,
        ),
    ]
}

pub(super) fn areas() -> Vec<Route> {
    vec![
        Route::get("/settings/areas", Administrator, "Areas", settings::areas),
        Route::post(
            "/settings/areas",
            Administrator,
            "Add an area",
            settings::add_area,
        ),
        Route::get(
            "/settings/areas/{area}",
            Administrator,
            "One area",
            settings::area,
        ),
        Route::post(
            "/settings/areas/{area}",
            Administrator,
            "Rename an area",
            settings::change_area,
        ),
        Route::post(
            "/settings/areas/{area}/merging",
            Administrator,
            "Make one of two areas",
            settings::merge_areas,
        ),
    ]
}
