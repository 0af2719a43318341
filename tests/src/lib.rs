//! The proof: whole-program tests
