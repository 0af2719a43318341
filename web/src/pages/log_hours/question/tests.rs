//! The pages of questions.

use super::super::story::samples::named;
use super::*;
use crate::spanish::in_spanish;
use timebank::Channel;
use uuid::Uuid;

const BOB: MemberId = MemberId::new(Uuid::from_u128(2));

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn asked() -> Asked {
    Asked {
        id: DraftId::new(Uuid::from_u128(7)),
        answers: Answers::default(),
        story: Story {
            giver: Somebody::You,
            receiver: named("Bob Farrow"),
            ..Story::default()
        },
        people: vec![Choice::new(BOB, "Bob Farrow").hinting("Mill End")],
        query: String::new(),
        kinds: vec![Category {
            id: CategoryId::new(2),
            name: "Gardening".into(),
            icon: "garden".into(),
            heading: None,
            heading_name: String::new(),
            is_heading: false,
        }],
    }
}

fn html(mode: Mode, question: Question, stage: Stage, asked: Asked, form: Form) -> String {
    QuestionPage::new(Shell::sample(), mode, question, stage, asked, form)
        .render()
        .unwrap()
}

fn typed(answers: &[(&str, &str)]) -> Form {
    answers
        .iter()
        .map(|(name, answer)| ((*name).to_owned(), (*answer).to_owned()))
        .collect()
}

#[test]
fn each_question_is_the_one_heading_of_its_page() {
    for mode in [Mode::Own, Mode::ForSomebody] {
        for question in mode.questions() {
            let heading = asked().story.heading(*question);
            let html = html(mode, *question, Stage::Going, asked(), Form::new());
            assert_eq!(html.matches("<h1").count(), 1, "{question:?}");
            assert!(html.contains(&heading), "{question:?}");
            assert!(!html.contains(" checked"), "{question:?}");
            let place = format!(
                "Question {} of {}",
                mode.place(*question),
                mode.questions().len()
            );
            assert!(html.contains(&place));
            assert!(html.contains("Save and finish later"));
            let for_whom = html.contains("You are logging for Bob Farrow");
            assert_eq!(for_whom, mode == Mode::ForSomebody);
        }
    }
}

#[test]
fn every_refused_question_says_so_in_the_summary_and_at_its_field() {
    for mode in [Mode::Own, Mode::ForSomebody] {
        for question in mode.questions() {
            let mut form = Form::new();
            assert_eq!(read(*question, &mut form, &asked(), today()), None);
            let field = form.errors()[0].field.clone();
            let html = html(mode, *question, Stage::Going, asked(), form);
            assert!(html.contains("There is a problem"), "{question:?}");
            assert!(html.contains(&format!("id=\"{field}\"")), "{question:?}");
        }
    }
}

#[test]
fn the_first_form_carries_its_own_id_and_where_it_began() {
    let mut begun = asked();
    begun.answers.with = Some(BOB);
    begun.story = Story {
        with: named("Bob Farrow"),
        ..Story::default()
    };
    let html = html(
        Mode::Own,
        Question::Way,
        Stage::Beginning,
        begun,
        Form::new(),
    );
    assert!(html.contains("action=\"/log-hours\""));
    assert!(html.contains("name=\"id\" value=\"00000000-0000-0000-0000-000000000007\""));
    assert!(html.contains("name=\"with\""));
    assert!(html.contains("I helped Bob Farrow"));
    assert!(!html.contains("Save and finish later"));
}

#[test]
fn back_leads_to_the_question_before_and_from_a_change_to_the_check() {
    let back = |question, stage| {
        let html = html(Mode::Own, question, stage, asked(), Form::new());
        let (_, rest) = html.split_once("class=\"back-link\" href=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert!(back(Question::When, Stage::Going).ends_with("/what"));
    assert!(back(Question::When, Stage::Changing).ends_with("/check"));
    assert_eq!(back(Question::Way, Stage::Going), "/home");
}

#[test]
fn a_search_that_finds_nobody_says_so_and_asks_again() {
    let mut nobody = asked();
    nobody.people.clear();
    nobody.query = "zebedee".into();
    let form = typed(&[("q", "zebedee")]);
    let html = html(Mode::Own, Question::Who, Stage::Going, nobody, form);
    assert!(html.contains("Nobody here matches “zebedee”"));
    assert!(html.contains("value=\"zebedee\""));
    assert!(!html.contains("type=\"radio\""));
}

#[test]
fn answers_given_before_stand_in_their_boxes() {
    let answers = Answers {
        told: Some(Told::Both),
        channel: Some(Channel::Paper.as_str().to_owned()),
        way: Some(Way::Received),
        who: Some(BOB),
        category: Some(CategoryId::new(2)),
        description: "raspberries".into(),
        done_on: NaiveDate::from_ymd_opt(2026, 11, 19),
        minutes: Some(90),
        ..Answers::default()
    };
    for question in [
        Question::Told,
        Question::Way,
        Question::Who,
        Question::What,
        Question::When,
        Question::Length,
    ] {
        let mut form = filled(question, &answers, today());
        let mut again = Answers::default();
        let answer = read(question, &mut form, &asked(), today()).unwrap();
        again.put(question, answer);
        assert!(again.has(question), "{question:?}");
        assert!(form.is_clean(), "{question:?}");
    }
    let yesterday = Answers {
        done_on: NaiveDate::from_ymd_opt(2026, 11, 21),
        ..Answers::default()
    };
    assert_eq!(
        filled(Question::When, &yesterday, today()).value("when"),
        "yesterday"
    );
}

#[test]
fn what_was_done_needs_a_kind_or_a_few_words_and_not_too_many() {
    let read = |answers: &[(&str, &str)]| {
        let mut form = typed(answers);
        let answer = read(Question::What, &mut form, &asked(), today());
        (answer, form.errors().first().map(|e| e.message.clone()))
    };
    assert!(read(&[("description", "Dug a bed")]).0.is_some());
    assert!(read(&[("category", "2")]).0.is_some());
    let unknown = read(&[("category", "99")]);
    assert_eq!(unknown.1.as_deref(), Some("Select the kind of help"));
    let long = "x".repeat(1_001);
    assert_eq!(
        read(&[("category", "2"), ("note", &long)]).1.as_deref(),
        Some("Note must be 1,000 characters or less")
    );
}

#[test]
fn in_spanish_no_english_is_left() {
    for mode in [Mode::Own, Mode::ForSomebody] {
        for question in mode.questions() {
            for stage in [Stage::Beginning, Stage::Going, Stage::Changing] {
                in_spanish(&[], || html(mode, *question, stage, asked(), Form::new()));
            }
            in_spanish(&[], || {
                let mut form = Form::new();
                read(*question, &mut form, &asked(), today());
                html(mode, *question, Stage::Going, asked(), form)
            });
        }
    }
    let when = in_spanish(&[], || {
        html(
            Mode::Own,
            Question::When,
            Stage::Going,
            asked(),
            Form::new(),
        )
    });
    assert!(when.contains("¿Cuándo ayudaste a Bob?"));
    assert!(when.contains("Ayer (sábado, 21 de noviembre)"));
}
