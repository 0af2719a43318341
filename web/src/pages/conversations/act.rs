//! What is done in a conversation: a message is written, or what there is is marked as read.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::conversation::{self, NewMessage};
use timebank::{ConversationId, Error};

use super::show::{Show, about_of, first_again, seen};
use super::{address, desk};
use crate::app::App;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::exchanges::refused;

/// The message of a form.
fn message(form: &Form) -> Result<NewMessage> {
    let id = form
        .value("id")
        .parse()
        .map_err(|_| WebError::not_found())?;
    Ok(NewMessage {
        id,
        text: form.lines("text"),
    })
}

fn sent(id: ConversationId) -> Response {
    Redirect::to(&format!("{}?done=sent", address(id))).into_response()
}

/// Writes the first message about an exchange or a listing.
pub async fn begin(State(app): State<App>, page: Page, mut form: Form) -> Result<Response> {
    let (by, moment, about) = (page.member()?, page.moment(), about_of(&form)?);
    let new = message(&form)?;
    let answer = app
        .write(move |tx| conversation::begin(tx, &by, about, &new, &moment))
        .await;
    match refused(&mut form, answer)? {
        Some(id) => Ok(sent(id)),
        None => first_again(&app, page, about, form).await,
    }
}

/// Writes a further message: one of the two to the other, a coordinator who was called to both.
pub async fn add(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment, new) = (page.member()?, page.moment(), message(&form)?);
    let coordinator = page.coordinator().ok();
    let answer = app
        .write(
            move |tx| match (conversation::write(tx, &by, id, &new, &moment), coordinator) {
                (Err(Error::NotFound(_)), Some(by)) => {
                    conversation::write_as_coordinator(tx, &by, id, &new, &moment)
                }
                (written, _) => written,
            },
        )
        .await;
    if refused(&mut form, answer)?.is_some() {
        return Ok(sent(id));
    }
    match seen(&app, &page, id).await {
        Ok(seen) => {
            let me = page.person()?.id();
            page.refuse(|shell| Show::of(shell, me, &seen, form, true))
        }
        Err(error) if error.problem() == Problem::NotFound => {
            desk::again(&app, page, id, form).await
        }
        Err(error) => Err(error),
    }
}

/// Marks all that was written as read, and shows it.
pub async fn mark_read(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
) -> Result<Response> {
    let by = page.person()?.clone();
    app.write(move |tx| conversation::mark_read(tx, &by, id))
        .await?;
    Ok(Redirect::to(&address(id)).into_response())
}
