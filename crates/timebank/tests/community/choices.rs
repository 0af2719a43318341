//! What a page offers is what the command accepts, in every state and for everybody.

use ledger::Minutes;
use timebank::actor::Person;
use timebank::error::Kind;
use timebank::exchange::{self, Choices, Spoke};
use timebank::ids::{ExchangeId, MemberId};

use crate::support::TestBank;

const STATES: [&str; 7] = [
    "recorded",
    "confirmed",
    "disputed",
    "posted",
    "declined",
    "withdrawn",
    "reversed",
];

/// An exchange in which Ann helped `receiver`, recorded by Ann and brought into `state`.
fn in_state(bank: &TestBank, receiver: MemberId, state: &str) -> ExchangeId {
    let new = bank.help(bank.ann, receiver, 60);
    let moment = bank.moment();
    let (ann, other) = (bank.member(bank.ann), bank.member(receiver));
    let nia = bank.coordinator(bank.nia);
    bank.write(|tx| {
        let id = exchange::record(tx, &ann, &new, &moment)?.id;
        match state {
            "confirmed" | "posted" | "reversed" => {
                exchange::confirm(tx, &other, id, &moment)?;
            }
            "disputed" => {
                exchange::dispute(tx, &other, id, None, "It was less", &moment)?;
            }
            "declined" => {
                exchange::decline(tx, &nia, id, None, "Written twice", &moment)?;
            }
            "withdrawn" => {
                exchange::withdraw(tx, &ann, id, "", &moment)?;
            }
            _ => {}
        }
        if matches!(state, "posted" | "reversed") {
            exchange::approve(tx, &nia, id, None, &moment)?;
        }
        if state == "reversed" {
            exchange::reverse(tx, &nia, id, "Wrong day", &moment)?;
        }
        Ok(id)
    })
    .unwrap()
}

/// Whether a command would be accepted; it is never carried out.
fn accepts<T>(
    bank: &TestBank,
    command: impl FnOnce(&rusqlite::Transaction<'_>) -> timebank::Result<T>,
) -> bool {
    let tx = bank.conn.unchecked_transaction().unwrap();
    match command(&tx) {
        Ok(_) => true,
        Err(error) => {
            let kinds = [Kind::NotFound, Kind::Forbidden, Kind::Conflict];
            assert!(kinds.contains(&error.kind()), "{error}");
            false
        }
    }
}

fn accepted(bank: &TestBank, person: &Person, id: ExchangeId) -> Choices {
    let moment = bank.moment();
    let half = Minutes::new(30).unwrap();
    let mut open = Choices::default();
    let member = person.member().unwrap();
    open.confirm = accepts(bank, |tx| exchange::confirm(tx, &member, id, &moment));
    open.dispute = accepts(bank, |tx| {
        exchange::dispute(tx, &member, id, None, "No", &moment)
    });
    open.withdraw = accepts(bank, |tx| exchange::withdraw(tx, &member, id, "", &moment));
    let Ok(by) = person.coordinator() else {
        return open;
    };
    open.approve = accepts(bank, |tx| exchange::approve(tx, &by, id, None, &moment));
    open.decline = accepts(bank, |tx| {
        exchange::decline(tx, &by, id, None, "No", &moment)
    });
    open.confirm_for = accepts(bank, |tx| exchange::confirm_for(tx, &by, id, &moment));
    open.decide = accepts(bank, |tx| {
        exchange::decide(tx, &by, id, half, "So", &moment)
    });
    open.reverse = accepts(bank, |tx| exchange::reverse(tx, &by, id, "No", &moment));
    open
}

#[test]
fn what_is_offered_is_what_is_accepted_in_every_state_and_for_everybody() {
    let bank = TestBank::new();
    for receiver in [bank.bob, bank.ruth] {
        for state in STATES {
            let id = in_state(&bank, receiver, state);
            let exchange = exchange::get(&bank.conn, id).unwrap();
            for somebody in [bank.ann, bank.bob, bank.ruth, bank.nia] {
                let person = bank.person(somebody);
                let mut offered = Choices::of(&exchange, &person);
                (offered.again, offered.barred) = (false, false);
                assert_eq!(
                    offered,
                    accepted(&bank, &person, id),
                    "{} at {state}",
                    person.name()
                );
            }
        }
    }
}

#[test]
fn a_coordinator_who_took_part_is_told_that_another_decides() {
    let bank = TestBank::new();
    let new = bank.help(bank.ruth, bank.bob, 60);
    let moment = bank.moment();
    let nia = bank.coordinator(bank.nia);
    bank.write(|tx| exchange::record_for(tx, &nia, Spoke::Both, &new, &moment))
        .unwrap();
    let exchange = exchange::get(&bank.conn, new.id).unwrap();
    let ruth = Choices::of(&exchange, &bank.person(bank.ruth));
    assert!(ruth.barred && !ruth.approve && ruth.dispute);
    assert!(!Choices::of(&exchange, &bank.person(bank.bob)).barred);
}
