//! `hourbook report`: figures, ending with their proof.

mod network;

use std::io::{IsTerminal as _, stdout};
use std::path::Path;

use reports::activity::{Extras, Part};
use reports::disclosure::{Audience, ProtectedReport, against_handed_over, protect};
use reports::period::{Period, Preset};
use reports::{activity, health};
use rusqlite::Connection;
use timebank::bank::{self as banks, Bank};
use timebank::{StoryId, SurveyId, project};

use crate::bank;
use crate::cli::{BankFlags, Days, Flags, HealthFormat, Readers, ReportCommand, ReportFormat};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::{deliver, note};

pub(super) fn run(command: ReportCommand) -> Outcome {
    match command {
        ReportCommand::Activity {
            place,
            days,
            format,
            readers,
            worth,
            survey,
            story,
            project,
            funder,
            output,
        } => {
            let extras = Extras {
                worth,
                survey: survey.map(SurveyId::new),
                story: story.map(StoryId::new),
            };
            let asked = Asked {
                days: wanted(&days)?,
                format,
                readers,
                extras,
                part: Named { project, funder },
            };
            activity_report(&place, asked, output.as_deref())
        }
        ReportCommand::Health {
            place,
            days,
            format,
            output,
        } => health_report(&place, &days, format, output.as_deref()),
        ReportCommand::Network {
            banks,
            days,
            format,
            readers,
            output,
        } => network::run(&banks, &days, format, readers, output.as_deref()),
    }
}

fn wanted(days: &Days) -> Outcome<Wanted> {
    Wanted::of(days)?.ok_or_else(|| {
        Failure::usage("Name the days of the report with --from and --to, or with --period.")
    })
}

fn health_report(
    place: &BankFlags,
    days: &Days,
    format: HealthFormat,
    output: Option<&Path>,
) -> Outcome {
    let wanted = wanted(days)?;
    if matches!(format, HealthFormat::Xlsx | HealthFormat::Pdf) {
        keep_off_the_screen(output)?;
    }
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let found = database.read_blocking(|conn| {
        let bank = banks::get(conn)?;
        let period = wanted.seen_from(conn, &bank)?;
        health::health(conn, &bank, period, bank::moment(&bank).now)
    })?;
    let mut bytes = Vec::new();
    match format {
        HealthFormat::Text => health::write_text(&found, &mut bytes)?,
        HealthFormat::Csv => health::write_csv(&found, &mut bytes)?,
        HealthFormat::Json => health::write_json(&found, &mut bytes)?,
        HealthFormat::Xlsx => health::write_xlsx(&found, &mut bytes)?,
        HealthFormat::Pdf => health::write_pdf(&found, &mut bytes)?,
    }
    deliver(&bytes, output)
}

/// What was asked of the activity report.
struct Asked {
    days: Wanted,
    format: ReportFormat,
    readers: Readers,
    extras: Extras,
    part: Named,
}

/// A part of the bank, by name.
struct Named {
    project: Option<String>,
    funder: Option<String>,
}

impl Named {
    fn part(&self, conn: &Connection) -> timebank::Result<Part> {
        let project = self.project.as_deref().map(|name| {
            let found = project::named(conn, name)?;
            let found = found.ok_or(timebank::Error::NotFound("A project of this name"))?;
            Ok::<_, timebank::Error>(found.id)
        });
        let funder = self.funder.as_deref().map(|name| {
            let found = project::funder_named(conn, name)?;
            let found = found.ok_or(timebank::Error::NotFound("A funder of this name"))?;
            Ok::<_, timebank::Error>(found.id)
        });
        Ok(Part {
            project: project.transpose()?,
            funder: funder.transpose()?,
            ..Part::WHOLE
        })
    }
}

fn activity_report(place: &BankFlags, asked: Asked, output: Option<&Path>) -> Outcome {
    let Asked {
        days: wanted,
        format,
        readers,
        extras,
        part: named,
    } = asked;
    if matches!(
        format,
        ReportFormat::Xlsx | ReportFormat::Pdf | ReportFormat::Pack
    ) {
        keep_off_the_screen(output)?;
    }
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let audience = audience(readers);
    let (report, overlaps) = database.read_blocking(|conn| {
        let bank = banks::get(conn)?;
        let period = wanted.seen_from(conn, &bank)?;
        let report = activity::activity_with(
            conn,
            &bank,
            period,
            &named.part(conn)?,
            &extras,
            bank::moment(&bank).now,
        )?;
        let report = protect(&report, audience);
        let overlaps = match audience {
            Audience::Committee => Vec::new(),
            Audience::Outside { .. } => against_handed_over(conn, &report)?,
        };
        Ok::<_, timebank::Error>((report, overlaps))
    })?;
    for overlap in overlaps {
        note(&overlap.sentence());
    }
    write(&report, format, output)?;
    if report.proof.matches_book {
        Ok(())
    } else {
        Err(Failure::new(format!(
            "{} Run “hourbook verify” and ring whoever looks after the bank before using it.",
            report.proof.sentence
        )))
    }
}

/// Refuses to print a workbook or a PDF where somebody would have to look at its bytes.
pub(super) fn keep_off_the_screen(output: Option<&Path>) -> Outcome {
    if output.is_none() && stdout().is_terminal() {
        return Err(Failure::usage(
            "Such a file cannot be read on the screen. Name one for it with --output.",
        ));
    }
    Ok(())
}

const fn audience(readers: Readers) -> Audience {
    match readers {
        Readers::Outside => Audience::OUTSIDE,
        Readers::Committee => Audience::Committee,
    }
}

fn write(report: &ProtectedReport, format: ReportFormat, output: Option<&Path>) -> Outcome {
    let mut bytes = Vec::new();
    match format {
        ReportFormat::Text => activity::write_text(report, &mut bytes)?,
        ReportFormat::Csv => activity::write_csv(report, &mut bytes)?,
        ReportFormat::Json => activity::write_json(report, &mut bytes)?,
        ReportFormat::Xlsx => activity::write_xlsx(report, &mut bytes)?,
        ReportFormat::Pdf => activity::write_pdf(report, &mut bytes)?,
        ReportFormat::Pack => activity::write_pack(report, &mut bytes)?,
    }
    deliver(&bytes, output)
}

/// The days somebody asked for.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    Between(Period),
    Named(Preset),
}

impl Wanted {
    /// What was typed, if anything was.
    pub(super) fn of(days: &Days) -> Outcome<Option<Self>> {
        if let (Some(from), Some(to)) = (days.from, days.to) {
            let period = Period::new(from, to).ok_or_else(|| {
                Failure::usage(format!(
                    "The first day, {from}, comes after the last, {to}."
                ))
            })?;
            return Ok(Some(Self::Between(period)));
        }
        let Some(name) = &days.period else {
            return Ok(None);
        };
        if let Some(preset) = Preset::parse(name) {
            return Ok(Some(Self::Named(preset)));
        }
        let names: Vec<_> = Preset::ALL.iter().map(|preset| preset.as_str()).collect();
        Err(Failure::usage(format!(
            "There is no period called {name}. Name one of {}.",
            names.join(", ")
        )))
    }

    /// Its days, seen from today.
    pub(super) fn seen_from(self, conn: &Connection, bank: &Bank) -> timebank::Result<Period> {
        match self {
            Self::Between(period) => Ok(period),
            Self::Named(preset) => preset.period(conn, bank, bank::moment(bank).today),
        }
    }
}
