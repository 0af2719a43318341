//! What has happened to an exchange, step by step, and what comes next.

use timebank::MemberId;
use timebank::exchange::{ExchangeState, RecordedAs, Step, StepKind};

use super::{Telling, channel};
use crate::components;
use crate::words::{self, say};

impl Telling<'_> {
    /// What happened, newest first, with the next step before it.
    pub(crate) fn timeline(&self, steps: &[Step]) -> Vec<components::Step> {
        let past = steps.iter().rev().map(|step| self.step(step));
        self.next_step().into_iter().chain(past).collect()
    }

    fn next_step(&self) -> Option<components::Step> {
        let (title, about) = match &self.exchange.state {
            ExchangeState::Proposed { .. } if self.exchange.awaits_answer_of(self.me) => {
                (say("exchange-next-you-say-whether-you"), String::new())
            }
            ExchangeState::Proposed { .. } => (
                say!(
                    "exchange-next-says-whether-they-would",
                    name = &self.awaited()?.greeting
                ),
                String::new(),
            ),
            ExchangeState::Agreed => (
                say("exchange-next-a-coordinator-looks-at"),
                say("exchange-then-it-can-be-done"),
            ),
            ExchangeState::Arranged => (
                say("exchange-next-one-of-the-two"),
                say("exchange-the-other-one-confirms-it"),
            ),
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => (
                say("exchange-next-you-confirm-it"),
                say("exchange-then-a-coordinator-approves-it"),
            ),
            ExchangeState::Recorded { .. } => (
                say!(
                    "exchange-next-confirms-it",
                    name = &self.awaited()?.greeting
                ),
                say("exchange-then-a-coordinator-approves-it"),
            ),
            ExchangeState::Confirmed => (
                say("exchange-next-a-coordinator-approves-it"),
                say("exchange-then-it-stands-in-both"),
            ),
            ExchangeState::Disputed { .. } => (
                say("exchange-next-a-coordinator-decides"),
                say("exchange-a-coordinator-speaks-with-both"),
            ),
            _ => return None,
        };
        Some(components::Step {
            title,
            about,
            ahead: true,
            ..components::Step::default()
        })
    }

    fn step(&self, step: &Step) -> components::Step {
        components::Step {
            title: self.happened(step),
            about: self.about(step),
            said: step.reason.clone(),
            ahead: false,
        }
    }

    fn happened(&self, step: &Step) -> String {
        let who = self.author(step);
        match (step.kind, step.minutes) {
            (StepKind::Proposed, _) => say!("exchange-proposed-it", who = who),
            (StepKind::Agreed, _) => say!("exchange-agreed-to-it", who = who),
            (StepKind::Allowed, _) => say!("exchange-looked-at-it-and-said", who = who),
            (StepKind::Accepted, _) => say!("exchange-said-that-this-is-right", who = who),
            (StepKind::Cancelled, _) => say!("exchange-called-it-off", who = who),
            (StepKind::Reminded, _) => say("exchange-a-reminder-was-sent"),
            (StepKind::Handed, _) => say("exchange-nobody-answered-in-time-so"),
            (StepKind::Lapsed, _) => say("exchange-its-time-passed-without-an"),
            (StepKind::Asked, Some(minutes)) => {
                say!(
                    "exchange-asked-to-put-it-right",
                    who = who,
                    length = words::length(minutes.get())
                )
            }
            (StepKind::Asked, None) => say!("exchange-asked-to-put-it-right-b", who = who),
            (StepKind::Kept, _) => say!("exchange-looked-at-it-and-it", who = who),
            (StepKind::Corrected, _) => say!("exchange-put-it-right-b", who = who),
            (StepKind::Confirmed, _) if who.is_empty() => say("exchange-nobody-said-that-it-was"),
            (StepKind::Approved, _) if who.is_empty() => say("exchange-it-went-into-the-book"),
            (StepKind::Recorded, _) if self.exchange.corrects.is_some() => {
                say!("exchange-wrote-it-down-in-place", who = who)
            }
            (StepKind::Recorded, _) if who.is_empty() => {
                say("exchange-brought-in-from-the-records")
            }
            (StepKind::Recorded, _) => say!("exchange-logged-it", who = who),
            (StepKind::Confirmed, _) => say!("exchange-confirmed-it", who = who),
            (StepKind::Disputed, Some(minutes)) => {
                say!(
                    "exchange-said-that-it-was",
                    who = who,
                    length = words::length(minutes.get())
                )
            }
            (StepKind::Disputed, None) => say!("exchange-said-that-something-is-wrong", who = who),
            (StepKind::Decided, Some(minutes)) => {
                say!(
                    "exchange-decided-that-it-was",
                    who = who,
                    length = words::length(minutes.get())
                )
            }
            (StepKind::Decided, None) => say!("exchange-decided-it", who = who),
            (StepKind::Approved, _) => say!("exchange-approved-it", who = who),
            (StepKind::Declined, _) => say!("exchange-declined-it", who = who),
            (StepKind::Withdrawn, _) => say!("exchange-withdrew-it", who = who),
            (StepKind::Reversed, _) => say!("exchange-took-it-back", who = who),
        }
    }

    /// Who said what a step tells: the one on whose word it was done, else the one who did it.
    fn author(&self, step: &Step) -> String {
        let by_coordinator = self.for_both(step);
        match (step.spoke, step.actor) {
            (Some(spoke), _) => self.by(spoke, &step.spoke_name),
            (None, Some(_)) if by_coordinator => self.both(),
            (None, Some(actor)) => self.by(actor, &step.actor_name),
            (None, None) => String::new(),
        }
    }

    /// "20 November 2026 at 10:14am, by phone, written down by Ruth Calder".
    fn about(&self, step: &Step) -> String {
        let mut about = self.instant(step.at);
        let way = channel(step.channel);
        let by_itself = step.actor.is_none() && step.kind != StepKind::Recorded;
        if !way.is_empty() && !by_itself {
            about.push_str(", ");
            about.push_str(&way);
        }
        let for_both = self.for_both(step);
        match step.actor {
            Some(actor) if for_both || step.spoke.is_some_and(|spoke| spoke != actor) => {
                let hand = if actor == self.me {
                    say("exchange-hand-of-you")
                } else {
                    step.actor_name.clone()
                };
                say!("exchange-written-down-by", about = about, hand = hand)
            }
            _ => about,
        }
    }

    /// The author of a step, as its sentence has it.
    fn by(&self, member: MemberId, name: &str) -> String {
        if member == self.me {
            say("exchange-author-you")
        } else {
            name.to_owned()
        }
    }

    /// Whether a coordinator wrote down what both of the two had said.
    fn for_both(&self, step: &Step) -> bool {
        matches!(step.kind, StepKind::Recorded | StepKind::Proposed)
            && self.exchange.recorded_as == RecordedAs::Coordinator
            && self.exchange.corrects.is_none()
    }

    fn both(&self) -> String {
        match self.side() {
            Some(_) => say!("exchange-author-you-and", name = &self.other().name),
            None => words::list(&[&self.exchange.giver.name, &self.exchange.receiver.name]),
        }
    }
}
