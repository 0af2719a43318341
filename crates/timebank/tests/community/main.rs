//! The community's commands against a real file in memory: each test reads as a sentence.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a failed step fails the test"
)]

mod access;
mod activities;
mod asked;
mod askings;
mod blocks;
mod choices;
mod circumstances;
mod conversations;
mod desk;
mod deskwork;
mod digests;
mod exchanges;
mod joining;
mod kinds;
mod life;
mod listings;
mod lives;
mod mailings;
mod members;
mod merges;
mod months;
mod needs;
mod offices;
mod pot;
mod previews;
mod projects;
mod regular;
#[path = "../shared/schema.rs"]
mod schema;
mod sequences;
mod settling;
mod slips;
mod stories;
mod support;
mod thanks;
mod ways_in;
