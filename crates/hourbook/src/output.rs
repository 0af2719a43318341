//! Where answers go: the terminal, a pipe, or a file that appears whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Prints a text and a line end. A reader that has gone away is no failure.
pub(crate) fn say(text: impl AsRef<str>) -> Outcome {
    let mut line = text.as_ref().to_owned();
    line.push('\n');
    print(line.as_bytes())
}

/// Says a line beside the answer, on the error stream. Where nobody listens, nothing is lost.
pub(crate) fn note(line: &str) {
    let _unheard = writeln!(io::stderr().lock(), "{line}");
}

/// Prints bytes as they are. A reader that has gone away is no failure.
pub(crate) fn print(bytes: &[u8]) -> Outcome {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(format!(
            "The answer could not be written: {error}"
        ))),
        _ => Ok(()),
    }
}

/// Prints bytes, or writes them into a file where one is named.
pub(crate) fn deliver(bytes: &[u8], file: Option<&Path>) -> Outcome {
    let Some(file) = file else {
        return print(bytes);
    };
    let mut partial = file.as_os_str().to_owned();
    partial.push(format!(".partial-{}", std::process::id()));
    let partial = Path::new(&partial);
    fs::write(partial, bytes)
        .and_then(|()| fs::rename(partial, file))
        .map_err(|error| {
            let _gone = fs::remove_file(partial);
            tracing::debug!(cause = %error, "what lay behind it");
            Failure::new(format!(
                "{} could not be written. Make sure the folder exists and may be written.",
                file.display()
            ))
        })
}
