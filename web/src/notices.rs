//! A notice in words: one subject, a few sentences, one address to go to. The same on the page,
//! in a mail and in a letter.
//!
//! What is told is read when it is told: an exchange that has moved on meanwhile is described as
//! it stands. A kind of notice that this list does not name is told by the exchange itself.

use chrono_tz::Tz;
use ledger::TransferId;
use rusqlite::Connection;
use timebank::exchange::{self, Exchange};
use timebank::outbox::Notice;
use timebank::{ExchangeId, MemberId, member};

use crate::pages::exchanges::telling::Telling;
use crate::words;

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The heading, and the subject of a mail.
    pub subject: String,
    /// What there is to know, a sentence or two.
    pub text: String,
    /// What to press.
    pub label: &'static str,
    /// Where it leads, from the bank's address.
    pub path: String,
}

/// The words of a notice; nothing where what it told of is no longer there.
pub fn words_of(conn: &Connection, notice: &Notice, zone: Tz) -> timebank::Result<Option<Told>> {
    let Some(subject) = notice.subject else {
        return Ok(None);
    };
    if notice.kind.starts_with("hours.") {
        return hours(conn, notice, TransferId::new(subject));
    }
    match exchange::get(conn, ExchangeId::new(subject)) {
        Ok(exchange) => Ok(Some(of_exchange(
            &notice.kind,
            &exchange,
            notice.member,
            zone,
        ))),
        Err(timebank::Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn of_exchange(kind: &str, exchange: &Exchange, me: MemberId, zone: Tz) -> Told {
    let telling = Telling::new(exchange, me, zone);
    let other = &telling.other().name;
    let length = words::length(exchange.minutes.get());
    let (subject, label) = match kind {
        "exchange.answer_needed" => (telling.claim(other), "Check and confirm"),
        "exchange.confirmed" => (format!("{other} confirmed {length}"), "See the exchange"),
        "exchange.disputed" => (
            format!("{other} says something is not right about {length}"),
            "See what they say",
        ),
        "exchange.decided" => (
            format!("A coordinator decided: {length}"),
            "See the decision",
        ),
        "exchange.posted" => (
            format!("{length} with {other} are on your statement"),
            "See the exchange",
        ),
        "exchange.declined" => (
            format!("{length} with {other} were not approved"),
            "See why",
        ),
        "exchange.withdrawn" => (format!("{length} with {other} were withdrawn"), "See why"),
        "exchange.reversed" => (format!("{length} with {other} were taken back"), "See why"),
        _ => (
            format!("News of your exchange with {other}"),
            "See the exchange",
        ),
    };
    Told {
        subject,
        text: telling.sentence(),
        label,
        path: format!("/exchanges/{}", exchange.id),
    }
}

fn hours(conn: &Connection, notice: &Notice, id: TransferId) -> timebank::Result<Option<Told>> {
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
    let subject = match (notice.kind.as_str(), giver) {
        ("hours.welcome", _) => format!("Welcome: {length} to begin with"),
        ("hours.gift", Some(name)) => format!("{name} gave you {length}"),
        ("hours.gift", None) => format!("You were given {length}"),
        ("hours.grant", _) => format!("{length} from the community pot"),
        ("hours.donation", _) => format!("You gave {length} to the community pot"),
        _ => format!("{length} on your statement"),
    };
    Ok(Some(Told {
        subject,
        text: "They stand on your statement.".to_owned(),
        label: "See your statement",
        path: "/statement".to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::exchanges::samples;
    use timebank::exchange::{Awaits, ExchangeState, Side};

    fn told(kind: &str) -> Told {
        let exchange = samples::exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        });
        of_exchange(kind, &exchange, samples::ANN, Tz::UTC)
    }

    #[test]
    fn whoever_is_asked_reads_who_says_what_and_where_to_answer() {
        let told = told("exchange.answer_needed");
        assert!(
            told.subject.contains(" says you helped them for "),
            "{told:?}"
        );
        assert_eq!(told.label, "Check and confirm");
        assert!(told.path.starts_with("/exchanges/"));
        assert!(told.text.starts_with("You helped "));
    }

    #[test]
    fn a_kind_that_nobody_named_still_says_what_it_is_about() {
        assert!(
            told("exchange.agreed")
                .subject
                .starts_with("News of your exchange with ")
        );
    }
}
