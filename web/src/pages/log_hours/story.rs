//! Who helped whom, in words, while it is being asked.

use rusqlite::Connection;
use timebank::member::{self, Profile};
use timebank::{Error, MemberId};

use super::answers::Answers;
use super::order::{Mode, Question};

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
    pub(super) fn short(&self) -> &str {
        match self {
            Self::NotYet => "somebody",
            Self::You => "you",
            Self::Named { greeting, .. } => greeting,
        }
    }

    /// As a fact: "You", "Bob Farrow, Mill End".
    pub(super) fn full(&self) -> String {
        match self {
            Self::NotYet => String::new(),
            Self::You => "You".to_owned(),
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

    /// The heading of a question.
    pub(super) fn heading(&self, question: Question) -> String {
        let (giver, receiver) = (&self.giver, &self.receiver);
        match question {
            Question::Told => "Who told you?".to_owned(),
            Question::Way | Question::Giver => "Who helped?".to_owned(),
            Question::Who if *giver == Somebody::You => "Who did you help?".to_owned(),
            Question::Who => "Who helped you?".to_owned(),
            Question::Receiver => format!("Who did {} help?", giver.short()),
            Question::What if *receiver == Somebody::You => {
                format!("What did {} do for you?", giver.short())
            }
            Question::What if *giver == Somebody::You => {
                format!("What did you do for {}?", receiver.short())
            }
            Question::What => format!("What did {} do for {}?", giver.short(), receiver.short()),
            Question::When => format!("When did {} help {}?", giver.short(), receiver.short()),
            Question::Length => "How long did it take?".to_owned(),
        }
    }

    /// What messages about the day are about.
    pub(super) fn day_subject(&self) -> &'static str {
        match (&self.giver, &self.receiver) {
            (Somebody::You, _) => "the date you helped",
            (_, Somebody::You) => "the date you were helped",
            _ => "the date of the help",
        }
    }

    /// The hint to "How long did it take?".
    pub(super) fn travel_hint(&self) -> String {
        let (giver, receiver) = (self.giver.short(), self.receiver.short());
        format!("Count the time {giver} travelled if {receiver} agreed to it")
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
            (Somebody::You, Somebody::Named { name, .. }) => format!("You helped {name}."),
            (Somebody::Named { name, .. }, Somebody::You) => format!("{name} helped you."),
            (Somebody::Named { name: giver, .. }, Somebody::Named { name: receiver, .. }) => {
                format!("{giver} helped {receiver}.")
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
            names => Some(names.join(" and ")),
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
        assert_eq!(received.day_subject(), "the date you were helped");
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
