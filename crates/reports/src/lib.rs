//! The figures: what each one means, the proof that they agree with the book, and the files that
//! leave the bank.
//!
//! **Shape.** [`activity`] counts a period and writes it as text, CSV, JSON or a workbook;
//! [`disclosure`] decides what of it may leave the bank; [`certificate`] is the sheet of a closed
//! month; [`exports`] writes lists (exchanges,
//! members, transfers, a statement); [`health`] says whether hours come round, [`network`] puts
//! many banks together; [`journal`] writes the whole book for other bookkeeping programs and
//! [`book`] for whoever proves it without ours. [`period`] and [`words`] are the days and the
//! words they share.
//!
//! **Limits.** Reads only, and plain data out: no SQL, no HTTP, no async. Everything is counted
//! in whole minutes and integers. Call a report inside one snapshot of the file (a read
//! transaction): its parts are compared with each other.
//!
//! **Layering.** Uses `timebank` and `ledger`; used by `web` and the program.

mod accounts;
pub mod activity;
pub mod book;
pub mod certificate;
pub mod disclosure;
mod error;
pub mod exports;
pub mod health;
pub mod journal;
pub mod network;
mod pdf;
pub mod period;
pub mod reminders;
mod table;
pub mod words;
mod workbook;

pub use error::{Error, Result};
pub use pdf::Print;
