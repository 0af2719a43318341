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
    legend: &'static str,
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
            form.refuse(field, "Choose one of the answers");
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
            legend: "Who says that help was given?",
            later: "/settings/steps",
            choices: Confirm::ALL.iter().map(|answer| confirm(*answer)).collect(),
        },
        Question {
            field: "approve",
            legend: "Does a coordinator look before hours count?",
            later: "/settings/steps",
            choices: Approve::ALL.iter().map(|answer| approve(*answer)).collect(),
        },
        Question {
            field: "low",
            legend: "How many hours may somebody receive before giving?",
            later: "/settings/balances",
            choices: Low::ALL.iter().map(|answer| low(*answer)).collect(),
        },
        Question {
            field: "welcome",
            legend: "How do people join?",
            later: "/settings/joining",
            choices: Welcome::ALL.iter().map(|answer| welcome(*answer)).collect(),
        },
        Question {
            field: "second",
            legend: "Who decides about hours from the community pot?",
            later: "/settings/grants",
            choices: Second::ALL.iter().map(|answer| second(*answer)).collect(),
        },
    ]
}

fn confirm(answer: Confirm) -> Choice {
    let (label, hint) = match answer {
        Confirm::Both => (
            "Both: one writes it down, the other confirms",
            "Every exchange waits until the other one has said yes",
        ),
        Confirm::One => (
            "One word is enough",
            "No exchange waits for the other one; both can still say that something is wrong",
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn approve(answer: Approve) -> Choice {
    let (label, hint) = match answer {
        Approve::Always => (
            "At every exchange",
            "Hours stand in the book once a coordinator has approved them",
        ),
        Approve::Beginning => (
            "At somebody’s first three, and at anything over four hours",
            "All others stand in the book at once",
        ),
        Approve::Never => (
            "At none",
            "Hours stand in the book as soon as they are confirmed",
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn low(answer: Low) -> Choice {
    let (label, hint) = match answer {
        Low::Word => (
            "As many as they need",
            "From 10 hours to give back they read a friendly word, and you are told. Nothing is \
             refused",
        ),
        Low::Ten => (
            "Up to ten",
            "A friendly word from 5 hours to give back; beyond 10 the book refuses",
        ),
        Low::Twenty => (
            "Up to twenty",
            "A friendly word from 10 hours to give back; beyond 20 the book refuses",
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn welcome(answer: Welcome) -> Choice {
    let (label, hint) = match answer {
        Welcome::Two => (
            "On the website, with two people who know them",
            "Anybody can apply; you ask two references before they are a member",
        ),
        Welcome::One => (
            "On the website, with one person who knows them",
            "Anybody can apply; you ask one reference before they are a member",
        ),
        Welcome::Without => (
            "On the website, without references",
            "Anybody can apply; you talk to them before they are a member",
        ),
        Welcome::Closed => (
            "With a coordinator only",
            "Nobody can apply on the website: you write them in",
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

fn second(answer: Second) -> Choice {
    let (label, hint) = match answer {
        Second::One => (
            "One coordinator",
            "Hours are given at once, and everybody sees them on the page of the pot",
        ),
        Second::OverFive => (
            "Two, where it is over five hours",
            "A grant over 5 hours waits until another coordinator or a treasurer agrees",
        ),
        Second::Always => (
            "Always two",
            "Every grant waits until another coordinator or a treasurer agrees",
        ),
    };
    Choice::new(answer.as_str(), label).hinting(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_says_what_its_answers_set_and_where_to_change_it() {
        let html = Five::new(Shell::sample(), Form::new()).render().unwrap();
        for question in questions() {
            assert!(html.contains(question.legend), "{}", question.legend);
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
}
