//! Lists as CSV files and workbooks, row by row and in constant memory: exchanges, members,
//! offers and requests, transfers, the pot, the audit; a member's statement, and everything
//! about one member.
//!
//! The header holds the ids of the columns; they stay. Nobody is left out: a list of members
//! holds those who left, a list of exchanges those that were declined. These files name people,
//! so they are for coordinators only; but the last two are the member's own.

mod audit;
mod exchanges;
mod listings;
mod members;
mod own;
mod pot;
mod statement;
mod transfers;

pub use audit::{audit, audit_xlsx};
pub use exchanges::{exchanges, exchanges_xlsx};
pub use listings::{listings, listings_xlsx};
pub use members::{members, members_xlsx};
pub use own::everything;
pub use pot::{pot, pot_xlsx};
pub use statement::statement;
pub use transfers::{transfers, transfers_xlsx};
