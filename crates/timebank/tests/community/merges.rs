//! Two entries of one person become one, and history stays as it was.

use ledger::TransferId;
use timebank::actor::Role;
use timebank::member::{self, State};
use timebank::survey::{self, NewSurvey, OwnKind, Sheet, Wave};
use timebank::{Error, MemberId, exchange, merge};

use crate::support::TestBank;

/// Ann stands in the list twice; under her second number she was helped by Bob for an hour.
fn twice() -> (TestBank, MemberId) {
    let bank = TestBank::new();
    let second = bank.add("A. Whitcombe", Role::Member);
    let help = bank.help(bank.bob, second, 60);
    let (bob, moment) = (bank.member(bank.bob), bank.moment());
    bank.write(|tx| exchange::record(tx, &bob, &help, &moment))
        .unwrap();
    let other = bank.member(second);
    bank.write(|tx| exchange::confirm(tx, &other, help.id, &moment))
        .unwrap();
    let ruth = bank.coordinator(bank.ruth);
    bank.write(|tx| exchange::approve(tx, &ruth, help.id, None, &moment))
        .unwrap();
    (bank, second)
}

fn merged(bank: &TestBank, stays: MemberId, goes: MemberId, id: u128) -> timebank::Result<()> {
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    let transfer = TransferId::new(uuid::Uuid::from_u128(id));
    bank.write(|tx| merge::merge(tx, &ruth, stays, goes, transfer, &moment))
}

#[test]
fn hours_come_together_and_the_old_number_means_the_entry_that_stays() {
    let (bank, second) = twice();
    merged(&bank, bank.ann, second, 900).unwrap();
    merged(&bank, bank.ann, second, 901).unwrap();
    assert_eq!(bank.balance(bank.ann), -60);
    let gone = member::get(&bank.conn, second).unwrap();
    assert_eq!(gone.state, State::Left);
    let standing = merge::now_standing(&bank.conn, gone).unwrap();
    assert_eq!(standing.id, bank.ann);
    let names = merge::merged_into(&bank.conn, bank.ann).unwrap();
    assert_eq!(names[0].name, "A. Whitcombe");
    assert_eq!(ledger::head(&bank.conn).unwrap().seq, 2);
    bank.assert_books_are_clean();
}

#[test]
fn entries_that_cannot_be_one_are_left_as_they_are() {
    let (bank, second) = twice();
    assert!(matches!(
        merged(&bank, bank.ann, bank.ann, 1),
        Err(Error::Invalid(_))
    ));
    assert!(matches!(
        merged(&bank, bank.ann, bank.nia, 2),
        Err(Error::Forbidden(_))
    ));
    assert!(matches!(
        merged(&bank, bank.ruth, second, 3),
        Err(Error::Forbidden(_))
    ));
    let open = bank.help(bank.bob, second, 30);
    let (bob, moment) = (bank.member(bank.bob), bank.moment());
    bank.write(|tx| exchange::record(tx, &bob, &open, &moment))
        .unwrap();
    assert!(matches!(
        merged(&bank, bank.ann, second, 4),
        Err(Error::Conflict(_))
    ));
    assert_eq!(
        bank.balance(bank.ann),
        0,
        "nothing of a refused merge stays"
    );
    bank.assert_books_are_clean();
}

fn asked(bank: &TestBank, who: MemberId, wave: Wave, day: &str, value: Option<i64>) {
    let survey = survey::all(&bank.conn).unwrap()[0].id;
    let sheet = Sheet {
        survey,
        member: who,
        wave,
        answered_on: day.parse().unwrap(),
        declined: value.is_none(),
        answers: value
            .map(|value| ("own_1".to_owned(), Some(value)))
            .into_iter()
            .collect(),
    };
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| survey::answer_for(tx, &ruth, &sheet, &moment))
        .unwrap();
}

fn survey_of_one_question(bank: &TestBank) {
    let new = NewSurvey {
        name: "How are you?".into(),
        own: vec![("I know my neighbours".into(), OwnKind::Scale)],
        ..NewSurvey::default()
    };
    let (ruth, moment) = (bank.coordinator(bank.ruth), bank.moment());
    bank.write(|tx| survey::open(tx, &ruth, &new, &moment))
        .unwrap();
}

#[test]
fn what_the_old_number_answered_pairs_with_what_the_entry_that_stays_answered() {
    let (bank, second) = twice();
    survey_of_one_question(&bank);
    asked(&bank, second, Wave::First, "2026-01-10", Some(3));
    asked(&bank, bank.ann, Wave::First, "2026-01-20", Some(5));
    asked(&bank, bank.ann, Wave::Again, "2026-02-10", Some(7));
    merged(&bank, bank.ann, second, 900).unwrap();
    let sheets = survey::of_member(&bank.conn, bank.ann).unwrap();
    let said: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet.wave, sheet.answers["own_1"]))
        .collect();
    assert_eq!(said, [(Wave::Again, Some(7)), (Wave::First, Some(3))]);
    assert!(survey::of_member(&bank.conn, second).unwrap().is_empty());
    assert!(survey::has_consented(&bank.conn, bank.ann).unwrap());
    assert!(!survey::has_consented(&bank.conn, second).unwrap());
}

#[test]
fn an_answer_stays_before_a_refusal_of_the_same_person() {
    let (bank, second) = twice();
    survey_of_one_question(&bank);
    asked(&bank, bank.ann, Wave::First, "2026-01-10", None);
    asked(&bank, second, Wave::First, "2026-01-20", Some(5));
    merged(&bank, bank.ann, second, 900).unwrap();
    let sheets = survey::of_member(&bank.conn, bank.ann).unwrap();
    assert_eq!(sheets.len(), 1);
    assert!(!sheets[0].declined);
}
