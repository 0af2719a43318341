//! What the routes of joining take and give.

use super::Described;
use crate::api::joining::agreement::{
    AcceptanceBody, AcceptedBody, AgreementBody, NewVersionBody, SignedBody, VersionsBody,
};
use crate::api::joining::applications::{
    ApplicationsBody, DecliningBody, ListQuery, MembershipBody, ReferenceBody, StepBody,
    WholeApplicationBody,
};
use crate::api::joining::checks::{CheckEndingBody, ChecksBody, NewCheckBody};

pub(super) fn described() -> Vec<Described> {
    let mut lines = of_applications();
    lines.extend(of_checks());
    lines.extend(of_agreement());
    lines
}

fn of_applications() -> Vec<Described> {
    vec![
        Described::get("/api/v1/applications")
            .asked_with::<ListQuery>()
            .gives::<ApplicationsBody>(),
        Described::get("/api/v1/applications/{id}").gives::<WholeApplicationBody>(),
        Described::post::<ReferenceBody>("/api/v1/applications/{id}/references")
            .once()
            .gives::<WholeApplicationBody>(),
        Described::post::<StepBody>("/api/v1/applications/{id}/steps")
            .once()
            .gives::<WholeApplicationBody>(),
        Described::post::<NewCheckBody>("/api/v1/applications/{id}/checks")
            .once()
            .gives::<WholeApplicationBody>(),
        Described::post::<MembershipBody>("/api/v1/applications/{id}/membership")
            .once()
            .creates::<WholeApplicationBody>(),
        Described::post::<DecliningBody>("/api/v1/applications/{id}/declining")
            .once()
            .gives::<WholeApplicationBody>(),
    ]
}

fn of_checks() -> Vec<Described> {
    vec![
        Described::get("/api/v1/members/{id}/checks").gives::<ChecksBody>(),
        Described::post::<NewCheckBody>("/api/v1/members/{id}/checks")
            .once()
            .creates::<ChecksBody>(),
        Described::post::<CheckEndingBody>("/api/v1/members/{id}/checks/ending")
            .once()
            .gives::<ChecksBody>(),
    ]
}

fn of_agreement() -> Vec<Described> {
    vec![
        Described::get("/api/v1/agreement").gives::<AgreementBody>(),
        Described::post::<AcceptanceBody>("/api/v1/agreement/acceptance")
            .once()
            .gives::<AgreementBody>(),
        Described::get("/api/v1/agreement/versions").gives::<VersionsBody>(),
        Described::post::<NewVersionBody>("/api/v1/agreement/versions")
            .once()
            .creates::<VersionsBody>(),
        Described::get("/api/v1/members/{id}/agreement").gives::<AcceptedBody>(),
        Described::post::<SignedBody>("/api/v1/members/{id}/agreement")
            .once()
            .gives::<AcceptedBody>(),
    ]
}
