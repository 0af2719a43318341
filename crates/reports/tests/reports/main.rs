//! Reports and files of a bank that was made through the real commands, in memory.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod activity;
mod attended;
mod book;
mod chapters;
mod closings;
mod differencing;
mod disclosure;
mod exports;
mod files;
mod headings;
mod health;
mod journal;
mod network;
mod outcomes;
mod printed;
mod programs;
mod projects;
mod published;
mod recomputed;
mod reminders;
mod same_numbers;
#[path = "../../../timebank/tests/shared/schema.rs"]
mod schema;
mod support;
mod totals;
mod workbooks;
mod worth;
