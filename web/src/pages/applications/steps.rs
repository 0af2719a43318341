//! One step of the checklist on a page of its own: somebody who knows the applicant, or the day of
//! a conversation or an induction.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::joining::{self, Reference, Taken};
use timebank::{ApplicationId, Error};

use super::ON;
use crate::app::App;
use crate::components::Choice;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::{Page, Shell};
use crate::pages::exchanges::refused;

#[derive(Template)]
#[template(path = "applications/step.html")]
struct Step {
    shell: Shell,
    form: Form,
    id: ApplicationId,
    name: String,
    title: String,
    about: &'static str,
    action: String,
    /// For a reference: what has happened so far.
    happened: Vec<Choice>,
    day: DayQuestion,
    /// It was done: it can be taken back.
    noted: bool,
}

impl Step {
    fn back(&self) -> String {
        format!("/applications/{}", self.id)
    }

    fn is_reference(&self) -> bool {
        !self.happened.is_empty()
    }
}

/// Somebody who knows the applicant.
pub async fn ask_reference(
    State(app): State<App>,
    page: Page,
    Path((id, place)): Path<(ApplicationId, u8)>,
) -> Result<Response> {
    let (name, known) = known_reference(&app, id, place).await?;
    let state = match (known.answer, known.asked_on) {
        (Some((_, true)), _) => "fine",
        (Some((_, false)), _) => "not_fine",
        (None, Some(_)) => "asked",
        (None, None) => "named",
    };
    let form = Form::new()
        .with("name", known.name)
        .with("reach", known.reach)
        .with("state", state);
    page.show(|shell| reference_page(shell, form, id, name, place))
}

/// Keeps who they are, when they were asked and what came of it.
pub async fn write_reference(
    State(app): State<App>,
    page: Page,
    Path((id, place)): Path<(ApplicationId, u8)>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let (name, known) = known_reference(&app, id, place).await?;
    let (asked_on, answer) = match form.value("state").to_owned().as_str() {
        "named" => (None, None),
        "asked" => (form.take(ON.read(&form, page.today())), None),
        state @ ("fine" | "not_fine") => {
            let on = form.take(ON.read(&form, page.today()));
            (known.asked_on.or(on), on.map(|on| (on, state == "fine")))
        }
        _ => {
            form.refuse("state", "Choose what has happened so far");
            (None, None)
        }
    };
    let reference = Reference {
        place,
        name: form.text("name"),
        reach: form.text("reach"),
        asked_on,
        answer,
    };
    if form.is_clean() {
        let kept = app
            .write(move |tx| joining::write_reference(tx, &by, id, &reference, &moment))
            .await;
        if refused(&mut form, kept)?.is_some() {
            return Ok(to(id));
        }
    }
    page.refuse(|shell| reference_page(shell, form, id, name, place))
}

/// The day of a conversation or an induction.
pub async fn ask_step(
    State(app): State<App>,
    page: Page,
    Path((id, code)): Path<(ApplicationId, String)>,
) -> Result<Response> {
    let step = Taken::parse(&code).ok_or_else(WebError::not_found)?;
    let application = app.read(move |conn| joining::get(conn, id)).await?;
    let noted = day_of(&application, step).is_some();
    let form = Form::new().with("when", "today");
    page.show(|shell| step_page(shell, form, id, application.name(), step, noted))
}

/// Keeps the day, or takes it back.
pub async fn note_step(
    State(app): State<App>,
    page: Page,
    Path((id, code)): Path<(ApplicationId, String)>,
    mut form: Form,
) -> Result<Response> {
    let step = Taken::parse(&code).ok_or_else(WebError::not_found)?;
    let (by, moment) = (page.coordinator()?, page.moment());
    let on = if form.value("back").is_empty() {
        form.take(ON.read(&form, page.today()))
    } else {
        None
    };
    if form.is_clean() {
        let kept = app
            .write(move |tx| joining::note_step(tx, &by, id, step, on, &moment))
            .await;
        if refused(&mut form, kept)?.is_some() {
            return Ok(to(id));
        }
    }
    let application = app.read(move |conn| joining::get(conn, id)).await?;
    let noted = day_of(&application, step).is_some();
    page.refuse(|shell| step_page(shell, form, id, application.name(), step, noted))
}

const fn day_of(application: &joining::Application, step: Taken) -> Option<chrono::NaiveDate> {
    match step {
        Taken::Talked => application.talked_on,
        Taken::Inducted => application.inducted_on,
    }
}

async fn known_reference(app: &App, id: ApplicationId, place: u8) -> Result<(String, Reference)> {
    if !(1..=4).contains(&place) {
        return Err(Error::NotFound("This reference").into());
    }
    app.read(move |conn| {
        let name = joining::get(conn, id)?.name();
        let found = joining::references(conn, id)?
            .into_iter()
            .find(|one| one.place == place);
        Ok((name, found.unwrap_or_default()))
    })
    .await
}

fn to(id: ApplicationId) -> Response {
    Redirect::to(&format!("/applications/{id}?done=kept")).into_response()
}

fn reference_page(shell: Shell, form: Form, id: ApplicationId, name: String, place: u8) -> Step {
    Step {
        shell,
        form,
        id,
        title: format!("Reference {place} for {name}"),
        name,
        about: "Somebody who knows them, and is not of their family. What was said is kept as fine \
                or not, never in words.",
        action: format!("/applications/{id}/references/{place}"),
        happened: vec![
            Choice::new("named", "Nobody has asked yet"),
            Choice::new("asked", "Asked, and no answer yet"),
            Choice::new("fine", "Answered: fine"),
            Choice::new("not_fine", "Answered: not fine"),
        ],
        day: ON,
        noted: false,
    }
}

fn step_page(
    shell: Shell,
    form: Form,
    id: ApplicationId,
    name: String,
    step: Taken,
    noted: bool,
) -> Step {
    let (title, about) = match step {
        Taken::Talked => (
            format!("A conversation with {name}"),
            "What they like, what they can do, what they need, and whether a timebank suits them. \
             What was said can go into a note.",
        ),
        Taken::Inducted => (
            format!("An induction for {name}"),
            "How hours are logged, whom to ring, what we do when something goes wrong.",
        ),
    };
    Step {
        shell,
        form,
        id,
        name,
        title,
        about,
        action: format!("/applications/{id}/steps/{}", step.as_str()),
        happened: Vec::new(),
        day: ON,
        noted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: ApplicationId = ApplicationId::new(uuid::Uuid::nil());

    #[test]
    fn a_reference_is_kept_as_fine_or_not_and_has_no_box_for_words() {
        let html = reference_page(Shell::sample(), Form::new(), ID, "Leah".into(), 2)
            .render()
            .unwrap();
        assert!(html.contains("<h1>Reference 2 for Leah</h1>"));
        assert!(html.contains("Answered: fine") && !html.contains("<textarea"));
    }

    #[test]
    fn a_step_that_was_noted_can_be_taken_back() {
        let page = |noted| {
            step_page(
                Shell::sample(),
                Form::new(),
                ID,
                "Leah".into(),
                Taken::Talked,
                noted,
            )
            .render()
            .unwrap()
        };
        assert!(page(true).contains("It has not happened"));
        assert!(!page(false).contains("It has not happened"));
    }
}
