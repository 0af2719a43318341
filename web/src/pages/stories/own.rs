//! A member’s own stories: what they said for reports, and a button that takes it back.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::StoryId;
use timebank::story;

use super::Row;
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};

#[derive(Template)]
#[template(path = "stories/own.html")]
struct Own {
    shell: Shell,
    stories: Vec<Row>,
    withdrawn: bool,
}

/// What one has said.
pub async fn list(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let id = page.person()?.id();
    let stories = app.read(move |conn| story::of_member(conn, id)).await?;
    let today = page.today();
    page.show(|shell| Own {
        shell,
        stories: stories
            .iter()
            .map(|story| Row::of(story, &[], today))
            .collect(),
        withdrawn: form.value("done") == "withdrawn",
    })
}

/// Takes it back.
pub async fn withdraw(State(app): State<App>, page: Page, Path(id): Path<i64>) -> Result<Response> {
    let (by, moment, id) = (page.person()?.clone(), page.moment(), StoryId::new(id));
    app.write(move |tx| story::withdraw(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/me/stories?done=withdrawn").into_response())
}

/// The page with these stories, for a test.
#[cfg(test)]
pub(super) fn samples(stories: Vec<Row>) -> String {
    let own = Own {
        shell: Shell::sample(),
        stories,
        withdrawn: true,
    };
    own.render().unwrap_or_default()
}
