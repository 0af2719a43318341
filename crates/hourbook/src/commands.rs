//! One file for each command. A command opens a bank, calls the floors below and prints.

mod admin;
mod anchor;
mod backup;
mod config;
mod demo;
mod export;
mod import;
mod init;
mod month;
mod report;
mod serve;
mod sweep;
mod verify;

use crate::cli::{Cli, Command};
use crate::config::LogFormat;
use crate::failure::Outcome;
use crate::logs;

/// Does what was typed.
pub(crate) fn run(cli: Cli) -> Outcome {
    // The server starts its own log, in the form it was asked for.
    if !matches!(cli.command, Command::Serve(_) | Command::Demo(_)) {
        logs::start(LogFormat::Text, "error");
    }
    match cli.command {
        Command::Init(arguments) => init::run(arguments),
        Command::Serve(flags) => serve::run(&flags),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Import(source) => import::run(source),
        Command::Report(report) => report::run(report),
        Command::Export(what) => export::run(what),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Sweep(place) => sweep::run(&place),
        Command::Month(command) => month::run(command),
        Command::Anchor(command) => anchor::run(command),
        Command::Backup(command) => backup::run(command),
        Command::Admin(command) => admin::run(command),
        Command::Config(command) => config::run(command),
    }
}
