//! `cargo run --release -p hourbook-bench -- writes clients reads proof`: see the library.

use std::process::ExitCode;

fn main() -> anyhow::Result<ExitCode> {
    hourbook_bench::run()
}
