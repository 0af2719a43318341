//! The pages: one file per noun, each with its handlers and the structs its templates show.

pub mod approvals;
pub mod arrangements;
pub mod books;
pub mod errors;
pub mod exchanges;
pub mod filters;
pub mod help;
pub mod home;
pub mod listings;
pub mod log_hours;
pub mod me;
pub mod members;
pub mod people;
pub mod post;
pub mod pot;
pub mod probes;
pub mod problems;
pub mod reports;
pub mod settings;
pub mod sign_in;
pub mod slips;
pub mod statement;
pub mod todo;
pub mod welcome;
