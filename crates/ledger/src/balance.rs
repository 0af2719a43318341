//! Balances, now and as of an instant: the newest entry of an account is its balance.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};

use crate::account::find;
use crate::instant::{last_before, last_before_sql, whole_second_after};
use crate::{AccountId, AccountKind, Minutes};

/// The balance of an account; nought where it has no entry or there is no such account.
pub fn balance(conn: &Connection, account: AccountId) -> rusqlite::Result<Minutes> {
    conn.prepare_cached(
        "SELECT balance FROM ledger_entry
          WHERE account = (SELECT key FROM ledger_account WHERE id = ?1)
          ORDER BY transfer DESC LIMIT 1",
    )?
    .query_row([account], |row| row.get(0))
    .optional()
    .map(|balance| balance.unwrap_or(Minutes::ZERO))
}

/// The balances of these accounts, in one statement. Those that do not exist are left out.
pub fn balances_of(
    conn: &Connection,
    accounts: &[AccountId],
) -> rusqlite::Result<HashMap<AccountId, Minutes>> {
    let ids: Vec<String> = accounts
        .iter()
        .map(|account| format!("\"{}\"", account.uuid().simple()))
        .collect();
    conn.prepare_cached(
        "SELECT id, coalesce((SELECT balance FROM ledger_entry WHERE account = key
                               ORDER BY transfer DESC LIMIT 1), 0)
           FROM ledger_account WHERE id IN (SELECT unhex(value) FROM json_each(?1))",
    )?
    .query_map([format!("[{}]", ids.join(","))], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?
    .collect()
}

/// The balance as the book stood just before `end`: what was posted from then on is left out,
/// whenever it was done.
pub fn balance_as_of(
    conn: &Connection,
    account: AccountId,
    end: DateTime<Utc>,
) -> rusqlite::Result<Minutes> {
    let Some(key) = find(conn, account)? else {
        return Ok(Minutes::ZERO);
    };
    balance_after(conn, key, last_before(conn, end)?)
}

/// The balances of all accounts as the book stood just before each of `ends`, in one statement: a
/// map for each of them, in their order. Accounts that did not exist stand at nought.
pub fn balances_as_of(
    conn: &Connection,
    ends: &[DateTime<Utc>],
) -> rusqlite::Result<Vec<HashMap<AccountId, Minutes>>> {
    let seconds: Vec<String> = ends
        .iter()
        .map(|end| whole_second_after(*end).to_string())
        .collect();
    let mut select = conn.prepare_cached(&format!(
        "WITH known (place, last) AS MATERIALIZED
           (SELECT asked.key, {} FROM json_each(?1) asked)
         SELECT place, id, coalesce((SELECT balance FROM ledger_entry
                                      WHERE account = a.key AND transfer <= last
                                      ORDER BY transfer DESC LIMIT 1), 0)
           FROM known CROSS JOIN ledger_account a",
        last_before_sql("asked.value")
    ))?;
    let mut balances = vec![HashMap::new(); ends.len()];
    let mut rows = select.query([format!("[{}]", seconds.join(","))])?;
    while let Some(row) = rows.next()? {
        if let Some(balances) = balances.get_mut(row.get::<_, usize>(0)?) {
            balances.insert(row.get(1)?, row.get(2)?);
        }
    }
    Ok(balances)
}

/// Every account with its balance, closed ones too, in the order in which they were opened.
/// They sum to zero.
pub fn balances(conn: &Connection) -> rusqlite::Result<Vec<(AccountId, AccountKind, Minutes)>> {
    conn.prepare_cached(
        "SELECT id, kind, coalesce((SELECT balance FROM ledger_entry WHERE account = key
                                     ORDER BY transfer DESC LIMIT 1), 0)
           FROM ledger_account ORDER BY key",
    )?
    .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
    .collect()
}

/// The balance by the short key of an account.
pub(crate) fn newest_balance(conn: &Connection, key: i64) -> rusqlite::Result<Minutes> {
    balance_after(conn, key, i64::MAX)
}

/// The balance after the transfer of this sequence number.
fn balance_after(conn: &Connection, key: i64, seq: i64) -> rusqlite::Result<Minutes> {
    conn.prepare_cached(
        "SELECT balance FROM ledger_entry WHERE account = ?1 AND transfer <= ?2
          ORDER BY transfer DESC LIMIT 1",
    )?
    .query_row((key, seq), |row| row.get(0))
    .optional()
    .map(|balance| balance.unwrap_or(Minutes::ZERO))
}
