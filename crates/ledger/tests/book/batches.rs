//! Several transfers as one, all that is left, and an account closed with its settlement.

use ledger::{
    AccountKind, Limits, Minutes, PostError, Rejection, Sweep, TransferKind, close_with_settlement,
    place, post, post_batch, reversal_of, sweep,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, dump, empty, help, id, limits, minutes, open_members, promise,
    rejection, write,
};

/// Ida (1) within −60 and 120, Tom (2) and Noor (3) without limits, the pot (4).
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(1), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[2, 3]);
        ledger::open_account(tx, account(4), AccountKind::Pot, Limits::NONE, at(0)).unwrap();
    });
    book
}

fn settlement(n: u8, from: u8) -> Sweep {
    Sweep {
        id: id(n),
        kind: TransferKind::Settlement,
        account: account(from),
        with: account(4),
        done_on: day("2026-09-21"),
        source: Some(b"left".to_vec()),
    }
}

#[test]
fn a_batch_is_posted_as_a_whole_and_in_order() {
    let mut book = book();
    // The second would pass the limit without the first.
    let batch = [
        help(1, 2, 1, 40, "2026-09-20"),
        help(2, 1, 3, 100, "2026-09-20"),
    ];
    let receipts = write(&mut book, |tx| post_batch(tx, &batch, at(1)).unwrap());
    assert_eq!(receipts.iter().map(|r| r.seq).collect::<Vec<_>>(), [1, 2]);
    let again = write(&mut book, |tx| post_batch(tx, &batch, at(9)).unwrap());
    assert!(again.iter().all(|receipt| receipt.already));
    assert_eq!(again[1].digest, receipts[1].digest);
    assert!(write(&mut book, |tx| post_batch(tx, &[], at(9)).unwrap()).is_empty());
    assert_proved(&book);
}

#[test]
fn a_batch_with_one_refusal_leaves_nothing_and_says_which() {
    let mut book = book();
    let before = dump(&book);
    let batch = [
        help(1, 2, 1, 40, "2026-09-20"),
        help(2, 1, 3, 101, "2026-09-20"),
        help(3, 2, 3, 5, "2026-09-20"),
    ];
    write(&mut book, |tx| {
        let refused = post_batch(tx, &batch, at(1)).unwrap_err();
        assert_eq!(refused.place, 1);
        assert!(matches!(
            refused.error,
            PostError::Rejected(Rejection::BelowLimit { .. })
        ));
        assert_eq!(
            refused.to_string(),
            "transfer 2 of the batch: The account stands at 40 minutes; an entry of -101 would \
             take it below its limit of -60."
        );
        assert_eq!(dump(tx), before);
        // The transaction goes on.
        post(tx, &batch[2], at(1)).unwrap();
    });
    assert_eq!(ledger::head(&book).unwrap().seq, 1);
    assert_proved(&book);
}

#[test]
fn a_batch_of_reversals_takes_back_all_or_none() {
    let mut book = book();
    write(&mut book, |tx| {
        for n in 1..=3 {
            post(tx, &help(n, 2, 3, i64::from(n), "2026-09-20"), at(1)).unwrap();
        }
        let reversals: Vec<_> = (1..=3)
            .map(|n| reversal_of(tx, id(n), id(n + 10), None).unwrap())
            .collect();
        post_batch(tx, &reversals, at(2)).unwrap();
        let again = [reversal_of(tx, id(1), id(21), None).unwrap()];
        let refused = post_batch(tx, &again, at(3)).unwrap_err();
        assert!(matches!(
            refused.error,
            PostError::Rejected(Rejection::AlreadyReversed { .. })
        ));
    });
    assert_eq!(ledger::balance(&book, account(3)).unwrap(), Minutes::ZERO);
    assert_proved(&book);
}

#[test]
fn all_that_is_left_is_moved_either_way() {
    let mut book = book();
    write(&mut book, |tx| {
        post(tx, &help(1, 2, 3, 75, "2026-09-20"), at(1)).unwrap();
        let up = sweep(tx, &settlement(2, 2), at(2)).unwrap();
        let down = sweep(tx, &settlement(3, 3), at(2)).unwrap();
        assert_eq!((up.seq, down.seq), (2, 3));
        for n in 2..=4 {
            assert_eq!(ledger::balance(tx, account(n)).unwrap(), Minutes::ZERO);
        }
        let nothing = Rejection::NothingLeft {
            account: account(2),
        };
        assert_eq!(rejection(sweep(tx, &settlement(4, 2), at(3))), nothing);
        // Sent again after the account has moved on.
        post(tx, &help(5, 2, 3, 10, "2026-09-20"), at(4)).unwrap();
        assert!(sweep(tx, &settlement(2, 2), at(5)).unwrap().already);
        let other = Rejection::ExistsWithOtherContent { id: id(2) };
        assert_eq!(rejection(sweep(tx, &settlement(2, 3), at(5))), other);
        let unknown = Rejection::UnknownAccount {
            account: account(77),
        };
        assert_eq!(rejection(sweep(tx, &settlement(6, 77), at(5))), unknown);
        let twice = Rejection::AccountTwice {
            account: account(4),
        };
        assert_eq!(rejection(sweep(tx, &settlement(6, 4), at(5))), twice);
    });
    assert_proved(&book);
}

#[test]
fn what_is_held_is_not_left() {
    let mut book = book();
    write(&mut book, |tx| {
        post(tx, &help(1, 2, 3, 75, "2026-09-20"), at(1)).unwrap();
        place(tx, &promise(1, 3, None, 50, 900), at(1)).unwrap();
        sweep(tx, &settlement(2, 3), at(2)).unwrap();
        assert_eq!(ledger::balance(tx, account(3)).unwrap(), minutes(50));
        let nothing = Rejection::NothingLeft {
            account: account(3),
        };
        assert_eq!(rejection(sweep(tx, &settlement(3, 3), at(2))), nothing);
    });
    assert_proved(&book);
}

#[test]
fn an_account_is_closed_with_its_settlement_or_not_at_all() {
    let mut book = book();
    write(&mut book, |tx| {
        post(tx, &help(1, 2, 1, 75, "2026-09-20"), at(1)).unwrap();
        let receipt = close_with_settlement(tx, &settlement(2, 1), at(2))
            .unwrap()
            .unwrap();
        assert_eq!(receipt.seq, 2);
        let ida = ledger::account(tx, account(1)).unwrap().unwrap();
        assert_eq!(ida.closed_at, Some(at(2)));
        let again = close_with_settlement(tx, &settlement(2, 1), at(9))
            .unwrap()
            .unwrap();
        assert!(again.already);
        let closed = Rejection::AccountClosed {
            account: account(1),
        };
        assert_eq!(
            rejection(close_with_settlement(tx, &settlement(3, 1), at(9))),
            closed
        );
        // Nothing to move: closed without a transfer.
        assert_eq!(
            close_with_settlement(tx, &settlement(4, 3), at(9)).unwrap(),
            None
        );
        let before = dump(tx);
        place(tx, &promise(1, 2, None, 5, 900), at(9)).unwrap();
        let kept = Rejection::MinutesHeld {
            account: account(2),
            held: minutes(5),
        };
        assert_eq!(
            rejection(close_with_settlement(tx, &settlement(5, 2), at(9))),
            kept
        );
        ledger::release(tx, promise(1, 2, None, 5, 900).id, at(10), None).unwrap();
        let narrow = Limits {
            lower: Some(minutes(40)),
            upper: None,
        };
        ledger::set_limits(tx, account(4), narrow, at(10), None).unwrap();
        let refused = rejection(close_with_settlement(tx, &settlement(5, 2), at(11)));
        assert!(
            matches!(refused, Rejection::BelowLimit { .. }),
            "the pot has its limit"
        );
        assert_ne!(dump(tx), before);
        assert_eq!(
            ledger::account(tx, account(2)).unwrap().unwrap().closed_at,
            None
        );
    });
    assert_proved(&book);
}
