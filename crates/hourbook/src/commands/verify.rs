//! `hourbook verify`: the proof of the book, in one line that a trustee can read.
//!
//! Proved are the book, what the exchanges say of it, every page and reference of the file, and
//! that the book reaches its anchor, where there is one.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::DateTime;
use database::check;
use ledger::Head;
use reports::words::{counted, thousands};
use rusqlite::Connection;
use serde_json::{Value, json};
use timebank::books::{self, Proof};

use crate::anchor::{self, Record};
use crate::bank;
use crate::cli::{Flags, Verify, VerifyFormat};
use crate::config::{Settings, Source};
use crate::failure::{Failure, Outcome};
use crate::output::say;
use crate::progress::Progress;

pub(super) fn run(arguments: &Verify) -> Outcome {
    let settings = Settings::load(&Flags::with_anchor(&arguments.place, &arguments.anchor))?;
    let database = bank::open_to_read(settings.bank()?)?;
    // Read before the book is, which a server may be adding to.
    let record = anchor_of(&settings)?;
    let progress = Progress::new("Proving the book");
    let begun = Instant::now();
    let checked = database.read_blocking(|conn| {
        let proof = books::prove(conn, &mut |done, total| {
            progress.at(done, total);
            if done == total {
                progress.turn_to("Reading every page and reference of the file");
            }
        })?;
        let anchored = record.as_ref();
        let anchored = anchored.map(|(path, record)| Anchored::compare(path, record, conn));
        let mut file = check::whole_file(conn, &ledger::COMPARED)?;
        file.extend(check::layout(conn)?);
        Ok::<_, timebank::Error>(Checked {
            proof,
            file,
            anchored,
            took: Duration::ZERO,
        })
    });
    progress.finish();
    let checked = Checked {
        took: begun.elapsed(),
        ..checked?
    };
    match arguments.format {
        VerifyFormat::Text => say(checked.text())?,
        VerifyFormat::Json => say(checked.json())?,
    }
    if checked.findings().is_empty() {
        Ok(())
    } else {
        Err(Failure::silent())
    }
}

/// The anchor that was named, or the one that stands where it would by itself.
fn anchor_of(settings: &Settings) -> Outcome<Option<(PathBuf, Record)>> {
    let setting = settings.anchor()?;
    let path: &Path = &setting.value;
    match anchor::read(path)? {
        Some(record) => Ok(Some((path.to_owned(), record))),
        None if setting.source == Source::Default => Ok(None),
        None => Err(Failure::new(format!(
            "There is no anchor {}. Check the path",
            path.display()
        ))),
    }
}

/// The outcome in a line, or the reason why there is none.
pub(super) fn one_line(proof: &Proof) -> String {
    match proof.strays.first() {
        Some(stray) if proof.verification.is_clean() => {
            format!("The book proves itself, but an exchange does not agree with it: {stray}")
        }
        _ => proof.verification.one_line(),
    }
}

/// Everything that was looked at.
struct Checked {
    proof: Proof,
    /// What is wrong with the file as a whole, a sentence each.
    file: Vec<String>,
    anchored: Option<Anchored>,
    took: Duration,
}

/// An anchor beside the book.
struct Anchored {
    path: PathBuf,
    newest: Option<(Head, i64)>,
    complaints: Vec<String>,
    /// Why the book does not reach it.
    lacks: Option<String>,
}

impl Anchored {
    fn compare(path: &Path, record: &Record, conn: &Connection) -> Self {
        Self {
            path: path.to_owned(),
            newest: record.newest(),
            complaints: record.complaints(),
            lacks: match record.standing(conn) {
                Ok(standing) => standing.sentence(),
                // A book so damaged that its head cannot be read: the proof says more.
                Err(error) => Some(format!("The anchor could not be compared: {error}.")),
            },
        }
    }

    fn findings(&self) -> impl Iterator<Item = &String> {
        self.lacks.iter().chain(&self.complaints)
    }

    fn text(&self) -> String {
        let path = self.path.display();
        match self.newest {
            _ if self.lacks.is_some() => {
                format!("The book does not reach its anchor, {path}.")
            }
            None => format!("The anchor {path} holds no transfer yet."),
            Some((head, at)) => {
                let at = DateTime::from_timestamp(at, 0).unwrap_or_default();
                format!(
                    "The book reaches its anchor, {path}: transfer {}, written down {}.",
                    thousands(head.seq),
                    at.format("%Y-%m-%d %H:%M:%S UTC")
                )
            }
        }
    }

    fn json(&self) -> Value {
        let head = self.newest.map(|(head, at)| {
            json!({"number": head.seq, "digest": head.digest.to_string(), "written_at": at})
        });
        json!({
            "file": self.path.display().to_string(),
            "reached": self.lacks.is_none(),
            "head": head,
        })
    }
}

impl Checked {
    fn findings(&self) -> Vec<String> {
        let mut findings = self.proof.findings();
        findings.extend(self.anchored.iter().flat_map(Anchored::findings).cloned());
        findings.extend(self.file.iter().cloned());
        findings
    }

    fn summary(&self) -> String {
        let beside = self.anchored.iter().flat_map(Anchored::findings);
        match beside.chain(&self.file).next() {
            Some(finding) if self.proof.is_clean() => {
                format!("The book proves itself, but not everything beside it is right: {finding}")
            }
            _ => one_line(&self.proof),
        }
    }

    fn text(&self) -> String {
        let mut lines = vec![self.summary()];
        let findings = self.findings();
        lines.extend(findings.iter().map(|finding| format!("  {finding}")));
        let verification = &self.proof.verification;
        lines.push(format!(
            "{}, {} and {}, every page of the file and every reference in it were read in {}.",
            counted(verification.entries, "entry", "entries"),
            counted(verification.hold_steps, "step of a hold", "steps of holds"),
            counted(
                verification.month_steps,
                "step of a month",
                "steps of months"
            ),
            time(self.took)
        ));
        lines.extend(self.anchored.iter().map(Anchored::text));
        lines.join("\n")
    }

    fn json(&self) -> String {
        let verification = &self.proof.verification;
        let findings = self.findings();
        let document = json!({
            "clean": findings.is_empty(),
            "summary": self.summary(),
            "transfers": verification.transfers,
            "entries": verification.entries,
            "accounts": verification.accounts,
            "hold_steps": verification.hold_steps,
            "month_steps": verification.month_steps,
            "sum_minutes": verification.sum.get(),
            "head": {
                "number": verification.head.seq,
                "digest": verification.head.digest.to_string(),
            },
            "anchor": self.anchored.as_ref().map(Anchored::json),
            "milliseconds": u64::try_from(self.took.as_millis()).unwrap_or(u64::MAX),
            "findings": findings,
        });
        format!("{document:#}")
    }
}

/// `24 ms`, `1.3 s`.
fn time(took: Duration) -> String {
    let milliseconds = took.as_millis();
    if milliseconds < 1_000 {
        format!("{milliseconds} ms")
    } else {
        format!("{}.{} s", milliseconds / 1_000, milliseconds % 1_000 / 100)
    }
}
