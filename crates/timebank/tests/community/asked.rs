//! What is asked to be put right waits like everything else: with an owner, a limit and an end.

use chrono::TimeDelta;
use timebank::exchange::{self, Owner};

use crate::support::TestBank;

#[test]
fn what_is_asked_to_be_put_right_is_reminded_handed_on_and_at_last_stays_as_it_is() {
    let mut bank = TestBank::new();
    let posted = bank.posted(90);
    let (bob, at) = (bank.member(bank.bob), bank.moment());
    bank.write(|tx| exchange::ask_to_correct(tx, &bob, posted.id, None, "Shorter", &at))
        .unwrap();
    let owner = |bank: &TestBank| bank.get(posted.id).owner();
    assert_eq!(owner(&bank), Some(Owner::Coordinators));
    assert!(
        exchange::then(&bank.conn, &bank.get(posted.id))
            .unwrap()
            .is_some()
    );
    bank.wait(TimeDelta::days(7));
    assert_eq!(bank.sweep().reminded, 1);
    assert_eq!(bank.told("exchange.reminder"), 2, "Ruth and Nia");
    bank.wait(TimeDelta::days(23));
    assert_eq!(bank.sweep().handed, 1);
    assert_eq!(owner(&bank), Some(Owner::Administrators));
    bank.wait(TimeDelta::days(90));
    assert_eq!(bank.sweep().lapsed, 1);
    assert_eq!(bank.told("exchange.lapsed"), 2, "Ann and Bob");
    let stays = bank.get(posted.id);
    assert_eq!(
        (stays.owner(), stays.due_at, stays.asked_at),
        (None, None, None)
    );
    assert_eq!(stays.state, posted.state);
    let at = bank.moment();
    bank.write(|tx| exchange::ask_to_correct(tx, &bob, posted.id, None, "Shorter", &at))
        .unwrap();
    assert_eq!(
        owner(&bank),
        Some(Owner::Coordinators),
        "it can be asked again"
    );
}
