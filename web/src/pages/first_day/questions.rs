//! Five questions, each with what its answers set, in plain words, and where to change it later.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::first_day::{self, Answers, Approve, Confirm, Low, Second, Welcome};

use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

#[derive(Template)]
#[template(path = "first_day/questions.html")]
struct Five {
    shell: Shell,
    form: Form,
    questions: [Question; 5],
}

/// One question.
struct Question {
    field: &'static str,
    legend: String,
    /// Where it is changed later.
    later: &'static str,
    choices: Vec<Choice>,
}

/// The questions, with the usual answers chosen.
pub async fn ask(page: Page) -> Result<Response> {
    page.administrator()?;
    let mut form = Form::new();
    for question in questions() {
        let usual = question.choices.first().map_or("", |choice| &choice.value);
        form.set(question.field, usual);
    }
    page.show(|shell| Five::new(shell, form))
}

/// Sets what the answers stand for.
pub async fn answer(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let Some(answers) = read(&mut form) else {
        return page.refuse(|shell| Five::new(shell, form));
    };
    app.write(move |tx| first_day::answer(tx, &by, &answers, &moment))
        .await?;
    Ok(Redirect::to("/to-do").into_response())
}

fn read(form: &mut Form) -> Option<Answers> {
    let confirm = Confirm::parse(form.value("confirm"));
    let approve = Approve::parse(form.value("approve"));
    let low = Low::parse(form.value("low"));
    let welcome = Welcome::parse(form.value("welcome"));
    let second = Second::parse(form.value("second"));
    for (field, answered) in [
        ("confirm", confirm.is_some()),
        ("approve", approve.is_some()),
        ("low", low.is_some()),
        ("welcome", welcome.is_some()),
        ("second", second.is_some()),
    ] {
        if !answered {
            form.refuse(field, say!("first-day-choose-one-of-the-answers"));
        }
    }
    Some(Answers {
        confirm: confirm?,
        approve: approve?,
        low: low?,
        welcome: welcome?,
        second: second?,
    })
}

impl Five {
    fn new(shell: Shell, form: Form) -> Self {
        Self {
            shell,
            form,
            questions: questions(),
        }
    }
}

fn questions() -> [Question; 5] {
    [
        Question {
            field: "confirm",
            legend: say!("first-day-who-says-that-help-was"),
            later: "/settings/steps",
            choices: Confirm::ALL.iter().map(|answer| confirm(*answer)).collect(),
        },
        Question {
            field: "approve",
            legend: say!("first-day-does-a-coordinator-look-before"),
            later: "/settings/steps",
            choices: Approve::ALL.iter().map(|answer| approve(*answer)).collect(),
        },
        Question {
            field: "low",
            legend: say!("first-day-how-many-hours-may-somebody"),
            later: "/settings/balances",
            choices: Low::ALL.iter().map(|answer| low(*answer)).collect(),
        },
        Question {
            field: "welcome",
            legend: say!("first-day-how-do-people-join"),
            later: "/settings/joining",
            choices: Welcome::ALL.iter().map(|answer| welcome(*answer)).collect(),
        },
        Question {
            field: "second",
            legend: say!("first-day-who-decides-about-hours-from"),
            later: "/settings/grants",
            choices: Second::ALL.iter().map(|answer| second(*answer)).collect(),
        },
    ]
}

fn confirm(answer: Confirm) -> Choice {
    let (label, hint) = match answer {
        Confirm::Both => (
            say!("first-day-both-one-writes-it-down"),
            say!("first-day-every-exchange-waits-until-the"),
        ),
        Confirm::One => (
            say!("first-day-one-word-is-enough"),
            say!("first-day-no-exchange-waits-for-the"),
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn approve(answer: Approve) -> Choice {
    let (label, hint) = match answer {
        Approve::Always => (
            say!("first-day-at-every-exchange"),
            say!("first-day-hours-stand-in-the-book"),
        ),
        Approve::Beginning => (
            say!("first-day-at-somebodys-first-three-and"),
            say!("first-day-all-others-stand-in-the"),
        ),
        Approve::Never => (
            say!("first-day-at-none"),
            say!("first-day-hours-stand-in-the-book-b"),
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn low(answer: Low) -> Choice {
    let (label, hint) = match answer {
        Low::Word => (
            say!("first-day-as-many-as-they-need"),
            say!("first-day-from-hours-to-give-back"),
        ),
        Low::Ten => (
            say!("first-day-up-to-ten"),
            say!("first-day-a-friendly-word-from-hours"),
        ),
        Low::Twenty => (
            say!("first-day-up-to-twenty"),
            say!("first-day-a-friendly-word-from-hours-b"),
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn welcome(answer: Welcome) -> Choice {
    let (label, hint) = match answer {
        Welcome::Two => (
            say!("first-day-on-the-website-with-two"),
            say!("first-day-anybody-can-apply-you-ask"),
        ),
        Welcome::One => (
            say!("first-day-on-the-website-with-one"),
            say!("first-day-anybody-can-apply-you-ask-b"),
        ),
        Welcome::Without => (
            say!("first-day-on-the-website-without-references"),
            say!("first-day-anybody-can-apply-you-talk"),
        ),
        Welcome::Closed => (
            say!("first-day-with-a-coordinator-only"),
            say!("first-day-nobody-can-apply-on-the"),
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn second(answer: Second) -> Choice {
    let (label, hint) = match answer {
        Second::One => (
            say!("first-day-one-coordinator"),
            say!("first-day-hours-are-given-at-once"),
        ),
        Second::OverFive => (
            say!("first-day-two-where-it-is-over"),
            say!("first-day-a-grant-over-hours-waits"),
        ),
        Second::Always => (
            say!("first-day-always-two"),
            say!("first-day-every-grant-waits-until-another"),
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn every_question_says_what_its_answers_set_and_where_to_change_it() {
        let html = Five::new(Shell::sample(), Form::new()).render().unwrap();
        for question in questions() {
            assert!(html.contains(&question.legend), "{}", question.legend);
            assert!(html.contains(&format!("href=\"{}\"", question.later)));
            assert!(
                question
                    .choices
                    .iter()
                    .all(|choice| !choice.hint.is_empty())
            );
        }
    }

    #[test]
    fn a_question_without_an_answer_is_asked_again() {
        let mut form = Form::new().with("confirm", "both");
        assert_eq!(read(&mut form), None);
        assert_eq!(form.errors().len(), 4);
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            Five::new(Shell::sample(), Form::new()).render().unwrap()
        });
    }
}
