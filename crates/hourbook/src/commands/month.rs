//! `hourbook month`: the months of the book, closed and opened again from the machine.

use std::path::Path;

use ledger::{Month, ReopenReason};
use reports::certificate;
use reports::words::{counted, thousands};
use timebank::months::{self, SignOff};
use timebank::{System, books};

use super::report::keep_off_the_screen;
use crate::bank;
use crate::cli::{BankFlags, Flags, MonthCommand, WhyReopened};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::{deliver, say};

pub(super) fn run(command: MonthCommand) -> Outcome {
    match command {
        MonthCommand::List { place } => list(&place),
        MonthCommand::Close { place, month } => close(&place, &month),
        MonthCommand::Certificate {
            place,
            month,
            output,
        } => certify(&place, &month, output.as_deref()),
        MonthCommand::Reopen {
            place,
            month,
            reason,
            note,
        } => reopen(&place, &month, reason, &note),
    }
}

fn list(place: &BankFlags) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let (histories, due) = database.read_blocking(|conn| {
        let moment = bank::moment_of(conn)?;
        Ok::<_, timebank::Error>((months::all(conn)?, months::due(conn, &moment)?))
    })?;
    let mut lines: Vec<String> = histories
        .iter()
        .rev()
        .map(|history| match history.standing() {
            None => format!("{}  open again", history.month),
            Some(closing) => format!(
                "{}  closed at transfer {}, digest {}, {}",
                history.month,
                thousands(closing.head.seq),
                closing.head.digest,
                match closing.sign_off() {
                    SignOff::ByTwo => "signed by two".to_owned(),
                    SignOff::ByTheOnlyOne => "signed by the only coordinator".to_owned(),
                    SignOff::Waits(left) => format!(
                        "{} to come",
                        counted(left as u64, "signature", "signatures")
                    ),
                }
            ),
        })
        .collect();
    if let Some(due) = due {
        lines.push(format!("{due}  can be closed"));
    }
    if lines.is_empty() {
        lines.push("No month has been closed, and none can be yet.".to_owned());
    }
    say(lines.join("\n"))
}

fn close(place: &BankFlags, text: &str) -> Outcome {
    let month = month_of(text)?;
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open(settings.bank()?)?;
    let (proof, report) = database.read_blocking(|conn| {
        let bank = timebank::bank::get(conn)?;
        let moment = bank::moment(&bank);
        let proof = books::prove(conn, &mut |_, _| ())?;
        let report = crate::month_report::of(conn, &bank, month, &moment)?;
        Ok::<_, timebank::Error>((proof, report))
    })?;
    if !proof.is_clean() {
        return Err(Failure::new(format!(
            "{month} stays open, because the check of the books found something wrong: {}",
            super::verify::one_line(&proof)
        )));
    }
    let closing = database.write_blocking(move |tx| {
        let moment = bank::moment_of(tx)?;
        months::close_by_system(tx, &System::COMMAND_LINE, month, &report, &moment)?;
        books::remember(tx, None, &proof, &moment)?;
        let history = months::of(tx, month)?;
        let closing = history.standing().cloned();
        closing.ok_or(timebank::Error::NotFound("The closing"))
    })?;
    say(format!(
        "{month} is closed, at transfer {}, digest {}. Two people sign it now, at /books/months.",
        thousands(closing.head.seq),
        closing.head.digest.grouped()
    ))
}

fn certify(place: &BankFlags, text: &str, output: Option<&Path>) -> Outcome {
    let month = month_of(text)?;
    keep_off_the_screen(output)?;
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let (bank, found) = database.read_blocking(|conn| {
        let bank = timebank::bank::get(conn)?;
        let found = certificate::certificate(conn, month)?;
        Ok::<_, timebank::Error>((bank, found))
    })?;
    let found = found.ok_or_else(|| {
        Failure::new(format!(
            "{month} was opened again, so it has no certificate now. It gets a new one when it is \
             closed anew."
        ))
    })?;
    let mut bytes = Vec::new();
    certificate::write_pdf(&found, &bank, bank::moment(&bank).now, &mut bytes)?;
    deliver(&bytes, output)
}

fn reopen(place: &BankFlags, text: &str, why: WhyReopened, note: &str) -> Outcome {
    let month = month_of(text)?;
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open(settings.bank()?)?;
    let reason = match why {
        WhyReopened::ByMistake => ReopenReason::ByMistake,
        WhyReopened::LateHours => ReopenReason::LateHours,
        WhyReopened::Correction => ReopenReason::Correction,
        WhyReopened::Audit => ReopenReason::Audit,
    };
    let note = note.to_owned();
    database.write_blocking(move |tx| {
        let moment = bank::moment_of(tx)?;
        months::reopen_by_system(tx, &System::COMMAND_LINE, month, reason, &note, &moment)
    })?;
    say(format!("{month} is open again."))
}

fn month_of(text: &str) -> Outcome<Month> {
    Month::parse(text)
        .ok_or_else(|| Failure::usage(format!("{text} is no month. Write it like 2026-10.")))
}
