//! An exchange in words, as the person who looks at it reads it: "you" for themselves, names for
//! everybody else.
//!
//! Pure functions of the exchange and of who looks; no file, no HTML.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use timebank::exchange::{Exchange, ExchangeState, Party, Side, Step, StepKind};
use timebank::{Channel, MemberId};

use crate::components::{Fact, Tag, Tone};
use crate::words;

mod history;

/// After so many days without an answer a coordinator asks.
const DAYS_TO_ANSWER: u64 = 7;

/// One of the four words for where an exchange stands.
#[must_use]
pub(crate) const fn tag(state: &ExchangeState) -> Tag {
    match state {
        ExchangeState::Recorded { .. }
        | ExchangeState::Confirmed
        | ExchangeState::Disputed { .. } => Tag::new("Waiting", Tone::Waiting),
        ExchangeState::Posted { .. } => Tag::new("Approved", Tone::Approved),
        ExchangeState::Declined { .. } => Tag::new("Declined", Tone::Declined),
        ExchangeState::Withdrawn { .. } | ExchangeState::Reversed { .. } => {
            Tag::new("Cancelled", Tone::Plain)
        }
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
        format!("{} helped {object}", self.called(giver))
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
        match self.side() {
            Some(Side::Receiver) => format!("{name} says they helped you for {length}"),
            _ => format!("{name} says you helped them for {length}"),
        }
    }

    /// The one whose answer is awaited.
    pub(crate) const fn awaited(&self) -> Option<&'a Party> {
        match &self.exchange.state {
            ExchangeState::Recorded { awaits } => Some(match awaits.side() {
                Side::Giver => &self.exchange.giver,
                Side::Receiver => &self.exchange.receiver,
            }),
            _ => None,
        }
    }

    /// The day after which a coordinator asks for the answer.
    pub(crate) fn answer_by(&self) -> NaiveDate {
        self.exchange
            .recorded_at
            .with_timezone(&self.zone)
            .date_naive()
            + Days::new(DAYS_TO_ANSWER)
    }

    /// Where it stands and what comes next, in a sentence. `steps` tell how it came there.
    pub(crate) fn lead(&self, steps: &[Step]) -> String {
        let party = self.side().is_some();
        match &self.exchange.state {
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => {
                format!("{}. Is that right?", self.claim(&self.other().greeting))
            }
            ExchangeState::Recorded { .. } => self.awaited().map_or_else(String::new, |party| {
                format!("{} is asked to confirm it.", party.greeting)
            }),
            ExchangeState::Confirmed
                if steps.last().map(|step| step.kind) == Some(StepKind::Decided) =>
            {
                "A coordinator decided how long it was. It waits to be approved.".to_owned()
            }
            ExchangeState::Confirmed if party => {
                "Both of you say so. A coordinator looks at it next.".to_owned()
            }
            ExchangeState::Confirmed => "Both say so. It waits to be approved.".to_owned(),
            ExchangeState::Disputed { by, .. } => {
                format!("{} that something is wrong.", self.says(*by))
            }
            ExchangeState::Posted { .. } if party => {
                "It is approved and stands in your statement.".to_owned()
            }
            ExchangeState::Posted { .. } => "It is approved and stands in the book.".to_owned(),
            ExchangeState::Declined { .. } => "A coordinator declined it.".to_owned(),
            ExchangeState::Withdrawn { .. } => {
                "It was withdrawn before it was approved.".to_owned()
            }
            ExchangeState::Reversed { .. } => {
                "It was taken back. The book keeps the first line, and a second one takes it back."
                    .to_owned()
            }
        }
    }

    /// What was said with it; empty where nothing was.
    pub(crate) fn reason(&self) -> &'a str {
        match &self.exchange.state {
            ExchangeState::Disputed { reason, .. }
            | ExchangeState::Declined { reason }
            | ExchangeState::Withdrawn { reason }
            | ExchangeState::Reversed { reason, .. } => reason,
            _ => "",
        }
    }

    /// Disputed, with another length: "Bob Farrow says it was 1 hour."
    pub(crate) fn counterclaim(&self) -> Option<String> {
        match &self.exchange.state {
            ExchangeState::Disputed {
                by,
                claimed: Some(minutes),
                ..
            } => {
                let length = words::length(minutes.get());
                Some(format!("{} it was {length}.", self.says(*by)))
            }
            _ => None,
        }
    }

    /// The facts. `balance` is the reader's own, now and afterwards.
    pub(crate) fn facts(&self, balance: Option<(i64, i64)>) -> Vec<Fact> {
        let exchange = self.exchange;
        let mut facts = vec![
            Fact::new("Who helped", self.placed(&exchange.giver)),
            Fact::new("Who received", self.placed(&exchange.receiver)),
            Fact::new("What", what(exchange)),
            Fact::new("When", words::weekday(exchange.done_on)),
            Fact::length("How long", exchange.minutes.get()),
        ];
        if !exchange.note.is_empty() {
            facts.push(Fact::new("Note", exchange.note.clone()));
        }
        if let Some((now, after)) = balance {
            let change = balance_change(now, after);
            let text = format!("Your balance goes from {} to {}", change.0, change.1);
            facts.push(Fact::new("After it is approved", text));
        }
        facts
    }

    fn says(&self, by: Option<MemberId>) -> String {
        let (giver, receiver) = (&self.exchange.giver, &self.exchange.receiver);
        match [giver, receiver]
            .into_iter()
            .find(|party| Some(party.id) == by)
        {
            Some(party) if party.id == self.me => "You say".to_owned(),
            Some(party) => format!("{} says", party.name),
            None => "One of the two says".to_owned(),
        }
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
