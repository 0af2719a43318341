//! `hourbook export`: the bank's records, for other programs.

use std::path::Path;

use reports::exports;
use reports::journal::{self, Format};
use rusqlite::Connection;
use timebank::bank::{self as banks, Bank};

use super::report::Wanted;
use crate::bank;
use crate::cli::{BankFlags, ExportCommand, Flags, JournalFormat};
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
                journal::journal(conn, bank, format, bank::moment(bank).now, out)
            })
        }
        ExportCommand::Exchanges {
            place,
            days,
            output,
        } => {
            let wanted = Wanted::of(&days)?;
            write(&place, output.as_deref(), |conn, bank, out| {
                let period = wanted
                    .map(|wanted| wanted.seen_from(conn, bank))
                    .transpose()?;
                exports::exchanges(conn, bank, period, out)
            })
        }
        ExportCommand::Book { place, output } => {
            write(&place, output.as_deref(), |conn, _, out| {
                reports::book::book(conn, out)
            })
        }
        ExportCommand::Members { place, output } => {
            write(&place, output.as_deref(), exports::members)
        }
        ExportCommand::Transfers { place, output } => {
            write(&place, output.as_deref(), exports::transfers)
        }
    }
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
