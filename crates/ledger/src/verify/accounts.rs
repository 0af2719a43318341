//! The running state of every account while its entries go by.

use std::collections::HashMap;

use rusqlite::Connection;
use uuid::Uuid;

use super::findings::Findings;
use super::limits::RawLimit;
use super::raw::{RawEntry, bytes, number, optional_number};
use super::steps::RawStep;
use crate::AccountKind;

/// Accounts by the short key of the tables.
#[derive(Default)]
pub(super) struct Accounts {
    states: HashMap<i64, State>,
    newest_transfer: i64,
}

/// What the entries so far make of an account.
struct State {
    id: [u8; 16],
    number: i64,
    balance: i64,
    closed_after: Option<i64>,
    limit_number: i64,
    limit_set_at: i64,
    /// The newest limit that a step of a hold has named so far.
    limit_named: i64,
    lower: Option<i64>,
    upper: Option<i64>,
    held: i64,
    /// The transfer that posts a hold of this account next, and what was held for it.
    posts: Option<(i64, i64)>,
}

impl Accounts {
    pub(super) fn load(
        &mut self,
        conn: &Connection,
        findings: &mut Findings,
    ) -> rusqlite::Result<()> {
        let mut accounts = conn.prepare(
            "SELECT a.key, a.id, a.kind, c.after_transfer
               FROM ledger_account a LEFT JOIN ledger_closing c ON c.account = a.key",
        )?;
        let mut rows = accounts.query([])?;
        while let Some(row) = rows.next()? {
            let (key, id) = (number(row, 0)?, bytes(row, 1)?);
            let kind = std::str::from_utf8(bytes(row, 2)?)
                .ok()
                .and_then(AccountKind::parse);
            if kind.is_none() || id.len() != 16 {
                findings.add(None, format!("Account row {key} cannot be read."));
            }
            let state = State {
                id: id.try_into().unwrap_or_default(),
                number: 0,
                balance: 0,
                closed_after: optional_number(row, 3)?,
                limit_number: 0,
                limit_set_at: 0,
                limit_named: 0,
                lower: None,
                upper: None,
                held: 0,
                posts: None,
            };
            self.states.insert(key, state);
        }
        Ok(())
    }

    /// Puts a limit in force.
    pub(super) fn limit(&mut self, limit: &RawLimit, findings: &mut Findings) {
        let Some(state) = self.states.get_mut(&limit.account) else {
            let key = limit.account;
            findings.add(
                None,
                format!("A limit names account row {key}, which is not there."),
            );
            return;
        };
        if limit.number != state.limit_number.saturating_add(1) {
            let account = Uuid::from_bytes(state.id);
            findings.add(
                None,
                format!("The limits of account {account} are not in order."),
            );
        }
        let follows = limit.follows.unwrap_or(0);
        if limit.set_at < follows.max(state.limit_set_at) {
            let account = Uuid::from_bytes(state.id);
            let text = format!("A limit of account {account} was set before what it follows.");
            findings.add(None, text);
        }
        state.limit_number = limit.number;
        state.limit_set_at = limit.set_at;
        state.lower = limit.lower;
        state.upper = limit.upper;
    }

    /// Takes an entry of transfer `seq` to its account, and answers the account's id.
    pub(super) fn enter(
        &mut self,
        seq: i64,
        entry: &RawEntry,
        findings: &mut Findings,
    ) -> Option<[u8; 16]> {
        self.newest_transfer = seq;
        let Some(state) = self.states.get_mut(&entry.account) else {
            findings.at(seq, "an entry names an account that does not exist");
            return None;
        };
        let account = Uuid::from_bytes(state.id);
        let due = state.number.saturating_add(1);
        if entry.number != due {
            let what = format!(
                "entry {} of account {account} stands where {due} is due",
                entry.number
            );
            findings.at(seq, &what);
        }
        if state.balance.checked_add(entry.minutes) != Some(entry.balance) {
            findings.at(
                seq,
                &format!(
                    "account {account} stood at {}, moved by {} and is written as {}",
                    state.balance, entry.minutes, entry.balance
                ),
            );
        }
        if state
            .closed_after
            .is_some_and(|closed_after| seq > closed_after)
        {
            findings.at(seq, &format!("account {account} was closed before"));
        }
        // A posted hold was measured by the limit when it was placed.
        let promised = state
            .posts
            .is_some_and(|(transfer, held)| transfer == seq && -held <= entry.minutes);
        let free = entry.balance.saturating_sub(state.held);
        let low = state
            .lower
            .is_some_and(|limit| entry.minutes < 0 && free < limit && !promised);
        let high = state
            .upper
            .is_some_and(|limit| entry.minutes > 0 && entry.balance > limit);
        if low || high {
            findings.at(
                seq,
                &format!(
                    "account {account} passes its limit, at {} minutes",
                    entry.balance
                ),
            );
        }
        // What is written goes on, so that one false row is one finding.
        state.number = entry.number;
        state.balance = entry.balance;
        Some(state.id)
    }

    /// Takes a step of a hold to its account; `lower` is the limit in force for it. Answers the
    /// account's id.
    pub(super) fn hold(
        &mut self,
        step: &RawStep,
        lower: Option<i64>,
        findings: &mut Findings,
    ) -> Option<[u8; 16]> {
        let Some(state) = self.states.get_mut(&step.account) else {
            findings.at_step(step.seq, "it names an account that does not exist");
            return None;
        };
        let account = Uuid::from_bytes(state.id);
        if state.held.checked_add(step.minutes) != Some(step.held) || step.held < 0 {
            let what = format!(
                "of account {account} {} minutes were held, {} came to it and {} are written",
                state.held, step.minutes, step.held
            );
            findings.at_step(step.seq, &what);
        }
        let free = state.balance.saturating_sub(step.held);
        if step.is(b"place") && lower.is_some_and(|limit| free < limit) {
            let what = format!("account {account} promises past its limit, with {free} minutes");
            findings.at_step(step.seq, &what);
        }
        let closed = state.closed_after;
        if closed.is_some_and(|after| step.after_transfer > after) {
            findings.at_step(step.seq, &format!("account {account} was closed before"));
        }
        if step.limit_number < state.limit_named {
            findings.at_step(step.seq, "it names an older limit than the step before it");
        }
        state.limit_named = step.limit_number;
        state.held = step.held;
        if let Some(transfer) = step.transfer {
            state.posts = Some((transfer, step.minutes.saturating_neg()));
        }
        Some(state.id)
    }

    /// The id of an account by its short key.
    pub(super) fn id(&self, key: i64) -> Option<[u8; 16]> {
        self.states.get(&key).map(|state| state.id)
    }

    /// What must be true once every entry has gone by.
    pub(super) fn check_closing_state(&self, findings: &mut Findings) {
        for state in self.states.values() {
            let Some(closed_after) = state.closed_after else {
                continue;
            };
            let account = Uuid::from_bytes(state.id);
            if state.balance != 0 {
                let balance = state.balance;
                findings.add(
                    None,
                    format!("Account {account} is closed and stands at {balance}."),
                );
            }
            if state.held != 0 {
                let held = state.held;
                findings.add(
                    None,
                    format!("Account {account} is closed and {held} minutes of it are held."),
                );
            }
            if closed_after > self.newest_transfer {
                let text = format!(
                    "Account {account} was closed after transfer {closed_after}, \
                     which the book does not reach."
                );
                findings.add(None, text);
            }
        }
    }

    pub(super) fn count(&self) -> u64 {
        u64::try_from(self.states.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn sum(&self) -> i128 {
        self.states
            .values()
            .map(|state| i128::from(state.balance))
            .sum()
    }
}
