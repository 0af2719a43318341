//! What a page offers is what the command accepts, in every state and for everybody.

use chrono::TimeDelta;
use ledger::Minutes;
use timebank::actor::Person;
use timebank::error::Kind;
use timebank::exchange::{self, Choices, Correction, Spoke};
use timebank::ids::{ExchangeId, MemberId};
use timebank::policy::{self, Policy, Topic};
use timebank::{Channel, System, thanks};

use crate::support::TestBank;

const STATES: [&str; 15] = [
    "proposed",
    "agreed",
    "arranged",
    "recorded",
    "confirmed",
    "disputed",
    "disputed with a length",
    "posted",
    "posted and asked about",
    "declined",
    "withdrawn",
    "cancelled",
    "lapsed",
    "corrected",
    "reversed",
];

/// An exchange in which Ann helped `receiver`, written down by Ann and brought into `state`.
fn in_state(bank: &TestBank, receiver: MemberId, state: &str) -> ExchangeId {
    match state {
        "proposed" | "agreed" | "arranged" | "cancelled" | "lapsed" => {
            being_arranged(bank, receiver, state)
        }
        _ => recorded(bank, receiver, state),
    }
}

fn being_arranged(bank: &TestBank, receiver: MemberId, state: &str) -> ExchangeId {
    // Over an hour a coordinator looks first.
    let minutes = if state == "agreed" { 90 } else { 60 };
    let (new, moment) = (bank.help(bank.ann, receiver, minutes), bank.moment());
    let (ann, other) = (bank.member(bank.ann), bank.member(receiver));
    bank.write(|tx| {
        let id = exchange::propose(tx, &ann, &new, &moment)?.id;
        if matches!(state, "agreed" | "arranged" | "cancelled") {
            exchange::agree(tx, &other, id, &moment)?;
        }
        if state == "cancelled" {
            exchange::cancel(tx, &other, id, "A cold", &moment)?;
        }
        if state == "lapsed" {
            for days in [4, 24] {
                let later = bank
                    .bank
                    .moment(bank.now + TimeDelta::days(days), Channel::Cli);
                exchange::sweep(tx, &System::COMMAND_LINE, &later)?;
            }
        }
        Ok(id)
    })
    .unwrap()
}

fn recorded(bank: &TestBank, receiver: MemberId, state: &str) -> ExchangeId {
    let (new, moment) = (bank.help(bank.ann, receiver, 60), bank.moment());
    let (ann, other) = (bank.member(bank.ann), bank.member(receiver));
    let nia = bank.coordinator(bank.nia);
    bank.write(|tx| {
        let id = exchange::record(tx, &ann, &new, &moment)?.id;
        match state {
            "confirmed" | "posted" | "posted and asked about" | "reversed" | "corrected" => {
                exchange::confirm(tx, &other, id, &moment)?;
            }
            "disputed" => {
                exchange::dispute(tx, &other, id, None, "It was less", &moment)?;
            }
            "disputed with a length" => {
                let half = Minutes::new(30);
                exchange::dispute(tx, &other, id, half, "It was half", &moment)?;
            }
            "declined" => {
                exchange::decline(tx, &nia, id, None, "Written twice", &moment)?;
            }
            "withdrawn" => {
                exchange::withdraw(tx, &ann, id, "", &moment)?;
            }
            _ => {}
        }
        let posted = ["posted", "posted and asked about", "reversed", "corrected"];
        if posted.contains(&state) {
            exchange::approve(tx, &nia, id, None, &moment)?;
        }
        if state == "posted and asked about" {
            exchange::ask_to_correct(tx, &ann, id, None, "An hour less", &moment)?;
        }
        if state == "reversed" {
            exchange::reverse(tx, &nia, id, "Wrong day", &moment)?;
        }
        if state == "corrected" {
            let right = right(bank, &exchange::get(tx, id)?);
            exchange::correct(tx, &nia, id, None, &right, &moment)?;
        }
        Ok(id)
    })
    .unwrap()
}

fn right(bank: &TestBank, wrong: &exchange::Exchange) -> Correction {
    Correction {
        id: ExchangeId::new(bank.id()),
        giver: wrong.giver.id,
        receiver: wrong.receiver.id,
        category: wrong.category,
        description: wrong.description.clone(),
        done_on: wrong.done_on,
        minutes: Minutes::new(45).unwrap(),
        reason: "Shorter".into(),
    }
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
    let (day, moment_of) = (moment.today, &moment);
    open.agree = accepts(bank, |tx| exchange::agree(tx, &member, id, moment_of));
    assert_eq!(
        open.agree,
        accepts(bank, |tx| exchange::refuse(tx, &member, id, "", moment_of))
    );
    open.done = accepts(bank, |tx| {
        exchange::done(tx, &member, id, day, half, moment_of)
    });
    open.cancel = accepts(bank, |tx| {
        exchange::cancel(tx, &member, id, "No", moment_of)
    });
    open.accept = accepts(bank, |tx| exchange::accept(tx, &member, id, moment_of));
    open.ask_to_correct = accepts(bank, |tx| {
        exchange::ask_to_correct(tx, &member, id, None, "No", moment_of)
    });
    open.confirm = accepts(bank, |tx| exchange::confirm(tx, &member, id, &moment));
    open.dispute = accepts(bank, |tx| {
        exchange::dispute(tx, &member, id, None, "No", &moment)
    });
    open.withdraw = accepts(bank, |tx| exchange::withdraw(tx, &member, id, "", &moment));
    open.thank = accepts(bank, |tx| {
        thanks::say(tx, &member, id, "Thank you", false, moment_of)
    });
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
    open.allow = accepts(bank, |tx| exchange::allow(tx, &by, id, None, &moment));
    open.agree_for = accepts(bank, |tx| exchange::agree_for(tx, &by, id, &moment));
    open.done_for = accepts(bank, |tx| {
        exchange::done_for(tx, &by, id, Spoke::Both, (day, half), &moment)
    });
    open.correct = match exchange::get(&bank.conn, id) {
        Ok(wrong) => {
            let right = right(bank, &wrong);
            accepts(bank, |tx| {
                exchange::correct(tx, &by, id, None, &right, &moment)
            })
        }
        Err(_) => false,
    };
    open.keep = accepts(bank, |tx| {
        exchange::keep_as_it_is(tx, &by, id, "So", &moment)
    });
    open.reverse = accepts(bank, |tx| exchange::reverse(tx, &by, id, "No", &moment));
    open
}

#[test]
fn what_is_offered_is_what_is_accepted_in_every_state_and_for_everybody() {
    let bank = TestBank::new();
    let mut policy = Policy::default();
    policy.steps.arrangement.over_minutes = Some(60);
    let (nia, at) = (
        bank.person(bank.nia).administrator().unwrap(),
        bank.moment(),
    );
    bank.write(|tx| policy::change(tx, &nia, Topic::Steps, &policy, "So", 0, &at))
        .unwrap();
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
