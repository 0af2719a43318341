//! The end of the questions: all answers to check, then sent, or thrown away.

use std::borrow::Cow;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use rusqlite::Connection;
use timebank::category::Category;
use timebank::exchange::{self, NewExchange, Side};
use timebank::{DraftId, ExchangeId, Person, category, draft};

use super::answers::{Answers, Told, Way};
use super::order::{Mode, Question};
use super::question::note_label;
use super::story::{Somebody, Story};
use super::{gone, load};
use crate::app::App;
use crate::components::{Fact, Link};
use crate::error::{Result, WebError};
use crate::extract::Path;
use crate::forms::FieldError;
use crate::page::{Page, Shell};
use crate::pages::exchanges::{SPOKEN, telling::balance_change};
use crate::words::{self, say};

#[derive(Template)]
#[template(path = "log_hours/check.html")]
struct Check {
    shell: Shell,
    action: String,
    back: String,
    logging_for: Option<String>,
    what_happens: String,
    button: String,
    facts: Vec<Fact>,
    balance: Option<(String, String)>,
    problems: Vec<Link>,
}

/// What the page is made of, from one snapshot.
struct Answered {
    answers: Answers,
    story: Story,
    kind: Option<Category>,
    balance: Option<(i64, i64)>,
}

/// All answers, with a way to change each; where one is missing, its question.
pub async fn check(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    Path(id): Path<DraftId>,
) -> Result<Response> {
    let Some(answered) = read(&app, &page, mode, id).await? else {
        return gone(&app, &page, id).await;
    };
    if mode.unanswered(&answered.answers).is_some() {
        return Ok(Redirect::to(&mode.next(id, &answered.answers)).into_response());
    }
    page.show(|shell| Check::new(shell, mode, id, &answered, &[]))
}

/// What came of sending.
enum Outcome {
    Sent,
    Missing(Answers),
    Gone,
}

/// Records the exchange and forgets the draft, in one commit. Sent twice, it is recorded once.
pub async fn record(
    State(app): State<App>,
    page: Page,
    mode: Mode,
    Path(id): Path<DraftId>,
) -> Result<Response> {
    let (person, moment) = (page.person()?.clone(), page.moment());
    let outcome = app
        .write(move |tx| {
            let Some(answers) = load(tx, &person, mode, id)? else {
                return Ok(Outcome::Gone);
            };
            let Some(new) = answers.complete(mode, person.id(), id) else {
                return Ok(Outcome::Missing(answers));
            };
            write(tx, &person, mode, &answers, &new, &moment)?;
            draft::forget(tx, &person, id)?;
            Ok(Outcome::Sent)
        })
        .await;
    match outcome.map_err(WebError::into_fields) {
        Ok(Outcome::Sent) => Ok(to_sent(id)),
        Ok(Outcome::Missing(answers)) => Ok(Redirect::to(&mode.next(id, &answers)).into_response()),
        Ok(Outcome::Gone) => {
            let person = page.person()?.clone();
            let exchange = ExchangeId::new(id.uuid());
            app.read(move |conn| exchange::view(conn, &person, exchange))
                .await?;
            Ok(to_sent(id))
        }
        Err(Ok(fields)) => {
            let Some(answered) = read(&app, &page, mode, id).await? else {
                return gone(&app, &page, id).await;
            };
            page.refuse(|shell| Check::new(shell, mode, id, &answered, &fields))
        }
        Err(Err(error)) => Err(error),
    }
}

/// Throws the answers away. What is gone already stays gone.
pub async fn throw_away(
    State(app): State<App>,
    page: Page,
    Path(id): Path<DraftId>,
) -> Result<Response> {
    let person = page.person()?.clone();
    app.write(move |tx| draft::forget(tx, &person, id)).await?;
    Ok(Redirect::to("/home?done=thrown-away").into_response())
}

fn to_sent(id: DraftId) -> Response {
    Redirect::to(&format!("/exchanges/{id}/sent")).into_response()
}

fn write(
    tx: &rusqlite::Transaction<'_>,
    person: &Person,
    mode: Mode,
    answers: &Answers,
    new: &NewExchange,
    moment: &timebank::Moment,
) -> timebank::Result<()> {
    match (mode, answers.told) {
        (Mode::ForSomebody, Some(told)) => {
            let moment = moment.through(answers.channel().unwrap_or(moment.channel));
            exchange::record_for(tx, &person.coordinator()?, told.spoke(), new, &moment)?;
        }
        _ => {
            exchange::record(tx, &person.member()?, new, moment)?;
        }
    }
    Ok(())
}

async fn read(app: &App, page: &Page, mode: Mode, id: DraftId) -> Result<Option<Answered>> {
    let person = page.person()?.clone();
    app.read(move |conn| {
        let Some(answers) = load(conn, &person, mode, id)? else {
            return Ok(None);
        };
        Ok(Some(Answered {
            story: Story::read(conn, mode, person.id(), &answers)?,
            kind: answers
                .category
                .map(|id| category::get(conn, id))
                .transpose()?,
            balance: balance(conn, &person, mode, &answers)?,
            answers,
        }))
    })
    .await
}

/// The member's own balance now and after it is posted.
fn balance(
    conn: &Connection,
    person: &Person,
    mode: Mode,
    answers: &Answers,
) -> timebank::Result<Option<(i64, i64)>> {
    let side = match (mode, answers.way) {
        (Mode::Own, Some(Way::Gave)) => Side::Giver,
        (Mode::Own, Some(Way::Received)) => Side::Receiver,
        _ => return Ok(None),
    };
    let minutes = answers.minutes.and_then(ledger::Minutes::new);
    minutes
        .map(|minutes| exchange::balance_after(conn, person, side, minutes))
        .transpose()
}

impl Check {
    fn new(
        shell: Shell,
        mode: Mode,
        id: DraftId,
        answered: &Answered,
        refused: &[FieldError],
    ) -> Self {
        let (answers, story) = (&answered.answers, &answered.story);
        let asked = asked(mode, answers, story);
        Self {
            action: format!("{}/{id}", mode.path()),
            back: mode.address(id, Question::Length),
            logging_for: (mode == Mode::ForSomebody).then(|| story.names()).flatten(),
            what_happens: match &asked {
                Some(name) => say!("log-nothing-has-been-sent-when", name = name.clone()),
                None => say("log-nothing-has-been-written-yet"),
            },
            button: match &asked {
                Some(name) => say!("log-send-to-to-confirm", name = name.clone()),
                None => say("log-write-it-down-for-approval"),
            },
            facts: facts(mode, id, answered),
            balance: answered
                .balance
                .map(|(now, after)| balance_change(now, after)),
            problems: refused
                .iter()
                .map(|error| {
                    let question = Question::of_field(mode, &error.field);
                    Link::new(error.message.clone(), change(mode, id, question))
                })
                .collect(),
            shell,
        }
    }
}

/// Who is asked to confirm; nobody where both have told.
fn asked<'a>(mode: Mode, answers: &Answers, story: &'a Story) -> Option<Cow<'a, str>> {
    match (mode, answers.told) {
        (Mode::Own, _) => Some(story.other().short()),
        (Mode::ForSomebody, Some(Told::Giver)) => Some(story.receiver.short()),
        (Mode::ForSomebody, Some(Told::Receiver)) => Some(story.giver.short()),
        (Mode::ForSomebody, _) => None,
    }
}

fn facts(mode: Mode, id: DraftId, answered: &Answered) -> Vec<Fact> {
    let (answers, story) = (&answered.answers, &answered.story);
    let at = |question| change(mode, id, question);
    let giver_question = match (mode, &story.giver) {
        (Mode::ForSomebody, _) => Question::Giver,
        (Mode::Own, Somebody::You) => Question::Way,
        (Mode::Own, _) => Question::Who,
    };
    let receiver_question = match (mode, &story.receiver) {
        (Mode::ForSomebody, _) => Question::Receiver,
        (Mode::Own, Somebody::You) => Question::Way,
        (Mode::Own, _) => Question::Who,
    };
    let mut facts = Vec::new();
    if mode == Mode::ForSomebody {
        facts.push(
            Fact::new(say("log-who-told-you"), told(answers, story))
                .changed_at(at(Question::Told), say("log-who-told-you-b")),
        );
    }
    let note = note_label(mode, story);
    let day = answers.done_on.map(words::weekday).unwrap_or_default();
    let mine = story.giver == Somebody::You;
    let what = if mine {
        say("log-what-you-did")
    } else {
        say("log-what-was-done")
    };
    facts.extend([
        Fact::new(say("log-who-helped"), story.giver.full())
            .changed_at(at(giver_question), say("log-who-helped-b")),
        Fact::new(say("log-who-received"), story.receiver.full())
            .changed_at(at(receiver_question), say("log-who-received-b")),
        Fact::new(what, what_was_done(answered))
            .changed_at(at(Question::What), say("log-what-was-done-b")),
        Fact::new(say("log-when"), day).changed_at(at(Question::When), say("log-when-b")),
        Fact::length(say("log-how-long"), answers.minutes.unwrap_or_default())
            .changed_at(at(Question::Length), say("log-how-long-b")),
        Fact::new(say!("log-optional", what = note), answers.note.clone())
            .changed_at(at(Question::What), say("log-the-note")),
    ]);
    facts
}

fn what_was_done(answered: &Answered) -> String {
    let description = &answered.answers.description;
    match &answered.kind {
        Some(kind) if description.is_empty() => kind.name.clone(),
        Some(kind) => format!("{}: {description}", kind.name),
        None => description.clone(),
    }
}

/// "Joan, by telephone"
fn told(answers: &Answers, story: &Story) -> String {
    let (giver, receiver) = (story.giver.short(), story.receiver.short());
    let who = match answers.told {
        Some(Told::Giver) => giver.into_owned(),
        Some(Told::Receiver) => receiver.into_owned(),
        _ => words::list(&[&giver, &receiver]),
    };
    let channel = answers.channel();
    let way = SPOKEN
        .into_iter()
        .find(|(known, _)| Some(*known) == channel)
        .map(|(_, label)| say(label).to_lowercase());
    match way {
        Some(way) => format!("{who}, {way}"),
        None => who,
    }
}

fn change(mode: Mode, id: DraftId, question: Question) -> String {
    format!("{}?change=1", mode.address(id, question))
}

#[cfg(test)]
mod tests;
