//! Joining: applications and the way to membership, checks that were seen, the agreement. What
//! the pages do, by the same commands.

pub(super) mod agreement;
pub(super) mod applications;
pub(super) mod checks;

use crate::routing::Policy::{Administrator, Coordinator, SignedIn};
use crate::routing::Route;

pub(super) fn routes() -> Vec<Route> {
    [of_applications(), of_checks(), of_agreement()].concat()
}

fn of_applications() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/applications",
            Coordinator,
            "List applications",
            applications::list,
        ),
        Route::get(
            "/api/v1/applications/{id}",
            Coordinator,
            "One application, with its references and checks",
            applications::get,
        ),
        Route::post(
            "/api/v1/applications/{id}/references",
            Coordinator,
            "Write a reference down",
            applications::write_reference,
        ),
        Route::post(
            "/api/v1/applications/{id}/steps",
            Coordinator,
            "Write a step of the checklist down",
            applications::note_step,
        ),
        Route::post(
            "/api/v1/applications/{id}/checks",
            Coordinator,
            "A check of an applicant was seen",
            applications::see,
        ),
        Route::post(
            "/api/v1/applications/{id}/membership",
            Coordinator,
            "Make them a member",
            applications::admit,
        ),
        Route::post(
            "/api/v1/applications/{id}/declining",
            Coordinator,
            "Decline an application, with a letter",
            applications::decline,
        ),
    ]
}

fn of_checks() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/members/{id}/checks",
            Coordinator,
            "Checks of a member that were seen",
            checks::list,
        ),
        Route::post(
            "/api/v1/members/{id}/checks",
            Coordinator,
            "A check of a member was seen",
            checks::see,
        ),
        Route::post(
            "/api/v1/members/{id}/checks/ending",
            Coordinator,
            "End a check of a member",
            checks::end,
        ),
    ]
}

fn of_agreement() -> Vec<Route> {
    vec![
        Route::get(
            "/api/v1/agreement",
            SignedIn,
            "The agreement, and whether one has accepted it",
            agreement::get,
        ),
        Route::post(
            "/api/v1/agreement/acceptance",
            SignedIn,
            "Accept the agreement",
            agreement::accept,
        ),
        Route::get(
            "/api/v1/agreement/versions",
            Administrator,
            "All versions of the agreement",
            agreement::versions,
        ),
        Route::post(
            "/api/v1/agreement/versions",
            Administrator,
            "Write a new version of the agreement",
            agreement::write,
        ),
        Route::get(
            "/api/v1/members/{id}/agreement",
            Coordinator,
            "What a member has accepted",
            agreement::of_member,
        ),
        Route::post(
            "/api/v1/members/{id}/agreement",
            Coordinator,
            "A member has signed the agreement on paper",
            agreement::accept_for,
        ),
    ]
}
