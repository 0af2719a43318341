//! Policy: what a community has decided about its own bank. Typed, dated and audited.
//!
//! Every change is a row with all settings as they are from then on, who made it and why; the
//! newest row is in force. A bank without a row has the defaults, which ask for a confirmation
//! and an approval of every exchange, round nothing and stop nobody.

mod model;
mod preview;
mod rounding;
mod store;
mod waits;

use chrono::{DateTime, Utc};
use ledger::{AccountId, AccountKind, Limits, Minutes};
use rusqlite::{Connection, Transaction};
use serde_json::json;

pub use model::{Balances, Beyond, Bounds, Facts, Grants, Joining, Policy, Rule, Steps, Topic};
pub use preview::{Affected, Effect, preview};
pub use rounding::{Rounding, RoundingStep, RoundingWay};
pub use waits::{Spells, Waits};

use crate::actor::Administrator;
use crate::audit;
use crate::clock::Moment;
use crate::error::{Error, Result};
use crate::ids::{CategoryId, MemberId};
use crate::member::{self, MemberKind};
use crate::outbox::{self, NoticeKind};
use crate::typed::tidy;

/// One change, as the page shows it.
#[derive(Clone, Debug)]
pub struct Change {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who made it; empty for the program.
    pub by: String,
    /// Why.
    pub reason: String,
    /// All settings from then on.
    pub settings: Policy,
}

/// What is in force.
pub fn current(conn: &Connection) -> Result<Policy> {
    Ok(store::newest(conn)?
        .map(|(_, policy)| policy)
        .unwrap_or_default())
}

/// What is in force, with the number of the change that brought it: nought for the defaults.
pub fn numbered(conn: &Connection) -> Result<(i64, Policy)> {
    Ok(store::newest(conn)?.unwrap_or_default())
}

/// The changes of one topic, newest first.
pub fn changes(conn: &Connection, topic: Topic) -> Result<Vec<Change>> {
    Ok(store::changes(conn, topic)?)
}

/// Changes one topic from now on. `number` is that of the policy the form was made from.
///
/// What waits already keeps the time limits it began with. New limits of the book hold for every
/// account from the next transfer on; an account beyond one can only come back towards it.
pub fn change(
    tx: &Transaction<'_>,
    by: &Administrator,
    topic: Topic,
    wanted: &Policy,
    reason: &str,
    number: i64,
    moment: &Moment,
) -> Result<Policy> {
    let (newest, old) = numbered(tx)?;
    if newest != number {
        return Err(Error::Conflict(
            "Somebody else changed the settings meanwhile. Look at them again.".into(),
        ));
    }
    let reason = tidy(reason);
    if reason.is_empty() || reason.chars().count() > 1_000 {
        let message = "Say why, in 1,000 characters or less";
        return Err(Error::field("reason", message));
    }
    let mut policy = old.clone();
    match topic {
        Topic::Steps => policy.steps = wanted.steps.clone(),
        Topic::Waits => policy.waits = wanted.waits,
        Topic::Rounding => policy.rounding = wanted.rounding,
        Topic::Balances => policy.balances = wanted.balances,
        Topic::Grants => policy.grants = wanted.grants,
        Topic::Joining => policy.joining = wanted.joining,
    }
    policy.check()?;
    if policy == old {
        return Ok(old);
    }
    store::insert(tx, Some(by.id()), topic, &reason, &policy, moment)?;
    if topic == Topic::Balances {
        limit_accounts(tx, &policy, newest + 1, moment)?;
    }
    let details = json!({ "topic": topic.as_str(), "number": newest + 1 });
    audit::write(tx, by.into(), moment, "policy.change", None, &details)?;
    Ok(policy)
}

/// Two kinds of help became one: rules that name the one that goes name the one that stays.
pub(crate) fn merged(
    tx: &Transaction<'_>,
    by: &Administrator,
    goes: CategoryId,
    stays: CategoryId,
    moment: &Moment,
) -> Result<()> {
    let mut policy = current(tx)?;
    let steps = &mut policy.steps;
    let mut named = false;
    for rule in [
        &mut steps.arrangement,
        &mut steps.confirmation,
        &mut steps.approval,
    ] {
        if rule.categories.remove(&goes) {
            named = true;
            rule.categories.insert(stays);
        }
    }
    if named {
        let reason = "Two kinds of help became one";
        store::insert(tx, Some(by.id()), Topic::Steps, reason, &policy, moment)?;
    }
    Ok(())
}

/// The limits of the book for an account of this kind of member.
#[must_use]
pub fn limits_of(policy: &Policy, kind: MemberKind) -> Limits {
    let bounds = bounds_of(policy, kind);
    Limits {
        lower: bounds.stop_below.and_then(Minutes::new),
        upper: bounds.stop_above.and_then(Minutes::new),
    }
}

/// The bounds of this kind of member.
#[must_use]
pub const fn bounds_of(policy: &Policy, kind: MemberKind) -> Bounds {
    match kind {
        MemberKind::Person => policy.balances.people,
        MemberKind::Organisation => policy.balances.organisations,
    }
}

/// Every account that is open gets the limits of its kind; those that have them keep them.
fn limit_accounts(tx: &Transaction<'_>, policy: &Policy, number: i64, at: &Moment) -> Result<()> {
    let mut accounts = Vec::new();
    member::for_each(tx, |profile| {
        accounts.push((profile.account, limits_of(policy, profile.kind)));
        Ok::<(), Error>(())
    })?;
    let source = format!("policy {number}");
    for (id, limits) in accounts {
        let open = ledger::account(tx, id)?.filter(|account| account.closed_at.is_none());
        if open.is_some_and(|account| account.limits != limits) {
            ledger::set_limits(tx, id, limits, at.now, Some(source.as_bytes()))?;
        }
    }
    Ok(())
}

/// Writes the member a friendly note where this change took the balance beyond one of the bank's
/// notes. The coordinators see everybody who is there in [`beyond_notes`].
pub(crate) fn note_if_beyond(
    tx: &Transaction<'_>,
    member: MemberId,
    account: AccountId,
    change: i64,
    moment: &Moment,
) -> Result<()> {
    let Some(kind) = ledger::account(tx, account)?.and_then(|account| kind_of(account.kind)) else {
        return Ok(());
    };
    let bounds = bounds_of(&current(tx)?, kind);
    let after = ledger::balance(tx, account)?.get();
    let beyond = bounds.beyond(after);
    if beyond.is_some() && beyond != bounds.beyond(after - change) {
        let details = json!({ "balance": after });
        outbox::tell(
            tx,
            moment,
            member,
            NoticeKind::LimitNote,
            member.uuid(),
            &details,
        )?;
    }
    Ok(())
}

/// The accounts of members that stand beyond one of the bank's notes, with their balances.
pub fn beyond_notes(conn: &Connection) -> Result<Vec<(AccountId, i64, Beyond)>> {
    beyond_notes_under(conn, &current(conn)?)
}

/// The same, were these settings in force.
fn beyond_notes_under(conn: &Connection, policy: &Policy) -> Result<Vec<(AccountId, i64, Beyond)>> {
    let found = ledger::balances(conn)?
        .into_iter()
        .filter_map(|(account, kind, balance)| {
            let beyond = bounds_of(policy, kind_of(kind)?).beyond(balance.get())?;
            Some((account, balance.get(), beyond))
        });
    Ok(found.collect())
}

const fn kind_of(kind: AccountKind) -> Option<MemberKind> {
    match kind {
        AccountKind::Member => Some(MemberKind::Person),
        AccountKind::Organisation => Some(MemberKind::Organisation),
        _ => None,
    }
}
