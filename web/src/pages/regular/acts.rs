//! What is done with a regular arrangement and with its days.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Minutes;
use rusqlite::Transaction;
use timebank::series::{self, Series};
use timebank::{Member, Moment, SeriesId};

use super::{address, day};
use crate::app::App;
use crate::error::Result;
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::exchanges::refused;

type Command = fn(&Transaction<'_>, &Member, SeriesId, &Moment) -> timebank::Result<Series>;

async fn carry_out(
    app: &App,
    page: &Page,
    id: SeriesId,
    done: &str,
    command: Command,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    app.write(move |tx| command(tx, &by, id, &moment)).await?;
    Ok(Redirect::to(&format!("{}?done={done}", address(id))).into_response())
}

/// The other one would like to.
pub async fn agree(
    State(app): State<App>,
    page: Page,
    Path(id): Path<SeriesId>,
) -> Result<Response> {
    carry_out(&app, &page, id, "agreed", series::agree).await
}

/// The other one would rather not.
pub async fn refuse(
    State(app): State<App>,
    page: Page,
    Path(id): Path<SeriesId>,
) -> Result<Response> {
    carry_out(&app, &page, id, "refused", series::refuse).await
}

/// Either of the two ends it.
pub async fn end(State(app): State<App>, page: Page, Path(id): Path<SeriesId>) -> Result<Response> {
    carry_out(&app, &page, id, "ended", series::end).await
}

/// It happened: written down with the length agreed, or with another one where that was typed.
pub async fn record(
    State(app): State<App>,
    page: Page,
    Path((id, number)): Path<(SeriesId, u32)>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let minutes = if form.has("hours") || form.has("minutes") {
        let length = day::WAS.read(&form);
        let minutes = form.take(length);
        minutes.and_then(|minutes| Minutes::new(minutes.into()))
    } else {
        None
    };
    if form.is_clean() {
        let answer = app
            .write(move |tx| series::record(tx, &by, id, number, minutes, &moment))
            .await;
        if let Some(exchange) = refused(&mut form, answer)? {
            let path = format!("/exchanges/{}/sent", exchange.id);
            return Ok(Redirect::to(&path).into_response());
        }
    }
    day::again(&app, page, (id, number), form).await
}

/// It did not happen, or will not.
pub async fn leave_out(
    State(app): State<App>,
    page: Page,
    Path((id, number)): Path<(SeriesId, u32)>,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    app.write(move |tx| series::leave_out(tx, &by, id, number, &moment))
        .await?;
    Ok(Redirect::to(&format!("{}?done=left-out", address(id))).into_response())
}
