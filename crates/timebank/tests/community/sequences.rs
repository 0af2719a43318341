//! Any sequence of commands by anybody leaves the books clean.

use ledger::Minutes;
use proptest::prelude::*;
use timebank::actor::Role;
use timebank::exchange::{self, Spoke};
use timebank::ids::{ExchangeId, MemberId};
use timebank::member::{self, StateChange};

use crate::support::TestBank;

/// A command somebody tries; numbers choose among what is there.
#[derive(Clone, Debug)]
enum Try {
    Record {
        giver: usize,
        receiver: usize,
        minutes: i64,
    },
    RecordFor {
        by: usize,
        giver: usize,
        receiver: usize,
        minutes: i64,
        both: bool,
    },
    Confirm {
        who: usize,
        which: usize,
    },
    ConfirmFor {
        by: usize,
        which: usize,
    },
    Dispute {
        who: usize,
        which: usize,
        minutes: i64,
    },
    Decide {
        by: usize,
        which: usize,
        minutes: i64,
    },
    Approve {
        by: usize,
        which: usize,
        version: Option<i64>,
    },
    Decline {
        by: usize,
        which: usize,
    },
    Withdraw {
        who: usize,
        which: usize,
    },
    Reverse {
        by: usize,
        which: usize,
    },
    Move {
        by: usize,
        who: usize,
        change: u8,
    },
}

fn tries() -> impl Strategy<Value = Try> {
    let (who, which, minutes) = (0..6_usize, 0..12_usize, -5..1_500_i64);
    prop_oneof![
        4 => (who.clone(), who.clone(), minutes.clone())
            .prop_map(|(giver, receiver, minutes)| Try::Record { giver, receiver, minutes }),
        3 => (who.clone(), who.clone(), who.clone(), minutes.clone(), any::<bool>()).prop_map(
            |(by, giver, receiver, minutes, both)| Try::RecordFor {
                by, giver, receiver, minutes, both
            }
        ),
        3 => (who.clone(), which.clone()).prop_map(|(who, which)| Try::Confirm { who, which }),
        2 => (who.clone(), which.clone()).prop_map(|(by, which)| Try::ConfirmFor { by, which }),
        1 => (who.clone(), which.clone(), minutes.clone())
            .prop_map(|(who, which, minutes)| Try::Dispute { who, which, minutes }),
        1 => (who.clone(), which.clone(), minutes)
            .prop_map(|(by, which, minutes)| Try::Decide { by, which, minutes }),
        5 => (who.clone(), which.clone(), prop::option::of(1..4_i64))
            .prop_map(|(by, which, version)| Try::Approve { by, which, version }),
        1 => (who.clone(), which.clone()).prop_map(|(by, which)| Try::Decline { by, which }),
        1 => (who.clone(), which.clone()).prop_map(|(who, which)| Try::Withdraw { who, which }),
        1 => (who.clone(), which).prop_map(|(by, which)| Try::Reverse { by, which }),
        1 => (who.clone(), who, 0..3_u8)
            .prop_map(|(by, who, change)| Try::Move { by, who, change }),
    ]
}

/// Tries one command. Refusals are answers; only failures of the file are not.
fn run(bank: &TestBank, people: &[MemberId], made: &mut Vec<ExchangeId>, command: &Try) {
    let at = bank.moment();
    let person = |n: usize| bank.person(people[n]);
    let answer = match *command {
        Try::Record {
            giver,
            receiver,
            minutes,
        } => {
            let Some(new) = new_help(bank, people, giver, receiver, minutes) else {
                return;
            };
            made.push(new.id);
            let by = bank.person(new.giver);
            by.member()
                .and_then(|by| bank.write(|tx| exchange::record(tx, &by, &new, &at)))
        }
        Try::RecordFor {
            by,
            giver,
            receiver,
            minutes,
            both,
        } => {
            let by = person(by);
            let Some(new) = new_help(bank, people, giver, receiver, minutes) else {
                return;
            };
            made.push(new.id);
            let spoke = if both { Spoke::Both } else { Spoke::Receiver };
            by.coordinator()
                .and_then(|by| bank.write(|tx| exchange::record_for(tx, &by, spoke, &new, &at)))
        }
        Try::Move { by, who, change } => {
            let change = [
                StateChange::Pause,
                StateChange::Activate,
                StateChange::Leave,
            ][change as usize];
            let moved = person(by).coordinator().and_then(|by| {
                bank.write(|tx| member::change_state(tx, &by, people[who], change, &at))
            });
            return accept(moved);
        }
        ref other => {
            let Some(id) = target(made, other) else {
                return;
            };
            on_exchange(bank, people, other, id)
        }
    };
    accept(answer.map(|_| ()));
}

fn on_exchange(
    bank: &TestBank,
    people: &[MemberId],
    command: &Try,
    id: ExchangeId,
) -> timebank::Result<exchange::Exchange> {
    let at = bank.moment();
    let member = |n: usize| bank.person(people[n]).member();
    let coordinator = |n: usize| bank.person(people[n]).coordinator();
    match *command {
        Try::Confirm { who, .. } => {
            member(who).and_then(|by| bank.write(|tx| exchange::confirm(tx, &by, id, &at)))
        }
        Try::ConfirmFor { by, .. } => {
            coordinator(by).and_then(|by| bank.write(|tx| exchange::confirm_for(tx, &by, id, &at)))
        }
        Try::Dispute { who, minutes, .. } => member(who).and_then(|by| {
            let claimed = Minutes::new(minutes).filter(|minutes| minutes.get() > 0);
            bank.write(|tx| exchange::dispute(tx, &by, id, claimed, "No", &at))
        }),
        Try::Decide { by, minutes, .. } => coordinator(by).and_then(|by| {
            let minutes = Minutes::new(minutes).unwrap();
            bank.write(|tx| exchange::decide(tx, &by, id, minutes, "So", &at))
        }),
        Try::Approve { by, version, .. } => coordinator(by)
            .and_then(|by| bank.write(|tx| exchange::approve(tx, &by, id, version, &at))),
        Try::Decline { by, .. } => coordinator(by)
            .and_then(|by| bank.write(|tx| exchange::decline(tx, &by, id, None, "No", &at))),
        Try::Withdraw { who, .. } => {
            member(who).and_then(|by| bank.write(|tx| exchange::withdraw(tx, &by, id, "", &at)))
        }
        Try::Reverse { by, .. } => coordinator(by)
            .and_then(|by| bank.write(|tx| exchange::reverse(tx, &by, id, "No", &at))),
        Try::Record { .. } | Try::RecordFor { .. } | Try::Move { .. } => {
            exchange::get(&bank.conn, id)
        }
    }
}

fn target(made: &[ExchangeId], command: &Try) -> Option<ExchangeId> {
    let which = match *command {
        Try::Confirm { which, .. }
        | Try::ConfirmFor { which, .. }
        | Try::Dispute { which, .. }
        | Try::Decide { which, .. }
        | Try::Approve { which, .. }
        | Try::Decline { which, .. }
        | Try::Withdraw { which, .. }
        | Try::Reverse { which, .. } => which,
        Try::Record { .. } | Try::RecordFor { .. } | Try::Move { .. } => return None,
    };
    (!made.is_empty()).then(|| made[which % made.len()])
}

fn new_help(
    bank: &TestBank,
    people: &[MemberId],
    giver: usize,
    receiver: usize,
    minutes: i64,
) -> Option<exchange::NewExchange> {
    Minutes::new(minutes)?;
    Some(bank.help(people[giver], people[receiver], minutes))
}

fn accept(answer: timebank::Result<()>) {
    if let Err(timebank::Error::Database(error)) = answer {
        panic!("the file refused what the rules let through: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_commands_keeps_the_books_clean(
        commands in prop::collection::vec(tries(), 1..80)
    ) {
        let bank = TestBank::new();
        let extra = [bank.add("Mei Tan", Role::Member), bank.add("Ken Doyle", Role::Coordinator)];
        let people = [bank.ann, bank.bob, bank.ruth, bank.nia, extra[0], extra[1]];
        let mut made = Vec::new();
        let mut transfers = 0;
        for command in &commands {
            run(&bank, &people, &mut made, command);
            let head = ledger::head(&bank.conn).unwrap().seq;
            prop_assert!(head >= transfers, "the book only grows");
            transfers = head;
        }
        let sum: i64 =
            ledger::balances(&bank.conn).unwrap().iter().map(|account| account.2.get()).sum();
        prop_assert_eq!(sum, 0);
        let proof = timebank::books::prove(&bank.conn, &mut |_, _| ()).unwrap();
        prop_assert!(proof.is_clean(), "{:?}", proof.findings());
    }
}
