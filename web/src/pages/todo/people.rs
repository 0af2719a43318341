//! The sections about people and activities: who has not begun, who is quiet, what is not settled.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use reports::reminders;
use timebank::activity;
use timebank::desk::{self, Care, Missed, Unseen};
use timebank::pot;
use uuid::Uuid;

use super::sections::{Reader, more, section};
use super::{Entry, Section, Side};
use crate::pages::tending::Topic;
use crate::words;

/// Days after which somebody who has not begun is rung for the first time.
const DAYS_TO_BEGIN: u64 = 30;
/// Days after which it is late, and after which it is very late.
const LATE: [i64; 2] = [60, 90];
/// Days after which a member is quiet.
const DAYS_QUIET: u64 = 180;

impl Reader<'_> {
    /// Grants that wait for a second pair of eyes.
    pub(super) fn grants(&self) -> timebank::Result<Option<Section>> {
        let found = pot::waiting(self.conn)?;
        if found.is_empty() {
            return Ok(None);
        }
        let entries = found.iter().map(|grant| Entry {
            title: format!(
                "{} from the pot for {}",
                words::length(grant.minutes.get()),
                grant.taker_name
            ),
            path: format!("/pot/grants/{}", grant.id.uuid()),
            about: format!("“{}” Proposed by {}.", grant.words, grant.by_name),
            side: Side::Plain(self.days(grant.at)),
            ..Entry::default()
        });
        let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let title = "Grants to look at";
        Ok(Some(section(
            "grants",
            title,
            count,
            entries.collect(),
            None,
        )))
    }

    /// Reports whose days are over and that nobody has handed over.
    pub(super) fn reports(&self) -> timebank::Result<Option<Section>> {
        let found = reminders::due(self.conn, self.bank, self.moment.today)?;
        if found.is_empty() {
            return Ok(None);
        }
        let entries = found.iter().map(|due| {
            let (from, to) = (due.period.from(), due.period.to());
            Entry {
                title: format!("{}: {}", due.kept.setup.name, due.period.name()),
                path: format!("/reports/activity?from={from}&to={to}&for=outside"),
                about: "Its days are over. It stands here until it is handed over.".to_owned(),
                ..Entry::default()
            }
        });
        let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let title = "Reports to hand over";
        let entries = entries.collect();
        Ok(Some(section("reports", title, count, entries, None)))
    }

    /// Members who have not begun, and those who are quiet.
    pub(super) fn missed(&self) -> timebank::Result<Missed> {
        let [begun, last] = [DAYS_TO_BEGIN, DAYS_QUIET].map(|days| self.days_before(days));
        desk::missed(self.conn, begun, last)
    }

    /// Members for a month or more who stand in no posted exchange.
    pub(super) fn unstarted(&self, found: Vec<Unseen>) -> Option<Section> {
        let about = |person: &Unseen| {
            let joined = words::day_near(person.since, self.moment.today);
            let days = self.days_since(person.since);
            let advice = match days {
                days if days >= LATE[1] => "Ask what would help them to begin",
                days if days >= LATE[0] => "Offer to go along to the first exchange",
                _ => "Say hello, and ask what they would like to do",
            };
            format!("Joined {joined}. {advice}:")
        };
        let title = "People who have not begun";
        self.unseen(Topic::Unstarted, title, found, about)
    }

    /// Members whose last exchange was long ago, by the day it was done.
    pub(super) fn quiet(&self, found: Vec<Unseen>) -> Option<Section> {
        let about = |person: &Unseen| {
            let day = words::day_near(person.since, self.moment.today);
            format!("The last exchange was on {day}. Ring:")
        };
        self.unseen(Topic::Quiet, "People who are quiet", found, about)
    }

    fn unseen(
        &self,
        topic: Topic,
        title: &'static str,
        found: Vec<Unseen>,
        about: impl Fn(&Unseen) -> String,
    ) -> Option<Section> {
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let (count, found) = self.awake(topic, all, found, |person| person.member.uuid());
        if found.is_empty() {
            return None;
        }
        let entry = |person: &Unseen| {
            let days = self.days_since(person.since);
            let since = words::count(days, "day");
            Entry {
                title: person.name.clone(),
                path: format!("/members/{}", person.member),
                about: about(person),
                phone: person.phone.clone(),
                side: if days >= LATE[1] {
                    Side::Overdue(since)
                } else {
                    Side::Plain(since)
                },
                ..self.tended(topic, person.member.uuid())
            }
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        Some(section(topic.code(), title, count, entries, more))
    }

    /// Activities whose day is over and whose hours are not written yet.
    pub(super) fn activities(&self) -> timebank::Result<Option<Section>> {
        let found = activity::unsettled(self.conn, self.moment.today)?;
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let topic = Topic::Activities;
        let (count, found) = self.awake(topic, all, found, |one| one.activity.id.uuid());
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &activity::Overview| {
            let details = &one.activity.details;
            let day = words::day_near(details.held_on, self.moment.today);
            let people = words::count_of(one.attendees, "person", "people");
            let days = self.days_since(details.held_on);
            Entry {
                title: details.title.clone(),
                path: format!("/activities/{}/settling", one.activity.id),
                about: format!("{day}, {people} on the list. Mark who came and settle it."),
                side: Side::Overdue(words::count(days, "day")),
                ..self.tended(topic, one.activity.id.uuid())
            }
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        let title = "Activities to settle";
        Ok(Some(section(topic.code(), title, count, entries, more)))
    }

    /// Those that do not rest, no more than the section shows; and how many they are in all.
    pub(super) fn awake<T>(
        &self,
        topic: Topic,
        all: u64,
        mut found: Vec<T>,
        id: impl Fn(&T) -> Uuid,
    ) -> (u64, Vec<T>) {
        let before = found.len();
        found.retain(|one| !self.rests(topic, id(one)));
        let resting = u64::try_from(before - found.len()).unwrap_or(0);
        let shown = usize::try_from(self.limits.entries(topic.code())).unwrap_or(usize::MAX);
        found.truncate(shown);
        (all.saturating_sub(resting), found)
    }

    fn rests(&self, topic: Topic, id: Uuid) -> bool {
        let until = self.care_of(topic, id).and_then(|care| care.rests_until);
        !self.limits.shows_resting() && until.is_some_and(|until| until > self.moment.today)
    }

    fn care_of(&self, topic: Topic, id: Uuid) -> Option<&Care> {
        self.care.get(&(topic.code().to_owned(), id))
    }

    /// An entry with where it is looked after and by whom; the rest is still to be said.
    pub(super) fn tended(&self, topic: Topic, id: Uuid) -> Entry {
        let care = self.care_of(topic, id);
        let carer = care.filter(|care| care.carer.is_some());
        Entry {
            tend: format!("/to-do/{}/{id}", topic.code()),
            carer: carer.map_or_else(String::new, |care| care.carer_name.clone()),
            ..Entry::default()
        }
    }

    fn days_before(&self, days: u64) -> NaiveDate {
        let today = self.moment.today;
        today.checked_sub_days(Days::new(days)).unwrap_or(today)
    }

    pub(super) fn days_since(&self, day: NaiveDate) -> i64 {
        (self.moment.today - day).num_days()
    }
}

/// How many things rest until a day to come.
pub(super) fn resting(care: &HashMap<(String, Uuid), Care>, today: NaiveDate) -> usize {
    let rests = |care: &&Care| care.rests_until.is_some_and(|until| until > today);
    care.values().filter(rests).count()
}
