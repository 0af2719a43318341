//! The page that shows all answers.

use super::super::story::samples::named;
use super::*;
use crate::spanish::in_spanish;
use chrono::NaiveDate;
use timebank::CategoryId;
use uuid::Uuid;

fn id() -> DraftId {
    DraftId::new(Uuid::from_u128(7))
}

fn answered(story: Story) -> Answered {
    Answered {
        answers: Answers {
            told: Some(Told::Giver),
            channel: Some("phone".into()),
            way: Some(Way::Gave),
            description: "cut back the raspberries".into(),
            done_on: NaiveDate::from_ymd_opt(2026, 11, 19),
            minutes: Some(90),
            ..Answers::default()
        },
        story,
        kind: Some(Category {
            id: CategoryId::new(2),
            name: "Gardening".into(),
            icon: "garden".into(),
            heading: None,
            heading_name: String::new(),
            is_heading: false,
        }),
        balance: Some((210, 300)),
    }
}

fn own() -> Answered {
    answered(Story {
        giver: Somebody::You,
        receiver: named("Bob Farrow"),
        ..Story::default()
    })
}

fn for_somebody() -> Answered {
    let mut answered = answered(Story {
        giver: named("Joan Pellow"),
        receiver: named("Harold Finch"),
        ..Story::default()
    });
    answered.balance = None;
    answered
}

fn html(mode: Mode, answered: &Answered, refused: &[FieldError]) -> String {
    Check::new(Shell::sample(), mode, id(), answered, refused)
        .render()
        .unwrap()
}

#[test]
fn the_page_says_that_nothing_is_sent_and_what_the_button_does() {
    let html = html(Mode::Own, &own(), &[]);
    assert!(html.contains("Not finished yet"));
    assert!(html.contains("When you send this, Bob is asked to confirm it."));
    assert!(html.contains(">Send to Bob to confirm</button>"));
    assert!(html.contains("Gardening: cut back the raspberries"));
    assert!(html.contains("from 3 hours 30 minutes to <strong>5 hours</strong>"));
    assert!(html.contains("Not provided"));
}

#[test]
fn every_answer_has_a_link_that_changes_it_and_comes_back() {
    for (mode, answered) in [(Mode::Own, own()), (Mode::ForSomebody, for_somebody())] {
        let html = html(mode, &answered, &[]);
        for question in mode.questions() {
            let link = format!("href=\"{}?change=1\"", mode.address(id(), *question));
            assert!(html.contains(&link), "{question:?}");
        }
    }
}

#[test]
fn a_coordinator_sees_whose_word_it_is_and_who_is_asked() {
    let html = html(Mode::ForSomebody, &for_somebody(), &[]);
    assert!(html.contains("You are logging for Joan Pellow and Harold Finch"));
    assert!(html.contains("Joan, by telephone"));
    assert!(html.contains(">Send to Harold to confirm</button>"));
    assert!(!html.contains("your balance"));
}

#[test]
fn what_both_have_told_waits_for_approval_at_once() {
    let mut both = for_somebody();
    both.answers.told = Some(Told::Both);
    let html = html(Mode::ForSomebody, &both, &[]);
    assert!(html.contains(">Write it down for approval</button>"));
}

#[test]
fn a_refusal_leads_to_the_question_where_it_is_put_right() {
    let refused = [
        FieldError::new("who", "Bob Farrow is not taking part at the moment"),
        FieldError::new(
            "done_on",
            "The day it happened must be today or in the past",
        ),
    ];
    let html = html(Mode::Own, &own(), &refused);
    assert!(html.contains("There is a problem"));
    assert!(html.contains("/who?change=1\">Bob Farrow is not taking part"));
    assert!(html.contains("/when?change=1\">The day it happened"));
}

#[test]
fn in_spanish_no_english_is_left() {
    let typed = ["cut back the raspberries"];
    let own = in_spanish(&typed, || html(Mode::Own, &own(), &[]));
    assert!(own.contains("de 3 horas 30 minutos a <strong>5 horas</strong>"));
    let told = in_spanish(&typed, || html(Mode::ForSomebody, &for_somebody(), &[]));
    assert!(told.contains("Joan, por teléfono"));
}
