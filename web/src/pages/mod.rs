//! The pages: one file per noun, each with its handlers and the structs its templates show.

pub mod errors;
pub mod help;
pub mod probes;
pub mod problems;
pub mod sign_in;
pub mod welcome;
