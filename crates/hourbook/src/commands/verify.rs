//! `hourbook verify`: the proof of the book, in one line that a trustee can read.

use serde_json::json;
use timebank::books::{self, Proof};

use crate::bank;
use crate::cli::{Flags, Verify, VerifyFormat};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::say;
use crate::progress::Progress;

pub(super) fn run(arguments: &Verify) -> Outcome {
    let settings = Settings::load(&Flags::from(&arguments.place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let progress = Progress::new("Proving the book");
    let proof = database
        .read_blocking(|conn| books::prove(conn, &mut |done, total| progress.at(done, total)));
    progress.finish();
    let proof = proof?;
    match arguments.format {
        VerifyFormat::Text => say(text(&proof))?,
        VerifyFormat::Json => say(json(&proof))?,
    }
    if proof.is_clean() {
        Ok(())
    } else {
        Err(Failure::silent())
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

fn text(proof: &Proof) -> String {
    let mut lines = vec![one_line(proof)];
    lines.extend(
        proof
            .findings()
            .into_iter()
            .map(|finding| format!("  {finding}")),
    );
    lines.join("\n")
}

fn json(proof: &Proof) -> String {
    let verification = &proof.verification;
    let document = json!({
        "clean": proof.is_clean(),
        "summary": one_line(proof),
        "transfers": verification.transfers,
        "entries": verification.entries,
        "accounts": verification.accounts,
        "sum_minutes": verification.sum.get(),
        "head": {
            "number": verification.head.seq,
            "digest": verification.head.digest.to_string(),
        },
        "findings": proof.findings(),
    });
    format!("{document:#}")
}
