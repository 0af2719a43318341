//! Joining, pausing, starting again, leaving: each on a page of its own that says what will
//! happen before it does.

use askama::Template;
use axum::extract::State as Shared;
use axum::response::{IntoResponse, Redirect, Response};
use ledger::TransferId;
use rusqlite::Connection;
use serde::Deserialize;
use timebank::exchange::{self, Filter, Wait};
use timebank::member::{self, Profile, Settlement, State, StateChange};
use timebank::{Error, MemberId, MemberNumber, clock};
use uuid::Uuid;

use crate::app::App;
use crate::components::Choice;
use crate::error::{Problem, Result, WebError};
use crate::extract::{Path, Query};
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words;

#[derive(Template)]
#[template(path = "members/standing.html")]
struct Ask {
    shell: Shell,
    id: MemberId,
    code: &'static str,
    title: String,
    what: Vec<String>,
    /// Hours to be settled first: what is left, in a sentence, with the id of the transfer.
    settle: Option<(String, Uuid)>,
    form: Form,
    settle_with: Vec<Choice>,
    /// Why it cannot be done now; then there is no button.
    obstacle: Option<String>,
    button: String,
    /// It cannot be undone.
    final_step: bool,
}

/// Which change is meant.
#[derive(Debug, Default, Deserialize)]
pub struct Change {
    #[serde(default)]
    change: String,
}

const fn code(change: StateChange) -> &'static str {
    match change {
        StateChange::Activate => "activate",
        StateChange::Pause => "pause",
        StateChange::Leave => "leave",
    }
}

/// What will happen.
pub async fn ask(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    Query(asked): Query<Change>,
) -> Result<Response> {
    let change = StateChange::parse(&asked.change).ok_or_else(WebError::not_found)?;
    let (profile, stand) = app
        .read(move |conn| {
            let profile = member::get(conn, id)?;
            let stand = Stand {
                balance: ledger::balance(conn, profile.account)?.get(),
                unfinished: unfinished(conn, id)?,
            };
            Ok((profile, stand))
        })
        .await?;
    page.show(|shell| Ask::new(shell, &profile, change, stand))
}

/// Does it, and leads back to the member's page.
pub async fn change(
    Shared(app): Shared<App>,
    page: Page,
    Path(id): Path<MemberId>,
    form: Form,
) -> Result<Response> {
    let change = StateChange::parse(form.value("change")).ok_or_else(WebError::not_found)?;
    let (by, moment) = (page.coordinator()?, page.moment());
    let settlement = settlement(&form);
    let changed = app
        .write(move |tx| {
            // Sent twice: it is done already.
            if member::get(tx, id)?.state == after(change) {
                return Ok(());
            }
            match settlement {
                Some((transfer, with)) if change == StateChange::Leave => {
                    let settlement = Settlement {
                        id: transfer,
                        with: with.map(|typed| numbered(tx, &typed)).transpose()?,
                    };
                    member::settle_and_leave(tx, &by, id, &settlement, &moment)
                }
                _ => member::change_state(tx, &by, id, change, &moment),
            }
        })
        .await;
    match changed {
        Ok(()) => {
            let done = code(change);
            Ok(Redirect::to(&format!("/members/{id}?done={done}")).into_response())
        }
        Err(error) if error.problem() == Problem::RefusedByBook => Err(WebError::conflict(
            "The account does not stand at nought, so it cannot be closed. Settle the hours first.",
        )),
        Err(error) => Err(error),
    }
}

/// With whom what is left is settled, by the form: the pot, or somebody's number.
fn settlement(form: &Form) -> Option<(TransferId, Option<String>)> {
    let transfer = form.value("transfer").parse().ok().map(TransferId::new)?;
    let person = form.value("with") == "person";
    Some((transfer, person.then(|| form.text("who"))))
}

fn numbered(conn: &Connection, typed: &str) -> timebank::Result<MemberId> {
    let found = match MemberNumber::parse(typed) {
        Some(number) => member::with_number(conn, number)?,
        None => None,
    };
    found.map(|profile| profile.id).ok_or_else(|| {
        Error::Conflict("No member has that number. Nothing was changed: go back and look.".into())
    })
}

const fn after(change: StateChange) -> State {
    match change {
        StateChange::Activate => State::Active,
        StateChange::Pause => State::Paused,
        StateChange::Leave => State::Left,
    }
}

impl Ask {
    fn new(shell: Shell, profile: &Profile, change: StateChange, stand: Stand) -> Self {
        let called = profile.greeting();
        let joins = profile.state == State::Applicant;
        let (title, button) = match change {
            StateChange::Activate if joins => (
                format!("{} joins", profile.name),
                "Make them a member".to_owned(),
            ),
            StateChange::Activate => (
                format!("Start {called}’s membership again"),
                "Start it again".to_owned(),
            ),
            StateChange::Pause => (
                format!("Pause {called}’s membership"),
                "Pause the membership".to_owned(),
            ),
            StateChange::Leave => (
                format!("{} is leaving", profile.name),
                "End the membership".to_owned(),
            ),
        };
        Self {
            shell,
            id: profile.id,
            code: code(change),
            title,
            what: sentences(change, called),
            settle: settle(profile, change, stand),
            form: Form::new().with("with", "pot"),
            settle_with: vec![
                Choice::new("pot", "The community pot"),
                Choice::new("person", "A member, by number"),
            ],
            obstacle: obstacle(profile, change, stand),
            button,
            final_step: change == StateChange::Leave,
        }
    }

    fn back(&self) -> String {
        format!("/members/{}", self.id)
    }
}

fn sentences(change: StateChange, called: &str) -> Vec<String> {
    match change {
        StateChange::Activate => vec![format!("From today {called} can give and receive hours.")],
        StateChange::Pause => vec![
            format!("{called} can still sign in and look, and keeps every hour."),
            "Nothing new can be recorded until the membership starts again. Offers and requests \
             are not shown meanwhile."
                .to_owned(),
        ],
        StateChange::Leave => vec![
            "The account in the book is closed, offers and requests are taken down, and signing \
             in ends. The history stays."
                .to_owned(),
            "This cannot be undone. Somebody who comes back joins again.".to_owned(),
        ],
    }
}

/// What has to be done before somebody can leave.
#[derive(Clone, Copy, Debug)]
struct Stand {
    balance: i64,
    /// Exchanges that wait for somebody.
    unfinished: u32,
}

fn unfinished(conn: &Connection, id: MemberId) -> timebank::Result<u32> {
    let theirs = Filter {
        member: Some(id),
        ..Filter::default()
    };
    exchange::count_waiting(conn, &theirs, &Wait::ALL)
}

fn obstacle(profile: &Profile, change: StateChange, stand: Stand) -> Option<String> {
    if let Err(error) = profile.state.after(change) {
        return Some(error.to_string());
    }
    if change != StateChange::Leave {
        return None;
    }
    let called = profile.greeting();
    if stand.unfinished > 0 {
        return Some(format!(
            "{called} has {} that {} not finished. Finish or decline those first.",
            words::count(stand.unfinished, "exchange"),
            if stand.unfinished == 1 { "is" } else { "are" },
        ));
    }
    None
}

/// What is left, where something is, for somebody who leaves.
fn settle(profile: &Profile, change: StateChange, stand: Stand) -> Option<(String, Uuid)> {
    let (called, left) = (profile.greeting(), stand.balance);
    (change == StateChange::Leave && left != 0).then(|| {
        let sentence = format!(
            "{called} has {}. An account closes at nought, so they are settled with it. Nobody \
             takes their own: for yourself another coordinator does it.",
            words::standing(left)
        );
        (sentence, clock::new_id())
    })
}

#[cfg(test)]
mod tests {
    use ledger::AccountId;
    use timebank::clock::new_id;
    use timebank::member::MemberKind;
    use timebank::{MemberNumber, Role};

    use super::*;

    fn profile(state: State) -> Profile {
        Profile {
            id: MemberId::new(new_id()),
            number: MemberNumber::new(107),
            kind: MemberKind::Person,
            name: "Joan Pellow".into(),
            known_as: "Joan".into(),
            email: None,
            phone: String::new(),
            address: String::new(),
            area: None,
            area_name: String::new(),
            about: String::new(),
            role: Role::Member,
            state,
            account: AccountId::new(new_id()),
            joined_on: None,
            left_on: None,
            created_at: "2026-11-22T10:00:00Z".parse().unwrap(),
            version: 1,
        }
    }

    fn page(state: State, change: StateChange, balance: i64) -> String {
        let stand = Stand {
            balance,
            unfinished: 0,
        };
        Ask::new(Shell::sample(), &profile(state), change, stand)
            .render()
            .unwrap()
    }

    #[test]
    fn leaving_says_what_it_means_and_where_the_hours_go() {
        let html = page(State::Active, StateChange::Leave, -45);
        assert!(html.contains("Joan has 45 minutes to give back."));
        assert!(html.contains("name=\"transfer\""));
        assert!(html.contains("The community pot"));
        let html = page(State::Active, StateChange::Leave, 0);
        assert!(html.contains("button--warning"));
        assert!(html.contains("This cannot be undone."));
        assert!(html.contains("name=\"change\" value=\"leave\""));
    }

    #[test]
    fn whoever_leaves_leaves_nothing_unfinished() {
        let stand = Stand {
            balance: 0,
            unfinished: 2,
        };
        let told = obstacle(&profile(State::Active), StateChange::Leave, stand);
        assert!(told.unwrap().contains("2 exchanges that are not finished"));
        let told = obstacle(&profile(State::Active), StateChange::Pause, stand);
        assert_eq!(told, None);
    }

    #[test]
    fn pausing_is_no_warning() {
        let html = page(State::Active, StateChange::Pause, 60);
        assert!(html.contains("Pause Joan’s membership"));
        assert!(!html.contains("button--warning"));
    }

    #[test]
    fn what_cannot_be_is_said_without_a_button() {
        let html = page(State::Left, StateChange::Pause, 0);
        assert!(html.contains("This member has left."));
        assert!(!html.contains("name=\"change\""));
    }
}
