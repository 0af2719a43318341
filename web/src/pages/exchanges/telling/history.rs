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
}
