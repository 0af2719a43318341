//! An exchange in words, as the person who looks at it reads it: "you" for themselves, names for
//! everybody else.
//!
//! Pure functions of the exchange and of who looks; no file, no HTML.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use timebank::exchange::{Exchange, ExchangeState, Party, Side};
use timebank::{Channel, MemberId};

use crate::components::{Fact, Tag, Tone};
use crate::words;

mod history;
mod standing;

/// One word for where an exchange stands.
#[must_use]
pub(crate) const fn tag(state: &ExchangeState) -> Tag {
    match state {
        ExchangeState::Proposed { .. } => Tag::new("Asked", Tone::Waiting),
        ExchangeState::Arranged => Tag::new("Arranged", Tone::Plain),
        ExchangeState::Agreed
        | ExchangeState::Recorded { .. }
        | ExchangeState::Confirmed
        | ExchangeState::Disputed { .. } => Tag::new("Waiting", Tone::Waiting),
        ExchangeState::Posted { .. } => Tag::new("Approved", Tone::Approved),
        ExchangeState::Declined { .. } => Tag::new("Declined", Tone::Declined),
        ExchangeState::Withdrawn { .. } => Tag::new("Withdrawn", Tone::Plain),
        ExchangeState::Cancelled { .. } => Tag::new("Called off", Tone::Plain),
        ExchangeState::Lapsed { .. } => Tag::new("Lapsed", Tone::Plain),
        ExchangeState::Corrected { .. } => Tag::new("Put right", Tone::Plain),
        ExchangeState::Reversed { .. } => Tag::new("Taken back", Tone::Plain),
    }
}

/// "helped", "will help", "would help" or "was to help"; `you` is for "were to help".
#[must_use]
pub(crate) fn helped(exchange: &Exchange, you: bool) -> &'static str {
    match &exchange.state {
        ExchangeState::Proposed { .. } => "would help",
        ExchangeState::Agreed | ExchangeState::Arranged => "will help",
        _ if exchange.ended_ahead() && you => "were to help",
        _ if exchange.ended_ahead() => "was to help",
        _ => "helped",
    }
}

/// How something reached the bank, as the end of "20 November 2026 at 10:14am, …"; nothing for
/// the website.
#[must_use]
pub(crate) const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Web => "",
        Channel::Phone => "by phone",
        Channel::Paper => "on a paper slip",
        Channel::InPerson => "in person",
        Channel::Import => "from another system",
        Channel::Api => "through another program",
        Channel::Cli => "on the machine of the timebank",
    }
}

/// The kind of help and what was done: "Gardening: cut back the raspberries".
#[must_use]
pub(crate) fn what(exchange: &Exchange) -> String {
    let (kind, description) = (&exchange.category_name, &exchange.description);
    match (kind.is_empty(), description.is_empty()) {
        (false, false) => format!("{kind}: {description}"),
        _ => exchange.what().to_owned(),
    }
}

/// One exchange, and who looks at it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling<'a> {
    exchange: &'a Exchange,
    me: MemberId,
    zone: Tz,
}

impl<'a> Telling<'a> {
    pub(crate) const fn new(exchange: &'a Exchange, me: MemberId, zone: Tz) -> Self {
        Self { exchange, me, zone }
    }

    /// On which side the reader took part.
    pub(crate) fn side(&self) -> Option<Side> {
        self.exchange.side_of(self.me)
    }

    /// The other one, seen from the reader.
    pub(crate) fn other(&self) -> &'a Party {
        self.exchange.other_party(self.me)
    }

    /// The heading of its page.
    pub(crate) fn title(&self) -> String {
        let (exchange, what) = (self.exchange, self.exchange.what());
        match self.side() {
            Some(Side::Giver) => format!("{what} for {}", exchange.receiver.name),
            Some(Side::Receiver) => format!("{what} by {}", exchange.giver.name),
            None => format!(
                "{what}: {} for {}",
                exchange.giver.name, exchange.receiver.name
            ),
        }
    }

    /// "You helped Bob Farrow".
    pub(crate) fn helped(&self) -> String {
        let (giver, receiver) = (&self.exchange.giver, &self.exchange.receiver);
        let object = if receiver.id == self.me {
            "you"
        } else {
            &receiver.name
        };
        let helped = helped(self.exchange, giver.id == self.me);
        format!("{} {helped} {object}", self.called(giver))
    }

    /// The whole of it in a sentence, for pages that ask about it.
    pub(crate) fn sentence(&self) -> String {
        format!(
            "{} for {} on {}. {}.",
            self.helped(),
            words::length(self.exchange.minutes.get()),
            words::weekday(self.exchange.done_on),
            what(self.exchange).trim_end_matches('.')
        )
    }

    /// What the reader is asked to confirm: "Bob says you helped them for 1 hour".
    pub(crate) fn claim(&self, name: &str) -> String {
        let length = words::length(self.exchange.minutes.get());
        if matches!(self.exchange.state, ExchangeState::Proposed { .. }) {
            return match self.side() {
                Some(Side::Receiver) => format!("{name} would help you for about {length}"),
                _ => format!("{name} asks you for about {length} of help"),
            };
        }
        match self.side() {
            Some(Side::Receiver) => format!("{name} says they helped you for {length}"),
            _ => format!("{name} says you helped them for {length}"),
        }
    }

    /// The one whose answer is awaited.
    pub(crate) fn awaited(&self) -> Option<&'a Party> {
        let awaits = self.exchange.state.awaits()?;
        Some(match awaits.side() {
            Side::Giver => &self.exchange.giver,
            Side::Receiver => &self.exchange.receiver,
        })
    }

    /// The facts. `balance` is the reader's own, now and afterwards.
    pub(crate) fn facts(&self, balance: Option<(i64, i64)>) -> Vec<Fact> {
        let exchange = self.exchange;
        let ahead = exchange.state.is_ahead();
        let who = if ahead {
            ["Who helps", "Who receives"]
        } else {
            ["Who helped", "Who received"]
        };
        let length = if ahead { "About how long" } else { "How long" };
        let mut facts = vec![
            Fact::new(who[0], self.placed(&exchange.giver)),
            Fact::new(who[1], self.placed(&exchange.receiver)),
            Fact::new("What", what(exchange)),
            Fact::new("When", words::weekday(exchange.done_on)),
            Fact::length(length, exchange.minutes.get()),
        ];
        if exchange.raw_minutes != exchange.minutes {
            let told = words::length(exchange.raw_minutes.get());
            let text = format!("{told}, rounded as this timebank rounds");
            facts.push(Fact::new("As it was told", text));
        }
        if !exchange.note.is_empty() {
            facts.push(Fact::new("Note", exchange.note.clone()));
        }
        if let Some((now, after)) = balance {
            let change = balance_change(now, after);
            let text = format!("Your balance goes from {} to {}", change.0, change.1);
            let when = if ahead {
                "After it is done and approved"
            } else {
                "After it is approved"
            };
            facts.push(Fact::new(when, text));
        }
        facts
    }

    fn called(&self, party: &Party) -> String {
        self.named(party.id, &party.name)
    }

    fn named(&self, member: MemberId, name: &str) -> String {
        if member == self.me {
            "You".to_owned()
        } else {
            name.to_owned()
        }
    }

    fn placed(&self, party: &Party) -> String {
        if party.id == self.me || party.area_name.is_empty() {
            self.called(party)
        } else {
            format!("{}, {}", party.name, party.area_name)
        }
    }

    fn instant(&self, at: DateTime<Utc>) -> String {
        words::instant(at, self.zone)
    }
}

/// A balance before and after, as in "from 3 hours to 5 hours". Where either is below nought,
/// both say which way they stand.
#[must_use]
pub(crate) fn balance_change(now: i64, after: i64) -> (String, String) {
    let plain = now >= 0 && after >= 0;
    let say = |minutes: i64| match minutes {
        0 => "0 hours".to_owned(),
        _ if plain => words::length(minutes),
        _ => words::standing(minutes),
    };
    (say(now), say(after))
}

#[cfg(test)]
mod tests;
