//! Reports: what the community did in a period, with its charts, its files and its proof.
//!
//! The figures and their definitions are those of the `reports` crate; here they are put on a
//! page. The page, the files and the book show one and the same figure, because they are made
//! from one and the same report.

mod activity;
mod downloads;
mod figures;
mod period;

pub use activity::show as activity;
pub use downloads::{activity_csv, activity_json, exchanges, journal, members};
