//! Arguments of the commands that read or write files: imports, reports and exports.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::BankFlags;

/// Where a bank may come from.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Bring in the files that TimeOverflow exports. Shows what would change, and changes it only
    /// with --commit.
    #[command(name = "timeoverflow")]
    TimeOverflow(TimeOverflow),
}

/// The files of one export of TimeOverflow.
#[derive(Args, Debug)]
pub(crate) struct TimeOverflow {
    #[command(flatten)]
    pub(crate) place: BankFlags,
    /// The members and their balances.
    #[arg(long, value_name = "FILE")]
    pub(crate) users: PathBuf,
    /// All transfers.
    #[arg(long, value_name = "FILE")]
    pub(crate) transfers: PathBuf,
    /// The offers.
    #[arg(long, value_name = "FILE")]
    pub(crate) offers: Option<PathBuf>,
    /// The requests.
    #[arg(long, value_name = "FILE")]
    pub(crate) requests: Option<PathBuf>,
    /// What the files call the bank’s own account; the bank’s name unless given.
    #[arg(long, value_name = "NAME")]
    pub(crate) bank_account_name: Option<String>,
    /// Leave out the lines that cannot be brought in, and bring in the rest.
    #[arg(long)]
    pub(crate) skip_bad_lines: bool,
    /// Bring everything in, in one go. Without it nothing changes.
    #[arg(long)]
    pub(crate) commit: bool,
}

/// The reports.
#[derive(Debug, Subcommand)]
pub(crate) enum ReportCommand {
    /// Count what was exchanged in a period, by whom and with what.
    Activity {
        #[command(flatten)]
        place: BankFlags,
        #[command(flatten)]
        days: Days,
        /// How the report is written.
        #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
        format: ReportFormat,
        /// Whom the report is written for. Before one leaves the bank, ask for outside: small
        /// numbers of people are then masked. The website begins with outside, this command with
        /// committee, whose figures are all exact.
        #[arg(long = "for", value_enum, default_value_t = Readers::Committee)]
        readers: Readers,
        /// Say what it would have cost to pay for the hours.
        #[arg(long)]
        worth: bool,
        /// Add what members answered to this survey: its number.
        #[arg(long, value_name = "NUMBER")]
        survey: Option<i64>,
        /// Add this story, while it may be shown: its number.
        #[arg(long, value_name = "NUMBER")]
        story: Option<i64>,
        /// Only what belongs to this project.
        #[arg(long, value_name = "NAME")]
        project: Option<String>,
        /// Only what belongs to projects that this one pays for.
        #[arg(long, value_name = "NAME")]
        funder: Option<String>,
        /// A file to write the report into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Look at how the community is doing: whether hours come round, on how many shoulders the
    /// help rests, who stays. For the committee.
    Health {
        #[command(flatten)]
        place: BankFlags,
        #[command(flatten)]
        days: Days,
        /// How it is written.
        #[arg(long, value_enum, default_value_t = HealthFormat::Text)]
        format: HealthFormat,
        /// A file to write it into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Put the reports of many banks together: a row for each, and all of them. For outside, small
    /// numbers are kept over all banks.
    Network {
        /// A folder of bank files (NAME.hourbook).
        #[arg(long, value_name = "FOLDER")]
        banks: PathBuf,
        #[command(flatten)]
        days: Days,
        /// How the report is written.
        #[arg(long, value_enum, default_value_t = NetworkFormat::Text)]
        format: NetworkFormat,
        /// Whom the report is written for.
        #[arg(long = "for", value_enum, default_value_t = Readers::Outside)]
        readers: Readers,
        /// A file to write the report into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// How the health of the community is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HealthFormat {
    /// To be read.
    Text,
    /// A plain table, for any spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// A workbook; needs --output or a pipe.
    Xlsx,
    /// To be printed; needs --output or a pipe.
    Pdf,
}

/// How the report of many banks is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NetworkFormat {
    /// To be read.
    Text,
    /// A plain table, for any spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// A workbook; needs --output or a pipe.
    Xlsx,
    /// To be printed; needs --output or a pipe.
    Pdf,
}

/// A period: two days, or a name.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Days {
    /// The first day, such as 2026-04-01.
    #[arg(long, value_name = "DAY", requires = "to", conflicts_with = "period")]
    pub(crate) from: Option<NaiveDate>,
    /// The last day, counted as well.
    #[arg(long, value_name = "DAY", requires = "from", conflicts_with = "period")]
    pub(crate) to: Option<NaiveDate>,
    /// A period by name: this-month, last-month, this-quarter, last-quarter,
    /// this-financial-year, last-financial-year, this-school-year, last-school-year, this-year,
    /// last-year or everything.
    #[arg(long, value_name = "NAME")]
    pub(crate) period: Option<String>,
}

/// What can be written out.
#[derive(Debug, Subcommand)]
pub(crate) enum ExportCommand {
    /// Write the whole book as a journal that hledger, Ledger or Beancount reads and checks.
    Journal {
        #[command(flatten)]
        place: BankFlags,
        /// The program the journal is for.
        #[arg(long, value_enum, default_value_t = JournalFormat::Hledger)]
        format: JournalFormat,
        /// A file to write the journal into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write every exchange, in every state. The list names people.
    Exchanges {
        #[command(flatten)]
        place: BankFlags,
        #[command(flatten)]
        days: Days,
        /// How the list is written.
        #[arg(long, value_enum, default_value_t = ListFormat::Csv)]
        format: ListFormat,
        /// A file to write the list into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write every member, those who left included. The list names people.
    Members(ListFlags),
    /// Write the whole book as JSON lines, from which anybody can prove it without Hourbook.
    Book {
        #[command(flatten)]
        place: BankFlags,
        /// A file to write the book into.
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write everybody on the list of each group activity, and how long they were there. The list
    /// names people.
    Activities(ListFlags),
    /// Write every offer and request, open or closed. The list names people.
    Listings(ListFlags),
    /// Write what came into the community pot and what it gave.
    Pot(ListFlags),
    /// Write who did what, to what and when. Members stand there by number.
    Audit(ListFlags),
    /// Write every entry of the book, with the digests that chain it.
    Transfers(ListFlags),
}

/// Which bank, and how and where a list is written.
#[derive(Args, Debug)]
pub(crate) struct ListFlags {
    #[command(flatten)]
    pub(crate) place: BankFlags,
    /// How the list is written.
    #[arg(long, value_enum, default_value_t = ListFormat::Csv)]
    pub(crate) format: ListFormat,
    /// A file to write the list into.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// To be read.
    Text,
    /// A plain table, for any spreadsheet.
    Csv,
    /// For a program.
    Json,
    /// A workbook with sheets and charts; needs --output or a pipe.
    Xlsx,
    /// A document to print and hand over; needs --output or a pipe.
    Pdf,
    /// Two pages for a funder, to print: what happened, who was reached, the proof; needs --output
    /// or a pipe.
    Pack,
}

/// Whom a report is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Readers {
    /// Funders and anybody else outside the bank: small numbers of people are masked.
    Outside,
    /// The bank’s own committee: every figure is exact.
    Committee,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// A plain table, for any program.
    Csv,
    /// A workbook; needs --output or a pipe.
    Xlsx,
}

/// How the proof is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyFormat {
    /// To be read.
    Text,
    /// For a program.
    Json,
}

/// The program a journal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JournalFormat {
    /// hledger.
    Hledger,
    /// Ledger.
    Ledger,
    /// Beancount.
    Beancount,
}
