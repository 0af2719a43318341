//! The numbered steps that bring a file's tables to this program's version.
//!
//! **Shape.** [`LIST`] holds the files of `migrations/`, embedded; a test compares it with the
//! folder. [`standing`] reads how far a file has come and refuses one that is ahead of us or was
//! brought there by other text; [`run`] does what is pending.
//!
//! **Why a driver of our own.** refinery keeps the history table and the checksums. Its own
//! driver for rusqlite runs in deferred transactions, inside which `PRAGMA foreign_keys` does
//! nothing, and records a step in another transaction than the step itself, so that a kill
//! between the two leaves a file that never opens again. It also decides which rusqlite we ship.
//! Ours puts reading the history, all pending steps and their record into one `BEGIN IMMEDIATE`:
//! two programs that start at once cannot both run a step, and a failed upgrade leaves the file
//! as it was. Foreign keys are off meanwhile, so that a step can rebuild a table, and every
//! reference is checked before the commit.
//!
//! **Limits.** Forward only; an applied file is never edited.

use std::error::Error;

use refinery_core::traits::sync::{Migrate, Query, Transaction};
use refinery_core::{Migration, Runner};
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension as _};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A migration's name, without `.sql`, and its text.
pub(crate) type Step = (&'static str, &'static str);

/// Every file of `migrations/`, in order.
pub(crate) const LIST: &[Step] = &[
    (
        "V1__ledger",
        include_str!("../../../migrations/V1__ledger.sql"),
    ),
    (
        "V2__community",
        include_str!("../../../migrations/V2__community.sql"),
    ),
    (
        "V3__holds_and_periods",
        include_str!("../../../migrations/V3__holds_and_periods.sql"),
    ),
    (
        "V4__months",
        include_str!("../../../migrations/V4__months.sql"),
    ),
    (
        "V5__slips",
        include_str!("../../../migrations/V5__slips.sql"),
    ),
    (
        "V6__lighter_guards",
        include_str!("../../../migrations/V6__lighter_guards.sql"),
    ),
    (
        "V7__delivery",
        include_str!("../../../migrations/V7__delivery.sql"),
    ),
    (
        "V8__life_of_an_exchange",
        include_str!("../../../migrations/V8__life_of_an_exchange.sql"),
    ),
    (
        "V9__activities",
        include_str!("../../../migrations/V9__activities.sql"),
    ),
    (
        "V10__desk",
        include_str!("../../../migrations/V10__desk.sql"),
    ),
    (
        "V11__merges",
        include_str!("../../../migrations/V11__merges.sql"),
    ),
    (
        "V12__handovers",
        include_str!("../../../migrations/V12__handovers.sql"),
    ),
    (
        "V13__asked_limits",
        include_str!("../../../migrations/V13__asked_limits.sql"),
    ),
    (
        "V14__report_setups",
        include_str!("../../../migrations/V14__report_setups.sql"),
    ),
    (
        "V15__kept_answers",
        include_str!("../../../migrations/V15__kept_answers.sql"),
    ),
    (
        "V16__thanks",
        include_str!("../../../migrations/V16__thanks.sql"),
    ),
    (
        "V17__offices",
        include_str!("../../../migrations/V17__offices.sql"),
    ),
    (
        "V18__grants",
        include_str!("../../../migrations/V18__grants.sql"),
    ),
    (
        "V19__asking",
        include_str!("../../../migrations/V19__asking.sql"),
    ),
    (
        "V20__conversations",
        include_str!("../../../migrations/V20__conversations.sql"),
    ),
    (
        "V21__joining",
        include_str!("../../../migrations/V21__joining.sql"),
    ),
    (
        "V22__worth",
        include_str!("../../../migrations/V22__worth.sql"),
    ),
    (
        "V23__blocks_and_contact",
        include_str!("../../../migrations/V23__blocks_and_contact.sql"),
    ),
    (
        "V24__mailings",
        include_str!("../../../migrations/V24__mailings.sql"),
    ),
    (
        "V25__digests",
        include_str!("../../../migrations/V25__digests.sql"),
    ),
    (
        "V26__series",
        include_str!("../../../migrations/V26__series.sql"),
    ),
    (
        "V27__surveys",
        include_str!("../../../migrations/V27__surveys.sql"),
    ),
    (
        "V28__kinds_and_areas",
        include_str!("../../../migrations/V28__kinds_and_areas.sql"),
    ),
    (
        "V29__report_reminders",
        include_str!("../../../migrations/V29__report_reminders.sql"),
    ),
    (
        "V30__ways_in",
        include_str!("../../../migrations/V30__ways_in.sql"),
    ),
    (
        "V31__spreadsheets",
        include_str!("../../../migrations/V31__spreadsheets.sql"),
    ),
    (
        "V32__projects",
        include_str!("../../../migrations/V32__projects.sql"),
    ),
    (
        "V33__stories",
        include_str!("../../../migrations/V33__stories.sql"),
    ),
    (
        "V34__published_answers",
        include_str!("../../../migrations/V34__published_answers.sql"),
    ),
    (
        "V35__first_day",
        include_str!("../../../migrations/V35__first_day.sql"),
    ),
    (
        "V36__communication_needs",
        include_str!("../../../migrations/V36__communication_needs.sql"),
    ),
    (
        "V37__languages_and_times",
        include_str!("../../../migrations/V37__languages_and_times.sql"),
    ),
    (
        "V38__posted_of_a_member",
        include_str!("../../../migrations/V38__posted_of_a_member.sql"),
    ),
    (
        "V39__headings",
        include_str!("../../../migrations/V39__headings.sql"),
    ),
    (
        "V40__leaflets",
        include_str!("../../../migrations/V40__leaflets.sql"),
    ),
    (
        "V41__mail_to_applicants",
        include_str!("../../../migrations/V41__mail_to_applicants.sql"),
    ),
    (
        "V42__use_of_lists",
        include_str!("../../../migrations/V42__use_of_lists.sql"),
    ),
    (
        "V43__handed_projects",
        include_str!("../../../migrations/V43__handed_projects.sql"),
    ),
];

/// How far a file has come, and how far this program goes. Nought is an empty file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) found: i32,
    pub(crate) known: i32,
}

/// Why a file's history does not fit this program.
#[derive(Debug)]
pub(crate) enum Misfit {
    Newer { found: i32, known: i32 },
    Changed { version: i32, name: String },
    Unreadable(rusqlite::Error),
}

/// What stopped the migrations.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MigrationError {
    #[error("a migration could not be read or applied")]
    Refinery(#[from] refinery_core::Error),
    #[error("the migrations’ transaction failed")]
    Database(#[from] rusqlite::Error),
    #[error("after the migrations a row of {table} points at nothing")]
    DanglingReference { table: String },
}

/// Compares a file's history with the list. Writes nothing.
pub(crate) fn standing(connection: &Connection, list: &[Step]) -> Result<Standing, Misfit> {
    let known = steps(list).map_err(|error| Misfit::Unreadable(conversion(error)))?;
    let newest = known.last().map_or(0, Migration::version);
    let applied = applied(connection).map_err(Misfit::Unreadable)?;
    let found = applied.last().map_or(0, Migration::version);
    if found > newest {
        return Err(Misfit::Newer {
            found,
            known: newest,
        });
    }
    for (place, step) in applied.iter().enumerate() {
        if known.get(place) != Some(step) {
            return Err(Misfit::Changed {
                version: step.version(),
                name: step.name().to_owned(),
            });
        }
    }
    Ok(Standing {
        found,
        known: newest,
    })
}

/// Runs what is pending, all or nothing.
pub(crate) fn run(connection: &Connection, list: &[Step]) -> Result<(), MigrationError> {
    connection.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
    let outcome = run_inside(connection, list);
    if outcome.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    connection.execute_batch("PRAGMA foreign_keys = ON")?;
    outcome
}

/// The first table with a row that points at nothing, if any.
pub(crate) fn dangling_reference(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection
        .query_row("PRAGMA foreign_key_check", [], |row| row.get(0))
        .optional()
}

fn run_inside(connection: &Connection, list: &[Step]) -> Result<(), MigrationError> {
    // Grouped: refinery hands over all steps and their records at once.
    Runner::new(&steps(list)?)
        .set_grouped(true)
        .run(&mut Driver(connection))?;
    if let Some(table) = dangling_reference(connection)? {
        return Err(MigrationError::DanglingReference { table });
    }
    connection.execute_batch("COMMIT")?;
    Ok(())
}

fn steps(list: &[Step]) -> Result<Vec<Migration>, refinery_core::Error> {
    list.iter()
        .map(|(name, text)| Migration::unapplied(name, text))
        .collect()
}

/// The history of a file, oldest first; empty where there is no history table yet.
fn applied(connection: &Connection) -> rusqlite::Result<Vec<Migration>> {
    let begun = "SELECT 1 FROM sqlite_schema WHERE name = 'refinery_schema_history'";
    if connection
        .query_row(begun, [], |_| Ok(()))
        .optional()?
        .is_none()
    {
        return Ok(Vec::new());
    }
    history(
        connection,
        "SELECT version, name, applied_on, checksum FROM refinery_schema_history ORDER BY version",
    )
}

fn history(connection: &Connection, query: &str) -> rusqlite::Result<Vec<Migration>> {
    let mut statement = connection.prepare(query)?;
    let rows = statement.query_map([], |row| {
        let applied_on: String = row.get(2)?;
        let applied_on = OffsetDateTime::parse(&applied_on, &Rfc3339).map_err(conversion)?;
        let checksum: String = row.get(3)?;
        let checksum = checksum.parse().map_err(conversion)?;
        Ok(Migration::applied(
            row.get(0)?,
            row.get(1)?,
            applied_on,
            checksum,
        ))
    })?;
    rows.collect()
}

fn conversion(error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}

/// Lends refinery a connection that is already inside the one transaction.
struct Driver<'c>(&'c Connection);

impl Transaction for Driver<'_> {
    type Error = rusqlite::Error;

    fn execute<'a, T: Iterator<Item = &'a str>>(
        &mut self,
        queries: T,
    ) -> Result<usize, Self::Error> {
        let mut count = 0;
        for query in queries {
            // A file is a batch: triggers have semicolons of their own.
            self.0.execute_batch(query)?;
            count += 1;
        }
        Ok(count)
    }
}

impl Query<Vec<Migration>> for Driver<'_> {
    fn query(&mut self, query: &str) -> Result<Vec<Migration>, Self::Error> {
        history(self.0, query)
    }
}

impl Migrate for Driver<'_> {}

#[cfg(test)]
mod tests;
