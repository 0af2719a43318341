//! Appending to an anchor while a bank is served.
//!
//! The writer of the bank only hands over each new head. A thread of the anchor's own writes the
//! newest one, brings it to the disk and rests for a second, so that no member waits for a disk
//! that is slow or gone. What cannot be written is tried again; the bank goes on meanwhile.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

use chrono::DateTime;
use database::Database;
use ledger::Head;
use timebank::clock::{Clock as _, SystemClock};
use web::Anchored;

use super::record::{Kind, Line, Record};

/// The least time between two lines.
const REST: Duration = Duration::from_secs(1);

/// An anchor with more lines than this is shortened at the next start.
const LINES_MAX: usize = 2_000;

/// To so many lines, and every acceptance before them.
const LINES_KEPT: usize = 1_000;

/// An anchor under way. Dropped, it writes what it knows and ends.
pub(crate) struct Keeper {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// The head not yet written down.
    newest: Option<Head>,
    ended: bool,
}

impl Keeper {
    /// Begins with `head`, unless the anchor holds it already, and goes on with each commit.
    pub(super) fn start(
        appender: Appender,
        anchored: Option<(Head, i64)>,
        head: Head,
        database: &Database,
        told: &Anchored,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let mut known = anchored.map_or(Head::EMPTY, |(head, _)| head);
        if let Some((head, at)) = anchored {
            told.reached(head, DateTime::from_timestamp(at, 0).unwrap_or_default());
        }
        let told = told.clone();
        if head != known {
            known = head;
            shared.hand_over(head);
        }
        let for_thread = Arc::clone(&shared);
        let thread = Builder::new()
            .name("anchor".to_owned())
            .spawn(move || for_thread.keep(appender, &told))?;
        let handed = Arc::clone(&shared);
        database.after_commit(move |conn| match ledger::head(conn) {
            Ok(head) if head != known => {
                known = head;
                handed.hand_over(head);
            }
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the head of the book could not be read"),
        });
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.shared.lock().ended = true;
        self.shared.changed.notify_all();
        if self
            .thread
            .take()
            .is_some_and(|thread| thread.join().is_err())
        {
            tracing::error!("the anchor’s thread ended in a panic");
        }
    }
}

impl Shared {
    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hand_over(&self, head: Head) {
        self.lock().newest = Some(head);
        self.changed.notify_all();
    }

    /// Waits for something to do: a head, if there is one, and whether it is the last.
    fn next(&self) -> (Option<Head>, bool) {
        let mut state = self
            .changed
            .wait_while(self.lock(), |state| state.newest.is_none() && !state.ended)
            .unwrap_or_else(PoisonError::into_inner);
        (state.newest.take(), state.ended)
    }

    fn keep(&self, mut appender: Appender, told: &Anchored) {
        let mut failing = false;
        loop {
            let (head, last) = self.next();
            if let Some(head) = head {
                let now = SystemClock.now();
                let at = now.timestamp();
                let kind = Kind::Reached;
                let written = appender.append(&Line { kind, head, at });
                if let Err(error) = &written {
                    if !failing {
                        tracing::error!(%error, "the anchor could not be written");
                    }
                    // Tried again, unless a newer head has come.
                    self.lock().newest.get_or_insert(head);
                } else {
                    told.reached(head, now);
                    if failing {
                        tracing::info!("the anchor is written again");
                    }
                }
                failing = written.is_err();
            }
            if last {
                return;
            }
            let rested = self
                .changed
                .wait_timeout_while(self.lock(), REST, |state| !state.ended);
            drop(rested.unwrap_or_else(PoisonError::into_inner));
        }
    }
}

/// An anchor file open at its end.
pub(super) struct Appender {
    file: File,
    /// How long it is with whole lines only.
    bytes: u64,
}

impl Appender {
    /// Opens the file that `record` was read from, or makes it; takes a torn line away, and all
    /// but the newest lines of a long one.
    pub(super) fn open(path: &Path, record: &Record) -> io::Result<Self> {
        if record.lines.len() > LINES_MAX {
            shorten(path, record)?;
        }
        let file = private().append(true).create(true).open(path)?;
        let bytes = if record.lines.len() > LINES_MAX {
            file.metadata()?.len()
        } else {
            record.bytes
        };
        file.set_len(bytes)?;
        file.sync_all()?;
        sync_folder_of(path)?;
        Ok(Self { file, bytes })
    }

    /// Adds a line and brings it to the disk. One that was not written whole is taken away.
    pub(super) fn append(&mut self, line: &Line) -> io::Result<()> {
        let text = format!("{line}\n");
        let written = self
            .file
            .write_all(text.as_bytes())
            .and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.bytes += text.len() as u64,
            Err(_) => self.file.set_len(self.bytes)?,
        }
        written
    }
}

/// Writes the lines to keep under another name, and renames.
fn shorten(path: &Path, record: &Record) -> io::Result<()> {
    let old = record.lines.len() - LINES_KEPT;
    let kept = record
        .lines
        .iter()
        .enumerate()
        .filter(|(place, line)| *place >= old || line.kind == Kind::Accepted);
    let lines: Vec<String> = kept.map(|(_, line)| line.to_string()).collect();
    let text = lines.join("\n") + "\n";
    let mut partial = path.as_os_str().to_owned();
    partial.push(format!(".partial-{}", std::process::id()));
    let partial = PathBuf::from(partial);
    let written = private()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&partial)
        .and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&partial, path));
    if written.is_err() {
        let _gone = fs::remove_file(&partial);
    }
    written
}

/// A file made this way is for its owner only, as the bank is.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// So that a new name survives a power cut.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: Kind, seq: u64) -> Line {
        let digest = ledger::Digest::new([7; 32]);
        Line {
            kind,
            head: Head { seq, digest },
            at: 1,
        }
    }

    #[test]
    fn a_torn_line_is_taken_away_before_the_next_is_added() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor");
        let first = format!("{}\n", line(Kind::Reached, 1));
        fs::write(&path, format!("{first}2 0707")).unwrap();
        let record = Record::parse(&fs::read(&path).unwrap());
        let mut appender = Appender::open(&path, &record).unwrap();
        appender.append(&line(Kind::Reached, 2)).unwrap();
        let second = format!("{}\n", line(Kind::Reached, 2));
        assert_eq!(fs::read_to_string(&path).unwrap(), first + &second);
    }

    #[test]
    fn a_long_anchor_keeps_its_newest_lines_and_every_acceptance() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor");
        let accepted = format!("{}\n", line(Kind::Accepted, 0));
        let lines = (1..=2_500).map(|seq| format!("{}\n", line(Kind::Reached, seq)));
        fs::write(&path, accepted.clone() + &lines.collect::<String>()).unwrap();
        let record = Record::parse(&fs::read(&path).unwrap());
        let mut appender = Appender::open(&path, &record).unwrap();
        appender.append(&line(Kind::Reached, 2_501)).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(&accepted));
        let after = Record::parse(text.as_bytes());
        assert_eq!(after.lines.len(), 1_002);
        assert_eq!(after.lines[1], line(Kind::Reached, 1_501));
        assert_eq!(after.newest().unwrap().0.seq, 2_501);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
