//! What group activities come to, beside the exchanges: the time of those who led and of those who
//! came, apart, and how many people were reached. Neither is help from one person to another, so
//! neither is ever added to the hours exchanged.

use std::collections::HashSet;

use rusqlite::Connection;
use timebank::activity::{self, Attendance, Part as Role};
use timebank::{ActivityId, MemberId};

use super::crowd::Crowd;
use super::facts::Facts;
use super::metric::{Figure, Metric, Scope, Unit};
use super::part::Part;
use crate::period::Period;
use crate::words;

/// What settled activities come to in a period, or for a part of the bank in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Attended {
    /// How many settled activities there were, also those of which the part has nobody.
    pub(super) in_book: i64,
    activities: i64,
    leader_minutes: i64,
    attendee_minutes: i64,
    attendances: i64,
    reached: HashSet<MemberId>,
    /// Those who came.
    pub(super) came: Crowd,
    /// Those who came or led.
    pub(super) there: Crowd,
}

impl Attended {
    pub(super) fn of(conn: &Connection, period: Period, part: &Part) -> timebank::Result<Attended> {
        let mut attended = Attended::default();
        let (mut all, mut ours): (HashSet<ActivityId>, HashSet<ActivityId>) = Default::default();
        let taking = part.taking(conn)?;
        activity::for_each_attendance(conn, period.from(), period.to(), |one| {
            all.insert(one.activity);
            if taking.takes_attendance(&one) {
                ours.insert(one.activity);
                attended.add(&one);
            }
        })?;
        let count = |activities: HashSet<ActivityId>| i64::try_from(activities.len()).unwrap_or(0);
        (attended.in_book, attended.activities) = (count(all), count(ours));
        Ok(attended)
    }

    fn add(&mut self, one: &Attendance) {
        self.there.add(one.member);
        match one.part {
            Role::Leader => self.leader_minutes += one.minutes,
            Role::Attendee => {
                self.attendee_minutes += one.minutes;
                self.attendances += 1;
                self.reached.insert(one.member);
                self.came.add(one.member);
            }
        }
    }

    /// Their crowds: those who came, and everybody who was there.
    pub(super) fn crowds(&self) -> [Crowd; 2] {
        [self.came.clone(), self.there.clone()]
    }

    /// The figures that a period is compared by; numbers of people are not among them, because
    /// two of them side by side would have to be protected together.
    pub(super) fn compared(self) -> Vec<Figure> {
        let facts = Facts {
            attended: self,
            ..Facts::default()
        };
        COMPARED.iter().map(|metric| metric.of(&facts)).collect()
    }
}

/// What two periods are compared by.
pub(crate) static COMPARED: [&Metric; 4] = [
    &GROUP_ACTIVITIES,
    &GROUP_LEADER_MINUTES,
    &GROUP_ATTENDEE_MINUTES,
    &GROUP_ATTENDANCES,
];

/// Two numbers of activities in a sentence; nothing where there were none.
pub(super) fn compared(now: i64, then: Option<i64>) -> Option<String> {
    let said = |count: i64| {
        let (one, many) = ("group activity", "group activities");
        words::counted(count.unsigned_abs(), one, many)
    };
    let were = if now == 1 { "was" } else { "were" };
    match (now, then) {
        (0, None | Some(0)) => None,
        (_, None) => Some(format!("There {were} {}.", said(now))),
        (_, Some(then)) => Some(format!(
            "There {were} {}, compared with {}.",
            said(now),
            words::thousands(then.unsigned_abs())
        )),
    }
}

const HELD_ON: &str = "The day the activity was held";
const NOT_SETTLED: &str = "Activities that were not settled, were cancelled, or whose settlement \
    was taken back; and whoever was on the list and did not come.";

/// Group activities.
pub static GROUP_ACTIVITIES: Metric = Metric {
    id: "group_activities",
    name: "Group activities",
    unit: Unit::Times,
    definition: "Things that several people did together, such as a lunch, whose hours stand in \
        the book. In a report of an area, or of people or organisations, those at which somebody \
        of them was there.",
    date_basis: HELD_ON,
    left_out: NOT_SETTLED,
    scope: Scope::Attended,
    count: |facts| Some(facts.attended.activities),
};

/// The time of those who led.
pub static GROUP_LEADER_MINUTES: Metric = Metric {
    id: "group_leader_minutes",
    name: "Hours of those who led",
    unit: Unit::Minutes,
    definition: "How long those who led group activities were there, everybody’s time added up, \
        whoever paid for it. These hours stand beside the hours exchanged and are no part of them.",
    date_basis: HELD_ON,
    left_out: NOT_SETTLED,
    scope: Scope::Attended,
    count: |facts| Some(facts.attended.leader_minutes),
};

/// The time of those who came.
pub static GROUP_ATTENDEE_MINUTES: Metric = Metric {
    id: "group_attendee_minutes",
    name: "Hours of those who came",
    unit: Unit::Minutes,
    definition: "How long those who came to group activities, and did not lead them, were there, \
        everybody’s time added up. These hours stand beside the hours exchanged and are no part \
        of them.",
    date_basis: HELD_ON,
    left_out: NOT_SETTLED,
    scope: Scope::Attended,
    count: |facts| Some(facts.attended.attendee_minutes),
};

/// How often somebody came.
pub static GROUP_ATTENDANCES: Metric = Metric {
    id: "group_attendances",
    name: "Attendances",
    unit: Unit::Times,
    definition: "How often somebody came to a group activity: who came to three of them is \
        counted three times. Those who led are not counted.",
    date_basis: HELD_ON,
    left_out: NOT_SETTLED,
    scope: Scope::Attended,
    count: |facts| Some(facts.attended.attendances),
};

/// How many different people came.
pub static GROUP_PEOPLE: Metric = Metric {
    id: "group_people",
    name: "Reached by group activities",
    unit: Unit::Members,
    definition: "Members, people and organisations, who came to at least one group activity, each \
        counted once. They need not have given or received an exchange, so they are no part of \
        the active members.",
    date_basis: HELD_ON,
    left_out: "Those who only led; and whoever was on the list and did not come, or at an \
        activity that does not stand in the book.",
    scope: Scope::Attended,
    count: |facts| i64::try_from(facts.attended.reached.len()).ok(),
};

#[cfg(test)]
mod tests {
    use super::compared;

    #[test]
    fn activities_are_compared_where_there_were_any() {
        assert_eq!(compared(0, None), None);
        assert_eq!(compared(0, Some(0)), None);
        let said = |now, then| compared(now, then).unwrap_or_default();
        assert_eq!(said(1, None), "There was 1 group activity.");
        let fewer = "There were 0 group activities, compared with 2.";
        assert_eq!(said(0, Some(2)), fewer);
    }
}
