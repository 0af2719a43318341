//! The log: to the error stream, as text or as JSON, a line for each event.
//!
//! `HOURBOOK_LOG_FILTER` says how much, in the words of `tracing_subscriber::EnvFilter`: `info`
//! while serving and nothing below `warn` in other commands unless it says otherwise. Names,
//! addresses and secrets never stand in it.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::LogFormat;

/// The variable that says how much is logged.
const FILTER: &str = "HOURBOOK_LOG_FILTER";

/// Starts the log. Later calls change nothing.
pub(crate) fn start(format: LogFormat, usual: &str) {
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(usual));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal());
    let _started_before = match format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}
