//! Paper slips: kept line by line, entered in one go, never twice.

use timebank::exchange::{self, ExchangeState, Spoke};
use timebank::ids::EnvelopeId;
use timebank::slip::{self, Meaning, NewEnvelope, Typed};
use timebank::{CategoryId, Channel, Error, MemberId};

use crate::support::TestBank;

fn begin(bank: &TestBank, spoke: Spoke) -> EnvelopeId {
    let new = NewEnvelope {
        id: EnvelopeId::new(bank.id()),
        name: "The box at The Wharf".into(),
        spoke,
        expected_slips: Some(2),
        expected_minutes: None,
    };
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let envelope = bank
        .write(|tx| slip::begin(tx, &ruth, &new, &moment))
        .unwrap();
    envelope.id
}

fn typed(giver: &str) -> Typed {
    Typed {
        giver: giver.into(),
        slip: "27".into(),
        ..Typed::default()
    }
}

fn keep(bank: &TestBank, envelope: EnvelopeId, line: u32, typed: &Typed) -> timebank::Result<()> {
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| slip::keep(tx, &ruth, envelope, line, typed, &moment))
}

fn meaning(bank: &TestBank, giver: MemberId, receiver: MemberId) -> Meaning {
    let help = bank.help(giver, receiver, 90);
    Meaning {
        done_on: help.done_on,
        giver,
        receiver,
        minutes: help.minutes,
        category: CategoryId::new(1),
    }
}

#[test]
fn a_line_is_kept_as_typed_and_a_blank_one_is_forgotten() {
    let bank = TestBank::new();
    let envelope = begin(&bank, Spoke::Both);
    keep(&bank, envelope, 3, &typed("  joan   p ")).unwrap();
    let lines = slip::lines(&bank.conn, envelope).unwrap();
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].number, &*lines[0].typed.giver), (3, "joan p"));
    keep(&bank, envelope, 3, &Typed::default()).unwrap();
    assert!(slip::lines(&bank.conn, envelope).unwrap().is_empty());
    assert!(keep(&bank, envelope, 0, &typed("ann")).is_err());
    assert!(keep(&bank, envelope, slip::MOST_LINES + 1, &typed("ann")).is_err());
}

#[test]
fn slips_are_entered_once_and_wait_for_approval() {
    let bank = TestBank::new();
    let envelope = begin(&bank, Spoke::Both);
    keep(&bank, envelope, 1, &typed("ann")).unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let chosen = [(1, meaning(&bank, bank.ann, bank.bob))];
    let enter = || {
        bank.write(|tx| slip::enter(tx, &ruth, envelope, &chosen, &moment))
            .unwrap()
    };
    let first = enter();
    assert_eq!((first.entered, first.minutes), (1, 90));
    assert_eq!(enter().entered, 0);
    let id = slip::lines(&bank.conn, envelope).unwrap()[0]
        .exchange
        .unwrap();
    let exchange = exchange::get(&bank.conn, id).unwrap();
    assert_eq!(exchange.state, ExchangeState::Confirmed);
    assert_eq!(exchange.channel, Channel::Paper);
    assert_eq!(exchange.note, "Paper slip 27");
    assert_eq!(slip::with_number(&bank.conn, "27").unwrap(), Some(id));
    assert_eq!(slip::with_number(&bank.conn, "").unwrap(), None);
    assert!(
        slip::get(&bank.conn, envelope)
            .unwrap()
            .finished_at
            .is_some()
    );
    // What was entered is not typed over.
    assert!(matches!(
        keep(&bank, envelope, 1, &typed("bob")),
        Err(Error::Conflict(_))
    ));
}

#[test]
fn a_slip_that_only_one_signed_waits_for_the_other() {
    let bank = TestBank::new();
    let envelope = begin(&bank, Spoke::Giver);
    keep(&bank, envelope, 1, &typed("ann")).unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let chosen = [(1, meaning(&bank, bank.ann, bank.bob))];
    bank.write(|tx| slip::enter(tx, &ruth, envelope, &chosen, &moment))
        .unwrap();
    assert_eq!(exchange::awaiting(&bank.conn, bank.bob).unwrap().len(), 1);
}

#[test]
fn what_a_rule_refuses_stays_and_the_others_are_entered() {
    let bank = TestBank::new();
    let envelope = begin(&bank, Spoke::Both);
    keep(&bank, envelope, 1, &typed("ruth")).unwrap();
    keep(&bank, envelope, 2, &typed("ann")).unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let chosen = [
        (1, meaning(&bank, bank.ruth, bank.bob)),
        (2, meaning(&bank, bank.ann, bank.bob)),
    ];
    let outcome = bank
        .write(|tx| slip::enter(tx, &ruth, envelope, &chosen, &moment))
        .unwrap();
    assert_eq!(outcome.entered, 1);
    assert_eq!(outcome.left.len(), 1);
    assert_eq!(outcome.left[0].0, 1);
    assert!(
        slip::get(&bank.conn, envelope)
            .unwrap()
            .finished_at
            .is_none()
    );
    bank.write(|tx| slip::finish(tx, &ruth, envelope, &moment))
        .unwrap();
    assert_eq!(slip::lines(&bank.conn, envelope).unwrap().len(), 1);
    assert_eq!(slip::finished(&bank.conn, 5).unwrap()[0].entered, 1);
    assert!(slip::unfinished(&bank.conn).unwrap().is_empty());
}

#[test]
fn the_same_two_on_one_day_for_as_long_resemble_each_other_either_way_round() {
    let bank = TestBank::new();
    let (ann, moment) = (bank.member(bank.ann), bank.moment());
    let help = bank.help(bank.ann, bank.bob, 90);
    bank.write(|tx| exchange::record(tx, &ann, &help, &moment))
        .unwrap();
    let like = |one, other, minutes| {
        let minutes = ledger::Minutes::new(minutes).unwrap();
        let likeness = slip::Likeness {
            one,
            other,
            done_on: help.done_on,
            minutes,
        };
        slip::resembling(&bank.conn, &[likeness]).unwrap()[0]
    };
    assert_eq!(like(bank.ann, bank.bob, 90), Some(help.id));
    assert_eq!(like(bank.bob, bank.ann, 90), Some(help.id));
    assert_eq!(like(bank.ann, bank.bob, 60), None);
    assert_eq!(like(bank.ann, bank.nia, 90), None);
    bank.write(|tx| exchange::withdraw(tx, &ann, help.id, "", &moment))
        .unwrap();
    assert_eq!(like(bank.ann, bank.bob, 90), None);
}
