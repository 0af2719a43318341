//! `hourbook backup`: copies that are proved before they count.

use std::path::{Path, PathBuf};

use database::backup;
use rusqlite::Connection;
use timebank::books;
use timebank::clock::{Clock as _, SystemClock};

use super::verify::one_line;
use crate::anchor;
use crate::cli::{BackupCommand, Flags};
use crate::config::Settings;
use crate::failure::Outcome;
use crate::output::say;
use crate::progress::Progress;

pub(super) fn run(command: BackupCommand) -> Outcome {
    match command {
        BackupCommand::Create { place, to } => {
            let settings = Settings::load(&Flags::from(&place))?;
            create(settings.bank()?, &to)
        }
        BackupCommand::Verify { file } => verify(&file),
        BackupCommand::Restore {
            place,
            anchor,
            from,
        } => {
            let settings = Settings::load(&Flags::with_anchor(&place, &anchor))?;
            let anchor = &settings.anchor()?.value;
            restore(&from, settings.bank()?, anchor)
        }
    }
}

fn create(bank: &Path, to: &Path) -> Outcome {
    let destination = if to.is_dir() {
        to.join(dated_name(bank))
    } else {
        to.to_path_buf()
    };
    let mut proof = Proof::default();
    let copy = backup::create(bank, &destination, |conn| proof.of(conn))?;
    say(format!(
        "Copied the bank to {}, {} bytes. {}",
        copy.path.display(),
        copy.bytes,
        proof.0
    ))
}

fn verify(file: &Path) -> Outcome {
    let mut proof = Proof::default();
    let copy = backup::verify(file, |conn| proof.of(conn))?;
    say(format!(
        "{} can be relied on, {} bytes. {}",
        copy.path.display(),
        copy.bytes,
        proof.0
    ))
}

fn restore(from: &Path, bank: &Path, anchor: &Path) -> Outcome {
    let record = anchor::read(anchor)?.unwrap_or_default();
    let mut proof = Proof::default();
    let mut lacks = None;
    let restored = backup::restore(from, bank, &free_stamp(bank), |conn| {
        proof.of(conn)?;
        let standing = record.standing(conn);
        lacks = standing.map_err(|error| error.to_string())?.sentence();
        Ok(())
    })?;
    let aside = restored.aside.map_or_else(String::new, |aside| {
        format!(
            "\nThe file that stood there before is kept as {}.",
            aside.display()
        )
    });
    let (bank, from, anchor) = (bank.display(), from.display(), anchor.display());
    let behind = lacks.map_or_else(String::new, |sentence| {
        format!(
            "\n{sentence} A server will only let it be read until you accept that:\n  \
             hourbook anchor accept --bank {bank} --anchor {anchor} --yes"
        )
    });
    say(format!(
        "Restored {bank} from {from}. {}{aside}{behind}",
        proof.0
    ))
}

/// The ledger's proof, kept to be told once the copy stands.
#[derive(Default)]
struct Proof(String);

impl Proof {
    fn of(&mut self, conn: &Connection) -> Result<(), String> {
        let progress = Progress::new("Proving the book");
        let proof = books::prove(conn, &mut |done, total| progress.at(done, total));
        progress.finish();
        let proof = proof.map_err(|error| error.to_string())?;
        self.0 = one_line(&proof);
        if proof.is_clean() {
            Ok(())
        } else {
            Err(self.0.clone())
        }
    }
}

/// `wrensham-2026-11-22-143005.hourbook`.
fn dated_name(bank: &Path) -> PathBuf {
    let stem = bank.file_stem().unwrap_or_default().to_string_lossy();
    let ending = bank.extension().unwrap_or_default().to_string_lossy();
    let dated = format!("{stem}-{}", stamp());
    if ending.is_empty() {
        dated.into()
    } else {
        format!("{dated}.{ending}").into()
    }
}

/// A stamp that no file put aside earlier has, also where two restores fall into one second.
fn free_stamp(bank: &Path) -> String {
    let stamp = stamp();
    let taken = |stamp: &str| {
        ["", "-wal", "-shm", "-journal"].iter().any(|ending| {
            let mut name = bank.as_os_str().to_owned();
            name.push(format!(".before-restore-{stamp}{ending}"));
            Path::new(&name).exists()
        })
    };
    let numbered = (2..100).map(|number| format!("{stamp}-{number}"));
    std::iter::once(stamp.clone())
        .chain(numbered)
        .find(|stamp| !taken(stamp))
        .unwrap_or(stamp)
}

fn stamp() -> String {
    SystemClock.now().format("%Y-%m-%d-%H%M%S").to_string()
}
