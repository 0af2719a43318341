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
}

/// Holds every entry against its account: each rule over all entries before the next rule.
pub(crate) fn draft(tx: &Transaction<'_>, entries: &[Entry]) -> Result<Vec<Line>, PostError> {
    let mut standings = Vec::with_capacity(entries.len());
    for entry in entries {
        let standing = standing(tx, entry.account)?;
        standings.push(standing.ok_or(Rejection::UnknownAccount {
            account: entry.account,
        })?);
    }
    let pairs = || entries.iter().zip(&standings);
    if let Some((entry, _)) = pairs().find(|(_, standing)| standing.closed) {
        return Err(Rejection::AccountClosed {
            account: entry.account,
        }
        .into());
    }
    let mut lines = Vec::with_capacity(entries.len());
    for (entry, standing) in pairs() {
        let balance = standing.balance.checked_add(entry.minutes);
        lines.push(Line {
            key: standing.key,
            account: entry.account,
            number: standing.number.saturating_add(1),
            minutes: entry.minutes,
            balance: balance.ok_or(Rejection::TooLarge {
                account: entry.account,
            })?,
        });
    }
    for (line, standing) in lines.iter().zip(&standings) {
        if let Some(limit) = standing.lower
            && line.minutes < Minutes::ZERO
            && line.balance < limit
        {
            let Line {
                account, minutes, ..
            } = *line;
            let balance = standing.balance;
            return Err(Rejection::BelowLimit {
                account,
                balance,
                minutes,
                limit,
            }
            .into());
        }
    }
    for (line, standing) in lines.iter().zip(&standings) {
        if let Some(limit) = standing.upper
            && line.minutes > Minutes::ZERO
            && line.balance > limit
        {
            let Line {
                account, minutes, ..
            } = *line;
            let balance = standing.balance;
            return Err(Rejection::AboveLimit {
                account,
                balance,
                minutes,
                limit,
            }
            .into());
        }
    }
    if let Some(line) = lines.iter().find(|line| !line.balance.is_in_range()) {
        return Err(Rejection::TooLarge {
            account: line.account,
        }
        .into());
    }
    Ok(lines)
}

fn standing(tx: &Transaction<'_>, account: AccountId) -> rusqlite::Result<Option<Standing>> {
    tx.prepare_cached(
        "SELECT a.key, c.account IS NOT NULL, l.lower, l.upper,
                coalesce(e.number, 0), coalesce(e.balance, 0)
           FROM ledger_account a
           LEFT JOIN ledger_closing c ON c.account = a.key
           LEFT JOIN ledger_limit l ON l.account = a.key AND l.number =
                     (SELECT max(number) FROM ledger_limit WHERE account = a.key)
           LEFT JOIN ledger_entry e ON e.account = a.key AND e.transfer =
                     (SELECT max(transfer) FROM ledger_entry WHERE account = a.key)
          WHERE a.id = ?1",
    )?
    .query_row([account], |row| {
        Ok(Standing {
            key: row.get(0)?,
            closed: row.get(1)?,
            lower: row.get(2)?,
            upper: row.get(3)?,
            number: row.get(4)?,
            balance: row.get(5)?,
        })
    })
    .optional()
}
