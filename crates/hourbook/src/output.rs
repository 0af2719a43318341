//! Where answers go: the terminal, a pipe, or a file that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
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
    stream(file, |sink| sink.write_all(bytes).map_err(Failure::from))
}

/// Lets `write` write to the screen, or into a file where one is named: piece by piece, so that
/// nothing is as large in memory as in the file. The file appears whole or not at all.
pub(crate) fn stream<E: Into<Failure> + From<io::Error>>(
    file: Option<&Path>,
    write: impl FnOnce(&mut Sink) -> Result<(), E>,
) -> Outcome {
    let Some(file) = file else {
        let mut sink = Sink::Screen(io::stdout(), false);
        let written = write(&mut sink).and_then(|()| Ok(sink.flush()?));
        return match (written, sink) {
            // A reader that has gone away is no failure.
            (_, Sink::Screen(_, true)) => Ok(()),
            (written, _) => written.map_err(Into::into),
        };
    };
    let mut partial = file.as_os_str().to_owned();
    partial.push(format!(".partial-{}", std::process::id()));
    let partial = Path::new(&partial);
    let gone = |error: io::Error| {
        tracing::debug!(cause = %error, "what lay behind it");
        Failure::new(format!(
            "{} could not be written. Make sure the folder exists and may be written.",
            file.display()
        ))
    };
    let mut sink = Sink::File(BufWriter::new(File::create(partial).map_err(gone)?));
    let written = write(&mut sink)
        .and_then(|()| Ok(sink.flush()?))
        .map_err(Into::into)
        .and_then(|()| fs::rename(partial, file).map_err(gone));
    if written.is_err() {
        let _gone = fs::remove_file(partial);
    }
    written
}

/// Where an answer goes.
#[derive(Debug)]
pub(crate) enum Sink {
    /// The terminal or a pipe, and whether its reader has gone away.
    Screen(io::Stdout, bool),
    /// A file that is not there yet.
    File(BufWriter<File>),
}

impl Sink {
    fn watch<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let (Sink::Screen(_, gone), Err(error)) = (self, &done) {
            *gone |= error.kind() == io::ErrorKind::BrokenPipe;
        }
        done
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = match self {
            Sink::Screen(screen, _) => screen.write(bytes),
            Sink::File(file) => file.write(bytes),
        };
        self.watch(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = match self {
            Sink::Screen(screen, _) => screen.flush(),
            Sink::File(file) => file.flush(),
        };
        self.watch(done)
    }
}
