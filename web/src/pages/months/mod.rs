//! The months of the book: which are closed, closing one, signing it, opening it again, and the
//! certificate of a closed one.
//!
//! Every member may see them and print the certificate; coordinators act. No rules: who may
//! close what and when is for `timebank::months` to say.

mod act;
mod certificate;
mod list;
mod month;
mod reopening;
#[cfg(test)]
mod samples;

use ledger::{Month, ReopenReason};
use timebank::Role;
use timebank::months::{Closing, History, SignOff};

pub(crate) use act::Ground;
pub use act::{close, sign};
pub use certificate::{pdf as certificate_pdf, show as certificate};
pub(super) use list::Line as MonthLine;
pub use list::show as list;
pub use month::show;
pub use reopening::{ask as ask_to_reopen, reopen};

use crate::components::{Tag, Tone};
use crate::error::{Result, WebError};
use crate::words::{self, say};

/// The month of an address, `2026-10`; 404 for anything else.
fn month_of(text: &str) -> Result<Month> {
    Month::parse(text).ok_or_else(WebError::not_found)
}

/// `October 2026`.
pub(super) fn name(month: Month) -> String {
    words::month(month.first_day())
}

/// How a month stands, in a word.
pub(super) fn tag(history: &History) -> Tag {
    match history.standing().map(Closing::sign_off) {
        None => Tag::new("Open again", Tone::Plain),
        Some(SignOff::ByTwo | SignOff::ByTheOnlyOne) => Tag::new("Signed", Tone::Approved),
        Some(SignOff::Waits(_)) => Tag::new("To be signed", Tone::Waiting),
    }
}

/// Who signed, as a clause: “Ruth Calder and Nia Bevan”.
pub(super) fn signers(closing: &Closing) -> String {
    let names: Vec<&str> = closing
        .signatures
        .iter()
        .map(|signature| signature.name.as_str())
        .collect();
    words::list(&names)
}

/// What is said of the signatures of a closed month.
pub(super) fn signed_words(closing: &Closing) -> String {
    match closing.sign_off() {
        SignOff::ByTwo => say!("months-signed-by", names = signers(closing)),
        SignOff::ByTheOnlyOne => say!("months-signed-by-the-only", names = signers(closing)),
        SignOff::Waits(1) => say!("months-signed-by-one-more", names = signers(closing)),
        SignOff::Waits(_) => say!("months-nobody-signed"),
    }
}

/// In which role somebody signed.
fn role(role: Role) -> String {
    match role {
        Role::Administrator => say!("months-as-administrator"),
        Role::Coordinator => say!("months-as-coordinator"),
        Role::Treasurer => say!("months-as-treasurer"),
        Role::Member => say!("months-as-member"),
        Role::Reader => say!("months-as-reader"),
    }
}

/// Why a month was opened again, as it stands in a sentence.
fn reason(reason: ReopenReason) -> String {
    match reason {
        ReopenReason::ByMistake => say!("months-reason-mistake"),
        ReopenReason::LateHours => say!("months-reason-late"),
        ReopenReason::Correction => say!("months-reason-correction"),
        ReopenReason::Audit => say!("months-reason-audit"),
    }
}
