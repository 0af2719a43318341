//! The report for programs. The keys stay: they may gain companions and never change.

use std::io::Write;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::KindMovement;
use serde::Serialize;

use super::{ActivityReport, Amount, Figure};
use crate::Result;

/// The report as JSON has it. Instants are UTC, days ISO dates, lengths whole minutes.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityDocument {
    /// The name of the bank.
    pub bank: String,
    /// The days it covers.
    pub period: PeriodDocument,
    /// How many exchanges.
    pub exchanges: u64,
    /// Minutes of help, each counted once.
    pub minutes_exchanged: i64,
    /// Members who gave or received.
    pub members_active: u64,
    /// Members who gave.
    pub members_giving: u64,
    /// Members who received.
    pub members_receiving: u64,
    /// Members who gave and received.
    pub members_both: u64,
    /// Members whose membership began.
    pub members_new: u64,
    /// Organisations among the active members.
    pub organisations_active: u64,
    /// The middle number of days from recorded to approved.
    pub days_to_approval: Option<i64>,
    /// Every month of the period.
    pub months: Vec<MonthDocument>,
    /// By kind of help, most hours first.
    pub categories: Vec<ShareDocument>,
    /// By channel, most hours first.
    pub channels: Vec<ShareDocument>,
    /// The period of equal length before.
    pub previous: Option<PreviousDocument>,
    /// The report beside the book.
    pub reconciliation: ReconciliationDocument,
    /// The book when the report was made.
    pub book: BookDocument,
    /// What each figure means.
    pub definitions: Vec<DefinitionDocument>,
    /// When the report was made.
    pub generated_at: DateTime<Utc>,
}

/// A stretch of days, both ends included.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodDocument {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Its name in words.
    pub name: String,
}

/// One month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthDocument {
    /// `2026-07`.
    pub month: String,
    /// How many exchanges.
    pub exchanges: u64,
    /// Their minutes.
    pub minutes: i64,
}

/// One kind of help, or one channel.
#[derive(Clone, Debug, Serialize)]
pub struct ShareDocument {
    /// The name of a kind of help; the code of a channel.
    pub name: String,
    /// How many exchanges.
    pub exchanges: u64,
    /// Their minutes.
    pub minutes: i64,
}

/// The period before.
#[derive(Clone, Debug, Serialize)]
pub struct PreviousDocument {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How many exchanges.
    pub exchanges: u64,
    /// Their minutes.
    pub minutes_exchanged: i64,
}

/// The report beside the book.
#[derive(Clone, Debug, Serialize)]
pub struct ReconciliationDocument {
    /// All balances together, as the book stands now.
    pub sum_of_accounts_minutes: i64,
    /// Whether everything agrees.
    pub matches_book: bool,
    /// Where it does not, a sentence each.
    pub differences: Vec<String>,
    /// What the accounts of each kind did in the period.
    pub accounts: Vec<AccountsDocument>,
    /// Minutes of help posted.
    pub help_posted_minutes: i64,
    /// Minutes of help taken back.
    pub help_reversed_minutes: i64,
}

/// The accounts of a kind. Opening + incoming − outgoing = closing, in minutes.
#[derive(Clone, Debug, Serialize)]
pub struct AccountsDocument {
    /// The code of the kind.
    pub kind: &'static str,
    /// Before the period.
    pub opening: i64,
    /// Everything in.
    pub incoming: i64,
    /// Everything out, without its sign.
    pub outgoing: i64,
    /// By the end of the period.
    pub closing: i64,
}

/// The book when the report was made.
#[derive(Clone, Debug, Serialize)]
pub struct BookDocument {
    /// How many transfers it had.
    pub transfers: u64,
    /// The digest of the last one, 64 hexadecimal digits.
    pub digest: String,
}

/// What a figure means.
#[derive(Clone, Debug, Serialize)]
pub struct DefinitionDocument {
    /// The figure’s key.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub unit: &'static str,
    /// What it means.
    pub definition: &'static str,
    /// Which day decides.
    pub date_basis: &'static str,
    /// What does not count.
    pub left_out: &'static str,
}

/// Writes the report as one JSON document, indented, with a line end.
pub fn write_json(report: &ActivityReport, out: &mut impl Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &ActivityDocument::from(report))
        .map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

impl From<&ActivityReport> for ActivityDocument {
    fn from(report: &ActivityReport) -> ActivityDocument {
        ActivityDocument {
            bank: report.bank.clone(),
            period: PeriodDocument {
                from: report.period.from(),
                to: report.period.to(),
                name: report.period.name(),
            },
            exchanges: report.exchanges(),
            minutes_exchanged: report.minutes_exchanged(),
            members_active: report.members_active(),
            members_giving: report.members_giving(),
            members_receiving: report.members_receiving(),
            members_both: report.members_both(),
            members_new: report.members_new(),
            organisations_active: report.organisations_active(),
            days_to_approval: report.days_to_approval(),
            months: months(report),
            categories: shares(
                report
                    .categories
                    .iter()
                    .map(|s| (s.name.as_str(), s.amount)),
            ),
            channels: shares(
                report
                    .channels
                    .iter()
                    .map(|s| (s.channel.as_str(), s.amount)),
            ),
            previous: report.previous.as_ref().map(|before| PreviousDocument {
                from: before.period.from(),
                to: before.period.to(),
                exchanges: before.amount.exchanges,
                minutes_exchanged: before.amount.minutes,
            }),
            reconciliation: reconciliation(report),
            book: BookDocument {
                transfers: report.head.seq,
                digest: report.head.digest.to_string(),
            },
            definitions: report.figures.iter().map(definition).collect(),
            generated_at: report.made_at,
        }
    }
}

fn months(report: &ActivityReport) -> Vec<MonthDocument> {
    let month = |month: &super::Month| MonthDocument {
        month: month.code(),
        exchanges: month.amount.exchanges,
        minutes: month.amount.minutes,
    };
    report.months.iter().map(month).collect()
}

fn shares<'a>(shares: impl Iterator<Item = (&'a str, Amount)>) -> Vec<ShareDocument> {
    shares
        .map(|(name, amount)| ShareDocument {
            name: name.to_owned(),
            exchanges: amount.exchanges,
            minutes: amount.minutes,
        })
        .collect()
}

fn reconciliation(report: &ActivityReport) -> ReconciliationDocument {
    let proof = &report.reconciliation;
    let accounts = |kind: &KindMovement| AccountsDocument {
        kind: kind.kind.as_str(),
        opening: kind.opening.get(),
        incoming: kind.incoming.get(),
        outgoing: kind.outgoing.get(),
        closing: kind.closing.get(),
    };
    ReconciliationDocument {
        sum_of_accounts_minutes: proof.sum_of_accounts,
        matches_book: proof.matches_book(),
        differences: proof.differences.clone(),
        accounts: proof.accounts.iter().map(accounts).collect(),
        help_posted_minutes: proof.help.posted.get(),
        help_reversed_minutes: proof.help.reversed.get(),
    }
}

fn definition(figure: &Figure) -> DefinitionDocument {
    let metric = figure.metric;
    DefinitionDocument {
        id: metric.id,
        name: metric.name,
        unit: metric.unit.as_str(),
        definition: metric.definition,
        date_basis: metric.date_basis,
        left_out: metric.left_out,
    }
}
