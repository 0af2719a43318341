//! The figures of the activity report, in words.

use reports::activity::{self, Unit};
use reports::disclosure::{ProtectedFigure, ProtectedReport, Shown};

use super::groups;
use crate::words;

/// A headline figure.
#[derive(Clone, Debug)]
pub(super) struct Headline {
    pub(super) name: &'static str,
    /// Numbers and the small words after them: `412`, `h`, `30`, `min`.
    pub(super) parts: Vec<(String, &'static str)>,
    /// What stands in its place where it may not be shown.
    pub(super) masked: Option<String>,
    pub(super) note: String,
}

/// The figures that stand large, each with its note. What was not measured is left out.
pub(super) fn headlines(report: &ProtectedReport) -> Vec<Headline> {
    activity::HEADLINES
        .iter()
        .filter_map(|(metric, note)| {
            let mut figures = report.figures.iter();
            let figure = figures.find(|figure| figure.metric.id == metric.id)?;
            headline(figure, note)
        })
        .collect()
}

/// The figures that stand in no group: their definitions stand under the large ones.
pub(super) fn defined_above(report: &ProtectedReport) -> Vec<groups::Row> {
    let grouped = groups::groups(report);
    let in_group = |id| {
        let mut rows = grouped.iter().flat_map(|group| &group.rows);
        rows.any(|row| row.metric.id == id)
    };
    let figures = report.figures.iter();
    figures
        .filter(|figure| !in_group(figure.metric.id))
        .map(groups::Row::of)
        .collect()
}

fn headline(figure: &ProtectedFigure, note: &str) -> Option<Headline> {
    if figure.value == Shown::Nothing {
        return None;
    }
    let note = match figure.value {
        Shown::Rounded { nearest, .. } => format!("Rounded to the nearest {nearest}"),
        _ => note.to_owned(),
    };
    let value = figure.value.value();
    Some(Headline {
        name: figure.metric.name,
        parts: value.map_or_else(Vec::new, |value| parts(figure.metric.unit, value)),
        masked: figure.value.instead(),
        note,
    })
}

fn parts(unit: Unit, value: i64) -> Vec<(String, &'static str)> {
    match unit {
        Unit::Minutes => vec![
            (words::hours_part(value), "h"),
            (words::minutes_part(value), "min"),
        ],
        Unit::Days => {
            let days = if value == 1 { "day" } else { "days" };
            vec![(words::number(value), days)]
        }
        Unit::Exchanges | Unit::Members | Unit::Listings | Unit::Times => {
            vec![(words::number(value), "")]
        }
    }
}

/// A number of people in a sentence: `about 85 members`, `1 member`, `fewer than 5 members`.
pub(super) fn people(count: Shown<i64>, who: &str) -> String {
    let many = if count == Shown::Exact(1) { "" } else { "s" };
    format!("{} {who}{many}", count.said())
}

#[cfg(test)]
mod tests {
    use reports::activity::metric;
    use reports::disclosure::Audience;

    use super::super::samples;
    use super::*;

    #[test]
    fn the_finding_says_what_may_be_said() {
        let mut report = samples::report(Audience::OUTSIDE);
        assert_eq!(
            report.finding(),
            "About 15 members shared 40 hours in 60 exchanges."
        );
        samples::set(&mut report, &metric::MEMBERS_ACTIVE, Shown::Hidden);
        assert_eq!(report.finding(), "Members shared 40 hours in 60 exchanges.");
        let committee = samples::report(Audience::Committee);
        assert_eq!(
            committee.finding(),
            "17 members shared 40 hours in 60 exchanges."
        );
        assert!(samples::quiet().finding().starts_with("Too few members"));
    }

    #[test]
    fn a_figure_that_is_rounded_or_masked_says_so() {
        let report = samples::report(Audience::OUTSIDE);
        let headlines = headlines(&report);
        let named = |name: &str| headlines.iter().find(|one| one.name == name).unwrap();
        assert_eq!(named("Active members").note, "Rounded to the nearest 5");
        let new = named("New members");
        assert_eq!(new.masked.as_deref(), Some("fewer than 5"));
        assert_eq!(new.note, "Began in these days");
        assert_eq!(named("Exchanges").masked, None);
    }
}
