//! What SQLite itself can say about the tables of the book, and whether their guards stand.

use std::collections::HashSet;

use rusqlite::Connection;

use super::findings::Findings;
use super::indexes::COMPARED;

const TABLES: [&str; 9] = [
    "ledger_account",
    "ledger_limit",
    "ledger_closing",
    "ledger_transfer",
    "ledger_entry",
    "ledger_hold",
    "ledger_hold_open",
    "ledger_period",
    "ledger_refusal",
];

/// The triggers that keep the book. A tool that took one away left the book unguarded, even
/// where every figure is right.
pub(super) const GUARDS: [&str; 42] = [
    "ledger_account_new",
    "ledger_account_keep",
    "ledger_account_stay",
    "ledger_limit_next",
    "ledger_limit_open_account",
    "ledger_limit_between_transfers",
    "ledger_limit_keep",
    "ledger_limit_stay",
    "ledger_closing_once",
    "ledger_closing_between_transfers",
    "ledger_closing_keep",
    "ledger_closing_stay",
    "ledger_closing_nothing_held",
    "ledger_entry_guard",
    "ledger_entry_keep",
    "ledger_entry_stay",
    "ledger_transfer_guard",
    "ledger_transfer_keep",
    "ledger_transfer_stay",
    "ledger_hold_next",
    "ledger_hold_between_transfers",
    "ledger_hold_follows",
    "ledger_hold_open_account",
    "ledger_hold_within_limit",
    "ledger_hold_in_time",
    "ledger_hold_resolves",
    "ledger_hold_listed",
    "ledger_hold_struck_off",
    "ledger_hold_open_only",
    "ledger_hold_open_keep",
    "ledger_hold_open_stay",
    "ledger_hold_keep",
    "ledger_hold_stay",
    "ledger_period_next",
    "ledger_period_in_order",
    "ledger_period_head",
    "ledger_period_keep",
    "ledger_period_stay",
    "ledger_refusal_new",
    "ledger_refusal_between_transfers",
    "ledger_refusal_keep",
    "ledger_refusal_stay",
];

pub(super) fn check_guards(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    let mut triggers = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")?;
    let standing = triggers
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<HashSet<String>>>()?;
    for guard in GUARDS
        .into_iter()
        .filter(|guard| !standing.contains(*guard))
    {
        findings.add(None, format!("The guard {guard} is missing from the file."));
    }
    Ok(())
}

/// Rows against their indexes, their checks and the rows they name. What an entry names the pass
/// along the transfers has looked for already, every one.
pub(super) fn check_tables(conn: &Connection, findings: &mut Findings) -> rusqlite::Result<()> {
    for table in TABLES {
        // The quick check leaves out just what `indexes` does.
        let check = if COMPARED.contains(&table) {
            "quick_check"
        } else {
            "integrity_check"
        };
        let mut check = conn.prepare(&format!("PRAGMA {check}({table})"))?;
        let mut rows = check.query([])?;
        while let Some(row) = rows.next()? {
            let said: String = row.get(0)?;
            if said != "ok" {
                findings.add(None, format!("SQLite finds in {table}: {said}."));
            }
        }
        if table == "ledger_entry" {
            continue;
        }
        let mut check = conn.prepare(&format!("PRAGMA foreign_key_check({table})"))?;
        let mut rows = check.query([])?;
        while let Some(row) = rows.next()? {
            let parent: String = row.get(2)?;
            findings.add(
                None,
                format!("A row of {table} names a row of {parent} not there."),
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::GUARDS;
    use crate::samples::empty_book;

    #[test]
    fn every_trigger_of_the_book_is_a_guard_the_proof_asks_for() {
        let conn = empty_book();
        let mut triggers = conn
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap();
        let triggers: BTreeSet<String> = triggers
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(triggers, GUARDS.map(str::to_owned).into());
    }
}
