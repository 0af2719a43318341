//! Getting in: invitations, passwords, sessions, tokens, and the ladder of waiting times.

use chrono::TimeDelta;
use timebank::access::{self, Gate, Opening, Purpose, Secret};
use timebank::actor::System;
use timebank::error::Kind;
use timebank::ids::MemberId;
use timebank::member::StateChange;

use crate::support::TestBank;

fn secret(n: u8) -> Secret {
    Secret::new([n; 32])
}

/// Gives a member a password through an invitation, as in life.
fn with_password(bank: &TestBank, id: MemberId) {
    let hash = access::hash_password("heron teapot ladder", [1; 16]).unwrap();
    let moment = bank.moment();
    bank.write(|tx| {
        access::set_up(
            tx,
            &System::COMMAND_LINE,
            id,
            Purpose::Invite,
            &secret(9),
            &moment,
        )?;
        access::accept(tx, &secret(9), &hash, &moment)
    })
    .unwrap();
}

fn gate(bank: &TestBank, typed: &str) -> Gate {
    bank.write(|tx| access::begin_sign_in(tx, typed, &bank.moment()))
        .unwrap()
}

fn sign_in(bank: &TestBank, typed: &str, cookie: &Secret) {
    let Gate::Open(Some(candidate)) = gate(bank, typed) else {
        panic!("no candidate")
    };
    assert!(access::verify(Some(&candidate), "heron teapot ladder"));
    let opening = opening(cookie, false);
    bank.write(|tx| access::finish_sign_in(tx, &candidate, typed, &opening, &bank.moment()))
        .unwrap();
}

fn opening(cookie: &Secret, own_device: bool) -> Opening {
    Opening {
        secret: cookie.clone(),
        label: "Firefox".into(),
        own_device,
        before: None,
    }
}

fn is_signed_in(bank: &TestBank, cookie: &Secret) -> bool {
    access::resolve_session(&bank.conn, cookie, bank.now)
        .unwrap()
        .is_some()
}

#[test]
fn a_member_signs_in_by_email_or_by_number() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    for (n, typed) in [(1, "ann@example.org"), (2, " ANN@EXAMPLE.ORG "), (3, "1")] {
        bank.wait(TimeDelta::seconds(5));
        sign_in(&bank, typed, &secret(n));
        assert!(is_signed_in(&bank, &secret(n)), "{typed}");
    }
    assert!(!is_signed_in(&bank, &secret(77)));
}

#[test]
fn an_invitation_works_once_and_not_for_ever() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    let hash = access::hash_password("another three words", [1; 16]).unwrap();
    let again = bank.write(|tx| access::accept(tx, &secret(9), &hash, &bank.moment()));
    assert_eq!(again.unwrap_err().kind(), Kind::NotFound);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| access::invite(tx, &ruth, bank.bob, &secret(8), &bank.moment()))
        .unwrap();
    bank.wait(TimeDelta::days(7));
    assert!(
        access::invitation(&bank.conn, &secret(8), bank.now)
            .unwrap()
            .is_none()
    );
}

#[test]
fn a_session_ends_when_it_is_not_used_and_after_twelve_hours_in_any_case() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    bank.wait(TimeDelta::minutes(119));
    assert!(is_signed_in(&bank, &secret(1)));
    bank.wait(TimeDelta::minutes(1));
    assert!(!is_signed_in(&bank, &secret(1)));

    sign_in(&bank, "ann@example.org", &secret(2));
    for _ in 0..11 {
        bank.wait(TimeDelta::hours(1));
        bank.write(|tx| access::touch_session(tx, &secret(2), bank.now))
            .unwrap();
    }
    assert!(is_signed_in(&bank, &secret(2)));
    bank.wait(TimeDelta::hours(1));
    assert!(!is_signed_in(&bank, &secret(2)));
}

#[test]
fn a_browser_that_signs_in_again_has_one_session() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    bank.wait(TimeDelta::seconds(5));
    sign_in(&bank, "ann@example.org", &secret(2));
    bank.wait(TimeDelta::seconds(5));
    let Gate::Open(Some(candidate)) = gate(&bank, "ann@example.org") else {
        panic!("no candidate")
    };
    let again = Opening {
        before: Some(secret(1)),
        ..opening(&secret(3), false)
    };
    bank.write(|tx| access::finish_sign_in(tx, &candidate, "ann", &again, &bank.moment()))
        .unwrap();
    assert!(!is_signed_in(&bank, &secret(1)), "this browser’s old one");
    assert!(is_signed_in(&bank, &secret(2)), "that of another browser");
    assert!(is_signed_in(&bank, &secret(3)));
}

#[test]
fn a_clock_put_back_brings_no_session_back() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    bank.wait(TimeDelta::days(-400));
    assert!(!is_signed_in(&bank, &secret(1)));
}

#[test]
fn tries_are_slowed_down_and_end_for_the_day_at_a_hundred() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    assert!(matches!(
        gate(&bank, "ann@example.org"),
        Gate::Open(Some(_))
    ));
    assert!(matches!(gate(&bank, "ann@example.org"), Gate::Wait));
    for _ in 1..100 {
        bank.wait(TimeDelta::seconds(10));
        assert!(matches!(gate(&bank, "ann@example.org"), Gate::Open(_)));
    }
    bank.wait(TimeDelta::seconds(10));
    assert!(matches!(gate(&bank, "ann@example.org"), Gate::ClosedToday));
    bank.wait(TimeDelta::days(1));
    assert!(matches!(
        gate(&bank, "ann@example.org"),
        Gate::Open(Some(_))
    ));
}

#[test]
fn what_was_typed_is_forgotten_after_two_days() {
    let mut bank = TestBank::new();
    let kept = |bank: &TestBank| {
        let mut names = bank
            .conn
            .prepare("SELECT name FROM sign_in_try ORDER BY name")
            .unwrap();
        let rows = names.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect::<Vec<String>>()
    };
    gate(&bank, "heron teapot ladder");
    bank.wait(TimeDelta::days(1));
    gate(&bank, "ann@example.org");
    assert_eq!(kept(&bank), ["ann@example.org", "heron teapot ladder"]);
    bank.wait(TimeDelta::days(1));
    gate(&bank, "bob@example.org");
    assert_eq!(kept(&bank), ["ann@example.org", "bob@example.org"]);
}

#[test]
fn an_unknown_name_is_treated_like_a_known_one() {
    let bank = TestBank::new();
    assert!(matches!(
        gate(&bank, "nobody@example.org"),
        Gate::Open(None)
    ));
    assert!(matches!(gate(&bank, "nobody@example.org"), Gate::Wait));
}

#[test]
fn a_new_password_ends_every_other_session() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    bank.wait(TimeDelta::seconds(5));
    sign_in(&bank, "ann@example.org", &secret(2));
    let hash = access::hash_password("another three words", [1; 16]).unwrap();
    let ann = bank.person(bank.ann);
    bank.write(|tx| access::change_password(tx, &ann, &hash, &secret(2), &bank.moment()))
        .unwrap();
    assert!(!is_signed_in(&bank, &secret(1)));
    assert!(is_signed_in(&bank, &secret(2)));
}

#[test]
fn a_member_who_leaves_is_signed_out() {
    let bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| {
        timebank::member::change_state(tx, &ruth, bank.ann, StateChange::Leave, &bank.moment())
    })
    .unwrap();
    assert!(!is_signed_in(&bank, &secret(1)));
}

#[test]
fn a_token_lasts_until_its_day_or_until_it_is_taken_back() {
    let mut bank = TestBank::new();
    let by = System::COMMAND_LINE;
    let moment = bank.moment();
    bank.write(|tx| {
        access::create_token(tx, &by, bank.ruth, "report", 30, &secret(5), &moment)?;
        access::create_token(tx, &by, bank.ruth, "script", 30, &secret(6), &moment)
    })
    .unwrap();
    let works = |bank: &TestBank, n| {
        access::resolve_token(&bank.conn, &secret(n), bank.now)
            .unwrap()
            .is_some()
    };
    assert!(works(&bank, 5) && works(&bank, 6));
    bank.write(|tx| access::revoke_token(tx, &by, "script", &moment))
        .unwrap();
    assert!(works(&bank, 5) && !works(&bank, 6));
    bank.wait(TimeDelta::days(30));
    assert!(!works(&bank, 5));
    let longer =
        bank.write(|tx| access::create_token(tx, &by, bank.ruth, "long", 91, &secret(7), &moment));
    assert_eq!(longer.unwrap_err().kind(), Kind::Invalid);
}

#[test]
fn the_file_holds_no_secret_that_could_be_used() {
    let bank = TestBank::new();
    with_password(&bank, bank.ann);
    sign_in(&bank, "ann@example.org", &secret(1));
    let stored: Vec<u8> = bank
        .conn
        .query_row("SELECT token FROM session", [], |row| row.get(0))
        .unwrap();
    assert_ne!(stored, [1; 32]);
}

#[test]
fn naming_ones_own_password_again_climbs_a_ladder_of_its_own() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    let ann = bank.member(bank.ann).person().clone();
    let check = |bank: &TestBank| {
        bank.write(|tx| access::begin_own_check(tx, &ann, &bank.moment()))
            .unwrap()
    };
    let Gate::Open(Some(candidate)) = check(&bank) else {
        panic!("no candidate")
    };
    assert_eq!(candidate.member, bank.ann);
    assert!(matches!(check(&bank), Gate::Wait));
    assert!(matches!(gate(&bank, "ann@example.org"), Gate::Open(_)));

    for _ in 0..3 {
        bank.wait(TimeDelta::seconds(3));
        assert!(matches!(check(&bank), Gate::Open(_)));
    }
    let hash = access::hash_password("another three words", [1; 16]).unwrap();
    bank.write(|tx| access::change_password(tx, &ann, &hash, &secret(1), &bank.moment()))
        .unwrap();
    bank.wait(TimeDelta::seconds(1));
    assert!(matches!(check(&bank), Gate::Open(_)));
    bank.wait(TimeDelta::seconds(1));
    assert!(matches!(check(&bank), Gate::Open(_)));
}

#[test]
fn a_browser_knows_which_session_is_its_own() {
    let mut bank = TestBank::new();
    with_password(&bank, bank.ann);
    for n in [1, 2] {
        bank.wait(TimeDelta::seconds(5));
        sign_in(&bank, "ann@example.org", &secret(n));
    }
    let ann = bank.member(bank.ann).person().clone();
    let sessions = access::sessions_of(&bank.conn, &ann, bank.now).unwrap();
    let own: Vec<bool> = sessions
        .iter()
        .map(|session| session.belongs_to(&secret(2)))
        .collect();
    assert_eq!(own, [true, false]);
}
