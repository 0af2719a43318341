//! Telling many at once: a message to the members a filter finds, and announcements on everybody's
//! Home page.
//!
//! **Shape.** `list` shows what was sent and what is announced; `write` is the page of a new
//! message with its check page; `announce` puts announcements up and takes them down.
//!
//! **Limits.** For coordinators. There is no box for an address: whoever is told is a member whom
//! a filter finds, in the way they chose.

mod announce;
mod list;
mod write;

pub use announce::{put_up, take_down};
pub use list::{list, show};
pub use write::{ask, check, send};
