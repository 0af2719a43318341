//! Planning an activity, and changing what is planned.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Datelike;
use ledger::Minutes;
use timebank::activity::{self, Activity, ActivityDetails, NewActivity};
use timebank::category::{self, Category};
use timebank::{ActivityId, CategoryId, clock};

use crate::app::App;
use crate::components::{Choice, kinds};
use crate::error::{Problem, Result};
use crate::extract::Path;
use crate::forms::{DayQuestion, DurationQuestion, Form};
use crate::page::{Page, Shell};

/// "When is it?", in three boxes; a day to come is the rule.
const HELD: DayQuestion = DayQuestion {
    when: "",
    day: "day",
    month: "month",
    year: "year",
    subject: "subject-date-of-activity",
    past_only: false,
};

/// "How long does it take?"
const TAKES: DurationQuestion = DurationQuestion {
    hours: "hours",
    minutes: "minutes",
    subject: "subject-how-long-it-takes",
};

#[derive(Template)]
#[template(path = "activities/form.html")]
struct Edit {
    shell: Shell,
    form: Form,
    title: &'static str,
    action: String,
    back: String,
    button: &'static str,
    held: DayQuestion,
    takes: DurationQuestion,
    kinds: Vec<Choice>,
}

/// The blank form.
pub async fn ask(State(app): State<App>, page: Page) -> Result<Response> {
    let form = Form::new().with("id", clock::new_id().to_string());
    let kinds = app.read(category::list).await?;
    page.show(|shell| Edit::new(shell, form, None, &kinds))
}

/// Plans it.
pub async fn add(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let id = form.value("id").parse();
    let id = id.unwrap_or_else(|_| ActivityId::new(clock::new_id()));
    if let Some(details) = details(&mut form, &page) {
        let (by, moment) = (page.coordinator()?, page.moment());
        let new = NewActivity { id, details };
        match app
            .write(move |tx| activity::add(tx, &by, &new, &moment))
            .await
        {
            Ok(_) => return Ok(to(id, "planned")),
            Err(error) => form.refuse_all(error.into_fields()?),
        }
    }
    let kinds = app.read(category::list).await?;
    page.refuse(|shell| Edit::new(shell, form, None, &kinds))
}

/// The form with what is planned.
pub async fn edit(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
) -> Result<Response> {
    let (activity, kinds) = app
        .read(move |conn| Ok((activity::get(conn, id)?, category::list(conn)?)))
        .await?;
    page.show(|shell| Edit::new(shell, filled(&activity), Some(id), &kinds))
}

/// Changes what is planned.
pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ActivityId>,
    mut form: Form,
) -> Result<Response> {
    let version = form.value("version").parse().unwrap_or(0);
    if let Some(details) = details(&mut form, &page) {
        let (by, moment) = (page.coordinator()?, page.moment());
        let sent = details.clone();
        let known = app.read(move |conn| activity::get(conn, id)).await?;
        if known.details == sent {
            // Sent twice, or nothing to change.
            return Ok(to(id, "changed"));
        }
        let changed = app
            .write(move |tx| activity::change(tx, &by, id, &details, version, &moment))
            .await;
        match changed {
            Ok(()) => return Ok(to(id, "changed")),
            Err(error) if error.problem() == Problem::Fields => {
                form.refuse_all(error.into_fields()?);
            }
            Err(error) => return Err(error),
        }
    }
    let kinds = app.read(category::list).await?;
    page.refuse(|shell| Edit::new(shell, form, Some(id), &kinds))
}

fn to(id: ActivityId, done: &str) -> Response {
    Redirect::to(&format!("/activities/{id}?done={done}")).into_response()
}

fn details(form: &mut Form, page: &Page) -> Option<ActivityDetails> {
    let title = form.ask("title", "Enter what the activity is");
    let held_on = form.take(HELD.read(form, page.today()));
    let minutes = form
        .take(TAKES.read(form))
        .and_then(|length| Minutes::new(length.into()));
    Some(ActivityDetails {
        title: title?,
        place: form.text("place"),
        held_on: held_on?,
        starts: form.text("starts"),
        category: form.value("category").parse().ok().map(CategoryId::new),
        minutes: minutes?,
        notes: form.lines("notes"),
    })
}

fn filled(activity: &Activity) -> Form {
    let details = &activity.details;
    let category = details.category.map(|id| id.to_string());
    let (hours, minutes) = (details.minutes.get() / 60, details.minutes.get() % 60);
    Form::new()
        .with("version", activity.version.to_string())
        .with("title", &details.title)
        .with("place", &details.place)
        .with("starts", &details.starts)
        .with("day", details.held_on.day().to_string())
        .with("month", details.held_on.month().to_string())
        .with("year", details.held_on.year().to_string())
        .with("category", category.unwrap_or_default())
        .with("hours", hours.to_string())
        .with("minutes", minutes.to_string())
        .with("notes", &details.notes)
}

impl Edit {
    fn new(shell: Shell, form: Form, id: Option<ActivityId>, kinds: &[Category]) -> Self {
        let (title, action, back, button) = match id {
            None => (
                "Plan an activity",
                "/activities".to_owned(),
                "/activities".to_owned(),
                "Plan it",
            ),
            Some(id) => (
                "Change the activity",
                format!("/activities/{id}/edit"),
                format!("/activities/{id}"),
                "Keep the changes",
            ),
        };
        Self {
            shell,
            form,
            title,
            action,
            back,
            button,
            held: HELD,
            takes: TAKES,
            kinds: kinds::to_choose(kinds),
        }
    }
}
