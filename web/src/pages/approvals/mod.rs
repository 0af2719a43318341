//! Approvals: what waits, chosen and let into the book, several at once.
//!
//! **Shape.** [`list`] shows the longest waiting first; [`check`] shows what was chosen, with its
//! total, before anything happens; [`approve`] does it and leads back to the list. Each box
//! carries the id and the version that was looked at, so that what changed meanwhile is left as
//! it is and named. Sending the same form twice gives the same answer.

mod chosen;
mod deciding;
mod queue;
mod rows;
#[cfg(test)]
pub(crate) mod spanish;

pub use deciding::{approve, check};
pub use queue::list;
