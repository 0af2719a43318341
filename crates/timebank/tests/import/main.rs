//! Bringing a bank in: the files, the plan, what is written, and that twice is once.
#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod bad_lines;
mod fixture;
mod generated;
mod here_already;
mod later;
mod replay;
#[path = "../shared/schema.rs"]
mod schema;
mod support;
