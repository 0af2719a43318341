//! What the accounts make of the entries of a transfer: their new numbers and balances, or the
//! first rule that refuses one of them.

use rusqlite::{OptionalExtension, Transaction};

use crate::{AccountId, Entry, Minutes, PostError, Rejection};

/// An entry with what its account makes of it.
pub(crate) struct Line {
    pub(crate) key: i64,
    pub(crate) account: AccountId,
    pub(crate) number: i64,
    pub(crate) minutes: Minutes,
    pub(crate) balance: Minutes,
}

/// An account as posting sees it.
struct Standing {
    key: i64,
    closed: bool,
    lower: Option<Minutes>,
    upper: Option<Minutes>,
    number: i64,
    balance: Minutes,
    held: Minutes,
}

/// Holds every entry against its account: each rule over all entries before the next rule.
/// `promised` is the account whose entry posts a hold: it was measured when it was promised, and
/// is not measured by the lower limit again.
pub(crate) fn draft(
    tx: &Transaction<'_>,
    entries: &[Entry],
    promised: Option<AccountId>,
) -> Result<Vec<Line>, PostError> {
    let mut standings = Vec::with_capacity(entries.len());
    for entry in entries {
        let standing = standing(tx, entry.account)?;
        standings.push(standing.ok_or(Rejection::UnknownAccount {
            account: entry.account,
        })?);
    }
    let pairs = || entries.iter().zip(&standings);
    if let Some((entry, _)) = pairs().find(|(_, standing)| standing.closed) {
        let account = entry.account;
        return Err(Rejection::AccountClosed { account }.into());
    }
    let mut lines = Vec::with_capacity(entries.len());
    for (entry, standing) in pairs() {
        let account = entry.account;
        let balance = standing.balance.checked_add(entry.minutes);
        lines.push(Line {
            key: standing.key,
            account,
            number: standing.number.saturating_add(1),
            minutes: entry.minutes,
            balance: balance.ok_or(Rejection::TooLarge { account })?,
        });
    }
    let pairs = || lines.iter().zip(&standings);
    let asked = |line: &Line| promised != Some(line.account);
    if let Some(below) = pairs().find_map(|(line, standing)| below_limit(line, standing, asked)) {
        return Err(below.into());
    }
    let held_back = |(line, standing)| held_back(line, standing, asked);
    if let Some(held_back) = pairs().find_map(held_back) {
        return Err(held_back.into());
    }
    if let Some(above) = pairs().find_map(|(line, standing)| above_limit(line, standing)) {
        return Err(above.into());
    }
    if let Some(line) = lines.iter().find(|line| !line.balance.is_in_range()) {
        let account = line.account;
        return Err(Rejection::TooLarge { account }.into());
    }
    Ok(lines)
}

fn below_limit(
    line: &Line,
    standing: &Standing,
    asked: impl Fn(&Line) -> bool,
) -> Option<Rejection> {
    let limit = standing.lower?;
    (line.minutes < Minutes::ZERO && line.balance < limit && asked(line)).then_some(
        Rejection::BelowLimit {
            account: line.account,
            balance: standing.balance,
            minutes: line.minutes,
            limit,
        },
    )
}

fn held_back(line: &Line, standing: &Standing, asked: impl Fn(&Line) -> bool) -> Option<Rejection> {
    let limit = standing.lower?;
    let free = line.balance.get() - standing.held.get();
    (line.minutes < Minutes::ZERO && free < limit.get() && asked(line)).then_some(
        Rejection::HeldBack {
            account: line.account,
            balance: standing.balance,
            held: standing.held,
            minutes: line.minutes,
            limit,
        },
    )
}

fn above_limit(line: &Line, standing: &Standing) -> Option<Rejection> {
    let limit = standing.upper?;
    (line.minutes > Minutes::ZERO && line.balance > limit).then_some(Rejection::AboveLimit {
        account: line.account,
        balance: standing.balance,
        minutes: line.minutes,
        limit,
    })
}

/// The newest entry comes first in its order: one look. What is held of an account counts where
/// it has a lower limit.
fn standing(tx: &Transaction<'_>, account: AccountId) -> rusqlite::Result<Option<Standing>> {
    tx.prepare_cached(
        "SELECT a.key, EXISTS (SELECT 1 FROM ledger_closing WHERE account = a.key),
                (SELECT lower FROM ledger_limit WHERE account = a.key
                  ORDER BY number DESC LIMIT 1),
                (SELECT upper FROM ledger_limit WHERE account = a.key
                  ORDER BY number DESC LIMIT 1),
                coalesce(e.number, 0), coalesce(e.balance, 0),
                coalesce((SELECT held FROM ledger_hold WHERE account = a.key
                           ORDER BY at DESC, seq DESC LIMIT 1), 0)
           FROM ledger_account a LEFT JOIN ledger_entry e ON e.account = a.key
          WHERE a.id = ?1
          ORDER BY e.transfer DESC LIMIT 1",
    )?
    .query_row([account], |row| {
        Ok(Standing {
            key: row.get(0)?,
            closed: row.get(1)?,
            lower: row.get(2)?,
            upper: row.get(3)?,
            number: row.get(4)?,
            balance: row.get(5)?,
            held: row.get(6)?,
        })
    })
    .optional()
}
