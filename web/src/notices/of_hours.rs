//! News of hours that came without an exchange, and the friendly word about a balance that went
//! beyond one of the bank's notes.

use ledger::TransferId;
use rusqlite::Connection;
use timebank::MemberId;
use timebank::member;
use timebank::outbox::{Notice, NoticeKind};
use timebank::policy::{self, Beyond};

use super::Told;
use crate::words;

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
        (NoticeKind::Welcome, _) => format!("Welcome: {length} to begin with"),
        (NoticeKind::Gift, Some(name)) => format!("{name} gave you {length}"),
        (NoticeKind::Grant, _) => format!("{length} from the community pot"),
        (NoticeKind::Donation, _) => format!("You gave {length} to the community pot"),
        _ => format!("You were given {length}"),
    };
    Ok(Some(Told {
        subject,
        text: "They stand on your statement.".to_owned(),
        label: "See your statement",
        path: "/statement".to_owned(),
    }))
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
        0 => "Your hours are even".to_owned(),
        _ => format!("You have {}", words::standing(minutes)),
    };
    let (text, label, path) = match beyond {
        Some(Beyond::Above) => (
            "You have given a lot, and your neighbours are glad of it. Is there something you \
             would like help with? You can also give hours away, or to the community pot. Nothing \
             has to happen.",
            "See what people offer",
            "/offers",
        ),
        Some(Beyond::Below) => (
            "That is fine: somebody has to receive, or nobody could give. When you feel like it, \
             an hour of yours would be welcome too. A coordinator gladly helps you find something \
             that suits you.",
            "See what people ask for",
            "/requests",
        ),
        None => (
            "Giving and receiving go to and fro, as they should.",
            "See your statement",
            "/statement",
        ),
    };
    Told {
        subject,
        text: text.to_owned(),
        label,
        path: path.to_owned(),
    }
}
