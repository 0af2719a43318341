//! What the routes of imports take and give.

use super::Described;
use crate::api::imports::bodies::{
    EnteringBody, ImportBody, ImportPreviewBody, ImportsBody, NewImportBody, SettlingBody,
    UndoingBody, UndoneBody,
};

pub(super) fn described() -> Vec<Described> {
    vec![
        Described::get("/api/v1/imports").gives::<ImportsBody>(),
        Described::post::<NewImportBody>("/api/v1/imports")
            .once()
            .creates::<ImportBody>(),
        Described::get("/api/v1/imports/{id}").gives::<ImportBody>(),
        Described::post::<SettlingBody>("/api/v1/imports/{id}/lines")
            .once()
            .gives::<ImportBody>(),
        Described::get("/api/v1/imports/{id}/preview").gives::<ImportPreviewBody>(),
        Described::post::<EnteringBody>("/api/v1/imports/{id}/entering")
            .once()
            .gives::<ImportBody>(),
        Described::post::<UndoingBody>("/api/v1/imports/{id}/undoing")
            .once()
            .gives::<UndoneBody>(),
    ]
}
