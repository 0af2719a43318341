//! What a member's hours did: how much in which days, for how many people, with what, and the
//! milestones on the way. Only help that stands in the book counts; hours are never money.

mod store;

use std::collections::HashSet;

use chrono::NaiveDate;
use rusqlite::Connection;

use crate::error::Result;
use crate::ids::MemberId;

/// One kind of help a member gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindOfHelp {
    /// Its name; empty where none was said.
    pub name: String,
    /// How often.
    pub times: u32,
    /// Minutes in all.
    pub minutes: i64,
}

/// What a member's hours did between two days, by the day the help was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deeds {
    /// Minutes given.
    pub given: i64,
    /// Minutes received.
    pub received: i64,
    /// How many different members they helped.
    pub helped: u32,
    /// How many different members helped them.
    pub helped_by: u32,
    /// What they gave, most first.
    pub kinds: Vec<KindOfHelp>,
}

/// Something that is worth remembering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Milestone {
    /// The first help given.
    FirstGiven,
    /// So many whole hours given in all.
    HoursGiven(i64),
    /// So many different members helped.
    PeopleHelped(usize),
}

/// The hours at which a milestone stands.
const HOURS: [i64; 7] = [10, 25, 50, 100, 250, 500, 1_000];

/// The numbers of people at which a milestone stands.
const PEOPLE: [usize; 4] = [5, 10, 25, 50];

/// What a member's hours did between two days, both included.
pub fn between(
    conn: &Connection,
    member: MemberId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Deeds> {
    let mut deeds = store::sums(conn, member, from, to)?;
    deeds.kinds = store::kinds(conn, member, from, to)?;
    Ok(deeds)
}

/// The day of the first help a member gave or received, if any.
pub fn first_day(conn: &Connection, member: MemberId) -> Result<Option<NaiveDate>> {
    Ok(store::first_day(conn, member)?)
}

/// The milestones a member has reached, newest first, each with the day of the help that did.
pub fn milestones(conn: &Connection, member: MemberId) -> Result<Vec<(NaiveDate, Milestone)>> {
    Ok(reached(&store::given(conn, member)?))
}

/// One help given: the day, the minutes, to whom.
type Given = (NaiveDate, i64, MemberId);

fn reached(given: &[Given]) -> Vec<(NaiveDate, Milestone)> {
    let mut found = Vec::new();
    let (mut minutes, mut people) = (0, HashSet::new());
    for (day, more, receiver) in given {
        if people.is_empty() {
            found.push((*day, Milestone::FirstGiven));
        }
        let before = minutes;
        minutes += more;
        let passed = HOURS
            .into_iter()
            .filter(|hours| before < hours * 60 && minutes >= hours * 60);
        found.extend(passed.map(|hours| (*day, Milestone::HoursGiven(hours))));
        if people.insert(*receiver) && PEOPLE.contains(&people.len()) {
            found.push((*day, Milestone::PeopleHelped(people.len())));
        }
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn help(day: u32, minutes: i64, to: u128) -> Given {
        let day = NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        (day, minutes, MemberId::new(Uuid::from_u128(to)))
    }

    #[test]
    fn a_milestone_stands_on_the_day_it_was_reached_and_only_once() {
        let given = [
            help(1, 540, 1),
            help(2, 60, 1),
            help(3, 60, 2),
            help(4, 900, 1),
        ];
        let day = |day| help(day, 0, 0).0;
        assert_eq!(
            reached(&given),
            [
                (day(4), Milestone::HoursGiven(25)),
                (day(2), Milestone::HoursGiven(10)),
                (day(1), Milestone::FirstGiven),
            ]
        );
        assert!(reached(&[]).is_empty());
    }

    #[test]
    fn people_are_counted_once_each() {
        let given: Vec<Given> = (1_u32..=6)
            .map(|n| help(1, 30, u128::from(n % 5)))
            .collect();
        let found = reached(&given);
        assert_eq!(found[0].1, Milestone::PeopleHelped(5));
        assert_eq!(found.len(), 2);
    }
}
