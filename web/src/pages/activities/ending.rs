//! Cancelling what is planned and taking back what is settled: both need a reason.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::ActivityId;
use timebank::activity::{self, Activity, ActivityState};

use crate::app::App;
use crate::error::{Problem, Result};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "activities/end.html")]
struct End {
    shell: Shell,
    form: Form,
    id: ActivityId,
    about: String,
    title: &'static str,
    what: &'static str,
    button: &'static str,
}

/// Why?
pub async fn ask_why(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let activity = app.read(move |conn| activity::get(conn, id)).await?;
    match End::new(page.shell().clone(), Form::new(), &activity) {
        Some(end) => page.show(|shell| End { shell, ..end }),
        None => Ok(Redirect::to(&format!("/activities/{id}")).into_response()),
    }
}

/// Ends it, with the reason.
pub async fn end(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, reason) = (page.coordinator()?, page.moment(), form.lines("reason"));
    let activity = app.read(move |conn| activity::get(conn, id)).await?;
    let answer = app
        .write(move |tx| match activity::get(tx, id)?.state {
            ActivityState::Planned => {
                activity::cancel(tx, &by, id, &reason, &moment)?;
                Ok("/activities?done=cancelled".to_owned())
            }
            ActivityState::Settled { .. } => {
                activity::take_back(tx, &by, id, &reason, &moment)?;
                Ok(format!("/activities/{id}?done=taken-back"))
            }
            // Sent twice.
            ActivityState::Cancelled { .. } | ActivityState::TakenBack { .. } => {
                Ok(format!("/activities/{id}"))
            }
        })
        .await;
    match answer {
        Ok(path) => Ok(Redirect::to(&path).into_response()),
        Err(error) if error.problem() == Problem::Fields => {
            form.refuse_all(error.into_fields()?);
            match End::new(page.shell().clone(), form, &activity) {
                Some(end) => page.refuse(|shell| End { shell, ..end }),
                None => Ok(Redirect::to(&format!("/activities/{id}")).into_response()),
            }
        }
        Err(error) => Err(error),
    }
}

impl End {
    fn new(shell: Shell, form: Form, activity: &Activity) -> Option<Self> {
        let (title, what, button) = match activity.state {
            ActivityState::Planned => (
                "Cancel this activity",
                "Everybody on the list is told, and reads why.",
                "Cancel the activity",
            ),
            ActivityState::Settled { .. } => (
                "Take the settlement back",
                "The book gets the mirror of its transfer: everybody has the hours they had \
                 before, and both lines stay in their statements.",
                "Take it back",
            ),
            ActivityState::Cancelled { .. } | ActivityState::TakenBack { .. } => return None,
        };
        Some(Self {
            shell,
            form,
            id: activity.id,
            about: activity.details.title.clone(),
            title,
            what,
            button,
        })
    }
}
