//! `hourbook report network`: many bank files in one report.

use std::path::{Path, PathBuf};

use reports::activity::{ActivityReport, activity};
use reports::network;
use timebank::bank as banks;

use super::{audience, keep_off_the_screen, wanted};
use crate::bank;
use crate::cli::{Days, NetworkFormat, Readers};
use crate::failure::{Failure, Outcome};
use crate::output::deliver;

pub(super) fn run(
    folder: &Path,
    days: &Days,
    format: NetworkFormat,
    readers: Readers,
    output: Option<&Path>,
) -> Outcome {
    let wanted = wanted(days)?;
    if matches!(format, NetworkFormat::Xlsx | NetworkFormat::Pdf) {
        keep_off_the_screen(output)?;
    }
    let mut reports: Vec<ActivityReport> = Vec::new();
    for file in bank_files(folder)? {
        let database = bank::open_to_read(&file)?;
        let report = database.read_blocking(|conn| {
            let bank = banks::get(conn)?;
            let period = wanted.seen_from(conn, &bank)?;
            activity(conn, &bank, period, bank::moment(&bank).now)
        })?;
        if reports.iter().any(|other| other.period != report.period) {
            return Err(Failure::usage(
                "The banks are not in the same year or month. Name the days with --from and --to.",
            ));
        }
        reports.push(report);
    }
    let Some(period) = reports.first().map(|report| report.period) else {
        return Err(Failure::usage(format!(
            "There is no bank in {}: no file there ends in .hourbook.",
            folder.display()
        )));
    };
    let report = network::network(&reports, period, audience(readers));
    let mut bytes = Vec::new();
    match format {
        NetworkFormat::Text => report.write_text(&mut bytes)?,
        NetworkFormat::Csv => report.write_csv(&mut bytes)?,
        NetworkFormat::Json => report.write_json(&mut bytes)?,
        NetworkFormat::Xlsx => report.write_xlsx(&mut bytes)?,
        NetworkFormat::Pdf => report.write_pdf(&mut bytes)?,
    }
    deliver(&bytes, output)?;
    if report.total.agrees {
        return Ok(());
    }
    Err(Failure::new(
        "A bank does not agree with its book. Run “hourbook verify” on it before using the report.",
    ))
}

/// The files of banks in a folder, by name.
fn bank_files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let unreadable = |error: std::io::Error| {
        Failure::new(format!("{} could not be read: {error}.", folder.display()))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|ending| ending == "hourbook") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
