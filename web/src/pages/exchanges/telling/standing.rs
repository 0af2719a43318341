//! Where an exchange stands and what comes next, in sentences.

use timebank::MemberId;
use timebank::exchange::{ExchangeState, Outcome, Owner, Step, StepKind};

use super::Telling;
use crate::words::{self, say};

impl<'a> Telling<'a> {
    /// Where it stands and what comes next, in a sentence. `steps` tell how it came there.
    pub(crate) fn lead(&self, steps: &[Step]) -> String {
        let party = self.side().is_some();
        let awaited = |key: &'static str| {
            self.awaited().map_or_else(String::new, |party| {
                words::say_with(key, [("name", (&party.greeting).into())])
            })
        };
        match &self.exchange.state {
            ExchangeState::Proposed { .. } if self.exchange.awaits_answer_of(self.me) => {
                say!(
                    "exchange-would-you-like-to",
                    claim = self.claim(&self.other().greeting)
                )
            }
            ExchangeState::Proposed { .. } => awaited("exchange-is-asked-whether-they-would"),
            ExchangeState::Agreed if party => say("exchange-you-have-both-agreed-a"),
            ExchangeState::Agreed => say("exchange-both-have-agreed-a-coordinator"),
            ExchangeState::Arranged if party => say("exchange-it-is-arranged-when-it"),
            ExchangeState::Arranged => say("exchange-it-is-arranged-and-has"),
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => {
                say!(
                    "exchange-is-that-right",
                    claim = self.claim(&self.other().greeting)
                )
            }
            ExchangeState::Recorded { .. }
                if self.exchange.owner() == Some(Owner::Coordinators) =>
            {
                awaited("exchange-has-not-answered-so-a")
            }
            ExchangeState::Recorded { .. } => awaited("exchange-is-asked-to-confirm-it"),
            ExchangeState::Confirmed => confirmed(steps, party),
            ExchangeState::Disputed { by, .. } => {
                self.says("exchange-says-wrong", *by, String::new())
            }
            _ => self.over(party),
        }
    }

    fn over(&self, party: bool) -> String {
        match &self.exchange.state {
            ExchangeState::Posted { .. } if self.exchange.corrects.is_some() => {
                say("exchange-it-was-put-right-and")
            }
            ExchangeState::Posted { .. } if party => say("exchange-it-is-approved-and-stands"),
            ExchangeState::Posted { .. } => say("exchange-it-is-approved-and-stands-b"),
            ExchangeState::Declined { .. } => match self.exchange.refused_by() {
                Some(party) if party.id == self.me => say("exchange-you-said-that-you-would"),
                Some(party) => say!("exchange-would-rather-not", name = &party.greeting),
                None => say("exchange-a-coordinator-declined-it"),
            },
            ExchangeState::Withdrawn { .. } => say("exchange-it-was-withdrawn-before-it"),
            ExchangeState::Cancelled { .. } => say("exchange-it-was-called-off-before"),
            ExchangeState::Lapsed { from } if from.is_ahead() => {
                say("exchange-its-time-passed-without-an-b")
            }
            ExchangeState::Lapsed { .. } => say("exchange-its-time-passed-without-an-c"),
            ExchangeState::Corrected { .. } => say("exchange-it-was-put-right-the"),
            _ => say("exchange-it-was-taken-back-the"),
        }
    }

    /// What happens by itself after `day`, to those who took part.
    pub(crate) fn unless(&self, outcome: Outcome, day: &str) -> String {
        let yours = self.exchange.awaits_answer_of(self.me);
        if self.exchange.asked_at.is_some() {
            return match outcome {
                Outcome::HandTo(_) => {
                    say!("exchange-if-no-coordinator-has-looked", day = day)
                }
                _ => say!("exchange-if-nobody-has-looked-at", day = day),
            };
        }
        match outcome {
            Outcome::HandTo(Owner::Coordinators) if yours => {
                say!("exchange-if-you-do-nothing-a", day = day)
            }
            Outcome::HandTo(Owner::Coordinators) => {
                say!("exchange-if-there-is-no-answer", day = day)
            }
            Outcome::HandTo(_) => say!("exchange-if-nobody-has-looked-at-b", day = day),
            Outcome::Confirm if yours => {
                say!("exchange-if-you-do-nothing-it", day = day)
            }
            Outcome::Confirm => say!("exchange-without-an-answer-it-counts", day = day),
            Outcome::Lapse if yours => say!("exchange-if-you-do-nothing-it-b", day = day),
            Outcome::Lapse => say!("exchange-without-an-answer-it-is", day = day),
        }
    }

    /// What was said with it; empty where nothing was.
    pub(crate) fn reason(&self) -> &'a str {
        match &self.exchange.state {
            ExchangeState::Disputed { reason, .. }
            | ExchangeState::Declined { reason }
            | ExchangeState::Withdrawn { reason }
            | ExchangeState::Cancelled { reason }
            | ExchangeState::Corrected { reason, .. }
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
                Some(self.says("exchange-says-it-was", *by, length))
            }
            _ => None,
        }
    }

    /// What one of the two says, by their name; `length` is what they say it was.
    fn says(&self, key: &'static str, by: Option<MemberId>, length: String) -> String {
        let both = [&self.exchange.giver, &self.exchange.receiver];
        let (who, name) = match both.into_iter().find(|party| Some(party.id) == by) {
            Some(party) if party.id == self.me => ("you", ""),
            Some(party) => ("other", &*party.name),
            None => ("one-of-them", ""),
        };
        words::say_with(
            key,
            [
                ("who", who.into()),
                ("name", name.into()),
                ("length", length.into()),
            ],
        )
    }
}

fn confirmed(steps: &[Step], party: bool) -> String {
    let last = steps.last().map(|step| (step.kind, step.actor));
    match last {
        Some((StepKind::Decided, _)) => say("exchange-a-coordinator-decided-how-long"),
        Some((StepKind::Confirmed, None)) => say("exchange-nobody-said-that-it-was-b"),
        _ if party => say("exchange-both-of-you-say-so"),
        _ => say("exchange-both-say-so-it-waits"),
    }
}
