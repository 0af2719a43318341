//! A member's own exchanges, newest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use timebank::ExchangeId;
use timebank::exchange::{self, Awaits, Exchange, ExchangeState, Filter};

use super::telling::{self, Telling};
use crate::app::App;
use crate::components::{Choice, Link, Tag};
use crate::error::Result;
use crate::extract::Query;
use crate::forms::Form;
use crate::page::{Page, Shell};
use crate::words::{self, say};

/// How many stand on one page.
const SIZE: usize = 20;

/// Which to show, and after which to go on.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    state: String,
    before: Option<ExchangeId>,
}

/// One line of the list.
struct Line {
    id: ExchangeId,
    title: String,
    what: String,
    done_on: String,
    reference: String,
    icon: String,
    minutes: i64,
    tag: Tag,
    awaits_me: bool,
}

#[derive(Template)]
#[template(path = "exchanges/list.html")]
struct List {
    shell: Shell,
    form: Form,
    states: Vec<Choice>,
    chosen: Vec<Link>,
    lines: Vec<Line>,
    newest: Option<String>,
    older: Option<String>,
}

/// The list.
pub async fn list(
    State(app): State<App>,
    page: Page,
    Query(wish): Query<Wish>,
) -> Result<Response> {
    let person = page.person()?.clone();
    let me = person.id();
    let state = known_state(&wish.state);
    let before = wish.before;
    let mut found = app
        .read(move |conn| {
            let filter = Filter {
                state,
                member: Some(person.id()),
                ..Filter::default()
            };
            if let Some(before) = before {
                exchange::view(conn, &person, before)?;
            }
            exchange::list(conn, &filter, before, u32::try_from(SIZE + 1).unwrap_or(1))
        })
        .await?;
    let more = found.len() > SIZE;
    found.truncate(SIZE);
    let older = found
        .last()
        .filter(|_| more)
        .map(|last| address(state, Some(last.id)));
    let prefix = page.bank().prefix.clone();
    page.show(|shell| List {
        form: Form::new().with("state", state.unwrap_or_default()),
        states: STATES
            .into_iter()
            .map(|(code, label)| Choice::new(code, say(label)))
            .collect(),
        chosen: state.and_then(chosen).into_iter().collect(),
        lines: found
            .iter()
            .map(|exchange| {
                Line::new(
                    exchange,
                    &Telling::new(exchange, me, shell.zone),
                    &prefix,
                    &shell,
                )
            })
            .collect(),
        newest: before.map(|_| address(state, None)),
        older,
        shell,
    })
}

/// The states to choose from, each with the key of its name; each is one code of the file.
const STATES: [(&str, &str); 13] = [
    ("proposed", "exchange-asked"),
    ("agreed", "exchange-agreed-a-coordinator-looks-at"),
    ("arranged", "exchange-arranged"),
    ("recorded", "exchange-waiting-to-be-confirmed"),
    ("confirmed", "exchange-waiting-to-be-approved"),
    ("disputed", "exchange-something-is-wrong"),
    ("posted", "exchange-approved"),
    ("declined", "exchange-declined"),
    ("withdrawn", "exchange-withdrawn"),
    ("cancelled", "exchange-called-off"),
    ("lapsed", "exchange-lapsed"),
    ("corrected", "exchange-put-right"),
    ("reversed", "exchange-taken-back"),
];

impl Line {
    fn new(exchange: &Exchange, telling: &Telling<'_>, prefix: &str, shell: &Shell) -> Self {
        Self {
            id: exchange.id,
            title: telling.helped(),
            what: telling::what(exchange),
            done_on: words::day_near(exchange.done_on, shell.today),
            reference: exchange.reference.printed(prefix),
            icon: exchange.icon.clone(),
            minutes: exchange.minutes.get(),
            tag: telling::tag(&exchange.state),
            awaits_me: telling
                .side()
                .is_some_and(|side| exchange.state.awaits().map(Awaits::side) == Some(side)),
        }
    }
}

fn known_state(code: &str) -> Option<&'static str> {
    ExchangeState::CODES
        .into_iter()
        .find(|known| *known == code)
}

fn chosen(state: &str) -> Option<Link> {
    let (_, label) = STATES.into_iter().find(|(code, _)| *code == state)?;
    Some(Link::new(say(label), "/exchanges"))
}

fn address(state: Option<&str>, before: Option<ExchangeId>) -> String {
    let mut parts = Vec::new();
    parts.extend(state.map(|state| format!("state={state}")));
    parts.extend(before.map(|before| format!("before={before}")));
    if parts.is_empty() {
        "/exchanges".to_owned()
    } else {
        format!("/exchanges?{}", parts.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;
    use timebank::exchange::Side;

    fn page(state: Option<&'static str>, lines: Vec<Line>, older: Option<String>) -> String {
        List {
            shell: Shell::sample(),
            form: Form::new().with("state", state.unwrap_or_default()),
            states: vec![Choice::new("posted", "Approved")],
            chosen: state.and_then(chosen).into_iter().collect(),
            lines,
            newest: None,
            older,
        }
        .render()
        .unwrap()
    }

    #[test]
    fn a_line_says_who_helped_whom_and_where_it_stands() {
        let exchange = samples::exchange(ExchangeState::Recorded {
            awaits: Awaits::of(Side::Giver),
        });
        let shell = Shell::sample();
        let telling = Telling::new(&exchange, samples::ANN, shell.zone);
        let line = Line::new(&exchange, &telling, "W", &shell);
        let older = address(Some("posted"), Some(exchange.id));
        let html = page(None, vec![line], Some(older));
        assert!(html.contains(">You helped Bob Farrow</a>"));
        assert!(html.contains("Waiting</strong>"));
        assert!(html.contains("Waits for your answer"));
        assert!(html.contains("W-26-1179"));
        assert!(html.contains("rel=\"next\""));
    }

    #[test]
    fn an_empty_list_says_what_it_will_hold() {
        let html = page(None, Vec::new(), None);
        assert!(html.contains("Your first exchange goes here"));
        let html = page(Some("declined"), Vec::new(), None);
        assert!(html.contains("No exchanges here"));
        assert!(html.contains("Remove </span>Declined"));
    }

    #[test]
    fn every_state_can_be_chosen_and_nothing_else() {
        for code in ExchangeState::CODES {
            assert_eq!(known_state(code), Some(code));
            assert!(chosen(code).is_some(), "{code}");
        }
        assert_eq!(known_state("done"), None);
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        crate::spanish::in_spanish(&["cut back the raspberries", "Approved"], || {
            let exchange = samples::exchange(ExchangeState::Confirmed);
            let shell = Shell::sample();
            let telling = Telling::new(&exchange, samples::ANN, shell.zone);
            let line = Line::new(&exchange, &telling, "W", &shell);
            page(Some("posted"), vec![line], Some("/exchanges".to_owned()))
        });
        for state in [None, Some("declined")] {
            crate::spanish::in_spanish(&["Approved"], || page(state, Vec::new(), None));
        }
    }
}
