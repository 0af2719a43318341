//! A member's own surveys: those that can be answered, and a button that takes everything back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SurveyId;
use timebank::survey::{self, Sheet, Survey, Wave};

use super::{Question, answers, questions, waves};
use crate::app::App;
use crate::components::{Choice, Link};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "surveys/own.html")]
struct Own {
    shell: Shell,
    notice: Option<String>,
    open: Vec<Row>,
    /// Something is kept of them.
    answered: bool,
    takes_part: bool,
}

struct Row {
    link: Link,
    about: String,
}

/// The surveys that are open, and what one has answered, without the answers.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let id = page.person()?.id();
    let (surveys, sheets) = app
        .read(move |conn| Ok((survey::all(conn)?, survey::of_member(conn, id)?)))
        .await?;
    let row = |survey: &Survey| {
        let of_this = sheets.iter().filter(|sheet| sheet.survey == survey.id);
        Row {
            link: Link::new(survey.name.clone(), format!("/me/surveys/{}", survey.id)),
            about: said(&of_this.collect::<Vec<_>>()),
        }
    };
    let notice = match form.value("done") {
        "kept" => Some(say!("surveys-thank-you-kept")),
        "declined" => Some(say!("surveys-rather-not-kept")),
        "erased" => {
            let sheets: u64 = form.value("sheets").parse().unwrap_or(0);
            Some(say!("surveys-withdrawn", number = sheets))
        }
        _ => None,
    };
    let takes_part = page.member().is_ok();
    page.show(|shell| Own {
        shell,
        notice,
        open: surveys
            .iter()
            .filter(|survey| survey.open)
            .map(row)
            .collect(),
        answered: !sheets.is_empty(),
        takes_part,
    })
}

fn said(sheets: &[&Sheet]) -> String {
    let day = |wave| {
        let of_wave = sheets.iter().find(|sheet| sheet.wave == wave);
        of_wave.map(|sheet| (sheet.declined, words::day(sheet.answered_on)))
    };
    match (day(Wave::First), day(Wave::Again)) {
        (_, Some((_, again))) => say!("surveys-answered-twice", day = again),
        (Some((true, day)), None) => say!("surveys-said-rather-not", day = day),
        (Some((false, day)), None) => say!("surveys-answered", day = day),
        (None, None) => say!("surveys-not-answered"),
    }
}

#[derive(Template)]
#[template(path = "surveys/ask.html")]
struct Ask {
    shell: Shell,
    form: Form,
    id: SurveyId,
    name: String,
    waves: Vec<Choice>,
    consent: Vec<Choice>,
    questions: Vec<Question>,
}

/// The questions of one survey.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let by = page.member()?.id();
    let id = SurveyId::new(id);
    let (survey, sheets) = app
        .read(move |conn| Ok((survey::get(conn, id)?, survey::of_member(conn, by)?)))
        .await?;
    let first = sheets
        .iter()
        .find(|sheet| sheet.survey == id && sheet.wave == Wave::First && !sheet.declined);
    let later = first.is_some_and(|first| first.answered_on < page.today());
    let wave = if later { Wave::Again } else { Wave::First };
    form.set("wave", wave.as_str());
    show(page, form, &survey)
}

fn show(page: Page, form: Form, survey: &Survey) -> Result<Response> {
    let clean = form.is_clean();
    let build = |shell| Ask {
        shell,
        id: survey.id,
        name: survey.name.clone(),
        waves: waves(),
        consent: vec![Choice::new("yes", say!("surveys-i-agree-that-my-answers"))],
        questions: questions(survey),
        form,
    };
    page.answer(clean, build)
}

/// Keeps one's answers, or that one would rather not.
pub async fn answer(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response> {
    let by = page.member()?;
    let moment = page.moment();
    let id = SurveyId::new(id);
    let survey = app.read(move |conn| survey::get(conn, id)).await?;
    let declined = form.has("decline");
    let wave = if declined {
        Some(Wave::First)
    } else {
        Wave::parse(form.value("wave"))
    };
    if wave.is_none() {
        form.refuse("wave", say!("surveys-choose-whether-this-is-the"));
    }
    let given = if declined {
        None
    } else {
        if form.value("consent") != "yes" {
            let message = say!("surveys-tick-the-box-if-you");
            form.refuse("consent", message);
        }
        Some(answers(&mut form, &survey))
    };
    if let (true, Some(wave)) = (form.is_clean(), wave) {
        match app
            .write(move |tx| survey::answer(tx, &by, id, wave, given.as_ref(), &moment))
            .await
        {
            Ok(()) => {
                let done = if declined { "declined" } else { "kept" };
                let next = format!("/me/surveys?done={done}");
                return Ok(Redirect::to(&next).into_response());
            }
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    show(page, form, &survey)
}

/// Takes everything back.
pub async fn withdraw(State(app): State<App>, page: Page) -> Result<Response> {
    let by = page.person()?.clone();
    let moment = page.moment();
    let erased = app
        .write(move |tx| survey::withdraw(tx, &by, &moment))
        .await?;
    Ok(Redirect::to(&format!("/me/surveys?done=erased&sheets={erased}")).into_response())
}
