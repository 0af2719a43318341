//! The book from the outside: what it answers, what it refuses, and what its proof finds.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod damage;
mod figures;
mod forbidden;
mod golden;
mod model;
mod rejections;
mod support;
