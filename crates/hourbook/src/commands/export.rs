//! `hourbook export`: the bank's records, for other programs.

use std::path::Path;

use chrono::{DateTime, Utc};
use reports::exports;
use reports::journal::{self, Format};
use rusqlite::Connection;
use timebank::audit;
use timebank::bank::{self as banks, Bank};

use super::report::{Wanted, keep_off_the_screen};
use crate::bank;
use crate::cli::{BankFlags, ExportCommand, Flags, JournalFormat, ListFlags, ListFormat};
use crate::config::Settings;
use crate::failure::{Failure, Outcome};
use crate::output::{Sink, stream};

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
        ExportCommand::Members(flags) => whole(&flags, exports::members, exports::members_xlsx),
        ExportCommand::Activities(flags) => {
            whole(&flags, exports::activities, exports::activities_xlsx)
        }
        ExportCommand::Listings(flags) => whole(&flags, exports::listings, exports::listings_xlsx),
        ExportCommand::Pot(flags) => whole(&flags, exports::pot, exports::pot_xlsx),
        ExportCommand::Audit(flags) => whole(
            &flags,
            |conn, bank, out| exports::audit(conn, bank, &audit::Search::default(), out),
            |conn, bank, at, out| {
                exports::audit_xlsx(conn, bank, &audit::Search::default(), at, out)
            },
        ),
        ExportCommand::Transfers(flags) => {
            whole(&flags, exports::transfers, exports::transfers_xlsx)
        }
    }
}

fn made_at(bank: &Bank) -> DateTime<Utc> {
    bank::moment(bank).now
}

/// Writes a list of all there is.
fn whole(
    flags: &ListFlags,
    csv: fn(&Connection, &Bank, &mut Sink) -> reports::Result<()>,
    xlsx: fn(&Connection, &Bank, DateTime<Utc>, &mut Sink) -> reports::Result<()>,
) -> Outcome {
    let (place, output) = (&flags.place, flags.output.as_deref());
    list(place, flags.format, output, |conn, bank, out| {
        match flags.format {
            ListFormat::Csv => csv(conn, bank, out),
            ListFormat::Xlsx => xlsx(conn, bank, made_at(bank), out),
        }
    })
}

/// Writes a list, unless it is a workbook on its way to the screen.
fn list(
    place: &BankFlags,
    format: ListFormat,
    output: Option<&Path>,
    export: impl FnOnce(&Connection, &Bank, &mut Sink) -> reports::Result<()>,
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
    export: impl FnOnce(&Connection, &Bank, &mut Sink) -> reports::Result<()>,
) -> Outcome {
    let settings = Settings::load(&Flags::from(place))?;
    let database = bank::open_to_read(settings.bank()?)?;
    stream(output, |sink| {
        let written = database.read_blocking(|conn| {
            let bank = banks::get(conn)?;
            export(conn, &bank, sink)
        });
        written.map_err(Failure::from)
    })
}
