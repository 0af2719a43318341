//! The `hourbook` program.
fn main() {}
