//! How somebody is best reached: said, asked again, rung instead of written to, brought together.

use chrono::{Days, TimeDelta};
use ledger::TransferId;
use timebank::actor::System;
use timebank::delivery;
use timebank::desk::{self, About, NewNote, NoteKind};
use timebank::exchange;
use timebank::ids::{MemberId, NoteId};
use timebank::mailing::{self, Filter};
use timebank::member::{self, Search, StateChange};
use timebank::merge;
use timebank::needs::{self, Need, Needs};

use crate::support::TestBank;

fn wants(bank: &TestBank, ticked: &[Need]) -> Needs {
    Needs {
        ticked: ticked.to_vec(),
        review_on: bank.today() + Days::new(365),
        ..Needs::default()
    }
}

fn said(bank: &TestBank, id: MemberId, ticked: &[Need]) {
    let (by, needs) = (bank.coordinator(bank.ruth), wants(bank, ticked));
    bank.write(|tx| needs::say_for(tx, &by, id, &needs, &bank.moment()))
        .unwrap();
}

fn of(bank: &TestBank, id: MemberId) -> Option<Needs> {
    needs::of(&bank.conn, id).unwrap()
}

#[test]
fn a_member_says_it_and_takes_it_back() {
    let bank = TestBank::new();
    let (ann, needs) = (bank.person(bank.ann), wants(&bank, &[Need::LargePrint]));
    bank.write(|tx| needs::say(tx, &ann, &needs, &bank.moment()))
        .unwrap();
    assert_eq!(of(&bank, bank.ann), Some(needs));
    bank.write(|tx| needs::say(tx, &ann, &Needs::default(), &bank.moment()))
        .unwrap();
    assert_eq!(of(&bank, bank.ann), None);
}

#[test]
fn the_audit_says_that_it_was_changed_and_not_what_it_says() {
    let bank = TestBank::new();
    said(&bank, bank.ann, &[Need::SignLanguage]);
    let rows = timebank::audit::of_subject(&bank.conn, bank.ann.uuid()).unwrap();
    let row = rows
        .iter()
        .find(|row| row.action == "member.communication")
        .unwrap();
    assert_eq!(row.details, "{}");
}

#[test]
fn it_is_asked_again_on_its_day() {
    let mut bank = TestBank::new();
    said(&bank, bank.ann, &[Need::EasyRead]);
    let due = |bank: &TestBank| needs::due(&bank.conn, bank.today()).unwrap().len();
    assert_eq!(due(&bank), 0);
    bank.wait(TimeDelta::days(365));
    assert_eq!(due(&bank), 1);
    said(&bank, bank.ann, &[Need::EasyRead]);
    assert_eq!(due(&bank), 0);
}

#[test]
fn whoever_wants_to_be_rung_gets_no_mail_but_a_call() {
    let mut bank = TestBank::new();
    said(&bank, bank.bob, &[Need::Call]);
    let to_ring = |bank: &TestBank| needs::to_ring(&bank.conn, &bank.moment()).unwrap();
    assert!(to_ring(&bank).is_empty());
    let (ann, help) = (bank.member(bank.ann), bank.help(bank.ann, bank.bob, 60));
    bank.write(|tx| exchange::record(tx, &ann, &help, &bank.moment()))
        .unwrap();
    let by = System::COMMAND_LINE;
    let leaving = bank
        .write(|tx| delivery::sort(tx, &by, true, &bank.moment()))
        .unwrap();
    assert_eq!(leaving, 0, "nothing leaves by mail");
    let found = to_ring(&bank);
    assert_eq!((found[0].member, found[0].things), (bank.bob, 1));
    // Ruth rings and notes it: then nothing waits any more.
    bank.wait(TimeDelta::hours(1));
    let ruth = bank.coordinator(bank.ruth);
    let note = NewNote {
        id: NoteId::new(bank.id()),
        about: About::Member(bank.bob),
        kind: NoteKind::Call,
        text: "Told him; it is right".into(),
    };
    bank.write(|tx| desk::note(tx, &ruth, &note, &bank.moment()))
        .unwrap();
    assert!(to_ring(&bank).is_empty());
}

#[test]
fn people_and_mailings_are_found_by_what_they_need() {
    let bank = TestBank::new();
    said(&bank, bank.ann, &[Need::LargePrint, Need::Call]);
    let search = Search {
        need: Some(Need::LargePrint),
        ..Search::default()
    };
    let found = member::search(&bank.conn, &search, 0, 9).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(member::count(&bank.conn, &search).unwrap(), 1);
    let filter = Filter {
        need: Some(Need::Call),
        ..Filter::default()
    };
    let ruth = bank.coordinator(bank.ruth);
    let found = mailing::recipients(&bank.conn, &ruth, &filter, &bank.moment()).unwrap();
    assert_eq!(found[0].member, bank.ann);
    assert_eq!(found.len(), 1);
}

#[test]
fn when_a_member_leaves_it_is_deleted() {
    let bank = TestBank::new();
    said(&bank, bank.ann, &[Need::LargePrint]);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| member::change_state(tx, &ruth, bank.ann, StateChange::Leave, &bank.moment()))
        .unwrap();
    assert_eq!(of(&bank, bank.ann), None);
}

#[test]
fn the_entry_that_stays_keeps_what_was_said_of_the_one_that_goes() {
    let bank = TestBank::new();
    said(&bank, bank.bob, &[Need::LargePrint]);
    let ruth = bank.coordinator(bank.ruth);
    let settlement = TransferId::new(bank.id());
    bank.write(|tx| merge::merge(tx, &ruth, bank.ann, bank.bob, settlement, &bank.moment()))
        .unwrap();
    assert!(of(&bank, bank.ann).unwrap().has(Need::LargePrint));
    assert_eq!(of(&bank, bank.bob), None);
}
