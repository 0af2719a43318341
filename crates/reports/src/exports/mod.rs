//! Lists as CSV files and workbooks, row by row and in constant memory: exchanges, members,
//! transfers; and a member's statement.
//!
//! The header holds the ids of the columns; they stay. Nobody is left out: a list of members
//! holds those who left, a list of exchanges those that were declined. These files name people,
//! so they are for coordinators only.

mod exchanges;
mod members;
mod statement;
mod transfers;

pub use exchanges::{exchanges, exchanges_xlsx};
pub use members::{members, members_xlsx};
pub use statement::statement;
pub use transfers::{transfers, transfers_xlsx};
