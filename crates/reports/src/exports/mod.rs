//! Lists as CSV files and workbooks, row by row and in constant memory: exchanges, group
//! activities, members, offers and requests, transfers, the pot, the audit; a member's statement,
//! and everything about one member.
//!
//! The header holds the ids of the columns; they stay. Nobody is left out: a list of members
//! holds those who left, a list of exchanges those that were declined. These files name people,
//! so they are for coordinators only; but the last two are the member's own.

/// The two files of a list, by the names of their functions and of the sheet. The module that asks
/// for them has its `COLUMNS`, and writes its rows with `write`.
macro_rules! files {
    ($(#[$doc:meta])* $csv:ident, $xlsx:ident, $sheet:literal) => {
        $(#[$doc])*
        pub fn $csv(
            conn: &rusqlite::Connection,
            bank: &timebank::bank::Bank,
            out: &mut impl std::io::Write,
        ) -> crate::Result<()> {
            let mut table = crate::table::Table::begin(out, &COLUMNS)?;
            write(conn, bank, &mut table)?;
            table.finish()
        }

        /// The same list as a workbook.
        pub fn $xlsx(
            conn: &rusqlite::Connection,
            bank: &timebank::bank::Bank,
            made_at: chrono::DateTime<chrono::Utc>,
            out: &mut (impl std::io::Write + Send),
        ) -> crate::Result<()> {
            let mut list = crate::workbook::List::begin($sheet, &COLUMNS, made_at)?;
            write(conn, bank, &mut list)?;
            list.finish(out)
        }
    };
}

mod activities;
mod audit;
mod exchanges;
mod listings;
mod members;
mod own;
mod pot;
mod statement;
mod transfers;

pub use activities::{activities, activities_xlsx};
pub use audit::{audit, audit_xlsx};
pub use exchanges::{exchanges, exchanges_xlsx};
pub use listings::{listings, listings_xlsx};
pub use members::{members, members_xlsx};
pub use own::everything;
pub use pot::{pot, pot_xlsx};
pub use statement::{statement, statement_pdf};
pub use transfers::{transfers, transfers_xlsx};
