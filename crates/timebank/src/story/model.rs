//! What somebody said, and what they agreed to.

use chrono::NaiveDate;
use words::say;

use crate::clock::Channel;
use crate::ids::{MemberId, ProjectId, StoryId};

/// How the person may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// With the whole name.
    Name,
    /// With the first name, or what they are known as.
    FirstName,
    /// Not at all.
    Nobody,
}

impl Naming {
    /// Every way, the most careful one first.
    pub const ALL: [Naming; 3] = [Naming::Nobody, Naming::FirstName, Naming::Name];

    /// The word for the file and for addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Naming::Name => "name",
            Naming::FirstName => "first_name",
            Naming::Nobody => "nobody",
        }
    }

    /// The way with this word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Naming> {
        Naming::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// A story to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStory {
    /// Whose words they are; nobody for somebody who is no member.
    pub member: Option<MemberId>,
    /// What they said. An empty line parts paragraphs.
    pub words: String,
    /// How they may be named.
    pub naming: Naming,
    /// What stands beside or in place of the name, such as `a neighbour in Mill End`; may be
    /// empty.
    pub described: String,
    /// The project it is about.
    pub project: Option<ProjectId>,
    /// The day they agreed.
    pub consent_on: NaiveDate,
    /// How they agreed.
    pub channel: Channel,
    /// The last day on which it is shown.
    pub until: NaiveDate,
}

/// A story that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// Whose words they are.
    pub member: Option<MemberId>,
    /// The whole name of that member; empty for nobody.
    pub name: String,
    /// What that member is called; empty for nobody.
    pub greeting: String,
    /// What they said.
    pub words: String,
    /// How they may be named.
    pub naming: Naming,
    /// What stands beside or in place of the name.
    pub described: String,
    /// The project it is about.
    pub project: Option<ProjectId>,
    /// The day they agreed.
    pub consent_on: NaiveDate,
    /// How they agreed.
    pub channel: Channel,
    /// Who saw that they agreed.
    pub seen_by: String,
    /// The last day on which it is shown.
    pub until: NaiveDate,
}

impl Story {
    /// Whether it may be shown on a day.
    #[must_use]
    pub fn is_shown_on(&self, day: NaiveDate) -> bool {
        day <= self.until
    }

    /// Who said it, as they may be named: `Bob, a neighbour in Mill End`, `A member`.
    #[must_use]
    pub fn told_by(&self) -> String {
        let name = match self.naming {
            Naming::Name => self.name.as_str(),
            Naming::FirstName => self.greeting.as_str(),
            Naming::Nobody => "",
        };
        match (name, self.described.as_str()) {
            ("", "") if self.member.is_some() => say("story-a-member"),
            ("", "") => say("story-somebody-who-knows-us"),
            ("", described) => words::sentence(described),
            (name, "") => name.to_owned(),
            (name, described) => format!("{name}, {described}"),
        }
    }

    /// Its paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        let parts = self.words.split("\n\n");
        parts.map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn story(naming: Naming, described: &str, member: bool) -> Story {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        Story {
            id: StoryId::new(1),
            member: member.then(|| MemberId::new(Uuid::nil())),
            name: "Bob Farrow".into(),
            greeting: "Bob".into(),
            words: "It was kind.\n\nI came back.".into(),
            naming,
            described: described.into(),
            project: None,
            consent_on: day,
            channel: Channel::InPerson,
            seen_by: String::new(),
            until: day,
        }
    }

    #[test]
    fn nobody_is_named_otherwise_than_they_agreed() {
        let told = |naming, described, member| story(naming, described, member).told_by();
        assert_eq!(told(Naming::Name, "", true), "Bob Farrow");
        assert_eq!(
            told(Naming::FirstName, "in Mill End", true),
            "Bob, in Mill End"
        );
        assert_eq!(told(Naming::Nobody, "", true), "A member");
        assert_eq!(told(Naming::Nobody, "a neighbour", false), "A neighbour");
        assert_eq!(told(Naming::Nobody, "", false), "Somebody who knows us");
    }

    #[test]
    fn a_story_is_shown_up_to_its_last_day() {
        let story = story(Naming::Nobody, "", true);
        assert!(story.is_shown_on(story.until));
        assert!(!story.is_shown_on(story.until.succ_opt().unwrap()));
        assert_eq!(story.paragraphs(), ["It was kind.", "I came back."]);
    }
}
