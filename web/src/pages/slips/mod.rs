//! Paper slips: an envelope or a box of them, typed in line by line and entered in one go.
//!
//! **Shape.** [`list`] shows the envelopes and begins one ([`begin`]). [`show`] is the grid: every
//! line says under its boxes what was understood. [`keep`] takes the whole grid as a form;
//! [`keep_line`] takes one line from the script, as soon as it is left. [`paste`] takes rows of a
//! spreadsheet. [`check`] shows what will be entered and [`enter`] does it. [`printed`] prints
//! blank slips.
//!
//! **Reading.** What a line means is read by `reading/` each time, from what was typed and the bank
//! as it is. Whoever could be two people is asked for, never guessed.

mod check;
mod envelope;
mod grid;
mod list;
mod pasting;
mod printing;
mod reading;

pub use check::{check, enter};
pub use grid::{finish, keep, keep_line, show};
pub use list::{begin, list};
pub use pasting::{ask_to_paste, paste};
pub use printing::printed;

/// A length typed in one box, in whole minutes, or what is wrong with it.
pub(crate) fn length(typed: &str) -> Result<i64, String> {
    reading::length::read(typed)
}

/// A day typed in one box, never after `today`, or what is wrong with it.
pub(crate) fn day(typed: &str, today: chrono::NaiveDate) -> Result<chrono::NaiveDate, String> {
    reading::day::read(typed, today)
}
