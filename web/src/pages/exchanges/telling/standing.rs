//! Where an exchange stands and what comes next, in sentences.

use timebank::MemberId;
use timebank::exchange::{ExchangeState, Outcome, Owner, Step, StepKind};

use super::Telling;
use crate::words;

impl<'a> Telling<'a> {
    /// Where it stands and what comes next, in a sentence. `steps` tell how it came there.
    pub(crate) fn lead(&self, steps: &[Step]) -> String {
        let party = self.side().is_some();
        let awaited = |asked: &str| {
            self.awaited()
                .map_or_else(String::new, |party| format!("{} {asked}", party.greeting))
        };
        match &self.exchange.state {
            ExchangeState::Proposed { .. } if self.exchange.awaits_answer_of(self.me) => {
                format!("{}. Would you like to?", self.claim(&self.other().greeting))
            }
            ExchangeState::Proposed { .. } => awaited("is asked whether they would like to."),
            ExchangeState::Agreed if party => {
                "You have both agreed. A coordinator looks at it before it is done.".to_owned()
            }
            ExchangeState::Agreed => {
                "Both have agreed. A coordinator looks at it before it is done.".to_owned()
            }
            ExchangeState::Arranged if party => {
                "It is arranged. When it has been done, say so here.".to_owned()
            }
            ExchangeState::Arranged => "It is arranged, and has not been done yet.".to_owned(),
            ExchangeState::Recorded { .. } if self.exchange.awaits_answer_of(self.me) => {
                format!("{}. Is that right?", self.claim(&self.other().greeting))
            }
            ExchangeState::Recorded { .. }
                if self.exchange.owner() == Some(Owner::Coordinators) =>
            {
                awaited("has not answered, so a coordinator asks.")
            }
            ExchangeState::Recorded { .. } => awaited("is asked to confirm it."),
            ExchangeState::Confirmed => confirmed(steps, party).to_owned(),
            ExchangeState::Disputed { by, .. } => {
                format!("{} that something is wrong.", self.says(*by))
            }
            _ => self.over(party),
        }
    }

    fn over(&self, party: bool) -> String {
        match &self.exchange.state {
            ExchangeState::Posted { .. } if self.exchange.corrects.is_some() => {
                "It was put right, and stands in the book like this.".to_owned()
            }
            ExchangeState::Posted { .. } if party => {
                "It is approved and stands in your statement.".to_owned()
            }
            ExchangeState::Posted { .. } => "It is approved and stands in the book.".to_owned(),
            ExchangeState::Declined { .. } => match self.exchange.refused_by() {
                Some(party) if party.id == self.me => "You said that you would rather not.".into(),
                Some(party) => format!("{} would rather not.", party.greeting),
                None => "A coordinator declined it.".to_owned(),
            },
            ExchangeState::Withdrawn { .. } => {
                "It was withdrawn before it was approved.".to_owned()
            }
            ExchangeState::Cancelled { .. } => "It was called off before it was done.".to_owned(),
            ExchangeState::Lapsed { from } if from.is_ahead() => {
                "Its time passed without an answer, so it is over. You can arrange it anew."
                    .to_owned()
            }
            ExchangeState::Lapsed { .. } => {
                "Its time passed without an answer, so nothing is written in the book. If it still \
                 counts, log it again."
                    .to_owned()
            }
            ExchangeState::Corrected { .. } => {
                "It was put right. The book keeps this line, takes it back with a second one, and \
                 has the right one under it."
                    .to_owned()
            }
            _ => {
                "It was taken back. The book keeps the first line, and a second one takes it back."
                    .to_owned()
            }
        }
    }

    /// What happens by itself after `day`, to those who took part.
    pub(crate) fn unless(&self, outcome: Outcome, day: &str) -> String {
        let yours = self.exchange.awaits_answer_of(self.me);
        if self.exchange.asked_at.is_some() {
            return match outcome {
                Outcome::HandTo(_) => {
                    format!("If no coordinator has looked at it by {day}, it is handed on.")
                }
                _ => format!(
                    "If nobody has looked at it by {day}, it stays as it is. You can ask again."
                ),
            };
        }
        match outcome {
            Outcome::HandTo(Owner::Coordinators) if yours => {
                format!("If you do nothing, a coordinator asks you after {day}.")
            }
            Outcome::HandTo(Owner::Coordinators) => {
                format!("If there is no answer by {day}, a coordinator asks.")
            }
            Outcome::HandTo(_) => format!("If nobody has looked at it by {day}, it is handed on."),
            Outcome::Confirm if yours => {
                format!("If you do nothing, it counts as confirmed after {day}.")
            }
            Outcome::Confirm => format!("Without an answer it counts as confirmed after {day}."),
            Outcome::Lapse if yours => format!("If you do nothing, it is over after {day}."),
            Outcome::Lapse => format!("Without an answer it is over after {day}."),
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
                Some(format!("{} it was {length}.", self.says(*by)))
            }
            _ => None,
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
}

fn confirmed(steps: &[Step], party: bool) -> &'static str {
    let last = steps.last().map(|step| (step.kind, step.actor));
    match last {
        Some((StepKind::Decided, _)) => {
            "A coordinator decided how long it was. It waits to be approved."
        }
        Some((StepKind::Confirmed, None)) => {
            "Nobody said that it was otherwise, so it counts as confirmed. A coordinator looks at \
             it next."
        }
        _ if party => "Both of you say so. A coordinator looks at it next.",
        _ => "Both say so. It waits to be approved.",
    }
}
