//! Bringing a bank in from another system.
//!
//! One module per source, each with the same shape: its files are parsed, a plan is made that
//! can be read as a before/after sheet, and the plan is applied in one transaction. What came in
//! is kept row by row in `import_row`, so that the same files again change nothing.

mod store;
pub mod timeoverflow;
