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
