//! What the model makes of the commands of holds.

use ledger::{HoldEnd, Minutes, Rejection};

use super::answer::Answer;
use super::book::instant;
use super::command::{Asked, Promise, hold_id, transfer_id};
use super::model::{Held, Model, account_id, minutes};
use super::play::Outcome;

impl Model {
    pub(crate) fn place(&mut self, promise: &Promise, second: i64) -> Outcome<Answer> {
        let (account, hold) = (account_id(promise.from), hold_id(promise.id));
        if promise.minutes == 0 {
            return Err(Rejection::MinutesNought { account });
        }
        if promise.to == Some(promise.from) {
            return Err(Rejection::AccountTwice { account });
        }
        if promise.minutes < 0 {
            let minutes = minutes(promise.minutes);
            return Err(Rejection::HoldNotPositive { account, minutes });
        }
        if promise.source.len() > 32 {
            let length = promise.source.len();
            return Err(Rejection::SourceTooLong { length });
        }
        if let Some(place) = self.held_of(promise.id) {
            let first = &self.holds[place];
            if first.promise != *promise {
                return Err(Rejection::HoldExistsWithOtherContent { hold });
            }
            return Ok(Answer::Held(first.seq, first.at, first.total, true));
        }
        let at = self.book_second(second);
        if promise.lapses_at <= at {
            let lapses_at = instant(promise.lapses_at);
            return Err(Rejection::HoldLapsesTooSoon { hold, lapses_at });
        }
        let mut both = vec![(promise.from, -promise.minutes)];
        both.extend(promise.to.map(|to| (to, 0)));
        for (n, _) in &both {
            if self.account(*n).is_none() {
                let account = account_id(*n);
                return Err(Rejection::UnknownAccount { account });
            }
        }
        for (n, _) in &both {
            self.open_account(*n)?;
        }
        let total = self.held(promise.from) + promise.minutes;
        // A promise is measured as the entry would be; the balance it would leave may be any.
        match self.measure(&both[..1], None) {
            Err(Rejection::TooLarge { .. }) | Ok(()) if total <= Minutes::MAX => {}
            Err(Rejection::TooLarge { .. }) | Ok(()) => {
                return Err(Rejection::TooLarge { account });
            }
            Err(other) => return Err(other),
        }
        self.hold_steps += 1;
        self.newest = at;
        self.holds.push(Held {
            promise: promise.clone(),
            at,
            seq: self.hold_steps,
            total,
            end: None,
        });
        Ok(Answer::Held(self.hold_steps, at, total, false))
    }

    pub(crate) fn post_hold(&mut self, hold: u16, asked: Asked, second: i64) -> Outcome<Answer> {
        if let Some(place) = self.outcome(&asked)? {
            let end = self
                .held_of(hold)
                .and_then(|held| self.holds[held].end.clone());
            let by_this = end.is_some_and(|end| end.transfer == Some(asked.id));
            let id = transfer_id(asked.id);
            return if by_this {
                Ok(self.receipt(place, true))
            } else {
                Err(Rejection::ExistsWithOtherContent { id })
            };
        }
        let at = self.book_second(second);
        let place = self.check_open(hold, at)?;
        let promise = self.holds[place].promise.clone();
        let hold = hold_id(hold);
        let pays = asked
            .entries
            .iter()
            .find(|(n, moved)| *n == promise.from && *moved < 0);
        let Some((from, pays)) = pays.copied() else {
            let account = account_id(promise.from);
            return Err(Rejection::HoldForOthers { hold, account });
        };
        for (n, moved) in &asked.entries {
            if *moved > 0 && promise.to.is_some_and(|to| to != *n) {
                let account = account_id(*n);
                return Err(Rejection::HoldForOthers { hold, account });
            }
        }
        if -pays > promise.minutes {
            return Err(Rejection::MoreThanHeld {
                account: account_id(from),
                held: minutes(promise.minutes),
                minutes: minutes(pays),
            });
        }
        self.measure(&asked.entries, Some(from))?;
        self.end(place, HoldEnd::Posted, at, Some(asked.id));
        let place = self.write(asked, at);
        Ok(self.receipt(place, false))
    }

    pub(crate) fn release(&mut self, hold: u16, second: i64) -> Outcome<Answer> {
        if let Some(answer) = self.ended_before(hold, HoldEnd::Released) {
            return Ok(answer);
        }
        let at = self.book_second(second);
        let place = self.check_open(hold, at)?;
        self.end(place, HoldEnd::Released, at, None);
        Ok(self.end_receipt(place, false))
    }

    pub(crate) fn lapse(&mut self, hold: u16, second: i64) -> Outcome<Answer> {
        if let Some(answer) = self.ended_before(hold, HoldEnd::Lapsed) {
            return Ok(answer);
        }
        let at = self.book_second(second);
        let id = hold_id(hold);
        // Open, and past its time: what would be refused elsewhere is what is asked here.
        match self.check_open(hold, at) {
            Err(Rejection::HoldPastItsTime { .. }) => {}
            Err(other) => return Err(other),
            Ok(place) => {
                let lapses_at = instant(self.holds[place].promise.lapses_at);
                return Err(Rejection::HoldNotDue {
                    hold: id,
                    lapses_at,
                });
            }
        }
        let place = self
            .held_of(hold)
            .ok_or(Rejection::UnknownHold { hold: id })?;
        self.end(place, HoldEnd::Lapsed, at, None);
        Ok(self.end_receipt(place, false))
    }

    fn ended_before(&self, hold: u16, how: HoldEnd) -> Option<Answer> {
        let place = self.held_of(hold)?;
        let end = self.holds[place].end.as_ref()?;
        (end.how == how).then(|| self.end_receipt(place, true))
    }

    fn end_receipt(&self, place: usize, already: bool) -> Answer {
        let end = self.holds[place].end.as_ref();
        end.map_or(Answer::Done, |end| {
            Answer::Held(end.seq, end.at, end.total, already)
        })
    }

    pub(crate) fn lapse_due(&mut self, second: i64) -> Answer {
        let at = self.book_second(second);
        let open = self
            .holds
            .iter()
            .enumerate()
            .filter(|(_, held)| held.end.is_none());
        let mut due: Vec<(i64, usize)> = open
            .map(|(place, held)| (held.promise.lapses_at, place))
            .filter(|(lapses_at, _)| *lapses_at <= at)
            .collect();
        due.sort_unstable();
        for (_, place) in &due {
            self.end(*place, HoldEnd::Lapsed, at, None);
        }
        let id = |place: &usize| hold_id(self.holds[*place].promise.id);
        Answer::Lapsed(due.iter().map(|(_, place)| id(place)).collect())
    }
}
