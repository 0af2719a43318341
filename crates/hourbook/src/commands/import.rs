//! `hourbook import`: another system's files, shown before they are brought in.

use std::fs;
use std::path::Path;

use timebank::System;
use timebank::bank as banks;
use timebank::import::timeoverflow::{self, Files, Options, SourceFile};

use crate::bank;
use crate::cli::{Flags, ImportCommand, TimeOverflow};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::say;
use crate::progress::Progress;

pub(super) fn run(command: ImportCommand) -> Outcome {
    let ImportCommand::TimeOverflow(arguments) = command;
    let settings = Settings::load(&Flags::from(&arguments.place))?;
    let path = settings.bank()?;
    let files = files(&arguments)?;
    let options = Options {
        skip_bad_lines: arguments.skip_bad_lines,
        bank_account_name: arguments.bank_account_name.clone(),
    };
    // A look must not change the file, so the bank is opened to read only.
    let reader = bank::open_to_read(path)?;
    let plan = reader.read_blocking(|conn| {
        let bank = banks::get(conn)?;
        timeoverflow::plan(conn, &bank, &files, &options, &bank::moment(&bank))
    })?;
    drop(reader);
    if !arguments.commit {
        say(plan.to_string().trim_end())?;
        return Ok(plan.check()?);
    }
    say(plan.sheet())?;
    plan.check()?;
    let database = bank::open(path)?;
    let progress = Progress::new("Bringing in transfers");
    let bar = progress.clone();
    let imported = database.write_blocking(move |tx| {
        let (system, moment) = (System::IMPORT, bank::moment_of(tx)?);
        timeoverflow::apply(tx, &system, &plan, &moment, &mut |done, total| {
            bar.at(done, total);
        })
    });
    progress.finish();
    database.close();
    say(imported?.to_string())
}

fn files(arguments: &TimeOverflow) -> Outcome<Files> {
    let optional = |path: &Option<std::path::PathBuf>| path.as_deref().map(read).transpose();
    Ok(Files {
        users: read(&arguments.users)?,
        transfers: read(&arguments.transfers)?,
        offers: optional(&arguments.offers)?,
        requests: optional(&arguments.requests)?,
    })
}

fn read(path: &Path) -> Outcome<SourceFile> {
    let bytes = fs::read(path).map_err(|error| {
        tracing::debug!(cause = %error, "what lay behind it");
        Failure::new(format!(
            "{} could not be read. Check the path and who may read it.",
            path.display()
        ))
    })?;
    let name = path
        .file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy();
    Ok(SourceFile::new(name, bytes))
}
