//! What unit tests of several modules begin with.

use rusqlite::Connection;

/// A book without an account, in memory, with the tables and guards of this version.
pub(crate) fn empty_book() -> Connection {
    let conn = Connection::open_in_memory().unwrap();
    for migration in [
        include_str!("../../../migrations/V1__ledger.sql"),
        include_str!("../../../migrations/V3__holds_and_periods.sql"),
        include_str!("../../../migrations/V6__lighter_guards.sql"),
    ] {
        conn.execute_batch(migration).unwrap();
    }
    conn
}
