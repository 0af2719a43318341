//! Surveys: what members say of how they are, asked once and again later.
//!
//! **Shape.** Coordinators open a survey, print its sheet, type sheets in and close it ([`list`],
//! [`show`], [`paper`]); members answer on their own pages and withdraw there ([`own`]). No page
//! shows what anybody answered.

mod own;
mod paper;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::SurveyId;
use timebank::survey::{self, Answers, Item, NewSurvey, OwnKind, Survey, Wave};

pub use own::{answer, ask, list as own_list, withdraw};
pub use paper::{enter, entry, sheet, withdraw_for};

use crate::app::App;
use crate::components::{Choice, Link};
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::say;

/// The bank’s own questions: two boxes each.
const OWN: [(&str, &str); survey::MOST_OWN] = [
    ("own_1", "own_1_kind"),
    ("own_2", "own_2_kind"),
    ("own_3", "own_3_kind"),
    ("own_4", "own_4_kind"),
    ("own_5", "own_5_kind"),
];

/// The two boxes of each of the bank’s own questions, with what they are called.
fn own_boxes() -> Vec<OwnBoxes> {
    let boxes = |(number, (text, kind)): (usize, (&'static str, &'static str))| {
        let question = say!("surveys-question-number", number = number + 1);
        let answers = say!("surveys-answers-to-number", number = number + 1);
        (text, kind, question, answers)
    };
    OWN.into_iter().enumerate().map(boxes).collect()
}

type OwnBoxes = (&'static str, &'static str, String, String);

/// What stands in a form for a question somebody would rather not answer.
const RATHER_NOT: &str = "rather_not";

/// A question as a form asks it.
struct Question {
    code: String,
    text: String,
    choices: Vec<Choice>,
}

fn questions(survey: &Survey) -> Vec<Question> {
    let question = |item: Item| {
        let answers = item.scale.answers().into_iter();
        let mut choices: Vec<Choice> = answers
            .map(|(value, words)| Choice::new(value, words))
            .collect();
        choices.push(Choice::new(RATHER_NOT, say!("surveys-rather-not-say")));
        Question {
            code: item.code,
            text: item.text,
            choices,
        }
    };
    survey.items().into_iter().map(question).collect()
}

/// What the form answers. A box left empty is an error: not answering is an answer of its own.
fn answers(form: &mut Form, survey: &Survey) -> Answers {
    let mut answers = Answers::new();
    for item in survey.items() {
        let typed = form.text(&item.code);
        if typed.is_empty() {
            let message = say!("surveys-choose-an-answer", question = &item.text);
            form.refuse(&item.code, message);
        }
        answers.insert(item.code, typed.parse().ok());
    }
    answers
}

fn waves() -> Vec<Choice> {
    vec![
        Choice::new(Wave::First.as_str(), say!("surveys-the-first-time")),
        Choice::new(Wave::Again.as_str(), say!("surveys-again-later")),
    ]
}

#[derive(Template)]
#[template(path = "surveys/list.html")]
struct List {
    shell: Shell,
    form: Form,
    notice: Option<String>,
    surveys: Vec<Row>,
    asks: Vec<Choice>,
    own: Vec<OwnBoxes>,
    kinds: Vec<Choice>,
}

struct Row {
    link: Link,
    about: String,
}

fn about(survey: &Survey) -> String {
    let number = survey.items().len();
    if survey.open {
        say!("surveys-questions-open", number = number)
    } else {
        say!("surveys-questions-closed", number = number)
    }
}

/// The surveys, and a form that opens one.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    page.coordinator()?;
    answer_list(app, page, form).await
}

async fn answer_list(app: App, page: Page, form: Form) -> Result<Response> {
    let surveys = app.read(survey::all).await?;
    let row = |survey: &Survey| Row {
        link: Link::new(
            survey.name.clone(),
            format!("/reports/surveys/{}", survey.id),
        ),
        about: about(survey),
    };
    let clean = form.is_clean();
    let build = |shell| List {
        shell,
        notice: (form.value("done") == "closed").then(|| say!("surveys-the-survey-is-closed")),
        surveys: surveys.iter().map(row).collect(),
        asks: vec![
            Choice::new("wellbeing", say!("surveys-well-being-four-questions-ons")),
            Choice::new("loneliness", say!("surveys-loneliness-four-questions")),
        ],
        own: own_boxes(),
        kinds: vec![
            Choice::new(OwnKind::Scale.as_str(), say!("surveys-nought-to-ten")),
            Choice::new(OwnKind::YesNo.as_str(), say!("surveys-yes-or-no")),
        ],
        form,
    };
    page.answer(clean, build)
}

/// Opens a survey.
pub async fn open(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    let own = OWN.map(|(text, kind)| {
        let kind = OwnKind::parse(form.value(kind)).unwrap_or(OwnKind::Scale);
        (form.text(text), kind)
    });
    let new = NewSurvey {
        name: form.text("name"),
        wellbeing: form.chose("asks", "wellbeing"),
        loneliness: form.chose("asks", "loneliness"),
        licence: form.text("licence"),
        own: own.to_vec(),
    };
    match app
        .write(move |tx| survey::open(tx, &by, &new, &moment))
        .await
    {
        Ok(id) => Ok(Redirect::to(&format!("/reports/surveys/{id}")).into_response()),
        Err(error) => {
            form.refuse_all(error.into_fields()?);
            answer_list(app, page, form).await
        }
    }
}

#[derive(Template)]
#[template(path = "surveys/show.html")]
struct Show {
    shell: Shell,
    form: Form,
    notice: Option<String>,
    id: SurveyId,
    name: String,
    about: String,
    open: bool,
    items: Vec<Item>,
}

/// One survey, for coordinators.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response> {
    page.coordinator()?;
    answer_show(app, page, SurveyId::new(id), form).await
}

async fn answer_show(app: App, page: Page, id: SurveyId, form: Form) -> Result<Response> {
    let survey = app.read(move |conn| survey::get(conn, id)).await?;
    let notice = match form.value("done") {
        "kept" => Some(say!("surveys-the-sheet-is-kept")),
        "erased" => {
            let sheets: u64 = form.value("sheets").parse().unwrap_or(0);
            Some(say!("surveys-they-have-withdrawn", number = sheets))
        }
        _ => None,
    };
    let clean = form.is_clean();
    let build = |shell| Show {
        shell,
        notice,
        id,
        name: survey.name.clone(),
        about: about(&survey),
        open: survey.open,
        items: survey.items(),
        form,
    };
    page.answer(clean, build)
}

/// Takes no more answers.
pub async fn close(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    let by = page.coordinator()?;
    let moment = page.moment();
    app.write(move |tx| survey::close(tx, &by, SurveyId::new(id), &moment))
        .await?;
    Ok(Redirect::to("/reports/surveys?done=closed").into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let list = List {
                shell: Shell::sample(),
                form: Form::new(),
                notice: Some(say!("surveys-the-survey-is-closed")),
                surveys: Vec::new(),
                asks: Vec::new(),
                own: own_boxes(),
                kinds: Vec::new(),
            };
            let show = Show {
                shell: Shell::sample(),
                form: Form::new(),
                notice: None,
                id: SurveyId::new(1),
                name: "2026".into(),
                about: say!("surveys-questions-open", number = 4),
                open: true,
                items: Vec::new(),
            };
            list.render().unwrap() + &show.render().unwrap()
        });
    }
}
