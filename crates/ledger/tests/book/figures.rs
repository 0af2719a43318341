//! Statements, balances as of an instant, trial balance, movements, hours of help.

use chrono::{DateTime, Utc};
use ledger::{
    AccountKind, HelpTotals, KindMovement, Limits, Minutes, PostedTransfer, Statement, Transfer,
    TransferKind,
};
use rusqlite::Connection;

use super::support::{
    account, assert_proved, at, day, empty, entry, help, id, minutes, open_members, post_at, write,
};

/// Ida (1), Tom (2), the pot (3) and issuance (4). Ida and Tom get 60 as a welcome; Ida helps Tom
/// for 90 on the 20th; Tom helps Ida for 30 on the 30th, posted in the wrong length and put
/// right; Ida gives 10 to the pot.
fn book() -> Connection {
    let mut book = empty();
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        for (n, kind) in [(3, AccountKind::Pot), (4, AccountKind::Issuance)] {
            ledger::open_account(tx, account(n), kind, Limits::NONE, at(0)).unwrap();
        }
        let of = |n, kind, date, entries| Transfer::new(id(n), kind, day(date), entries).unwrap();
        let both = vec![entry(1, 60), entry(2, 60), entry(4, -120)];
        ledger::post(
            tx,
            &of(1, TransferKind::Welcome, "2026-09-01", both),
            at(10),
        )
        .unwrap();
        let helped = help(2, 2, 1, 90, "2026-09-20").with_source(b"exchange 2");
        ledger::post(tx, &helped, at(20)).unwrap();
        ledger::post(tx, &help(3, 1, 2, 300, "2026-09-30"), at(30)).unwrap();
        ledger::reverse(tx, id(3), id(4), None, at(40)).unwrap();
        ledger::post(tx, &help(5, 1, 2, 30, "2026-09-30"), at(40)).unwrap();
        let given = vec![entry(1, -10), entry(3, 10)];
        ledger::post(
            tx,
            &of(6, TransferKind::Donation, "2026-10-01", given),
            at(50),
        )
        .unwrap();
    });
    book
}

fn statement(book: &Connection, from: Option<i64>, to: Option<i64>) -> Statement {
    ledger::statement(book, account(1), from.map(at), to.map(at)).unwrap()
}

fn seqs(statement: &Statement) -> Vec<u64> {
    statement.lines.iter().map(|line| line.seq).collect()
}

#[test]
fn a_statement_opens_adds_up_and_closes() {
    let book = book();
    let all = statement(&book, None, None);
    assert_eq!(seqs(&all), [1, 2, 3, 4, 5, 6]);
    let figures: Vec<_> = all
        .lines
        .iter()
        .map(|line| (line.minutes.get(), line.balance.get()))
        .collect();
    assert_eq!(
        figures,
        [
            (60, 60),
            (90, 150),
            (-300, -150),
            (300, 150),
            (-30, 120),
            (-10, 110)
        ]
    );
    let totals = (
        all.opening.get(),
        all.total_in.get(),
        all.total_out.get(),
        all.closing.get(),
    );
    assert_eq!(totals, (0, 450, 340, 110));
    assert_eq!(all.lines[1].source.as_deref(), Some(&b"exchange 2"[..]));
    assert_eq!(all.lines[1].kind, TransferKind::Help);
    assert_eq!(
        (all.lines[1].done_on, all.lines[1].posted_at),
        (day("2026-09-20"), at(20))
    );
}

#[test]
fn a_statement_shows_a_mistake_and_its_reversal_as_a_pair() {
    let all = statement(&book(), None, None);
    let pair = |line: usize| (all.lines[line].reverses, all.lines[line].reversed_by);
    assert_eq!(pair(2), (None, Some(id(4))));
    assert_eq!(pair(3), (Some(id(3)), None));
    assert_eq!(pair(4), (None, None));
}

#[test]
fn a_statement_takes_its_first_instant_in_and_leaves_its_last_out() {
    let book = book();
    let part = statement(&book, Some(20), Some(40));
    assert_eq!((seqs(&part), part.opening), (vec![2, 3], minutes(60)));
    assert_eq!(part.closing, minutes(-150));
    let later = statement(&book, Some(21), None);
    assert_eq!(
        (seqs(&later), later.opening),
        (vec![3, 4, 5, 6], minutes(150))
    );
    let nothing = statement(&book, Some(51), Some(60));
    assert_eq!((seqs(&nothing), nothing.opening), (vec![], minutes(110)));
    assert_eq!(nothing.closing, minutes(110));
    let backwards = statement(&book, Some(40), Some(20));
    assert_eq!(
        (seqs(&backwards), backwards.opening),
        (vec![], minutes(-150))
    );
    let nobody = ledger::statement(&book, account(77), None, None).unwrap();
    assert_eq!((nobody.lines.len(), nobody.closing), (0, Minutes::ZERO));
}

#[test]
fn every_statement_starts_where_the_one_before_it_ended() {
    let book = book();
    for cut in 0..60 {
        let before = statement(&book, None, Some(cut));
        let after = statement(&book, Some(cut), None);
        assert_eq!(before.closing, after.opening);
        assert_eq!(before.lines.len() + after.lines.len(), 6);
        assert_eq!(
            ledger::balance_as_of(&book, account(1), at(cut)).unwrap(),
            before.closing
        );
    }
}

#[test]
fn all_balances_at_several_instants_are_those_asked_for_one_by_one() {
    let book = book();
    let ends: Vec<_> = [60, 0, 20, 21, 41].map(at).to_vec();
    let found = ledger::balances_as_of(&book, &ends).unwrap();
    assert_eq!(found.len(), ends.len());
    for (end, balances) in ends.iter().zip(found) {
        assert_eq!(balances.len(), 4);
        for (account, balance) in balances {
            let alone = ledger::balance_as_of(&book, account, *end).unwrap();
            assert_eq!(balance, alone, "{account:?} just before {end}");
        }
    }
    assert!(ledger::balances_as_of(&book, &[]).unwrap().is_empty());
}

/// The search for an instant goes by every 32nd transfer: here several share a second, and
/// seconds without any lie between, around each of those.
#[test]
fn the_balance_as_of_every_second_of_a_long_book_counts_what_was_posted_before() {
    let mut book = empty();
    let second_of = |n: u8| i64::from(n / 5) * 7 + i64::from(n % 5 / 4);
    write(&mut book, |tx| {
        open_members(tx, &[1, 2]);
        for n in 1..=130 {
            let help = help(n, 2, 1, 1, "2026-09-20");
            ledger::post(tx, &help, at(second_of(n))).unwrap();
            for second in 0..=second_of(n) + 1 {
                let before = (1..=n).filter(|n| second_of(*n) < second).count();
                let balance = ledger::balance_as_of(tx, account(1), at(second)).unwrap();
                assert_eq!(
                    balance.get(),
                    i64::try_from(before).unwrap(),
                    "{n} {second}"
                );
            }
        }
    });
}

#[test]
fn a_bound_within_a_second_takes_the_whole_second_in() {
    let book = book();
    let half_past: DateTime<Utc> = at(20) + chrono::TimeDelta::milliseconds(500);
    assert_eq!(
        ledger::balance_as_of(&book, account(1), half_past).unwrap(),
        minutes(150)
    );
}

#[test]
fn balances_are_those_of_the_newest_entries_and_sum_to_zero() {
    let book = book();
    let balances = ledger::balances(&book).unwrap();
    let figures: Vec<_> = balances
        .iter()
        .map(|(_, _, balance)| balance.get())
        .collect();
    assert_eq!(figures, [110, 0, 10, -120]);
    for (account, _, balance) in balances {
        assert_eq!(ledger::balance(&book, account).unwrap(), balance);
    }
    assert_eq!(ledger::balance(&book, account(77)).unwrap(), Minutes::ZERO);
    assert_eq!(
        ledger::trial_balance(&book).unwrap(),
        [
            (AccountKind::Member, minutes(110)),
            (AccountKind::Pot, minutes(10)),
            (AccountKind::Issuance, minutes(-120)),
        ]
    );
}

#[test]
fn movements_go_by_the_day_of_the_help() {
    let book = book();
    let of = |kind, opening, incoming, outgoing, closing| {
        let [opening, incoming, outgoing, closing] =
            [opening, incoming, outgoing, closing].map(minutes);
        KindMovement {
            kind,
            opening,
            incoming,
            outgoing,
            closing,
        }
    };
    assert_eq!(
        ledger::movements(&book, day("2026-09-20"), day("2026-09-30")).unwrap(),
        [
            of(AccountKind::Member, 120, 720, 720, 120),
            of(AccountKind::Pot, 0, 0, 0, 0),
            of(AccountKind::Issuance, -120, 0, 0, -120),
        ]
    );
    assert_eq!(
        ledger::movements(&book, day("2026-10-01"), day("2026-12-31")).unwrap(),
        [
            of(AccountKind::Member, 120, 0, 10, 110),
            of(AccountKind::Pot, 0, 10, 0, 10),
            of(AccountKind::Issuance, -120, 0, 0, -120),
        ]
    );
}

#[test]
fn hours_of_help_are_counted_once_and_taken_back_where_they_counted() {
    let book = book();
    let totals = |from, to| ledger::help_totals(&book, day(from), day(to)).unwrap();
    assert_eq!(
        totals("2026-09-01", "2026-09-30"),
        HelpTotals {
            posted: minutes(420),
            reversed: minutes(300),
            transfers: 3,
            reversals: 1,
            ..HelpTotals::default()
        }
    );
    assert_eq!(
        totals("2026-09-01", "2026-09-29"),
        HelpTotals {
            posted: minutes(90),
            transfers: 1,
            ..HelpTotals::default()
        }
    );
    assert_eq!(totals("2026-10-01", "2026-10-31"), HelpTotals::default());
}

#[test]
fn a_reversal_may_be_given_a_day_of_its_own() {
    let mut book = book();
    let on = Some(day("2026-10-05"));
    write(&mut book, |tx| {
        ledger::reverse(tx, id(2), id(9), on, at(60)).unwrap()
    });
    let totals = ledger::help_totals(&book, day("2026-10-01"), day("2026-10-31")).unwrap();
    assert_eq!((totals.reversed, totals.reversals), (minutes(90), 1));
    let reversal = ledger::transfer(&book, id(9)).unwrap().unwrap();
    assert_eq!(
        reversal.source.as_deref(),
        Some(&b"exchange 2"[..]),
        "it names the same exchange"
    );
}

#[test]
fn time_in_the_book_never_runs_backwards() {
    let mut book = book();
    let receipt = post_at(&mut book, &help(9, 2, 1, 5, "2026-09-20"), -1_000);
    assert_eq!(receipt.posted_at, at(50));
    write(&mut book, |tx| {
        ledger::set_limits(tx, account(1), Limits::NONE, at(-900), None).unwrap();
        ledger::open_account(tx, account(9), AccountKind::Pot, Limits::NONE, at(-800)).unwrap();
        ledger::close_account(tx, account(9), at(-800)).unwrap();
    });
    let closed = ledger::account(&book, account(9)).unwrap().unwrap();
    assert_eq!(closed.closed_at, Some(at(50)));
    assert_proved(&book);
}

#[test]
fn every_transfer_is_handed_out_in_order_with_its_entries_by_account() {
    let book = book();
    let mut seen: Vec<PostedTransfer> = Vec::new();
    ledger::for_each_transfer(&book, |posted| {
        seen.push(posted);
        Ok::<(), rusqlite::Error>(())
    })
    .unwrap();
    assert_eq!(
        seen.iter().map(|posted| posted.seq).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6]
    );
    for posted in &seen {
        assert_eq!(
            ledger::transfer(&book, posted.id).unwrap().as_ref(),
            Some(posted)
        );
        assert!(posted.entries.is_sorted_by_key(|entry| entry.account));
    }
    assert_eq!(seen[3].reverses, Some(id(3)));
    let sum: i64 = seen
        .iter()
        .flat_map(|posted| &posted.entries)
        .map(|e| e.minutes.get())
        .sum();
    assert_eq!(sum, 0);
    assert_eq!(ledger::transfer(&book, id(77)).unwrap(), None);
}

#[test]
fn the_first_error_of_the_caller_ends_the_handing_out() {
    let mut handed = 0;
    let ended = ledger::for_each_transfer(&book(), |_| {
        handed += 1;
        if handed == 2 {
            Err(rusqlite::Error::InvalidQuery)
        } else {
            Ok(())
        }
    });
    assert_eq!((ended, handed), (Err(rusqlite::Error::InvalidQuery), 2));
}
