//! The lines of the queue, in words.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use timebank::bank::Bank;
use timebank::category::Caution;
use timebank::desk::Note;
use timebank::exchange::{Exchange, SecondLook};
use timebank::member::Profile;
use timebank::{Channel, ExchangeId, MemberId};

use super::chosen::Chosen;
use crate::words::{self, say};

/// Anything longer is worth a look, in minutes.
const LONG: i64 = 4 * 60;
/// As many more between the same two in a week are worth a look.
const OFTEN: u32 = 3;

/// One exchange that waits.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) path: String,
    pub(super) chosen: Chosen,
    /// "Ivy Lander helped Ann Whitcombe".
    pub(super) who: String,
    pub(super) what: String,
    pub(super) done_on: String,
    pub(super) minutes: i64,
    pub(super) channel: &'static str,
    /// "6 days".
    pub(super) waited: String,
    /// What to look at before it is approved.
    pub(super) look: Vec<String>,
    /// What is good to know.
    pub(super) know: Vec<String>,
    /// Why there is no box: the reader took part.
    pub(super) own: Option<String>,
    /// "Select Ivy Lander, 45 minutes sewing for Ann Whitcombe".
    pub(super) label: String,
}

/// What the lines of one page have in common.
pub(super) struct Reader<'a> {
    pub(super) me: MemberId,
    pub(super) bank: &'a Bank,
    pub(super) today: NaiveDate,
    pub(super) looks: &'a HashMap<ExchangeId, SecondLook>,
    /// What somebody asked the two about an exchange.
    pub(super) asked: &'a HashMap<ExchangeId, Note>,
    /// What is decided about their kinds of help.
    pub(super) cautions: &'a HashMap<ExchangeId, Caution>,
    /// Members whose first exchange somebody goes along to.
    pub(super) accompanied: &'a HashSet<MemberId>,
    /// Those who may approve.
    pub(super) coordinators: &'a [Profile],
}

impl Reader<'_> {
    pub(super) fn row(&self, exchange: &Exchange) -> Row {
        let (giver, receiver) = (&exchange.giver.name, &exchange.receiver.name);
        let minutes = exchange.minutes.get();
        let mut know = Vec::new();
        let seen = self.looks.get(&exchange.id).copied().unwrap_or_default();
        for (new, name) in [(seen.new_giver, giver), (seen.new_receiver, receiver)] {
            if new {
                know.push(say!("approvals-the-first-exchange-of", name = name));
            }
        }
        for party in [&exchange.giver, &exchange.receiver] {
            if self.accompanied.contains(&party.id) {
                know.push(say!(
                    "approvals-somebody-goes-along-with",
                    name = &party.greeting
                ));
            }
        }
        if let Some(note) = self.asked.get(&exchange.id) {
            let day = words::day_near(self.bank.day_of(note.written_at), self.today);
            know.push(say!(
                "approvals-asked-on",
                name = &note.written_by_name,
                day = day,
                text = &note.text
            ));
        }
        Row {
            path: format!("/exchanges/{}", exchange.id),
            chosen: Chosen::of(exchange),
            who: say!("approvals-helped", giver = giver, receiver = receiver),
            what: exchange.what().to_owned(),
            done_on: words::day_near(exchange.done_on, self.today),
            minutes,
            channel: channel(exchange.channel),
            waited: self.waited(exchange),
            look: self.looks_at(exchange, seen),
            know,
            own: exchange
                .side_of(self.me)
                .map(|_| who_decides(exchange, self.coordinators)),
            label: say!(
                "approvals-select-for",
                giver = giver,
                length = words::length(minutes),
                what = small(exchange.what()),
                receiver = receiver
            ),
        }
    }

    /// Whether anything about it is unusual.
    pub(super) fn is_flagged(&self, exchange: &Exchange, seen: SecondLook) -> bool {
        !self.looks_at(exchange, seen).is_empty()
    }

    fn looks_at(&self, exchange: &Exchange, seen: SecondLook) -> Vec<String> {
        let mut look = second_looks(exchange, seen);
        let giver = &exchange.giver.greeting;
        if let Some(caution) = self.cautions.get(&exchange.id) {
            if !caution.unseen.is_empty() {
                look.push(say!(
                    "approvals-not-seen-yet-or-run",
                    giver = giver,
                    unseen = &caution.unseen
                ));
            }
            if caution.first_time {
                look.push(say!("approvals-the-first-time-gives-this", giver = giver));
            }
        }
        look
    }

    fn waited(&self, exchange: &Exchange) -> String {
        let since = self.bank.day_of(exchange.state_at);
        say!("approvals-days", number = (self.today - since).num_days())
    }
}

fn second_looks(exchange: &Exchange, seen: SecondLook) -> Vec<String> {
    let giver = &exchange.giver.greeting;
    let mut look = Vec::new();
    if exchange.minutes.get() > LONG {
        let longest = words::length(LONG);
        look.push(say!("approvals-longer-than-have-a-look", longest = longest));
    }
    if seen.unusual {
        look.push(say!("approvals-over-three-times-as-long", giver = giver));
    }
    if seen.alike {
        look.push(say("approvals-these-two-have-another-of"));
    }
    if seen.in_a_week >= OFTEN {
        let times = seen.in_a_week + 1;
        look.push(say!(
            "approvals-helped-the-same-person-times",
            giver = giver,
            times = times
        ));
    }
    if seen.housemates {
        look.push(say("approvals-they-live-at-the-same"));
    }
    look
}

/// "You took part, so Nia Bevan decides this one".
fn who_decides(exchange: &Exchange, coordinators: &[Profile]) -> String {
    let others: Vec<&str> = coordinators
        .iter()
        .filter(|other| exchange.side_of(other.id).is_none())
        .map(|other| &*other.name)
        .collect();
    match others.as_slice() {
        [] => say("approvals-you-took-part-so-somebody"),
        [one] => say!("approvals-you-took-part-so-decides", name = *one),
        [one, other] => say!("approvals-you-took-part-so-or", name = *one, other = *other),
        _ => say("approvals-you-took-part-so-another"),
    }
}

/// How an exchange came, as a cell of a table.
pub(super) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "Website",
        Channel::Phone => "Phone",
        Channel::Paper => "Paper slip",
        Channel::InPerson => "In person",
        Channel::Import => "From elsewhere",
        Channel::Api => "Another program",
        Channel::Cli => "Command line",
    }
}

/// Begins small, for the middle of a sentence.
fn small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use timebank::clock::new_id;
    use timebank::exchange::{ExchangeState, Party, RecordedAs, Reference};

    use super::*;
    use crate::spanish::in_spanish;

    fn party(name: &str, number: u32) -> Party {
        Party {
            id: MemberId::new(new_id()),
            name: format!("{name} Whitcombe"),
            greeting: name.into(),
            number: timebank::MemberNumber::new(number),
            account: ledger::AccountId::new(new_id()),
            area_name: String::new(),
        }
    }

    fn exchange(minutes: i64) -> Exchange {
        let at = "2026-11-22T10:00:00Z".parse().unwrap();
        Exchange {
            id: ExchangeId::new(new_id()),
            reference: Reference {
                year: 2026,
                serial: 7,
            },
            giver: party("Ann", 1),
            receiver: party("Bob", 2),
            listing: None,
            category: None,
            category_name: String::new(),
            icon: "hands".into(),
            description: "Sewing".into(),
            note: String::new(),
            done_on: "2026-11-21".parse().unwrap(),
            minutes: ledger::Minutes::new(minutes).unwrap(),
            raw_minutes: ledger::Minutes::new(minutes).unwrap(),
            channel: Channel::Web,
            recorded_by: None,
            recorded_as: RecordedAs::Giver,
            recorded_at: at,
            state: ExchangeState::Confirmed,
            state_by: None,
            state_at: at,
            area: None,
            stage: timebank::exchange::Stage::Fresh,
            due_at: None,
            hold: None,
            corrects: None,
            asked_at: None,
            project: None,
            version: 2,
        }
    }

    #[test]
    fn what_is_unusual_is_pointed_out_in_words() {
        let none = SecondLook::default();
        assert!(second_looks(&exchange(LONG), none).is_empty());
        assert_eq!(
            second_looks(&exchange(LONG + 1), none),
            ["Longer than 4 hours: have a look"]
        );
        let all = SecondLook {
            alike: true,
            housemates: true,
            unusual: true,
            in_a_week: OFTEN,
            ..none
        };
        assert_eq!(
            second_looks(&exchange(60), all),
            [
                "Over three times as long as Ann usually helps",
                "These two have another of this day and length: have a look",
                "Ann helped the same person 4 times in a week",
                "They live at the same address",
            ]
        );
        let twice = SecondLook {
            in_a_week: OFTEN - 1,
            ..none
        };
        assert!(second_looks(&exchange(60), twice).is_empty());
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        let seen = SecondLook {
            alike: true,
            housemates: true,
            unusual: true,
            in_a_week: OFTEN,
            ..SecondLook::default()
        };
        in_spanish(&[], || {
            let mut said = second_looks(&exchange(LONG + 1), seen);
            said.push(who_decides(&exchange(60), &[]));
            said.join(". ")
        });
    }
}
