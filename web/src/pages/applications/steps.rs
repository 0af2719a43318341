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
use crate::words::say;

#[derive(Template)]
#[template(path = "applications/step.html")]
struct Step {
    shell: Shell,
    form: Form,
    id: ApplicationId,
    name: String,
    title: String,
    about: String,
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
            form.refuse("state", say("applications-choose-what-has-happened-so"));
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
        title: say!("applications-reference-for", place = place, name = &name),
        name,
        about: say("applications-somebody-who-knows-them-and"),
        action: format!("/applications/{id}/references/{place}"),
        happened: vec![
            Choice::new("named", say("applications-nobody-has-asked-yet")),
            Choice::new("asked", say("applications-asked-and-no-answer-yet")),
            Choice::new("fine", say("applications-answered-fine")),
            Choice::new("not_fine", say("applications-answered-not-fine")),
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
            say!("applications-a-conversation-with", name = &name),
            say("applications-what-they-like-what-they"),
        ),
        Taken::Inducted => (
            say!("applications-an-induction-for", name = &name),
            say("applications-how-hours-are-logged-whom"),
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
    use crate::spanish::in_spanish;

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

    #[test]
    fn in_spanish_no_english_is_left() {
        in_spanish(&[], || {
            let step = |taken| {
                let (shell, form) = (Shell::sample(), Form::new());
                let page = step_page(shell, form, ID, "Leah".into(), taken, true);
                page.render().unwrap()
            };
            let reference = reference_page(Shell::sample(), Form::new(), ID, "Leah".into(), 2);
            reference.render().unwrap() + &step(Taken::Talked) + &step(Taken::Inducted)
        });
    }
}
