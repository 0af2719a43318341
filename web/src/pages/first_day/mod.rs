//! The first day of a bank, for administrators: five questions that set a policy, and saying what
//! the program cannot know. The list itself stands on To do.

mod questions;

pub use questions::{answer, ask};

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::first_day::{self, Task};

use crate::app::App;
use crate::error::Result;
use crate::forms::Form;
use crate::page::Page;

/// Keeps which tasks somebody says are done.
pub async fn say(State(app): State<App>, page: Page, form: Form) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    let said: Vec<Task> = form.all("task").filter_map(Task::parse).collect();
    app.write(move |tx| {
        said.iter()
            .try_for_each(|task| first_day::say(tx, &by, *task, &moment))
    })
    .await?;
    Ok(Redirect::to("/to-do").into_response())
}

/// Puts the list away for good.
pub async fn put_away(State(app): State<App>, page: Page) -> Result<Response> {
    let (by, moment) = (page.administrator()?, page.moment());
    app.write(move |tx| first_day::put_away(tx, &by, &moment))
        .await?;
    Ok(Redirect::to("/to-do").into_response())
}
