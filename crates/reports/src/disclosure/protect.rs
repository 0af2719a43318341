//! From a report to what its audience may see of it.

use super::audience::{Audience, Rule};
use super::people::{People, ShownPeople};
use super::proof::ProtectedProof;
use super::report::{
    CategoryRow, ChannelRow, MonthRow, ProtectedFigure, ProtectedPrevious, ProtectedReport,
};
use super::rows::{self, Row};
use super::shown::Shown;
use crate::activity::crowd::Crowd;
use crate::activity::{ActivityReport, Amount, CategoryShare, Month, Previous, metric};

/// The report as an audience may see it.
#[must_use]
pub fn protect(report: &ActivityReport, audience: Audience) -> ProtectedReport {
    let exact = exact(report, audience);
    match audience.rule() {
        None => exact,
        Some(rule) => Protection::of(report, rule).apply(exact),
    }
}

fn exact(report: &ActivityReport, audience: Audience) -> ProtectedReport {
    let count = |count: u64| Shown::Exact(count.cast_signed());
    let figures = report.figures.iter().map(|figure| ProtectedFigure {
        metric: figure.metric,
        value: figure.value.map_or(Shown::Nothing, Shown::Exact),
    });
    let categories = report.categories.iter().map(|share| CategoryRow {
        category: share.category,
        name: share.name.clone(),
        amount: Shown::Exact(share.amount),
    });
    let channels = report.channels.iter().map(|share| ChannelRow {
        channel: share.channel,
        amount: Shown::Exact(share.amount),
    });
    ProtectedReport {
        audience,
        bank: report.bank.clone(),
        period: report.period,
        made_at: report.made_at,
        made_at_words: report.made_at_words.clone(),
        figures: figures.collect(),
        giving_only: count(report.members_giving_only()),
        receiving_only: count(report.members_receiving_only()),
        months: exact_months(&report.months),
        categories: categories.collect(),
        channels: channels.collect(),
        left_out: Vec::new(),
        previous: report.previous.as_ref().map(|previous| ProtectedPrevious {
            period: previous.period,
            amount: Shown::Exact(previous.amount),
            months: exact_months(&previous.months),
        }),
        comparison: report.comparison(),
        proof: ProtectedProof::exact(report),
        head: report.head,
    }
}

fn exact_months(months: &[Month]) -> Vec<MonthRow> {
    let row = |month: &Month| MonthRow {
        first: month.first,
        amount: Shown::Exact(month.amount),
    };
    months.iter().map(row).collect()
}

/// What is masked in one report.
struct Protection<'a> {
    report: &'a ActivityReport,
    rule: Rule,
    people: People,
    shown: ShownPeople,
}

impl<'a> Protection<'a> {
    fn of(report: &'a ActivityReport, rule: Rule) -> Protection<'a> {
        let people = People {
            active: report.members_active(),
            giving: report.members_giving(),
            receiving: report.members_receiving(),
            organisations: report.organisations_active(),
            new: report.members_new(),
            exchanges: report.exchanges(),
        };
        Protection {
            report,
            rule,
            people,
            shown: people.protect(rule),
        }
    }

    fn is_quiet(&self) -> bool {
        self.people.is_quiet(self.rule)
    }

    fn apply(&self, mut shown: ProtectedReport) -> ProtectedReport {
        for figure in &mut shown.figures {
            self.figure(figure);
        }
        shown.giving_only = self.shown.giving_only;
        shown.receiving_only = self.shown.receiving_only;
        self.lists(&mut shown);
        if let (Some(shown), Some(previous)) = (&mut shown.previous, &self.report.previous) {
            self.previous(shown, previous);
        }
        shown.comparison = self.comparison();
        shown.proof = ProtectedProof::protected(self.report, self.people, self.rule);
        shown
    }

    fn figure(&self, figure: &mut ProtectedFigure) {
        let people = [
            (&metric::MEMBERS_ACTIVE, self.shown.active),
            (&metric::MEMBERS_GIVING, self.shown.giving),
            (&metric::MEMBERS_RECEIVING, self.shown.receiving),
            (&metric::MEMBERS_BOTH, self.shown.both),
            (&metric::MEMBERS_NEW, self.shown.new),
            (&metric::ORGANISATIONS_ACTIVE, self.shown.organisations),
        ];
        let id = figure.metric.id;
        if let Some((_, value)) = people.iter().find(|(metric, _)| metric.id == id) {
            figure.value = *value;
        } else if self.is_quiet() {
            figure.value = Shown::Hidden;
        } else if id == metric::DAYS_TO_APPROVAL.id {
            let enough = Rule::AVERAGED.max(self.rule.below);
            let waited = self.report.behind.waits.count();
            if waited > 0 && waited < enough {
                figure.value = Shown::FewPeople(enough);
            }
        }
    }

    fn lists(&self, shown: &mut ProtectedReport) {
        let (report, behind) = (self.report, &self.report.behind);
        shown.months = self.months(&report.months, &behind.months, self.is_quiet());
        let is_hidden = |row: &MonthRow| row.amount == Shown::Hidden;
        if !shown.months.is_empty() && shown.months.iter().all(is_hidden) {
            shown.left_out.push("months");
        }
        let kinds = report.categories.iter().zip(&behind.categories);
        let kinds = kinds.map(|(share, behind)| (share, share.amount, behind));
        let by_name = |share: &&CategoryShare| (share.category.is_none(), share.name.clone());
        let kinds = self.list(&kinds.collect::<Vec<_>>(), by_name);
        if kinds.is_none() {
            shown.left_out.push("kinds of help");
        }
        let row = |(share, amount): (&CategoryShare, _)| CategoryRow {
            category: share.category,
            name: share.name.clone(),
            amount,
        };
        shown.categories = kinds.unwrap_or_default().into_iter().map(row).collect();

        let ways = report.channels.iter().zip(&behind.channels);
        let ways = ways.map(|(share, behind)| (share.channel, share.amount, behind));
        let ways = self.list(&ways.collect::<Vec<_>>(), |channel| *channel);
        if ways.is_none() {
            shown.left_out.push("ways of recording");
        }
        let row = |(channel, amount)| ChannelRow { channel, amount };
        shown.channels = ways.unwrap_or_default().into_iter().map(row).collect();
    }

    /// A list by hours, as it may be shown: rows that are not shown come last, in an order that
    /// says nothing about their hours. Nothing where the list must stay out.
    fn list<R: Copy, K: Ord>(
        &self,
        rows: &[(R, Amount, &Crowd)],
        neutral: impl Fn(&R) -> K,
    ) -> Option<Vec<(R, Shown<Amount>)>> {
        if self.is_quiet() {
            return None;
        }
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|place| neutral(&rows[*place].0));
        let in_order: Vec<Row<'_>> = order
            .iter()
            .map(|place| rows[*place])
            .map(|(_, amount, behind)| Row { amount, behind })
            .collect();
        let amounts = rows::protect(&in_order, self.rule)?;
        let mut list: Vec<(usize, Shown<Amount>)> = order.into_iter().zip(amounts).collect();
        // Stable: those that are not shown stay in their neutral order.
        list.sort_by_key(|(place, amount)| amount.value().map_or((true, 0), |_| (false, *place)));
        let row = |(place, amount): (usize, _)| (rows[place].0, amount);
        Some(list.into_iter().map(row).collect())
    }

    /// Months as they may be shown; all are hidden where the list would give somebody away.
    fn months(&self, months: &[Month], behind: &[Crowd], quiet: bool) -> Vec<MonthRow> {
        let rows: Vec<Row<'_>> = months
            .iter()
            .zip(behind)
            .map(|(month, behind)| Row {
                amount: month.amount,
                behind,
            })
            .collect();
        let amounts = if quiet {
            None
        } else {
            rows::protect(&rows, self.rule)
        };
        let amounts = amounts.unwrap_or_else(|| vec![Shown::Hidden; months.len()]);
        let row = |(month, amount): (&Month, _)| MonthRow {
            first: month.first,
            amount,
        };
        months.iter().zip(amounts).map(row).collect()
    }

    fn previous(&self, shown: &mut ProtectedPrevious, previous: &Previous) {
        let quiet = self.is_quiet_before(previous);
        if quiet {
            shown.amount = Shown::Hidden;
        }
        shown.months = self.months(&previous.months, &self.report.behind.previous_months, quiet);
    }

    fn is_quiet_before(&self, previous: &Previous) -> bool {
        self.rule.is_few(self.report.behind.previous.count())
            || self.rule.is_few(previous.amount.exchanges)
    }

    fn comparison(&self) -> String {
        if self.is_quiet() {
            return format!(
                "Too few members took part {} for their hours to be shown.",
                self.report.period.said()
            );
        }
        match &self.report.previous {
            Some(previous) if self.is_quiet_before(previous) => format!(
                "{}. Too few members took part in the period before to compare with it.",
                self.report.exchanged()
            ),
            _ => self.report.comparison(),
        }
    }
}
