//! Watching what reads do: how many statements a page runs, and how many rows they step over.
//!
//! **Limits.** For tests that hold pages to their budgets. The program never watches; a bank that
//! is not watched has no hook in it.

use std::collections::HashMap;
use std::sync::Arc;

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, StatementStatus};

/// One run of one statement of a read.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Its text.
    pub sql: String,
    /// Rows it stepped over without an index.
    pub scanned: u32,
    /// What the machine of SQLite did for it, in its own steps.
    pub steps: u32,
}

/// Is told of each statement that a read ran, when it has ended.
pub type Watch = Arc<dyn Fn(Ran) + Send + Sync>;

/// Tells `watch` of every statement of this connection.
pub(crate) fn watched(connection: &mut Connection, watch: Watch) -> rusqlite::Result<()> {
    // SQLite counts for a prepared statement as long as it lives: what counts is what was added.
    let mut before: HashMap<String, (i32, i32)> = HashMap::new();
    let tell = move |event: TraceEvent<'_>| {
        let TraceEvent::Profile(statement, _took) = event else {
            return;
        };
        let sql = statement.sql().into_owned();
        let now = (
            statement.get_status(StatementStatus::FullscanStep),
            statement.get_status(StatementStatus::VmStep),
        );
        let last = before.insert(sql.clone(), now).unwrap_or_default();
        watch(Ran {
            sql,
            scanned: added(last.0, now.0),
            steps: added(last.1, now.1),
        });
    };
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(tell))
}

/// A count that is lower than before began again, with a statement prepared anew.
fn added(last: i32, now: i32) -> u32 {
    let more = if now >= last { now - last } else { now };
    u32::try_from(more).unwrap_or_default()
}
