//! Reports, for whoever sees figures, and lists, for coordinators. Part of the list of routes;
//! floor 4.

use Policy::{Coordinator, Figures, Member, SignedIn, Treasurer};

use crate::pages::{projects, reports, stories, surveys};
use crate::routing::{Policy, Route};

/// The activity report and its files.
pub(super) fn report() -> Vec<Route> {
    vec![
        Route::get(
            "/reports/activity",
            Figures,
            "The activity report",
            reports::activity,
        ),
        Route::post(
            "/reports/activity/handovers",
            Coordinator,
            "Hand the report over",
            reports::hand_over,
        ),
        Route::get(
            "/reports/activity.pdf",
            Treasurer,
            "Its printed document",
            reports::activity_pdf,
        ),
        Route::get(
            "/reports/funder-pack.pdf",
            Treasurer,
            "Its two pages for a funder",
            reports::pack_pdf,
        ),
        Route::get(
            "/reports/activity.xlsx",
            Treasurer,
            "Its spreadsheet",
            reports::activity_xlsx,
        ),
        Route::get(
            "/reports/activity.csv",
            Treasurer,
            "Its figures",
            reports::activity_csv,
        ),
        Route::get(
            "/reports/activity.json",
            Treasurer,
            "Its data",
            reports::activity_json,
        ),
        Route::post(
            "/reports/setups",
            Coordinator,
            "Keep a set-up of the report",
            reports::keep_setup,
        ),
        Route::post(
            "/reports/setups/{id}/removal",
            Coordinator,
            "Remove a set-up of the report",
            reports::remove_setup,
        ),
    ]
}

/// What an hour and a year cost.
pub(super) fn worth() -> Vec<Route> {
    vec![
        Route::get(
            "/reports/worth",
            Coordinator,
            "What an hour and a year cost",
            reports::worth,
        ),
        Route::post(
            "/reports/worth/rates",
            Coordinator,
            "Write down a rate",
            reports::set_rate,
        ),
        Route::post(
            "/reports/worth/rates/{id}/removal",
            Coordinator,
            "Remove a rate",
            reports::remove_rate,
        ),
        Route::post(
            "/reports/worth/years",
            Coordinator,
            "Write down what a year cost",
            reports::set_year,
        ),
        Route::post(
            "/reports/worth/years/{day}/removal",
            Coordinator,
            "Remove a year",
            reports::remove_year,
        ),
    ]
}

/// Projects, and which exchanges belong to them.
pub(super) fn projects() -> Vec<Route> {
    vec![
        Route::get("/reports/projects", Coordinator, "Projects", projects::list),
        Route::post(
            "/reports/projects",
            Coordinator,
            "Begin a project",
            projects::begin,
        ),
        Route::get(
            "/reports/projects/{project}",
            Coordinator,
            "One project",
            projects::one,
        ),
        Route::post(
            "/reports/projects/{project}",
            Coordinator,
            "Change a project",
            projects::change,
        ),
        Route::post(
            "/reports/projects/{project}/opening",
            Coordinator,
            "Close a project, or open it again",
            projects::open_or_close,
        ),
        Route::post(
            "/exchanges/{id}/project",
            Coordinator,
            "Say to which project an exchange belongs",
            projects::mark,
        ),
    ]
}

/// The health of the community and its files.
pub(super) fn health() -> Vec<Route> {
    vec![
        Route::get(
            "/reports/health",
            Coordinator,
            "The health of the community",
            reports::health,
        ),
        Route::get(
            "/reports/health.csv",
            Coordinator,
            "The health of the community, as a file",
            reports::health_csv,
        ),
        Route::get(
            "/reports/health.json",
            Coordinator,
            "The health of the community, as data",
            reports::health_json,
        ),
        Route::get(
            "/reports/health.xlsx",
            Coordinator,
            "The health of the community, as a spreadsheet",
            reports::health_xlsx,
        ),
        Route::get(
            "/reports/health.pdf",
            Coordinator,
            "The health of the community, to print",
            reports::health_pdf,
        ),
    ]
}

/// The lists of exchanges, group activities and members.
pub(super) fn lists() -> Vec<Route> {
    vec![
        Route::get(
            "/reports/exchanges.xlsx",
            Coordinator,
            "Exchanges, as a spreadsheet",
            reports::exchanges_xlsx,
        ),
        Route::get(
            "/reports/members.xlsx",
            Coordinator,
            "All members, as a spreadsheet",
            reports::members_xlsx,
        ),
        Route::get(
            "/reports/exchanges.csv",
            Coordinator,
            "Exchanges",
            reports::exchanges,
        ),
        Route::get(
            "/reports/activities.xlsx",
            Coordinator,
            "Group activities, as a spreadsheet",
            reports::activities_xlsx,
        ),
        Route::get(
            "/reports/activities.csv",
            Coordinator,
            "Group activities and who was there",
            reports::activities,
        ),
        Route::get(
            "/reports/members.csv",
            Coordinator,
            "All members",
            reports::members,
        ),
    ]
}

/// The lists of the listings, the pot and the audit, and the whole book.
pub(super) fn more_lists() -> Vec<Route> {
    vec![
        Route::get(
            "/reports/listings.xlsx",
            Coordinator,
            "Offers and requests, as a spreadsheet",
            reports::listings_xlsx,
        ),
        Route::get(
            "/reports/listings.csv",
            Coordinator,
            "Offers and requests",
            reports::listings,
        ),
        Route::get(
            "/reports/pot.xlsx",
            Coordinator,
            "The community pot, as a spreadsheet",
            reports::pot_xlsx,
        ),
        Route::get(
            "/reports/pot.csv",
            Coordinator,
            "The community pot",
            reports::pot,
        ),
        Route::get(
            "/reports/transfers.xlsx",
            Coordinator,
            "Every transfer, as a spreadsheet",
            reports::transfers_xlsx,
        ),
        Route::get(
            "/reports/transfers.csv",
            Coordinator,
            "Every transfer",
            reports::transfers,
        ),
        Route::get(
            "/reports/audit.xlsx",
            Coordinator,
            "The audit, as a spreadsheet",
            reports::audit_xlsx,
        ),
        Route::get(
            "/reports/audit.csv",
            Coordinator,
            "The audit, as a file",
            reports::audit_csv,
        ),
        Route::get(
            "/reports/audit",
            Coordinator,
            "Who did what: the audit",
            reports::audit,
        ),
        Route::get(
            "/reports/journal",
            Coordinator,
            "The whole book",
            reports::journal,
        ),
    ]
}

/// Surveys: the coordinators’ side.
pub(super) fn surveys() -> Vec<Route> {
    vec![
        Route::get("/reports/surveys", Coordinator, "Surveys", surveys::list),
        Route::post(
            "/reports/surveys",
            Coordinator,
            "Open a survey",
            surveys::open,
        ),
        Route::get(
            "/reports/surveys/{id}",
            Coordinator,
            "One survey",
            surveys::show,
        ),
        Route::get(
            "/reports/surveys/{id}/sheet",
            Coordinator,
            "Its sheet, to print",
            surveys::sheet,
        ),
        Route::get(
            "/reports/surveys/{id}/entry",
            Coordinator,
            "Type a sheet in",
            surveys::entry,
        ),
        Route::post(
            "/reports/surveys/{id}/entry",
            Coordinator,
            "Keep a sheet",
            surveys::enter,
        ),
        Route::post(
            "/reports/surveys/{id}/withdrawal",
            Coordinator,
            "Erase what somebody answered",
            surveys::withdraw_for,
        ),
        Route::post(
            "/reports/surveys/{id}/closing",
            Coordinator,
            "Take no more answers",
            surveys::close,
        ),
    ]
}

/// Surveys: the members’ side.
pub(super) fn own_surveys() -> Vec<Route> {
    vec![
        Route::get("/me/surveys", SignedIn, "My surveys", surveys::own_list),
        Route::post(
            "/me/surveys/withdrawal",
            SignedIn,
            "Take my answers back",
            surveys::withdraw,
        ),
        Route::get("/me/surveys/{id}", Member, "Answer a survey", surveys::ask),
        Route::post(
            "/me/surveys/{id}",
            Member,
            "Keep my answers",
            surveys::answer,
        ),
    ]
}

/// Stories: those that coordinators keep, and a member’s own.
pub(super) fn stories() -> Vec<Route> {
    vec![
        Route::get("/reports/stories", Coordinator, "Stories", stories::list),
        Route::post(
            "/reports/stories",
            Coordinator,
            "Keep a story",
            stories::keep,
        ),
        Route::post(
            "/reports/stories/{story}/withdrawal",
            Coordinator,
            "Delete a story for whoever told it",
            stories::withdraw_for,
        ),
        Route::get(
            "/me/stories",
            SignedIn,
            "What I said for reports",
            stories::own_list,
        ),
        Route::post(
            "/me/stories/{story}/withdrawal",
            SignedIn,
            "Take what I said back",
            stories::withdraw,
        ),
    ]
}
