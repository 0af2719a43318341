//! What waits on the coordinators' desk, and for how long.

use chrono::TimeDelta;
use timebank::access;
use timebank::exchange::{self, Filter, SecondLook, Spoke, Waiting};
use timebank::ids::{ExchangeId, ListingId, MemberId};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::member;

use crate::support::TestBank;

/// Help that both told Ruth about.
fn told(bank: &TestBank, giver: MemberId, receiver: MemberId, minutes: i64) -> ExchangeId {
    let new = bank.help(giver, receiver, minutes);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::record_for(tx, &ruth, Spoke::Both, &new, &bank.moment()))
        .unwrap();
    new.id
}

fn ask(bank: &TestBank, title: &str) -> ListingId {
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Request,
        details: ListingDetails {
            title: title.into(),
            ..ListingDetails::default()
        },
    };
    let ann = bank.member(bank.ann);
    bank.write(|tx| listing::add(tx, &ann, &new, &bank.moment()))
        .unwrap();
    new.id
}

fn look(bank: &TestBank, id: ExchangeId) -> SecondLook {
    exchange::second_looks(&bank.conn).unwrap()[&id]
}

#[test]
fn what_waits_is_counted_with_its_hours_and_its_oldest() {
    let mut bank = TestBank::new();
    let began = bank.now;
    told(&bank, bank.ann, bank.bob, 90);
    bank.wait(TimeDelta::days(2));
    told(&bank, bank.bob, bank.ann, 30);
    let confirmed = Filter {
        state: Some("confirmed"),
        ..Filter::default()
    };
    let all = exchange::waiting(&bank.conn, &confirmed, None).unwrap();
    let expected = Waiting {
        exchanges: 2,
        minutes: 120,
        longest: Some(began),
    };
    assert_eq!(all, expected);
    let long = exchange::waiting(&bank.conn, &confirmed, Some(began)).unwrap();
    assert_eq!((long.exchanges, long.minutes), (1, 90));
    let disputed = Filter {
        state: Some("disputed"),
        ..Filter::default()
    };
    let none = exchange::waiting(&bank.conn, &disputed, None).unwrap();
    assert_eq!(none, Waiting::default());
}

#[test]
fn the_same_two_on_the_same_day_for_as_long_are_worth_a_second_look() {
    let bank = TestBank::new();
    let first = told(&bank, bank.ann, bank.bob, 90);
    assert!(!look(&bank, first).alike);
    let second = told(&bank, bank.bob, bank.ann, 90);
    let other = told(&bank, bank.ann, bank.bob, 60);
    assert!(look(&bank, first).alike && look(&bank, second).alike);
    assert!(!look(&bank, other).alike);
}

#[test]
fn somebody_is_new_until_something_of_theirs_stands_in_the_book() {
    let bank = TestBank::new();
    let first = told(&bank, bank.ann, bank.bob, 90);
    let second = told(&bank, bank.ann, bank.nia, 60);
    assert!(look(&bank, first).new_giver && look(&bank, first).new_receiver);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::approve(tx, &ruth, first, None, &bank.moment()))
        .unwrap();
    let after = look(&bank, second);
    assert!(!after.new_giver && after.new_receiver);
    let latest = exchange::last_done(&bank.conn, &[bank.ann, bank.nia]).unwrap();
    assert_eq!(latest.get(&bank.ann), Some(&bank.today()));
    assert_eq!(latest.get(&bank.nia), None);
}

#[test]
fn a_request_is_unanswered_until_an_exchange_comes_of_it() {
    let mut bank = TestBank::new();
    let asked = bank.now;
    let bulbs = ask(&bank, "Change two light bulbs");
    bank.wait(TimeDelta::days(4));
    ask(&bank, "Walk my dog");
    let titles = |since| -> Vec<String> {
        listing::unanswered(&bank.conn, since, 10)
            .unwrap()
            .into_iter()
            .map(|listing| listing.title)
            .collect()
    };
    assert_eq!(titles(asked), ["Change two light bulbs"]);
    assert_eq!(titles(bank.now), ["Change two light bulbs", "Walk my dog"]);
    assert_eq!(listing::count_unanswered(&bank.conn, asked).unwrap(), 1);
    let mut help = bank.help(bank.bob, bank.ann, 30);
    help.listing = Some(bulbs);
    bank.write(|tx| exchange::record(tx, &bank.member(bank.bob), &help, &bank.moment()))
        .unwrap();
    assert_eq!(titles(bank.now), ["Walk my dog"]);
}

#[test]
fn those_who_may_approve_are_known_by_name() {
    let bank = TestBank::new();
    let names: Vec<_> = member::coordinators(&bank.conn)
        .unwrap()
        .into_iter()
        .map(|profile| profile.name)
        .collect();
    assert_eq!(names, ["Nia Bevan", "Ruth Calder"]);
    assert!(!access::has_password(&bank.conn, bank.ruth).unwrap());
}
