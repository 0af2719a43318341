//! Surveys on paper: a sheet to print, and a page to type it in. Whoever types sees the answers
//! then, and nobody does later.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SurveyId;
use timebank::survey::{self, Answers, Scale, Sheet, Survey, Wave};

use super::{Question, answer_show, answers, questions, waves};
use crate::app::App;
use crate::components::Choice;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::named;
use crate::words::say;

#[derive(Template)]
#[template(path = "surveys/sheet.html")]
struct Printed {
    shell: Shell,
    id: SurveyId,
    name: String,
    questions: Vec<PrintedQuestion>,
}

struct PrintedQuestion {
    text: String,
    /// The printed answers, with boxes to tick.
    answers: Vec<String>,
}

/// The sheet, to print and hand out.
pub async fn sheet(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    page.coordinator()?;
    let id = SurveyId::new(id);
    let survey = app.read(move |conn| survey::get(conn, id)).await?;
    let items = survey.items().into_iter();
    let questions = items.map(|item| PrintedQuestion {
        answers: printed(item.scale),
        text: item.text,
    });
    let questions = questions.collect();
    page.show(|shell| Printed {
        shell,
        id,
        name: survey.name,
        questions,
    })
}

fn printed(scale: Scale) -> Vec<String> {
    let answers = scale.answers().into_iter();
    let mut words: Vec<String> = answers.map(|(_, words)| words.to_owned()).collect();
    words.push(say!("surveys-rather-not-say"));
    words
}

#[derive(Template)]
#[template(path = "surveys/entry.html")]
struct Entry {
    shell: Shell,
    form: Form,
    id: SurveyId,
    name: String,
    waves: Vec<Choice>,
    day: DayQuestion,
    taking_part: Vec<Choice>,
    questions: Vec<Question>,
}

/// A page to type one sheet in.
pub async fn entry(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response> {
    page.coordinator()?;
    let id = SurveyId::new(id);
    let survey = app.read(move |conn| survey::get(conn, id)).await?;
    show_entry(page, form, &survey)
}

fn show_entry(page: Page, form: Form, survey: &Survey) -> Result<Response> {
    let clean = form.is_clean();
    let build = |shell| Entry {
        shell,
        id: survey.id,
        name: survey.name.clone(),
        waves: waves(),
        day: DayQuestion::done("subject-day-they-answered"),
        taking_part: vec![
            Choice::new("yes", say!("surveys-they-agreed-on-the-sheet")),
            Choice::new("no", say!("surveys-they-would-rather-not-take")),
        ],
        questions: questions(survey),
        form,
    };
    page.answer(clean, build)
}

/// Keeps one sheet.
pub async fn enter(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let id = SurveyId::new(id);
    let (typed, prefix) = (form.text("who"), page.bank().prefix.clone());
    let (survey, who) = app
        .read(move |conn| Ok((survey::get(conn, id)?, named::read(conn, &typed, &prefix)?)))
        .await?;
    if let Err(unclear) = &who {
        form.refuse("who", unclear.sentence());
    }
    let wave = Wave::parse(form.value("wave"));
    if wave.is_none() {
        form.refuse("wave", say!("surveys-choose-whether-this-is-the-b"));
    }
    let question = DayQuestion::done("subject-day-they-answered");
    let day = form.take(question.read(&form, moment.today));
    let declined = match form.value("consent") {
        "yes" => Some(false),
        "no" => Some(true),
        _ => {
            form.refuse("consent", say!("surveys-choose-whether-they-agreed"));
            None
        }
    };
    let given = match declined {
        Some(false) => answers(&mut form, &survey),
        _ => Answers::new(),
    };
    if let (true, Ok(who), Some(wave), Some(day), Some(declined)) =
        (form.is_clean(), who, wave, day, declined)
    {
        let sheet = Sheet {
            survey: id,
            member: who.id,
            wave,
            answered_on: day,
            declined,
            answers: given,
        };
        let moment = timebank::Moment {
            channel: timebank::Channel::Paper,
            ..moment
        };
        match app
            .write(move |tx| survey::answer_for(tx, &by, &sheet, &moment))
            .await
        {
            Ok(()) => {
                let next = format!("/reports/surveys/{id}?done=kept");
                return Ok(Redirect::to(&next).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    show_entry(page, form, &survey)
}

/// Withdraws for somebody who asked for it.
pub async fn withdraw_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let (typed, prefix) = (form.text("who"), page.bank().prefix.clone());
    let who = app
        .read(move |conn| named::read(conn, &typed, &prefix))
        .await?;
    match who {
        Ok(who) => {
            let erased = app
                .write(move |tx| survey::withdraw_for(tx, &by, who.id, &moment))
                .await?;
            let next = format!("/reports/surveys/{id}?done=erased&sheets={erased}");
            Ok(Redirect::to(&next).into_response())
        }
        Err(unclear) => {
            form.refuse("who", unclear.sentence());
            answer_show(app, page, SurveyId::new(id), form).await
        }
    }
}
