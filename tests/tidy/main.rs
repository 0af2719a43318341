//! The house rules that no compiler checks, one test each.
//!
//! Shape: `checkout` reads the files, `source` reads Rust, and each of the other modules holds the
//! tests of one subject. A test gathers every breach before it fails, as `file:line: what`, and
//! ends with what to do. Limits: the checks read text and syntax, never types; SQL put together
//! from pieces, or a function written inside a macro, passes unseen. The matchers have tests of
//! their own, because a check that cannot fail is no check.

mod checkout;
mod docs;
mod floors;
mod languages;
mod manifests;
mod migrations;
mod sizes;
mod source;
mod sql;
mod templates;
mod words;
