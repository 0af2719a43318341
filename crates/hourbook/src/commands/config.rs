//! `hourbook config`: what the settings are, and why.

use crate::bank;
use crate::cli::{ConfigCommand, Flags, ServerFlags};
use crate::commands::serve;
use crate::config::{EXAMPLE, Settings, Source};
use crate::failure::Outcome;
use crate::output::say;

/// What is not seen from the path alone.
const BESIDE: &str = "
The anchor stands beside the bank: it shows a book that lost its last transfers, and is lost with
the disk. Name a path on another disk with --anchor, HOURBOOK_ANCHOR or “anchor” in the file.";

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
        .map(|(name, value, source)| format!("{name:<18}{value:<33} {source}"));
    let mut lines = lines.collect::<Vec<_>>();
    if settings
        .anchor
        .as_ref()
        .is_some_and(|anchor| anchor.source == Source::Default)
    {
        lines.push(BESIDE.to_owned());
    }
    say(lines.join("\n"))
}

fn check(flags: &ServerFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(flags))?;
    serve::web_settings(&settings)?;
    let path = settings.bank()?;
    settings.anchor()?;
    bank::open_to_read(path)?;
    say(format!(
        "A server can start: it would serve {} at {}, known as {}.",
        path.display(),
        settings.listen.value,
        settings.public_url.value
    ))
}
