//! News of an exchange, to the two and to coordinators who took no part: these are never written
//! to as if they were one of the two.
//!
//! A sentence says who acted only where that is certain; who did what stands in the history.

use chrono_tz::Tz;
use timebank::MemberId;
use timebank::exchange::{Exchange, ExchangeState};

use super::Told;
use crate::pages::exchanges::telling::Telling;
use crate::words::{self, say};

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
        let number = grammatical(self.exchange.minutes.get());
        match news {
            News::Proposed => self.proposed(),
            News::Agreed => say!(
                "notice-agreed",
                both = self.both(),
                day = day,
                length = length
            ),
            News::Allowed => say!("notice-go-ahead", both = self.both(), day = day),
            News::Logged if self.is_asked() => self.telling.claim(&other),
            News::Logged => say!("notice-written-down", hours = hours, number = number),
            News::Confirmed => say!("notice-confirmed", hours = hours, number = number),
            News::Disputed => {
                say!("notice-not-right", name = other, length = length)
            }
            News::Accepted => say!("notice-accepts", name = other, length = length),
            News::Decided => say!("notice-decided", hours = hours),
            News::Posted if self.takes_part() => {
                say!("notice-posted", hours = hours, number = number)
            }
            News::Posted => say!("notice-in-the-book", hours = hours, number = number),
            News::Declined => match self.exchange.refused_by() {
                Some(party) if party.id != self.me => {
                    say!("notice-rather-not", name = &party.name)
                }
                _ => say!("notice-not-approved", hours = hours, number = number),
            },
            News::Withdrawn => say!("notice-withdrawn", hours = hours, number = number),
            News::Cancelled => {
                say!(
                    "notice-called-off",
                    name = other,
                    length = length,
                    day = day
                )
            }
            News::Reminder => self.reminder(),
            News::Handed => say!("notice-needs-you", hours = hours, number = number),
            News::Lapsed => say!("notice-nobody-answered", hours = hours),
            News::CorrectionAsked => say!("notice-may-be-wrong", hours = hours),
            News::Kept => say!("notice-kept", hours = hours),
            News::Corrected => say!("notice-put-right", hours = hours, number = number),
            News::Reversed => say!("notice-taken-back", hours = hours, number = number),
            News::Thanked => say!("notice-thanks", name = other, length = length),
            News::Queried => say!("notice-queried", hours = hours),
        }
    }

    fn label(&self, news: News) -> String {
        match news {
            News::Logged | News::Reminder if self.is_recorded() => {
                say!("notice-check-and-confirm")
            }
            News::Proposed | News::Reminder => say!("notice-look-and-answer"),
            News::Disputed => say!("notice-see-what-they-say"),
            News::Decided => say!("notice-see-the-decision"),
            News::Declined
            | News::Withdrawn
            | News::Cancelled
            | News::Kept
            | News::Corrected
            | News::Reversed => say!("notice-see-why"),
            News::Handed | News::CorrectionAsked => say!("notice-look-at-it"),
            News::Thanked => say!("notice-read-it"),
            News::Queried => say!("notice-read-the-question"),
            _ => say!("notice-see-the-exchange"),
        }
    }

    /// Asked, while nothing has been answered; afterwards what was asked.
    fn proposed(&self) -> String {
        let other = self.other();
        let open = matches!(self.exchange.state, ExchangeState::Proposed { .. });
        if open && self.takes_part() {
            return self.telling.claim(&other);
        }
        say!("notice-suggested", name = other, length = self.length())
    }

    fn reminder(&self) -> String {
        let hours = self.hours();
        match &self.exchange.state {
            _ if self.is_asked() => {
                let claim = self.telling.claim(&self.other());
                say!("notice-a-reminder", of = claim)
            }
            ExchangeState::Arranged => say!("notice-has-it-been-done", hours = hours),
            state if state.waiting().is_some() && !self.takes_part() => {
                say!("notice-reminder-still-waits", hours = hours)
            }
            _ => say!("notice-reminder-of", hours = hours),
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
            let name = &self.telling.other().name;
            say!("notice-hours-with", length = length, name = name)
        } else {
            let (giver, receiver) = (&self.exchange.giver.name, &self.exchange.receiver.name);
            say!(
                "notice-hours-between",
                length = length,
                giver = giver,
                receiver = receiver
            )
        }
    }

    /// The other one of the two.
    fn other(&self) -> String {
        if self.takes_part() {
            self.telling.other().name.clone()
        } else {
            say!("notice-one-of-the-two")
        }
    }

    fn both(&self) -> String {
        let (giver, receiver) = (&self.exchange.giver.name, &self.exchange.receiver.name);
        if self.takes_part() {
            say!("notice-you-and", name = &self.telling.other().name)
        } else {
            words::list(&[giver, receiver])
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

/// As how many things a length is read: "1 hour is", "45 minutes are".
const fn grammatical(minutes: i64) -> i64 {
    match minutes {
        1 | 60 => 1,
        more => more,
    }
}
