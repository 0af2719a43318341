//! What has happened to an exchange, step by step, and what comes next.

use timebank::exchange::{ExchangeState, RecordedAs, Step, StepKind};

use super::{Telling, channel};
use crate::components;
use crate::words;

impl Telling<'_> {
    /// What happened, newest first, with the next step before it.
    pub(crate) fn timeline(&self, steps: &[Step]) -> Vec<components::Step> {
        let past = steps.iter().rev().map(|step| self.step(step));
        self.next_step().into_iter().chain(past).collect()
    }

    fn next_step(&self) -> Option<components::Step> {
        let (title, about) = match &self.exchange.state {
            ExchangeState::Proposed { .. } if self.exchange.awaits_answer_of(self.me) => {
                ("Next: you say whether you would like to".to_owned(), "")
            }
            ExchangeState::Proposed { .. } => (
                format!(
                    "Next: {} says whether they would like to",
                    self.awaited()?.greeting
                ),
                "",
            ),
            ExchangeState::Agreed => (
                "Next: a coordinator looks at it".to_owned(),
                "Then it can be done.",
            ),
            ExchangeState::Arranged => (
                "Next: one of the two says that it was done".to_owned(),
                "The other one confirms it, and a coordinator approves it.",
            ),
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
            (StepKind::Proposed, _) => format!("{who} proposed it"),
            (StepKind::Agreed, _) => format!("{who} agreed to it"),
            (StepKind::Allowed, _) => format!("{who} looked at it and said yes"),
            (StepKind::Accepted, _) => format!("{who} said that this is right"),
            (StepKind::Cancelled, _) => format!("{who} called it off"),
            (StepKind::Reminded, _) => "A reminder was sent".to_owned(),
            (StepKind::Handed, _) => "Nobody answered in time, so it was handed on".to_owned(),
            (StepKind::Lapsed, _) => "Its time passed without an answer".to_owned(),
            (StepKind::Asked, Some(minutes)) => {
                format!(
                    "{who} asked to put it right: {}",
                    words::length(minutes.get())
                )
            }
            (StepKind::Asked, None) => format!("{who} asked to put it right"),
            (StepKind::Kept, _) => format!("{who} looked at it, and it stays"),
            (StepKind::Corrected, _) => format!("{who} put it right"),
            (StepKind::Confirmed, _) if who.is_empty() => {
                "Nobody said that it was otherwise, so it counts as confirmed".to_owned()
            }
            (StepKind::Approved, _) if who.is_empty() => {
                "It went into the book, as this timebank has decided".to_owned()
            }
            (StepKind::Recorded, _) if self.exchange.corrects.is_some() => {
                format!("{who} wrote it down in place of another")
            }
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
        }
    }

    /// Who said what a step tells: the one on whose word it was done, else the one who did it.
    fn author(&self, step: &Step) -> String {
        let by_coordinator = self.for_both(step);
        match (step.spoke, step.actor) {
            (Some(spoke), _) => self.named(spoke, &step.spoke_name),
            (None, Some(_)) if by_coordinator => self.both(),
            (None, Some(actor)) => self.named(actor, &step.actor_name),
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
            about.push_str(way);
        }
        let for_both = self.for_both(step);
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

    /// Whether a coordinator wrote down what both of the two had said.
    fn for_both(&self, step: &Step) -> bool {
        matches!(step.kind, StepKind::Recorded | StepKind::Proposed)
            && self.exchange.recorded_as == RecordedAs::Coordinator
            && self.exchange.corrects.is_none()
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
}
