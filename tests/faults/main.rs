//! The real program, and what happens to it: killed in the middle of work, again and again.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed step fails the test"
)]

mod anchor;
mod clock;
mod commands;
mod damage;
mod disk;
mod frozen;
mod journal;
mod kill;
mod killed;
mod lost_log;
mod paths;
mod points;
mod power;
mod power_points;
mod program;
mod recovery;
mod specimen;
mod strace;
mod together;
mod volume;
