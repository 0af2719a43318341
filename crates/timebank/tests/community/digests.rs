//! What is new, for those who asked for it, and only when something is.

use chrono::TimeDelta;
use timebank::access::Secret;
use timebank::digest::{self, Often};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::{Kind, ListingId, MemberId, System, block};

use crate::support::TestBank;

fn asks(bank: &TestBank, member: MemberId, title: &str) {
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Request,
        details: ListingDetails {
            title: title.into(),
            ..ListingDetails::default()
        },
    };
    let (by, at) = (bank.member(member), bank.moment());
    bank.write(|tx| listing::add(tx, &by, &new, &at)).unwrap();
}

fn chosen(bank: &TestBank, often: Option<Often>) {
    let (ann, at, secret) = (bank.person(bank.ann), bank.moment(), Secret::new([7; 32]));
    bank.write(|tx| digest::choose(tx, &ann, often, &secret, &at))
        .unwrap();
}

fn swept(bank: &TestBank) -> usize {
    let at = bank.moment();
    bank.write(|tx| digest::sweep(tx, &System::COMMAND_LINE, &at))
        .unwrap()
}

#[test]
fn it_comes_once_a_week_and_not_when_nothing_is_new() {
    let mut bank = TestBank::new();
    asks(&bank, bank.bob, "An old request");
    bank.wait(TimeDelta::hours(1));
    assert_eq!(swept(&bank), 0, "nobody asked for it");
    chosen(&bank, Some(Often::Weekly));
    assert_eq!(swept(&bank), 0, "not at once");
    bank.wait(TimeDelta::days(8));
    assert_eq!(swept(&bank), 0, "nothing is new");
    asks(&bank, bank.bob, "Walk Biscuit");
    asks(&bank, bank.ann, "Her own");
    bank.wait(TimeDelta::days(8));
    assert_eq!(swept(&bank), 1);
    assert_eq!(swept(&bank), 0, "once");
    assert_eq!(bank.told("digest"), 1);
    let since = bank.now - TimeDelta::days(9);
    let contents = digest::contents(&bank.conn, bank.ann, since).unwrap();
    let titles: Vec<_> = contents.requests.iter().map(|one| &one.title).collect();
    assert_eq!(titles, ["Walk Biscuit"]);
    let (ann, at) = (bank.person(bank.ann), bank.moment());
    bank.write(|tx| block::block(tx, &ann, bank.bob, &at))
        .unwrap();
    let contents = digest::contents(&bank.conn, bank.ann, since).unwrap();
    assert!(contents.is_empty(), "{contents:?}");
}

#[test]
fn the_link_of_a_mail_ends_it_without_a_sign_in_and_a_wrong_one_ends_nothing() {
    let mut bank = TestBank::new();
    chosen(&bank, Some(Often::Monthly));
    let token = digest::token(&bank.conn, bank.ann).unwrap().unwrap();
    let at = bank.moment();
    let stop = |token: &str| {
        bank.write(|tx| digest::stop_by_link(tx, &System::COMMAND_LINE, token, &at))
            .unwrap();
        digest::of(&bank.conn, bank.ann).unwrap()
    };
    assert_eq!(stop("somebody else’s"), Some(Often::Monthly));
    digest::check_link(&bank.conn, &token).unwrap();
    assert_eq!(stop(&token), None);
    assert_eq!(stop(&token), None);
    let spent = digest::check_link(&bank.conn, &token);
    assert_eq!(spent.unwrap_err().kind(), Kind::NotFound);
    asks(&bank, bank.bob, "Walk Biscuit");
    bank.wait(TimeDelta::days(40));
    assert_eq!(swept(&bank), 0);
    chosen(&bank, Some(Often::Weekly));
    chosen(&bank, None);
    assert_eq!(digest::of(&bank.conn, bank.ann).unwrap(), None);
}
