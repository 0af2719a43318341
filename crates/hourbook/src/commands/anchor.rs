//! `hourbook anchor`: what to do about a book that does not reach its anchor.

use database::lock::BankLock;
use timebank::clock::{Clock as _, SystemClock};

use crate::anchor::{self, Record};
use crate::bank;
use crate::cli::{AnchorCommand, AnchorFlag, BankFlags, Flags};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::{note, say};

pub(super) fn run(command: AnchorCommand) -> Outcome {
    match command {
        AnchorCommand::Accept { place, anchor, yes } => accept(&place, &anchor, yes),
    }
}

fn accept(place: &BankFlags, anchor: &AnchorFlag, yes: bool) -> Outcome {
    let settings = Settings::load(&Flags::with_anchor(place, anchor))?;
    let path = &settings.anchor()?.value;
    let bank = settings.bank()?;
    // A server that runs would go on as it began.
    let _lock = BankLock::take(bank)?;
    let database = bank::open_to_read(bank)?;
    let record = anchor::read(path)?.unwrap_or_default();
    for sentence in record.complaints() {
        note(&sentence);
    }
    let (standing, head) = database.read_blocking(|conn| {
        Ok::<_, timebank::Error>((record.standing(conn)?, ledger::head(conn)?))
    })?;
    let Some(sentence) = standing.sentence() else {
        return say("The book reaches its anchor: there is nothing to accept.");
    };
    if !yes {
        return Err(Failure::new(format!(
            "{sentence} Nothing was changed. If they are to be given up, say so with --yes."
        )));
    }
    let line = anchor::accept(path, &record, head)?;
    say(format!(
        "{sentence}\nAccepted on {}: the anchor {} counts from transfer {} on, digest {}. The line \
         added is:\n  {line}{}",
        SystemClock.now().format("%Y-%m-%d at %H:%M:%S UTC"),
        path.display(),
        reports::words::thousands(head.seq),
        head.digest.grouped(),
        gone(&record),
    ))
}

/// What the anchor had reached, for whoever keeps the printed answer.
fn gone(record: &Record) -> String {
    record.newest().map_or_else(String::new, |(head, _)| {
        format!(
            "\nBefore, it had reached transfer {}, digest {}.",
            reports::words::thousands(head.seq),
            head.digest.grouped()
        )
    })
}
