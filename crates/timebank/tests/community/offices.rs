//! Treasurers and readers: what they look after, and what they never see or do.

use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::member::{self, Search, State};
use timebank::months;
use timebank::{Kind, MemberId, Result, Role, clock, exchange};

use crate::support::TestBank;

fn give(bank: &TestBank, id: MemberId, role: Role) -> Result<()> {
    let (nia, moment) = (
        bank.person(bank.nia).administrator().unwrap(),
        bank.moment(),
    );
    bank.write(|tx| member::change_role(tx, &nia, id, role, &moment))
}

fn role_of(bank: &TestBank, id: MemberId) -> Role {
    member::get(&bank.conn, id).unwrap().role
}

#[test]
fn every_role_is_kept_as_it_was_given() {
    let bank = TestBank::new();
    for role in Role::ALL {
        give(&bank, bank.bob, role).unwrap();
        assert_eq!(role_of(&bank, bank.bob), role);
    }
    let added = bank.add("Vera Lunt", Role::Reader);
    assert_eq!(role_of(&bank, added), Role::Reader);
}

#[test]
fn the_file_refuses_an_office_for_a_coordinator() {
    let bank = TestBank::new();
    let refused = bank.conn.execute(
        "UPDATE member SET office = 'reader' WHERE id = ?1",
        [bank.ruth],
    );
    assert!(refused.unwrap_err().to_string().contains("CHECK"));
}

#[test]
fn a_treasurer_takes_part_and_signs_months_and_coordinates_nothing() {
    let bank = TestBank::new();
    give(&bank, bank.bob, Role::Treasurer).unwrap();
    let bob = bank.person(bank.bob);
    assert!(bob.member().is_ok() && bob.treasurer().is_ok() && bob.sees_figures().is_ok());
    assert_eq!(bob.coordinator().unwrap_err().kind(), Kind::Forbidden);
    let (moment, october) = (bank.moment(), ledger::Month::parse("2026-10").unwrap());
    let (ruth, treasurer) = (
        bank.coordinator(bank.ruth).as_treasurer(),
        bob.treasurer().unwrap(),
    );
    let report = "{}";
    bank.write(|tx| months::close(tx, &ruth, october, report, &moment))
        .unwrap();
    let step = months::of(&bank.conn, october).unwrap();
    let step = step.standing().unwrap().step;
    bank.write(|tx| months::sign(tx, &treasurer, october, step, &moment))
        .unwrap();
    let signed = months::of(&bank.conn, october).unwrap();
    let last = signed.standing().unwrap().signatures.last().unwrap();
    assert_eq!((last.signer, last.role), (bank.bob, Role::Treasurer));
}

#[test]
fn a_bank_with_a_treasurer_has_one_more_who_could_sign() {
    let bank = TestBank::new();
    give(&bank, bank.bob, Role::Treasurer).unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth).as_treasurer(), bank.moment());
    let october = ledger::Month::parse("2026-10").unwrap();
    bank.write(|tx| months::close(tx, &ruth, october, "{}", &moment))
        .unwrap();
    let history = months::of(&bank.conn, october).unwrap();
    assert_eq!(history.standing().unwrap().coordinators, 3);
}

#[test]
fn a_reader_is_no_member_for_exchanges_and_stands_in_no_list_of_people() {
    let bank = TestBank::new();
    let vera = bank.add("Vera Lunt", Role::Reader);
    let person = bank.person(vera);
    assert!(person.sees_figures().is_ok());
    assert_eq!(person.member().unwrap_err().kind(), Kind::Forbidden);
    assert_eq!(person.treasurer().unwrap_err().kind(), Kind::Forbidden);
    let (ann, moment) = (bank.member(bank.ann), bank.moment());
    let help = bank.help(bank.ann, vera, 60);
    let refused = bank
        .write(|tx| exchange::record(tx, &ann, &help, &moment))
        .unwrap_err();
    assert!(refused.to_string().contains("not taking part"), "{refused}");
    let found = |readers| {
        let search = Search {
            state: Some(State::Active),
            words: "Vera".into(),
            readers,
            ..Search::default()
        };
        member::count(&bank.conn, &search).unwrap()
    };
    assert_eq!((found(false), found(true)), (0, 1));
}

#[test]
fn somebody_with_open_exchanges_cannot_become_a_reader() {
    let bank = TestBank::new();
    let (ann, moment) = (bank.member(bank.ann), bank.moment());
    let help = bank.help(bank.ann, bank.bob, 60);
    bank.write(|tx| exchange::record(tx, &ann, &help, &moment))
        .unwrap();
    let refused = give(&bank, bank.bob, Role::Reader).unwrap_err();
    assert_eq!(refused.kind(), Kind::Conflict);
    assert_eq!(role_of(&bank, bank.bob), Role::Member);
}

#[test]
fn what_a_new_reader_offered_is_closed() {
    let bank = TestBank::new();
    let (bob, moment) = (bank.member(bank.bob), bank.moment());
    let offer = NewListing {
        id: timebank::ListingId::new(clock::new_id()),
        kind: ListingKind::Offer,
        details: ListingDetails {
            title: "A lift to town".into(),
            ..ListingDetails::default()
        },
    };
    bank.write(|tx| listing::add(tx, &bob, &offer, &moment))
        .unwrap();
    give(&bank, bank.bob, Role::Reader).unwrap();
    let left = listing::of_member(&bank.conn, bank.bob).unwrap();
    assert!(left.iter().all(|one| one.closed_at.is_some()), "{left:?}");
}
