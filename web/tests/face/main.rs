//! The face of a real bank in a temporary folder, through the router: what every answer carries,
//! who may pass, and how somebody signs in.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod answers;
mod signing_in;
mod support;
mod surroundings;
