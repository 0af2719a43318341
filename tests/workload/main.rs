//! The real program under many clients at once: what each of them is told, and what stands in the
//! file afterwards, must be one story.
//!
//! Sizes are those of every landing; a campaign sets others (`hourbook_tests::campaign`).
#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

mod balances;
mod community;
mod double_spending;
mod gone;
mod proxy;
mod replay;
mod stopping;
