//! Reversals in part: never more than is left, in any number of steps.

use ledger::{
    Entry, Limits, Rejection, Transfer, TransferKind, left_of, part_of, post, reverse, reverse_part,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, empty, entry, help, id, minutes, open_members, rejection,
    write,
};

/// Transfer 1: an activity that 1 led for 90 minutes, half for each of 2 and 3.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2, 3, 4]);
        let entries = vec![entry(1, 90), entry(2, -45), entry(3, -45)];
        let activity =
            Transfer::new(id(1), TransferKind::Help, day("2026-09-20"), entries).unwrap();
        post(tx, &activity.with_source(b"exchange 1"), at(1)).unwrap();
    });
    book
}

fn entries(of: &[(u8, i64)]) -> Vec<Entry> {
    of.iter().map(|(n, minutes)| entry(*n, *minutes)).collect()
}

#[test]
fn a_transfer_is_taken_back_in_parts_up_to_the_whole_and_no_further() {
    let mut book = book();
    write(&mut book, |tx| {
        let part = |n, of: &[(u8, i64)]| reverse_part(tx, id(1), id(n), entries(of), None, at(2));
        part(2, &[(1, -30), (2, 30)]).unwrap();
        assert_eq!(
            left_of(tx, id(1)).unwrap().unwrap(),
            entries(&[(1, 60), (2, -15), (3, -45)])
        );
        let more = |n, left, moved| Rejection::MoreThanIsLeft {
            account: account(n),
            left: minutes(left),
            minutes: minutes(moved),
        };
        assert_eq!(rejection(part(3, &[(1, -16), (2, 16)])), more(2, -15, 16));
        assert_eq!(
            rejection(part(3, &[(1, -61), (2, 15), (3, 46)])),
            more(1, 60, -61)
        );
        assert_eq!(rejection(part(3, &[(1, -10), (4, 10)])), more(4, 0, 10));
        assert_eq!(rejection(part(3, &[(1, 10), (3, -10)])), more(1, 60, 10));
        assert_eq!(
            rejection(reverse(tx, id(1), id(3), None, at(2))),
            more(1, 60, -90)
        );
        part(3, &[(1, -60), (2, 15), (3, 45)]).unwrap();
        let done = Rejection::AlreadyReversed { id: id(1) };
        assert_eq!(rejection(part(4, &[(1, -1), (2, 1)])), done);
        assert_eq!(rejection(reverse(tx, id(1), id(4), None, at(2))), done);
        assert_eq!(left_of(tx, id(1)).unwrap().unwrap(), []);
        assert!(part(3, &[(1, -60), (2, 15), (3, 45)]).unwrap().already);
        assert_eq!(
            rejection(part(3, &[(1, -60), (2, 45), (3, 15)])),
            Rejection::ExistsWithOtherContent { id: id(3) }
        );
    });
    let posted = ledger::transfer(&book, id(2)).unwrap().unwrap();
    assert_eq!(posted.reverses, Some(id(1)));
    assert_eq!(
        (posted.done_on, posted.kind),
        (day("2026-09-20"), TransferKind::Reversal)
    );
    assert_eq!(posted.source.as_deref(), Some(&b"exchange 1"[..]));
    assert_eq!(left_of(&book, id(77)).unwrap(), None);
    assert_proved(&book);
}

#[test]
fn a_statement_says_how_much_of_a_line_was_taken_back() {
    let mut book = book();
    let line = |book: &Connection, n| {
        let statement = ledger::statement(book, account(n), None, None).unwrap();
        (
            statement.lines[0].reversed.get(),
            statement.lines[0].reversed_by,
        )
    };
    assert_eq!(line(&book, 1), (0, None));
    write(&mut book, |tx| {
        reverse_part(tx, id(1), id(2), entries(&[(1, -45), (2, 45)]), None, at(2)).unwrap();
    });
    assert_eq!(line(&book, 1), (45, None));
    assert_eq!(line(&book, 2), (45, Some(id(2))));
    assert_eq!(line(&book, 3), (0, None));
    write(&mut book, |tx| {
        reverse_part(tx, id(1), id(3), entries(&[(1, -45), (3, 45)]), None, at(3)).unwrap();
    });
    assert_eq!(line(&book, 1), (90, Some(id(3))));
    let statement = ledger::statement(&book, account(1), None, None).unwrap();
    assert_eq!(statement.lines.len(), 3);
    let totals = ledger::help_totals(&book, day("2026-09-01"), day("2026-09-30")).unwrap();
    assert_eq!((totals.posted, totals.reversed), (minutes(90), minutes(90)));
    assert_eq!((totals.transfers, totals.reversals), (1, 2));
}

#[test]
fn a_part_given_in_minutes_is_shared_over_what_is_left_of_each_side() {
    let mut book = book();
    write(&mut book, |tx| {
        let part = part_of(tx, id(1), minutes(31)).unwrap();
        assert_eq!(part, entries(&[(1, -31), (2, 16), (3, 15)]));
        reverse_part(tx, id(1), id(2), part, None, at(2)).unwrap();
        let rest = part_of(tx, id(1), minutes(59)).unwrap();
        assert_eq!(rest, entries(&[(1, -59), (2, 29), (3, 30)]));
        let refused = |id, minutes| match part_of(tx, id, minutes) {
            Err(ledger::PostError::Rejected(rejection)) => rejection,
            other => panic!("{other:?}"),
        };
        let more = Rejection::MoreThanIsLeft {
            account: account(1),
            left: minutes(59),
            minutes: minutes(60),
        };
        assert_eq!(refused(id(1), minutes(60)), more);
        let nought = Rejection::MinutesNought {
            account: account(1),
        };
        assert_eq!(refused(id(1), minutes(0)), nought);
        assert_eq!(refused(id(1), minutes(-5)), nought);
        assert_eq!(
            refused(id(77), minutes(5)),
            Rejection::UnknownTransfer { id: id(77) }
        );
        reverse_part(tx, id(1), id(3), rest, None, at(2)).unwrap();
        assert_eq!(
            refused(id(1), minutes(1)),
            Rejection::AlreadyReversed { id: id(1) }
        );
    });
    assert_proved(&book);
}

#[test]
fn a_part_is_held_to_the_limits_like_any_transfer() {
    let mut book = book();
    write(&mut book, |tx| {
        post(tx, &help(2, 1, 4, 80, "2026-09-21"), at(2)).unwrap();
        let lower = Some(minutes(0));
        let limits = Limits { lower, upper: None };
        ledger::set_limits(tx, account(1), limits, at(2), None).unwrap();
        let part = part_of(tx, id(1), minutes(11)).unwrap();
        let refused = rejection(reverse_part(tx, id(1), id(3), part, None, at(3)));
        assert!(matches!(refused, Rejection::BelowLimit { .. }));
        let part = part_of(tx, id(1), minutes(10)).unwrap();
        reverse_part(tx, id(1), id(3), part, None, at(3)).unwrap();
    });
    assert_proved(&book);
}
