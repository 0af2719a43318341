//! An exchange in words, as the person who looks at it reads it: "you" for themselves, names for
//! everybody else.
//!
//! Pure functions of the exchange and of who looks; no file, no HTML.

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use timebank::exchange::{Exchange, ExchangeState, Party, RecordedAs, Side, Step, StepKind};
use timebank::{Channel, MemberId};

use crate::components::{self, Fact, Tag, Tone};
use crate::words;

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

    /// What the reader is asked to confirm, without a full stop: "Bob says you helped them for 1 hour".
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

    /// Where it stands and what comes next, in a sentence.
    pub(crate) fn lead(&self) -> String {
        let party = self.side().is_some();
        match &self.exchange.state {
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => {
                format!("{}. Is that right?", self.claim(&self.other().greeting))
            }
            ExchangeState::Recorded { .. } => self.awaited().map_or_else(String::new, |party| {
                format!("{} is asked to confirm it.", party.greeting)
            }),
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

    /// What happened, newest first, with the next step before it.
    pub(crate) fn timeline(&self, steps: &[Step]) -> Vec<components::Step> {
        let past = steps.iter().rev().map(|step| self.step(step));
        self.next_step().into_iter().chain(past).collect()
    }

    fn next_step(&self) -> Option<components::Step> {
        let (title, about) = match &self.exchange.state {
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => (
                "Next: you confirm it".to_owned(),
                "Then a coordinator approves it.",
            ),
            ExchangeState::Recorded { .. } => (
                format!("Next: {} confirms it", self.awaited()?.greeting),
                "Then a coordinator approves it.",
            ),
            ExchangeState::Confirmed => (
                "Next: a coordinator approves it".to_owned(),
                "Then it stands in both statements.",
            ),
            ExchangeState::Disputed { .. } => (
                "Next: a coordinator decides".to_owned(),
                "A coordinator speaks with both of them first.",
            ),
            _ => return None,
        };
        Some(components::Step {
            title,
            about: about.to_owned(),
            ahead: true,
            ..components::Step::default()
        })
    }

    fn step(&self, step: &Step) -> components::Step {
        let who = self.author(step);
        let title = match (step.kind, step.minutes) {
            (StepKind::Recorded, _) if who.is_empty() => {
                "Brought in from the records before".to_owned()
            }
            (StepKind::Recorded, _) => format!("{who} logged it"),
            (StepKind::Confirmed, _) => format!("{who} confirmed it"),
            (StepKind::Disputed, Some(minutes)) => {
                format!("{who} said that it was {}", words::length(minutes.get()))
            }
            (StepKind::Disputed, None) => format!("{who} said that something is wrong"),
            (StepKind::Decided, Some(minutes)) => {
                format!("{who} decided that it was {}", words::length(minutes.get()))
            }
            (StepKind::Decided, None) => format!("{who} decided it"),
            (StepKind::Approved, _) => format!("{who} approved it"),
            (StepKind::Declined, _) => format!("{who} declined it"),
            (StepKind::Withdrawn, _) => format!("{who} withdrew it"),
            (StepKind::Reversed, _) => format!("{who} took it back"),
        };
        components::Step {
            title,
            about: self.about(step),
            said: step.reason.clone(),
            ahead: false,
        }
    }

    /// Who said what a step tells: the one on whose word it was done, else the one who did it.
    fn author(&self, step: &Step) -> String {
        let by_coordinator = self.exchange.recorded_as == RecordedAs::Coordinator;
        match (step.spoke, step.actor) {
            (Some(spoke), _) => self.named(spoke, &step.spoke_name),
            (None, Some(_)) if step.kind == StepKind::Recorded && by_coordinator => self.both(),
            (None, Some(actor)) => self.named(actor, &step.actor_name),
            (None, None) => String::new(),
        }
    }

    /// "20 November 2026 at 10:14am, by phone, written down by Ruth Calder".
    fn about(&self, step: &Step) -> String {
        let mut about = self.instant(step.at);
        let way = channel(step.channel);
        if !way.is_empty() {
            about.push_str(", ");
            about.push_str(way);
        }
        let by_coordinator = self.exchange.recorded_as == RecordedAs::Coordinator;
        let for_both = step.kind == StepKind::Recorded && by_coordinator;
        if let Some(actor) = step.actor
            && (step.spoke.is_some_and(|spoke| spoke != actor) || for_both)
        {
            let hand = if actor == self.me {
                "you"
            } else {
                &step.actor_name
            };
            about.push_str(", written down by ");
            about.push_str(hand);
        }
        about
    }

    fn both(&self) -> String {
        match self.side() {
            Some(_) => format!("You and {}", self.other().name),
            None => format!(
                "{} and {}",
                self.exchange.giver.name, self.exchange.receiver.name
            ),
        }
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
mod tests {
    use super::super::samples::{ANN, BOB, RUTH, exchange, minutes, step};
    use super::*;
    use timebank::exchange::Awaits;

    fn told(state: ExchangeState, me: MemberId) -> String {
        let exchange = exchange(state);
        Telling::new(&exchange, me, Tz::Europe__London).lead()
    }

    #[test]
    fn each_reader_is_told_by_their_own_side() {
        let exchange = exchange(ExchangeState::Confirmed);
        let title = |me| Telling::new(&exchange, me, Tz::UTC).title();
        assert_eq!(title(ANN), "Gardening for Bob Farrow");
        assert_eq!(title(BOB), "Gardening by Ann Whitcombe");
        assert_eq!(title(RUTH), "Gardening: Ann Whitcombe for Bob Farrow");
        assert_eq!(
            Telling::new(&exchange, BOB, Tz::UTC).sentence(),
            "Ann Whitcombe helped you for 1 hour 30 minutes on Thursday 19 November 2026. \
             Gardening: cut back the raspberries."
        );
    }

    #[test]
    fn whoever_is_asked_is_asked_and_the_other_waits() {
        let recorded = ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        };
        assert_eq!(
            told(recorded.clone(), ANN),
            "Bob says you helped them for 1 hour 30 minutes. Is that right?"
        );
        assert_eq!(told(recorded.clone(), BOB), "Ann is asked to confirm it.");
        assert_eq!(told(recorded, RUTH), "Ann is asked to confirm it.");
    }

    #[test]
    fn a_dispute_names_who_says_so_and_how_long_they_say_it_was() {
        let disputed = exchange(ExchangeState::Disputed {
            by: Some(BOB),
            claimed: Some(minutes(60)),
            reason: "It was shorter".into(),
        });
        let telling = Telling::new(&disputed, ANN, Tz::UTC);
        assert_eq!(telling.lead(), "Bob Farrow says that something is wrong.");
        assert_eq!(telling.reason(), "It was shorter");
        let counterclaim = telling.counterclaim();
        assert_eq!(
            counterclaim.as_deref(),
            Some("Bob Farrow says it was 1 hour.")
        );
        assert_eq!(
            Telling::new(&disputed, BOB, Tz::UTC).lead(),
            "You say that something is wrong."
        );
    }

    #[test]
    fn a_step_names_whose_word_it_was_and_who_wrote_it_down() {
        let mut exchange = exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        });
        exchange.recorded_as = RecordedAs::Coordinator;
        let mut phoned = step(StepKind::Recorded, RUTH, "Ruth Calder");
        phoned.channel = Channel::Phone;
        phoned.spoke = Some(BOB);
        phoned.spoke_name = "Bob Farrow".into();
        let timeline = Telling::new(&exchange, ANN, Tz::Europe__London).timeline(&[phoned.clone()]);
        assert_eq!(timeline[0].title, "Next: you confirm it");
        assert!(timeline[0].ahead);
        assert_eq!(timeline[1].title, "Bob Farrow logged it");
        assert_eq!(
            timeline[1].about,
            "20 November 2026 at 10:14am, by phone, written down by Ruth Calder"
        );
        phoned.spoke = None;
        let both = Telling::new(&exchange, ANN, Tz::UTC).timeline(&[phoned]);
        assert_eq!(both[1].title, "You and Bob Farrow logged it");
        assert!(both[1].about.ends_with("written down by Ruth Calder"));
    }

    #[test]
    fn the_newest_step_comes_first() {
        let exchange = exchange(ExchangeState::Confirmed);
        let steps = [
            step(StepKind::Recorded, ANN, "Ann Whitcombe"),
            step(StepKind::Confirmed, BOB, "Bob Farrow"),
        ];
        let titles: Vec<String> = Telling::new(&exchange, ANN, Tz::UTC)
            .timeline(&steps)
            .into_iter()
            .map(|step| step.title)
            .collect();
        assert_eq!(
            titles,
            [
                "Next: a coordinator approves it",
                "Bob Farrow confirmed it",
                "You logged it"
            ]
        );
    }

    #[test]
    fn a_balance_says_which_way_it_stands_only_where_that_is_in_question() {
        let change = |now, after| {
            let (now, after) = balance_change(now, after);
            format!("{now} to {after}")
        };
        assert_eq!(change(210, 300), "3 hours 30 minutes to 5 hours");
        assert_eq!(
            change(-45, 45),
            "45 minutes to give back to 45 minutes to spend"
        );
        assert_eq!(change(60, 0), "1 hour to 0 hours");
        assert_eq!(change(-60, 0), "1 hour to give back to 0 hours");
    }

    #[test]
    fn four_words_tell_where_an_exchange_stands() {
        assert_eq!(tag(&ExchangeState::Confirmed).word, "Waiting");
        let withdrawn = ExchangeState::Withdrawn {
            reason: String::new(),
        };
        assert_eq!(tag(&withdrawn).word, "Cancelled");
    }
}
