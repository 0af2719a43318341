//! `hourbook export`: the bank's records, for other programs.

use std::path::Path;

use chrono::{DateTime, Utc};
use reports::exports;
use reports::journal::{self, Format};
use rusqlite::Connection;
use timebank::bank::{self as banks, Bank};

use super::report::{Wanted, keep_off_the_screen};
use crate::bank;
use crate::cli::{BankFlags, ExportCommand, Flags, JournalFormat, ListFormat};
use crate::config::Settings;
use crate::failure::Outcome;
use crate::output::deliver;

pub(super) fn run(command: ExportCommand) -> Outcome {
    match command {
        ExportCommand::Journal {
            place,
            format,
            output,
        } => {
            let format = match format {
                JournalFormat::Hledger => Format::Hledger,
                JournalFormat::Ledger => Format::Ledger,
                JournalFormat::Beancount => Format::Beancount,
            };
            write(&place, output.as_deref(), |conn, bank, out| {
                journal::journal(conn, bank, format, made_at(bank), out)
            })
        }
        ExportCommand::Exchanges {
            place,
            days,
            format,
            output,
        } => {
            let wanted = Wanted::of(&days)?;
            list(&place, format, output.as_deref(), |conn, bank, out| {
                let period = wanted
                    .map(|wanted| wanted.seen_from(conn, bank))
                    .transpose()?;
                match format {
                    ListFormat::Csv => exports::exchanges(conn, bank, period, out),
                    ListFormat::Xlsx => {
                        exports::exchanges_xlsx(conn, bank, period, made_at(bank), out)
                    }
                }
            })
        }
        ExportCommand::Book { place, output } => {
            write(&place, output.as_deref(), |conn, _, out| {
                reports::book::book(conn, out)
            })
        }
        ExportCommand::Members {
            place,
            format,
            output,
        } => list(
            &place,
            format,
            output.as_deref(),
            |conn, bank, out| match format {
                ListFormat::Csv => exports::members(conn, bank, out),
                ListFormat::Xlsx => exports::members_xlsx(conn, bank, made_at(bank), out),
            },
        ),
        ExportCommand::Transfers {
            place,
            format,
            output,
        } => list(
            &place,
            format,
            output.as_deref(),
            |conn, bank, out| match format {
                ListFormat::Csv => exports::transfers(conn, bank, out),
                ListFormat::Xlsx => exports::transfers_xlsx(conn, bank, made_at(bank), out),
            },
        ),
    }
}

fn made_at(bank: &Bank) -> DateTime<Utc> {
    bank::moment(bank).now
}

/// Writes a list, unless it is a workbook on its way to the screen.
fn list(
    place: &BankFlags,
    format: ListFormat,
    output: Option<&Path>,
    export: impl FnOnce(&Connection, &Bank, &mut Vec<u8>) -> reports::Result<()>,
) -> Outcome {
    if format == ListFormat::Xlsx {
        keep_off_the_screen(output)?;
    }
    write(place, output, export)
}

/// Writes within one snapshot of the bank, so that the file agrees with itself.
fn write(
    place: &BankFlags,
    output: Option<&Path>,
    export: impl FnOnce(&Connection, &Bank, &mut Vec<u8>) -> reports::Result<()>,
) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    let bytes = database.read_blocking(|conn| {
        let bank = banks::get(conn)?;
        let mut bytes = Vec::new();
        export(conn, &bank, &mut bytes)?;
        Ok::<_, reports::Error>(bytes)
    })?;
    deliver(&bytes, output)
}
