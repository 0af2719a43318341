//! The activity report as it may be shown: what every file is written from.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Head;
use timebank::member::MemberKind;
use timebank::{CategoryId, Channel, SurveyId};

use super::proof::ProtectedProof;
use super::protect::protect;
use super::shown::Shown;
use super::{Audience, Rule};
use crate::activity::{
    ActivityReport, Amount, Chapter, Metric, Month, MonthClosing, Restated, metric,
};
use crate::period::Period;
use crate::words;

/// What a community did in a period, as its audience may see it.
#[derive(Clone, Debug)]
pub struct ProtectedReport {
    /// Whom it is for.
    pub audience: Audience,
    /// The name of the bank.
    pub bank: String,
    /// The days it covers.
    pub period: Period,
    /// What part of the bank it is about, in words; nothing for the whole bank.
    pub part: Option<String>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was made, in words where the bank is.
    pub made_at_words: String,
    /// Every figure with its definition, in the order of [`metric::ALL`].
    pub figures: Vec<ProtectedFigure>,
    /// Members who gave and did not receive.
    pub giving_only: Shown<i64>,
    /// Members who received and did not give.
    pub receiving_only: Shown<i64>,
    /// Every month of the period in order, the empty ones too.
    pub months: Vec<MonthRow>,
    /// Kinds of help by hours, most first; those that are not shown after the others, by name.
    pub categories: Vec<CategoryRow>,
    /// How the exchanges were recorded, by hours, most first; those that are not shown after the
    /// others.
    pub channels: Vec<ChannelRow>,
    /// Who helped whom; those that are not shown after the others.
    pub pairs: Vec<PairRow>,
    /// Lists that are left out as a whole, by their name in a sentence.
    pub left_out: Vec<&'static str>,
    /// It is of a project or of what somebody pays for, and protected together with the report of
    /// the whole bank.
    pub beside_whole: bool,
    /// The period of equal length before.
    pub previous: Option<ProtectedPrevious>,
    /// How the two compare, in a sentence or two.
    pub comparison: String,
    /// The same days a year before, without its months.
    pub year_before: Option<ProtectedPrevious>,
    /// How they compare, in a sentence; nothing where there is nothing to compare with.
    pub yearly_comparison: Option<String>,
    /// The report beside the book.
    pub proof: ProtectedProof,
    /// What was told of these days before; nothing where none of their figures is shown.
    pub restated: Option<Restated>,
    /// What became of its months in the book, those that were closed at least once.
    pub closings: Vec<MonthClosing>,
    /// What was asked for beside, each with its own words and tables.
    pub chapters: Vec<Chapter>,
    /// The survey among them; never printed.
    pub survey: Option<SurveyId>,
    /// The newest transfer of the book when the report was made, and its digest.
    pub head: Head,
}

/// A figure with its definition, as it may be shown.
#[derive(Clone, Copy, Debug)]
pub struct ProtectedFigure {
    /// What it means.
    pub metric: &'static Metric,
    /// In the metric’s unit.
    pub value: Shown<i64>,
}

/// What was exchanged in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthRow {
    /// The first day of the month.
    pub first: NaiveDate,
    /// What was exchanged on the days of it that lie in the period.
    pub amount: Shown<Amount>,
}

impl MonthRow {
    /// Its code in files: `2026-07`.
    #[must_use]
    pub fn code(&self) -> String {
        let (first, amount) = (self.first, Amount::default());
        Month { first, amount }.code()
    }
}

/// What was exchanged of one kind of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryRow {
    /// The kind of help; nothing where none was given.
    pub category: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// How much of it.
    pub amount: Shown<Amount>,
}

/// What was recorded through one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelRow {
    /// The channel.
    pub channel: Channel,
    /// How much came through it.
    pub amount: Shown<Amount>,
}

impl ChannelRow {
    /// What it is called in a report.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        words::channel(self.channel)
    }
}

/// What one kind of member gave to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairRow {
    /// What the givers are.
    pub giver: MemberKind,
    /// What the receivers are.
    pub receiver: MemberKind,
    /// How much was given so.
    pub amount: Shown<Amount>,
}

impl PairRow {
    /// What it is called in a report.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        words::pair(self.giver, self.receiver)
    }

    /// Its code in files.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        words::pair_code(self.giver, self.receiver)
    }
}

/// The period before, to compare with.
#[derive(Clone, Debug)]
pub struct ProtectedPrevious {
    /// Its days.
    pub period: Period,
    /// What was exchanged in them.
    pub amount: Shown<Amount>,
    /// Its months, as the report has its own.
    pub months: Vec<MonthRow>,
    /// Its group activities; empty in a report of a part that has none.
    pub figures: Vec<ProtectedFigure>,
}

impl ProtectedReport {
    /// Whether every figure is as it was counted, so that it stays inside the bank.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.audience.rule().is_none()
    }

    /// A figure as it may be shown.
    #[must_use]
    pub fn value(&self, metric: &Metric) -> Shown<i64> {
        self.figures
            .iter()
            .find(|figure| figure.metric.id == metric.id)
            .map_or(Shown::Nothing, |figure| figure.value)
    }

    /// Exchanges and their minutes in the whole period; the total of every list.
    #[must_use]
    pub fn total(&self) -> Shown<Amount> {
        let exchanges = self.value(&metric::EXCHANGES);
        let minutes = self.value(&metric::MINUTES_EXCHANGED);
        match (exchanges.value(), minutes.value()) {
            (Some(exchanges), Some(minutes)) => Shown::Exact(Amount {
                exchanges: exchanges.unsigned_abs(),
                minutes,
            }),
            _ => exchanges.map(|_| Amount::default()),
        }
    }

    /// What happened, in a sentence: `About 85 members shared 412 hours in 268 exchanges.`
    #[must_use]
    pub fn finding(&self) -> String {
        let Some(total) = self.total().value() else {
            return "Too few members took part in these days for their hours to be shown."
                .to_owned();
        };
        if total.exchanges == 0 {
            return "No help of these days stands in the book.".to_owned();
        }
        let hours = words::hours_said(total.minutes);
        let exchanges = words::counted(total.exchanges, "exchange", "exchanges");
        let active = self.value(&metric::MEMBERS_ACTIVE);
        if active.value().is_none() {
            return format!("Members shared {hours} in {exchanges}.");
        }
        let many = if active == Shown::Exact(1) { "" } else { "s" };
        let who = words::capital(&active.said());
        format!("{who} member{many} shared {hours} in {exchanges}.")
    }

    /// How members took part: what each part is called, the id of the figure in files, and how
    /// many they are. The last is all of them.
    #[must_use]
    pub fn taking_part(&self) -> [(&'static str, &'static str, Shown<i64>); 4] {
        let both = self.value(&metric::MEMBERS_BOTH);
        let active = self.value(&metric::MEMBERS_ACTIVE);
        [
            ("Gave and received", metric::MEMBERS_BOTH.id, both),
            ("Gave only", "members_giving_only", self.giving_only),
            (
                "Received only",
                "members_receiving_only",
                self.receiving_only,
            ),
            ("All active members", metric::MEMBERS_ACTIVE.id, active),
        ]
    }

    /// To what numbers of people are rounded, if they are.
    #[must_use]
    pub fn rounded_to(&self) -> Option<u64> {
        let people = self.figures.iter().map(|figure| figure.value);
        people
            .chain([self.giving_only, self.receiving_only])
            .find_map(|value| match value {
                Shown::Rounded { nearest, .. } => Some(nearest),
                _ => None,
            })
    }

    /// What a reader must know about figures that are masked, rounded or hidden; empty for the
    /// committee.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let Some(Rule { below, .. }) = self.audience.rule() else {
            return Vec::new();
        };
        let mut notes = vec![format!(
            "This report is for readers outside the bank. A number of people from 1 to {} is \
             shown as “fewer than {below}”, and what comes from fewer than {below} people is not \
             shown. Where that is not enough, more is hidden, so that nobody can be worked out.",
            below - 1
        )];
        if let Some(nearest) = self.rounded_to() {
            notes.push(format!(
                "Because a number of people is masked, all numbers of people in this report are \
                 rounded to the nearest {nearest}."
            ));
        }
        if self.beside_whole {
            notes.push(self.beside().to_owned());
            notes.extend(self.left_out.iter().map(|list| left_out(list)));
            return notes;
        }
        if self.part.is_some() {
            notes.push(
                "A report of a part of the bank is for the committee: beside that of the whole \
                 bank it would say what the other part did. So nothing of it is shown here."
                    .to_owned(),
            );
            return notes;
        }
        if self.total().value().is_none() {
            notes.push(format!(
                "There were fewer than {below} active members or fewer than {below} exchanges in \
                 these days, so nothing is shown of them."
            ));
            return notes;
        }
        notes.extend(self.left_out.iter().map(|list| left_out(list)));
        notes
    }

    /// What is to be known of a report of a project.
    fn beside(&self) -> &'static str {
        if self.total().value().is_none() {
            "Too few people stand behind it, or behind what is left of the whole bank without it, \
             so nothing of it is shown."
        } else {
            "Whoever has the report of the whole bank of the same days could take this one from \
             it. So a row is hidden here where it would tell of few people in this project, in \
             another or in none, and numbers of members stand in the report of the whole bank. \
             The accounts stand there, too."
        }
    }
}

fn left_out(list: &str) -> String {
    format!("The list of {list} is left out: too few people stand behind its rows.")
}

/// What a file can be written from: a report for a named audience, or the report itself, which
/// is then the committee’s.
pub trait Publish {
    /// What the file says.
    fn published(&self) -> Cow<'_, ProtectedReport>;
}

impl Publish for ProtectedReport {
    fn published(&self) -> Cow<'_, ProtectedReport> {
        Cow::Borrowed(self)
    }
}

impl Publish for ActivityReport {
    fn published(&self) -> Cow<'_, ProtectedReport> {
        Cow::Owned(protect(self, Audience::Committee))
    }
}
