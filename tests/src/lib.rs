//! The proof: what whole-program tests share. Nothing below it may use it.
