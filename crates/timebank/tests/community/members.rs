//! Members: adding, finding, changing, pausing, leaving, roles.

use timebank::error::Kind;
use timebank::member::{self, Search, State, StateChange};
use timebank::{Error, Role};

use crate::support::TestBank;

fn found(bank: &TestBank, words: &str) -> Vec<String> {
    let search = Search {
        words: words.into(),
        ..Search::default()
    };
    let found = member::search(&bank.conn, &search, 0, 10).unwrap();
    assert_eq!(
        member::count(&bank.conn, &search).unwrap() as usize,
        found.len()
    );
    found.into_iter().map(|profile| profile.name).collect()
}

#[test]
fn members_are_found_by_the_beginning_of_a_name_or_by_number() {
    let bank = TestBank::new();
    bank.add("Núria d’Arcy", Role::Member);
    assert_eq!(found(&bank, "whit"), ["Ann Whitcombe"]);
    assert_eq!(found(&bank, "nuria"), ["Núria d’Arcy"]);
    assert_eq!(found(&bank, "far bob"), ["Bob Farrow"]);
    let number = member::get(&bank.conn, bank.bob).unwrap().number;
    assert_eq!(found(&bank, &number.printed("W")), ["Bob Farrow"]);
    assert_eq!(found(&bank, "").len(), 5);
    assert!(found(&bank, "zzz").is_empty());
    assert_eq!(found(&bank, "\"*()").len(), 5);
}

#[test]
fn two_members_cannot_have_one_email_address() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let mut twin = bank.new_member("Ann Other");
    twin.details.email = Some("ANN@example.org".into());
    let refused = bank.write(|tx| member::add(tx, &ruth, &twin, &bank.moment()));
    let Err(Error::Invalid(errors)) = refused else {
        panic!("let through")
    };
    assert_eq!(errors[0].field, "email");
    assert_eq!(found(&bank, "").len(), 4);
}

#[test]
fn a_form_sent_twice_adds_one_member() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let new = bank.new_member("Dilys Prosser");
    for _ in 0..2 {
        bank.write(|tx| member::add(tx, &ruth, &new, &bank.moment()))
            .unwrap();
    }
    assert_eq!(found(&bank, "dilys").len(), 1);
    assert_eq!(
        member::get(&bank.conn, new.id).unwrap().state,
        State::Active
    );
}

#[test]
fn details_changed_meanwhile_are_not_overwritten() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let seen = member::get(&bank.conn, bank.ann).unwrap();
    let mut details = seen.details();
    details.phone = "01632 960111".into();
    let change = |version| {
        bank.write(|tx| member::change(tx, &ruth, bank.ann, &details, version, &bank.moment()))
    };
    change(seen.version).unwrap();
    assert_eq!(change(seen.version).unwrap_err().kind(), Kind::Conflict);
}

#[test]
fn a_member_cannot_change_their_own_name() {
    let bank = TestBank::new();
    let ann = bank.person(bank.ann);
    let seen = member::get(&bank.conn, bank.ann).unwrap();
    let mut details = seen.details();
    details.name = "Anne Whitcombe".into();
    details.about = "Knits".into();
    bank.write(|tx| member::change_own(tx, &ann, &details, seen.version, &bank.moment()))
        .unwrap();
    let after = member::get(&bank.conn, bank.ann).unwrap();
    assert_eq!(
        (after.name.as_str(), after.about.as_str()),
        ("Ann Whitcombe", "Knits")
    );
}

#[test]
fn a_member_leaves_with_a_balance_of_nought_only() {
    let bank = TestBank::new();
    let ruth = bank.coordinator(bank.ruth);
    let new = bank.help(bank.ann, bank.bob, 60);
    bank.write(|tx| {
        timebank::exchange::record_for(
            tx,
            &ruth,
            timebank::exchange::Spoke::Both,
            &new,
            &bank.moment(),
        )
    })
    .unwrap();
    let leave = |id| {
        bank.write(|tx| member::change_state(tx, &ruth, id, StateChange::Leave, &bank.moment()))
    };
    assert_eq!(leave(bank.ann).unwrap_err().kind(), Kind::Conflict);
    bank.write(|tx| timebank::exchange::approve(tx, &ruth, new.id, None, &bank.moment()))
        .unwrap();
    assert_eq!(leave(bank.ann).unwrap_err().kind(), Kind::Rejected);
    bank.write(|tx| timebank::exchange::reverse(tx, &ruth, new.id, "Mistake", &bank.moment()))
        .unwrap();
    leave(bank.ann).unwrap();
    let left = member::get(&bank.conn, bank.ann).unwrap();
    assert_eq!(
        (left.state, left.left_on),
        (State::Left, Some(bank.today()))
    );
    bank.assert_books_are_clean();
}

#[test]
fn only_an_administrator_gives_roles_and_never_to_themselves() {
    let bank = TestBank::new();
    assert!(bank.person(bank.ruth).administrator().is_err());
    let nia = bank.person(bank.nia).administrator().unwrap();
    let give = |id, role| bank.write(|tx| member::change_role(tx, &nia, id, role, &bank.moment()));
    assert_eq!(
        give(bank.nia, Role::Member).unwrap_err().kind(),
        Kind::Forbidden
    );
    give(bank.bob, Role::Coordinator).unwrap();
    assert!(bank.person(bank.bob).coordinator().is_ok());
}

#[test]
fn a_coordinator_does_not_end_the_membership_of_another_coordinator() {
    let bank = TestBank::new();
    let second = bank.add("Leah Osborne", Role::Coordinator);
    let ruth = bank.coordinator(bank.ruth);
    let refused = bank
        .write(|tx| member::change_state(tx, &ruth, second, StateChange::Pause, &bank.moment()));
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
}
