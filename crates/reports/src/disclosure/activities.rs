//! Group activities as they may be shown. Who leads one, on which day and for how long, stands
//! before every member beforehand; who came does not. So all that tells of those who came is kept
//! back where they are few, the leaders’ hours with it, and what would tell it in another way: the
//! table of accounts and the pot, which have these hours too.

use super::audience::Rule;
use super::report::{ProtectedFigure, ProtectedReport};
use super::shown::Shown;
use crate::activity::crowd::Crowd;
use crate::activity::{Metric, metric};

/// What is about those who were there; their number is among the numbers of people.
static ABOUT_PEOPLE: [&Metric; 3] = [
    &metric::GROUP_LEADER_MINUTES,
    &metric::GROUP_ATTENDEE_MINUTES,
    &metric::GROUP_ATTENDANCES,
];

/// What moves with their hours.
static POT: [&Metric; 3] = [&metric::POT_IN, &metric::POT_OUT, &metric::POT_CLOSING];

/// Whether those who came, or came and led, are so few that their hours are theirs.
pub(super) fn tells_few(attended: &[Crowd; 2], rule: Rule) -> bool {
    attended.iter().any(|crowd| rule.is_few(crowd.count()))
}

/// Whether a figure goes by those who were there, and not by those who exchanged. How many
/// activities there were is no number of people.
pub(super) fn goes_by_its_own(metric: &Metric) -> bool {
    let of = |other: &&Metric| other.id == metric.id;
    metric.id == metric::GROUP_ACTIVITIES.id || ABOUT_PEOPLE.iter().any(of)
}

/// Masks what comes from few people.
pub(super) fn protect(figures: &mut [ProtectedFigure], attended: &[Crowd; 2], rule: Rule) {
    if tells_few(attended, rule) {
        set(figures, &ABOUT_PEOPLE, Shown::FewPeople(rule.below));
    }
}

/// Hides where their hours would be found again.
pub(super) fn hide_their_accounts(shown: &mut ProtectedReport) {
    set(&mut shown.figures, &POT, Shown::Hidden);
    shown.proof.hide_accounts();
}

fn set(figures: &mut [ProtectedFigure], which: &[&Metric], value: Shown<i64>) {
    for figure in figures {
        if which.iter().any(|metric| metric.id == figure.metric.id) {
            figure.value = value;
        }
    }
}
