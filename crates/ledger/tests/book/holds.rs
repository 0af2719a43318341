//! Minutes promised: counted at once, posted whole or in part, released, or lapsed.

use ledger::{
    AccountKind, HoldEnd, Limits, Minutes, Rejection, available, held, lapse, lapse_due, place,
    post, post_hold, release,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, dump, empty, entry, help, hold_id, id, limits, minutes,
    open_members, post_at, promise, rejection, write,
};

/// Tom (2) stays within −60 and 120; Ida (1), Noor (3) and Mia (4) have no limits.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(2), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[1, 3, 4]);
    });
    book
}

fn figures(book: &Connection, n: u8) -> (i64, i64, i64) {
    let balance = ledger::balance(book, account(n)).unwrap();
    let free = available(book, account(n)).unwrap();
    (
        balance.get(),
        held(book, account(n)).unwrap().get(),
        free.get(),
    )
}

#[test]
fn a_promised_minute_counts_at_once_and_moves_nothing() {
    let mut book = book();
    let receipt = write(&mut book, |tx| {
        place(tx, &promise(1, 2, Some(1), 45, 100), at(1)).unwrap()
    });
    assert_eq!(
        (receipt.seq, receipt.held, receipt.at),
        (1, minutes(45), at(1))
    );
    assert_eq!(figures(&book, 2), (0, 45, -45));
    assert_eq!(
        figures(&book, 1),
        (0, 0, 0),
        "nothing is promised of the other side"
    );
    let refused = write(&mut book, |tx| {
        rejection(post(tx, &help(1, 2, 3, 16, "2026-09-20"), at(2)))
    });
    let figures_of = |minutes| Rejection::HeldBack {
        account: account(2),
        balance: Minutes::ZERO,
        held: Minutes::new(45).unwrap(),
        minutes,
        limit: Minutes::new(-60).unwrap(),
    };
    assert_eq!(refused, figures_of(minutes(-16)));
    let refused = write(&mut book, |tx| {
        rejection(place(tx, &promise(2, 2, None, 16, 100), at(2)))
    });
    assert_eq!(refused, figures_of(minutes(-16)));
    post_at(&mut book, &help(1, 2, 3, 15, "2026-09-20"), 2);
    assert_eq!(figures(&book, 2), (-15, 45, -60));
    assert_proved(&book);
}

#[test]
fn a_hold_is_posted_whole_and_the_promise_is_not_measured_again() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, Some(1), 45, 100), at(1)).unwrap();
        // Narrowed since: a promise made within the limit is kept.
        ledger::set_limits(tx, account(2), limits(0, 120), at(2), None).unwrap();
        let receipt = post_hold(tx, hold_id(1), &help(1, 2, 1, 45, "2026-09-20"), at(3)).unwrap();
        assert_eq!((receipt.seq, receipt.already), (1, false));
        let again = post_hold(tx, hold_id(1), &help(1, 2, 1, 45, "2026-09-20"), at(9)).unwrap();
        assert!(again.already && again.digest == receipt.digest);
    });
    assert_eq!(figures(&book, 2), (-45, 0, -45));
    let hold = ledger::hold(&book, hold_id(1)).unwrap().unwrap();
    let ended = hold.ended.unwrap();
    assert_eq!(
        (ended.end, ended.at, ended.transfer),
        (HoldEnd::Posted, at(3), Some(id(1)))
    );
    assert_proved(&book);
}

#[test]
fn a_hold_is_posted_in_part_and_the_rest_is_free_again() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 60, 100), at(1)).unwrap();
        post_hold(tx, hold_id(1), &help(1, 2, 3, 20, "2026-09-20"), at(3)).unwrap();
    });
    assert_eq!(figures(&book, 2), (-20, 0, -20));
    post_at(&mut book, &help(2, 2, 1, 40, "2026-09-20"), 4);
    assert_proved(&book);
}

#[test]
fn a_hold_ends_once() {
    let mut book = book();
    write(&mut book, |tx| {
        for n in 1..=3 {
            place(tx, &promise(n, 2, None, 20, 100), at(1)).unwrap();
        }
        let posts = |hold, n, length, seconds| {
            let transfer = help(n, 2, 1, length, "2026-09-20");
            post_hold(tx, hold_id(hold), &transfer, at(seconds))
        };
        let ended = |n, end| Rejection::HoldEnded {
            hold: hold_id(n),
            end,
        };
        posts(1, 1, 20, 2).unwrap();
        release(tx, hold_id(2), at(3), Some(b"by phone")).unwrap();
        assert_eq!(rejection(posts(1, 2, 20, 4)), ended(1, HoldEnd::Posted));
        assert_eq!(rejection(posts(2, 2, 20, 4)), ended(2, HoldEnd::Released));
        assert_eq!(
            rejection(release(tx, hold_id(1), at(4), None)),
            ended(1, HoldEnd::Posted)
        );
        let again = release(tx, hold_id(2), at(5), None).unwrap();
        assert!(again.already && again.at == at(3));
        assert_eq!(lapse_due(tx, at(100)).unwrap(), [hold_id(3)]);
        assert_eq!(lapse_due(tx, at(100)).unwrap(), []);
        assert_eq!(
            rejection(lapse(tx, hold_id(1), at(100))),
            ended(1, HoldEnd::Posted)
        );
        assert_eq!(
            rejection(lapse(tx, hold_id(2), at(100))),
            ended(2, HoldEnd::Released)
        );
        assert!(lapse(tx, hold_id(3), at(100)).unwrap().already);
        assert_eq!(rejection(posts(3, 2, 20, 101)), ended(3, HoldEnd::Lapsed));
    });
    assert_eq!(figures(&book, 2), (-20, 0, -20));
    assert_eq!(ledger::open_holds(&book, None).unwrap(), []);
    assert_proved(&book);
}

#[test]
fn from_its_time_limit_on_a_hold_can_only_lapse() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 20, 100), at(1)).unwrap();
        let lapses_at = at(100);
        let hold = hold_id(1);
        let not_due = Rejection::HoldNotDue { hold, lapses_at };
        assert_eq!(rejection(lapse(tx, hold, at(99))), not_due);
        assert_eq!(lapse_due(tx, at(99)).unwrap(), []);
        let past = Rejection::HoldPastItsTime { hold, lapses_at };
        let transfer = help(1, 2, 1, 20, "2026-09-20");
        assert_eq!(rejection(post_hold(tx, hold, &transfer, at(100))), past);
        assert_eq!(rejection(release(tx, hold, at(100), None)), past);
        assert_eq!(
            held(tx, account(2)).unwrap(),
            minutes(20),
            "until its lapse is written"
        );
        let receipt = lapse(tx, hold, at(100)).unwrap();
        assert_eq!((receipt.held, receipt.seq), (Minutes::ZERO, 2));
    });
    assert_proved(&book);
}

#[test]
fn the_same_hold_placed_again_answers_the_first_receipt() {
    let mut book = book();
    let hold = promise(1, 2, Some(1), 20, 100);
    let first = write(&mut book, |tx| place(tx, &hold, at(1)).unwrap());
    write(&mut book, |tx| release(tx, hold.id, at(2), None).unwrap());
    let again = write(&mut book, |tx| place(tx, &hold, at(500)).unwrap());
    assert_eq!(
        (again.seq, again.at, again.digest),
        (1, at(1), first.digest)
    );
    assert!(again.already && !first.already);
    for other in [
        promise(1, 2, Some(1), 21, 100),
        promise(1, 2, None, 20, 100),
        promise(1, 2, Some(3), 20, 100),
        promise(1, 3, Some(1), 20, 100),
        promise(1, 2, Some(1), 20, 101),
        ledger::Hold {
            source: Some(vec![1]),
            ..hold.clone()
        },
    ] {
        let refused = write(&mut book, |tx| rejection(place(tx, &other, at(3))));
        assert_eq!(
            refused,
            Rejection::HoldExistsWithOtherContent { hold: hold.id }
        );
    }
}

#[test]
fn what_was_held_is_known_as_of_every_instant() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 20, 100), at(10)).unwrap();
        place(tx, &promise(2, 2, None, 30, 100), at(20)).unwrap();
        place(tx, &promise(3, 3, None, 7, 100), at(25)).unwrap();
        post_hold(tx, hold_id(1), &help(1, 2, 1, 15, "2026-09-20"), at(30)).unwrap();
        lapse_due(tx, at(200)).unwrap();
    });
    let as_of = |seconds| {
        ledger::held_as_of(&book, account(2), at(seconds))
            .unwrap()
            .get()
    };
    let held: Vec<i64> = [10, 11, 20, 21, 30, 31, 200, 201].map(as_of).to_vec();
    assert_eq!(held, [0, 20, 20, 50, 50, 30, 30, 0]);
    assert_eq!(
        ledger::held_as_of(&book, account(77), at(0)).unwrap(),
        Minutes::ZERO
    );
    assert_proved(&book);
}

#[test]
fn open_holds_are_listed_by_their_time_limits() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, Some(1), 20, 300), at(10)).unwrap();
        place(tx, &promise(2, 3, None, 30, 200), at(20)).unwrap();
        place(tx, &promise(3, 2, None, 5, 100), at(25)).unwrap();
        release(tx, hold_id(3), at(30), None).unwrap();
    });
    let ids = |from| -> Vec<_> {
        let holds = ledger::open_holds(&book, from).unwrap();
        holds.into_iter().map(|placed| placed.hold.id).collect()
    };
    assert_eq!(ids(None), [hold_id(2), hold_id(1)]);
    assert_eq!(ids(Some(account(2))), [hold_id(1)]);
    let placed = ledger::hold(&book, hold_id(1)).unwrap().unwrap();
    assert_eq!(placed.hold, promise(1, 2, Some(1), 20, 300));
    assert_eq!((placed.placed_at, placed.ended), (at(10), None));
    assert_eq!(ledger::hold(&book, hold_id(9)).unwrap(), None);
}

/// What comes in is not counted before it comes: the upper limit is asked when a hold is posted.
#[test]
fn a_hold_does_not_use_up_the_upper_limit_of_the_other_side() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 1, Some(2), 100, 100), at(1)).unwrap();
        place(tx, &promise(2, 1, Some(2), 100, 100), at(1)).unwrap();
        let posts = |hold, n, length| {
            post_hold(
                tx,
                hold_id(hold),
                &help(n, 1, 2, length, "2026-09-20"),
                at(2),
            )
        };
        posts(1, 1, 100).unwrap();
        let before = dump(tx);
        let above = Rejection::AboveLimit {
            account: account(2),
            balance: minutes(100),
            minutes: minutes(100),
            limit: minutes(120),
        };
        assert_eq!(rejection(posts(2, 2, 100)), above);
        assert_eq!(dump(tx), before, "the hold stays open");
        posts(2, 2, 20).unwrap();
    });
    assert_proved(&book);
}

#[test]
fn a_transfer_takes_no_more_than_was_promised_and_from_nobody_else() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, Some(1), 30, 100), at(1)).unwrap();
        let before = dump(tx);
        let posts = |entries: &[(u8, i64)]| {
            let entries = entries.iter().map(|(n, m)| entry(*n, *m)).collect();
            let kind = ledger::TransferKind::Help;
            let day = "2026-09-20".parse().unwrap();
            let transfer = ledger::Transfer::new(id(1), kind, day, entries).unwrap();
            post_hold(tx, hold_id(1), &transfer, at(2))
        };
        let hold = hold_id(1);
        let for_others = |n| Rejection::HoldForOthers {
            hold,
            account: account(n),
        };
        assert_eq!(rejection(posts(&[(3, -30), (1, 30)])), for_others(2));
        assert_eq!(rejection(posts(&[(2, 30), (1, -30)])), for_others(2));
        assert_eq!(
            rejection(posts(&[(2, -30), (1, 20), (3, 10)])),
            for_others(3)
        );
        let more = Rejection::MoreThanHeld {
            account: account(2),
            held: minutes(30),
            minutes: minutes(-31),
        };
        assert_eq!(rejection(posts(&[(2, -31), (1, 31)])), more);
        assert_eq!(dump(tx), before);
        // Somebody else may pay beside it: an activity that several take part in.
        posts(&[(2, -30), (3, -30), (1, 60)]).unwrap();
    });
    assert_proved(&book);
}

#[test]
fn an_account_closes_when_nothing_is_held_of_it() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 3, Some(1), 30, 100), at(1)).unwrap();
        let refused = rejection(ledger::close_account(tx, account(3), at(2)));
        let account_3 = account(3);
        assert_eq!(
            refused,
            Rejection::MinutesHeld {
                account: account_3,
                held: minutes(30)
            }
        );
        // The other side may close: then the hold can be released, and not be posted.
        ledger::close_account(tx, account(1), at(2)).unwrap();
        let refused = rejection(post_hold(
            tx,
            hold_id(1),
            &help(1, 3, 1, 30, "2026-09-20"),
            at(3),
        ));
        let account_1 = account(1);
        assert_eq!(refused, Rejection::AccountClosed { account: account_1 });
        release(tx, hold_id(1), at(4), None).unwrap();
        ledger::close_account(tx, account(3), at(5)).unwrap();
    });
    assert_proved(&book);
}

#[test]
fn time_in_the_book_does_not_run_back_past_a_hold() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 10, 900), at(500)).unwrap();
        let receipt = post(tx, &help(1, 1, 3, 5, "2026-09-20"), at(2)).unwrap();
        assert_eq!(receipt.posted_at, at(500));
        let placed = place(tx, &promise(2, 2, None, 10, 900), at(1)).unwrap();
        assert_eq!(placed.at, at(500));
        let too_soon = Rejection::HoldLapsesTooSoon {
            hold: hold_id(3),
            lapses_at: at(500),
        };
        assert_eq!(
            rejection(place(tx, &promise(3, 2, None, 1, 500), at(1))),
            too_soon
        );
    });
    assert_proved(&book);
}

#[test]
fn without_a_lower_limit_as_much_can_be_promised_as_fits_into_the_book() {
    let mut book = book();
    write(&mut book, |tx| {
        place(tx, &promise(1, 3, None, Minutes::MAX, 900), at(1)).unwrap();
        let too_large = Rejection::TooLarge {
            account: account(3),
        };
        assert_eq!(
            rejection(place(tx, &promise(2, 3, None, 1, 900), at(1))),
            too_large
        );
        ledger::set_limits(tx, account(3), Limits::NONE, at(1), None).unwrap();
        post(tx, &help(1, 3, 1, 5, "2026-09-20"), at(2)).unwrap();
    });
    assert_eq!(figures(&book, 3), (-5, Minutes::MAX, -5 - Minutes::MAX));
    assert_proved(&book);
}
