//! Ways in beside the password: printed codes, links by mail, and devices of one's own.

use chrono::TimeDelta;
use timebank::access::{self, Gate, Opening, Secret, SignedIn};
use timebank::actor::System;
use timebank::error::{Kind, Result};
use timebank::ids::MemberId;
use timebank::member::StateChange;
use timebank::outbox::{self, Notice, NoticeKind};

use crate::support::TestBank;

const PRINTED: &str = "CDFG-HJKL";

fn secret(n: u8) -> Secret {
    Secret::new([n; 32])
}

fn opening(cookie: u8, own_device: bool) -> Opening {
    Opening {
        secret: secret(cookie),
        label: "Firefox".into(),
        own_device,
        before: None,
    }
}

/// Ruth makes a code for somebody, with these letters.
fn made(bank: &TestBank, id: MemberId, letters: &str) {
    let hash = access::hash_password(letters, [1; 16]).unwrap();
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| access::make_code(tx, &ruth, id, &hash, &bank.moment()))
        .unwrap();
}

fn gate(bank: &TestBank, number: &str) -> Gate {
    bank.write(|tx| access::begin_code(tx, number, &bank.moment()))
        .unwrap()
}

/// Types a code; nothing where it is not right.
fn typed(bank: &TestBank, letters: &str, brought: &Opening) -> Option<Result<SignedIn>> {
    let Gate::Open(candidate) = gate(bank, "1") else {
        panic!("too soon")
    };
    if !access::verify(candidate.as_ref(), letters) {
        return None;
    }
    let candidate = candidate.unwrap();
    Some(bank.write(|tx| access::finish_code(tx, &candidate, "1", brought, &bank.moment())))
}

fn lasts(bank: &TestBank, cookie: u8) -> bool {
    access::resolve_session(&bank.conn, &secret(cookie), bank.now)
        .unwrap()
        .is_some()
}

#[test]
fn a_printed_code_lets_in_once_without_password_or_address() {
    let mut bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    assert!(!access::has_password(&bank.conn, bank.ann).unwrap());
    let signed_in = typed(&bank, PRINTED, &opening(1, false)).unwrap().unwrap();
    assert_eq!(signed_in.person.id(), bank.ann);
    assert!(lasts(&bank, 1));
    bank.wait(TimeDelta::seconds(10));
    assert!(typed(&bank, PRINTED, &opening(2, false)).is_none());
}

#[test]
fn a_code_used_twice_at_once_lets_in_one() {
    let mut bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    let Gate::Open(Some(first)) = gate(&bank, "1") else {
        panic!("no code")
    };
    bank.wait(TimeDelta::seconds(10));
    let Gate::Open(Some(second)) = gate(&bank, "1") else {
        panic!("no code")
    };
    let finish = |candidate, cookie| {
        bank.write(|tx| {
            access::finish_code(tx, candidate, "1", &opening(cookie, false), &bank.moment())
        })
    };
    assert!(finish(&first, 1).is_ok());
    assert_eq!(finish(&second, 2).unwrap_err().kind(), Kind::NotFound);
}

#[test]
fn a_code_bears_five_tries_and_two_weeks() {
    let mut bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    for _ in 0..5 {
        bank.wait(TimeDelta::seconds(10));
        assert!(matches!(gate(&bank, "1"), Gate::Open(Some(_))));
    }
    bank.wait(TimeDelta::seconds(10));
    assert!(matches!(gate(&bank, "1"), Gate::Open(None)));

    made(&bank, bank.ann, PRINTED);
    let until = access::code_until(&bank.conn, bank.ann, bank.now).unwrap();
    assert_eq!(until, Some(bank.now + TimeDelta::days(14)));
    bank.wait(TimeDelta::days(14));
    assert!(typed(&bank, PRINTED, &opening(1, false)).is_none());
    assert_eq!(
        access::code_until(&bank.conn, bank.ann, bank.now).unwrap(),
        None
    );
}

#[test]
fn a_new_code_takes_the_place_of_the_old_one() {
    let mut bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    made(&bank, bank.ann, "another");
    assert!(typed(&bank, PRINTED, &opening(1, false)).is_none());
    bank.wait(TimeDelta::seconds(10));
    assert!(typed(&bank, "another", &opening(1, false)).unwrap().is_ok());
}

#[test]
fn nobody_prints_a_code_for_whoever_looks_after_something() {
    let bank = TestBank::new();
    let hash = access::hash_password(PRINTED, [1; 16]).unwrap();
    let ruth = bank.coordinator(bank.ruth);
    let refused = bank.write(|tx| access::make_code(tx, &ruth, bank.ruth, &hash, &bank.moment()));
    assert_eq!(refused.unwrap_err().kind(), Kind::Forbidden);
}

#[test]
fn a_member_who_leaves_has_no_way_in_any_more() {
    let bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| {
        timebank::member::change_state(tx, &ruth, bank.ann, StateChange::Leave, &bank.moment())
    })
    .unwrap();
    assert!(matches!(gate(&bank, "1"), Gate::Open(None)));
}

#[test]
fn a_session_on_ones_own_device_lasts_two_weeks_without_use_and_a_month_at_most() {
    let mut bank = TestBank::new();
    made(&bank, bank.ann, PRINTED);
    let signed_in = typed(&bank, PRINTED, &opening(1, true)).unwrap().unwrap();
    assert!(signed_in.own_device);
    bank.wait(TimeDelta::days(14) - TimeDelta::minutes(1));
    assert!(lasts(&bank, 1));
    bank.write(|tx| access::touch_session(tx, &secret(1), bank.now))
        .unwrap();
    bank.wait(TimeDelta::days(13));
    assert!(lasts(&bank, 1));
    bank.write(|tx| access::touch_session(tx, &secret(1), bank.now))
        .unwrap();
    bank.wait(TimeDelta::days(3) + TimeDelta::minutes(1));
    assert!(!lasts(&bank, 1));
}

fn asked(bank: &TestBank, address: &str) -> Vec<Notice> {
    bank.write(|tx| access::ask_link(tx, address, &bank.moment()))
        .unwrap();
    let waiting = outbox::waiting(&bank.conn).unwrap().into_iter();
    waiting
        .filter(|notice| notice.kind == NoticeKind::SignInLink)
        .collect()
}

fn sent(bank: &TestBank, notice: &Notice, link: u8) -> bool {
    let by = System::COMMAND_LINE;
    bank.write(|tx| access::begin_link(tx, &by, notice, &secret(link), &bank.moment()))
        .unwrap()
}

fn used(bank: &TestBank, link: u8) -> Result<SignedIn> {
    bank.write(|tx| access::use_link(tx, &secret(link), &opening(1, false), &bank.moment()))
}

#[test]
fn a_link_from_a_mail_lets_in_once_and_looking_at_it_changes_nothing() {
    let bank = TestBank::new();
    let notices = asked(&bank, "ann@example.org");
    assert!(sent(&bank, &notices[0], 9));
    for _ in 0..3 {
        let link = access::link(&bank.conn, &secret(9), bank.now).unwrap();
        assert_eq!(link.unwrap().member, bank.ann);
    }
    assert_eq!(used(&bank, 9).unwrap().person.id(), bank.ann);
    assert!(lasts(&bank, 1));
    assert_eq!(used(&bank, 9).unwrap_err().kind(), Kind::NotFound);
}

#[test]
fn a_link_works_for_half_an_hour_and_the_newest_alone() {
    let mut bank = TestBank::new();
    let notices = asked(&bank, "ann@example.org");
    assert!(sent(&bank, &notices[0], 8));
    assert!(sent(&bank, &notices[0], 9));
    assert!(used(&bank, 8).is_err());
    bank.wait(TimeDelta::minutes(30));
    assert!(used(&bank, 9).is_err());
    bank.wait(TimeDelta::minutes(1));
    assert!(!sent(&bank, &notices[0], 7), "nobody waits for it any more");
}

#[test]
fn asking_tells_nobody_who_is_a_member_and_cannot_flood_a_letter_box() {
    let mut bank = TestBank::new();
    assert_eq!(asked(&bank, "nobody@example.org").len(), 0);
    assert_eq!(asked(&bank, "ann@example.org").len(), 1);
    assert_eq!(
        asked(&bank, " ANN@example.org").len(),
        1,
        "a minute has to pass"
    );
    for _ in 0..20 {
        bank.wait(TimeDelta::minutes(2));
        asked(&bank, "ann@example.org");
    }
    assert_eq!(asked(&bank, "ann@example.org").len(), 9);
}

#[test]
fn whoever_looks_after_something_gets_no_link() {
    let bank = TestBank::new();
    assert_eq!(asked(&bank, "ruth@example.org").len(), 0);
}
