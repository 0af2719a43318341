//! A conversation to a coordinator who was called in: why, and what was written only after they
//! asked to read it, which is written down.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::conversation::{self, Call, Conversation, Message};
use timebank::{ConversationId, MemberId};

use super::address;
use super::show::{Line, Show, Writing, blank};
use crate::app::App;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

async fn called(app: &App, page: &Page, id: ConversationId) -> Result<(Conversation, Vec<Call>)> {
    let by = page.coordinator()?;
    app.read(move |conn| conversation::called(conn, &by, id))
        .await
}

fn build(
    shell: Shell,
    me: MemberId,
    (conversation, calls): &(Conversation, Vec<Call>),
    messages: Option<&[Message]>,
    form: Form,
) -> Show {
    let path = address(conversation.id);
    let zone = shell.zone;
    let notes = calls.iter().map(|call| match call.message {
        None => say!(
            "messages-asks-you-to-join",
            name = &call.by_name,
            reason = &call.reason
        ),
        Some(number) => say!(
            "messages-reports-message",
            name = &call.by_name,
            number = number,
            reason = &call.reason
        ),
    });
    let line = |message| Line::new(message, me, false, zone);
    Show {
        heading: words::list(&[&conversation.one.name, &conversation.other.name]),
        about: (conversation.title.clone(), conversation.about.path()),
        lines: messages.unwrap_or_default().iter().map(line).collect(),
        notes: notes.collect(),
        writing: messages.map(|_| Writing {
            path: format!("{path}/messages"),
            label: say("messages-write-to-both"),
            button: say("messages-send-to-both"),
        }),
        path,
        unread: false,
        may_call: false,
        done: String::new(),
        desk: true,
        read: messages.is_some(),
        shell,
        form,
    }
}

/// The page without what was written. Whoever is no coordinator, or was not called, gets the
/// answer they got before: there is no such conversation.
pub(super) async fn show(
    app: &App,
    page: Page,
    id: ConversationId,
    done: String,
    before: WebError,
) -> Result<Response> {
    if before.problem() != Problem::NotFound || page.coordinator().is_err() {
        return Err(before);
    }
    let found = called(app, &page, id).await?;
    let me = page.person()?.id();
    page.show(|shell| {
        let mut show = build(shell, me, &found, None, blank());
        show.done = done;
        show
    })
}

/// The page with what was written, after the coordinator's message could not be sent. That it is
/// read once more is written down.
pub(super) async fn again(
    app: &App,
    page: Page,
    id: ConversationId,
    form: Form,
) -> Result<Response> {
    let (found, messages) = read(app, &page, id).await?;
    let me = page.person()?.id();
    page.refuse(|shell| build(shell, me, &found, Some(&messages), form))
}

async fn read(
    app: &App,
    page: &Page,
    id: ConversationId,
) -> Result<((Conversation, Vec<Call>), Vec<Message>)> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let messages = app
        .write(move |tx| conversation::inspect(tx, &by, id, &moment))
        .await?;
    Ok((called(app, page, id).await?, messages))
}

/// Shows what was written. That it was read is written down in the same commit.
pub async fn inspect(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
) -> Result<Response> {
    let (found, messages) = read(&app, &page, id).await?;
    let me = page.person()?.id();
    page.show(|shell| build(shell, me, &found, Some(&messages), blank()))
}

/// It is dealt with: the two are among themselves again.
pub async fn settle(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ConversationId>,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    app.write(move |tx| conversation::settle(tx, &by, id, &moment))
        .await?;
    Ok(Redirect::to("/to-do").into_response())
}
