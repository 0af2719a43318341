//! A report as it is, in the shape of what its audience may see: the place to begin hiding from.

use super::audience::Audience;
use super::proof::ProtectedProof;
use super::report::{
    CategoryRow, ChannelRow, MonthRow, PairRow, ProtectedFigure, ProtectedPrevious, ProtectedReport,
};
use super::shown::Shown;
use crate::activity::{ActivityReport, Figure, Month, Previous};

/// The report with nothing hidden.
pub(super) fn exact(report: &ActivityReport, audience: Audience) -> ProtectedReport {
    let count = |count: u64| Shown::Exact(count.cast_signed());
    let figures = report.figures.iter().map(exact_figure);
    let categories = report.categories.iter().map(|share| CategoryRow {
        category: share.category,
        name: share.name.clone(),
        amount: Shown::Exact(share.amount),
    });
    let channels = report.channels.iter().map(|share| ChannelRow {
        channel: share.channel,
        amount: Shown::Exact(share.amount),
    });
    let pairs = report.pairs.iter().map(|share| PairRow {
        giver: share.giver,
        receiver: share.receiver,
        amount: Shown::Exact(share.amount),
    });
    let before = |previous: &Previous| ProtectedPrevious {
        period: previous.period,
        amount: Shown::Exact(previous.amount),
        months: exact_months(&previous.months),
        figures: previous.figures.iter().map(exact_figure).collect(),
    };
    ProtectedReport {
        audience,
        bank: report.bank.clone(),
        period: report.period,
        part: report.part.clone(),
        made_at: report.made_at,
        made_at_words: report.made_at_words.clone(),
        figures: figures.collect(),
        giving_only: count(report.members_giving_only()),
        receiving_only: count(report.members_receiving_only()),
        months: exact_months(&report.months),
        categories: categories.collect(),
        channels: channels.collect(),
        pairs: pairs.collect(),
        left_out: Vec::new(),
        beside_whole: false,
        previous: report.previous.as_ref().map(before),
        comparison: report.comparison(),
        year_before: report.year_before.as_ref().map(before),
        yearly_comparison: report.yearly_comparison(),
        proof: ProtectedProof::exact(report),
        restated: report.restated,
        closings: report.closings.clone(),
        chapters: Vec::new(),
        survey: report.outcomes.as_ref().map(|outcomes| outcomes.survey.id),
        head: report.head,
    }
}

fn exact_figure(figure: &Figure) -> ProtectedFigure {
    ProtectedFigure {
        metric: figure.metric,
        value: figure.value.map_or(Shown::Nothing, Shown::Exact),
    }
}

fn exact_months(months: &[Month]) -> Vec<MonthRow> {
    let row = |month: &Month| MonthRow {
        first: month.first,
        amount: Shown::Exact(month.amount),
    };
    months.iter().map(row).collect()
}
