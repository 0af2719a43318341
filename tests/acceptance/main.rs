//! The whole program through its router: every route and every role, the journeys, the races.
#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod activities;
mod api;
mod asking;
mod broken;
mod budgets;
mod chapters;
mod circumstances;
mod desk;
mod digests;
mod entering;
mod first_day;
mod imports;
mod joining;
mod mailings;
mod matrix;
mod messages;
mod months;
mod needs;
mod offices;
mod once;
mod own;
mod pages;
mod printed;
mod privacy;
mod projects;
mod reports;
mod sessions;
mod slips;
mod surveys;
mod week;
