//! Two reports that give somebody away by their difference: a quarter, and the same quarter
//! without its last day.
//!
//! A report tells the sum of all its days and of each of its months. Whoever has several can add
//! and subtract these sums and so come to any stretch of days between two ends that are linked
//! by them. The rule: a report is warned of when it makes such a stretch of fewer than 28 days
//! known that no report shows by itself, and when the same days were reported before, because
//! the difference is what was written in the book in between.
//!
//! A stretch of a month or more is not warned of: a report shows whole months anyway, each of
//! them protected. What was hidden in one of them is not known here.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::Connection;
use timebank::handover::{self, Handover};
use timebank::{category, project, survey};

use super::audience::Rule;
use super::report::ProtectedReport;
use crate::period::Period;

/// So many days on their own are enough for a difference to say little about anybody.
const ENOUGH_DAYS: i64 = 28;

/// A report that left the bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Export {
    /// The days it covers.
    pub period: Period,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}

/// What a report gives away together with earlier ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// The figures of a few days alone.
    Days(Period),
    /// What was written in the book since the same days were last reported.
    Since(DateTime<Utc>),
    /// What few people answered to a survey since its results were last handed over, or what those
    /// few answered whose sheets are gone.
    Answers(DateTime<Utc>),
}

impl Overlap {
    /// The warning, in a sentence or two.
    #[must_use]
    pub fn sentence(&self) -> String {
        match self {
            Overlap::Days(days) => format!(
                "Whoever also has the earlier reports can work out the figures of {} alone, and \
                 so perhaps those of one person. Choose the days of an earlier report, or whole \
                 months.",
                days.in_days()
            ),
            Overlap::Since(_) => "These days were reported before. Whoever has both reports can \
                 work out what was written in the book in between, and so perhaps whose hours \
                 they are."
                .to_owned(),
            Overlap::Answers(_) => "The results of this survey were handed over before, and since \
                 then few people answered or withdrew. Whoever has both reports can work out \
                 what these few said. Wait until more have answered, or leave the survey out."
                .to_owned(),
        }
    }
}

/// What `this` gives away to somebody who has all of the `earlier` ones, in order of day.
#[must_use]
pub fn overlaps(earlier: &[Export], this: &Export) -> Vec<Overlap> {
    let mut found = Vec::new();
    let again = earlier
        .iter()
        .filter(|export| export.period == this.period && export.made_at != this.made_at);
    found.extend(again.map(|export| export.made_at).max().map(Overlap::Since));

    let known: BTreeSet<Stretch> = earlier.iter().flat_map(stretches).collect();
    let before = linked(known.iter().copied());
    let mut all = known;
    all.extend(stretches(this));
    let after = linked(all.iter().copied());
    let here = after.get(&this.period.from());
    let ends: Vec<NaiveDate> = after
        .iter()
        .filter(|(_, group)| Some(*group) == here)
        .map(|(end, _)| *end)
        .collect();
    for pair in ends.windows(2) {
        let (first, end) = (pair[0], pair[1]);
        let group = before.get(&first);
        let new = group.is_none() || group != before.get(&end);
        if new && (end - first).num_days() < ENOUGH_DAYS && !all.contains(&(first, end)) {
            let days = end.pred_opt().and_then(|last| Period::new(first, last));
            found.extend(days.map(Overlap::Days));
        }
    }
    found
}

/// What a report that is made now gives away to somebody who has all that were handed over. Where
/// the book has not changed since the same days were handed over, both say the same.
pub fn against_handed_over(
    conn: &Connection,
    this: &ProtectedReport,
) -> timebank::Result<Vec<Overlap>> {
    let made_at = this.made_at;
    let mut known = Vec::new();
    let mut answers = None;
    for handover in handover::all(conn)? {
        if is_told_apart(conn, this, &handover)? {
            answers = Some(Overlap::Answers(handover.at));
        }
        let days = (handover.told.from, handover.told.to);
        // A mark that was set since tells the hours of what came to another project, and a kind
        // of help that was moved since its own.
        let unchanged = handover.told.transfers == this.head.seq
            && !project::marked_since(conn, handover.at, days)?
            && !category::moved_since(conn, handover.at)?;
        known.push((handover, unchanged));
    }
    let earlier = known.into_iter().filter_map(|(handover, unchanged)| {
        let period = Period::new(handover.told.from, handover.told.to)?;
        // Made before this one, also where a second was too short to tell.
        let before = made_at - TimeDelta::seconds(1);
        let made_at = if unchanged {
            made_at
        } else {
            handover.at.min(before)
        };
        Some(Export { period, made_at })
    });
    let earlier: Vec<Export> = earlier.collect();
    let period = this.period;
    let mut found = overlaps(&earlier, &Export { period, made_at });
    found.extend(answers);
    Ok(found)
}

/// Over so many people an average says little of one of them.
const ENOUGH_PEOPLE: u64 = Rule::AVERAGED;

/// Whether two published results of one survey tell what few people answered.
fn is_told_apart(
    conn: &Connection,
    this: &ProtectedReport,
    earlier: &Handover,
) -> timebank::Result<bool> {
    let Some((survey, sheets)) = earlier.told.survey else {
        return Ok(false);
    };
    if this.survey != Some(survey) {
        return Ok(false);
    }
    let until = this.period.to();
    let (came, gone) = survey::since(conn, survey, until, (earlier.at, sheets))?;
    let few = |count: u64| (1..ENOUGH_PEOPLE).contains(&count);
    Ok(few(came) || few(gone))
}

/// From a day to the one on which it is over.
type Stretch = (NaiveDate, NaiveDate);

/// All that a report tells the sum of.
fn stretches(export: &Export) -> Vec<Stretch> {
    let (from, to) = (export.period.from(), export.period.to());
    let end = to.succ_opt().unwrap_or(to);
    let mut ends: Vec<NaiveDate> = export.period.months().skip(1).collect();
    ends.push(end);
    let mut stretches = vec![(from, end)];
    let mut first = from;
    for end in ends {
        stretches.push((first, end));
        first = end;
    }
    stretches
}

/// Every end of a stretch with a mark; ends with the same mark are linked by stretches.
fn linked(stretches: impl Iterator<Item = Stretch>) -> BTreeMap<NaiveDate, NaiveDate> {
    let mut groups: BTreeMap<NaiveDate, NaiveDate> = BTreeMap::new();
    for (first, end) in stretches {
        let of = |day| groups.get(&day).copied().unwrap_or(day);
        let (one, other) = (of(first), of(end));
        groups.insert(first, one);
        groups.insert(end, one);
        for group in groups.values_mut().filter(|group| **group == other) {
            *group = one;
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(from: &str, to: &str) -> Export {
        Export {
            period: Period::new(from.parse().unwrap(), to.parse().unwrap()).unwrap(),
            made_at: "2026-10-01T09:00:00Z".parse().unwrap(),
        }
    }

    fn warned(earlier: &[(&str, &str)], this: (&str, &str)) -> Vec<String> {
        let earlier: Vec<Export> = earlier.iter().map(|(from, to)| export(from, to)).collect();
        overlaps(&earlier, &export(this.0, this.1))
            .into_iter()
            .map(|overlap| match overlap {
                Overlap::Days(days) => format!("{} to {}", days.from(), days.to()),
                Overlap::Since(at) | Overlap::Answers(at) => at.to_string(),
            })
            .collect()
    }

    const SUMMER: (&str, &str) = ("2026-07-01", "2026-09-30");

    #[test]
    fn a_report_with_a_day_less_gives_that_day_away() {
        let found = warned(&[SUMMER], ("2026-07-01", "2026-09-29"));
        assert_eq!(found, ["2026-09-30 to 2026-09-30"]);
        let found = warned(&[("2026-07-01", "2026-09-29")], SUMMER);
        assert_eq!(found, ["2026-09-30 to 2026-09-30"]);
        let found = warned(&[SUMMER], ("2026-07-03", "2026-09-30"));
        assert_eq!(found, ["2026-07-01 to 2026-07-02"]);
    }

    #[test]
    fn months_quarters_and_years_go_together() {
        let earlier = [
            SUMMER,
            ("2026-07-01", "2026-07-31"),
            ("2026-08-01", "2026-08-31"),
            ("2026-10-01", "2026-12-31"),
        ];
        for this in [
            ("2026-01-01", "2026-12-31"),
            ("2026-04-01", "2027-03-31"),
            ("2026-09-01", "2026-09-30"),
            ("2026-08-01", "2026-10-31"),
        ] {
            assert_eq!(warned(&earlier, this), [""; 0], "{this:?}");
        }
    }

    #[test]
    fn three_reports_can_give_away_what_no_two_of_them_do() {
        let earlier = [("2026-07-01", "2026-08-14"), ("2026-08-15", "2026-09-30")];
        let found = warned(&earlier, ("2026-07-01", "2026-09-29"));
        assert!(
            found.contains(&"2026-09-30 to 2026-09-30".to_owned()),
            "{found:?}"
        );
    }

    #[test]
    fn a_report_across_months_gives_away_the_rest_of_each() {
        let found = warned(&[SUMMER], ("2026-07-10", "2026-08-09"));
        assert_eq!(
            found,
            ["2026-07-01 to 2026-07-09", "2026-08-10 to 2026-08-31"]
        );
    }

    #[test]
    fn what_has_nothing_to_do_with_each_other_is_not_warned_of() {
        assert_eq!(warned(&[], SUMMER), [""; 0]);
        assert_eq!(
            warned(
                &[("2026-07-03", "2026-07-05")],
                ("2026-07-10", "2026-07-12")
            ),
            [""; 0]
        );
    }

    #[test]
    fn the_same_days_made_later_show_what_came_in_between() {
        let first = export(SUMMER.0, SUMMER.1);
        let mut second = first;
        assert_eq!(overlaps(&[first], &second), []);
        second.made_at += TimeDelta::days(20);
        assert_eq!(overlaps(&[first], &second), [Overlap::Since(first.made_at)]);
        assert!(
            overlaps(&[first], &second)[0]
                .sentence()
                .starts_with("These days were")
        );
    }
}
