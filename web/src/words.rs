//! How figures, days and times are written, and every sentence in each language: the crate
//! `words`, under the name by which templates know it.

pub use ::words::*;
