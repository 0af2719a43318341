//! News of an exchange, to the two and to coordinators who took no part: these are never written
//! to as if they were one of the two.
//!
//! A sentence says who acted only where that is certain; who did what stands in the history.

use chrono_tz::Tz;
use timebank::MemberId;
use timebank::exchange::{Exchange, ExchangeState};

use super::Told;
use crate::pages::exchanges::telling::Telling;
use crate::words;

/// What happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Proposed,
    Agreed,
    Allowed,
    Logged,
    Confirmed,
    Disputed,
    Accepted,
    Decided,
    Posted,
    Declined,
    Withdrawn,
    Cancelled,
    Reminder,
    Handed,
    Lapsed,
    CorrectionAsked,
    Kept,
    Corrected,
    Reversed,
    Thanked,
    Queried,
}

pub(super) fn told(news: News, exchange: &Exchange, me: MemberId, zone: Tz) -> Told {
    let reader = Reader {
        exchange,
        me,
        telling: Telling::new(exchange, me, zone),
    };
    Told {
        subject: reader.subject(news),
        text: reader.telling.sentence(),
        label: reader.label(news),
        path: format!("/exchanges/{}", exchange.id),
    }
}

struct Reader<'a> {
    exchange: &'a Exchange,
    me: MemberId,
    telling: Telling<'a>,
}

impl Reader<'_> {
    fn subject(&self, news: News) -> String {
        let (hours, other) = (self.hours(), self.other());
        let length = words::length(self.exchange.minutes.get());
        let day = words::weekday(self.exchange.done_on);
        let are = if is_one(self.exchange.minutes.get()) {
            ["is", "was", "needs"]
        } else {
            ["are", "were", "need"]
        };
        match news {
            News::Proposed => self.proposed(),
            News::Agreed => format!("{} agreed on {day}, for about {length}", self.both()),
            News::Allowed => format!("{} can go ahead on {day}", self.both()),
            News::Logged if self.is_asked() => self.telling.claim(&other),
            News::Logged => format!("{hours} {} written down", are[1]),
            News::Confirmed => format!("{hours} {} confirmed", are[0]),
            News::Disputed => format!("{other} says something is not right about {length}"),
            News::Accepted => format!("{other} agrees that it was {length}"),
            News::Decided => format!("A coordinator decided: {hours}"),
            News::Posted if self.takes_part() => format!("{hours} {} on your statement", are[0]),
            News::Posted => format!("{hours} {} in the book", are[0]),
            News::Declined => match self.exchange.refused_by() {
                Some(party) if party.id != self.me => {
                    format!("{} would rather not this time", party.name)
                }
                _ => format!("{hours} {} not approved", are[1]),
            },
            News::Withdrawn => format!("{hours} {} withdrawn", are[1]),
            News::Cancelled => format!("{other} called off {length} of help on {day}"),
            News::Reminder => self.reminder(),
            News::Handed => format!("{hours} {} you to look at it", are[2]),
            News::Lapsed => format!("Nobody answered in time about {hours}"),
            News::CorrectionAsked => format!("Something may be wrong with {hours}"),
            News::Kept => format!("A coordinator looked at {hours}, and nothing is changed"),
            News::Corrected => format!("{hours} {} put right", are[1]),
            News::Reversed => format!("{hours} {} taken back", are[1]),
            News::Thanked => format!("{other} says thank you for {length}"),
            News::Queried => format!("A coordinator asks you about {hours}"),
        }
    }

    const fn label(&self, news: News) -> &'static str {
        match news {
            News::Logged | News::Reminder if self.is_recorded() => "Check and confirm",
            News::Proposed | News::Reminder => "Look and answer",
            News::Disputed => "See what they say",
            News::Decided => "See the decision",
            News::Declined
            | News::Withdrawn
            | News::Cancelled
            | News::Kept
            | News::Corrected
            | News::Reversed => "See why",
            News::Handed | News::CorrectionAsked => "Look at it",
            News::Thanked => "Read it",
            News::Queried => "Read the question",
            _ => "See the exchange",
        }
    }

    /// Asked, while nothing has been answered; afterwards what was asked.
    fn proposed(&self) -> String {
        let other = self.other();
        let open = matches!(self.exchange.state, ExchangeState::Proposed { .. });
        if open && self.takes_part() {
            return self.telling.claim(&other);
        }
        format!("{other} suggested {} of help", self.length())
    }

    fn reminder(&self) -> String {
        let hours = self.hours();
        match &self.exchange.state {
            _ if self.is_asked() => {
                let claim = self.telling.claim(&self.other());
                format!("A reminder: {claim}")
            }
            ExchangeState::Arranged => format!("Has it been done? {hours}"),
            state if state.waiting().is_some() && !self.takes_part() => {
                format!("A reminder: {hours} still waits for a coordinator")
            }
            _ => format!("A reminder of {hours}"),
        }
    }

    fn length(&self) -> String {
        words::length(self.exchange.minutes.get())
    }

    /// "1 hour with Bob Farrow"; to whoever took no part, "1 hour between Ann Whitcombe and Bob
    /// Farrow".
    fn hours(&self) -> String {
        let length = self.length();
        if self.takes_part() {
            format!("{length} with {}", self.telling.other().name)
        } else {
            let (giver, receiver) = (&self.exchange.giver.name, &self.exchange.receiver.name);
            format!("{length} between {giver} and {receiver}")
        }
    }

    /// The other one of the two.
    fn other(&self) -> String {
        if self.takes_part() {
            self.telling.other().name.clone()
        } else {
            "One of the two".to_owned()
        }
    }

    fn both(&self) -> String {
        let (giver, receiver) = (&self.exchange.giver.name, &self.exchange.receiver.name);
        if self.takes_part() {
            format!("You and {}", self.telling.other().name)
        } else {
            format!("{giver} and {receiver}")
        }
    }

    fn takes_part(&self) -> bool {
        self.telling.side().is_some()
    }

    fn is_asked(&self) -> bool {
        self.exchange.awaits_answer_of(self.me)
    }

    const fn is_recorded(&self) -> bool {
        matches!(self.exchange.state, ExchangeState::Recorded { .. })
    }
}

/// Whether a length is read as one thing: "1 hour is", "45 minutes are".
const fn is_one(minutes: i64) -> bool {
    matches!(minutes, 1 | 60)
}
