//! An exchange in words, as the person who looks at it reads it: "you" for themselves, names for
//! everybody else.
//!
//! Pure functions of the exchange and of who looks; no file, no HTML.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use timebank::exchange::{Exchange, ExchangeState, Party, Side};
use timebank::{Channel, MemberId};

use crate::components::{Fact, Tag, Tone};
use crate::words::{self, say};

mod history;
mod standing;

/// One word for where an exchange stands.
#[must_use]
pub(crate) fn tag(state: &ExchangeState) -> Tag {
    match state {
        ExchangeState::Proposed { .. } => Tag::new(say("exchange-asked"), Tone::Waiting),
        ExchangeState::Arranged => Tag::new(say("exchange-arranged"), Tone::Plain),
        ExchangeState::Agreed
        | ExchangeState::Recorded { .. }
        | ExchangeState::Confirmed
        | ExchangeState::Disputed { .. } => Tag::new(say("exchange-waiting"), Tone::Waiting),
        ExchangeState::Posted { .. } => Tag::new(say("exchange-approved"), Tone::Approved),
        ExchangeState::Declined { .. } => Tag::new(say("exchange-declined"), Tone::Declined),
        ExchangeState::Withdrawn { .. } => Tag::new(say("exchange-withdrawn"), Tone::Plain),
        ExchangeState::Cancelled { .. } => Tag::new(say("exchange-called-off"), Tone::Plain),
        ExchangeState::Lapsed { .. } => Tag::new(say("exchange-lapsed"), Tone::Plain),
        ExchangeState::Corrected { .. } => Tag::new(say("exchange-put-right"), Tone::Plain),
        ExchangeState::Reversed { .. } => Tag::new(say("exchange-taken-back"), Tone::Plain),
    }
}

/// "You helped Bob Farrow", "Bob Farrow would help you": who helped whom, or will, or would, or was
/// to. `reader` is the side of whoever reads it.
#[must_use]
pub(crate) fn helped(
    exchange: &Exchange,
    reader: Option<Side>,
    giver: &str,
    receiver: &str,
) -> String {
    let key = match &exchange.state {
        ExchangeState::Proposed { .. } => "exchange-would-help",
        ExchangeState::Agreed | ExchangeState::Arranged => "exchange-will-help",
        _ if exchange.ended_ahead() => "exchange-was-to-help",
        _ => "exchange-has-helped",
    };
    let reader = match reader {
        Some(Side::Giver) => "giver",
        Some(Side::Receiver) => "receiver",
        None => "neither",
    };
    words::say_with(
        key,
        [
            ("reader", reader.into()),
            ("giver", giver.into()),
            ("receiver", receiver.into()),
        ],
    )
}

/// How something reached the bank, as the end of "20 November 2026 at 10:14am, …"; nothing for
/// the website.
#[must_use]
pub(crate) fn channel(channel: Channel) -> String {
    match channel {
        Channel::Web => String::new(),
        Channel::Phone => say("exchange-by-phone"),
        Channel::Paper => say("exchange-on-a-paper-slip"),
        Channel::InPerson => say("exchange-in-person"),
        Channel::Import => say("exchange-from-another-system"),
        Channel::Api => say("exchange-through-another-program"),
        Channel::Cli => say("exchange-on-the-machine-of-the"),
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
            Some(Side::Giver) => say!(
                "exchange-for",
                what = what,
                receiver = &exchange.receiver.name
            ),
            Some(Side::Receiver) => say!("exchange-by", what = what, giver = &exchange.giver.name),
            None => say!(
                "exchange-for-b",
                what = what,
                giver = &exchange.giver.name,
                receiver = &exchange.receiver.name
            ),
        }
    }

    /// "You helped Bob Farrow".
    pub(crate) fn helped(&self) -> String {
        let (giver, receiver) = (&self.exchange.giver.name, &self.exchange.receiver.name);
        helped(self.exchange, self.side(), giver, receiver)
    }

    /// The whole of it in a sentence, for pages that ask about it.
    pub(crate) fn sentence(&self) -> String {
        say!(
            "exchange-sentence",
            helped = self.helped(),
            length = words::length(self.exchange.minutes.get()),
            day = words::weekday(self.exchange.done_on),
            what = what(self.exchange).trim_end_matches('.')
        )
    }

    /// What the reader is asked to confirm: "Bob says you helped them for 1 hour".
    pub(crate) fn claim(&self, name: &str) -> String {
        let length = words::length(self.exchange.minutes.get());
        if matches!(self.exchange.state, ExchangeState::Proposed { .. }) {
            return match self.side() {
                Some(Side::Receiver) => say!(
                    "exchange-would-help-you-for-about",
                    name = name,
                    length = length
                ),
                _ => say!(
                    "exchange-asks-you-for-about-of",
                    name = name,
                    length = length
                ),
            };
        }
        match self.side() {
            Some(Side::Receiver) => say!(
                "exchange-says-they-helped-you-for",
                name = name,
                length = length
            ),
            _ => say!(
                "exchange-says-you-helped-them-for",
                name = name,
                length = length
            ),
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
        let [helps, receives] = if ahead {
            [say("exchange-who-helps"), say("exchange-who-receives")]
        } else {
            [say("exchange-who-helped"), say("exchange-who-received")]
        };
        let length = if ahead {
            say("exchange-about-how-long")
        } else {
            say("exchange-how-long")
        };
        let mut facts = vec![
            Fact::new(helps, self.placed(&exchange.giver)),
            Fact::new(receives, self.placed(&exchange.receiver)),
            Fact::new(say("exchange-what"), what(exchange)),
            Fact::new(say("exchange-when"), words::weekday(exchange.done_on)),
            Fact::length(length, exchange.minutes.get()),
        ];
        if exchange.raw_minutes != exchange.minutes {
            let told = words::length(exchange.raw_minutes.get());
            let text = say!("exchange-rounded-as-this-timebank-rounds", told = told);
            facts.push(Fact::new(say("exchange-as-it-was-told"), text));
        }
        if !exchange.note.is_empty() {
            facts.push(Fact::new(say("exchange-note"), exchange.note.clone()));
        }
        if let Some((now, after)) = balance {
            let change = balance_change(now, after);
            let text = say!(
                "exchange-your-balance-goes",
                now = change.0,
                after = change.1
            );
            let when = if ahead {
                say("exchange-after-it-is-done-and")
            } else {
                say("exchange-after-it-is-approved")
            };
            facts.push(Fact::new(when, text));
        }
        facts
    }

    fn called(&self, party: &Party) -> String {
        if party.id == self.me {
            say("exchange-you")
        } else {
            party.name.clone()
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
        0 => say("exchange-hours"),
        _ if plain => words::length(minutes),
        _ => words::standing(minutes),
    };
    (say(now), say(after))
}

#[cfg(test)]
mod tests;
