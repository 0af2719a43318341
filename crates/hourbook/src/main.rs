//! The program: the `hourbook` command.
//!
//! **Shape.** [`cli`] says what may be typed, [`config`] where each setting comes from, and each
//! file of [`commands`] does one command: it opens the bank, calls the floors below and prints.
//! [`demo`] tells the story of the demo bank. [`anchor`] keeps the head of the book elsewhere.
//! [`failure`], [`output`] and [`progress`] are how a
//! command speaks.
//!
//! **Limits.** No rules and no SQL: what may be done is the community's to say, how hours move
//! is the book's. A command ends with 0 when it did what was asked, with 1 and one sentence on
//! the error stream when it did not, with 2 when it was not understood.
//!
//! **Layering.** The top floor: it may use every other, and nothing uses it.

mod anchor;
mod bank;
mod cli;
mod commands;
mod config;
mod demo;
mod failure;
mod logs;
mod mail;
mod month_report;
mod output;
mod progress;
mod sweeper;

use std::process::ExitCode;

use clap::Parser as _;

use cli::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
