//! `hourbook config`: what the settings are, and why.

use crate::bank;
use crate::cli::{ConfigCommand, Flags, ServerFlags};
use crate::commands::serve;
use crate::config::{EXAMPLE, Settings};
use crate::failure::Outcome;
use crate::output::say;

pub(super) fn run(command: ConfigCommand) -> Outcome {
    match command {
        ConfigCommand::Show(flags) => show(&flags),
        ConfigCommand::Check(flags) => check(&flags),
        ConfigCommand::Example => say(EXAMPLE.trim_end()),
    }
}

fn show(flags: &ServerFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(flags))?;
    let lines = settings
        .lines()
        .into_iter()
        .map(|(name, value, source)| format!("{name:<18}{value:<34}{source}"));
    say(lines.collect::<Vec<_>>().join("\n"))
}

fn check(flags: &ServerFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(flags))?;
    serve::web_settings(&settings)?;
    let path = settings.bank()?;
    bank::open_to_read(path)?;
    say(format!(
        "A server can start: it would serve {} at {}, known as {}.",
        path.display(),
        settings.listen.value,
        settings.public_url.value
    ))
}
