//! Logging hours: one question on a page, then all answers to check, then sent.
//!
//! **Shape.** The same handlers serve a member's own hours (`/log-hours`) and those a coordinator
//! writes down for somebody (`/enter-hours`): [`Mode`] is read from the address. `order` holds
//! the questions, `answers` what was answered, `story` the words about the two people,
//! `question` the pages, `people` whom to choose from, `check` the end.
//!
//! **Limits.** Nothing is kept before the first answer is sent: a link changes nothing. Answers
//! stay in a draft on the server, and the draft's id becomes the exchange's.

mod answers;
mod check;
mod order;
mod people;
mod question;
mod start;
mod story;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use serde::Deserialize;
use timebank::{DraftId, Error, ExchangeId, Person, category, draft, exchange};

use self::answers::{Answer, Answers};
use self::order::Question;
use self::question::{Asked, QuestionPage, Stage, filled};
use self::story::Story;
use crate::app::App;
use crate::error::{Result, WebError};
use crate::extract::{Path, Query};
use crate::forms::Form;
use crate::page::Page;
use crate::words::say;

pub use check::{check, record, throw_away};
pub use order::Mode;
pub use start::{again, begin, start};

/// What a question's address may carry.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    /// There to change one answer.
    change: Option<String>,
    /// What to search for.
    q: Option<String>,
}

impl Wish {
    fn stage(&self) -> Stage {
        if self.change.is_some() {
            Stage::Changing
        } else {
            Stage::Going
        }
    }
}

/// The page of a question.
pub async fn ask(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    Path((id, slug)): Path<(DraftId, String)>,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let question = mode.question(&slug).ok_or_else(WebError::not_found)?;
    let query = wish.q.clone().unwrap_or_default();
    let Some(asked) = read(&app, &page, mode, id, question, query.clone()).await? else {
        return gone(&app, &page, id).await;
    };
    let form = filled(question, &asked.answers, page.today()).with("q", query);
    page.show(|shell| QuestionPage::new(shell, mode, question, wish.stage(), asked, form))
}

/// Takes an answer and goes on to the next question without one.
pub async fn answer(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    Path((id, slug)): Path<(DraftId, String)>,
    Query(wish): Query<Wish>,
    mut form: Form,
) -> Result<Response> {
    let question = mode.question(&slug).ok_or_else(WebError::not_found)?;
    let query = form.value("q").to_owned();
    let Some(asked) = read(&app, &page, mode, id, question, query).await? else {
        return gone(&app, &page, id).await;
    };
    if let Some(answer) = question::read(question, &mut form, &asked, page.today()) {
        let kept = keep(&app, &page, mode, id, question, answer, None).await;
        if let Some(answers) = super::exchanges::refused(&mut form, kept)? {
            return Ok(Redirect::to(&mode.next(id, &answers)).into_response());
        }
    }
    page.refuse(|shell| QuestionPage::new(shell, mode, question, wish.stage(), asked, form))
}

/// Unfinished answers, for the Home page: where they go on, and what they are about.
pub(super) struct Unfinished {
    pub(super) title: String,
    pub(super) about: String,
    pub(super) continue_at: String,
    pub(super) throw_away_at: String,
}

/// The newest unfinished answers of each kind.
pub(super) fn unfinished(conn: &Connection, person: &Person) -> timebank::Result<Vec<Unfinished>> {
    let mut found = Vec::new();
    let drafts = draft::newest(conn, person.id())?;
    for mode in [Mode::Own, Mode::ForSomebody] {
        let Some(draft) = drafts.iter().find(|draft| draft.kind == mode.kind()) else {
            continue;
        };
        let (id, answers) = (draft.id, read_answers(&draft.answers));
        let story = Story::read(conn, mode, person.id(), &answers)?;
        found.push(Unfinished {
            title: match mode {
                Mode::Own => say("log-you-began-to-log-hours"),
                Mode::ForSomebody => say("log-you-began-to-log-hours-b"),
            },
            about: story.so_far(),
            continue_at: format!("{}/{id}/check", mode.path()),
            throw_away_at: format!("{}/{id}/removal", mode.path()),
        });
    }
    Ok(found)
}

/// The answers of this draft so far.
fn load(
    conn: &Connection,
    person: &Person,
    mode: Mode,
    id: DraftId,
) -> timebank::Result<Option<Answers>> {
    let Some(json) = draft::answers(conn, person, id, mode.kind())? else {
        return Ok(None);
    };
    Ok(Some(read_answers(&json)))
}

/// Answers that cannot be read any more are asked for again.
fn read_answers(json: &str) -> Answers {
    serde_json::from_str(json).unwrap_or_default()
}

/// Puts one answer into the draft. `seed` is what a draft begins with that is not there yet.
async fn keep(
    app: &App,
    page: &Page,
    mode: Mode,
    id: DraftId,
    question: Question,
    answer: Answer,
    seed: Option<Answers>,
) -> Result<Answers> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    app.write(move |tx| {
        let known = load(tx, &person, mode, id)?;
        let mut answers = known.or(seed).ok_or(Error::NotFound("This draft"))?;
        if let Answer::Person(chosen) = answer {
            let story = Story::read(tx, mode, person.id(), &answers)?;
            people::check(tx, question, &story, person.id(), &answers, chosen)?;
        }
        answers.put(question, answer);
        let json = serde_json::to_string(&answers).unwrap_or_default();
        draft::keep(tx, &person, id, mode.kind(), &json, &moment)?;
        Ok(answers)
    })
    .await
}

/// A draft and all that a question's page shows, from one snapshot.
async fn read(
    app: &App,
    page: &Page,
    mode: Mode,
    id: DraftId,
    question: Question,
    query: String,
) -> Result<Option<Asked>> {
    let (person, prefix) = (page.person()?.clone(), page.bank().prefix.clone());
    let query = query.trim().to_owned();
    app.read(move |conn| {
        let Some(answers) = load(conn, &person, mode, id)? else {
            return Ok(None);
        };
        let me = person.id();
        Ok(Some(Asked {
            id,
            story: Story::read(conn, mode, me, &answers)?,
            people: people::choices(conn, mode, question, me, &answers, &query, &prefix)?,
            kinds: category::list(conn)?,
            answers,
            query,
        }))
    })
    .await
}

/// A draft that is not there: sent already, then its exchange is shown; or thrown away.
async fn gone(app: &App, page: &Page, id: DraftId) -> Result<Response> {
    let person = page.person()?.clone();
    let id = ExchangeId::new(id.uuid());
    app.read(move |conn| exchange::view(conn, &person, id))
        .await?;
    Ok(Redirect::to(&format!("/exchanges/{id}")).into_response())
}
