//! The report of a project, or of what somebody pays for, for readers outside: shown as far as it
//! gives nobody away beside the report of the whole bank of the same days, and beside those of all
//! other projects. Why so: `docs/decisions/0048-a-project-outside.md`.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};
use timebank::{CategoryId, Channel, ProjectId};

use super::audience::{Audience, Rule};
use super::protect::protect as protect_whole;
use super::report::{CategoryRow, ChannelRow, PairRow, ProtectedReport};
use super::shown::Shown;
use super::together::{self, Row};
use crate::activity::crowd::Crowd;
use crate::activity::grid::Cells;
use crate::activity::{ActivityReport, Amount, MonthClosing, Pair, metric};
use crate::words;

/// A project, and the report of the whole bank beside it as readers outside see that.
struct Alone<'a> {
    report: &'a ActivityReport,
    whole: &'a ActivityReport,
    seen: ProtectedReport,
    rule: Rule,
}

/// The report of a part that is of projects.
pub(super) fn protect(
    report: &ActivityReport,
    whole: &ActivityReport,
    rule: Rule,
    mut shown: ProtectedReport,
) -> ProtectedReport {
    let seen = protect_whole(
        whole,
        Audience::Outside {
            mask_below: rule.below,
        },
    );
    let alone = Alone {
        report,
        whole,
        seen,
        rule,
    };
    shown.beside_whole = true;
    // What members answered is not of one project.
    shown.survey = None;
    (shown.previous, shown.year_before) = (None, None);
    (shown.restated, shown.yearly_comparison) = (None, None);
    (shown.giving_only, shown.receiving_only) = (Shown::Hidden, Shown::Hidden);
    let closings = report.closings.iter();
    shown.closings = closings.map(MonthClosing::without_late_hours).collect();
    let told = alone.may_be_told();
    alone.figures(&mut shown, told);
    alone.proof(&mut shown, told);
    if told {
        alone.lists(&mut shown);
        shown.comparison = format!("{}.", report.exchanged());
    } else {
        (shown.months, shown.categories) = (Vec::new(), Vec::new());
        (shown.channels, shown.pairs) = (Vec::new(), Vec::new());
        let days = report.period.said();
        shown.comparison = format!("Too few members took part {days} for their hours to be shown.");
    }
    shown
}

impl Alone<'_> {
    /// Whether its hours may be told: those of every project in it stand in the report of the
    /// whole bank.
    fn may_be_told(&self) -> bool {
        let few = [self.report.members_active(), self.report.exchanges()];
        let is_quiet = few.into_iter().any(|count| self.rule.is_few(count));
        let columns = self.columns();
        let ours = self.report.grid.iter().flat_map(|grid| &grid.ours);
        !is_quiet && ours.into_iter().all(|project| columns.contains(project))
    }

    /// The projects whose hours the report of the whole bank shows; what belongs to none is one of
    /// them.
    fn columns(&self) -> HashSet<Option<ProjectId>> {
        let chapters = self.seen.chapters.iter();
        let mut chapters = chapters.filter(|chapter| chapter.id == "projects");
        let rows = chapters.next().and_then(|chapter| chapter.tables.first());
        let rows = rows.map_or(&[][..], |table| &table.rows);
        let is_shown = |project: &Option<ProjectId>| {
            let id = project.map_or_else(|| "none".to_owned(), |id| id.to_string());
            let mut rows = rows.iter();
            rows.any(|row| row.id == id && row.figures.iter().all(|one| one.value().is_some()))
        };
        let projects = self.whole.projects.iter().map(|share| share.project);
        projects.filter(is_shown).collect()
    }

    fn figures(&self, shown: &mut ProtectedReport, told: bool) {
        let active = self.active();
        let enough = Rule::AVERAGED.max(self.rule.below);
        let waited = self.report.behind.waits.count();
        for figure in &mut shown.figures {
            let id = figure.metric.id;
            let is_total = [metric::EXCHANGES.id, metric::MINUTES_EXCHANGED.id].contains(&id);
            let is_wait = id == metric::DAYS_TO_APPROVAL.id;
            figure.value = match figure.value {
                value if told && is_total => value,
                value if told && is_wait && waited >= enough => value,
                _ if told && is_wait && waited > 0 => Shown::FewPeople(enough),
                _ if told && id == metric::MEMBERS_ACTIVE.id => active,
                _ => Shown::Hidden,
            };
        }
    }

    /// The active members, rounded; hidden where too little room is left beside those of the
    /// whole bank, or beside the exchanges.
    fn active(&self) -> Shown<i64> {
        let (rule, active) = (self.rule, self.report.members_active());
        if active == 0 {
            return Shown::Exact(0);
        }
        let margin = 3 * rule.nearest;
        let (fewest, most) = rule.alike(active);
        let in_bank = match self.seen.value(&metric::MEMBERS_ACTIVE) {
            Shown::Exact(all) => all.unsigned_abs(),
            Shown::Rounded { value, .. } => rule.alike(value.unsigned_abs()).0,
            _ => 0,
        };
        let persons = active - self.report.organisations_active();
        let is_close = fewest < rule.alike(margin).0
            || 2 * self.report.exchanges() < fewest + margin
            || rule.is_few(persons)
            || most > in_bank;
        if is_close {
            Shown::Hidden
        } else {
            rule.rounded(active)
        }
    }

    /// The help of the whole bank as its own report shows it; the accounts stand there.
    fn proof(&self, shown: &mut ProtectedReport, told: bool) {
        if !shown.proof.differences.is_empty() {
            shown
                .proof
                .differences
                .clone_from(&self.seen.proof.differences);
        }
        shown.proof.hide_accounts();
        if told {
            shown.proof.posted = self.seen.proof.posted;
            shown.proof.reversed = self.seen.proof.reversed;
        } else {
            shown.proof.hide();
        }
    }

    fn lists(&self, shown: &mut ProtectedReport) {
        let Some(grid) = &self.report.grid else {
            return;
        };
        let months = self.whole.months.iter().zip(&self.seen.months);
        let seen = months.map(|(month, row)| (month_of(month.first), row.amount));
        let seen = with(seen, &self.whole.behind.months);
        let kept = self.kept_back(&seen, &grid.months);
        if kept.is_none() {
            shown.left_out.push("months");
        }
        for row in &mut shown.months {
            let month = month_of(row.first);
            if kept.as_ref().is_none_or(|kept| kept.contains(&month)) {
                row.amount = Shown::Hidden;
            }
        }
        self.kinds(shown, &grid.categories);
        self.ways(shown, &grid.channels);
        self.helped(shown, &grid.pairs);
    }

    fn kinds(&self, shown: &mut ProtectedReport, cells: &Cells<Option<CategoryId>>) {
        let all = &self.whole.categories;
        let seen = all.iter().map(|share| {
            let mut rows = self.seen.categories.iter();
            let row = rows.find(|row| row.category == share.category);
            (share.category, row.map_or(Shown::Hidden, |row| row.amount))
        });
        let seen = with(seen, &self.whole.behind.categories);
        let ours = shown
            .categories
            .iter()
            .map(|row| (row.category, row.amount));
        let name = |category: &Option<CategoryId>| {
            let mut all = all.iter();
            let found = all.find(|share| share.category == *category);
            found.map_or_else(String::new, |share| share.name.clone())
        };
        let neutral = |category: &Option<CategoryId>| (category.is_none(), name(category));
        let rows = self.listed(&seen, ours, cells, neutral);
        if rows.is_none() {
            shown.left_out.push("kinds of help");
        }
        let row = |(category, amount)| CategoryRow {
            name: name(&category),
            category,
            amount,
        };
        shown.categories = rows.unwrap_or_default().into_iter().map(row).collect();
    }

    fn ways(&self, shown: &mut ProtectedReport, cells: &Cells<Channel>) {
        let seen = self.whole.channels.iter().map(|share| {
            let mut rows = self.seen.channels.iter();
            let row = rows.find(|row| row.channel == share.channel);
            (share.channel, row.map_or(Shown::Hidden, |row| row.amount))
        });
        let seen = with(seen, &self.whole.behind.channels);
        let ours = shown.channels.iter().map(|row| (row.channel, row.amount));
        let rows = self.listed(&seen, ours, cells, |channel| *channel);
        if rows.is_none() {
            shown.left_out.push("ways of recording");
        }
        let row = |(channel, amount)| ChannelRow { channel, amount };
        shown.channels = rows.unwrap_or_default().into_iter().map(row).collect();
    }

    fn helped(&self, shown: &mut ProtectedReport, cells: &Cells<Pair>) {
        let seen = self.whole.pairs.iter().map(|share| {
            let pair = (share.giver, share.receiver);
            let mut rows = self.seen.pairs.iter();
            let row = rows.find(|row| (row.giver, row.receiver) == pair);
            (pair, row.map_or(Shown::Hidden, |row| row.amount))
        });
        let seen = with(seen, &self.whole.behind.pairs);
        let ours = shown.pairs.iter();
        let ours = ours.map(|row| ((row.giver, row.receiver), row.amount));
        let neutral = |(giver, receiver): &Pair| words::pair_code(*giver, *receiver);
        let rows = self.listed(&seen, ours, cells, neutral);
        if rows.is_none() {
            let list = "who helped whom (people and organisations)";
            shown.left_out.push(list);
        }
        let row = |((giver, receiver), amount)| PairRow {
            giver,
            receiver,
            amount,
        };
        shown.pairs = rows.unwrap_or_default().into_iter().map(row).collect();
    }

    /// A list: its own rows that are shown, in their order, then every row that is hidden in the
    /// reports of all projects, also where this one has nothing in it. Nothing where it must stay
    /// out.
    fn listed<K: Copy + Eq + Hash, N: Ord>(
        &self,
        seen: &[Seen<'_, K>],
        ours: impl Iterator<Item = (K, Shown<Amount>)>,
        cells: &Cells<K>,
        neutral: impl Fn(&K) -> N,
    ) -> Option<Vec<(K, Shown<Amount>)>> {
        let kept = self.kept_back(seen, cells)?;
        let mut last: Vec<K> = kept.iter().copied().collect();
        last.sort_by_key(|key| neutral(key));
        let last = last.into_iter().map(|key| (key, Shown::Hidden));
        Some(
            ours.filter(|(key, _)| !kept.contains(key))
                .chain(last)
                .collect(),
        )
    }

    /// The rows that are hidden in the reports of all projects.
    fn kept_back<K: Copy + Eq + Hash>(
        &self,
        seen: &[Seen<'_, K>],
        cells: &Cells<K>,
    ) -> Option<HashSet<K>> {
        let columns: Vec<Option<ProjectId>> = self.columns().into_iter().collect();
        let rows = seen.iter().map(|row| {
            let by_project = cells.get(&row.key);
            let of = |project: &Option<ProjectId>| {
                let cell = by_project.and_then(|cells| cells.get(project));
                cell.cloned().unwrap_or_default()
            };
            let others = by_project.into_iter().flatten();
            let others = others.filter(|(project, _)| !columns.contains(project));
            // What the whole bank’s report does not tell apart is one column.
            let others = together::sum(others.map(|(_, cell)| cell));
            Row {
                in_whole: row.shown.value().is_some(),
                people: row.behind.count(),
                cells: columns.iter().map(of).chain([others]).collect(),
            }
        });
        let hidden = together::hidden(&rows.collect::<Vec<_>>(), self.rule)?;
        let rows = seen.iter().zip(hidden);
        Some(
            rows.filter_map(|(row, hidden)| hidden.then_some(row.key))
                .collect(),
        )
    }
}

/// A row as the report of the whole bank shows it, and who stands behind it.
struct Seen<'a, K> {
    key: K,
    shown: Shown<Amount>,
    behind: &'a Crowd,
}

fn with<K>(rows: impl Iterator<Item = (K, Shown<Amount>)>, behind: &[Crowd]) -> Vec<Seen<'_, K>> {
    let rows = rows.zip(behind);
    let row = |((key, shown), behind)| Seen { key, shown, behind };
    rows.map(row).collect()
}

fn month_of(first: NaiveDate) -> (i32, u32) {
    (first.year(), first.month())
}
