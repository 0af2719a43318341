//! From a report to what its audience may see of it.

use super::audience::{Audience, Rule};
use super::exact::exact;
use super::people::{People, ShownPeople};
use super::proof::ProtectedProof;
use super::report::{
    CategoryRow, ChannelRow, MonthRow, PairRow, ProtectedFigure, ProtectedPrevious, ProtectedReport,
};
use super::rows::{self, Part, Row};
use super::shown::Shown;
use super::{activities, alone};
use crate::activity::crowd::Crowd;
use crate::activity::facts::Pile;
use crate::activity::{
    ActivityReport, Amount, CategoryShare, Chapter, HeadingShare, Month, MonthClosing, PairShare,
    Previous, ProjectShare, metric, story,
};
use crate::words;

/// The report as an audience may see it.
#[must_use]
pub fn protect(report: &ActivityReport, audience: Audience) -> ProtectedReport {
    let exact = exact(report, audience);
    let mut shown = match (audience.rule(), &report.whole) {
        (None, _) => exact,
        (Some(rule), Some(whole)) => {
            let mut shown = alone::protect(report, whole, rule, exact);
            shown.chapters = report.story.iter().map(story::chapter).collect();
            return shown;
        }
        (Some(rule), None) => Protection::of(report, rule).apply(exact),
    };
    let headings = headings(report, &mut shown);
    let projects = projects(report, &mut shown);
    let worth = report.worth.as_ref().map(|worth| worth.chapter(&shown));
    let outcomes = report.outcomes.as_ref();
    let outcomes = outcomes.map(|outcomes| outcomes.chapter(&shown));
    let story = report.story.as_ref().map(story::chapter);
    let chapters = headings.into_iter().chain(projects).chain(worth);
    let chapters = chapters.chain(outcomes).chain(story);
    shown.chapters = chapters.collect();
    shown
}

/// Kinds of help by heading, as a chapter; nothing where no two stand under one, and nothing where
/// it would tell what the list of kinds keeps back.
fn headings(report: &ActivityReport, shown: &mut ProtectedReport) -> Option<Chapter> {
    if report.headings.is_empty() {
        return None;
    }
    let exact = |share: &HeadingShare| Shown::Exact(share.amount);
    let amounts = match shown.audience.rule() {
        None => Some(report.headings.iter().map(exact).collect()),
        Some(rule) => Protection::of(report, rule).headings(&shown.categories),
    };
    let Some(amounts) = amounts else {
        shown.left_out.push("headings of kinds of help");
        return None;
    };
    let mut rows: Vec<_> = report.headings.iter().zip(amounts).collect();
    // Those that are not shown come last and by name, which says nothing about their hours.
    rows.sort_by_cached_key(|(share, amount)| {
        let last = amount.value().is_none();
        (last, last.then(|| share.name.clone()))
    });
    Some(HeadingShare::chapter(&rows))
}

/// To which projects the exchanges belong, as a chapter; nothing where the bank has none, and
/// nothing where too few people stand behind them.
fn projects(report: &ActivityReport, shown: &mut ProtectedReport) -> Option<Chapter> {
    let shares = report.projects.iter().zip(&report.behind.projects);
    let shares: Vec<_> = shares
        .map(|(share, behind)| (share, share.amount, behind))
        .collect();
    if shares.is_empty() {
        return None;
    }
    let exact = |(share, amount, _): &(_, Amount, _)| (*share, Shown::Exact(*amount));
    let rows = match shown.audience.rule() {
        None => Some(shares.iter().map(exact).collect()),
        Some(rule) => {
            let mut rests = report.behind.project_rests.iter();
            let told = rests.any(|rest| rule.is_few(rest.count()));
            let neutral = |share: &&ProjectShare| (share.project.is_none(), share.name.clone());
            (!told)
                .then(|| Protection::of(report, rule).list(&shares, neutral))
                .flatten()
        }
    };
    if rows.is_none() {
        shown.left_out.push("projects");
    }
    rows.map(|rows| ProjectShare::chapter(&rows))
}

/// What is never to happen: a part of the bank for readers outside.
fn hide_everything(shown: &mut ProtectedReport) {
    for figure in &mut shown.figures {
        figure.value = Shown::Hidden;
    }
    (shown.giving_only, shown.receiving_only) = (Shown::Hidden, Shown::Hidden);
    for before in [&mut shown.previous, &mut shown.year_before] {
        *before = None;
    }
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
        let count = |metric| report.value(metric).map_or(0, i64::unsigned_abs);
        let people = People {
            active: report.members_active(),
            giving: report.members_giving(),
            receiving: report.members_receiving(),
            organisations: report.organisations_active(),
            new: report.members_new(),
            returning: count(&metric::MEMBERS_RETURNING),
            balanced: count(&metric::MEMBERS_BALANCED),
            leaving: count(&metric::MEMBERS_LEAVING),
            at_end: count(&metric::MEMBERS_AT_END),
            never_started: count(&metric::MEMBERS_NEVER_STARTED),
            attending: count(&metric::GROUP_PEOPLE),
            exchanges: report.exchanges(),
        };
        Protection {
            report,
            rule,
            people,
            shown: people.protect(rule),
        }
    }

    /// Whether nothing is shown: of next to nobody, or of a part of the bank, which would say
    /// what the rest did.
    fn is_quiet(&self) -> bool {
        self.people.is_quiet(self.rule) || self.report.part.is_some()
    }

    fn apply(&self, mut shown: ProtectedReport) -> ProtectedReport {
        for figure in &mut shown.figures {
            self.figure(figure);
        }
        activities::protect(&mut shown.figures, &self.report.behind.attended, self.rule);
        shown.giving_only = self.shown.giving_only;
        shown.receiving_only = self.shown.receiving_only;
        self.lists(&mut shown);
        let (report, behind) = (self.report, &self.report.behind);
        if let (Some(shown), Some(previous)) = (&mut shown.previous, &report.previous) {
            self.previous(shown, previous, &behind.previous, &behind.previous_months);
            activities::protect(&mut shown.figures, &behind.attended_before, self.rule);
        }
        if let (Some(year), Some(before)) = (&mut shown.year_before, &report.year_before) {
            self.previous(year, before, &behind.year_before, &[]);
            activities::protect(&mut year.figures, &behind.attended_year_before, self.rule);
            if self.is_quiet() || year.amount == Shown::Hidden {
                shown.yearly_comparison = None;
            }
        }
        shown.comparison = self.comparison();
        shown.proof = ProtectedProof::protected(report, self.people, self.rule);
        // What few people added since would be their figure alone.
        shown.restated = None;
        let closings = report.closings.iter();
        shown.closings = closings.map(MonthClosing::without_late_hours).collect();
        if activities::tells_few(&self.report.behind.attended, self.rule) {
            activities::hide_their_accounts(&mut shown);
        }
        if report.part.is_some() {
            shown.proof.hide();
            hide_everything(&mut shown);
        }
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
            (&metric::MEMBERS_RETURNING, self.shown.returning),
            (&metric::MEMBERS_BALANCED, self.shown.balanced),
            (&metric::MEMBERS_LEAVING, self.shown.leaving),
            (&metric::MEMBERS_AT_END, self.shown.at_end),
            (&metric::MEMBERS_NEVER_STARTED, self.shown.never_started),
            (&metric::GROUP_PEOPLE, self.shown.attending),
        ];
        let id = figure.metric.id;
        if activities::goes_by_its_own(figure.metric) {
            // A bank may eat together and exchange next to nothing.
            return;
        }
        if let Some((_, value)) = people.iter().find(|(metric, _)| metric.id == id) {
            figure.value = *value;
        } else if let Some(value) = self.listings(id, figure.value) {
            figure.value = value;
        } else if self.is_quiet() {
            figure.value = Shown::Hidden;
        } else if let Some(crowd) = self.averaged(id) {
            let enough = Rule::AVERAGED.max(self.rule.below);
            if crowd.count() > 0 && crowd.count() < enough {
                figure.value = Shown::FewPeople(enough);
            }
        }
    }

    /// Who stands behind a figure that is the middle one of several.
    fn averaged(&self, id: &str) -> Option<&Crowd> {
        let behind = &self.report.behind;
        [
            (&metric::DAYS_TO_APPROVAL, &behind.waits),
            (&metric::DAYS_TO_FIRST_EXCHANGE, &behind.newcomers),
            (&metric::DAYS_TO_MATCH, &behind.listings.matched.behind),
        ]
        .into_iter()
        .find_map(|(metric, crowd)| (metric.id == id).then_some(crowd))
    }

    /// A number of offers or requests as it may be shown: not those of few members, and not
    /// those beside which the rest would be.
    fn listings(&self, id: &str, value: Shown<i64>) -> Option<Shown<i64>> {
        let listings = &self.report.behind.listings;
        let few = |pile: &Pile| self.rule.is_few(pile.behind.count());
        let (pile, rest) = [
            (&metric::OFFERS_OPEN, &listings.offers_open, None),
            (&metric::REQUESTS_OPEN, &listings.requests_open, None),
            (&metric::REQUESTS_MADE, &listings.requests_made, None),
            (
                &metric::REQUESTS_MATCHED,
                &listings.matched,
                Some(&listings.unmatched),
            ),
            (
                &metric::REQUESTS_UNANSWERED,
                &listings.unanswered,
                Some(&listings.recent),
            ),
        ]
        .into_iter()
        .find_map(|(metric, pile, rest)| (metric.id == id).then_some((pile, rest)))?;
        Some(if few(pile) {
            Shown::FewPeople(self.rule.below)
        } else if rest.is_some_and(few) {
            Shown::Hidden
        } else {
            value
        })
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

        let pairs = report.pairs.iter().zip(&behind.pairs);
        let pairs = pairs.map(|(share, behind)| (share, share.amount, behind));
        // Where it is not said how many organisations there were, this list does not say it.
        let pairs = (self.shown.organisations != Shown::Hidden)
            .then(|| {
                self.list(&pairs.collect::<Vec<_>>(), |share| {
                    words::pair_code(share.giver, share.receiver)
                })
            })
            .flatten();
        if pairs.is_none() {
            shown
                .left_out
                .push("who helped whom (people and organisations)");
        }
        let row = |(share, amount): (&PairShare, _)| PairRow {
            giver: share.giver,
            receiver: share.receiver,
            amount,
        };
        shown.pairs = pairs.unwrap_or_default().into_iter().map(row).collect();
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

    /// The rows of the headings beside the list of kinds, in their order. Where that list stays
    /// out, they are a list by themselves.
    fn headings(&self, kinds: &[CategoryRow]) -> Option<Vec<Shown<Amount>>> {
        let (report, behind) = (self.report, &self.report.behind);
        let mut rests = behind.heading_rests.iter();
        if self.is_quiet() || rests.any(|rest| self.rule.is_few(rest.count())) {
            return None;
        }
        let mut order: Vec<usize> = (0..report.headings.len()).collect();
        order.sort_by_key(|place| &report.headings[*place].name);
        let row = |place: &usize| Row {
            amount: report.headings[*place].amount,
            behind: &behind.headings[*place],
        };
        let rows: Vec<Row<'_>> = order.iter().map(row).collect();
        let of = |top: Option<timebank::CategoryId>| {
            order
                .iter()
                .position(|place| report.headings[*place].heading == top)
        };
        let known = report.categories.iter().zip(&behind.categories);
        let parts = known
            .zip(&behind.under)
            .filter_map(|((share, behind), top)| {
                let shown = kinds.iter().find(|row| row.category == share.category)?;
                Some(Part {
                    of: of(*top)?,
                    row: Row {
                        amount: share.amount,
                        behind,
                    },
                    is_hidden: shown.amount.value().is_none(),
                })
            });
        let parts: Vec<Part<'_>> = parts.collect();
        let amounts = rows::protect_sums(&rows, &parts, self.rule)?;
        let mut in_order = vec![Shown::Hidden; report.headings.len()];
        for (place, amount) in order.into_iter().zip(amounts) {
            in_order[place] = amount;
        }
        Some(in_order)
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

    fn previous(
        &self,
        shown: &mut ProtectedPrevious,
        previous: &Previous,
        everybody: &Crowd,
        months: &[Crowd],
    ) {
        let quiet = self.is_quiet_before(previous, everybody);
        if quiet {
            shown.amount = Shown::Hidden;
        }
        shown.months = self.months(&previous.months, months, quiet);
    }

    fn is_quiet_before(&self, previous: &Previous, everybody: &Crowd) -> bool {
        self.rule.is_few(everybody.count()) || self.rule.is_few(previous.amount.exchanges)
    }

    fn comparison(&self) -> String {
        if self.is_quiet() {
            return format!(
                "Too few members took part {} for their hours to be shown.",
                self.report.period.said()
            );
        }
        match &self.report.previous {
            Some(before) if self.is_quiet_before(before, &self.report.behind.previous) => format!(
                "{}. Too few members took part in the period before to compare with it.",
                self.report.exchanged()
            ),
            _ => self.report.comparison(),
        }
    }
}
