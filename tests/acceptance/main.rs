//! The whole program through its router: every route and every role, the journeys, the races.
#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod api;
mod matrix;
mod once;
mod reports;
mod slips;
