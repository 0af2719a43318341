//! Every refusal, in its order of precedence, with its figures.

use ledger::{AccountKind, Limits, Minutes, Rejection, Transfer, TransferKind, post};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, dump, empty, entry, help, id, limits, minutes, open_members,
    rejection, write,
};

/// One minute more than one entry may move.
fn beyond() -> Minutes {
    let most = Minutes::new(Minutes::MAX).unwrap();
    most.checked_add(minutes(1)).unwrap()
}

/// An entry of that many minutes.
fn large(n: u8, sign: i64) -> ledger::Entry {
    let minutes = if sign < 0 {
        beyond().checked_neg().unwrap()
    } else {
        beyond()
    };
    ledger::Entry {
        account: account(n),
        minutes,
    }
}

/// A fault is put right with each step, and the next rule answers.
#[test]
fn a_transfer_by_itself_is_refused_by_the_first_rule_it_breaks() {
    let (good, late) = (day("2026-09-21"), day("+12026-09-21"));
    let reversal = TransferKind::Reversal;
    let ladder = [
        (reversal, late, vec![entry(1, 0)], Rejection::TooFewEntries),
        (
            reversal,
            late,
            vec![entry(1, 0), entry(1, 0)],
            Rejection::MinutesNought {
                account: account(1),
            },
        ),
        (
            reversal,
            late,
            vec![entry(1, 5), entry(2, 5), entry(1, 5)],
            Rejection::AccountTwice {
                account: account(1),
            },
        ),
        (
            reversal,
            late,
            vec![entry(1, 5), large(2, 1)],
            Rejection::DoesNotBalance {
                sum: beyond().checked_add(minutes(5)).unwrap(),
            },
        ),
        (
            reversal,
            late,
            vec![large(1, -1), large(2, 1)],
            Rejection::DayOutOfRange { day: late },
        ),
        (
            reversal,
            good,
            vec![large(1, -1), large(2, 1)],
            Rejection::ReversesNothing,
        ),
        (
            TransferKind::Gift,
            good,
            vec![large(1, -1), large(2, 1)],
            Rejection::TooLarge {
                account: account(1),
            },
        ),
    ];
    for (kind, done_on, entries, expected) in ladder {
        assert_eq!(Transfer::new(id(1), kind, done_on, entries), Err(expected));
    }
    let entries = vec![entry(1, -5), entry(2, 5)];
    assert!(Transfer::new(id(1), TransferKind::Gift, good, entries).is_ok());
    let (one, gift) = (account(1), TransferKind::Gift);
    let alone = Transfer::between(id(1), gift, one, one, minutes(5), good);
    assert_eq!(alone, Err(Rejection::AccountTwice { account: one }));
}

/// Account 1 stays within −60 and 120, account 2 within −100 and 100, account 3 is closed,
/// account 4 stands at the most the book can hold. Transfer 1 is help, 2 reverses it.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(1), member, limits(-60, 120), at(0)).unwrap();
        ledger::open_account(tx, account(2), member, limits(-100, 100), at(0)).unwrap();
        open_members(tx, &[3, 4, 5, 6]);
        ledger::close_account(tx, account(3), at(0)).unwrap();
        post(tx, &help(1, 2, 1, 30, "2026-09-20"), at(1)).unwrap();
        ledger::reverse(tx, id(1), id(2), None, at(2)).unwrap();
        post(tx, &help(3, 5, 4, Minutes::MAX, "2026-09-20"), at(3)).unwrap();
        post(tx, &help(4, 2, 1, 20, "2026-09-20"), at(4)).unwrap();
    });
    book
}

fn gift(n: u8, entries: &[(u8, i64)]) -> Transfer {
    let entries = entries
        .iter()
        .map(|(account, minutes)| entry(*account, *minutes))
        .collect();
    Transfer::new(id(n), TransferKind::Gift, day("2026-09-21"), entries).unwrap()
}

#[test]
fn the_book_refuses_a_transfer_by_the_first_rule_it_breaks() {
    let low = Rejection::BelowLimit {
        account: account(2),
        balance: minutes(-20),
        minutes: minutes(-81),
        limit: minutes(-100),
    };
    let high = Rejection::AboveLimit {
        account: account(1),
        balance: minutes(20),
        minutes: minutes(101),
        limit: minutes(120),
    };
    let too_large = [(4, 1), (5, -1)];
    let with = |more: &[(u8, i64)]| [&too_large[..], more].concat();
    let ladder = [
        (
            gift(1, &with(&[])).with_source(&[7; 33]),
            Rejection::SourceTooLong { length: 33 },
        ),
        (
            gift(1, &[(1, 101), (2, -81), (3, -21), (77, 1)]),
            Rejection::ExistsWithOtherContent { id: id(1) },
        ),
        (
            gift(9, &with(&[(1, 101), (2, -81), (3, -21), (77, 1)])),
            Rejection::UnknownAccount {
                account: account(77),
            },
        ),
        (
            gift(9, &with(&[(1, 101), (2, -81), (3, -20)])),
            Rejection::AccountClosed {
                account: account(3),
            },
        ),
        (gift(9, &[(1, 101), (2, -81), (4, 1), (5, -21)]), low),
        (gift(9, &[(1, 101), (2, -80), (4, 1), (5, -22)]), high),
        (
            gift(9, &too_large),
            Rejection::TooLarge {
                account: account(4),
            },
        ),
    ];
    let mut book = book();
    let before = dump(&book);
    for (transfer, expected) in ladder {
        let refused = write(&mut book, |tx| rejection(post(tx, &transfer, at(5))));
        assert_eq!(refused, expected, "{transfer:?}");
        assert_eq!(dump(&book), before, "a refusal writes nothing");
    }
    // To both limits and not a minute further.
    let to_the_limits = gift(9, &[(1, 100), (2, -80), (6, -20)]);
    write(&mut book, |tx| post(tx, &to_the_limits, at(5)).unwrap());
    assert_proved(&book);
}

#[test]
fn a_reversal_is_refused_by_the_first_rule_it_breaks() {
    let mut book = book();
    let mut reverse = |original, new, seconds| {
        write(&mut book, |tx| {
            ledger::reverse(tx, id(original), id(new), None, at(seconds))
        })
    };
    let unknown = Rejection::UnknownTransfer { id: id(77) };
    assert_eq!(rejection(reverse(77, 9, 5)), unknown);
    let other = Rejection::ExistsWithOtherContent { id: id(3) };
    assert_eq!(rejection(reverse(1, 3, 5)), other);
    assert_eq!(
        rejection(reverse(2, 9, 5)),
        Rejection::IsAReversal { id: id(2) }
    );
    assert_eq!(
        rejection(reverse(1, 9, 5)),
        Rejection::AlreadyReversed { id: id(1) }
    );
    assert!(
        reverse(1, 2, 5).unwrap().already,
        "the same reversal again is no second one"
    );
    assert!(!reverse(4, 9, 5).unwrap().already);
    assert_proved(&book);
}

#[test]
fn a_reversal_is_held_to_the_limits_until_somebody_changes_them() {
    let mut book = book();
    write(&mut book, |tx| {
        post(tx, &gift(5, &[(1, -75), (2, 75)]), at(5)).unwrap();
        ledger::set_limits(tx, account(1), limits(-60, 120), at(5), Some(b"minute 12")).unwrap();
        let refused = rejection(ledger::reverse(tx, id(4), id(6), None, at(6)));
        assert_eq!(
            refused.to_string(),
            "The account stands at -55 minutes; an entry of -20 would take it below its limit \
             of -60."
        );
        ledger::set_limits(tx, account(1), Limits::NONE, at(6), Some(b"minute 13")).unwrap();
        ledger::reverse(tx, id(4), id(6), None, at(6)).unwrap();
        ledger::set_limits(tx, account(1), limits(-60, 120), at(6), Some(b"minute 14")).unwrap();
        // Below its limit now, and free to come back.
        post(tx, &gift(7, &[(1, 5), (2, -5)]), at(7)).unwrap();
    });
    assert_eq!(ledger::balance(&book, account(1)).unwrap(), minutes(-70));
    assert_proved(&book);
}

#[test]
fn accounts_are_opened_limited_and_closed_by_their_rules() {
    let mut book = book();
    let crossed = Rejection::LimitsCrossed {
        lower: minutes(1),
        upper: minutes(0),
    };
    write(&mut book, |tx| {
        let open =
            |n, limits| ledger::open_account(tx, account(n), AccountKind::Pot, limits, at(5));
        assert_eq!(rejection(open(1, limits(1, 0))), crossed);
        let exists = Rejection::AccountExists {
            account: account(1),
        };
        assert_eq!(rejection(open(1, Limits::NONE)), exists);
        let set = |n, limits| ledger::set_limits(tx, account(n), limits, at(5), None);
        assert_eq!(rejection(set(77, limits(1, 0))), crossed);
        let unknown = Rejection::UnknownAccount {
            account: account(77),
        };
        assert_eq!(rejection(set(77, Limits::NONE)), unknown);
        let closed = Rejection::AccountClosed {
            account: account(3),
        };
        assert_eq!(rejection(set(3, Limits::NONE)), closed);
        let long = ledger::set_limits(tx, account(3), limits(1, 0), at(5), Some(&[1; 33]));
        assert_eq!(rejection(long), Rejection::SourceTooLong { length: 33 });
        let close = |n| ledger::close_account(tx, account(n), at(5));
        assert_eq!(rejection(close(77)), unknown);
        assert_eq!(rejection(close(3)), closed);
        let balance = minutes(20);
        let not_nought = Rejection::BalanceNotNought {
            account: account(1),
            balance,
        };
        assert_eq!(rejection(close(1)), not_nought);
    });
    let noor = ledger::account(&book, account(3)).unwrap().unwrap();
    assert_eq!((noor.limits, noor.closed_at), (Limits::NONE, Some(at(0))));
    let ida = ledger::account(&book, account(1)).unwrap().unwrap();
    assert_eq!((ida.limits, ida.closed_at), (limits(-60, 120), None));
    assert_eq!(ledger::account(&book, account(77)).unwrap(), None);
}

#[test]
fn the_same_transfer_sent_again_answers_the_first_receipt() {
    let mut book = book();
    let sent = help(9, 2, 1, 15, "2026-09-21").with_source(b"exchange 9");
    let first = write(&mut book, |tx| post(tx, &sent, at(9)).unwrap());
    let again = write(&mut book, |tx| post(tx, &sent, at(90)).unwrap());
    assert!(!first.already && again.already);
    assert_eq!(
        (again.seq, again.posted_at, again.digest),
        (5, at(9), first.digest)
    );
    let others = [
        help(9, 2, 1, 16, "2026-09-21").with_source(b"exchange 9"),
        help(9, 1, 2, 15, "2026-09-21").with_source(b"exchange 9"),
        help(9, 2, 1, 15, "2026-09-22").with_source(b"exchange 9"),
        help(9, 2, 1, 15, "2026-09-21").with_source(b"exchange 8"),
        help(9, 2, 1, 15, "2026-09-21"),
        gift(9, &[(1, 15), (2, -15)]).with_source(b"exchange 9"),
    ];
    for other in others {
        let refused = write(&mut book, |tx| rejection(post(tx, &other, at(90))));
        assert_eq!(refused, Rejection::ExistsWithOtherContent { id: id(9) });
    }
}
