//! The community's commands against a real file in memory: each test reads as a sentence.

mod access;
mod exchanges;
mod listings;
mod members;
mod sequences;
mod support;
