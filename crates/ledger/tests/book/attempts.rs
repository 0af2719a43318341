//! Exactly once with its outcome: a refusal is an answer too.

use ledger::{
    AccountKind, Attempt, Limits, Minutes, PostError, Rejection, Transfer, TransferKind, attempt,
    place, post, post_hold, reversal_of, reverse, set_limits,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, dump, empty, entry, help, hold_id, id, limits, minutes,
    open_members, promise, rejection, write,
};

/// Tom (2) stays within −60 and 120; Ida (1) has no limits; 3 is closed; 4 and 5 stand at the
/// most there is. Transfer 1 is help, 2 reverses it.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        let member = AccountKind::Member;
        ledger::open_account(tx, account(2), member, limits(-60, 120), at(0)).unwrap();
        open_members(tx, &[1, 3, 4, 5]);
        ledger::close_account(tx, account(3), at(0)).unwrap();
        post(tx, &help(1, 2, 1, 30, "2026-09-20"), at(1)).unwrap();
        reverse(tx, id(1), id(2), None, at(1)).unwrap();
        post(tx, &help(3, 5, 4, Minutes::MAX, "2026-09-20"), at(1)).unwrap();
    });
    book
}

fn attempted(book: &mut Connection, transfer: &Transfer, seconds: i64) -> Attempt {
    write(book, |tx| attempt(tx, transfer, at(seconds)).unwrap())
}

#[test]
fn a_retry_gets_the_first_answer_however_the_book_has_changed() {
    let mut book = book();
    let asked = help(9, 2, 1, 61, "2026-09-20").with_source(b"exchange 9");
    let low = Rejection::BelowLimit {
        account: account(2),
        balance: Minutes::ZERO,
        minutes: minutes(-61),
        limit: minutes(-60),
    };
    assert_eq!(attempted(&mut book, &asked, 2), Attempt::Refused(low));
    write(&mut book, |tx| {
        set_limits(tx, account(2), Limits::NONE, at(3), None).unwrap();
    });
    let before = dump(&book);
    assert_eq!(attempted(&mut book, &asked, 4), Attempt::Refused(low));
    let refused = write(&mut book, |tx| rejection(post(tx, &asked, at(4))));
    assert_eq!(refused, low, "by the other way in as well");
    assert_eq!(dump(&book), before);
    let in_earnest = help(10, 2, 1, 61, "2026-09-20").with_source(b"exchange 9");
    let Attempt::Posted(first) = attempted(&mut book, &in_earnest, 5) else {
        panic!("a new id is a new question");
    };
    let Attempt::Posted(again) = attempted(&mut book, &in_earnest, 6) else {
        panic!("it is posted");
    };
    assert!(!first.already && again.already && first.digest == again.digest);
    assert_proved(&book);
}

#[test]
fn the_same_id_with_other_content_is_a_named_conflict() {
    let mut book = book();
    attempted(&mut book, &help(9, 2, 1, 61, "2026-09-20"), 2);
    let before = dump(&book);
    let conflict = Attempt::Refused(Rejection::ExistsWithOtherContent { id: id(9) });
    let gift = vec![entry(1, 61), entry(2, -61)];
    for other in [
        help(9, 2, 1, 60, "2026-09-20"),
        help(9, 1, 2, 61, "2026-09-20"),
        help(9, 2, 1, 61, "2026-09-21"),
        help(9, 2, 1, 61, "2026-09-20").with_source(b"x"),
        Transfer::new(id(9), TransferKind::Gift, day("2026-09-20"), gift).unwrap(),
    ] {
        assert_eq!(attempted(&mut book, &other, 3), conflict);
        let refused = write(&mut book, |tx| rejection(post(tx, &other, at(3))));
        assert_eq!(Attempt::Refused(refused), conflict);
    }
    let of_posted = Attempt::Refused(Rejection::ExistsWithOtherContent { id: id(1) });
    assert_eq!(
        attempted(&mut book, &help(1, 2, 1, 31, "2026-09-20"), 3),
        of_posted
    );
    assert_eq!(
        dump(&book),
        before,
        "a conflict is not kept: the id has its answer"
    );
}

/// Every refusal that the book decides is read back word by word and figure by figure.
#[test]
fn every_kept_refusal_is_answered_again_as_it_was() {
    let mut book = book();
    let of = |n: u8, entries: &[(u8, i64)]| {
        let entries = entries.iter().map(|(n, m)| entry(*n, *m)).collect();
        Transfer::new(id(n), TransferKind::Gift, day("2026-09-20"), entries).unwrap()
    };
    let reversals = write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 50, 900), at(1)).unwrap();
        let part = vec![entry(4, -5), entry(5, 5)];
        ledger::reverse_part(tx, id(3), id(4), part, None, at(1)).unwrap();
        let of = |original, n| reversal_of(tx, id(original), id(n), None).unwrap();
        [of(1, 20), of(2, 21), of(3, 22)]
    });
    // A reversal of what never came into the book.
    let tx = book.transaction().unwrap();
    post(&tx, &help(40, 1, 4, 5, "2026-09-20"), at(1)).unwrap();
    let of_nothing = reversal_of(&tx, id(40), id(23), None).unwrap();
    tx.rollback().unwrap();
    let asked = [
        of(30, &[(1, 5), (77, -5)]),
        of(31, &[(1, 5), (3, -5)]),
        of(32, &[(1, 61), (2, -61)]),
        of(33, &[(1, 11), (2, -11)]),
        of(34, &[(1, -121), (2, 121)]),
        of(35, &[(1, -6), (4, 6)]),
    ];
    let reversals = reversals.into_iter().chain([of_nothing]);
    let asked: Vec<Transfer> = reversals.chain(asked).collect();
    let answers: Vec<Attempt> = asked
        .iter()
        .map(|transfer| attempted(&mut book, transfer, 5))
        .collect();
    let words: Vec<String> = answers
        .iter()
        .map(|answer| match answer {
            Attempt::Refused(rejection) => format!("{rejection:?}"),
            Attempt::Posted(_) => "posted".to_owned(),
        })
        .map(|text| text.split_whitespace().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        words,
        [
            "AlreadyReversed",
            "IsAReversal",
            "MoreThanIsLeft",
            "UnknownTransfer",
            "UnknownAccount",
            "AccountClosed",
            "BelowLimit",
            "HeldBack",
            "AboveLimit",
            "TooLarge"
        ]
    );
    for (transfer, answer) in asked.iter().zip(&answers) {
        assert_eq!(attempted(&mut book, transfer, 900), *answer);
    }
    let count = "SELECT count(*) FROM ledger_refusal";
    let kept: usize = book.query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, asked.len(), "each is kept, once");
    assert_proved(&book);
}

#[test]
fn what_is_wrong_by_itself_is_not_kept_and_leaves_the_id_free() {
    let mut book = book();
    let before = dump(&book);
    let long = help(9, 2, 1, 5, "2026-09-20").with_source(&[7; 33]);
    let refused = Attempt::Refused(Rejection::SourceTooLong { length: 33 });
    assert_eq!(attempted(&mut book, &long, 2), refused);
    assert_eq!(dump(&book), before);
    let right = help(9, 2, 1, 5, "2026-09-20").with_source(&[7; 32]);
    assert!(matches!(
        attempted(&mut book, &right, 2),
        Attempt::Posted(_)
    ));
}

#[test]
fn a_refused_id_is_used_up_for_holds_and_sweeps_as_well() {
    let mut book = book();
    let asked = help(9, 2, 1, 61, "2026-09-20");
    attempted(&mut book, &asked, 2);
    write(&mut book, |tx| {
        place(tx, &promise(1, 2, None, 50, 900), at(3)).unwrap();
        let other = Rejection::ExistsWithOtherContent { id: id(9) };
        let transfer = help(9, 2, 1, 50, "2026-09-20");
        assert_eq!(
            rejection(post_hold(tx, hold_id(1), &transfer, at(4))),
            other
        );
        let sweep = ledger::Sweep {
            id: id(9),
            kind: TransferKind::Settlement,
            account: account(4),
            with: account(1),
            done_on: day("2026-09-20"),
            source: None,
        };
        assert_eq!(rejection(ledger::sweep(tx, &sweep, at(4))), other);
        let refused = ledger::post_batch(tx, &[asked], at(4)).unwrap_err();
        assert!(matches!(
            refused.error,
            PostError::Rejected(Rejection::BelowLimit { .. })
        ));
    });
    assert_proved(&book);
}

#[test]
fn what_is_rolled_back_was_not_answered() {
    let mut book = book();
    let asked = help(9, 2, 1, 61, "2026-09-20");
    let tx = book.transaction().unwrap();
    assert!(matches!(
        attempt(&tx, &asked, at(2)).unwrap(),
        Attempt::Refused(_)
    ));
    tx.rollback().unwrap();
    write(&mut book, |tx| {
        set_limits(tx, account(2), Limits::NONE, at(3), None).unwrap();
    });
    assert!(matches!(
        attempted(&mut book, &asked, 4),
        Attempt::Posted(_)
    ));
}
