//! The report as plain data, with the few sentences and differences that follow from it.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Head;
use timebank::member::MemberKind;
use timebank::story::Story;
use timebank::{CategoryId, Channel};

use super::attended;
use super::closings::MonthClosing;
use super::crowd::Behind;
use super::grid::Grid;
use super::headings::HeadingShare;
use super::metric::{self, Figure, Metric};
use super::outcomes::Outcomes;
use super::projects::ProjectShare;
use super::reconciliation::Reconciliation;
use super::tally::Amount;
use super::told::Restated;
use super::worth::Worth;
use crate::period::Period;
use crate::words;

/// What a community did in a period.
#[derive(Clone, Debug)]
pub struct ActivityReport {
    /// The name of the bank.
    pub bank: String,
    /// The days it covers.
    pub period: Period,
    /// What part of the bank it is about, in words; nothing for the whole bank.
    pub part: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was made, in words where the bank is: `22 November 2026 at 9:40am`.
    pub made_at_words: String,
    /// The day it was made where the bank is.
    pub made_on: NaiveDate,
    /// Every figure with its definition, in the order of [`metric::ALL`]; without those about all
    /// members where the report is about a part of the bank.
    pub figures: Vec<Figure>,
    /// Every month of the period in order, the empty ones too.
    pub months: Vec<Month>,
    /// Kinds of help by hours, most first; help without a kind comes last.
    pub categories: Vec<CategoryShare>,
    /// The same by heading. Empty where no two kinds of help stand under one.
    pub headings: Vec<HeadingShare>,
    /// How the exchanges were recorded, by hours, most first.
    pub channels: Vec<ChannelShare>,
    /// Who helped whom: people and organisations.
    pub pairs: Vec<PairShare>,
    /// To which projects the exchanges belong, by hours, most first; what belongs to none comes
    /// last. Empty where nothing belongs to any.
    pub projects: Vec<ProjectShare>,
    /// The period of equal length before; nothing where the calendar does not reach so far.
    pub previous: Option<Previous>,
    /// The same days a year before, without its months; nothing where that is the period before.
    pub year_before: Option<Previous>,
    /// The report beside the book.
    pub reconciliation: Reconciliation,
    /// What the last report of these days said that was handed over, if one was.
    pub restated: Option<Restated>,
    /// What became of its months in the book, those that were closed at least once.
    pub closings: Vec<MonthClosing>,
    /// What it would have cost to pay for the hours; only where it was asked for.
    pub worth: Option<Worth>,
    /// What members say of how they are; only where it was asked for.
    pub outcomes: Option<Outcomes>,
    /// What somebody said; only where it was asked for, and while they agree.
    pub story: Option<Story>,
    /// The newest transfer of the book when the report was made, and its digest.
    pub head: Head,
    /// The report of the whole bank, beside which one of a project must be protected.
    pub(crate) whole: Option<Box<ActivityReport>>,
    /// Every list by project, for the same reason.
    pub(crate) grid: Option<Box<Grid>>,
    /// Who stands behind each part; decides what may leave the bank and is never printed.
    pub(crate) behind: Behind,
}

/// What was exchanged in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The first day of the month.
    pub first: NaiveDate,
    /// What was exchanged on the days of it that lie in the period.
    pub amount: Amount,
}

impl Month {
    /// Its code in files: `2026-07`.
    #[must_use]
    pub fn code(&self) -> String {
        self.first.format("%Y-%m").to_string()
    }
}

/// What was exchanged of one kind of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryShare {
    /// The kind of help; nothing where none was given.
    pub category: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// How much of it.
    pub amount: Amount,
}

/// What was recorded through one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelShare {
    /// The channel.
    pub channel: Channel,
    /// How much came through it.
    pub amount: Amount,
}

impl ChannelShare {
    /// What it is called in a report.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        words::channel(self.channel)
    }
}

/// What one kind of member gave to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairShare {
    /// What the givers are.
    pub giver: MemberKind,
    /// What the receivers are.
    pub receiver: MemberKind,
    /// How much was given so.
    pub amount: Amount,
}

/// The period before, to compare with.
#[derive(Clone, Debug)]
pub struct Previous {
    /// Its days.
    pub period: Period,
    /// What was exchanged in them.
    pub amount: Amount,
    /// Its months, as the report has its own.
    pub months: Vec<Month>,
    /// Its group activities; empty in a report of a part that has none.
    pub figures: Vec<Figure>,
}

impl Previous {
    /// The value of one of its figures.
    #[must_use]
    pub fn value(&self, metric: &Metric) -> Option<i64> {
        let mut figures = self.figures.iter();
        let found = figures.find(|figure| figure.metric.id == metric.id)?;
        found.value
    }
}

impl ActivityReport {
    /// The value of a figure; nothing where there was nothing to measure.
    #[must_use]
    pub fn value(&self, metric: &Metric) -> Option<i64> {
        self.figures
            .iter()
            .find(|figure| figure.metric.id == metric.id)
            .and_then(|figure| figure.value)
    }

    /// How many exchanges.
    #[must_use]
    pub fn exchanges(&self) -> u64 {
        self.count(&metric::EXCHANGES)
    }

    /// Minutes of help, each counted once.
    #[must_use]
    pub fn minutes_exchanged(&self) -> i64 {
        self.value(&metric::MINUTES_EXCHANGED).unwrap_or(0)
    }

    /// Members who gave or received.
    #[must_use]
    pub fn members_active(&self) -> u64 {
        self.count(&metric::MEMBERS_ACTIVE)
    }

    /// Members who gave.
    #[must_use]
    pub fn members_giving(&self) -> u64 {
        self.count(&metric::MEMBERS_GIVING)
    }

    /// Members who received.
    #[must_use]
    pub fn members_receiving(&self) -> u64 {
        self.count(&metric::MEMBERS_RECEIVING)
    }

    /// Members who gave and received.
    #[must_use]
    pub fn members_both(&self) -> u64 {
        self.count(&metric::MEMBERS_BOTH)
    }

    /// Members who gave and did not receive.
    #[must_use]
    pub fn members_giving_only(&self) -> u64 {
        self.members_giving() - self.members_both()
    }

    /// Members who received and did not give.
    #[must_use]
    pub fn members_receiving_only(&self) -> u64 {
        self.members_receiving() - self.members_both()
    }

    /// Members whose membership began.
    #[must_use]
    pub fn members_new(&self) -> u64 {
        self.count(&metric::MEMBERS_NEW)
    }

    /// Organisations among the active members.
    #[must_use]
    pub fn organisations_active(&self) -> u64 {
        self.count(&metric::ORGANISATIONS_ACTIVE)
    }

    /// The middle number of days from recorded to approved.
    #[must_use]
    pub fn days_to_approval(&self) -> Option<i64> {
        self.value(&metric::DAYS_TO_APPROVAL)
    }

    /// How it compares with the period before, in a sentence or two. What happened later than
    /// the day it was made is not known yet, and the sentence says so.
    #[must_use]
    pub fn comparison(&self) -> String {
        let exchanges = self.exchanges_compared();
        match self.activities_compared() {
            Some(activities) => format!("{exchanges} {activities}"),
            None => exchanges,
        }
    }

    /// How many group activities there were, in a sentence; nothing where there were none.
    pub(crate) fn activities_compared(&self) -> Option<String> {
        let metric = &metric::GROUP_ACTIVITIES;
        let then = self.previous.as_ref().and_then(|then| then.value(metric));
        attended::compared(self.value(metric)?, then)
    }

    fn exchanges_compared(&self) -> String {
        let now = self.exchanged();
        let Some(previous) = self
            .previous
            .as_ref()
            .filter(|before| before.amount.exchanges > 0)
        else {
            return format!("{now}. There was nothing in the period before to compare with.");
        };
        let then = previous.period.said();
        let change = self.minutes_exchanged() - previous.amount.minutes;
        let difference = match change {
            0 => format!("as many as {then}"),
            1.. => format!("{} more than {then}", words::hours_said(change)),
            _ => format!("{} fewer than {then}", words::hours_said(change)),
        };
        format!(
            "{now}, {difference}. There {} {}, compared with {}.",
            if self.exchanges() == 1 { "was" } else { "were" },
            words::counted(self.exchanges(), "exchange", "exchanges"),
            words::thousands(previous.amount.exchanges),
        )
    }

    /// How it compares with the same days a year before, where that is another period than the
    /// one before and something happened in it.
    #[must_use]
    pub fn yearly_comparison(&self) -> Option<String> {
        let year = self.year_before.as_ref();
        let year = year.filter(|year| year.amount.exchanges > 0)?;
        Some(format!(
            "A year before, {}: {} in {}.",
            year.period.said(),
            words::hours_said(year.amount.minutes),
            words::counted(year.amount.exchanges, "exchange", "exchanges"),
        ))
    }

    /// What was exchanged, without a full stop.
    pub(crate) fn exchanged(&self) -> String {
        let minutes = self.minutes_exchanged();
        let were = if matches!(minutes, 1 | 60) {
            "was"
        } else {
            "were"
        };
        let so_far = if self.period.to() >= self.made_on {
            " so far"
        } else {
            ""
        };
        let (hours, period) = (words::hours_said(minutes), self.period.said());
        format!("{hours} {were} exchanged {period}{so_far}")
    }

    fn count(&self, metric: &Metric) -> u64 {
        self.value(metric).map_or(0, i64::unsigned_abs)
    }
}
