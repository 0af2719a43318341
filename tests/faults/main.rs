//! The real program, and what happens to it: killed in the middle of work, again and again.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed step fails the test"
)]

mod anchor;
mod journal;
mod kill;
mod program;
