//! What the whole-program tests share: a bank in a temporary folder, its real router, people who
//! are signed in, and a clock that is moved by hand.
//!
//! Everything goes in through the front door: a client knows paths, forms and JSON. Helpers that
//! go round it are named `db_…`.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "a failed step fails the test"
)]

pub mod campaign;
mod client;
pub mod growth;
mod house;
mod serving;
pub mod wire;

pub use client::{Answer, Client};
pub use house::{House, PASSWORD, Who};
pub use serving::{Serving, program};
