//! Two who are kept apart, and who sees how somebody is reached.

use ledger::{Minutes, TransferId};
use timebank::block;
use timebank::contact::{self, Audiences, Field, SeenBy, Visible};
use timebank::conversation::{self, About, NewMessage};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::member::{self, Search};
use timebank::pot::{self, Hours};
use timebank::{Kind, ListingId, MemberId, Role, exchange, merge};

use crate::support::TestBank;

fn blocked(bank: &TestBank, by: MemberId, other: MemberId) -> timebank::Result<()> {
    let (by, at) = (bank.person(by), bank.moment());
    bank.write(|tx| block::block(tx, &by, other, &at))
}

fn offer(bank: &TestBank, member: MemberId) -> ListingId {
    let new = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Offer,
        details: ListingDetails {
            title: "Knitting".into(),
            ..ListingDetails::default()
        },
    };
    let (by, at) = (bank.member(member), bank.moment());
    bank.write(|tx| listing::add(tx, &by, &new, &at)).unwrap();
    new.id
}

fn finds(bank: &TestBank, viewer: MemberId, other: MemberId) -> (bool, bool) {
    let viewer = Some(viewer);
    let people = Search {
        viewer,
        ..Search::default()
    };
    let people = member::search(&bank.conn, &people, 0, 99).unwrap();
    let offers = listing::Search {
        viewer,
        ..listing::Search::all(ListingKind::Offer)
    };
    let offers = listing::search(&bank.conn, &offers, 0, 99).unwrap();
    (
        people.iter().any(|one| one.id == other),
        offers.iter().any(|one| one.member == other),
    )
}

#[test]
fn two_who_are_kept_apart_do_not_find_each_other_until_it_is_taken_back() {
    let bank = TestBank::new();
    offer(&bank, bank.ann);
    offer(&bank, bank.bob);
    assert_eq!(finds(&bank, bank.bob, bank.ann), (true, true));
    blocked(&bank, bank.ann, bank.bob).unwrap();
    blocked(&bank, bank.ann, bank.bob).unwrap();
    for (viewer, other) in [(bank.ann, bank.bob), (bank.bob, bank.ann)] {
        assert_eq!(finds(&bank, viewer, other), (false, false));
        assert_eq!(finds(&bank, viewer, viewer), (true, true));
        assert!(block::between(&bank.conn, viewer, other).unwrap());
    }
    assert_eq!(
        block::of(&bank.conn, bank.ann).unwrap()[0].name,
        "Bob Farrow"
    );
    assert!(block::of(&bank.conn, bank.bob).unwrap().is_empty());
    // A coordinator sees it from both sides.
    for (who, name) in [(bank.ann, "Bob Farrow"), (bank.bob, "Ann Whitcombe")] {
        assert_eq!(block::apart(&bank.conn, who).unwrap()[0].name, name);
    }
    let (ann, at) = (bank.person(bank.ann), bank.moment());
    bank.write(|tx| block::unblock(tx, &ann, bank.bob, &at))
        .unwrap();
    assert_eq!(finds(&bank, bank.bob, bank.ann), (true, true));
}

#[test]
fn neither_writes_proposes_logs_or_gives_and_the_refusal_gives_nothing_away() {
    let bank = TestBank::new();
    bank.posted(120);
    let about = About::Listing(offer(&bank, bank.ann));
    let message = || NewMessage {
        id: bank.id(),
        text: "Hello".into(),
    };
    let (ann, bob, at) = (bank.member(bank.ann), bank.member(bank.bob), bank.moment());
    let known = bank
        .write(|tx| conversation::begin(tx, &bob, about, &message(), &at))
        .unwrap();
    blocked(&bank, bank.ann, bank.bob).unwrap();
    for (by, other) in [(&ann, bank.bob), (&bob, bank.ann)] {
        let hours = Hours {
            id: TransferId::new(bank.id()),
            minutes: Minutes::new(30).unwrap(),
            given_on: bank.today(),
        };
        let help = bank.help(by.id(), other, 30);
        let refusals = [
            bank.write(|tx| conversation::write(tx, by, known, &message(), &at)),
            bank.write(|tx| exchange::propose(tx, by, &help, &at).map(drop)),
            bank.write(|tx| exchange::record(tx, by, &help, &at).map(drop)),
            bank.write(|tx| pot::give(tx, by, other, &hours, "", &at)),
        ];
        for refused in refusals {
            let error = refused.unwrap_err();
            assert_eq!(error.kind(), Kind::Conflict);
            assert!(by.id() == bank.ann || error.to_string() == block::NOT_NOW);
        }
    }
    let other = About::Listing(offer(&bank, bank.ann));
    let first = conversation::beginning(&bank.conn, bob.person(), other, bank.now);
    assert_eq!(first.unwrap_err().to_string(), block::NOT_NOW);
    // What a coordinator is told on the telephone is still written down.
    let (ruth, help) = (
        bank.coordinator(bank.ruth),
        bank.help(bank.ann, bank.bob, 30),
    );
    bank.write(|tx| exchange::record_for(tx, &ruth, exchange::Spoke::Both, &help, &at))
        .unwrap();
}

#[test]
fn nobody_blocks_a_coordinator_or_themselves_and_no_coordinator_blocks() {
    let bank = TestBank::new();
    for (by, other) in [
        (bank.ann, bank.ruth),
        (bank.ruth, bank.ann),
        (bank.ann, bank.ann),
    ] {
        let refused = blocked(&bank, by, other);
        assert_eq!(refused.unwrap_err().kind(), Kind::Conflict);
    }
}

#[test]
fn each_field_is_seen_by_those_it_is_meant_for() {
    let bank = TestBank::new();
    let dilys = bank.add("Dilys Prosser", Role::Member);
    let audiences = Audiences::USUAL
        .with(Field::Email, SeenBy::Exchanged)
        .with(Field::Phone, SeenBy::Members);
    let (ann, at) = (bank.person(bank.ann), bank.moment());
    let details = member::Details {
        phone: "01632 960142".into(),
        address: "3 Mill End".into(),
        ..member::get(&bank.conn, bank.ann).unwrap().details()
    };
    bank.write(|tx| member::change_own(tx, &ann, &details, 1, &at))
        .unwrap();
    let seen = |who| {
        let of = member::get(&bank.conn, bank.ann).unwrap();
        contact::visible(&bank.conn, &bank.person(who), &of).unwrap()
    };
    assert!(seen(dilys).is_empty(), "nothing is shown unasked");
    bank.write(|tx| contact::choose(tx, &ann, audiences, &at))
        .unwrap();
    let phone = Visible {
        phone: "01632 960142".into(),
        ..Visible::default()
    };
    assert_eq!(seen(dilys), phone);
    assert_eq!(seen(bank.bob), phone, "they have no exchange yet");
    bank.posted(60);
    assert_eq!(seen(bank.bob).email, "ann@example.org");
    assert!(seen(bank.bob).address.is_empty());
    assert_eq!(seen(bank.ruth).address, "3 Mill End");
    assert_eq!(seen(bank.ann).address, "3 Mill End");
    blocked(&bank, bank.bob, bank.ann).unwrap();
    assert!(seen(bank.bob).is_empty());
}

#[test]
fn a_block_of_an_entry_that_is_merged_is_one_of_the_entry_that_stays() {
    let bank = TestBank::new();
    let twin = bank.add("Robert Farrow", Role::Member);
    blocked(&bank, bank.ann, twin).unwrap();
    let (ruth, at) = (bank.coordinator(bank.ruth), bank.moment());
    let settlement = TransferId::new(bank.id());
    bank.write(|tx| merge::merge(tx, &ruth, bank.bob, twin, settlement, &at))
        .unwrap();
    assert!(block::has_blocked(&bank.conn, bank.ann, bank.bob).unwrap());
}
