//! Stories: nothing is kept without consent and a last day, and whoever told one takes it back.

use chrono::Days;
use ledger::TransferId;
use timebank::actor::Role;
use timebank::story::{self, Naming, NewStory};
use timebank::{Channel, Error, StoryId, audit, merge};

use crate::support::TestBank;

fn new(bank: &TestBank) -> NewStory {
    let today = bank.moment().today;
    NewStory {
        member: Some(bank.bob),
        words: "  It was  kind.\r\n\r\n\r\nI came back. ".into(),
        naming: Naming::FirstName,
        described: String::new(),
        project: None,
        consent_on: today,
        channel: Channel::Phone,
        until: today + Days::new(30),
    }
}

fn keep(bank: &TestBank, new: &NewStory) -> timebank::Result<StoryId> {
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| story::keep(tx, &ruth, new, &bank.moment()))
}

#[test]
fn a_story_is_kept_with_who_saw_the_consent_and_shown_up_to_its_last_day() {
    let bank = TestBank::new();
    let id = keep(&bank, &new(&bank)).unwrap();
    let kept = story::get(&bank.conn, id).unwrap();
    assert_eq!(kept.words, "It was kind.\n\nI came back.");
    assert!(kept.seen_by.contains("Ruth"), "{}", kept.seen_by);
    assert_eq!(kept.told_by(), "Bob");
    let shown = |day| story::shown_on(&bank.conn, id, day).unwrap().is_some();
    assert!(shown(kept.until) && !shown(kept.until + Days::new(1)));
    let rows = audit::of_subject(&bank.conn, bank.bob.uuid()).unwrap();
    let row = rows.iter().find(|row| row.action == "story.keep").unwrap();
    assert!(!row.details.contains("kind"), "no word of it");
}

#[test]
fn without_consent_or_beyond_it_nothing_is_kept() {
    let bank = TestBank::new();
    let today = bank.moment().today;
    let refused = |change: &dyn Fn(&mut NewStory)| {
        let mut story = new(&bank);
        change(&mut story);
        let Err(Error::Invalid(fields)) = keep(&bank, &story) else {
            panic!("it was kept: {story:?}");
        };
        fields[0].field
    };
    assert_eq!(refused(&|story| story.words = " ".into()), "words");
    assert_eq!(refused(&|story| story.words = "a".repeat(901)), "words");
    assert_eq!(refused(&|story| story.member = None), "naming");
    let tomorrow = today + Days::new(1);
    assert_eq!(refused(&|story| story.consent_on = tomorrow), "consent_day");
    let yesterday = today - Days::new(1);
    assert_eq!(refused(&|story| story.until = yesterday), "until_day");
}

#[test]
fn whoever_told_it_takes_it_back_and_nobody_else_does() {
    let bank = TestBank::new();
    let id = keep(&bank, &new(&bank)).unwrap();
    let (ann, bob) = (bank.person(bank.ann), bank.person(bank.bob));
    let refused = bank.write(|tx| story::withdraw(tx, &ann, id, &bank.moment()));
    assert!(matches!(refused, Err(Error::NotFound(_))));
    bank.write(|tx| story::withdraw(tx, &bob, id, &bank.moment()))
        .unwrap();
    assert!(story::all(&bank.conn).unwrap().is_empty());
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| story::withdraw_for(tx, &ruth, id, &bank.moment()))
        .unwrap();
}

#[test]
fn what_an_entry_said_that_was_merged_is_said_by_the_one_that_stays() {
    let bank = TestBank::new();
    let second = bank.add("B. Farrow", Role::Member);
    let story = NewStory {
        member: Some(second),
        ..new(&bank)
    };
    keep(&bank, &story).unwrap();
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let id = TransferId::new(uuid::Uuid::from_u128(7));
    bank.write(|tx| merge::merge(tx, &ruth, bank.bob, second, id, &moment))
        .unwrap();
    assert_eq!(story::of_member(&bank.conn, bank.bob).unwrap().len(), 1);
    assert!(story::of_member(&bank.conn, second).unwrap().is_empty());
}
