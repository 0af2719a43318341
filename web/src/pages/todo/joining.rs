//! The sections about joining: applications from the public page, and checks that run out.

use chrono::Days;
use timebank::joining::{self, Application, Reference};
use timebank::{ApplicationId, checks, policy};

use super::sections::{Found, Reader, Wait, more, section};
use super::{Entry, Section, Side};
use crate::pages::tending::Topic;
use crate::words;

/// So many days before a check runs out it is looked for again.
const DAYS_BEFORE: u64 = 30;

impl Reader<'_> {
    /// People who apply on the public page.
    pub(super) fn applications(&self) -> Found {
        let found = joining::open(self.conn)?;
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let topic = Topic::Applications;
        let (count, found) = self.awake(topic, all, found, |one| one.id.uuid());
        let Some(first) = found.first() else {
            return Ok(None);
        };
        let wait = Wait::one(first.sent_at, &first.name(), "to join");
        let wanted = policy::current(self.conn)?.joining.references;
        let ids: Vec<ApplicationId> = found.iter().map(|one| one.id).collect();
        let references = joining::references_of(self.conn, &ids)?;
        let entry = |one: &Application| {
            let references = references.get(&one.id).map_or(&[][..], Vec::as_slice);
            self.application(one, references, wanted)
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        let title = "Applications";
        Ok(Some((
            section(topic.code(), title, count, entries, more),
            wait,
        )))
    }

    fn application(&self, one: &Application, references: &[Reference], wanted: u8) -> Entry {
        let answered = references.iter().filter(|one| one.answer.is_some()).count();
        let outstanding = usize::from(wanted).saturating_sub(answered);
        let next = if one.talked_on.is_none() {
            "Ring and have a talk:".to_owned()
        } else if outstanding > 0 {
            let people = words::count_of(outstanding, "reference is", "references are");
            format!("{people} outstanding.")
        } else if one.inducted_on.is_none() {
            "Show them how things are done.".to_owned()
        } else {
            "Everything is done: decide.".to_owned()
        };
        let phone = if one.talked_on.is_none() {
            one.answers.phone.clone()
        } else {
            String::new()
        };
        Entry {
            title: one.name(),
            path: format!("/applications/{}", one.id),
            about: match one.answers.area.as_str() {
                "" => next,
                area => format!("{area}. {next}"),
            },
            phone,
            side: Side::Plain(format!("Asked {}", self.ago(one.sent_at))),
            ..self.tended(Topic::Applications, one.id.uuid())
        }
    }

    /// Checks of members that have to be looked at again.
    pub(super) fn checks(&self) -> timebank::Result<Option<Section>> {
        let soon = self.moment.today + Days::new(DAYS_BEFORE);
        let found = checks::running_out(self.conn, soon)?;
        let all = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let topic = Topic::Checks;
        let (count, found) = self.awake(topic, all, found, |one| one.member.uuid());
        if found.is_empty() {
            return Ok(None);
        }
        let entry = |one: &checks::RunsOut| {
            let days = self.days_since(one.renew_on);
            let day = words::day_near(one.renew_on, self.moment.today);
            Entry {
                title: format!("{}: {}", one.name, one.kind),
                path: format!("/members/{}/checks", one.member),
                about: format!("To be looked at again on {day}."),
                phone: one.phone.clone(),
                side: if days >= 0 {
                    Side::Overdue("Run out".to_owned())
                } else {
                    Side::Plain(format!("In {}", words::count(-days, "day")))
                },
                ..self.tended(topic, one.member.uuid())
            }
        };
        let entries = found.iter().map(entry).collect();
        let more = more(count, &found, topic.code(), |n| format!("See all {n}"));
        let title = "Checks to look at again";
        Ok(Some(section(topic.code(), title, count, entries, more)))
    }
}
