//! The answers so far: plain values, no file and no HTML.
//!
//! Answers are kept as JSON in a draft. A draft's id becomes the exchange's id, so that the last
//! page sent twice records once.

use chrono::NaiveDate;
use ledger::Minutes;
use serde::{Deserialize, Serialize};
use timebank::exchange::{Exchange, NewExchange, Side, Spoke};
use timebank::{CategoryId, Channel, DraftId, ExchangeId, ListingId, MemberId};

use super::order::{Mode, Question};

/// On which side the member stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Way {
    /// "I helped somebody"
    Gave,
    /// "Somebody helped me"
    Received,
}

impl Way {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Gave => "gave",
            Self::Received => "received",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Gave, Self::Received]
            .into_iter()
            .find(|way| way.code() == code)
    }
}

/// On whose word a coordinator writes it down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Told {
    /// The one who helped.
    Giver,
    /// The one who was helped.
    Receiver,
    /// Both.
    Both,
}

impl Told {
    pub(super) const ALL: [Self; 3] = [Self::Giver, Self::Receiver, Self::Both];

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Giver => "giver",
            Self::Receiver => "receiver",
            Self::Both => "both",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.code() == code)
    }

    pub(super) const fn spoke(self) -> Spoke {
        match self {
            Self::Giver => Spoke::Giver,
            Self::Receiver => Spoke::Receiver,
            Self::Both => Spoke::Both,
        }
    }
}

/// The answers so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Answers {
    /// Whose page it began on, before it was said on which side they stood.
    pub(super) with: Option<MemberId>,
    /// The offer or request it began on.
    pub(super) listing: Option<ListingId>,
    pub(super) told: Option<Told>,
    /// The code of the channel it was told through.
    pub(super) channel: Option<String>,
    pub(super) way: Option<Way>,
    pub(super) who: Option<MemberId>,
    pub(super) giver: Option<MemberId>,
    pub(super) receiver: Option<MemberId>,
    pub(super) category: Option<CategoryId>,
    pub(super) description: String,
    pub(super) note: String,
    pub(super) done_on: Option<NaiveDate>,
    pub(super) minutes: Option<i64>,
}

/// One answer, read from its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Told(Told, Channel),
    Way(Way),
    Person(MemberId),
    What {
        category: Option<CategoryId>,
        description: String,
        note: String,
    },
    When(NaiveDate),
    Length(i64),
}

impl Answers {
    /// The answers of an exchange that is logged again by the one who stood on `side`, without
    /// its day and without the note, which was about that day.
    pub(super) fn again(exchange: &Exchange, side: Side) -> Self {
        let (way, who) = match side {
            Side::Giver => (Way::Gave, exchange.receiver.id),
            Side::Receiver => (Way::Received, exchange.giver.id),
        };
        Self {
            way: Some(way),
            who: Some(who),
            listing: exchange.listing,
            category: exchange.category,
            description: exchange.description.clone(),
            minutes: Some(exchange.minutes.get()),
            ..Self::default()
        }
    }

    /// Puts an answer in the place of whatever was answered before.
    pub(super) fn put(&mut self, question: Question, answer: Answer) {
        match answer {
            Answer::Told(told, channel) => {
                self.told = Some(told);
                self.channel = Some(channel.as_str().to_owned());
                match told {
                    Told::Giver => self.giver = self.giver.or(self.with),
                    Told::Receiver => self.receiver = self.receiver.or(self.with),
                    Told::Both => {}
                }
            }
            Answer::Way(way) => {
                self.way = Some(way);
                self.who = self.who.or(self.with);
            }
            Answer::Person(member) => match question {
                Question::Giver => self.giver = Some(member),
                Question::Receiver => self.receiver = Some(member),
                _ => self.who = Some(member),
            },
            Answer::What {
                category,
                description,
                note,
            } => {
                self.category = category;
                self.description = description;
                self.note = note;
            }
            Answer::When(day) => self.done_on = Some(day),
            Answer::Length(minutes) => self.minutes = Some(minutes),
        }
    }

    /// Whether a question has its answer.
    pub(super) fn has(&self, question: Question) -> bool {
        match question {
            Question::Told => self.told.is_some() && self.channel().is_some(),
            Question::Way => self.way.is_some(),
            Question::Who => self.who.is_some(),
            Question::Giver => self.giver.is_some(),
            Question::Receiver => self.receiver.is_some(),
            Question::What => self.category.is_some() || !self.description.is_empty(),
            Question::When => self.done_on.is_some(),
            Question::Length => self.minutes.is_some(),
        }
    }

    /// Giver and receiver, as far as they are known; `me` answers.
    pub(super) fn parties(&self, mode: Mode, me: MemberId) -> [Option<MemberId>; 2] {
        match (mode, self.way) {
            (Mode::ForSomebody, _) => [self.giver, self.receiver],
            (Mode::Own, Some(Way::Gave)) => [Some(me), self.who],
            (Mode::Own, Some(Way::Received)) => [self.who, Some(me)],
            (Mode::Own, None) => [None, None],
        }
    }

    /// The channel it was told through.
    pub(super) fn channel(&self) -> Option<Channel> {
        self.channel.as_deref().and_then(Channel::parse)
    }

    /// The exchange to record, once every question has its answer.
    pub(super) fn complete(&self, mode: Mode, me: MemberId, id: DraftId) -> Option<NewExchange> {
        if self.unanswered_in(mode) {
            return None;
        }
        let [giver, receiver] = self.parties(mode, me);
        Some(NewExchange {
            id: ExchangeId::new(id.uuid()),
            giver: giver?,
            receiver: receiver?,
            listing: self.listing,
            category: self.category,
            description: self.description.clone(),
            note: self.note.clone(),
            done_on: self.done_on?,
            minutes: self.minutes.and_then(Minutes::new)?,
        })
    }

    fn unanswered_in(&self, mode: Mode) -> bool {
        mode.unanswered(self).is_some()
    }
}

#[cfg(test)]
mod tests;
