//! What the model makes of a command: every rule of the book, in order, said plainly.

use ledger::{AccountKind, Minutes, Month, Rejection, ReopenReason, TransferKind};

use super::answer::Answer;
use super::book::instant;
use super::command::{Asked, Bounds, Command, Rest, Step, transfer_id};
use super::model::{Account, Model, MonthStep, Posted, account_id, minutes};

pub(crate) type Outcome<T> = Result<T, Rejection>;

impl Model {
    pub(crate) fn happen(&mut self, step: &Step) -> Answer {
        let before = self.clone();
        let answer = self.play(&step.command, step.second);
        let answer = answer.unwrap_or_else(|rejection| {
            if !matches!(step.command, Command::Attempt(_)) {
                *self = before.clone();
            }
            Answer::Refused(rejection)
        });
        if step.rolled_back || matches!(answer, Answer::BatchRefused(..)) {
            *self = before;
        }
        answer
    }

    fn play(&mut self, command: &Command, second: i64) -> Outcome<Answer> {
        match command {
            Command::Open(n, kind, bounds) => self.open(*n, *kind, *bounds, second)?,
            Command::Limit(n, bounds) => self.limit(*n, *bounds)?,
            Command::Close(n) => self.close(*n, second)?,
            Command::CloseWith(rest) => return self.close_with(rest, second),
            Command::Post(asked) => return self.post(by_itself(asked)?, second),
            Command::Attempt(asked) => return self.attempt(by_itself(asked)?, second),
            Command::Batch(batch) => return self.batch(batch, second),
            Command::Reverse { original, id } => {
                let whole = self.left_or_whole(*original)?;
                let whole = whole.into_iter().map(|(n, moved)| (n, -moved)).collect();
                return self.reverse(*original, *id, whole, second);
            }
            Command::Part {
                original,
                id,
                entries,
            } => {
                return self.reverse(*original, *id, entries.clone(), second);
            }
            Command::PartOf {
                original,
                id,
                minutes,
            } => {
                let entries = self.part_of(*original, *minutes)?;
                return self.reverse(*original, *id, entries, second);
            }
            Command::Sweep(rest) => return self.sweep(rest, second),
            Command::Place(promise) => return self.place(promise, second),
            Command::PostHold(hold, asked) => {
                return self.post_hold(*hold, by_itself(asked)?, second);
            }
            Command::Release(hold) => return self.release(*hold, second),
            Command::Lapse(hold) => return self.lapse(*hold, second),
            Command::LapseDue => return Ok(self.lapse_due(second)),
            Command::CloseMonth(n, hours) => return self.close_month(*n, *hours, second),
            Command::Reopen(n, reason) => self.reopen(*n, *reason, second)?,
        }
        Ok(Answer::Done)
    }

    fn open(&mut self, n: u8, kind: AccountKind, bounds: Bounds, second: i64) -> Outcome<()> {
        check_bounds(bounds)?;
        if self.account(n).is_some() {
            let account = account_id(n);
            return Err(Rejection::AccountExists { account });
        }
        self.accounts.push(Account {
            n,
            kind,
            bounds,
            opened_at: second,
            closed_at: None,
        });
        Ok(())
    }

    fn limit(&mut self, n: u8, bounds: Bounds) -> Outcome<()> {
        check_bounds(bounds)?;
        self.open_account(n)?;
        let accounts = self.accounts.iter_mut();
        accounts
            .filter(|account| account.n == n)
            .for_each(|account| account.bounds = bounds);
        Ok(())
    }

    fn close(&mut self, n: u8, second: i64) -> Outcome<()> {
        let account = account_id(n);
        self.open_account(n)?;
        let (balance, held) = (self.balance(n), self.held(n));
        if balance != 0 {
            let balance = minutes(balance);
            return Err(Rejection::BalanceNotNought { account, balance });
        }
        if held != 0 {
            let held = minutes(held);
            return Err(Rejection::MinutesHeld { account, held });
        }
        let at = self.book_second(second);
        let accounts = self.accounts.iter_mut();
        accounts
            .filter(|a| a.n == n)
            .for_each(|a| a.closed_at = Some(at));
        Ok(())
    }

    fn close_with(&mut self, rest: &Rest, second: i64) -> Outcome<Answer> {
        let n = rest.account;
        let closed = self
            .account(n)
            .is_some_and(|account| account.closed_at.is_some());
        if let Some((place, _)) = self.posted(rest.id)
            && self.is(rest, place)
            && closed
        {
            return Ok(self.receipt(place, true));
        }
        let account = account_id(n);
        self.open_account(n)?;
        if self.held(n) != 0 {
            let held = minutes(self.held(n));
            return Err(Rejection::MinutesHeld { account, held });
        }
        let answer = match self.sweep(rest, second) {
            Err(Rejection::NothingLeft { .. }) => Answer::Done,
            other => other?,
        };
        self.close(n, second)?;
        Ok(answer)
    }

    pub(crate) fn receipt(&self, place: usize, already: bool) -> Answer {
        Answer::Posted(place as u64 + 1, self.transfers[place].at, already)
    }

    fn post(&mut self, asked: Asked, second: i64) -> Outcome<Answer> {
        if let Some(place) = self.outcome(&asked)? {
            return Ok(self.receipt(place, true));
        }
        self.reversible(&asked)?;
        self.measure(&asked.entries, None)?;
        let at = self.book_second(second);
        let place = self.write(asked, at);
        Ok(self.receipt(place, false))
    }

    fn attempt(&mut self, asked: Asked, second: i64) -> Outcome<Answer> {
        let answer = self.post(asked.clone(), second);
        if let Err(rejection) = answer {
            let of_the_question = matches!(
                rejection,
                Rejection::SourceTooLong { .. } | Rejection::ExistsWithOtherContent { .. }
            );
            if !of_the_question && self.refusals.iter().all(|(kept, _)| kept.id != asked.id) {
                self.refusals.push((asked, rejection));
            }
        }
        answer
    }

    fn batch(&mut self, batch: &[Asked], second: i64) -> Outcome<Answer> {
        let batch = batch.iter().map(by_itself).collect::<Outcome<Vec<_>>>()?;
        let mut receipts = Vec::new();
        for (place, asked) in batch.into_iter().enumerate() {
            match self.post(asked, second) {
                Ok(Answer::Posted(seq, at, already)) => receipts.push((seq, at, already)),
                Ok(_) => {}
                Err(rejection) => return Ok(Answer::BatchRefused(place, rejection)),
            }
        }
        Ok(Answer::Batch(receipts))
    }

    fn left_or_whole(&self, original: u16) -> Outcome<Vec<(u8, i64)>> {
        let id = transfer_id(original);
        let (_, posted) = self
            .posted(original)
            .ok_or(Rejection::UnknownTransfer { id })?;
        Ok(posted.asked.entries.clone())
    }

    fn reverse(
        &mut self,
        original: u16,
        id: u16,
        entries: Vec<(u8, i64)>,
        second: i64,
    ) -> Outcome<Answer> {
        self.left_or_whole(original)?;
        let of = self
            .posted(original)
            .map(|(_, posted)| posted.asked.clone());
        let (day, source) = of.map_or((0, Vec::new()), |of| (of.day, of.source));
        let asked = Asked {
            id,
            kind: TransferKind::Reversal,
            day,
            entries,
            source,
            reverses: Some(original),
        };
        self.post(by_itself(&asked)?, second)
    }

    fn part_of(&self, original: u16, part: i64) -> Outcome<Vec<(u8, i64)>> {
        let id = transfer_id(original);
        let left = self
            .left(original)
            .ok_or(Rejection::UnknownTransfer { id })?;
        let side = |sign: i64| -> Vec<(u8, i64)> {
            let own = left.iter().filter(|(_, left)| left.signum() == sign);
            own.map(|(n, left)| (*n, left.abs())).collect()
        };
        let Some((first, _)) = side(1).first().copied() else {
            return Err(Rejection::AlreadyReversed { id });
        };
        let account = account_id(first);
        if part <= 0 {
            return Err(Rejection::MinutesNought { account });
        }
        let whole: i64 = side(1).iter().map(|(_, left)| left).sum();
        if part > whole {
            return Err(Rejection::MoreThanIsLeft {
                account,
                left: minutes(whole),
                minutes: minutes(part),
            });
        }
        let mut entries = Vec::new();
        for sign in [1, -1] {
            let shares = shared(part, &side(sign)).into_iter();
            let shares = shares.filter(|(_, share)| *share != 0);
            entries.extend(shares.map(|(n, share)| (n, -sign * share)));
        }
        Ok(entries)
    }

    fn is(&self, rest: &Rest, place: usize) -> bool {
        let Posted { asked, .. } = &self.transfers[place];
        let mut accounts = [rest.account, rest.with];
        accounts.sort_unstable();
        asked.kind == TransferKind::Settlement
            && asked.day == rest.day
            && asked.source.is_empty()
            && asked.entries.iter().map(|(n, _)| *n).eq(accounts)
    }

    fn sweep(&mut self, rest: &Rest, second: i64) -> Outcome<Answer> {
        let of = |moved: i64| {
            by_itself(&Asked {
                id: rest.id,
                kind: TransferKind::Settlement,
                day: rest.day,
                entries: vec![(rest.account, -moved), (rest.with, moved)],
                source: Vec::new(),
                reverses: None,
            })
        };
        let one = of(1)?;
        let other = Rejection::ExistsWithOtherContent {
            id: transfer_id(rest.id),
        };
        if let Some((place, _)) = self.posted(rest.id) {
            return if self.is(rest, place) {
                Ok(self.receipt(place, true))
            } else {
                Err(other)
            };
        }
        if self.refusals.iter().any(|(kept, _)| kept.id == rest.id) {
            return Err(other);
        }
        if self.open_account(rest.account).is_err() {
            return self.post(one, second);
        }
        let (balance, held) = (self.balance(rest.account), self.held(rest.account));
        let left = if balance > 0 {
            (balance - held).max(0)
        } else {
            balance
        };
        if left == 0 {
            let account = account_id(rest.account);
            return Err(Rejection::NothingLeft { account });
        }
        self.post(of(left)?, second)
    }

    fn close_month(&mut self, n: u8, hours: i64, second: i64) -> Outcome<Answer> {
        let month = month(n);
        let ends_at = month.end_in_utc().timestamp() + hours * 3_600;
        if !(-14..=12).contains(&hours) {
            let ends_at = instant(ends_at);
            return Err(Rejection::MonthEndsElsewhere { month, ends_at });
        }
        let at = self.book_second(second);
        if at < ends_at {
            let ends_at = instant(ends_at);
            return Err(Rejection::MonthNotOver { month, ends_at });
        }
        let from = match self.closed {
            None => month,
            Some((from, through)) if month < from || through < month => {
                let due = through.next().unwrap_or(through);
                if month != due {
                    return Err(Rejection::MonthOutOfOrder { month, due });
                }
                from
            }
            Some(_) => return Err(Rejection::MonthClosed { month }),
        };
        let head = self
            .transfers
            .iter()
            .filter(|posted| posted.at < ends_at)
            .count() as u64;
        self.closed = Some((from, month));
        self.newest = at;
        self.months.push(MonthStep {
            month,
            at,
            closing: Some((ends_at, head)),
            reason: None,
        });
        Ok(Answer::MonthClosed(head, at))
    }

    fn reopen(&mut self, n: u8, reason: ReopenReason, second: i64) -> Outcome<()> {
        let month = month(n);
        let closed = self.closed.filter(|(_, through)| *through == month);
        let (from, _) = closed.ok_or(Rejection::MonthNotLastClosed { month })?;
        let before = month.previous().filter(|before| from <= *before);
        self.closed = before.map(|before| (from, before));
        self.newest = self.book_second(second);
        self.months.push(MonthStep {
            month,
            at: self.newest,
            closing: None,
            reason: Some(reason),
        });
        Ok(())
    }
}

/// So many months after January 2026.
pub(crate) fn month(n: u8) -> Month {
    let (year, month) = (2026 + i32::from(n / 12), u32::from(n % 12) + 1);
    Month::new(year, month).unwrap_or_else(|| panic!("month {n}"))
}

fn check_bounds((lower, upper): Bounds) -> Outcome<()> {
    match (lower, upper) {
        (Some(lower), Some(upper)) if lower > upper => {
            let (lower, upper) = (minutes(lower), minutes(upper));
            Err(Rejection::LimitsCrossed { lower, upper })
        }
        _ => Ok(()),
    }
}

/// The rules of a transfer by itself; its entries by account afterwards.
fn by_itself(asked: &Asked) -> Outcome<Asked> {
    let mut entries = asked.entries.clone();
    if entries.len() < 2 {
        return Err(Rejection::TooFewEntries);
    }
    if let Some((n, _)) = entries.iter().find(|(_, moved)| *moved == 0) {
        let account = account_id(*n);
        return Err(Rejection::MinutesNought { account });
    }
    let times = |n: u8| {
        asked
            .entries
            .iter()
            .filter(|(other, _)| *other == n)
            .count()
    };
    if let Some(n) = (0..=u8::MAX).find(|n| times(*n) > 1) {
        let account = account_id(n);
        return Err(Rejection::AccountTwice { account });
    }
    let sum: i64 = entries.iter().map(|(_, moved)| moved).sum();
    if sum != 0 {
        return Err(Rejection::DoesNotBalance { sum: minutes(sum) });
    }
    entries.sort_unstable();
    if let Some((n, _)) = entries.iter().find(|(_, moved)| moved.abs() > Minutes::MAX) {
        let account = account_id(*n);
        return Err(Rejection::TooLarge { account });
    }
    Ok(Asked {
        entries,
        ..asked.clone()
    })
}

/// Shares out one minute after the other to whoever is furthest below their exact share.
fn shared(total: i64, weights: &[(u8, i64)]) -> Vec<(u8, i64)> {
    let sum: i64 = weights.iter().map(|(_, weight)| weight).sum();
    let floor = |weight: i64| i128::from(total) * i128::from(weight) / i128::from(sum);
    let rest = |weight: i64| i128::from(total) * i128::from(weight) % i128::from(sum);
    let mut shares: Vec<(u8, i64)> = weights
        .iter()
        .map(|(n, weight)| (*n, i64::try_from(floor(*weight)).unwrap_or(0)))
        .collect();
    let mut got = vec![false; weights.len()];
    while shares.iter().map(|(_, share)| share).sum::<i64>() < total {
        let waiting = (0..weights.len()).filter(|place| !got[*place]);
        let best = waiting.max_by_key(|place| {
            let (n, weight) = weights[*place];
            (rest(weight), weight, std::cmp::Reverse(n))
        });
        let Some(best) = best else { break };
        got[best] = true;
        shares[best].1 += 1;
    }
    shares
}
