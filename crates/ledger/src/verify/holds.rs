//! The proof of the holds: their order, their sums, their ends, their digests, and that each
//! transfer which posts one takes what was held.

use rusqlite::Connection;

use super::Proof;
use super::findings::Findings;
use super::raw::{RawEntry, RawTransfer};
use super::steps::{HoldRows, Placed, RawStep};
use super::transfers::Last;
use crate::Digest;
use crate::digest::{SealedStep, digest_of_step};

/// How far the steps have come.
#[derive(Default)]
pub(super) struct Progress {
    count: u64,
    seq: i64,
    at: i64,
    digest: Option<Digest>,
    /// The holds that the next transfer posts: account, what was held, to whom alone, when.
    waiting: Vec<Waiting>,
}

struct Waiting {
    step: i64,
    transfer: i64,
    account: i64,
    held: i64,
    recipient: Option<i64>,
    at: i64,
}

impl Progress {
    pub(super) fn count(&self) -> u64 {
        self.count
    }
}

impl Proof {
    /// A step that stands after transfer `last`.
    pub(super) fn check_step(
        &mut self,
        step: &RawStep,
        last: &Last,
        rows: &mut HoldRows<'_>,
    ) -> rusqlite::Result<()> {
        self.check_step_order(step, last);
        let placed = match step.resolves {
            Some(placed) => rows.placed(placed)?,
            None => None,
        };
        if let Some(resolves) = step.resolves {
            self.check_end(step, resolves, placed.as_ref(), rows)?;
        } else if !step.is(b"place") || step.lapses_at.is_none_or(|time| time <= step.at) {
            let what = "it neither places a hold that lapses later nor ends one";
            self.findings.at_step(step.seq, what);
        }
        if step.transfer.is_none() && !self.steps.waiting.is_empty() {
            let what = "it stands between the end of a hold and its transfer";
            self.findings.at_step(step.seq, what);
        }
        let lower = rows.lower(step)?.unwrap_or_else(|()| {
            let what = "the limit it names was not in force";
            self.findings.at_step(step.seq, what);
            None
        });
        let account = self.accounts.hold(step, lower, &mut self.findings);
        let hold = placed.as_ref().map_or(&step.id, |placed| &placed.id);
        self.check_step_digest(step, hold, account.unwrap_or_default(), last);
        if let (Some(transfer), Some(placed)) = (step.transfer, placed) {
            self.steps.waiting.push(Waiting {
                step: step.seq,
                transfer,
                account: placed.account,
                held: placed.minutes,
                recipient: placed.recipient,
                at: step.at,
            });
        }
        self.steps.count += 1;
        self.steps.seq = step.seq;
        self.steps.at = step.at;
        self.steps.digest = Some(step.digest);
        Ok(())
    }

    fn check_step_order(&mut self, step: &RawStep, last: &Last) {
        let due = self.steps.seq.saturating_add(1);
        if step.seq != due {
            let what = format!("it stands where {due} is due");
            self.findings.at_step(step.seq, &what);
        }
        if step.after_transfer != last.seq {
            let what = format!(
                "it says it follows transfer {} and follows {}",
                step.after_transfer, last.seq
            );
            self.findings.at_step(step.seq, &what);
        }
        if step.at < self.steps.at || step.at < last.posted_at {
            let what = "it was written before what it follows";
            self.findings.at_step(step.seq, what);
        }
        let posts = step.is(b"post");
        let next = step.after_transfer.saturating_add(1);
        if step.transfer != posts.then_some(next) {
            let what = "its kind and the transfer it names do not agree";
            self.findings.at_step(step.seq, what);
        }
    }

    fn check_end(
        &mut self,
        step: &RawStep,
        resolves: i64,
        placed: Option<&Placed>,
        rows: &mut HoldRows<'_>,
    ) -> rusqlite::Result<()> {
        let Some(placed) = placed.filter(|_| resolves < step.seq) else {
            let what = format!("it ends {resolves}, which is no hold");
            self.findings.at_step(step.seq, &what);
            return Ok(());
        };
        let whole = placed.minutes.checked_neg() == Some(step.minutes);
        if placed.account != step.account || !whole {
            let what = format!("it is not the whole of the hold placed as {resolves}");
            self.findings.at_step(step.seq, &what);
        }
        if rows.ends(resolves)? != 1 {
            let what = format!("the hold placed as {resolves} ends more than once");
            self.findings.at_step(step.seq, &what);
        }
        let past = step.at >= placed.lapses_at;
        let in_time = match step.step.as_slice() {
            b"lapse" => past,
            b"post" | b"release" => !past,
            _ => false,
        };
        if !in_time {
            let what = format!("the hold placed as {resolves} could not end so at that time");
            self.findings.at_step(step.seq, &what);
        }
        Ok(())
    }

    fn check_step_digest(&mut self, step: &RawStep, hold: &[u8], account: [u8; 16], last: &Last) {
        let recipient = step.recipient.and_then(|key| self.accounts.id(key));
        let sealed = SealedStep {
            head: &last.digest,
            seq: step.seq,
            step: &step.step,
            hold,
            account: &account,
            recipient: &recipient.unwrap_or_default(),
            minutes: step.minutes,
            held: step.held,
            at: step.at,
            lapses_at: step.lapses_at.unwrap_or(0),
            transfer: step.transfer.unwrap_or(0),
            source: &step.source,
        };
        let previous = self.steps.digest.unwrap_or(Digest::ZERO);
        if digest_of_step(&previous, &sealed) != step.digest {
            let what = "its digest is not the one its figures give";
            self.findings.at_step(step.seq, what);
        }
    }

    /// The holds that say `transfer` posts them.
    pub(super) fn check_posted(&mut self, transfer: &RawTransfer<'_>, own: &[RawEntry]) {
        if transfer.posted_at < self.steps.at {
            let what = "it was posted before a step of a hold that it follows";
            self.findings.at(transfer.seq, what);
        }
        for waiting in std::mem::take(&mut self.steps.waiting) {
            let pays = own.iter().any(|entry| {
                entry.account == waiting.account
                    && entry.minutes < 0
                    && entry.minutes >= waiting.held.saturating_neg()
            });
            let to_others = waiting.recipient.is_some_and(|recipient| {
                let mut receivers = own.iter().filter(|entry| entry.minutes > 0);
                receivers.any(|entry| entry.account != recipient)
            });
            let same = waiting.transfer == transfer.seq && waiting.at == transfer.posted_at;
            if !pays || to_others || !same {
                let what = format!("it is not what was held (hold step {})", waiting.step);
                self.findings.at(transfer.seq, &what);
            }
        }
    }

    /// Once every transfer has gone by, none can be waited for.
    pub(super) fn check_nothing_waits(&mut self) {
        for waiting in std::mem::take(&mut self.steps.waiting) {
            let what = format!("transfer {}, which posts it, is missing", waiting.transfer);
            self.findings.at_step(waiting.step, &what);
        }
    }
}

/// The list of open holds says what the steps say.
pub(super) fn check_open_list(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    let differing: i64 = conn.query_row(
        "SELECT (SELECT count(*) FROM ledger_hold p
                  WHERE p.step = 'place'
                    AND NOT EXISTS (SELECT 1 FROM ledger_hold WHERE resolves = p.seq)
                    AND NOT EXISTS (SELECT 1 FROM ledger_hold_open
                                     WHERE lapses_at = p.lapses_at AND hold = p.seq))
              + (SELECT count(*) FROM ledger_hold_open o
                  WHERE NOT EXISTS (SELECT 1 FROM ledger_hold
                                     WHERE seq = o.hold AND lapses_at = o.lapses_at)
                     OR EXISTS (SELECT 1 FROM ledger_hold WHERE resolves = o.hold))",
        [],
        |row| row.get(0),
    )?;
    if differing > 0 {
        let text = format!("The list of open holds differs from the holds in {differing} rows.");
        findings.add(None, text);
    }
    Ok(())
}
