//! Announcements: put up on everybody's Home page, taken down by themselves or before.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::AnnouncementId;
use timebank::announcement::{self, NewAnnouncement};

use super::list::read;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::{DayQuestion, Form};
use crate::page::Page;
use crate::pages::exchanges::refused;

/// The last day on which it is shown.
pub(super) const UNTIL: DayQuestion = DayQuestion {
    when: "",
    past_only: false,
    ..DayQuestion::done("subject-last-day")
};

/// Puts one up.
pub async fn put_up(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let id = form
        .value("id")
        .parse()
        .map_err(|_| WebError::not_found())?;
    let until = UNTIL.read(&form, page.today());
    if let Some(until) = form.take(until) {
        let new = NewAnnouncement {
            id: AnnouncementId::new(id),
            title: form.text("title"),
            text: form.lines("text"),
            until,
        };
        let answer = app
            .write(move |tx| announcement::put_up(tx, &by, &new, &moment))
            .await;
        if refused(&mut form, answer)?.is_some() {
            return Ok(Redirect::to("/mailings?done=up").into_response());
        }
    }
    let list = read(&app, &page, form, "").await?;
    page.refuse(|shell| list.dressed(shell))
}

/// Takes one down.
pub async fn take_down(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AnnouncementId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| announcement::take_down(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/mailings?done=down").into_response())
}
