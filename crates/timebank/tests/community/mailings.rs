//! One text to all whom a filter finds, in the way each of them chose; and announcements.

use chrono::{Days, TimeDelta};
use timebank::announcement::{self, NewAnnouncement};
use timebank::delivery::{self, Choices, Topic, Way};
use timebank::listing::{self, ListingDetails, ListingKind, NewListing};
use timebank::mailing::{self, Filter, NewMailing, Taking};
use timebank::{AnnouncementId, CategoryId, Kind, ListingId, MailingId, Role};

use crate::support::TestBank;

fn new(bank: &TestBank, filter: Filter) -> NewMailing {
    NewMailing {
        id: MailingId::new(bank.id()),
        subject: "The spring lunch".into(),
        text: "On Sunday at noon.\nBring a plate.".into(),
        filter,
    }
}

fn names(bank: &TestBank, filter: Filter) -> Vec<String> {
    let (ruth, at) = (bank.coordinator(bank.ruth), bank.moment());
    let found = mailing::recipients(&bank.conn, &ruth, &filter, &at).unwrap();
    found.into_iter().map(|one| one.name).collect()
}

#[test]
fn it_goes_to_each_in_the_way_they_chose_and_is_kept_with_how_many() {
    let bank = TestBank::new();
    bank.add("Vera Lunt", Role::Reader);
    let (ann, bob, at) = (bank.person(bank.ann), bank.person(bank.bob), bank.moment());
    let letter = Choices::USUAL.with(Topic::News, Way::Letter);
    let here = Choices::USUAL.with(Topic::News, Way::Here);
    bank.write(|tx| delivery::choose(tx, &ann, letter, &at))
        .unwrap();
    bank.write(|tx| delivery::choose(tx, &bob, here, &at))
        .unwrap();
    let (ruth, new) = (bank.coordinator(bank.ruth), new(&bank, Filter::default()));
    let go = || {
        bank.write(|tx| mailing::send(tx, &ruth, &new, &at))
            .unwrap()
    };
    let sent = go();
    let reach = sent.reach;
    assert_eq!((reach.by_mail, reach.by_letter, reach.here), (2, 1, 1));
    assert_eq!(sent.sent_by, "Ruth Calder");
    assert_eq!(go(), sent);
    assert_eq!(
        bank.told("mailing.sent"),
        4,
        "once each, and never a reader"
    );
    assert_eq!(mailing::list(&bank.conn, &ruth, 9).unwrap(), [sent]);
}

#[test]
fn filters_find_those_who_offer_have_not_begun_or_are_quiet() {
    let mut bank = TestBank::new();
    bank.posted(60);
    let offer = NewListing {
        id: ListingId::new(bank.id()),
        kind: ListingKind::Offer,
        details: ListingDetails {
            title: "Lifts".into(),
            category: Some(CategoryId::new(1)),
            ..ListingDetails::default()
        },
    };
    let (bob, at) = (bank.member(bank.bob), bank.moment());
    bank.write(|tx| listing::add(tx, &bob, &offer, &at))
        .unwrap();
    let only = |taking| Filter {
        taking,
        ..Filter::default()
    };
    let offers = Filter {
        offers: Some(CategoryId::new(1)),
        ..Filter::default()
    };
    assert_eq!(names(&bank, offers), ["Bob Farrow"]);
    assert_eq!(
        names(&bank, only(Taking::NeverStarted)),
        ["Nia Bevan", "Ruth Calder"]
    );
    assert!(names(&bank, only(Taking::Quiet3)).is_empty());
    bank.wait(TimeDelta::days(100));
    assert_eq!(
        names(&bank, only(Taking::Quiet3)),
        ["Ann Whitcombe", "Bob Farrow"]
    );
    assert!(names(&bank, only(Taking::Quiet6)).is_empty());
    let paused = Filter {
        paused: true,
        ..Filter::default()
    };
    assert!(names(&bank, paused).is_empty());
    let (ruth, nobody, at) = (
        bank.coordinator(bank.ruth),
        new(&bank, paused),
        bank.moment(),
    );
    let refused = bank.write(|tx| mailing::send(tx, &ruth, &nobody, &at));
    assert_eq!(refused.unwrap_err().kind(), Kind::Invalid);
}

#[test]
fn an_announcement_stands_until_its_day_or_until_it_is_taken_down() {
    let bank = TestBank::new();
    let (ruth, at) = (bank.coordinator(bank.ruth), bank.moment());
    let new = |days| NewAnnouncement {
        id: AnnouncementId::new(bank.id()),
        title: "The office is closed".into(),
        text: "Until the new year.".into(),
        until: bank.today() + Days::new(days),
    };
    let put_up = |new: &NewAnnouncement| bank.write(|tx| announcement::put_up(tx, &ruth, new, &at));
    let (today, week) = (new(0), new(7));
    put_up(&today).unwrap();
    put_up(&week).unwrap();
    put_up(&week).unwrap();
    let current = |days| {
        let day = bank.today() + Days::new(days);
        announcement::current(&bank.conn, day).unwrap().len()
    };
    assert_eq!((current(0), current(1), current(8)), (2, 1, 0));
    bank.write(|tx| announcement::take_down(tx, &ruth, week.id, &at))
        .unwrap();
    assert_eq!((current(0), current(1)), (1, 0));
    let past = NewAnnouncement {
        until: bank.today() - Days::new(1),
        ..new(1)
    };
    assert_eq!(put_up(&past).unwrap_err().kind(), Kind::Invalid);
}
