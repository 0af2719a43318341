//! The lines of the queue, in words.

use std::collections::HashMap;

use chrono::NaiveDate;
use timebank::bank::Bank;
use timebank::exchange::{Exchange, SecondLook};
use timebank::member::Profile;
use timebank::{Channel, ExchangeId, MemberId};

use super::chosen::Chosen;
use crate::words;

/// Anything longer is worth a look, in minutes.
const LONG: i64 = 4 * 60;

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
                know.push(format!("The first exchange of {name}"));
            }
        }
        Row {
            path: format!("/exchanges/{}", exchange.id),
            chosen: Chosen::of(exchange),
            who: format!("{giver} helped {receiver}"),
            what: exchange.what().to_owned(),
            done_on: words::day_near(exchange.done_on, self.today),
            minutes,
            channel: channel(exchange.channel),
            waited: self.waited(exchange),
            look: second_looks(minutes, seen),
            know,
            own: exchange
                .side_of(self.me)
                .map(|_| who_decides(exchange, self.coordinators)),
            label: format!(
                "Select {giver}, {} {} for {receiver}",
                words::length(minutes),
                small(exchange.what())
            ),
        }
    }

    fn waited(&self, exchange: &Exchange) -> String {
        let since = self.bank.day_of(exchange.state_at);
        words::count((self.today - since).num_days(), "day")
    }
}

fn second_looks(minutes: i64, seen: SecondLook) -> Vec<String> {
    let mut look = Vec::new();
    if minutes > LONG {
        let longest = words::length(LONG);
        look.push(format!("Longer than {longest}: have a look"));
    }
    if seen.alike {
        look.push("These two have another of this day and length: have a look".to_owned());
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
        [] => "You took part, so somebody else has to decide this one".to_owned(),
        [one] => format!("You took part, so {one} decides this one"),
        [one, other] => format!("You took part, so {one} or {other} decides this one"),
        _ => "You took part, so another coordinator decides this one".to_owned(),
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
    use super::*;

    #[test]
    fn what_is_unusual_is_pointed_out() {
        let alike = SecondLook {
            alike: true,
            ..SecondLook::default()
        };
        assert!(second_looks(LONG, SecondLook::default()).is_empty());
        assert_eq!(
            second_looks(LONG + 1, SecondLook::default()),
            ["Longer than 4 hours: have a look"]
        );
        assert_eq!(second_looks(60, alike).len(), 1);
    }
}
