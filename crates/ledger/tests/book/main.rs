//! The book from the outside: what it answers, what it refuses, and what its proof finds.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

mod attempts;
mod batches;
mod damage;
mod damaged_holds;
mod edges;
mod figures;
mod forbidden;
mod golden;
mod holds;
mod ladders;
mod migrating;
mod model;
mod months;
mod parts;
mod proof_edges;
mod records;
mod rejections;
mod seventeen;
mod sharing;
mod support;
