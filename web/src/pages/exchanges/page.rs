//! The page of one exchange: what to decide first, then the facts, then what has happened.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::conversation::About;
use timebank::desk::{self, Note};
use timebank::exchange::{self, Choices, Exchange, ExchangeState, Step, Then};
use timebank::project;
use timebank::thanks::{self, Thanks};
use timebank::{ExchangeId, Person, clock, contact, member, needs};
use uuid::Uuid;

use super::telling::{self, Telling};
use crate::app::App;
use crate::components::{self, Choice, Fact, Tag};
use crate::error::{Problem, Result, WebError};
use crate::extract::{Path, Query};
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::pages::conversations::talk::Talk;
use crate::pages::me::sentence;
use crate::pages::{people, tending};
use crate::words::{self, say};

/// One exchange with all that its pages show, from one snapshot.
pub(super) struct Seen {
    pub(super) exchange: Exchange,
    pub(super) choices: Choices,
    steps: Vec<Step>,
    balance: Option<(i64, i64)>,
    then: Option<Then>,
    questions: Vec<Note>,
    thanks: Option<Thanks>,
    talk: Talk,
    /// How the other one is reached, as far as the reader may see it.
    reached: Vec<Fact>,
    belongs: Option<Belongs>,
}

/// To which project it belongs, for coordinators of a bank that has projects.
#[derive(Clone)]
struct Belongs {
    /// In a sentence.
    now: String,
    form: Form,
    projects: Vec<Choice>,
}

impl Belongs {
    fn of(
        conn: &Connection,
        person: &Person,
        exchange: &Exchange,
        zone: Tz,
    ) -> timebank::Result<Option<Self>> {
        let projects = match person.coordinator() {
            Ok(_) => project::all(conn)?,
            Err(_) => Vec::new(),
        };
        if projects.is_empty() {
            return Ok(None);
        }
        let now = match project::mark_of(conn, exchange.id)? {
            None => say("exchange-it-belongs-to-no-project"),
            Some(mark) => {
                let to = match mark.project.as_str() {
                    "" => say("exchange-no-project-b"),
                    name => name.to_owned(),
                };
                let by = match (mark.by_hand, mark.by.as_str()) {
                    (false, _) => say("exchange-as-the-project-is-planned"),
                    (true, "") => say("exchange-by-a-coordinator"),
                    (true, name) => name.to_owned(),
                };
                say!(
                    "exchange-it-belongs-to-b",
                    to = to,
                    by = by,
                    instant = words::instant(mark.at, zone)
                )
            }
        };
        let usable = projects
            .into_iter()
            .filter(|one| one.open || Some(one.id) == exchange.project);
        let form = Form::new().with(
            "project",
            exchange
                .project
                .map(|id| id.to_string())
                .unwrap_or_default(),
        );
        Ok(Some(Self {
            now,
            form,
            projects: usable
                .map(|one| Choice::new(one.id, one.plan.name))
                .collect(),
        }))
    }
}

impl Seen {
    /// The newest step that somebody made, and not the program.
    fn newest_by_hand(&self) -> Option<&Step> {
        self.steps.iter().rev().find(|step| step.actor.is_some())
    }

    /// The exchange, to somebody who may see it.
    pub(super) fn read(
        conn: &Connection,
        person: &Person,
        id: ExchangeId,
        (now, zone): (DateTime<Utc>, Tz),
    ) -> timebank::Result<Self> {
        let exchange = exchange::view(conn, person, id)?;
        // A dispute is about the length, so what follows from it is open.
        let settled =
            !exchange.state.is_final() && !matches!(exchange.state, ExchangeState::Disputed { .. });
        let balance = match exchange.side_of(person.id()) {
            Some(side) if settled => Some(exchange::balance_after(
                conn,
                person,
                side,
                exchange.minutes,
            )?),
            _ => None,
        };
        Ok(Self {
            choices: Choices::of(&exchange, person),
            steps: exchange::steps(conn, id)?,
            then: exchange::then(conn, &exchange)?,
            balance,
            questions: desk::questions(conn, id)?,
            thanks: thanks::of(conn, id)?,
            talk: Talk::read(conn, person, About::Exchange(id), true, (now, zone))?,
            reached: reached(conn, person, &exchange)?,
            belongs: Belongs::of(conn, person, &exchange, zone)?,
            exchange,
        })
    }
}

/// What is said once at the top of the page.
struct Notice {
    text: String,
    success: bool,
}

/// Thanks, and whether the reader may keep them between the two.
struct Said {
    thanks: Thanks,
    may_hide: bool,
}

#[derive(Template)]
#[template(path = "exchanges/exchange.html")]
struct ExchangePage {
    shell: Shell,
    id: ExchangeId,
    version: i64,
    reference: String,
    title: String,
    tag: Tag,
    notice: Option<Notice>,
    back: (&'static str, String),
    lead: String,
    reason: String,
    counterclaim: Option<String>,
    answer_by: Option<String>,
    awaited: String,
    /// One of the two has asked to put it right.
    asked: bool,
    /// The exchange that stands in its place, or that it stands in place of.
    other_one: Option<(String, String)>,
    in_statement: bool,
    choices: Choices,
    /// What the receiver wrote to the giver.
    thanks: Option<Said>,
    giver: String,
    receiver: String,
    again: Uuid,
    facts: Vec<Fact>,
    timeline: Vec<components::Step>,
    /// What coordinators asked the two, newest first.
    questions: Vec<components::Step>,
    /// Whether the reader may ask them something.
    asks: bool,
    /// The messages about it.
    talk: Talk,
    /// To which project it belongs, for coordinators.
    belongs: Option<Belongs>,
}

impl ExchangePage {
    fn new(shell: Shell, prefix: &str, person: &Person, seen: &Seen) -> Self {
        let exchange = &seen.exchange;
        let telling = Telling::new(exchange, person.id(), shell.zone);
        let party = telling.side().is_some();
        let posted = matches!(exchange.state, ExchangeState::Posted { .. });
        Self {
            id: exchange.id,
            version: exchange.version,
            reference: exchange.reference.printed(prefix),
            title: telling.title(),
            tag: telling::tag(&exchange.state),
            notice: None,
            back: if party {
                ("/exchanges", say("exchange-your-exchanges"))
            } else {
                ("/approvals", say("exchange-approvals"))
            },
            lead: telling.lead(&seen.steps),
            reason: telling.reason().to_owned(),
            counterclaim: telling.counterclaim(),
            answer_by: seen.then.filter(|_| party).map(|then| {
                let at = then.at.with_timezone(&shell.zone).date_naive();
                telling.unless(then.outcome, &words::day_near(at, shell.today))
            }),
            asked: exchange.asked_at.is_some(),
            other_one: other_one(exchange),
            awaited: telling
                .awaited()
                .map(|party| party.greeting.clone())
                .unwrap_or_default(),
            in_statement: party && posted,
            choices: seen.choices,
            thanks: seen.thanks.clone().map(|thanks| Said {
                may_hide: thanks.shown && party && person.member().is_ok(),
                thanks,
            }),
            giver: exchange.giver.greeting.clone(),
            receiver: exchange.receiver.greeting.clone(),
            again: clock::new_id(),
            facts: [telling.facts(seen.balance), seen.reached.clone()].concat(),
            timeline: telling.timeline(&seen.steps),
            questions: tending::timeline(&seen.questions, shell.zone),
            talk: seen.talk.clone(),
            belongs: seen.belongs.clone(),
            asks: seen.choices.approve || seen.choices.confirm_for || seen.choices.decide,
            shell,
        }
    }
}

/// How the other one of the two is reached; nothing for a coordinator who took no part.
fn reached(conn: &Connection, person: &Person, exchange: &Exchange) -> timebank::Result<Vec<Fact>> {
    if exchange.side_of(person.id()).is_none() {
        return Ok(Vec::new());
    }
    let other = exchange.other_party(person.id());
    let visible = contact::visible(conn, person, &member::get(conn, other.id)?)?;
    let mut facts = people::reached(&visible);
    for fact in &mut facts {
        let what = fact.key.to_lowercase();
        fact.key = words::sentence(&say!(
            "exchange-reached",
            name = &other.greeting,
            what = what
        ));
    }
    let needs = needs::of(conn, other.id)?.filter(|needs| needs.shared);
    if let Some(needs) = needs.filter(|_| exchange.state.holds()) {
        let key = say!("exchange-good-to-know-about", name = &other.greeting);
        facts.push(Fact::new(key, sentence(&needs)));
    }
    Ok(facts)
}

fn other_one(exchange: &Exchange) -> Option<(String, String)> {
    match (&exchange.state, exchange.corrects) {
        (ExchangeState::Corrected { by, .. }, _) => Some((
            format!("/exchanges/{by}"),
            say("exchange-see-the-one-that-stands"),
        )),
        (_, Some(wrong)) => Some((
            format!("/exchanges/{wrong}"),
            say("exchange-see-the-one-that-was"),
        )),
        _ => None,
    }
}

/// What was done just now, by a code in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Path(id): Path<ExchangeId>,
    Query(done): Query<Done>,
) -> Result<Response> {
    let seen = read(&app, &page, id).await?;
    let notice = success(&done.done, &seen.exchange.state);
    render(page, &seen, notice)
}

/// The page as it stands now, where the error is that somebody was faster; else the error.
///
/// Where this very person was faster than themselves, by pressing `twice` what asks nothing, it
/// is done, and the answer is the first one.
pub(super) async fn overtaken(
    app: &App,
    page: Page,
    id: ExchangeId,
    error: WebError,
    twice: Option<&str>,
) -> Result<Response> {
    let sentence = match (error.problem(), error.sentence()) {
        (Problem::Conflict, Some(sentence)) => sentence.to_owned(),
        _ => return Err(error),
    };
    let seen = read(app, &page, id).await?;
    if let (Some(done), Some(step)) = (twice, seen.newest_by_hand())
        && step.kind.as_str() == done
        && step.actor == Some(page.person()?.id())
    {
        return Ok(super::done(id, done));
    }
    let notice = Notice {
        text: sentence,
        success: false,
    };
    let response = render(page, &seen, Some(notice))?;
    Ok((StatusCode::CONFLICT, response).into_response())
}

/// The exchange in one snapshot, to the person who asks.
pub(super) async fn read(app: &App, page: &Page, id: ExchangeId) -> Result<Seen> {
    let (person, when) = (
        page.person()?.clone(),
        (page.moment().now, page.bank().zone),
    );
    app.read(move |conn| Seen::read(conn, &person, id, when))
        .await
}

fn render(page: Page, seen: &Seen, notice: Option<Notice>) -> Result<Response> {
    let person = page.person()?.clone();
    let prefix = page.bank().prefix.clone();
    page.show(|shell| ExchangePage {
        notice,
        ..ExchangePage::new(shell, &prefix, &person, seen)
    })
}

/// The notice for a code, where it agrees with how the exchange stands.
fn success(done: &str, state: &ExchangeState) -> Option<Notice> {
    let text = match (done, state) {
        ("proposed", ExchangeState::Proposed { .. }) => say("exchange-it-is-proposed-you-are"),
        ("agreed", ExchangeState::Agreed) => say("exchange-you-have-both-agreed-a"),
        ("agreed" | "allowed", ExchangeState::Arranged) => say("exchange-it-is-arranged-when-it"),
        ("cancelled", ExchangeState::Cancelled { .. }) => say("exchange-it-is-called-off-both"),
        ("refused", ExchangeState::Declined { .. }) => say("exchange-the-other-person-is-told"),
        ("done", ExchangeState::Recorded { .. }) => say("exchange-it-is-written-down-the"),
        ("accepted", ExchangeState::Confirmed) => say("exchange-it-counts-as-the-other"),
        ("thanked", ExchangeState::Confirmed | ExchangeState::Posted { .. }) => {
            say("exchange-your-thank-you-is-sent")
        }
        ("marked", _) => say("exchange-it-is-written-down-to"),
        ("thanks-private", _) => say("exchange-only-the-two-of-you"),
        ("asked", ExchangeState::Posted { .. }) => say("exchange-a-coordinator-has-been-told"),
        ("kept", ExchangeState::Posted { .. }) => say("exchange-it-stays-as-it-is"),
        ("corrected", ExchangeState::Posted { .. }) => say("exchange-it-is-put-right-both"),
        ("done" | "confirmed", ExchangeState::Confirmed) => {
            say("exchange-it-is-confirmed-a-coordinator")
        }
        ("disputed", ExchangeState::Disputed { .. }) => {
            say("exchange-a-coordinator-has-been-told-b")
        }
        ("decided", ExchangeState::Confirmed) => say("exchange-it-is-decided-and-waits"),
        ("withdrawn", ExchangeState::Withdrawn { .. }) => {
            say("exchange-it-is-withdrawn-nothing-is")
        }
        ("approved" | "done" | "confirmed" | "accepted", ExchangeState::Posted { .. }) => {
            say("exchange-it-is-approved-and-stands-c")
        }
        ("declined", ExchangeState::Declined { .. }) => say("exchange-it-is-declined-both-of"),
        ("reversed", ExchangeState::Reversed { .. }) => say("exchange-it-is-taken-back-both"),
        _ => return None,
    };
    Some(Notice {
        text,
        success: true,
    })
}

#[cfg(test)]
mod tests;
