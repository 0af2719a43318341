//! Bringing a bank in from TimeOverflow's own exports.
//!
//! **Shape.** [`plan()`] reads the files and the bank and answers a [`Plan`]: its text is the
//! before/after sheet, and nothing is written. [`apply()`] writes a plan within the caller's one
//! transaction. `parse` turns bytes into rows, `plan` compares them with the bank, `sheet`
//! prints, `apply` writes.
//!
//! **What becomes of what.**
//! - A line of the users' file becomes an active member with the same number. A member who is
//!   here already, by e-mail address or by number and name, is taken to be the same person.
//! - A transfer between two members becomes a posted exchange on its own day: *From* received
//!   the help, *To* gave it. A transfer with the bank's own account becomes a donation to the
//!   pot or a grant from it, and no exchange.
//! - A party who is not in the users' file has left. They become a member in the state `left`;
//!   several people whom the source shows as one phrase become one such member, or two where
//!   such people exchanged among themselves.
//! - What history does not explain of a balance becomes one opening transfer per member against
//!   the bank's opening account. It stands first in the member's statement, dated the member's
//!   first day or the day of their first transfer, whichever is earlier. The account of a member
//!   who left ends at nought the same way and is closed.
//! - Offers and requests become open listings; their headings become kinds of help.
//!
//! **Twice is once.** Each row has an identity made of its own fields; rows that
//! are equal in every field are told apart by counting. Members' numbers stand in it, not their
//! names, and whoever has left counts as the same nobody, so that a later export with changed
//! names still fits. A transfer that was brought in with a number and shows a phrase now, because
//! the member has left since, is recognised too. If a member's opening transfer would be another
//! one today than the one in the book, the import is refused and names both figures.
//!
//! **Limits.** The exports carry no balance of the bank's own account, so the pot gets its
//! history only. They carry entry dates, not the days on which help was given. Balances are
//! seconds: they are rounded to the nearest minute, half a minute upwards.
//!
//! **Layering.** Uses the members, exchanges, listings and categories of this crate, and the
//! ledger for what is not help. The SQL stands in `import/store.rs`.

mod apply;
mod identity;
mod model;
mod parse;
mod plan;
mod sheet;

pub use apply::apply;
pub use model::{
    BadLine, Files, Month, Options, Outcome, Person, Plan, SourceFile, Standing, Tally, Totals,
};
pub use plan::plan;

/// The name of the source in `import_row`.
const SOURCE: &str = "timeoverflow";
