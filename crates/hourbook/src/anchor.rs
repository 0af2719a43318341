//! The anchor: the head of the book, kept in a file on another path.
//!
//! A book cut short is a good book by itself; only a head kept elsewhere shows it. [`record`]
//! reads what the file says, [`keeper`] appends to it while a bank is served, and here both are
//! put together with the book. The file and its limits are described in `docs/proof.md`.
//!
//! No rules: what a head is, and whether a book reaches one, is the ledger's to say.

mod keeper;
mod record;

use std::io;
use std::path::{Path, PathBuf};

use database::Database;
use ledger::Head;
use timebank::clock::{Clock as _, SystemClock};
use web::Anchored;

use crate::failure::{Failure, Outcome};
use keeper::Appender;
pub(crate) use keeper::Keeper;
pub(crate) use record::Record;
use record::{Kind, Line};

/// Files that a bank has beside it; an anchor in the place of one would destroy it.
const BANK_FILES: [&str; 5] = ["", "-wal", "-shm", "-journal", ".lock"];

/// Where the anchor of a bank stands unless a path is named.
pub(crate) fn beside(bank: &Path) -> PathBuf {
    with_ending(bank, ".anchor")
}

/// Refuses a path that is one of the bank's own files.
pub(crate) fn check_path(anchor: &Path, bank: &Path) -> Outcome {
    let meant = resolved(anchor);
    let taken = BANK_FILES
        .iter()
        .any(|ending| resolved(&with_ending(bank, ending)) == meant);
    if taken {
        return Err(Failure::usage(format!(
            "{} is a file of the bank itself. Name another path for the anchor.",
            anchor.display()
        )));
    }
    Ok(())
}

/// What the anchor says; nothing for one that has not been begun.
pub(crate) fn read(anchor: &Path) -> Outcome<Option<Record>> {
    match std::fs::read(anchor) {
        Ok(bytes) => Ok(Some(Record::parse(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(anchor, &error)),
    }
}

/// Compares the book with its anchor and keeps the anchor up to date from then on; a book that
/// does not reach its anchor becomes read-only instead. Each line written is told to `anchored`.
pub(crate) fn hold(
    database: &Database,
    anchor: &Path,
    anchored: &Anchored,
) -> Outcome<Option<Keeper>> {
    let record = read(anchor)?.unwrap_or_else(|| {
        tracing::info!(anchor = %anchor.display(), "there is no anchor yet; one is begun");
        Record::default()
    });
    for sentence in record.complaints() {
        tracing::warn!(anchor = %anchor.display(), "{sentence}");
    }
    let (standing, head) = database.read_blocking(|conn| {
        Ok::<_, timebank::Error>((record.standing(conn)?, ledger::head(conn)?))
    })?;
    if let Some(sentence) = standing.sentence() {
        tracing::error!(
            anchor = %anchor.display(),
            "{sentence} The bank can only be read. Restore the newest good copy, or accept the \
             book as it is with “hourbook anchor accept”"
        );
        database.stop_writing(sentence);
        return Ok(None);
    }
    let appender = Appender::open(anchor, &record).map_err(|error| unwritable(anchor, &error))?;
    let keeper = Keeper::start(appender, record.newest(), head, database, anchored)
        .map_err(|error| unwritable(anchor, &error))?;
    Ok(Some(keeper))
}

/// Adds the line that makes the anchor count from this head on. Returns the line.
pub(crate) fn accept(anchor: &Path, record: &Record, head: Head) -> Outcome<String> {
    let line = Line {
        kind: Kind::Accepted,
        head,
        at: SystemClock.now().timestamp(),
    };
    let mut appender =
        Appender::open(anchor, record).map_err(|error| unwritable(anchor, &error))?;
    appender
        .append(&line)
        .map_err(|error| unwritable(anchor, &error))?;
    Ok(line.to_string())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The same for two ways of naming one file, also where the file is not there yet.
fn resolved(path: &Path) -> PathBuf {
    if let Ok(found) = path.canonicalize() {
        return found;
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.into());
    path.file_name()
        .map_or_else(|| folder.clone(), |name| folder.join(name))
}

fn unreadable(anchor: &Path, error: &io::Error) -> Failure {
    tracing::debug!(cause = %error, "what lay behind it");
    Failure::new(format!(
        "The anchor {} could not be read. Check the path and who may read it.",
        anchor.display()
    ))
}

fn unwritable(anchor: &Path, error: &io::Error) -> Failure {
    tracing::debug!(cause = %error, "what lay behind it");
    Failure::new(format!(
        "The anchor {} could not be written. Make sure the folder exists, has room and may be \
         written.",
        anchor.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_cannot_stand_in_the_place_of_the_bank_or_of_its_log() {
        let folder = tempfile::tempdir().unwrap();
        let bank = folder.path().join("wren.hourbook");
        std::fs::write(&bank, "a bank").unwrap();
        let roundabout = folder.path().join(".").join("wren.hourbook-wal");
        for taken in [&bank, &roundabout] {
            assert!(check_path(taken, &bank).is_err(), "{}", taken.display());
        }
        check_path(&beside(&bank), &bank).unwrap();
    }

    #[test]
    fn an_anchor_not_begun_says_nothing_and_a_folder_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(&folder.path().join("none")).unwrap().is_none());
        assert!(read(folder.path()).is_err());
    }
}
