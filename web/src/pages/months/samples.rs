//! Months with invented people, for the tests of their pages.

use chrono::{DateTime, Utc};
use ledger::{Digest, Head, Month, ReopenReason};
use timebank::months::{Closing, Figures, History, Reopening, Signature, Step};
use timebank::{MemberId, Role};
use uuid::Uuid;

pub(super) const FIGURES: Figures = Figures {
    exchanges: 214,
    minutes: 23_790,
};

pub(super) fn ruth() -> MemberId {
    MemberId::new(Uuid::from_u128(1))
}

pub(super) fn nia() -> MemberId {
    MemberId::new(Uuid::from_u128(2))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn signature(signer: MemberId, name: &str, role: Role) -> Signature {
    Signature {
        signer,
        name: name.to_owned(),
        role,
        at: at("2026-10-02T09:12:00Z"),
    }
}

fn closing(signatures: Vec<Signature>, coordinators: u32) -> Closing {
    Closing {
        step: 1,
        at: at("2026-10-02T09:12:00Z"),
        by: Some("Ruth Calder".to_owned()),
        head: Head {
            seq: 9_412,
            digest: Digest::new([7; 32]),
        },
        after: 9_420,
        figures: FIGURES,
        coordinators,
        signatures,
    }
}

fn history(month: u32, steps: Vec<Step>) -> History {
    History {
        month: Month::new(2026, month).unwrap(),
        steps,
    }
}

fn by_ruth() -> Signature {
    signature(ruth(), "Ruth Calder", Role::Coordinator)
}

fn by_nia() -> Signature {
    signature(nia(), "Nia Bevan", Role::Administrator)
}

/// September, signed by two.
pub(super) fn signed() -> History {
    history(9, vec![Step::Closed(closing(vec![by_ruth(), by_nia()], 2))])
}

/// September, with one signature of two.
pub(super) fn waiting() -> History {
    history(9, vec![Step::Closed(closing(vec![by_ruth()], 2))])
}

/// September, where there was one coordinator.
pub(super) fn alone() -> History {
    history(9, vec![Step::Closed(closing(vec![by_ruth()], 1))])
}

fn opened() -> Step {
    Step::Reopened(Reopening {
        at: at("2026-11-05T10:00:00Z"),
        by: Some("Ruth Calder".to_owned()),
        reason: ReopenReason::Correction,
        note: "A slip had the wrong name".to_owned(),
    })
}

/// October, closed and opened again.
pub(super) fn reopened() -> History {
    let first = Step::Closed(closing(vec![by_ruth()], 2));
    history(10, vec![first, opened()])
}

/// September, closed, opened again and closed anew.
pub(super) fn closed_anew() -> History {
    let close = || Step::Closed(closing(vec![by_ruth(), by_nia()], 2));
    history(9, vec![close(), opened(), close()])
}
