//! The answers so far and the order of the questions: plain values, no file and no HTML.
//!
//! Answers are kept as JSON in a draft. A draft's id becomes the exchange's id, so that the last
//! page sent twice records once.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chrono::NaiveDate;
use ledger::Minutes;
use serde::{Deserialize, Serialize};
use timebank::exchange::{Exchange, NewExchange, Side, Spoke};
use timebank::{CategoryId, Channel, DraftId, ExchangeId, ListingId, MemberId};

use crate::app::App;
use crate::error::WebError;

/// For whom hours are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A member's own.
    Own,
    /// A coordinator's, for somebody else.
    ForSomebody,
}

/// One page of questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    /// Who told, and how.
    Told,
    /// I helped somebody, or somebody helped me.
    Way,
    /// The other one.
    Who,
    /// Who helped.
    Giver,
    /// Who was helped.
    Receiver,
    /// What was done.
    What,
    /// On which day.
    When,
    /// For how long.
    Length,
}

impl Mode {
    /// The questions, in their order.
    pub(super) const fn questions(self) -> &'static [Question] {
        match self {
            Self::Own => &[
                Question::Way,
                Question::Who,
                Question::What,
                Question::When,
                Question::Length,
            ],
            Self::ForSomebody => &[
                Question::Told,
                Question::Giver,
                Question::Receiver,
                Question::What,
                Question::When,
                Question::Length,
            ],
        }
    }

    /// Where its pages begin.
    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Own => "/log-hours",
            Self::ForSomebody => "/enter-hours",
        }
    }

    /// The kind of its drafts.
    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Own => "hours",
            Self::ForSomebody => "hours for somebody",
        }
    }

    /// The question with this address, where it belongs to these pages.
    pub(super) fn question(self, slug: &str) -> Option<Question> {
        let known = self.questions().iter();
        known.copied().find(|question| question.slug() == slug)
    }

    /// The place of a question, from 1.
    pub(super) fn place(self, question: Question) -> usize {
        let before = self
            .questions()
            .iter()
            .take_while(|known| **known != question);
        before.count() + 1
    }

    /// The question before this one.
    pub(super) fn before(self, question: Question) -> Option<Question> {
        let place = self.place(question).checked_sub(2)?;
        self.questions().get(place).copied()
    }

    /// The first question that has no answer yet.
    pub(super) fn unanswered(self, answers: &Answers) -> Option<Question> {
        let mut questions = self.questions().iter().copied();
        questions.find(|question| !answers.has(*question))
    }

    /// Where to go on: the first question without an answer, else the page to check them all.
    pub(super) fn next(self, id: DraftId, answers: &Answers) -> String {
        match self.unanswered(answers) {
            Some(question) => self.address(id, question),
            None => format!("{}/{id}/check", self.path()),
        }
    }

    /// The address of a question.
    pub(super) fn address(self, id: DraftId, question: Question) -> String {
        format!("{}/{id}/{}", self.path(), question.slug())
    }
}

/// The same handlers serve both: the address says for whom.
impl FromRequestParts<App> for Mode {
    type Rejection = WebError;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, WebError> {
        let path = parts.uri.path();
        let found = [Self::Own, Self::ForSomebody]
            .into_iter()
            .find(|mode| path.starts_with(mode.path()));
        found.ok_or_else(WebError::not_found)
    }
}

impl Question {
    /// The last part of its address.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Told => "who-told",
            Self::Way => "way",
            Self::Who => "who",
            Self::Giver => "who-helped",
            Self::Receiver => "who-was-helped",
            Self::What => "what",
            Self::When => "when",
            Self::Length => "how-long",
        }
    }

    /// Whether somebody is chosen.
    pub(super) const fn is_about_a_person(self) -> bool {
        matches!(self, Self::Who | Self::Giver | Self::Receiver)
    }

    /// The question at which a refusal of this field is put right.
    pub(super) fn of_field(mode: Mode, field: &str) -> Self {
        match (field, mode) {
            ("category" | "description" | "note", _) => Self::What,
            ("done_on", _) => Self::When,
            ("minutes", _) => Self::Length,
            (_, Mode::Own) => Self::Who,
            (_, Mode::ForSomebody) => Self::Giver,
        }
    }
}

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
mod tests {
    use super::*;
    use uuid::Uuid;

    const ME: MemberId = MemberId::new(Uuid::from_u128(1));
    const BOB: MemberId = MemberId::new(Uuid::from_u128(2));
    const JOAN: MemberId = MemberId::new(Uuid::from_u128(4));

    fn id() -> DraftId {
        DraftId::new(Uuid::from_u128(7))
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 19).unwrap()
    }

    fn gardening() -> Answer {
        Answer::What {
            category: Some(CategoryId::new(2)),
            description: "raspberries".into(),
            note: String::new(),
        }
    }

    /// Answers each question that is asked, in the order in which they are asked.
    fn walk(mode: Mode, mut answers: Answers) -> (Vec<Question>, Answers) {
        let mut asked = Vec::new();
        while let Some(question) = mode.unanswered(&answers) {
            asked.push(question);
            let answer = match question {
                Question::Told => Answer::Told(Told::Giver, Channel::Phone),
                Question::Way => Answer::Way(Way::Gave),
                Question::Giver => Answer::Person(JOAN),
                Question::Who | Question::Receiver => Answer::Person(BOB),
                Question::What => gardening(),
                Question::When => Answer::When(day()),
                Question::Length => Answer::Length(90),
            };
            answers.put(question, answer);
        }
        (asked, answers)
    }

    #[test]
    fn the_questions_are_asked_in_their_order_and_end_at_the_check() {
        for mode in [Mode::Own, Mode::ForSomebody] {
            let (asked, answers) = walk(mode, Answers::default());
            assert_eq!(asked, mode.questions());
            let check = format!("{}/{}/check", mode.path(), id());
            assert_eq!(mode.next(id(), &answers), check);
            assert!(answers.complete(mode, ME, id()).is_some());
        }
    }

    #[test]
    fn a_changed_answer_leads_straight_back_to_the_check() {
        let (_, mut answers) = walk(Mode::Own, Answers::default());
        for question in Mode::Own.questions() {
            if *question == Question::Length {
                answers.put(*question, Answer::Length(30));
            }
            assert!(Mode::Own.next(id(), &answers).ends_with("/check"));
        }
        assert_eq!(answers.minutes, Some(30));
        assert_eq!(answers.done_on, Some(day()));
    }

    #[test]
    fn what_is_missing_is_asked_before_anything_can_be_sent() {
        for missing in Mode::Own.questions() {
            let (_, mut answers) = walk(Mode::Own, Answers::default());
            match missing {
                Question::Way => answers.way = None,
                Question::Who => answers.who = None,
                Question::What => {
                    answers.category = None;
                    answers.description.clear();
                }
                Question::When => answers.done_on = None,
                _ => answers.minutes = None,
            }
            assert_eq!(answers.complete(Mode::Own, ME, id()), None, "{missing:?}");
            let next = Mode::Own.next(id(), &answers);
            assert_eq!(next, Mode::Own.address(id(), *missing));
        }
    }

    #[test]
    fn a_start_from_somebodys_page_does_not_ask_who() {
        let begun = Answers {
            with: Some(BOB),
            ..Answers::default()
        };
        let (asked, answers) = walk(Mode::Own, begun.clone());
        assert!(!asked.contains(&Question::Who));
        assert_eq!(answers.who, Some(BOB));
        let (asked, answers) = walk(Mode::ForSomebody, begun);
        assert!(!asked.contains(&Question::Giver) && asked.contains(&Question::Receiver));
        assert_eq!(answers.giver, Some(BOB));
    }

    #[test]
    fn the_way_says_who_gave_and_who_received() {
        let (_, mut answers) = walk(Mode::Own, Answers::default());
        assert_eq!(answers.parties(Mode::Own, ME), [Some(ME), Some(BOB)]);
        answers.put(Question::Way, Answer::Way(Way::Received));
        let new = answers.complete(Mode::Own, ME, id()).unwrap();
        assert_eq!((new.giver, new.receiver), (BOB, ME));
    }

    #[test]
    fn the_drafts_id_becomes_the_exchanges_id_and_survives_the_file() {
        let (_, answers) = walk(Mode::ForSomebody, Answers::default());
        let json = serde_json::to_string(&answers).unwrap();
        let back: Answers = serde_json::from_str(&json).unwrap();
        assert_eq!(back, answers);
        assert_eq!(back.channel(), Some(Channel::Phone));
        let new = back.complete(Mode::ForSomebody, ME, id()).unwrap();
        assert_eq!(new.id.uuid(), id().uuid());
    }

    #[test]
    fn a_draft_of_an_older_program_is_still_read() {
        let old: Answers = serde_json::from_str("{\"way\":\"gave\"}").unwrap();
        assert_eq!(Mode::Own.unanswered(&old), Some(Question::Who));
    }

    #[test]
    fn logging_the_same_again_asks_only_for_the_day() {
        let exchange = crate::pages::exchanges::samples::exchange(
            timebank::exchange::ExchangeState::Confirmed,
        );
        let answers = Answers::again(&exchange, Side::Receiver);
        assert_eq!(answers.way, Some(Way::Received));
        assert_eq!(answers.who, Some(exchange.giver.id));
        assert_eq!(Mode::Own.unanswered(&answers), Some(Question::When));
        let (asked, _) = walk(Mode::Own, answers);
        assert_eq!(asked, [Question::When]);
    }

    #[test]
    fn each_question_has_an_address_and_knows_the_one_before() {
        for mode in [Mode::Own, Mode::ForSomebody] {
            let mut before = None;
            for (place, question) in mode.questions().iter().enumerate() {
                assert_eq!(mode.question(question.slug()), Some(*question));
                assert_eq!(mode.place(*question), place + 1);
                assert_eq!(mode.before(*question), before);
                before = Some(*question);
            }
        }
        assert_eq!(Mode::Own.question("who-told"), None);
    }
}
