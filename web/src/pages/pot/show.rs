//! The pot: what is in it, and what came in and went out. Names are for treasurers and
//! coordinators, who also find there what waits for a second pair of eyes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ledger::TransferKind;
use serde::Deserialize;
use timebank::pot::{self, Movement};

use crate::app::App;
use crate::error::Result;
use crate::extract::Query;
use crate::page::{Page, Shell};
use crate::words;

/// How many lines are shown.
const LINES: usize = 100;

/// What was done just now, by a code in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// One line of the pot.
struct Row {
    day: String,
    what: String,
    words: String,
    incoming: Option<i64>,
    outgoing: Option<i64>,
    balance: i64,
}

impl Row {
    fn new(movement: &Movement, names: bool) -> Self {
        let (line, given) = (&movement.line, &movement.given);
        let minutes = line.minutes.get();
        let other = if minutes > 0 {
            &given.giver
        } else {
            &given.taker
        };
        let what = match line.kind {
            TransferKind::Donation => "A gift to the pot",
            TransferKind::Grant => "Given by the pot",
            TransferKind::Settlement if minutes > 0 => "Left by somebody who has left",
            TransferKind::Settlement => "Made up for somebody who has left",
            TransferKind::Reversal => "Put right",
            _ => "Another movement",
        };
        Self {
            day: words::day(line.done_on),
            what: if names && !other.is_empty() {
                format!("{what}: {other}")
            } else {
                what.to_owned()
            },
            words: if names {
                given.words.clone()
            } else {
                String::new()
            },
            incoming: (minutes > 0).then_some(minutes),
            outgoing: (minutes < 0).then_some(-minutes),
            balance: line.balance.get(),
        }
    }
}

#[derive(Template)]
#[template(path = "pot/pot.html")]
struct Pot {
    shell: Shell,
    balance: i64,
    rows: Vec<Row>,
    done: &'static str,
    member: bool,
    waits: Vec<Wait>,
}

/// A grant that waits for a second pair of eyes.
struct Wait {
    path: String,
    title: String,
    about: String,
}

/// The page.
pub async fn show(
    State(app): State<App>,
    page: Page,
    Query(done): Query<Done>,
) -> Result<Response> {
    let names = page.treasurer().is_ok();
    let member = page.member().is_ok();
    let ((balance, movements), waits) = app
        .read(|conn| Ok((pot::movements(conn, LINES)?, pot::waiting(conn)?)))
        .await?;
    let waits = waits.iter().filter(|_| names).map(|grant| Wait {
        path: format!("/pot/grants/{}", grant.id.uuid()),
        title: super::deciding::title(grant),
        about: format!("Proposed by {}", grant.by_name),
    });
    let waits = waits.collect();
    page.show(|shell| Pot {
        shell,
        balance,
        rows: movements
            .iter()
            .map(|movement| Row::new(movement, names))
            .collect(),
        done: match done.done.as_str() {
            "donated" => "Thank you. Your hours are in the pot.",
            "waits" => "It waits: somebody else looks at it first.",
            "declined" => "It is declined, and the hours stay in the pot.",
            "granted" => "The hours are given, and they have been told.",
            _ => "",
        },
        member,
        waits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pot_says_what_is_in_it_and_every_line_has_its_side() {
        let row = Row {
            day: "22 November 2026".into(),
            what: "A gift to the pot".into(),
            words: String::new(),
            incoming: Some(90),
            outgoing: None,
            balance: 90,
        };
        let html = Pot {
            shell: Shell::sample(),
            balance: 90,
            rows: vec![row],
            done: "",
            member: true,
            waits: Vec::new(),
        }
        .render()
        .unwrap();
        assert!(html.contains("1 hour 30 minutes"));
        assert!(html.contains("href=\"/donations/new\""));
    }
}
