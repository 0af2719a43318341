//! Totals over the whole book: the trial balance, the movements of a period, the hours of help.
//!
//! A trial balance is of now. Movements and hours of help go by the day the help was given.

use std::collections::{BTreeMap, HashMap};

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
    /// How many settlements of group activities stand, which are no help: counted on the way.
    pub events: i64,
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
    let kinds = conn
        .prepare_cached("SELECT key, kind FROM ledger_account")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<HashMap<i64, AccountKind>>>()?;
    let mut movements: BTreeMap<AccountKind, [i64; 4]> = BTreeMap::new();
    for kind in kinds.values() {
        movements.entry(*kind).or_default();
    }
    // Along the book, and the sums by kind kept here: left to itself SQLite goes account by
    // account, looks every transfer up and sorts all entries, which takes five times as long.
    let mut select = conn.prepare_cached(
        "SELECT t.done_on >= ?1, e.account, e.minutes
           FROM ledger_transfer t CROSS JOIN ledger_entry e ON e.transfer = t.seq
          WHERE t.done_on <= ?2",
    )?;
    let mut rows = select.query([iso(from), iso(to)])?;
    while let Some(row) = rows.next()? {
        let (inside, account, minutes): (bool, i64, i64) = row.try_into()?;
        let Some(kind) = kinds.get(&account) else {
            continue;
        };
        let [opening, incoming, outgoing, closing] = movements.entry(*kind).or_default();
        *closing += minutes;
        match (inside, minutes) {
            (false, _) => *opening += minutes,
            (true, 0..) => *incoming += minutes,
            (true, _) => *outgoing -= minutes,
        }
    }
    let movement = |(kind, sums): (AccountKind, [i64; 4])| {
        let [opening, incoming, outgoing, closing] = sums.map(Minutes::total);
        KindMovement {
            kind,
            opening,
            incoming,
            outgoing,
            closing,
        }
    };
    Ok(movements.into_iter().map(movement).collect())
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
        "WITH moved AS (
           SELECT coalesce(o.kind, t.kind) AS about, o.kind IS NULL AS is_first,
                  (SELECT sum(minutes) FROM ledger_entry
                    WHERE transfer = t.seq AND minutes > 0) AS minutes
             FROM ledger_transfer t LEFT JOIN ledger_transfer o ON o.seq = t.reverses
            WHERE t.seq > ?3 AND t.done_on BETWEEN ?1 AND ?2
              AND (t.kind IN ('help', 'event') OR o.kind IN ('help', 'event')))
         SELECT coalesce(sum(minutes) FILTER (WHERE about = 'help' AND is_first), 0),
                coalesce(sum(minutes) FILTER (WHERE about = 'help' AND NOT is_first), 0),
                count(*) FILTER (WHERE about = 'help' AND is_first),
                count(*) FILTER (WHERE about = 'help' AND NOT is_first),
                count(*) FILTER (WHERE about = 'event' AND is_first)
                - count(*) FILTER (WHERE about = 'event' AND NOT is_first)
           FROM moved",
    )?
    .query_row((iso(from), iso(to), seq), |row| {
        Ok(HelpTotals {
            posted: row.get(0)?,
            reversed: row.get(1)?,
            transfers: row.get(2)?,
            reversals: row.get(3)?,
            events: row.get(4)?,
        })
    })
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
