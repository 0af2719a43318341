//! What somebody speaks and when they are usually free.

use ledger::TransferId;
use timebank::circumstances::{self, Circumstances, Time};
use timebank::member::{self, StateChange};
use timebank::{MemberId, merge};
use uuid::Uuid;

use crate::support::TestBank;

fn said(languages: &[&str], times: &[Time]) -> Circumstances {
    Circumstances {
        languages: languages.iter().map(|one| (*one).to_owned()).collect(),
        times: times.to_vec(),
    }
}

fn says(bank: &TestBank, who: MemberId, said: &Circumstances) {
    let by = bank.person(who);
    bank.write(|tx| circumstances::say(tx, &by, said, &bank.moment()))
        .unwrap();
}

#[test]
fn what_was_said_last_counts_in_the_order_in_which_it_was_said() {
    let bank = TestBank::new();
    says(&bank, bank.ann, &said(&["French"], &Time::ALL));
    let second = said(&["Welsh", "Arabic"], &[Time::Evenings]);
    says(&bank, bank.ann, &second);
    assert_eq!(circumstances::of(&bank.conn, bank.ann).unwrap(), second);
    let ruth = bank.coordinator(bank.ruth);
    let nothing = Circumstances::default();
    bank.write(|tx| circumstances::say_for(tx, &ruth, bank.ann, &nothing, &bank.moment()))
        .unwrap();
    assert_eq!(circumstances::of(&bank.conn, bank.ann).unwrap(), nothing);
}

#[test]
fn of_somebody_who_left_nothing_is_kept() {
    let bank = TestBank::new();
    says(&bank, bank.ann, &said(&["French"], &[Time::Weekends]));
    let ruth = bank.coordinator(bank.ruth);
    let leave = StateChange::Leave;
    bank.write(|tx| member::change_state(tx, &ruth, bank.ann, leave, &bank.moment()))
        .unwrap();
    let kept = circumstances::of(&bank.conn, bank.ann).unwrap();
    assert_eq!(kept, Circumstances::default());
}

#[test]
fn of_two_entries_the_one_that_stays_is_believed() {
    let bank = TestBank::new();
    says(&bank, bank.ann, &said(&["French"], &[Time::Weekends]));
    let ruth = bank.coordinator(bank.ruth);
    let settlement = TransferId::new(Uuid::from_u128(77));
    bank.write(|tx| merge::merge(tx, &ruth, bank.bob, bank.ann, settlement, &bank.moment()))
        .unwrap();
    let kept = circumstances::of(&bank.conn, bank.bob).unwrap();
    assert_eq!(kept, said(&["French"], &[Time::Weekends]));
}
