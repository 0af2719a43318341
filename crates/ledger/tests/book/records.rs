//! The whole book as records, in the order in which it came to be.

use ledger::{Limits, Month, Record, ReopenReason};

use crate::support::{account, at, empty, help, id, limits, minutes, open_members, promise, write};

/// What stands in the book, a word or two each.
fn told(conn: &rusqlite::Connection) -> Vec<String> {
    let mut told = Vec::new();
    ledger::for_each_record(conn, &mut |record| {
        told.push(match record {
            Record::Account(one) => format!(
                "account {} {} {} {:?}",
                one.kind.as_str(),
                one.balance.get(),
                one.held.get(),
                one.closed_after
            ),
            Record::Refusal(_) => "refusal".to_owned(),
            Record::Limit(one) => format!("limit {} after {}", one.number, one.after),
            Record::HoldStep(one) => format!("hold {} after {}", one.step, one.after),
            Record::MonthStep(one) => format!("month {} after {}", one.number, one.after),
            Record::Transfer(one, original) => format!("transfer {} {original:?}", one.seq),
        });
        Ok::<_, rusqlite::Error>(())
    })
    .unwrap();
    told
}

#[test]
fn an_empty_book_holds_nothing() {
    assert_eq!(told(&empty()), Vec::<String>::new());
    assert_eq!(
        ledger::named_transfers(&empty()).unwrap(),
        Vec::<u64>::new()
    );
}

#[test]
fn every_record_stands_where_it_was_written() {
    let mut book = empty();
    let september = Month::new(2026, 9).unwrap();
    let later = |seconds: i64| at(2_000_000 + seconds);
    write(&mut book, |tx| {
        open_members(tx, &[1, 2, 3]);
        ledger::set_limits(tx, account(1), limits(-500, 500), at(1), None).unwrap();
        ledger::place(tx, &promise(1, 1, None, 30, 2_000_900), at(2)).unwrap();
        ledger::post(tx, &help(1, 1, 2, 60, "2026-09-20"), at(3)).unwrap();
        ledger::set_limits(tx, account(2), Limits::NONE, at(4), None).unwrap();
        ledger::place(tx, &promise(2, 2, None, 10, 2_000_900), at(5)).unwrap();
        // Steps of months and of holds stand in the order of time.
        ledger::close_month(tx, september, september.end_in_utc(), later(0), None).unwrap();
        ledger::release(tx, promise(2, 2, None, 10, 0).id, later(1), None).unwrap();
        ledger::reopen_month(tx, september, ReopenReason::Audit, later(2), None).unwrap();
        ledger::reverse(tx, id(1), id(2), None, later(3)).unwrap();
        ledger::attempt(tx, &help(3, 1, 2, 9_000, "2026-09-20"), later(4)).unwrap();
        ledger::close_account(tx, account(3), later(5)).unwrap();
        ledger::set_limits(tx, account(2), limits(-9, 9), later(6), None).unwrap();
    });
    assert_eq!(
        told(&book),
        [
            "account member 0 30 None",
            "account member 0 0 None",
            "account member 0 0 Some(2)",
            "refusal",
            "limit 1 after 0",
            "hold place after 0",
            "transfer 1 None",
            "limit 1 after 1",
            "hold place after 1",
            "month 1 after 1",
            "hold release after 1",
            "month 2 after 1",
            "transfer 2 Some(1)",
            "limit 2 after 2",
        ]
    );
    // The reversed transfer, the month’s head, and the one after that.
    assert_eq!(ledger::named_transfers(&book).unwrap(), [1, 2]);
}

#[test]
fn a_step_of_a_hold_is_told_in_full() {
    let mut book = empty();
    let placed = promise(1, 1, Some(2), 30, 900);
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        ledger::place(tx, &placed, at(2)).unwrap();
        let help = help(1, 1, 2, 25, "2026-09-20");
        ledger::post_hold(tx, placed.id, &help, at(3)).unwrap();
    });
    let mut steps = Vec::new();
    ledger::for_each_record(&book, &mut |record| {
        if let Record::HoldStep(step) = record {
            steps.push(step);
        }
        Ok::<_, rusqlite::Error>(())
    })
    .unwrap();
    let [first, second] = steps.as_slice() else {
        panic!("{steps:?}");
    };
    assert_eq!((first.seq, second.seq), (1, 2));
    assert_eq!(
        (first.hold, second.hold),
        (placed.id.uuid(), placed.id.uuid())
    );
    assert_eq!((first.minutes, first.held), (minutes(30), minutes(30)));
    assert_eq!((second.minutes.get(), second.held.get()), (-30, 0));
    assert_eq!(
        (first.recipient, second.recipient),
        (Some(account(2)), None)
    );
    assert_eq!((first.lapses_at, second.lapses_at), (Some(at(900)), None));
    assert_eq!((first.transfer, second.transfer), (None, Some(1)));
    assert_eq!((first.at, second.at), (at(2), at(3)));
    assert_eq!(ledger::hold_head(&book).unwrap().digest, second.digest);
}

#[test]
fn the_first_error_ends_the_telling() {
    let mut book = empty();
    write(&mut book, |tx| open_members(tx, &[1, 2]));
    let mut seen = 0;
    let ended = ledger::for_each_record(&book, &mut |_| {
        seen += 1;
        Err(rusqlite::Error::InvalidQuery)
    });
    assert!(ended.is_err());
    assert_eq!(seen, 1);
}

#[test]
fn balances_at_a_transfer_are_those_of_then_and_late_help_is_what_came_after() {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        ledger::post(tx, &help(1, 1, 2, 60, "2026-09-20"), at(1)).unwrap();
        ledger::post(tx, &help(2, 1, 2, 30, "2026-09-21"), at(2)).unwrap();
        ledger::reverse(tx, id(1), id(3), None, at(3)).unwrap();
    });
    let kinds = |seq| ledger::trial_balance_at(&book, seq).unwrap();
    assert_eq!(kinds(3), ledger::trial_balance(&book).unwrap());
    assert!(kinds(1).iter().all(|(_, sum)| sum.is_zero()));
    let (from, to) = ("2026-09-01".parse().unwrap(), "2026-09-30".parse().unwrap());
    let after = |seq| ledger::help_totals_after(&book, from, to, seq).unwrap();
    assert_eq!(after(0), ledger::help_totals(&book, from, to).unwrap());
    let late = after(1);
    assert_eq!((late.posted.get(), late.transfers), (30, 1));
    assert_eq!((late.reversed.get(), late.reversals), (60, 1));
    assert_eq!(after(3), ledger::HelpTotals::default());
}
