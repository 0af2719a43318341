//! News of hours that came without an exchange, and the friendly word about a balance that went
//! beyond one of the bank's notes.

use ledger::TransferId;
use rusqlite::Connection;
use timebank::MemberId;
use timebank::member;
use timebank::outbox::{Notice, NoticeKind};
use timebank::policy::{self, Beyond};
use timebank::pot;

use super::Told;
use crate::words::{self, say};

pub(super) fn told(
    conn: &Connection,
    notice: &Notice,
    id: TransferId,
) -> timebank::Result<Option<Told>> {
    let Some(transfer) = ledger::transfer(conn, id)? else {
        return Ok(None);
    };
    let mine = member::get(conn, notice.member)?.account;
    let minutes = transfer
        .entries
        .iter()
        .find(|entry| entry.account == mine)
        .map_or(0, |entry| entry.minutes.get().abs());
    let mut giver = None;
    for entry in &transfer.entries {
        if entry.account != mine {
            giver = giver.or(member::with_account(conn, entry.account)?.map(|found| found.name));
        }
    }
    let length = words::length(minutes);
    let subject = match (notice.kind, giver) {
        (NoticeKind::Welcome, _) => say!("notice-welcome", length = length),
        (NoticeKind::Gift, Some(name)) => say!("notice-gave-you", name = name, length = length),
        (NoticeKind::Grant, _) => say!("notice-from-the-pot", length = length),
        (NoticeKind::Donation, _) => say!("notice-to-the-pot", length = length),
        _ => say!("notice-you-were-given", length = length),
    };
    Ok(Some(Told {
        subject,
        text: say!("notice-on-your-statement"),
        label: say!("notice-see-your-statement"),
        path: "/statement".to_owned(),
    }))
}

/// That somebody else declined a grant, and why.
pub(super) fn grant_declined(conn: &Connection, id: TransferId) -> timebank::Result<Told> {
    let grant = pot::proposed_grant(conn, id)?;
    let length = words::length(grant.minutes.get());
    let (by, reason) = match &grant.decided {
        Some(decided) => (decided.by_name.as_str(), decided.reason.as_str()),
        None => ("", ""),
    };
    let name = grant.taker_name;
    Ok(Told {
        subject: say!(
            "notice-grant-declined",
            length = length,
            name = name.clone()
        ),
        text: say!(
            "notice-grant-declined-why",
            by = by,
            reason = reason,
            name = name
        ),
        label: say!("notice-see-the-grant"),
        path: format!("/pot/grants/{}", grant.id.uuid()),
    })
}

/// A friendly word about the member's balance as it stands now.
pub(super) fn balance(conn: &Connection, id: MemberId) -> timebank::Result<Told> {
    let profile = member::get(conn, id)?;
    let minutes = ledger::balance(conn, profile.account)?.get();
    let bounds = policy::bounds_of(&policy::current(conn)?, profile.kind);
    Ok(friendly(bounds.beyond(minutes), minutes))
}

/// Never a reproach: receiving is half of it, and nothing is refused.
pub(crate) fn friendly(beyond: Option<Beyond>, minutes: i64) -> Told {
    let subject = match minutes {
        0 => say!("notice-hours-are-even"),
        _ => say!("notice-you-have", standing = words::standing(minutes)),
    };
    let (text, label, path) = match beyond {
        Some(Beyond::Above) => (
            say!("notice-given-a-lot"),
            say!("notice-see-offers"),
            "/offers",
        ),
        Some(Beyond::Below) => (
            say!("notice-that-is-fine"),
            say!("notice-see-requests"),
            "/requests",
        ),
        None => (
            say!("notice-to-and-fro"),
            say!("notice-see-your-statement"),
            "/statement",
        ),
    };
    Told {
        subject,
        text,
        label,
        path: path.to_owned(),
    }
}
