//! Totals over the whole book: the trial balance, the movements of a period, the hours of help.
//!
//! A trial balance is of now. Movements and hours of help go by the day the help was given.

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::{AccountKind, Minutes};

/// What the accounts of a kind did in a period. Opening + incoming − outgoing = closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindMovement {
    /// The kind of account.
    pub kind: AccountKind,
    /// Their balances together from everything done before the period.
    pub opening: Minutes,
    /// The sum of the entries that raise them.
    pub incoming: Minutes,
    /// The sum of the entries that lower them, without its sign.
    pub outgoing: Minutes,
    /// Their balances together from everything done by the end of the period.
    pub closing: Minutes,
}

/// Hours of help in a period, each counted once: `posted` − `reversed` is what stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HelpTotals {
    /// What the helpers were credited.
    pub posted: Minutes,
    /// What was taken back of it.
    pub reversed: Minutes,
    /// How many transfers of help.
    pub transfers: u64,
    /// How many reversals of help.
    pub reversals: u64,
}

/// The balances by kind of account, for every kind that has accounts, in the order of
/// [`AccountKind::ALL`]. They sum to zero.
pub fn trial_balance(conn: &Connection) -> rusqlite::Result<Vec<(AccountKind, Minutes)>> {
    let mut balances = conn
        .prepare_cached(
            "SELECT kind, sum(coalesce((SELECT balance FROM ledger_entry WHERE account = key
                                         ORDER BY transfer DESC LIMIT 1), 0))
               FROM ledger_account GROUP BY kind",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(AccountKind, Minutes)>>>()?;
    balances.sort_unstable();
    Ok(balances)
}

/// The balances by kind of account as they stood after transfer `seq`. They sum to zero.
pub fn trial_balance_at(
    conn: &Connection,
    seq: u64,
) -> rusqlite::Result<Vec<(AccountKind, Minutes)>> {
    let mut balances = conn
        .prepare_cached(
            "SELECT kind, sum(coalesce((SELECT balance FROM ledger_entry
                                         WHERE account = key AND transfer <= ?1
                                         ORDER BY transfer DESC LIMIT 1), 0))
               FROM ledger_account GROUP BY kind",
        )?
        .query_map([seq], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(AccountKind, Minutes)>>>()?;
    balances.sort_unstable();
    Ok(balances)
}

/// What the accounts of each kind did from `from` to `to`, both days included, by the day the
/// help was given. Openings sum to zero, and so do closings.
pub fn movements(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<Vec<KindMovement>> {
    let mut movements = conn
        .prepare_cached(
            "SELECT k.kind, coalesce(opening, 0), coalesce(incoming, 0),
                    coalesce(outgoing, 0), coalesce(closing, 0)
               FROM (SELECT DISTINCT kind FROM ledger_account) k
               LEFT JOIN (
                 SELECT a.kind,
                        sum(e.minutes) FILTER (WHERE t.done_on < ?1) AS opening,
                        sum(e.minutes) FILTER (WHERE t.done_on >= ?1 AND e.minutes > 0)
                          AS incoming,
                        -sum(e.minutes) FILTER (WHERE t.done_on >= ?1 AND e.minutes < 0)
                          AS outgoing,
                        sum(e.minutes) AS closing
                   FROM ledger_transfer t
                   JOIN ledger_entry e ON e.transfer = t.seq
                   JOIN ledger_account a ON a.key = e.account
                  WHERE t.done_on <= ?2
                  GROUP BY a.kind) m ON m.kind = k.kind",
        )?
        .query_map([iso(from), iso(to)], |row| {
            Ok(KindMovement {
                kind: row.get(0)?,
                opening: row.get(1)?,
                incoming: row.get(2)?,
                outgoing: row.get(3)?,
                closing: row.get(4)?,
            })
        })?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    movements.sort_unstable_by_key(|movement| movement.kind);
    Ok(movements)
}

/// The hours of help done from `from` to `to`, both days included. A reversal counts on its own
/// day, which is the original's unless somebody chose another.
pub fn help_totals(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
) -> rusqlite::Result<HelpTotals> {
    help_totals_after(conn, from, to, 0)
}

/// The same of the transfers after `seq` alone: what came in late, once a month was closed.
pub fn help_totals_after(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    seq: u64,
) -> rusqlite::Result<HelpTotals> {
    conn.prepare_cached(
        "WITH help AS (
           SELECT t.kind = 'help' AS is_help,
                  (SELECT sum(minutes) FROM ledger_entry
                    WHERE transfer = t.seq AND minutes > 0) AS minutes
             FROM ledger_transfer t LEFT JOIN ledger_transfer o ON o.seq = t.reverses
            WHERE t.seq > ?3 AND t.done_on BETWEEN ?1 AND ?2
              AND (t.kind = 'help' OR o.kind = 'help'))
         SELECT coalesce(sum(minutes) FILTER (WHERE is_help), 0),
                coalesce(sum(minutes) FILTER (WHERE NOT is_help), 0),
                count(*) FILTER (WHERE is_help),
                count(*) FILTER (WHERE NOT is_help)
           FROM help",
    )?
    .query_row((iso(from), iso(to), seq), |row| {
        Ok(HelpTotals {
            posted: row.get(0)?,
            reversed: row.get(1)?,
            transfers: row.get(2)?,
            reversals: row.get(3)?,
        })
    })
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
