//! An exchange on its way: logged, answered, decided, approved, and sometimes not.

use chrono::NaiveDate;
use ledger::Minutes;
use timebank::exchange::{self, NewExchange, Spoke};
use timebank::{Channel, Error, ExchangeId, ListingId, Result};

use super::help::{DECLINED, DISPUTED, REVERSED, WITHDRAWN};
use super::people::ADMINISTRATOR;
use super::world::{Event, Who, World};

/// How an exchange ends, or where it stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Posted,
    Declined,
    Withdrawn,
    /// Disputed, decided by a coordinator, posted.
    Decided,
    /// Posted, and taken back later.
    Reversed,
    /// Still waits for the other one to answer.
    Unanswered,
    /// Still waits for approval.
    Unapproved,
    /// Still waits for a coordinator to decide.
    Undecided,
}

/// Who tells of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Teller {
    Giver,
    Receiver,
    /// Both: a slip with two signatures, or both at the desk.
    Both,
}

/// An exchange as the story has it.
#[derive(Clone)]
pub(super) struct Trade {
    pub(super) id: Option<ExchangeId>,
    pub(super) giver: Who,
    pub(super) receiver: Who,
    pub(super) kind: usize,
    pub(super) minutes: i64,
    pub(super) done_on: NaiveDate,
    pub(super) description: String,
    pub(super) note: String,
    pub(super) listing: Option<ListingId>,
    pub(super) channel: Channel,
    pub(super) teller: Teller,
    pub(super) fate: Fate,
    /// What a dispute says, and the minutes it claims.
    pub(super) objection: Option<(&'static str, i64)>,
    /// Whether everything is done within three days.
    pub(super) quick: bool,
}

impl World<'_> {
    /// It is written down.
    pub(super) fn logs(&mut self, mut trade: Box<Trade>) -> Result<()> {
        let (giver, receiver) = (
            &self.people[trade.giver].person,
            &self.people[trade.receiver],
        );
        let new = NewExchange {
            id: ExchangeId::new(self.random.id(self.bank_now())),
            giver: giver.id(),
            receiver: receiver.person.id(),
            listing: trade.listing,
            category: Some(self.category(trade.kind)),
            description: trade.description.clone(),
            note: trade.note.clone(),
            done_on: trade.done_on,
            minutes: minutes(trade.minutes)?,
        };
        let moment = self.moment(trade.channel);
        if trade.channel == Channel::Web {
            let teller = trade.teller_or_giver();
            exchange::record(self.tx, &self.member(teller)?, &new, &moment)?;
        } else {
            let coordinator = self.coordinator_beside(&[trade.giver, trade.receiver])?;
            let spoke = match trade.teller {
                Teller::Giver => Spoke::Giver,
                Teller::Receiver => Spoke::Receiver,
                Teller::Both => Spoke::Both,
            };
            exchange::record_for(self.tx, &coordinator, spoke, &new, &moment)?;
        }
        trade.id = Some(new.id);
        let answered = trade.channel != Channel::Web && trade.teller == Teller::Both;
        if answered {
            self.plan_settlement(trade);
        } else if trade.fate != Fate::Unanswered {
            let days = if trade.quick {
                self.random.below(2)
            } else {
                self.random.below(4)
            };
            let at = self.days_on(days, (9, 20));
            self.plan(at, Event::Answers(trade));
        }
        Ok(())
    }

    /// The other one answers, or whoever logged it takes it back.
    pub(super) fn answers(&mut self, trade: Box<Trade>) -> Result<()> {
        let id = trade.exchange()?;
        let by_web = self.moment(Channel::Web);
        let answering = trade.answering();
        if trade.fate == Fate::Withdrawn && trade.channel == Channel::Web {
            let reason = *self.random.pick(&WITHDRAWN);
            let by = self.member(trade.teller_or_giver())?;
            exchange::withdraw(self.tx, &by, id, reason, &by_web)?;
            return Ok(());
        }
        let disputes = matches!(trade.fate, Fate::Decided | Fate::Undecided);
        if disputes && self.people[answering].has_screen {
            let (reason, claimed) = trade
                .objection
                .unwrap_or((DISPUTED[0].0, trade.minutes / 2));
            let claimed = Some(minutes(claimed.max(15))?);
            let by = self.member(answering)?;
            exchange::dispute(self.tx, &by, id, claimed, reason, &by_web)?;
            if trade.fate == Fate::Decided {
                let at = self.working_days_on(1);
                self.plan(at, Event::Decides(trade));
            }
            return Ok(());
        }
        if self.people[answering].has_screen && self.random.chance(88) {
            exchange::confirm(self.tx, &self.member(answering)?, id, &by_web)?;
        } else {
            let by = self.coordinator_beside(&[trade.giver, trade.receiver])?;
            exchange::confirm_for(self.tx, &by, id, &self.moment(Channel::Phone))?;
        }
        self.plan_settlement(trade);
        Ok(())
    }

    /// A coordinator decides a dispute.
    pub(super) fn decides(&mut self, mut trade: Box<Trade>) -> Result<()> {
        let by = self.coordinator_beside(&[trade.giver, trade.receiver])?;
        let (words, claimed) = trade
            .objection
            .unwrap_or((DISPUTED[0].0, trade.minutes / 2));
        let reason = DISPUTED
            .iter()
            .find(|(objection, _)| *objection == words)
            .map_or(DISPUTED[0].1, |(_, reason)| reason);
        trade.minutes = claimed.max(15);
        let decided = minutes(trade.minutes)?;
        let moment = self.moment(Channel::Web);
        exchange::decide(self.tx, &by, trade.exchange()?, decided, reason, &moment)?;
        self.plan_settlement(trade);
        Ok(())
    }

    /// A coordinator who is neither of the two approves or declines.
    pub(super) fn settles(&mut self, trade: Box<Trade>) -> Result<()> {
        let parties = [trade.giver, trade.receiver];
        let administrator = self.find(ADMINISTRATOR)?;
        let by = if !parties.contains(&administrator) && self.random.chance(20) {
            self.people[administrator].person.coordinator()?
        } else {
            self.coordinator_beside(&parties)?
        };
        let moment = self.moment(Channel::Web);
        let id = trade.exchange()?;
        if matches!(trade.fate, Fate::Declined | Fate::Withdrawn) {
            let reason = *self.random.pick(&DECLINED);
            exchange::decline(self.tx, &by, id, None, reason, &moment)?;
            return Ok(());
        }
        exchange::approve(self.tx, &by, id, None, &moment)?;
        self.people[trade.giver].balance += trade.minutes;
        self.people[trade.receiver].balance -= trade.minutes;
        if trade.fate == Fate::Reversed {
            let days = self.random.between(2, 9);
            let at = self.working_days_on(days);
            self.plan(at, Event::TakesBack(trade));
        }
        Ok(())
    }

    /// A coordinator takes it back out of the book.
    pub(super) fn takes_back(&mut self, trade: &Trade) -> Result<()> {
        let by = self.coordinator_beside(&[trade.giver, trade.receiver])?;
        let reason = *self.random.pick(&REVERSED);
        let moment = self.moment(Channel::Web);
        exchange::reverse(self.tx, &by, trade.exchange()?, reason, &moment)?;
        self.people[trade.giver].balance -= trade.minutes;
        self.people[trade.receiver].balance += trade.minutes;
        Ok(())
    }

    fn plan_settlement(&mut self, trade: Box<Trade>) {
        let at = match trade.fate {
            Fate::Unanswered | Fate::Unapproved | Fate::Undecided => return,
            _ if trade.quick => self.days_on(1, (9, 19)),
            _ => {
                let days = self.random.between(0, 3);
                self.working_days_on(days)
            }
        };
        self.plan(at, Event::Settles(trade));
    }

    fn bank_now(&self) -> chrono::DateTime<chrono::Utc> {
        self.now()
    }
}

impl Trade {
    fn exchange(&self) -> Result<ExchangeId> {
        self.id.ok_or(Error::NotFound("An exchange of the story"))
    }

    fn teller_or_giver(&self) -> Who {
        if self.teller == Teller::Receiver {
            self.receiver
        } else {
            self.giver
        }
    }

    fn answering(&self) -> Who {
        if self.teller == Teller::Receiver {
            self.giver
        } else {
            self.receiver
        }
    }
}

fn minutes(count: i64) -> Result<Minutes> {
    Minutes::new(count).ok_or(Error::NotFound("So many minutes"))
}
