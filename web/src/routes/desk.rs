//! The routes of the coordinators’ desk beside approvals: group activities, and looking after what
//! waits.

use Policy::{Administrator, Coordinator, Member, Public, SignedIn};

use crate::pages::{activities, first_day, imports, members, pack, settings, tending};
use crate::routing::{Policy, Route};

pub(super) fn group_activities() -> Vec<Route> {
    vec![
        Route::get(
            "/activities",
            SignedIn,
            "Group activities",
            activities::list,
        ),
        Route::get(
            "/activities/new",
            Coordinator,
            "Plan an activity",
            activities::ask,
        ),
        Route::post(
            "/activities",
            Coordinator,
            "Plan an activity",
            activities::add,
        ),
        Route::get(
            "/activities/{id}",
            SignedIn,
            "One activity",
            activities::show,
        ),
        Route::get(
            "/activities/{id}/edit",
            Coordinator,
            "What is planned",
            activities::edit,
        ),
        Route::post(
            "/activities/{id}/edit",
            Coordinator,
            "Change what is planned",
            activities::change,
        ),
    ]
}

pub(super) fn activity_lists() -> Vec<Route> {
    vec![
        Route::post(
            "/activities/{id}/sign-up",
            Member,
            "Say that one comes, or not",
            activities::sign_up,
        ),
        Route::post(
            "/activities/{id}/people",
            Coordinator,
            "Put people on the list",
            activities::add_people,
        ),
        Route::post(
            "/activities/{id}/people/{member}/removal",
            Coordinator,
            "Take somebody off the list",
            activities::remove,
        ),
        Route::get(
            "/activities/{id}/sheet",
            Coordinator,
            "The attendance sheet",
            activities::sheet,
        ),
        Route::get(
            "/activities/{id}/settling",
            Coordinator,
            "Who came, and who pays",
            activities::ask_to_settle,
        ),
        Route::post(
            "/activities/{id}/settling",
            Coordinator,
            "Work it out, or write it",
            activities::settle,
        ),
        Route::get(
            "/activities/{id}/end",
            Coordinator,
            "Cancel it, or take it back?",
            activities::ask_why,
        ),
        Route::post(
            "/activities/{id}/end",
            Coordinator,
            "Cancel it, or take it back",
            activities::end,
        ),
    ]
}

pub(super) fn looking_after() -> Vec<Route> {
    vec![
        Route::get(
            "/to-do/{topic}/{id}",
            Coordinator,
            "One thing on To do",
            tending::show,
        ),
        Route::post(
            "/to-do/{topic}/{id}/notes",
            Coordinator,
            "Note a call",
            tending::note,
        ),
        Route::post(
            "/to-do/{topic}/{id}/carer",
            Coordinator,
            "Say who looks after it",
            tending::assign,
        ),
        Route::post(
            "/to-do/{topic}/{id}/rest",
            Coordinator,
            "Put it off",
            tending::put_off,
        ),
        Route::get(
            "/members/{id}/notes",
            Coordinator,
            "Notes about a member",
            tending::log,
        ),
        Route::post(
            "/members/{id}/notes",
            Coordinator,
            "Add a note",
            tending::log_note,
        ),
        Route::post(
            "/members/{id}/notes/private",
            Coordinator,
            "Read what is private",
            tending::read_private,
        ),
        Route::get(
            "/exchanges/{id}/query",
            Coordinator,
            "Ask about it?",
            tending::ask_query,
        ),
        Route::post(
            "/exchanges/{id}/query",
            Coordinator,
            "Ask the two about it",
            tending::query,
        ),
    ]
}

pub(super) fn members_together() -> Vec<Route> {
    vec![
        Route::get(
            "/members/{id}/merging",
            Coordinator,
            "Two entries of one person?",
            members::ask_to_merge,
        ),
        Route::post(
            "/members/{id}/merging",
            Coordinator,
            "Merge them",
            members::merge,
        ),
    ]
}

pub(super) fn spreadsheets() -> Vec<Route> {
    vec![
        Route::get(
            "/imports",
            Coordinator,
            "Spreadsheets brought in",
            imports::list,
        ),
        Route::post(
            "/imports",
            Coordinator,
            "Look through a file",
            imports::begin,
        )
        .taking(imports::MOST_BYTES),
        Route::get(
            "/imports/{id}",
            Coordinator,
            "One spreadsheet",
            imports::show,
        ),
        Route::post(
            "/imports/{id}/sheet",
            Coordinator,
            "Say which sheet it is",
            imports::choose_sheet,
        ),
        Route::post(
            "/imports/{id}/columns",
            Coordinator,
            "Say what each column is",
            imports::match_columns,
        ),
        Route::get(
            "/imports/{id}/lines/{line}",
            Coordinator,
            "One line",
            imports::ask_line,
        ),
        Route::post(
            "/imports/{id}/lines/{line}",
            Coordinator,
            "Type over a line",
            imports::fix,
        ),
    ]
}

pub(super) fn spreadsheets_in() -> Vec<Route> {
    vec![
        Route::post(
            "/imports/{id}/choices",
            Coordinator,
            "Take lines, or leave them out",
            imports::decide,
        ),
        Route::post(
            "/imports/{id}/preview",
            Coordinator,
            "What would happen",
            imports::preview,
        ),
        Route::post(
            "/imports/{id}/entry",
            Coordinator,
            "Bring it in",
            imports::enter,
        ),
        Route::get(
            "/imports/{id}/undoing",
            Coordinator,
            "Undo it?",
            imports::ask_to_undo,
        ),
        Route::post(
            "/imports/{id}/undoing",
            Coordinator,
            "Undo it",
            imports::undo,
        ),
        Route::post(
            "/imports/{id}/removal",
            Coordinator,
            "Throw a file away",
            imports::throw_away,
        ),
    ]
}

pub(super) fn starter_pack() -> Vec<Route> {
    vec![
        Route::get("/poster", Public, "The poster", pack::poster),
        Route::get("/guide", Public, "The guide for members", pack::guide),
        Route::get(
            "/starter-pack",
            Coordinator,
            "What can be printed",
            pack::list,
        ),
        Route::get(
            "/starter-pack/agreement",
            Coordinator,
            "The agreement to sign",
            pack::agreement,
        ),
    ]
}

pub(super) fn first_day() -> Vec<Route> {
    vec![
        Route::get(
            "/first-day/questions",
            Administrator,
            "Five questions",
            first_day::ask,
        ),
        Route::post(
            "/first-day/questions",
            Administrator,
            "Set the policy by the answers",
            first_day::answer,
        ),
        Route::post(
            "/first-day/said",
            Administrator,
            "Say what is done",
            first_day::say,
        ),
        Route::post(
            "/first-day/end",
            Administrator,
            "Put the list away",
            first_day::put_away,
        ),
        Route::get(
            "/settings/contact",
            Administrator,
            "Name and telephone",
            settings::ask_contact,
        ),
        Route::post(
            "/settings/contact",
            Administrator,
            "Change name and telephone",
            settings::change_contact,
        ),
    ]
}
