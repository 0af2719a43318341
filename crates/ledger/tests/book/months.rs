//! Closed months: in order, each with its head, and nothing posted into them any more.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{
    Head, Month, Rejection, ReopenReason, close_month, closed_months, is_closed, post, reopen_month,
};
use rusqlite::Connection;

use super::support::{assert_proved, dump, empty, help, open_members, promise, rejection, write};

fn month(year: i32, number: u32) -> Month {
    Month::new(year, number).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Two transfers in September 2026, one on the second of October.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        for (n, at) in [
            (1, "2026-09-20T10:00:00Z"),
            (2, "2026-09-30T23:59:59Z"),
            (3, "2026-10-02T09:00:00Z"),
        ] {
            post(tx, &help(n, 1, 2, 30, "2026-09-20"), instant(at)).unwrap();
        }
    });
    book
}

const LATER: &str = "2026-10-05T08:00:00Z";

fn close(book: &mut Connection, month: Month) -> Result<ledger::ClosedMonth, ledger::PostError> {
    let ends_at = month.end_in_utc();
    let at = ends_at.max(instant(LATER));
    write(book, |tx| {
        close_month(tx, month, ends_at, at, Some(b"treasurer 4"))
    })
}

#[test]
fn a_closing_keeps_the_head_of_the_month() {
    let mut book = book();
    let closed = close(&mut book, month(2026, 9)).unwrap();
    assert_eq!(Some(closed.head), ledger::head_at(&book, 2).unwrap());
    assert_eq!(closed.closed_at, instant(LATER));
    assert_eq!(closed.source.as_deref(), Some(&b"treasurer 4"[..]));
    assert_eq!(closed_months(&book).unwrap(), [closed]);
    assert!(is_closed(&book, month(2026, 9)).unwrap());
    assert!(!is_closed(&book, month(2026, 10)).unwrap());
    assert_proved(&book);
}

/// In Auckland September ends at 11 o'clock in the morning of the 30th, by UTC.
#[test]
fn a_month_ends_at_midnight_where_the_bank_is() {
    let mut book = book();
    let ends_at = instant("2026-09-30T11:00:00Z");
    let closed = write(&mut book, |tx| {
        close_month(tx, month(2026, 9), ends_at, instant(LATER), None).unwrap()
    });
    assert_eq!(closed.head.seq, 1);
    assert_proved(&book);
}

#[test]
fn a_month_without_a_transfer_before_its_end_has_the_empty_head() {
    let mut book = book();
    assert_eq!(close(&mut book, month(2026, 8)).unwrap().head, Head::EMPTY);
    assert_proved(&book);
}

#[test]
fn a_late_hour_is_posted_into_the_open_month_and_keeps_its_day() {
    let mut book = book();
    close(&mut book, month(2026, 9)).unwrap();
    let late = help(9, 1, 2, 15, "2026-09-11");
    // The clock has been set back into the closed month.
    let set_back = instant("2026-09-15T08:00:00Z");
    let receipt = write(&mut book, |tx| post(tx, &late, set_back).unwrap());
    assert_eq!(receipt.posted_at, instant(LATER));
    let posted = ledger::transfer(&book, late.id()).unwrap().unwrap();
    assert_eq!(posted.done_on.to_string(), "2026-09-11");
    write(&mut book, |tx| {
        let hold = ledger::Hold {
            lapses_at: instant("2026-12-01T00:00:00Z"),
            ..promise(1, 1, None, 5, 0)
        };
        let placed = ledger::place(tx, &hold, set_back).unwrap();
        assert_eq!(placed.at, instant(LATER));
    });
    assert_proved(&book);
}

#[test]
fn months_close_in_order_and_after_their_end() {
    let mut book = book();
    let (september, october) = (month(2026, 9), month(2026, 10));
    close(&mut book, september).unwrap();
    let before = dump(&book);
    let due = october;
    let month_of = |month| Rejection::MonthOutOfOrder { month, due };
    let november = month(2026, 11);
    assert_eq!(rejection(close(&mut book, november)), month_of(november));
    let august = month(2026, 8);
    assert_eq!(rejection(close(&mut book, august)), month_of(august));
    let closed = Rejection::MonthClosed { month: september };
    assert_eq!(rejection(close(&mut book, september)), closed);
    write(&mut book, |tx| {
        let (ends_at, at) = (october.end_in_utc(), instant("2026-10-31T23:59:59Z"));
        let not_over = Rejection::MonthNotOver {
            month: october,
            ends_at,
        };
        assert_eq!(
            rejection(close_month(tx, october, ends_at, at, None)),
            not_over
        );
        let ends_at = ends_at + TimeDelta::hours(13);
        let elsewhere = Rejection::MonthEndsElsewhere {
            month: october,
            ends_at,
        };
        assert_eq!(
            rejection(close_month(tx, october, ends_at, at, None)),
            elsewhere
        );
        let long = Rejection::SourceTooLong { length: 33 };
        let source = Some(&[1; 33][..]);
        assert_eq!(
            rejection(close_month(tx, october, ends_at, at, source)),
            long
        );
        let reopened = reopen_month(tx, october, ReopenReason::Audit, at, source);
        assert_eq!(rejection(reopened), long);
    });
    assert_eq!(dump(&book), before);
    close(&mut book, october).unwrap();
    close(&mut book, november).unwrap();
    assert_proved(&book);
}

#[test]
fn the_last_closed_month_is_the_first_to_open_again_and_says_why() {
    let mut book = book();
    let (september, october) = (month(2026, 9), month(2026, 10));
    close(&mut book, september).unwrap();
    close(&mut book, october).unwrap();
    let at = instant("2026-11-20T12:00:00Z");
    write(&mut book, |tx| {
        let not_last = Rejection::MonthNotLastClosed { month: september };
        let audit = ReopenReason::Audit;
        assert_eq!(
            rejection(reopen_month(tx, september, audit, at, None)),
            not_last
        );
        reopen_month(tx, october, ReopenReason::LateHours, at, Some(b"minute 9")).unwrap();
        assert_eq!(closed_months(tx).unwrap().len(), 1);
        reopen_month(tx, september, audit, at, None).unwrap();
        assert_eq!(
            rejection(reopen_month(tx, september, audit, at, None)),
            not_last
        );
        assert_eq!(closed_months(tx).unwrap(), []);
    });
    let receipt = write(&mut book, |tx| {
        post(tx, &help(9, 1, 2, 15, "2026-09-11"), instant(LATER)).unwrap()
    });
    assert_eq!(receipt.posted_at, at, "opened again is not turned back");
    close(&mut book, september).unwrap();
    close(&mut book, october).unwrap();
    let steps = ledger::month_steps(&book).unwrap();
    let said: Vec<_> = steps.iter().map(|step| (step.month, step.reason)).collect();
    assert_eq!(
        said,
        [
            (september, None),
            (october, None),
            (october, Some(ReopenReason::LateHours)),
            (september, Some(ReopenReason::Audit)),
            (september, None),
            (october, None),
        ]
    );
    assert_eq!(steps[0].head, steps[4].head, "nothing came into September");
    assert_eq!(steps[2].source.as_deref(), Some(&b"minute 9"[..]));
    let closed = closed_months(&book).unwrap();
    assert_eq!(closed.len(), 2);
    assert!(closed.iter().all(|closed| closed.closed_at >= at));
    assert_proved(&book);
}

/// A fault is put right with each step, and the next rule answers.
#[test]
fn a_closing_is_refused_by_the_first_rule_it_breaks() {
    let mut book = book();
    close(&mut book, month(2026, 9)).unwrap();
    let (september, november) = (month(2026, 9), month(2026, 11));
    let (october, at) = (month(2026, 10), instant("2026-11-30T00:00:00Z"));
    let long = Some(&[1; 33][..]);
    let end = november.end_in_utc();
    let far = end + TimeDelta::hours(13);
    let elsewhere = Rejection::MonthEndsElsewhere {
        month: november,
        ends_at: far,
    };
    let not_over = Rejection::MonthNotOver {
        month: november,
        ends_at: end,
    };
    let out_of_order = Rejection::MonthOutOfOrder {
        month: november,
        due: october,
    };
    let closed = Rejection::MonthClosed { month: september };
    let early = end - TimeDelta::hours(14);
    let too_long = Rejection::SourceTooLong { length: 33 };
    let of_september = september.end_in_utc();
    for (month, ends_at, at, source, expected) in [
        (november, far, at, long, too_long),
        (november, far, at, None, elsewhere),
        (november, end, at, None, not_over),
        (november, early, early, None, out_of_order),
        (september, of_september, at, None, closed),
    ] {
        let refused = write(&mut book, |tx| {
            rejection(close_month(tx, month, ends_at, at, source))
        });
        assert_eq!(refused, expected);
    }
    assert_eq!(
        not_over.to_string(),
        "The month 2026-11 ends at 2026-12-01 00:00:00 UTC and cannot be closed before."
    );
    assert_eq!(
        out_of_order.to_string(),
        "The month 2026-11 is not the next one to close; 2026-10 is."
    );
}

#[test]
fn a_month_ends_on_a_whole_second() {
    let mut book = book();
    let ends_at = instant("2026-09-30T23:59:59.500Z");
    let closed = write(&mut book, |tx| {
        close_month(tx, month(2026, 9), ends_at, instant(LATER), None).unwrap()
    });
    assert_eq!(closed.ends_at, instant("2026-09-30T23:59:59Z"));
    assert_eq!(closed.head.seq, 1);
    assert_proved(&book);
}

#[test]
fn every_reason_is_read_back_from_its_word() {
    for reason in ReopenReason::ALL {
        assert_eq!(ReopenReason::parse(reason.as_str()), Some(reason));
    }
    assert_eq!(ReopenReason::parse("whim"), None);
}
