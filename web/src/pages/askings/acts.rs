//! What is done with an asking: answering it, writing down an answer, ending it, asking how it
//! went.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use timebank::asking::{self, AskingState, Reply};
use timebank::desk::{About, NewNote, NoteKind};
use timebank::{AskingId, Channel, ListingId, MemberId, NoteId, clock};
use uuid::Uuid;

use super::{address, show};
use crate::app::App;
use crate::error::{Problem, Result, WebError};
use crate::extract::Path;
use crate::forms::Form;
use crate::page::Page;
use crate::pages::exchanges::{refused, spoken};
use crate::words::say;

fn back(id: AskingId, done: &str) -> Response {
    Redirect::to(&format!("{}?done={done}", address(id))).into_response()
}

/// Whoever is asked says yes, or “not this time”.
pub async fn answer(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AskingId>,
    form: Form,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    let Some(reply) = Reply::parse(form.value("answer")) else {
        show::read(&app, &page, id).await?;
        return Ok(Redirect::to(&address(id)).into_response());
    };
    let answer = app
        .write(move |tx| asking::answer(tx, &by, id, reply, &moment))
        .await;
    match answer.map(|asking| asking.state) {
        Ok(AskingState::Found { exchange }) if reply == Reply::Yes => {
            Ok(Redirect::to(&format!("/exchanges/{exchange}?done=agreed")).into_response())
        }
        Ok(_) => Ok(back(id, "no")),
        // Somebody was faster, or its time is over: the page says so kindly.
        Err(error) if error.problem() == Problem::Conflict => {
            Ok(Redirect::to(&address(id)).into_response())
        }
        Err(error) => Err(told(error)),
    }
}

/// Fields of the arrangement have no boxes here: what they say is the answer.
fn told(error: WebError) -> WebError {
    match error.into_fields() {
        Ok(fields) => {
            let sentences: Vec<String> = fields.into_iter().map(|field| field.message).collect();
            WebError::conflict(format!("{}.", sentences.join(". ")))
        }
        Err(error) => error,
    }
}

/// A coordinator writes down what somebody who is asked told them.
pub async fn answer_for(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AskingId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let member: Option<MemberId> = form.value("member").parse().ok();
    let reply = Reply::parse(form.value("answer"));
    let channel = spoken(form.value("channel"));
    if member.is_none() {
        form.refuse("member", say("asking-select-who-told-you"));
    }
    if reply.is_none() {
        form.refuse("answer", say("asking-select-what-they-said"));
    }
    if channel.is_none() {
        form.refuse("channel", say("asking-select-how-they-told-you"));
    }
    if let (Some(member), Some(reply)) = (member, reply)
        && form.is_clean()
    {
        let moment = moment.through(channel.unwrap_or(Channel::Web));
        app.write(move |tx| asking::answer_for(tx, &by, id, member, reply, &moment))
            .await
            .map_err(told)?;
        return Ok(back(id, "noted"));
    }
    show::again(&app, page, id, form).await
}

/// Whoever made the request, or a coordinator, ends it.
pub async fn stop(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AskingId>,
) -> Result<Response> {
    let (by, moment) = (page.member()?, page.moment());
    app.write(move |tx| asking::stop(tx, &by, id, &moment))
        .await?;
    Ok(back(id, "stopped"))
}

/// A coordinator notes how an introduction went.
pub async fn follow_up(
    State(app): State<App>,
    page: Page,
    Path(id): Path<AskingId>,
    mut form: Form,
) -> Result<Response> {
    let (by, moment) = (page.coordinator()?, page.moment());
    let note = form.value("id").parse();
    let note = NewNote {
        id: note.unwrap_or_else(|_| NoteId::new(clock::new_id())),
        // The command says which request it is about.
        about: About::Listing(ListingId::new(Uuid::nil())),
        kind: NoteKind::Call,
        text: form.lines("text"),
    };
    let answer = app
        .write(move |tx| asking::follow_up(tx, &by, id, &note, &moment))
        .await;
    match refused(&mut form, answer)? {
        Some(()) => Ok(back(id, "followed-up")),
        None => show::again(&app, page, id, form).await,
    }
}
