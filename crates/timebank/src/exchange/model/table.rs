//! The tables of `docs/exchange.md`, made by running the transitions themselves: which act leads
//! from which state to which, and what every wait comes to. A test compares the page with them.

use std::fmt::Write as _;

use ledger::Minutes;
use uuid::Uuid;

use super::state::{Awaits, ExchangeState, Side};
use super::waiting::{Outcome, Owner, Stage, Wait};
use crate::error::Result;
use crate::ids::{ExchangeId, MemberId};
use crate::policy::Waits;

/// What somebody can do with an exchange.
struct Act {
    name: &'static str,
    who: &'static str,
    run: fn(ExchangeState) -> Result<ExchangeState>,
}

const ONE: MemberId = MemberId::new(Uuid::from_u128(1));
const OTHER: MemberId = MemberId::new(Uuid::from_u128(2));
const EXCHANGE: ExchangeId = ExchangeId::new(Uuid::from_u128(3));
const REPLACEMENT: ExchangeId = ExchangeId::new(Uuid::from_u128(4));
const ASKED: Side = Side::Receiver;

const ACTS: [Act; 17] = [
    Act {
        name: "agree",
        who: "whoever is asked",
        run: |state| state.agree(ASKED, false),
    },
    Act {
        name: "agree, where a coordinator looks first",
        who: "whoever is asked",
        run: |state| state.agree(ASKED, true),
    },
    Act {
        name: "refuse",
        who: "whoever is asked",
        run: |state| state.refuse(ASKED, why()),
    },
    Act {
        name: "allow",
        who: "a coordinator who took no part",
        run: ExchangeState::allow,
    },
    Act {
        name: "call off",
        who: "either of the two",
        run: |state| state.cancel(why()),
    },
    Act {
        name: "say that it was done",
        who: "either of the two, or a coordinator on their word",
        run: |state| state.done(Some(Awaits::of(ASKED))),
    },
    Act {
        name: "confirm",
        who: "whoever is asked, or a coordinator on their word",
        run: |state| state.confirm(ASKED),
    },
    Act {
        name: "say what is wrong",
        who: "whoever is asked; after that either of the two",
        run: |state| state.dispute(ASKED, ONE, None, why()),
    },
    Act {
        name: "accept the other length",
        who: "the other one of the two",
        run: |state| state.accept(OTHER).map(|(state, _)| state),
    },
    Act {
        name: "decide",
        who: "a coordinator who took no part",
        run: ExchangeState::decide,
    },
    Act {
        name: "approve",
        who: "a coordinator who took no part, or the bank’s policy",
        run: |state| state.approve(EXCHANGE.transfer()),
    },
    Act {
        name: "decline",
        who: "a coordinator who took no part",
        run: |state| state.decline(why()),
    },
    Act {
        name: "withdraw",
        who: "whoever proposed or recorded it",
        run: |state| state.withdraw(why()),
    },
    Act {
        name: "silence",
        who: "nobody: the time limit, where the bank allows it",
        run: ExchangeState::silence,
    },
    Act {
        name: "lapse",
        who: "nobody: the last time limit",
        run: ExchangeState::lapse,
    },
    Act {
        name: "put right",
        who: "a coordinator who took no part",
        run: |state| state.correct(REPLACEMENT, why()),
    },
    Act {
        name: "take back",
        who: "a coordinator who took no part",
        run: |state| state.reverse(why()),
    },
];

/// One line per act: who does it, from which states, and where it leads.
#[must_use]
pub fn acts_table() -> String {
    let mut table = String::from("| act | who | from | to |\n| --- | --- | --- | --- |\n");
    for act in ACTS {
        let mut from = Vec::new();
        let mut to = Vec::new();
        for state in samples() {
            let code = state.as_str();
            if let Ok(next) = (act.run)(state) {
                from.push(code);
                if !to.contains(&next.as_str()) {
                    to.push(next.as_str());
                }
            }
        }
        let (from, to) = (from.join(", "), to.join(", "));
        let _ = writeln!(table, "| {} | {} | {from} | {to} |", act.name, act.who);
    }
    table
}

/// One line per state in which an exchange waits: whose to-do it is, when they are reminded, and
/// what happens by itself, with these time limits.
#[must_use]
pub fn waits_table(waits: &Waits) -> String {
    let mut table = String::from(
        "| state | whose to-do | reminded after | then, after | happens | and at last, after \
         | hours held |\n| --- | --- | ---: | ---: | --- | --- | --- |\n",
    );
    let waiting = samples().into_iter().filter_map(|state| {
        let wait = state.waiting()?;
        Some((wait, state.as_str(), state.holds()))
    });
    let asked = (Wait::Asked, "posted, and asked to be put right", false);
    for (wait, name, holds) in waiting.chain([asked]) {
        let spells = wait.spells(waits);
        let last = match wait.outcome(waits) {
            Outcome::HandTo(_) if wait == Wait::Asked => {
                format!("{} days: it stays as it is", spells.last)
            }
            Outcome::HandTo(_) => format!("{} days: it lapses", spells.last),
            Outcome::Confirm | Outcome::Lapse => "–".to_owned(),
        };
        let begins = if wait == Wait::Arranged {
            " from the day planned"
        } else {
            ""
        };
        let _ = writeln!(
            table,
            "| {} | {} | {} days{begins} | {} days | {} | {last} | {} |",
            name,
            owner(wait.owner(Stage::Fresh)),
            spells.remind,
            spells.limit,
            outcome(wait.outcome(waits)),
            if holds { "yes" } else { "no" },
        );
    }
    table
}

const fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Asked => "whoever is asked",
        Owner::Both => "both",
        Owner::Coordinators => "the coordinators",
        Owner::Administrators => "the administrators",
    }
}

fn outcome(outcome: Outcome) -> String {
    match outcome {
        Outcome::HandTo(to) => format!("it is handed to {}", owner(to)),
        Outcome::Confirm => "silence confirms it".to_owned(),
        Outcome::Lapse => "it lapses".to_owned(),
    }
}

fn why() -> String {
    "why".to_owned()
}

/// One of each state, in the order of life. Where an answer is awaited it is that of [`ASKED`].
fn samples() -> [ExchangeState; 13] {
    let (awaits, transfer) = (Awaits::of(ASKED), EXCHANGE.transfer());
    [
        ExchangeState::Proposed { awaits },
        ExchangeState::Agreed,
        ExchangeState::Arranged,
        ExchangeState::Recorded { awaits },
        ExchangeState::Confirmed,
        ExchangeState::Disputed {
            by: Some(ONE),
            claimed: Minutes::new(60),
            reason: why(),
        },
        ExchangeState::Posted { transfer },
        ExchangeState::Declined { reason: why() },
        ExchangeState::Withdrawn { reason: why() },
        ExchangeState::Cancelled { reason: why() },
        ExchangeState::Lapsed {
            from: Wait::Recorded,
        },
        ExchangeState::Corrected {
            transfer,
            by: REPLACEMENT,
            reason: why(),
        },
        ExchangeState::Reversed {
            transfer,
            reason: why(),
        },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_a_sample_in_the_order_of_life() {
        let codes = samples().map(|state| state.as_str());
        assert_eq!(codes, ExchangeState::CODES);
    }

    #[test]
    fn every_wait_can_be_ended_by_somebody_and_ends_by_itself() {
        for state in samples() {
            let ends = ACTS
                .iter()
                .filter(|act| (act.run)(state.clone()).is_ok())
                .map(|act| act.name)
                .collect::<Vec<_>>();
            match state.waiting() {
                Some(_) => assert!(ends.contains(&"lapse") && ends.contains(&"decline")),
                None => assert!(!ends.contains(&"lapse"), "{}", state.as_str()),
            }
        }
    }

    #[test]
    fn the_page_about_exchanges_shows_these_tables() {
        let page = include_str!("../../../../../docs/exchange.md");
        for table in [acts_table(), waits_table(&Waits::default())] {
            assert!(
                page.contains(&table),
                "docs/exchange.md should hold this table:\n{table}"
            );
        }
    }
}
