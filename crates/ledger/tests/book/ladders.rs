//! The refusals of holds in their order of precedence: a fault is put right with each step, and
//! the next rule answers. Those of transfers stand in `rejections.rs`, those of months in
//! `months.rs`.

use ledger::{
    AccountKind, Hold, HoldEnd, Minutes, PostError, Rejection, Transfer, TransferKind, lapse,
    place, post, post_hold, release,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, dump, empty, entry, help, hold_id, id, limits, minutes,
    open_members, promise, rejection, write,
};

/// Tom (2) within −60 and 120 with 40 held by hold 1 for anybody; Ida (1) and Mia (4) without
/// limits; 3 is closed; hold 2 is released, hold 3 of Ida's is past its time at 50, hold 4 is of
/// all that Mia can promise. Transfer 1 is posted.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(2), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[1, 3, 4]);
        ledger::close_account(tx, account(3), at(0)).unwrap();
        post(tx, &help(1, 1, 4, 5, "2026-09-20"), at(1)).unwrap();
        place(tx, &promise(1, 2, None, 40, 900), at(2)).unwrap();
        place(tx, &promise(2, 2, Some(1), 5, 900), at(2)).unwrap();
        place(tx, &promise(3, 1, None, 5, 50), at(2)).unwrap();
        place(tx, &promise(4, 4, None, Minutes::MAX, 900), at(2)).unwrap();
        release(tx, hold_id(2), at(3), None).unwrap();
    });
    book
}

fn unknown(n: u8) -> Rejection {
    let account = account(n);
    Rejection::UnknownAccount { account }
}

fn closed(n: u8) -> Rejection {
    let account = account(n);
    Rejection::AccountClosed { account }
}

/// With a source that is too long.
fn long(mut hold: Hold) -> Hold {
    hold.source = Some(vec![1; 33]);
    hold
}

/// Of holds that Tom places, and one of Mia's.
fn ladder_of_placing() -> Vec<(Hold, Rejection)> {
    let tom = account(2);
    let (account, minus) = (tom, minutes(-9));
    let (balance, limit) = (Minutes::ZERO, minutes(-60));
    let below = Rejection::BelowLimit {
        account,
        balance,
        minutes: minutes(-61),
        limit,
    };
    let held_back = Rejection::HeldBack {
        account,
        balance,
        held: minutes(40),
        minutes: minutes(-21),
        limit,
    };
    let not_positive = Rejection::HoldNotPositive {
        account,
        minutes: minus,
    };
    let too_soon = Rejection::HoldLapsesTooSoon {
        hold: hold_id(9),
        lapses_at: at(5),
    };
    let hold = hold_id(1);
    let other = Rejection::HoldExistsWithOtherContent { hold };
    let nought = Rejection::MinutesNought { account };
    let twice = Rejection::AccountTwice { account };
    let too_long = Rejection::SourceTooLong { length: 33 };
    let mia = super::support::account(4);
    vec![
        (long(promise(1, 2, Some(2), 0, 5)), nought),
        (long(promise(1, 2, Some(2), -9, 5)), twice),
        (long(promise(1, 2, Some(77), -9, 5)), not_positive),
        (long(promise(1, 2, Some(77), 99, 5)), too_long),
        (promise(1, 2, Some(77), 99, 5), other),
        (promise(9, 2, Some(77), 99, 5), too_soon),
        (promise(9, 3, Some(77), 99, 900), unknown(77)),
        (promise(9, 2, Some(3), 99, 900), closed(3)),
        (promise(9, 2, Some(1), 61, 900), below),
        (promise(9, 2, Some(1), 21, 900), held_back),
        (
            promise(9, 4, Some(1), 1, 900),
            Rejection::TooLarge { account: mia },
        ),
    ]
}

#[test]
fn a_hold_is_refused_by_the_first_rule_it_breaks() {
    let mut book = book();
    let before = dump(&book);
    for (hold, expected) in ladder_of_placing() {
        let refused = write(&mut book, |tx| rejection(place(tx, &hold, at(10))));
        assert_eq!(refused, expected, "{hold:?}");
        assert_eq!(dump(&book), before, "a refusal writes nothing");
    }
    // To the limit and not a minute further.
    write(&mut book, |tx| {
        place(tx, &promise(9, 2, None, 20, 900), at(10)).unwrap();
        place(tx, &promise(10, 1, None, 20, 900), at(10)).unwrap();
    });
    assert_eq!(ledger::held(&book, account(1)).unwrap(), minutes(25));
    assert_proved(&book);
}

fn gift(n: u8, entries: &[(u8, i64)]) -> Transfer {
    let entries = entries.iter().map(|(n, moved)| entry(*n, *moved)).collect();
    Transfer::new(id(n), TransferKind::Gift, day("2026-09-21"), entries).unwrap()
}

/// The hold, the transfer that is to post it, and why not.
fn ladder_of_posting() -> Vec<(u8, Transfer, Rejection)> {
    let bad = [(4, -1), (3, -99), (77, 100)];
    let with = |more: &[(u8, i64)]| gift(9, &[&bad[..], more].concat());
    let (of_nobody, ended) = (hold_id(77), hold_id(2));
    let past = Rejection::HoldPastItsTime {
        hold: hold_id(3),
        lapses_at: at(50),
    };
    let for_others = Rejection::HoldForOthers {
        hold: hold_id(1),
        account: account(2),
    };
    let more = Rejection::MoreThanHeld {
        account: account(2),
        held: minutes(40),
        minutes: minutes(-41),
    };
    let released = Rejection::HoldEnded {
        hold: ended,
        end: HoldEnd::Released,
    };
    let too_long = Rejection::SourceTooLong { length: 33 };
    let other = Rejection::ExistsWithOtherContent { id: id(1) };
    let unknown_hold = Rejection::UnknownHold { hold: of_nobody };
    vec![
        (77, gift(1, &bad).with_source(&[7; 33]), too_long),
        (77, gift(1, &bad), other),
        (77, gift(9, &bad), unknown_hold),
        (2, gift(9, &bad), released),
        (3, gift(9, &bad), past),
        (1, gift(9, &bad), for_others),
        (1, with(&[(2, -41), (1, 41)]), more),
        (1, with(&[(2, -40), (1, 40)]), unknown(77)),
        (1, gift(9, &[(3, -1), (2, -40), (1, 41)]), closed(3)),
    ]
}

#[test]
fn a_posting_of_a_hold_is_refused_by_the_first_rule_it_breaks() {
    let mut book = book();
    let before = dump(&book);
    for (hold, transfer, expected) in ladder_of_posting() {
        let refused = write(&mut book, |tx| {
            rejection(post_hold(tx, hold_id(hold), &transfer, at(60)))
        });
        assert_eq!(refused, expected, "{transfer:?}");
        assert_eq!(dump(&book), before, "a refusal writes nothing");
    }
    write(&mut book, |tx| {
        post_hold(tx, hold_id(1), &gift(9, &[(2, -40), (1, 40)]), at(60)).unwrap();
        // Posted another way, it is no posting of the hold.
        post(tx, &gift(10, &[(2, -5), (1, 5)]), at(61)).unwrap();
        let other = Rejection::ExistsWithOtherContent { id: id(10) };
        let again = post_hold(tx, hold_id(1), &gift(10, &[(2, -5), (1, 5)]), at(62));
        assert_eq!(rejection(again), other);
    });
    assert_proved(&book);
}

#[test]
fn a_release_and_a_lapse_are_refused_by_the_first_rule_they_break() {
    let mut book = book();
    write(&mut book, |tx| {
        let (source, unknown) = (
            Some(&[1; 33][..]),
            Rejection::UnknownHold { hold: hold_id(77) },
        );
        let long = Rejection::SourceTooLong { length: 33 };
        assert_eq!(rejection(release(tx, hold_id(77), at(60), source)), long);
        assert_eq!(rejection(release(tx, hold_id(77), at(60), None)), unknown);
        assert_eq!(rejection(lapse(tx, hold_id(77), at(60))), unknown);
        let past = Rejection::HoldPastItsTime {
            hold: hold_id(3),
            lapses_at: at(50),
        };
        assert_eq!(rejection(release(tx, hold_id(3), at(60), None)), past);
        let ended = |n, end| Rejection::HoldEnded {
            hold: hold_id(n),
            end,
        };
        let released = ended(2, HoldEnd::Released);
        assert_eq!(rejection(lapse(tx, hold_id(2), at(60))), released);
        lapse(tx, hold_id(3), at(60)).unwrap();
        let lapsed = ended(3, HoldEnd::Lapsed);
        assert_eq!(rejection(release(tx, hold_id(3), at(60), None)), lapsed);
        let not_due = Rejection::HoldNotDue {
            hold: hold_id(1),
            lapses_at: at(900),
        };
        assert_eq!(rejection(lapse(tx, hold_id(1), at(60))), not_due);
    });
    assert_proved(&book);
}

/// What is left of transfer 1 is 5 of Mia's, for Ida.
#[test]
fn a_reversal_in_part_is_refused_by_the_first_rule_it_breaks() {
    let mut book = book();
    write(&mut book, |tx| {
        ledger::reverse(tx, id(1), id(2), None, at(4)).unwrap();
        post(tx, &gift(3, &[(1, -5), (2, 2), (4, 3)]), at(5)).unwrap();
        let part = |original: u8, new: u8, of: &[(u8, i64)]| {
            let entries = of.iter().map(|(n, moved)| entry(*n, *moved)).collect();
            let done = ledger::reverse_part(tx, id(original), id(new), entries, None, at(6));
            rejection(done)
        };
        let bad = [(4, -9), (77, 9)];
        assert_eq!(part(77, 1, &bad), Rejection::UnknownTransfer { id: id(77) });
        assert_eq!(part(2, 1, &[(4, -9)]), Rejection::TooFewEntries);
        let other = Rejection::ExistsWithOtherContent { id: id(1) };
        assert_eq!(part(2, 1, &bad), other);
        assert_eq!(part(2, 9, &bad), Rejection::IsAReversal { id: id(2) });
        assert_eq!(part(1, 9, &bad), Rejection::AlreadyReversed { id: id(1) });
        let more = Rejection::MoreThanIsLeft {
            account: account(4),
            left: minutes(3),
            minutes: minutes(-9),
        };
        assert_eq!(part(3, 9, &bad), more);
        ledger::set_limits(tx, account(2), limits(0, 120), at(6), None).unwrap();
        let held_back = part(3, 9, &[(1, 2), (2, -2)]);
        assert!(matches!(held_back, Rejection::HeldBack { .. }));
        assert_eq!(
            more.to_string(),
            "Of the entry 3 minutes are left to take back; the reversal has -9."
        );
    });
    assert_proved(&book);
}

#[test]
fn an_account_is_closed_by_the_first_rule_it_does_not_break() {
    let mut book = book();
    write(&mut book, |tx| {
        let close = |n| rejection(ledger::close_account(tx, account(n), at(10)));
        assert_eq!(close(77), unknown(77));
        assert_eq!(close(3), closed(3));
        let not_nought = Rejection::BalanceNotNought {
            account: account(4),
            balance: minutes(5),
        };
        assert_eq!(close(4), not_nought);
        let kept = Rejection::MinutesHeld {
            account: account(2),
            held: minutes(40),
        };
        assert_eq!(close(2), kept);
        assert_eq!(
            kept.to_string(),
            "Of the account 40 minutes are promised; it closes when none are."
        );
    });
}

/// Each refusal is a sentence with its figures, and names nobody.
#[test]
fn every_refusal_of_a_hold_is_a_sentence() {
    let mut book = book();
    let said = |outcome: Result<(), PostError>| outcome.unwrap_err().to_string();
    write(&mut book, |tx| {
        let placed = |hold: Hold| said(place(tx, &hold, at(10)).map(drop));
        assert_eq!(
            placed(promise(9, 2, None, 21, 900)),
            "The account stands at 0 minutes, of which 40 are promised; -21 more would take it \
             below its limit of -60."
        );
        assert_eq!(
            placed(promise(9, 2, None, -3, 900)),
            "A hold is of at least one minute; this one is of -3."
        );
        assert_eq!(
            placed(promise(9, 2, None, 3, 5)),
            "The hold would lapse at 2026-09-21 09:00:05 UTC, which is not after now."
        );
        let posted = |n, entries: &[(u8, i64)]| {
            said(post_hold(tx, hold_id(n), &gift(9, entries), at(10)).map(drop))
        };
        assert_eq!(
            posted(1, &[(2, -41), (1, 41)]),
            "The hold is of 40 minutes; the transfer takes -41."
        );
        assert_eq!(
            posted(1, &[(4, -1), (1, 1)]),
            "The hold does not stand for an entry of this account."
        );
        assert_eq!(
            posted(2, &[(2, -1), (1, 1)]),
            "The hold has ended already: it was released."
        );
    });
}
