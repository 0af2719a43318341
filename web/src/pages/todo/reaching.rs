//! The sections about reaching people: who wants to be rung, and whom to ask again what they need.

use timebank::needs::{self, Due, ToRing};

use super::sections::{Reader, more, section};
use super::{Entry, Section, Side};
use crate::pages::tending::Topic;
use crate::words;

impl Reader<'_> {
    /// Members who want to be rung, and who have been told something since the last call.
    pub(super) fn to_ring(&self) -> timebank::Result<Option<Section>> {
        let found = needs::to_ring(self.conn, self.moment)?;
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let topic = Topic::Ring;
        let (count, found) = self.awake(topic, all, found, |one| one.member.uuid());
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &ToRing| {
            let things = words::count(one.things, "thing");
            Entry {
                title: one.name.clone(),
                path: format!("/members/{}/told", one.member),
                about: format!("{things} to tell. Ring, and note the call:"),
                phone: one.phone.clone(),
                side: Side::Plain(self.days(one.since)),
                ..self.tended(topic, one.member.uuid())
            }
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        let title = "People who want to be rung";
        Ok(Some(section(topic.code(), title, count, entries, more)))
    }

    /// Members who said long ago how they are best reached.
    pub(super) fn needs(&self) -> timebank::Result<Option<Section>> {
        let found = needs::due(self.conn, self.moment.today)?;
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let topic = Topic::Needs;
        let (count, found) = self.awake(topic, all, found, |one| one.member.uuid());
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &Due| {
            let day = words::day_near(one.review_on, self.moment.today);
            Entry {
                title: one.name.clone(),
                path: format!("/members/{}/needs", one.member),
                about: format!("To be asked again since {day}. Ask, and save it with a new day."),
                phone: one.phone.clone(),
                side: Side::Plain(words::count(self.days_since(one.review_on), "day")),
                ..self.tended(topic, one.member.uuid())
            }
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        let title = "How people are best reached: ask again";
        Ok(Some(section(topic.code(), title, count, entries, more)))
    }
}
