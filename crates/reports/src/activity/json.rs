//! The report for programs. The keys stay: they may gain companions and never change.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::chapter::ChapterDocument;
use super::{ActivityReport, Amount, COMPARED, MonthClosing, metric};
use crate::Result;
use crate::disclosure::{
    AccountsRow, Audience, MonthRow, ProtectedFigure, ProtectedPrevious, ProtectedProof,
    ProtectedReport, Publish, Shown,
};

/// The JSON Schema of the report. A test compares it with what is written.
pub const SCHEMA: &str = include_str!("../../schema/activity.schema.json");

/// The report as JSON has it. Instants are UTC, days ISO dates, lengths whole minutes. A figure is
/// absent where it may not be shown; `protection` then says why.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityDocument {
    /// The name of the bank.
    pub bank: String,
    /// The days it covers.
    pub period: PeriodDocument,
    /// What part of the bank it is about, in words; only in a report of a part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// How many exchanges.
    pub exchanges: Option<u64>,
    /// Minutes of help, each counted once.
    pub minutes_exchanged: Option<i64>,
    /// Members who gave or received.
    pub members_active: Option<u64>,
    /// Members who gave.
    pub members_giving: Option<u64>,
    /// Members who received.
    pub members_receiving: Option<u64>,
    /// Members who gave and received.
    pub members_both: Option<u64>,
    /// Members whose membership began.
    pub members_new: Option<u64>,
    /// Organisations among the active members.
    pub organisations_active: Option<u64>,
    /// The middle number of days from recorded to approved.
    pub days_to_approval: Option<i64>,
    /// The other figures by their key, see `definitions`.
    #[serde(flatten)]
    pub figures: BTreeMap<&'static str, Option<i64>>,
    /// Every month of the period.
    pub months: Vec<MonthDocument>,
    /// By kind of help, most hours first.
    pub categories: Vec<ShareDocument>,
    /// By channel, most hours first.
    pub channels: Vec<ShareDocument>,
    /// Who helped whom, people and organisations.
    pub pairs: Vec<ShareDocument>,
    /// The period of equal length before.
    pub previous: Option<PreviousDocument>,
    /// The same days a year before, where that is another period.
    pub year_before: Option<PreviousDocument>,
    /// What was asked for beside, each with its own tables.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chapters: Vec<ChapterDocument>,
    /// The report beside the book.
    pub reconciliation: ReconciliationDocument,
    /// What the last report of these days said that was handed over; only in a report for the
    /// committee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told_before: Option<ToldDocument>,
    /// What became of its months in the book; only those that were closed at least once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_months: Vec<ClosingDocument>,
    /// The book when the report was made.
    pub book: BookDocument,
    /// What each figure means.
    pub definitions: Vec<DefinitionDocument>,
    /// When the report was made.
    pub generated_at: DateTime<Utc>,
    /// What is masked or rounded; only in a report for readers outside the bank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protection: Option<ProtectionDocument>,
}

/// What is masked or rounded in a report for readers outside the bank.
#[derive(Clone, Debug, Serialize)]
pub struct ProtectionDocument {
    /// Whom the report is for.
    pub audience: &'static str,
    /// To what numbers of people are rounded, if they are.
    pub rounded_to: Option<u64>,
    /// Every figure that is not as it was counted.
    pub figures: Vec<ProtectedFigureDocument>,
    /// The same for a reader, in sentences.
    pub notes: Vec<String>,
}

/// A figure that is masked or rounded.
#[derive(Clone, Debug, Serialize)]
pub struct ProtectedFigureDocument {
    /// The key of the figure.
    pub id: &'static str,
    /// What is shown, if a figure is.
    pub value: Option<i64>,
    /// What is to be said of it: `fewer than 5`, `hidden`, `rounded to the nearest 5`.
    pub shown: String,
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
    pub exchanges: Option<u64>,
    /// Their minutes.
    pub minutes: Option<i64>,
    /// Why they are absent, if they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
}

/// One kind of help, or one channel.
#[derive(Clone, Debug, Serialize)]
pub struct ShareDocument {
    /// The name of a kind of help; the code of a channel.
    pub name: String,
    /// How many exchanges.
    pub exchanges: Option<u64>,
    /// Their minutes.
    pub minutes: Option<i64>,
    /// Why they are absent, if they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<String>,
}

/// The period before.
#[derive(Clone, Debug, Serialize)]
pub struct PreviousDocument {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// How many exchanges.
    pub exchanges: Option<u64>,
    /// Their minutes.
    pub minutes_exchanged: Option<i64>,
    /// Its group activities by the keys of the figures, see `definitions`.
    #[serde(flatten)]
    pub figures: BTreeMap<&'static str, Option<i64>>,
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
    pub help_posted_minutes: Option<i64>,
    /// Minutes of help taken back.
    pub help_reversed_minutes: Option<i64>,
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

/// What an earlier report of the same days said.
#[derive(Clone, Debug, Serialize)]
pub struct ToldDocument {
    /// The day it was handed over.
    pub on: NaiveDate,
    /// How many transfers the book had.
    pub transfers: u64,
    /// How many exchanges it said.
    pub exchanges: u64,
    /// Their minutes.
    pub minutes_exchanged: i64,
    /// By how many minutes these days have changed since.
    pub change_minutes: i64,
}

/// What became of a month in the book.
#[derive(Clone, Debug, Serialize)]
pub struct ClosingDocument {
    /// Its code: `2026-07`.
    pub month: String,
    /// The day it was closed; nothing while it stands open again.
    pub closed_on: Option<NaiveDate>,
    /// Days on which it was opened again.
    pub reopened_on: Vec<NaiveDate>,
    /// Minutes that came in late or were put right since; only in a report for the committee.
    pub late_minutes: Option<i64>,
    /// Exchanges that came in late, less those taken back; only in a report for the committee.
    pub late_exchanges: Option<i64>,
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
pub fn write_json(report: &impl Publish, out: &mut impl Write) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, &ActivityDocument::from(&*report.published()))
        .map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

impl From<&ActivityReport> for ActivityDocument {
    fn from(report: &ActivityReport) -> ActivityDocument {
        ActivityDocument::from(&*report.published())
    }
}

impl From<&ProtectedReport> for ActivityDocument {
    fn from(report: &ProtectedReport) -> ActivityDocument {
        let count = |metric| report.value(metric).value().map(i64::unsigned_abs);
        let total = report.total();
        ActivityDocument {
            bank: report.bank.clone(),
            period: PeriodDocument {
                from: report.period.from(),
                to: report.period.to(),
                name: report.period.name(),
            },
            part: report.part.clone(),
            exchanges: total.exchanges().value(),
            minutes_exchanged: total.minutes().value(),
            members_active: count(&metric::MEMBERS_ACTIVE),
            members_giving: count(&metric::MEMBERS_GIVING),
            members_receiving: count(&metric::MEMBERS_RECEIVING),
            members_both: count(&metric::MEMBERS_BOTH),
            members_new: count(&metric::MEMBERS_NEW),
            organisations_active: count(&metric::ORGANISATIONS_ACTIVE),
            days_to_approval: report.value(&metric::DAYS_TO_APPROVAL).value(),
            figures: other_figures(report),
            months: report.months.iter().map(month).collect(),
            categories: report
                .categories
                .iter()
                .map(|row| share(&row.name, row.amount))
                .collect(),
            channels: report
                .channels
                .iter()
                .map(|row| share(row.channel.as_str(), row.amount))
                .collect(),
            pairs: report
                .pairs
                .iter()
                .map(|row| share(row.code(), row.amount))
                .collect(),
            previous: report.previous.as_ref().map(before),
            year_before: report.year_before.as_ref().map(before),
            chapters: report.chapters.iter().map(ChapterDocument::from).collect(),
            reconciliation: reconciliation(&report.proof),
            told_before: report.restated.map(|restated| ToldDocument {
                on: restated.told_on,
                transfers: restated.transfers,
                exchanges: restated.told.exchanges,
                minutes_exchanged: restated.told.minutes,
                change_minutes: restated.change(),
            }),
            closed_months: report.closings.iter().map(closing).collect(),
            book: BookDocument {
                transfers: report.head.seq,
                digest: report.head.digest.to_string(),
            },
            definitions: report.figures.iter().map(definition).collect(),
            generated_at: report.made_at,
            protection: protection(report),
        }
    }
}

/// The figures that have no field of their own.
fn other_figures(report: &ProtectedReport) -> BTreeMap<&'static str, Option<i64>> {
    let named = [
        &metric::EXCHANGES,
        &metric::MINUTES_EXCHANGED,
        &metric::MEMBERS_ACTIVE,
        &metric::MEMBERS_GIVING,
        &metric::MEMBERS_RECEIVING,
        &metric::MEMBERS_BOTH,
        &metric::MEMBERS_NEW,
        &metric::ORGANISATIONS_ACTIVE,
        &metric::DAYS_TO_APPROVAL,
    ]
    .map(|metric| metric.id);
    let figures = report.figures.iter();
    let others = figures.filter(|figure| !named.contains(&figure.metric.id));
    by_key(others)
}

fn before(before: &ProtectedPrevious) -> PreviousDocument {
    PreviousDocument {
        from: before.period.from(),
        to: before.period.to(),
        exchanges: before.amount.exchanges().value(),
        minutes_exchanged: before.amount.minutes().value(),
        figures: by_key(&before.figures),
    }
}

fn by_key<'a>(
    figures: impl IntoIterator<Item = &'a ProtectedFigure>,
) -> BTreeMap<&'static str, Option<i64>> {
    let figures = figures.into_iter();
    let figure = |figure: &ProtectedFigure| (figure.metric.id, figure.value.value());
    figures.map(figure).collect()
}

fn closing(month: &MonthClosing) -> ClosingDocument {
    ClosingDocument {
        month: month.code(),
        closed_on: month.closed_on,
        reopened_on: month.reopened.iter().map(|(day, _)| *day).collect(),
        late_minutes: month.late.map(|late| late.minutes),
        late_exchanges: month.late.map(|late| late.exchanges),
    }
}

fn month(month: &MonthRow) -> MonthDocument {
    MonthDocument {
        month: month.code(),
        exchanges: month.amount.exchanges().value(),
        minutes: month.amount.minutes().value(),
        shown: month.amount.note(),
    }
}

fn share(name: &str, amount: Shown<Amount>) -> ShareDocument {
    ShareDocument {
        name: name.to_owned(),
        exchanges: amount.exchanges().value(),
        minutes: amount.minutes().value(),
        shown: amount.note(),
    }
}

fn reconciliation(proof: &ProtectedProof) -> ReconciliationDocument {
    let accounts = |row: &AccountsRow| AccountsDocument {
        kind: row.holders.as_str(),
        opening: row.opening,
        incoming: row.incoming,
        outgoing: row.outgoing,
        closing: row.closing,
    };
    ReconciliationDocument {
        sum_of_accounts_minutes: proof.sum_of_accounts,
        matches_book: proof.matches_book,
        differences: proof.differences.clone(),
        accounts: proof.accounts.iter().map(accounts).collect(),
        help_posted_minutes: proof.posted.minutes().value(),
        help_reversed_minutes: proof.reversed.minutes().value(),
    }
}

fn definition(figure: &ProtectedFigure) -> DefinitionDocument {
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

/// The keys of an earlier period: its exchanges, their minutes, then [`COMPARED`].
const PREVIOUS: [&str; 6] = [
    "previous.exchanges",
    "previous.minutes_exchanged",
    "previous.group_activities",
    "previous.group_leader_minutes",
    "previous.group_attendee_minutes",
    "previous.group_attendances",
];
const YEAR_BEFORE: [&str; 6] = [
    "year_before.exchanges",
    "year_before.minutes_exchanged",
    "year_before.group_activities",
    "year_before.group_leader_minutes",
    "year_before.group_attendee_minutes",
    "year_before.group_attendances",
];

fn parts_before(
    before: &ProtectedPrevious,
    keys: &'static [&'static str; 6],
) -> Vec<(&'static str, Shown<i64>)> {
    let (exchanges, minutes) = (before.amount.exchanges(), before.amount.minutes());
    let [first, second, others @ ..] = keys;
    let mut parts = vec![
        (*first, exchanges.map(u64::cast_signed)),
        (*second, minutes),
    ];
    for (metric, key) in COMPARED.iter().zip(others) {
        let mut figures = before.figures.iter();
        let found = figures.find(|figure| figure.metric.id == metric.id);
        parts.extend(found.map(|figure| (*key, figure.value)));
    }
    parts
}

fn protection(report: &ProtectedReport) -> Option<ProtectionDocument> {
    if report.audience == Audience::Committee {
        return None;
    }
    let figures = report.figures.iter();
    let figures = figures.map(|figure| (figure.metric.id, figure.value));
    let [_, giving_only, receiving_only, _] = report.taking_part();
    let parts = [giving_only, receiving_only].map(|(_, id, members)| (id, members));
    let proof = [
        ("help_posted_minutes", report.proof.posted.minutes()),
        ("help_reversed_minutes", report.proof.reversed.minutes()),
    ];
    let previous = report.previous.iter();
    let previous = previous.flat_map(|before| parts_before(before, &PREVIOUS));
    let year = report.year_before.iter();
    let previous = previous.chain(year.flat_map(|before| parts_before(before, &YEAR_BEFORE)));
    let all = figures.chain(parts).chain(previous).chain(proof);
    Some(ProtectionDocument {
        audience: report.audience.as_str(),
        rounded_to: report.rounded_to(),
        figures: all
            .filter_map(|(id, value)| {
                let (shown, value) = (value.note()?, value.value());
                Some(ProtectedFigureDocument { id, value, shown })
            })
            .collect(),
        notes: report.notes(),
    })
}
