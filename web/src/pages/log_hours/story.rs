//! Who helped whom, in words, while it is being asked.

use std::borrow::Cow;

use rusqlite::Connection;
use timebank::member::{self, Profile};
use timebank::{Error, MemberId};

use super::answers::Answers;
use super::order::{Mode, Question};
use crate::words::{self, say};

/// One of the two, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Somebody {
    /// Not said yet.
    #[default]
    NotYet,
    /// The one who answers.
    You,
    /// Somebody else.
    Named {
        /// The whole name.
        name: String,
        /// The name for a greeting.
        greeting: String,
        /// The part of the place; may be empty.
        area: String,
    },
}

impl Somebody {
    fn known(profile: &Profile) -> Self {
        Self::Named {
            name: profile.name.clone(),
            greeting: profile.greeting().to_owned(),
            area: profile.area_name.clone(),
        }
    }

    /// In the middle of a sentence: "you", "Bob", "somebody".
    pub(super) fn short(&self) -> Cow<'_, str> {
        match self {
            Self::NotYet => say("log-somebody").into(),
            Self::You => say("log-you").into(),
            Self::Named { greeting, .. } => greeting.into(),
        }
    }

    /// As a fact: "You", "Bob Farrow, Mill End".
    pub(super) fn full(&self) -> String {
        match self {
            Self::NotYet => String::new(),
            Self::You => words::sentence(&say("log-you")),
            Self::Named { name, area, .. } if area.is_empty() => name.clone(),
            Self::Named { name, area, .. } => format!("{name}, {area}"),
        }
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Named { name, .. } => Some(name),
            _ => None,
        }
    }
}

/// The two, and for whom it is logged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Story {
    pub(super) giver: Somebody,
    pub(super) receiver: Somebody,
    /// Whose page it began on.
    pub(super) with: Somebody,
}

impl Story {
    /// The story of these answers; whoever is named must exist.
    pub(super) fn read(
        conn: &Connection,
        mode: Mode,
        me: MemberId,
        answers: &Answers,
    ) -> timebank::Result<Self> {
        let somebody = |id: Option<MemberId>| match id {
            None => Ok(Somebody::NotYet),
            Some(id) if id == me => Ok(Somebody::You),
            Some(id) => match member::get(conn, id) {
                Ok(profile) => Ok(Somebody::known(&profile)),
                Err(Error::NotFound(_)) => Ok(Somebody::NotYet),
                Err(error) => Err(error),
            },
        };
        let [giver, receiver] = answers.parties(mode, me);
        Ok(Self {
            giver: somebody(giver)?,
            receiver: somebody(receiver)?,
            with: somebody(answers.with)?,
        })
    }

    /// Which of the two answers: what sentences about them turn on.
    fn reader(&self) -> &'static str {
        match (&self.giver, &self.receiver) {
            (Somebody::You, _) => "giver",
            (_, Somebody::You) => "receiver",
            _ => "neither",
        }
    }

    /// A sentence about the two, by whichever of them answers.
    fn told(&self, key: &'static str) -> String {
        words::say_with(
            key,
            [
                ("reader", self.reader().into()),
                ("giver", self.giver.short().into()),
                ("receiver", self.receiver.short().into()),
            ],
        )
    }

    /// The heading of a question.
    pub(super) fn heading(&self, question: Question) -> String {
        match question {
            Question::Told => say("log-who-told-you-c"),
            Question::Way | Question::Giver => say("log-who-helped-c"),
            Question::Who if self.giver == Somebody::You => say("log-who-did-you-help"),
            Question::Who => say("log-who-helped-you"),
            Question::Receiver => say!("log-who-did-help", giver = self.giver.short()),
            Question::What => self.told("log-what-did"),
            Question::When => self.told("log-when-did"),
            Question::Length => say("log-how-long-did-it-take"),
        }
    }

    /// What messages about the day are about.
    pub(super) fn day_subject(&self) -> &'static str {
        match (&self.giver, &self.receiver) {
            (Somebody::You, _) => "subject-date-you-helped",
            (_, Somebody::You) => "subject-date-you-were-helped",
            _ => "subject-date-of-help",
        }
    }

    /// The hint to "How long did it take?".
    pub(super) fn travel_hint(&self) -> String {
        self.told("log-travel")
    }

    /// The other one, for whoever logs their own hours.
    pub(super) const fn other(&self) -> &Somebody {
        match self.giver {
            Somebody::You => &self.receiver,
            _ => &self.giver,
        }
    }

    /// What is known so far: "You helped Bob Farrow". Empty while nobody is known.
    pub(super) fn so_far(&self) -> String {
        match (&self.giver, &self.receiver) {
            (Somebody::You, Somebody::Named { name, .. }) => say!("log-you-helped", name = name),
            (Somebody::Named { name, .. }, Somebody::You) => say!("log-helped-you", name = name),
            (Somebody::Named { name: giver, .. }, Somebody::Named { name: receiver, .. }) => {
                say!("log-helped", giver = giver, receiver = receiver)
            }
            _ => String::new(),
        }
    }

    /// For whom a coordinator logs: "Joan Pellow", "Joan Pellow and Harold Finch".
    pub(super) fn names(&self) -> Option<String> {
        let known = [&self.giver, &self.receiver];
        let names: Vec<&str> = known.into_iter().filter_map(Somebody::name).collect();
        match names.as_slice() {
            [] => self.with.name().map(str::to_owned),
            names => Some(words::list(names)),
        }
    }
}

#[cfg(test)]
pub(super) mod samples {
    use super::Somebody;

    pub(crate) fn named(name: &str) -> Somebody {
        Somebody::Named {
            name: name.to_owned(),
            greeting: name.split(' ').next().unwrap().to_owned(),
            area: "Mill End".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::samples::named;
    use super::*;

    #[test]
    fn each_question_speaks_of_the_people_it_is_about() {
        let gave = Story {
            giver: Somebody::You,
            receiver: named("Bob Farrow"),
            ..Story::default()
        };
        assert_eq!(gave.heading(Question::When), "When did you help Bob?");
        assert_eq!(gave.heading(Question::What), "What did you do for Bob?");
        assert_eq!(
            gave.travel_hint(),
            "Count the time you travelled if Bob agreed to it"
        );
        let received = Story {
            giver: named("Bob Farrow"),
            receiver: Somebody::You,
            ..Story::default()
        };
        assert_eq!(received.heading(Question::Who), "Who helped you?");
        assert_eq!(received.heading(Question::When), "When did Bob help you?");
        assert_eq!(received.day_subject(), "subject-date-you-were-helped");
        assert_eq!(received.other().short(), "Bob");
        let others = Story {
            giver: named("Joan Pellow"),
            receiver: named("Harold Finch"),
            ..Story::default()
        };
        assert_eq!(others.heading(Question::When), "When did Joan help Harold?");
        assert_eq!(
            others.names().as_deref(),
            Some("Joan Pellow and Harold Finch")
        );
    }

    #[test]
    fn the_home_page_says_what_was_begun() {
        assert_eq!(Story::default().so_far(), "");
        let gave = Story {
            giver: Somebody::You,
            receiver: named("Bob Farrow"),
            ..Story::default()
        };
        assert_eq!(gave.so_far(), "You helped Bob Farrow.");
    }

    #[test]
    fn a_coordinator_is_told_for_whom_as_soon_as_it_is_known() {
        assert_eq!(Story::default().names(), None);
        let begun = Story {
            with: named("Joan Pellow"),
            ..Story::default()
        };
        assert_eq!(begun.names().as_deref(), Some("Joan Pellow"));
    }
}
