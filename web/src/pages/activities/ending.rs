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
use crate::words::say;

#[derive(Template)]
#[template(path = "activities/end.html")]
struct End {
    shell: Shell,
    form: Form,
    id: ActivityId,
    about: String,
    title: String,
    what: String,
    button: String,
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
                say("activities-cancel-this-activity"),
                say("activities-everybody-on-the-list-is"),
                say("activities-cancel-the-activity"),
            ),
            ActivityState::Settled { .. } => (
                say("activities-take-the-settlement-back"),
                say("activities-the-book-gets-the-mirror"),
                say("activities-take-it-back"),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spanish::in_spanish;
    use chrono::NaiveDate;
    use ledger::{Minutes, TransferId};
    use timebank::activity::{ActivityDetails, Payment};
    use uuid::Uuid;

    fn ending(state: ActivityState) -> String {
        let activity = Activity {
            id: ActivityId::new(Uuid::from_u128(3)),
            details: ActivityDetails {
                title: "Chair yoga".to_owned(),
                place: String::new(),
                held_on: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
                starts: String::new(),
                category: None,
                minutes: Minutes::new(60).unwrap(),
                notes: String::new(),
            },
            category_name: String::new(),
            state,
            version: 1,
        };
        End::new(Shell::sample(), Form::new(), &activity)
            .unwrap()
            .render()
            .unwrap()
    }

    fn settled() -> ActivityState {
        ActivityState::Settled {
            transfer: TransferId::new(Uuid::from_u128(4)),
            payment: Payment::Split,
        }
    }

    #[test]
    fn what_is_planned_is_cancelled_and_what_is_settled_is_taken_back() {
        let html = ending(ActivityState::Planned);
        assert!(html.contains("<h1>Cancel this activity</h1>"));
        assert!(html.contains("Everybody on the list is told, and reads why."));
        let html = ending(settled());
        assert!(html.contains("<h1>Take the settlement back</h1>"));
        assert!(html.contains("both lines stay in their statements."));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for state in [ActivityState::Planned, settled()] {
            in_spanish(&[], || ending(state));
        }
    }
}
