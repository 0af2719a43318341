//! The order of the questions, and what is kept.

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
    let exchange =
        crate::pages::exchanges::samples::exchange(timebank::exchange::ExchangeState::Confirmed);
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
