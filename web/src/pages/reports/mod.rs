//! Reports: what the community did in a period, with its charts, its files and its proof.
//!
//! The figures and their definitions are those of the `reports` crate; here they are put on a
//! page. The page, the files and the book show one and the same figure, because they are made
//! from one and the same report. What of it the readers it is for may see was decided before: a
//! page knows nothing but the protected report.

mod activity;
mod audience;
mod audit;
mod cell;
mod charts;
mod downloads;
mod extras;
mod figures;
mod files;
mod groups;
mod handovers;
mod health;
mod part;
mod period;
mod proof;
#[cfg(test)]
mod samples;
mod setups;
mod worth;

pub use activity::show as activity;
pub use audit::show as audit;
pub use downloads::{
    activities, activities_xlsx, activity_csv, activity_json, activity_pdf, activity_xlsx,
    audit as audit_csv, audit_xlsx, exchanges, exchanges_xlsx, health_csv, health_json, health_pdf,
    health_xlsx, journal, listings, listings_xlsx, members, members_xlsx, pack_pdf, pot, pot_xlsx,
    transfers, transfers_xlsx,
};
pub use handovers::hand_over;
pub use health::show as health;
pub use setups::{keep as keep_setup, remove as remove_setup};
pub use worth::{remove_rate, remove_year, set_rate, set_year, show as worth};
