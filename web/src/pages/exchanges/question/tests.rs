//! The pages of questions.

use super::super::samples;
use super::*;
use crate::spanish::in_spanish;

const ALL: [Question; 14] = [
    Question::Dispute,
    Question::Withdrawal,
    Question::Decline,
    Question::ConfirmationFor,
    Question::Decision,
    Question::Reversal,
    Question::Refusal,
    Question::Cancellation,
    Question::Done,
    Question::DoneFor,
    Question::AgreementFor,
    Question::CorrectionRequest,
    Question::Keeping,
    Question::Thanks,
];

fn about() -> About {
    let exchange = samples::exchange(ExchangeState::Confirmed);
    About {
        id: exchange.id,
        version: exchange.version,
        reference: exchange.reference.printed("W"),
        sentence: Telling::new(&exchange, samples::RUTH, Shell::sample().zone).sentence(),
        others: "Ann and Bob".into(),
        awaited: "Ann".into(),
        counterclaim: Some("Bob Farrow says it was 1 hour.".into()),
        reason: "It rained".into(),
        names: ["Ann".into(), "Bob".into()],
    }
}

fn html(question: Question, form: Form) -> String {
    QuestionPage::new(Shell::sample(), form, question, &about())
        .render()
        .unwrap()
}

#[test]
fn every_question_has_one_heading_and_is_sent_to_its_own_address() {
    for question in ALL {
        let html = html(question, Form::new());
        assert_eq!(html.matches("<h1").count(), 1, "{question:?}");
        let action = format!("/{}\" method=\"post\"", question.noun());
        assert!(html.contains(&action), "{question:?}");
        assert!(html.contains("Ann Whitcombe helped Bob Farrow"));
    }
}

#[test]
fn what_cannot_be_undone_by_a_second_press_is_a_warning() {
    for question in ALL {
        let warns = html(question, Form::new()).contains("button--warning");
        let grave = matches!(
            question,
            Question::Withdrawal | Question::Decline | Question::Reversal | Question::Cancellation
        );
        assert_eq!(warns, grave, "{question:?}");
    }
}

#[test]
fn a_refused_answer_stands_where_it_was_typed() {
    let mut form = Form::new().with("reason", "").with("hours", "25");
    form.refuse("reason", "Say why you decide so");
    let html = html(Question::Decision, form);
    assert!(html.contains("href=\"#reason\">Say why you decide so</a>"));
    assert!(html.contains("id=\"reason-error\""));
    assert!(html.contains("value=\"25\""));
}

#[test]
fn a_decision_begins_with_the_length_that_was_claimed() {
    let claimed = samples::exchange(ExchangeState::Disputed {
        by: None,
        claimed: Some(samples::minutes(75)),
        reason: "Shorter".into(),
    });
    let form = prefilled(Question::Decision, &claimed);
    assert_eq!((form.value("hours"), form.value("minutes")), ("1", "15"));
    assert_eq!(prefilled(Question::Decline, &claimed).answers(), []);
}

#[test]
fn in_spanish_no_english_is_left() {
    let typed = [
        "cut back the raspberries",
        "It rained",
        "Ann and Bob",
        "Bob Farrow says it was 1 hour.",
    ];
    for question in ALL {
        in_spanish(&typed, || html(question, Form::new()));
    }
}
