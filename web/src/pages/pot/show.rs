//! The pot: what is in it, and what came in and went out. Names are for treasurers and
//! coordinators, who also find there what waits for a second pair of eyes.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ledger::TransferKind;
use serde::Deserialize;
use timebank::pot::{self, Movement, Proposed};

use crate::app::App;
use crate::error::Result;
use crate::extract::Query;
use crate::page::{Page, Shell};
use crate::words::{self, say};

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
            TransferKind::Donation => say("pot-a-gift-to-the-pot"),
            TransferKind::Grant => say("pot-given-by-the-pot"),
            TransferKind::Settlement if minutes > 0 => say("pot-left-by-somebody-who-has"),
            TransferKind::Settlement => say("pot-made-up-for-somebody-who"),
            TransferKind::Reversal => say("exchange-put-right"),
            _ => say("pot-another-movement"),
        };
        Self {
            day: words::day(line.done_on),
            what: if names && !other.is_empty() {
                format!("{what}: {other}")
            } else {
                what
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
    done: String,
    member: bool,
    waits: Vec<Wait>,
    decided: Vec<Wait>,
}

/// How many grants that were looked at twice are shown.
const DECIDED: u32 = 10;

impl Pot {
    /// What is in it, in a sentence.
    fn holds(&self) -> String {
        let length = words::length(self.balance);
        match self.balance {
            0 => say("pot-is-empty"),
            ..0 => say!("pot-has-given-more", length = length),
            minutes => say!(
                "pot-holds",
                kept = i64::from(minutes == 60),
                length = length,
            ),
        }
    }
}

/// A grant that waits for a second pair of eyes, or that they have looked at.
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
    let ((balance, movements), grants) = app
        .read(|conn| {
            Ok((
                pot::movements(conn, LINES)?,
                pot::with_decided(conn, DECIDED)?,
            ))
        })
        .await?;
    let zone = page.bank().zone;
    let lines = |decided: bool| -> Vec<Wait> {
        let line = |grant: &Proposed| Wait {
            path: format!("/pot/grants/{}", grant.id.uuid()),
            title: super::deciding::title(grant),
            about: match &grant.decided {
                Some(decided) => super::deciding::outcome(decided, zone),
                None => say!("pot-proposed-by", name = &grant.by_name),
            },
        };
        let shown = |grant: &&Proposed| names && grant.decided.is_some() == decided;
        grants.iter().filter(shown).map(line).collect()
    };
    let (waits, decided) = (lines(false), lines(true));
    page.show(|shell| Pot {
        shell,
        balance,
        rows: movements
            .iter()
            .map(|movement| Row::new(movement, names))
            .collect(),
        done: match done.done.as_str() {
            "donated" => say("pot-thank-you-your-hours-are"),
            "waits" => say("pot-it-waits-somebody-else-looks"),
            "declined" => say("pot-it-is-declined-and-the"),
            "granted" => say("pot-the-hours-are-given-and"),
            _ => String::new(),
        },
        member,
        waits,
        decided,
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
            done: String::new(),
            member: true,
            waits: Vec::new(),
            decided: Vec::new(),
        }
        .render()
        .unwrap();
        assert!(html.contains("1 hour 30 minutes"));
        assert!(html.contains("href=\"/donations/new\""));
    }

    #[test]
    fn in_spanish_no_english_is_left() {
        for balance in [-60, 0, 60, 90] {
            let html = crate::spanish::in_spanish(&[], || {
                Pot {
                    shell: Shell::sample(),
                    balance,
                    rows: Vec::new(),
                    done: String::new(),
                    member: true,
                    waits: Vec::new(),
                    decided: vec![Wait {
                        path: "/pot/grants/7".to_owned(),
                        title: "12".to_owned(),
                        about: "Bob Farrow".to_owned(),
                    }],
                }
                .render()
                .unwrap()
            });
            assert!(html.contains("<h1>El fondo común</h1>"));
        }
    }
}
